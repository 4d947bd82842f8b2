"""The warehouse of one data folder: the one writer, and every door into it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import duckdb

from checkers.records import ArticleOrigin, ArticleSums, BlockFindings, LineageEdge, Meeting, Telling
from checkers.revisions.records import ArticleRevisions, History
from checkers.ruling_records import Judgement
from extractors.articles.host_records import HostsKept
from extractors.records import Article, Claim, Credit, Issue, Reference
from warehouse import (
    blocks,
    entries,
    fetches,
    hosts,
    judgements,
    lineage,
    load,
    references,
    revisions,
    runs,
    set_aside,
    subjects,
    sums,
    upkeep,
    window,
)
from warehouse import forget as forgetting
from warehouse.batches import Batch, BatchTables, batch_tables
from warehouse.bodies import BodyStore
from warehouse.checks import BrokenCheck, broken_checks
from warehouse.connect import Engine, is_half_born, open_or_create, translated_errors
from warehouse.durable import discard
from warehouse.entries import ReadEntry
from warehouse.fetches import Fetch
from warehouse.findings import FoundTables
from warehouse.load import LoadCounts
from warehouse.lock import WriterLock
from warehouse.migrate import migrate, refuse_newer
from warehouse.outbox import Outbox
from warehouse.parcels import Parcel, stream_parcels
from warehouse.publish import Publication, publish, unborn_publication
from warehouse.room import BATCH_TIMES, need_room
from warehouse.runs import RunStatus
from warehouse.set_aside import SetAside

WORKING_NAME = "warehouse.duckdb"


class Warehouse:
    """An open warehouse, used by one thread at a time.

    It holds the lock of the data folder until it is closed. `notices` are sentences for a person about what
    opening it found and mended. Every method that changes something does so in one transaction, so a
    process may be killed at any moment; each may raise WarehouseBroken or DiskFull, after which this
    process must end.
    """

    def __init__(
        self,
        *,
        data: Path,
        engine: Engine,
        lock: WriterLock,
        con: duckdb.DuckDBPyConnection,
        notices: tuple[str, ...],
    ) -> None:
        self.data = data
        self.notices = notices
        self._engine = engine
        self._lock = lock
        self._con = con
        self.bodies = BodyStore(data)
        """The raw bodies of the folder, on disk under the hash of their content."""

    @classmethod
    def open(cls, data: Path, *, threads: int | None = None, memory: str = "4GB") -> Warehouse:
        """Open the warehouse in the folder `data`, creating folder and file when they are missing.

        `threads=None` uses all cores; `memory` bounds DuckDB (`"4GB"`), which spills to `data/spill`.

        Raises:
            WarehouseLocked: another process writes to this folder.
            NewerSchema: a newer program wrote the file, which has not been touched.
            WarehouseBroken, DiskFull: the file does not open.
        """
        data.mkdir(parents=True, exist_ok=True)
        engine = Engine(threads=threads, memory=memory)
        lock = WriterLock(data)
        try:
            path = data / WORKING_NAME
            if path.exists() and not is_half_born(path):
                refuse_newer(path, engine)
            discard(unborn_publication(data))
            con, notices = open_or_create(path, engine, migrate)
            try:
                with translated_errors():
                    migrate(con)
            except BaseException:
                con.close()
                raise
        except BaseException:
            lock.release()
            raise
        opened = cls(data=data, engine=engine, lock=lock, con=con, notices=notices)
        opened.bodies.tidy()
        return opened

    def close(self) -> None:
        """Write everything to the file proper and let the next writer in."""
        try:
            with translated_errors():
                self._con.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Loading -------------------------------------------------------------------------------------------

    def load_batch(self, run_number: int, batch: Batch | BatchTables) -> LoadCounts:
        """Store a batch; loading it again adds nothing. See `warehouse.load.load_batch`."""
        tables = batch if isinstance(batch, BatchTables) else batch_tables(batch)
        need_room(self.data, BATCH_TIMES * tables.size, "a batch of articles")
        tables = forgetting.without_forgotten(self._con, tables)
        return load.load_batch(self._con, run_number, tables)

    def known(self, article_ids: Iterable[str], extractor_version: str) -> Mapping[str, str]:
        """The `text_sha256` of those articles that are held as this extractor version read them."""
        return load.known(self._con, article_ids, extractor_version)

    def unread(self, articles: Sequence[Article], extractor_version: str) -> tuple[Article, ...]:
        """Those articles that need extraction, each once: new, changed, or read by another version."""
        return load.unread(self._con, articles, extractor_version)

    def add_issues(self, run_number: int, issues: Sequence[Issue]) -> int:
        """Store issues that belong to no batch; the number of those that were not known."""
        return load.add_issues(self._con, run_number, issues)

    def recall_entries(self, keys: Iterable[str]) -> tuple[ReadEntry, ...]:
        """What earlier runs read of feeds and sitemaps under these keys."""
        return entries.recall_entries(self._con, keys)

    def remember_entries(self, run_number: int, read: Sequence[ReadEntry]) -> frozenset[str]:
        """Keep those entries whose article is stored, or that led to none; their keys."""
        return entries.remember_entries(self._con, run_number, read)

    def forget_bodies(self, names: Sequence[str]) -> None:
        """Remove these bodies from the disk, then their rows."""
        for name in names:
            self.bodies.forget(name)
        fetches.forget_fetches(self._con, names)

    def stale_articles(
        self, since: datetime, until: datetime, extractor_version: str
    ) -> Iterator[tuple[Article, ...]]:
        """The articles that came in within a window and were read by another version, in batches."""
        return fetches.stale_articles(self._con, since, until, extractor_version)

    # Hosts ---------------------------------------------------------------------------------------------

    def held_hosts(self) -> HostsKept:
        """What earlier runs have met of hosts that pages are fetched from."""
        return hosts.held_hosts(self._con)

    def keep_hosts(self, kept: HostsKept) -> None:
        """Remember what this run has met of hosts."""
        hosts.keep_hosts(self._con, kept)

    # Raw bodies ----------------------------------------------------------------------------------------

    def add_fetches(self, run_number: int, read: Sequence[Fetch]) -> None:
        """Store what was read, behind what the run has read before; its bodies are in `bodies` already."""
        fetches.add_fetches(self._con, run_number, read)

    def unfinished_fetches(self) -> tuple[Fetch, ...]:
        """What was fetched since the last run that came to its end; the newest of each address."""
        return fetches.unfinished_fetches(self._con)

    def newest_fetches(self, urls: Iterable[str]) -> tuple[Fetch, ...]:
        """The newest body of each of these addresses that has one."""
        return fetches.newest_fetches(self._con, urls)

    def fetches_since(self, since: datetime) -> tuple[Fetch, ...]:
        """What was read from that instant on (UTC without a zone), in the order of runs and of reading."""
        return fetches.fetches_since(self._con, since)

    # Checking ------------------------------------------------------------------------------------------

    def dirty_blocks(self) -> tuple[str, ...]:
        """The keys of the blocks that must be checked, sorted."""
        return blocks.dirty_blocks(self._con)

    def dirty_sizes(self) -> Mapping[str, int]:
        """The same with how many claims each holds."""
        return blocks.dirty_sizes(self._con)

    def stream_parcels(self, keys: Iterable[str]) -> Generator[Parcel, None, None]:
        """Those blocks as Arrow tables of whole blocks, for `warehouse.parcels.blocks_of` in any process."""
        return stream_parcels(self._con, keys)

    def stream_blocks(self, keys: Iterable[str]) -> Iterator[tuple[str, tuple[Telling, ...]]]:
        """Those blocks in order of key, tellings in order of publication; one block in memory at a time."""
        return blocks.stream_blocks(self._con, keys)

    def replace_blocks(self, run_number: int, findings: Sequence[BlockFindings]) -> None:
        """Store findings in place of the old ones of their blocks; the blocks leave the queue."""
        blocks.replace_blocks(self._con, run_number, findings)

    def store_found(self, run_number: int, found: FoundTables) -> None:
        """The same for findings that are tables already, made by `warehouse.findings.found_tables`."""
        blocks.store_found(self._con, run_number, found)

    def unsummed_articles(self) -> tuple[str, ...]:
        """The ids of the articles whose sums must be worked out, sorted."""
        return sums.unsummed_articles(self._con)

    def stream_quantities(
        self, article_ids: Iterable[str], metrics: Sequence[str]
    ) -> Generator[tuple[str, tuple[Claim, ...]], None, None]:
        """The quantities that a sum could be made of, article by article; one article in memory at a time."""
        return sums.stream_quantities(self._con, article_ids, metrics)

    def replace_sums(
        self,
        run_number: int,
        article_ids: Iterable[str],
        found: Sequence[ArticleSums],
        issues: Sequence[Issue] = (),
    ) -> None:
        """Store broken sums in place of the old ones of these articles; the articles leave the queue."""
        sums.replace_sums(self._con, run_number, article_ids, found, issues)

    def unrevised_articles(self) -> tuple[str, ...]:
        """The ids of the changed articles whose texts must be compared, sorted."""
        return revisions.unrevised_articles(self._con)

    def stream_histories(self, article_ids: Iterable[str]) -> Generator[History, None, None]:
        """The texts that these articles have had, article by article, the present one last."""
        return revisions.stream_histories(self._con, article_ids)

    def replace_revisions(
        self,
        run_number: int,
        article_ids: Iterable[str],
        found: Sequence[ArticleRevisions],
        issues: Sequence[Issue] = (),
    ) -> None:
        """Store revisions and edits in place of the old ones of these articles; they leave the queue."""
        revisions.replace_revisions(self._con, run_number, article_ids, found, issues)

    def articles_set_aside(self, extractor_version: str) -> Iterator[tuple[Article, ...]]:
        """The articles that met a bug when another version read them, as they are stored."""
        return set_aside.articles_set_aside(self._con, extractor_version)

    def try_again(self, code_version: str) -> None:
        """Queue what is set aside for a bug, if the program is another than last time."""
        set_aside.try_again(self._con, code_version)

    def count_set_aside(self) -> SetAside:
        """How much is set aside for a bug, and of how much."""
        return set_aside.count_set_aside(self._con)

    def use_rules(self, rules_version: str) -> bool:
        """Name the rules of checking; others than before leave everything to check. Whether they are."""
        return blocks.use_rules(self._con, rules_version)

    # Tracing -------------------------------------------------------------------------------------------

    def use_tracing(self, version: str) -> bool:
        """Name the way of tracing; another than before leaves everything to trace. Whether it is another."""
        return window.use_tracing(self._con, version)

    def count_untraced(self) -> int:
        """How many articles are not traced as they are now."""
        return window.count_untraced(self._con)

    def piece(self, at_most: int) -> AbstractContextManager[window.Piece]:
        """The next articles to trace, in order of publication; stored together when the block ends."""
        return window.piece(self._con, at_most)

    def stream_articles(self) -> Iterator[tuple[Article, ...]]:
        """The articles that lineage may concern, with text and links, in batches, by publication."""
        return lineage.stream_articles(self._con)

    def stream_credits(self) -> Iterator[tuple[Credit, ...]]:
        """All credits of whole articles, in batches."""
        return lineage.stream_credits(self._con)

    def replace_lineage(self, edges: Sequence[LineageEdge], origins: Sequence[ArticleOrigin]) -> int:
        """Store the whole lineage; blocks of articles with another origin become dirty. How many moved."""
        return lineage.replace_lineage(self._con, edges, origins)

    # Subjects ------------------------------------------------------------------------------------------

    def meetings(self) -> tuple[Meeting, ...]:
        """Pairs of like subject names that say the same rare thing; scans all claims once."""
        return subjects.meetings(self._con)

    def subject_names(self) -> tuple[str, ...]:
        """Every subject name of a claim, sorted."""
        return subjects.names(self._con)

    def placed(self, names: Iterable[str]) -> tuple[subjects.Placed, ...]:
        """The blocks that the claims of these subjects are in."""
        return subjects.placed(self._con, names)

    def joined_names(self) -> str:
        """The joined names as `move_claims` stored them."""
        return subjects.joined_names(self._con)

    def move_claims(self, moves: Sequence[subjects.Move], joined: str) -> None:
        """Put claims into other blocks, which become dirty, and remember which names are joined."""
        subjects.move(self._con, moves, joined)

    # Judgements, runs, publication ---------------------------------------------------------------------

    def replace_judgements(self, rulings: Sequence[Judgement]) -> int:
        """Mirror the judgements file; blocks of the subjects it changed become dirty. How many changed."""
        return judgements.replace_judgements(self._con, rulings)

    def judgements(self) -> tuple[Judgement, ...]:
        """The rulings held, in the order of their file."""
        return judgements.read_judgements(self._con)

    def replace_references(self, placed: Sequence[tuple[str, Reference]]) -> int:
        """Mirror the references; blocks that one came to or left become dirty. How many changed."""
        return references.replace_references(self._con, placed)

    def begin_run(self, *, started_at: datetime, code_version: str, lexicon_sha: str) -> int:
        """Open the next run; its number. Runs that were killed are marked interrupted."""
        return runs.begin_run(
            self._con, started_at=started_at, code_version=code_version, lexicon_sha=lexicon_sha
        )

    def finish_run(
        self, run_number: int, *, finished_at: datetime, status: RunStatus, counts: Mapping[str, int]
    ) -> None:
        """Close a run with what it counted."""
        runs.finish_run(self._con, run_number, finished_at=finished_at, status=status, counts=counts)

    def publish(self, keep: int = 0) -> Publication:
        """Publish `DATA/claims.duckdb`, unless it is up to date. See `warehouse.publish.publish`."""
        return publish(self._con, self.data, self._engine, keep)

    @property
    def outbox(self) -> Outbox:
        """The letters to editors, and what each was told."""
        return Outbox(self._con)

    # Looking after it ------------------------------------------------------------------------------------

    def addresses(self, *, url: str | None, outlet: str | None) -> tuple[str, ...]:
        """The addresses of the articles that `forget` would take out."""
        return forgetting.addresses(self._con, url=url, outlet=outlet)

    def forget(self, *, url: str | None, outlet: str | None) -> forgetting.Forgotten:
        """Take an article or an outlet out for good. See `warehouse.forget.forget`."""
        return forgetting.forget(self._con, url=url, outlet=outlet)

    def forgotten(self) -> forgetting.Tombstones:
        """What is not to be read again."""
        return forgetting.tombstones(self._con)

    def is_erasing(self) -> bool:
        """Whether something was forgotten that files may still hold."""
        return forgetting.is_erasing(self._con)

    def erased(self) -> None:
        """Say that no file holds any more what was forgotten."""
        forgetting.erased(self._con)

    def dead_space(self) -> float:
        """The share of the working file, 0 to 1, that holds nothing."""
        return upkeep.dead_space(self._con)

    def rewrite(self) -> None:
        """Write the working file anew, without dead space. See `warehouse.upkeep.rewrite`."""
        self._con = upkeep.rewrite(self._con, self.data / WORKING_NAME, self._engine)

    def scan(self) -> upkeep.Scan:
        """Read every block of both files. See `warehouse.upkeep.scan`."""
        return upkeep.scan(self._con, self.data)

    def broken_checks(self) -> tuple[BrokenCheck, ...]:
        """The integrity checks that find rows they should not; empty when all is well. Scans everything."""
        return broken_checks(self._con)
