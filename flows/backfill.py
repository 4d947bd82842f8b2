"""A past window built again from what was kept of it: raw bodies, files that are the same, stored texts.

The network is not asked. Runs are gone through from the newest to the oldest, and of each article only the
newest body counts, so a backfill never puts an old text in place of a newer one. Texts whose body is not
kept (rows of JSON lines, files that have changed since) are extracted again as they are stored, where another
version of the program read them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import file_digest
from itertools import groupby
from pathlib import Path

from extractors.articles.fetch import Fetched
from extractors.articles.files import read_file_again, read_sources
from extractors.articles.means import Means
from extractors.articles.parsing import Reading
from extractors.articles.seen import SeenArticles
from extractors.records import Article, Issue, Stage
from flows.ingest import Tally
from flows.job import MainJob
from flows.keeping import kept_answer, source_of
from flows.progress import RunProgress
from flows.session import Session
from warehouse.bodies import BodyStore
from warehouse.fetches import FILE, Fetch

_ALL = 1_000_000
"""Pages of a site that are read again: all that were fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When something was read: from `since` on, before `until`; UTC without a zone."""

    since: datetime
    until: datetime

    def holds(self, instant: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.since <= instant < self.until


def backfill(session: Session, window: Window, progress: RunProgress) -> tuple[Tally, Mapping[str, int]]:
    """Read a window again and do with it what a run does; the tally, and what was passed over, by reason.

    The reasons: `superseded` (a newer body of the same address counts), `not_kept` (an address that a feed
    lists and that was not fetched then), `changed_file` (a file that is not what it was, or is gone).
    """
    kept = KeptReadings(session, window)
    tally = MainJob(session, progress).run_over(kept)
    return tally, dict(sorted(kept.passed_over.items()))


class KeptReadings:
    """What a window held, read from disk."""

    def __init__(self, session: Session, window: Window) -> None:
        self._session = session
        self._window = window
        self._newest = _Newest()
        self._texts: dict[str, str] = {}
        self._given: set[str] = set()
        self.passed_over: Counter[str] = Counter()

    def remember(self) -> None:
        """Nothing is learnt from reading a window again."""

    @property
    def tally(self) -> Tally:
        """Nothing is counted beside the readings."""
        return Tally()

    def readings(self, means: Means) -> Iterator[Reading]:
        """All of it: kept bodies and files, newest run first, then stored texts that are stale."""
        warehouse, window = self._session.warehouse, self._window
        rows = warehouse.fetches_since(window.since)
        runs = [list(each) for _, each in groupby(rows, key=lambda row: row.run_number)]
        for run in reversed(runs):
            is_inside = window.holds(max(row.fetched_at for row in run))
            yield from self._read_run(run, means, is_inside=is_inside)
        stale = warehouse.stale_articles(window.since, window.until, self._session.reading_version)
        for articles in stale:
            yield from (each for each in articles if each.article_id not in self._texts)

    def _read_run(self, rows: Sequence[Fetch], means: Means, *, is_inside: bool) -> Iterator[Reading]:
        """One run's readings; of one that lies after the window it is only noted what it held."""
        given: set[str] = set()
        for reading in self._of_sources(rows, means, is_inside=is_inside):
            if isinstance(reading, Issue) and reading.code in _MARKS:
                if is_inside and reading.code != "read_already":
                    self.passed_over[reading.code] += 1
                continue
            if isinstance(reading, Article):
                newest = self._texts.setdefault(reading.article_id, reading.text_sha256)
                if reading.article_id in self._given or newest != reading.text_sha256:
                    continue
                given.add(reading.article_id)
            elif isinstance(reading, Issue) and reading.article_id not in {None, *given}:
                continue
            if is_inside:
                yield reading
        if is_inside:
            self._given |= given

    def _of_sources(self, rows: Sequence[Fetch], means: Means, *, is_inside: bool) -> Iterator[Reading]:
        seen = SeenArticles()
        offline = replace(means, web=None, diary=None)
        of_source: dict[tuple[str, str], list[Fetch]] = {}
        for row in rows:
            of_source.setdefault((row.source, row.kind), []).append(row)
        for (words, kind), each in of_source.items():
            if kind == FILE:
                for row in each:
                    yield from self._of_file(row, offline, seen, is_inside=is_inside)
            else:
                source = replace(source_of(words), max_pages=_ALL)
                kept = {row.url: row for row in each}
                web = _KeptWeb(source.at, kept, self._session.warehouse.bodies, self._newest, is_inside)
                yield from read_sources((source,), replace(offline, web=web), seen=seen)

    def _of_file(self, row: Fetch, means: Means, seen: SeenArticles, *, is_inside: bool) -> Iterator[Reading]:
        left_out = self._newest.left_out(row, is_inside=is_inside)
        path = Path(row.final_url)
        if left_out is None and _sha256(path) != row.body_sha256:
            left_out = _left_out("changed_file", row.url)
        if left_out is not None:
            yield left_out
        elif is_inside:
            yield from read_file_again(path, row.url.removeprefix("file:"), means, seen)


class _Newest:
    """The newest body of each address and file, learnt from the newest run on, and which were read."""

    def __init__(self) -> None:
        self._newest: dict[tuple[str, str], str] = {}
        self._read: set[tuple[str, str]] = set()

    def left_out(self, row: Fetch, *, is_inside: bool) -> Issue | None:
        """The mark of a body that does not count: there is a newer one, or it was read already."""
        key = (row.url, row.final_url if row.kind == FILE else "")
        if self._newest.setdefault(key, row.body_sha256) != row.body_sha256:
            return _left_out("superseded", row.url)
        if key in self._read:
            return _left_out("read_already", row.url)
        if is_inside:
            self._read.add(key)
        return None


@dataclass(frozen=True, slots=True)
class _KeptWeb:
    """The web as one run met it at one source. The source itself, perhaps a feed, is answered always."""

    source: str
    rows: Mapping[str, Fetch]
    bodies: BodyStore
    newest: _Newest
    is_inside: bool

    def get(self, url: str) -> Fetched | Issue:
        """What that run got, unless a later run got another body or it was read already."""
        row = self.rows.get(url)
        if row is None:
            return _left_out("not_kept", url)
        left_out = self.newest.left_out(row, is_inside=self.is_inside) if url != self.source else None
        return left_out or kept_answer(row, self.bodies)


_MARKS = frozenset({"superseded", "not_kept", "changed_file", "read_already"})


def _left_out(code: str, url: str) -> Issue:
    """A mark for what is not read again; it is counted, and is no issue of the warehouse."""
    return Issue(stage=Stage.READ, code=code, where=url, message=code)


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
