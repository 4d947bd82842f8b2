"""Processes that work beside this one: they read and extract, or compare claims. Only this one stores.

Each piece of work is done by the same pure function wherever it runs, and results come back in the order in
which work was handed out, so what is stored does not depend on how many workers there are, or on none.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Generic, TypeVar

Work = TypeVar("Work")
Done = TypeVar("Done")

WORTH_WORKERS = 20_000
"""Claims from which on workers save more time than starting them takes, about a second."""

_GARBAGE = 200_000
"""Objects made before a worker looks for cycles among them."""

_AHEAD = 2
"""Pieces of work handed out for each worker: one in hand, one waiting."""


_LOOK = 1.0
"""Seconds between two looks whether a worker that is waited for still lives."""


class WorkerLost(Exception):  # noqa: N818 -- the state a person meets
    """A worker process ended before its work was done. The message says what to do."""


class Workers(Generic[Work, Done]):
    """So many processes, started at the first use; they end with the context, or with this process.

    Args:
        count: How many.
        make: Called in each as it starts; gives the function that does the work there.
    """

    def __init__(self, count: int, make: Callable[[], Callable[[Work], Done]]) -> None:
        self._most = count * _AHEAD
        self._waiting: deque[Future[Done]] = deque()
        self._pool = ProcessPoolExecutor(
            count, mp_context=get_context("spawn"), initializer=_begin, initargs=(make,)
        )

    def __enter__(self) -> Workers[Work, Done]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for child in active_children():  # a run that is stopped does not wait for what is half done
                child.terminate()
            self._let_go()
        self._pool.shutdown(cancel_futures=True)

    @property
    def has_room(self) -> bool:
        """Whether more work is welcome: `_AHEAD` pieces for each worker are held, no more."""
        return len(self._waiting) < self._most

    @property
    def is_done(self) -> bool:
        """Whether what was handed out first is done."""
        return bool(self._waiting) and self._waiting[0].done()

    def hand(self, work: Work) -> None:
        """Hand out a piece of work.

        Raises:
            WorkerLost: a worker was killed.
        """
        with _told_in_words():
            self._waiting.append(self._pool.submit(_do, work))

    def take(self) -> Done:
        """What came of the piece that was handed out first; waits for it.

        Raises:
            WorkerLost: a worker was killed, as by a system that ran out of memory.
        """
        with _told_in_words():
            first = self._waiting.popleft()
            while True:
                try:
                    return first.result(_LOOK)
                except TimeoutError:
                    if first.done():
                        raise  # the work's own
                    if self._has_lost_one():
                        self._let_go()

    def _has_lost_one(self) -> bool:
        return any(process.exitcode is not None for process in list((self._pool._processes or {}).values()))

    def _let_go(self) -> None:
        """Have the pool see that a worker is dead which ended while it sent what it had done.

        The pool waits for the rest of such a result; and for ever, as long as this process, which never sends
        one, holds the sending end of the pipe open too. There is no public way to close it.
        """
        queue: Any = self._pool._result_queue
        if queue is not None and not queue._writer.closed:
            queue._writer.close()

    def map(self, pieces: Iterable[Work]) -> Iterator[Done]:
        """What comes of each piece, in order.

        Raises:
            WorkerLost: a worker was killed.
        """
        for piece in pieces:
            if not self.has_room:
                yield self.take()
            self.hand(piece)
        while self._waiting:
            yield self.take()


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerLost(
            "a process that read or compared claims was ended from outside, perhaps for lack of memory; what "
            'was stored is safe. Run again, with the setting "workers" at 1 if it happens again.'
        ) from error


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_work: Callable[[Any], Any] | None = None


def _begin(make: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # noqa: PLW0603 -- what a worker does is its only state, set once as it starts
    _work = make()
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the parent ends its workers
    atexit.register(os._exit, 0)  # nothing to tidy up, and DuckDB's bindings would complain on the terminal
    gc.freeze()
    gc.set_threshold(_GARBAGE)  # records hold no cycles, and looking for them takes a tenth of the time
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent closes nothing, and its workers would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _do(work: Any) -> Any:
    assert _work is not None
    return _work(work)
