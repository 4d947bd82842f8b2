"""One command's hold on a data folder: settings, lexicon, warehouse and rules, opened in the right order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from traceback import clear_frames
from types import TracebackType

from checkers.credits import Publishers
from checkers.judgements import Judgements
from checkers.rules import Rules
from checkers.thresholds import own_thresholds
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool
from extractors.articles.means import Means
from extractors.articles.parsing import Reading
from extractors.claims.pipeline import Lexicon
from extractors.records import Article, Reference
from flows.check import CheckedParcel, make_rules, parcel_checker, read_judgements
from flows.fetching import fetch_pool
from flows.identify import join_names
from flows.ingest import Ingest
from flows.keeping import Keeper, Versions
from flows.page_pool import PagePool
from flows.preparing import Prepared, Preparer, Work, preparer
from flows.references import placed_references, read_all_references
from flows.set_aside import BugLog
from flows.settings import Settings
from flows.tombstones import passing_by
from flows.tracing import Tracer
from flows.tracing_work import TracingWorkers
from flows.tracing_work import worker as tracing_worker
from flows.versions import code_version, extractor_version, rules_version
from flows.workers import WORTH_WORKERS, Workers, cores
from warehouse import RunStatus, Warehouse
from warehouse.parcels import Parcel


class Session:
    """The lock, the open warehouse and the knowledge of one run. Use as a context, then `begin`.

    `thresholds` is a file of some thresholds, to try others than the shipped (`twosource replay`).

    Raises:
        WarehouseLocked: another run holds the folder.
        NewerSchema: a newer program wrote it.
        LexiconError: lexicon, judgements or references cannot be understood; nothing was changed then.
    """

    def __init__(self, settings: Settings, thresholds: Path | None = None) -> None:
        self.settings = settings
        self._thresholds = thresholds
        self.warehouse = Warehouse.open(settings.data, threads=settings.threads, memory=settings.memory)
        self.run_number = 0
        self.bugs = BugLog(settings.logs)
        self._versions = Versions(self.warehouse)
        self._lexicon: Lexicon | None = None
        self._rules: Rules | None = None
        self.workers: Workers[Parcel, CheckedParcel] | None = None
        self._pool: FetchPool | None = None
        self._references: tuple[Reference, ...] = ()
        self.judgements = Judgements()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.workers is not None:
            self.workers.__exit__(kind, error, trace)
        if self._pool is not None:
            self._pool.close()
        self.warehouse.close()
        # Prefect keeps the flow, and so this session, to the end of the process, and an error with the frames
        # it passed through. A connection kept that long makes DuckDB's bindings complain on the terminal.
        del self.warehouse, self._versions
        forget_frames(error)

    @property
    def lexicon(self) -> Lexicon:
        """The shipped lexicon with the user's on top, loaded once."""
        if self._lexicon is None:
            self._lexicon = Lexicon.load(self.settings.lexicon)
        return self._lexicon

    def load(self) -> None:
        """Read lexicon, rulings and references now, so that a mistake in them is told before anything starts.

        Raises:
            LexiconError: one of them cannot be understood.
        """
        self.judgements = read_judgements(self.settings)
        self._references = read_all_references(self.settings.references, self.lexicon)
        self._rules = self._made_rules(self._placed())

    @property
    def rules(self) -> Rules:
        """The rules of checking, with the rulings of people; there are none before `load` or `begin`."""
        assert self._rules is not None
        return self._rules

    @property
    def reading_version(self) -> str:
        """The version of extractor and lexicon, with the rulings that decide who is who."""
        return extractor_version(self.lexicon.sha256, self.judgements)

    def join_names(self) -> int:
        """Join names that evidence makes one subject, for the checks that follow; how many give way.

        Claims whose block that changes are moved, and their old and new blocks become dirty.
        """
        joined = join_names(self.warehouse, self.lexicon, self.judgements, self.rules.thresholds)
        self.judgements = replace(self.judgements, joined=joined)
        return len(joined)

    def place_references(self) -> int:
        """Put the references where claims of their subjects stand now; how many came, went or moved.

        Their old and new blocks become dirty, no others.
        """
        placed = self._placed()
        self._rules = self._made_rules(placed)
        return self.warehouse.replace_references(placed)

    def _made_rules(self, placed: tuple[tuple[str, Reference], ...]) -> Rules:
        rules = make_rules(self.lexicon, self.judgements, placed)
        return replace(rules, thresholds=own_thresholds(self._thresholds)) if self._thresholds else rules

    def _placed(self) -> tuple[tuple[str, Reference], ...]:
        return placed_references(self._references, self.lexicon, self.judgements)

    def expect(self, claims: int) -> None:
        """So many claims are to be checked: open worker processes, if that many are worth it."""
        if self.workers is None and self._processes > 1 and claims >= WORTH_WORKERS:
            self.workers = Workers(self._processes, partial(parcel_checker, self.rules))

    def ingest(self, read: Callable[[Means], Iterator[Reading]]) -> Ingest:
        """What takes readings into the warehouse, with worker processes if there is enough to read.

        `read` makes the readings of what answers URLs, parses pages and is told of files: what is fetched is
        kept, and what a run that did not come to its end has fetched is not fetched again.
        """
        keeper = self._keeper()
        pool = PagePool(self._processes)
        return Ingest(
            self.warehouse,
            self.run_number,
            readings=passing_by(
                chain(self._set_aside(), read(Means(web=keeper, reader=pool, diary=keeper))),
                self.warehouse.forgotten(),
            ),
            at_most=self.settings.batch_articles,
            prepare=Preparer(self.lexicon, self.judgements),
            bugs=self.bugs,
            share=self._readers if self._processes > 1 else None,
            keeper=keeper,
            pool=pool,
        )

    def _set_aside(self) -> Iterator[Article]:
        """The articles that met a bug of another version."""
        return chain.from_iterable(self.warehouse.articles_set_aside(self.reading_version))

    def tracer(self) -> Tracer:
        """What traces articles, with worker processes if there are enough to read."""
        self.warehouse.use_tracing(rules_version(self.lexicon.sha256))
        publishers = Publishers(self.lexicon.entities, self.lexicon.outlets)
        return Tracer(self.warehouse, publishers, self._tracers if self._processes > 1 else None)

    def _tracers(self) -> TracingWorkers:
        return Workers(self._processes, tracing_worker)

    def _keeper(self) -> Keeper:
        held = {each.url: each for each in self.warehouse.unfinished_fetches()}
        store = partial(self.warehouse.add_fetches, self.run_number)
        return Keeper(self.fetcher(), self.warehouse.bodies, held, store, self._versions)

    def _readers(self) -> Workers[Work, Prepared]:
        return Workers(self._processes, partial(preparer, self.settings.lexicon, self.judgements))

    @property
    def _processes(self) -> int:
        return self.settings.workers or cores()

    def fetcher(self) -> FetchPool:
        """What fetches pages and feeds, by the settings and by what earlier runs know of hosts."""
        if self._pool is None:
            held = self.warehouse.held_hosts()
            book = HostBook.of(datetime.now(UTC), held.records, held.robots)
            self._pool = fetch_pool(self.settings, book, self._versions)
        return self._pool

    def keep_hosts(self) -> None:
        """Remember what fetching has met of hosts; what it had begun and nobody took is given up."""
        if self._pool is not None:
            self.warehouse.keep_hosts(self._pool.kept())
            self._pool.close()
            self._pool = None

    def begin(self, now: datetime) -> None:
        """Open a run. Rules or rulings other than before make what they touch dirty, to be checked anew."""
        if self._rules is None:
            self.load()
        self.run_number = self.warehouse.begin_run(
            started_at=now, code_version=code_version(), lexicon_sha=self.lexicon.sha256
        )
        self.warehouse.use_rules(rules_version(self.lexicon.sha256, self._thresholds))
        self.warehouse.try_again(code_version())
        self.warehouse.replace_judgements(self.judgements.rulings)

    def finish(self, now: datetime, counts: Mapping[str, int]) -> None:
        """Close the run with what it counted."""
        self.warehouse.finish_run(self.run_number, finished_at=now, status=RunStatus.DONE, counts=counts)


def forget_frames(error: BaseException | None) -> None:
    """Drop the local variables of the frames that an error and its causes passed through; the lines stay."""
    met: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and id(each) not in met:
            met.add(id(each))
            clear_frames(each.__traceback__)
            waiting += [each.__cause__, each.__context__]
