"""Sources to the warehouse, batch by batch: read, extract what is new, load. Plain functions, no Prefect."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from types import TracebackType

from extractors.articles.files import count_inputs, read_sources
from extractors.articles.limits import limit
from extractors.articles.means import Means
from extractors.articles.parsing import Reading
from extractors.articles.ready_groups import ClaimRows, unknown_claim_fields
from extractors.articles.seen import SeenArticles
from extractors.articles.sources import Source
from extractors.records import Article, Issue
from flows.keeping import Keeper
from flows.page_pool import PagePool
from flows.preparing import ArticlesRead, LinesRead, Prepared, Preparer, Work, seconds_of
from flows.set_aside import BugLog
from flows.workers import Workers
from warehouse import Warehouse
from warehouse.batches import EqualClaims
from warehouse.load import LoadCounts

_AHEAD = 6
"""Batches that are read, at most, before the first is prepared, to see whether there is work for workers."""

_WORTH_WORKERS = 6.0
"""Seconds of work from which on two workers save more time than they take to start: three seconds of each."""

_REPEATS = frozenset({"repeated_article", "duplicate_article"})
_REMARKS = frozenset(
    {
        *("undated_article", "bad_date", "unknown_field", "feed_capped", "site_capped", "sitemap_capped"),
        *("repeated_source", "foreign_page"),
    }
)
"""Issues about something that was read all the same. Any other issue of reading is an input left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What reading met. Every reading is in exactly one of the first six counts, or in `skipped`.

    `reread` articles have their old text but were extracted again (a newer extractor or lexicon, a better
    date); `repeated` ones came twice in one run; `skipped` counts inputs without an article by issue code.
    """

    new: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    repeated: int = 0
    ready_claims: int = 0
    new_claims: int = 0
    removed_claims: int = 0
    skipped: tuple[tuple[str, int], ...] = ()

    @property
    def read(self) -> int:
        """Distinct articles of the run so far."""
        return self.new + self.changed + self.reread + self.unchanged

    @property
    def met(self) -> int:
        """All readings: every one was read, set aside as a repeat, or skipped for a reason."""
        return self.read + self.repeated + sum(number for _, number in self.skipped)

    def as_counts(self) -> dict[str, int]:
        """Flat, for the row of the run: `skipped.empty_file` and so on beside the plain counts."""
        counts = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "skipped"}
        return counts | {f"skipped.{code}": number for code, number in self.skipped}

    def plus(self, other: Tally) -> Tally:
        """The sum of two tallies."""
        skipped = Counter(dict(self.skipped))
        skipped.update(dict(other.skipped))
        numbers = {
            item.name: getattr(self, item.name) + getattr(other, item.name)
            for item in fields(self)
            if item.name != "skipped"
        }
        return Tally(**numbers, skipped=tuple(sorted(skipped.items())))


class Ingest:
    """Takes readings into the warehouse, a batch at a time; a context, because it may start workers.

    A batch is read here, prepared here or by a worker (`flows.preparing`), and loaded here. Workers are asked
    only once there is enough to do: starting them takes longer than a small batch.

    Args:
        warehouse: Where it goes.
        run_number: The run it belongs to.
        readings: What is read, in order.
        at_most: Articles of a batch.
        prepare: What prepares a batch in this process.
        bugs: Keeps the details of bugs that texts met.
        share: Opens workers that do the same; `None` where this process works alone.
        keeper: Keeps what is fetched; its rows are stored before anything that was made of them.
        pool: Parses pages, and ends with this.
    """

    def __init__(
        self,
        warehouse: Warehouse,
        run_number: int,
        *,
        readings: Iterator[Reading],
        at_most: int,
        prepare: Preparer,
        bugs: BugLog,
        share: Callable[[], Workers[Work, Prepared]] | None = None,
        keeper: Keeper | None = None,
        pool: PagePool | None = None,
    ) -> None:
        self._warehouse = warehouse
        self._run_number = run_number
        self._works = self._cut(readings, at_most)
        self._waiting: deque[Work] = deque()
        self._prepare = prepare
        self._bugs = bugs
        self._share = share
        self._keeper = keeper
        self._pool = pool
        self._workers: Workers[Work, Prepared] | None = None
        self._is_read = False
        self._met: set[str] = set()
        self._equal = ("", EqualClaims())
        self._unknown: dict[str, set[str]] = {}
        self.tally = Tally()
        self.inputs = 0
        """Articles and lines of ready-made claims taken so far."""

    def __enter__(self) -> Ingest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._keeper is not None:
            self._keeper.close()
        if self._pool is not None:
            self._pool.__exit__(kind, error, trace)
        if self._workers is not None:
            self._workers.__exit__(kind, error, trace)
        # Prefect keeps this to the end of the process, and must not keep the warehouse too, see `Session`.
        del self._warehouse, self._keeper, self._works

    def read_ahead(self) -> bool:
        """Read a batch that `take` will load; whether that was possible, and another may be."""
        if self._is_read or not self._wants_more():
            return False
        self._read_on()
        return not self._is_read

    def take(self) -> Tally | None:
        """Load the next batch in one transaction; its tally, which is also added to `tally`, or `None`."""
        while not self._is_read and self._wants_more():
            self._read_on()
        if self._keeper is not None:
            self._keeper.flush()
        if not self._waiting:
            self._tell_unknown_fields()
            return None
        work = self._waiting.popleft()
        batch = self._load(work, self._workers.take() if self._workers else self._prepare(work))
        self.tally = self.tally.plus(batch)
        return batch

    def _wants_more(self) -> bool:
        if self._workers is not None:
            return self._workers.has_room and not self._workers.is_done
        if self._share is None or not self._waiting:
            return not self._waiting
        return len(self._waiting) < _AHEAD and not self._is_much()

    def _is_much(self) -> bool:
        """Whether what waits is work enough for workers."""
        return sum(map(seconds_of, self._waiting)) >= _WORTH_WORKERS

    def _read_on(self) -> None:
        work = next(self._works, None)
        if work is None:
            self._is_read = True
            return
        self._waiting.append(work)
        if self._workers is not None:
            self._workers.hand(work)
        elif self._share is not None and self._is_much():
            self._workers = self._share()
            for each in self._waiting:
                self._workers.hand(each)

    def _cut(self, readings: Iterator[Reading], at_most: int) -> Iterator[Work]:
        """The readings in batches: `at_most` articles and issues, or lines of claims up to their limit."""
        held: list[Article | Issue] = []
        files: list[ClaimRows] = []
        for reading in readings:
            if not isinstance(reading, ClaimRows):
                held.append(reading)
                if len(held) >= at_most:
                    yield self._articles_read(held)
                    held = []
            elif not reading.is_whole:
                yield LinesRead(rows=(reading,))
            else:
                files.append(reading)
                if sum(len(each.body) for each in files) >= limit("claim_rows_bytes"):
                    yield LinesRead(rows=tuple(files))
                    files = []
        if files:
            yield LinesRead(rows=tuple(files))
        if held:
            yield self._articles_read(held)

    def _articles_read(self, readings: Sequence[Article | Issue]) -> ArticlesRead:
        articles = tuple(each for each in readings if isinstance(each, Article))
        unread = self._warehouse.unread(articles, self._prepare.version)
        return ArticlesRead(
            articles=articles,
            issues=tuple(each for each in readings if isinstance(each, Issue)),
            unread=frozenset(article.article_id for article in unread),
        )

    def _load(self, work: Work, prepared: Prepared) -> Tally:
        self._bugs.keep(prepared.bugs)
        tables = prepared.tables
        if isinstance(work, LinesRead) and not work.rows[0].is_whole:
            if self._equal[0] != work.rows[0].shown:
                self._equal = (work.rows[0].shown, EqualClaims())
            tables = self._equal[1].settle(tables)
        for shown, found in prepared.unknown:
            self._unknown.setdefault(shown, set()).update(found)
        counts = self._warehouse.load_batch(self._run_number, tables)
        self.inputs += prepared.inputs
        first = sum(article_id not in self._met for article_id in dict.fromkeys(prepared.article_ids))
        self._met.update(prepared.article_ids)
        return _tally(prepared, first, counts)

    def _tell_unknown_fields(self) -> None:
        issues = [unknown_claim_fields(shown, found) for shown, found in self._unknown.items() if found]
        self._unknown = {}
        if issues:
            self._warehouse.add_issues(self._run_number, issues)


def _tally(prepared: Prepared, first: int, counts: LoadCounts) -> Tally:
    worked = counts.new_articles + counts.changed_articles + counts.reread_articles
    codes = Counter(issue.code for issue in prepared.issues)
    return Tally(
        new=counts.new_articles,
        changed=counts.changed_articles,
        reread=counts.reread_articles,
        unchanged=max(0, first - worked),
        repeated=sum(codes[code] for code in _REPEATS),
        ready_claims=prepared.ready_claims,
        new_claims=counts.new_claims,
        removed_claims=counts.removed_claims,
        skipped=tuple(sorted((code, n) for code, n in codes.items() if code not in _REPEATS | _REMARKS)),
    )


def read_all(
    sources: Sequence[str | Source], means: Means, seen: SeenArticles | None = None
) -> Iterator[Reading]:
    """All readings of all sources, in the order given, as many pages ahead as the reader takes at once."""
    return read_sources(sources, means, seen=seen)


def count_all(sources: Sequence[str | Source]) -> int | None:
    """About how many readings are to come, for progress; `None` when that is not known."""
    numbers = [count_inputs(source) for source in sources]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
