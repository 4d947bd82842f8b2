"""Answers in the order in which they were asked for, whenever they come; what waits long waits on disk."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass, replace
from typing import IO

from extractors.articles.fetch import Fetched
from extractors.articles.limits import limit
from extractors.records import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelved:
    """An answer whose body lies in the temporary file."""

    answer: Fetched
    start: int
    size: int


class Turns:
    """A numbered queue: any thread puts answers in any order, one thread takes them by number.

    Bodies beyond `fetch_held_bytes` lie in an unnamed temporary file until their turn.
    """

    def __init__(self) -> None:
        self._there = threading.Condition()
        self._answers: dict[int, Fetched | Issue | _Shelved] = {}
        self._held = 0
        self._shelf: IO[bytes] | None = None
        self._shelf_end = 0
        self._shelved = 0
        self._error: BaseException | None = None
        self._is_closed = False

    def put(self, number: int, answer: Fetched | Issue) -> None:
        """Give the answer with this number.

        Raises:
            OSError: the temporary file cannot be written.
        """
        with self._there:
            if self._is_closed:
                return
            self._answers[number] = self._shelve(answer) if isinstance(answer, Fetched) else answer
            self._there.notify_all()

    def take(self, number: int) -> Fetched | Issue:
        """Wait for the answer with this number; it is given once.

        Raises:
            BaseException: what broke a thread that asks, as it was raised there.
            ValueError: it was closed.
        """
        with self._there:
            while number not in self._answers:
                if self._error is not None:
                    raise self._error
                if self._is_closed:
                    raise ValueError("nothing comes any more: fetching was closed")
                self._there.wait()
            answer = self._answers.pop(number)
            if isinstance(answer, _Shelved):
                return self._unshelve(answer)
            if isinstance(answer, Fetched):
                self._held -= len(answer.body)
            return answer

    def fail(self, error: BaseException) -> None:
        """Whoever takes gets this error instead."""
        with self._there:
            self._error = error
            self._there.notify_all()

    def close(self) -> None:
        """Nobody takes any more; what comes is dropped."""
        with self._there:
            self._is_closed = True
            self._answers.clear()
            self._there.notify_all()
            if self._shelf is not None:
                self._shelf.close()

    def _shelve(self, answer: Fetched) -> Fetched | _Shelved:
        size = len(answer.body)
        if self._held + size <= limit("fetch_held_bytes"):
            self._held += size
            return answer
        if self._shelf is None:
            self._shelf = tempfile.TemporaryFile(prefix="twosource-")  # noqa: SIM115 - closed by `close`
        start = self._shelf_end
        self._shelf.seek(start)
        self._shelf.write(answer.body)
        self._shelf_end += size
        self._shelved += 1
        return _Shelved(answer=replace(answer, body=b""), start=start, size=size)

    def _unshelve(self, shelved: _Shelved) -> Fetched:
        assert self._shelf is not None
        self._shelf.seek(shelved.start)
        body = self._shelf.read(shelved.size)
        self._shelved -= 1
        if not self._shelved:
            self._shelf_end = 0
            self._shelf.truncate(0)
        return replace(shelved.answer, body=body)
