"""What runs read: one row per body, with where it came from and the hash under which its bytes are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from extractors.records import Article
from warehouse.columns import key_table, staged, text_table
from warehouse.connect import transaction, translated_errors
from warehouse.statements import Row, run
from warehouse.stored_texts import stored_texts

WEB = "web"
FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One body that a run read.

    `kind` is WEB (the body is kept under its hash) or FILE (the file is its own body). `chain` lists every
    address asked, first to last. `fetched_at` is UTC without a zone. `run_number` is set when read back.
    """

    source: str
    kind: str
    url: str
    final_url: str
    fetched_at: datetime
    body_sha256: str
    n_bytes: int
    chain: tuple[str, ...] = ()
    status: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    run_number: int = 0


def add_fetches(con: duckdb.DuckDBPyConnection, run_number: int, fetches: Sequence[Fetch]) -> None:
    """Store rows in one transaction, in their order, behind those that the run has.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; none is stored.
    """
    if fetches:
        with staged(con, staged_fetches=_table(fetches)), transaction(con, "fetches"):
            run(con, "fetches/insert", run_number=run_number)


def unfinished_fetches(con: duckdb.DuckDBPyConnection) -> tuple[Fetch, ...]:
    """What was fetched since the last run that came to its end; the newest of each address, in order."""
    with translated_errors():
        return tuple(map(_fetch, run(con, "fetches/unfinished")))


def newest_fetches(con: duckdb.DuckDBPyConnection, urls: Iterable[str]) -> tuple[Fetch, ...]:
    """The newest body of each of these addresses that has one."""
    with translated_errors(), staged(con, staged_urls=key_table(urls, "url")):
        return tuple(map(_fetch, run(con, "fetches/newest")))


def fetches_since(con: duckdb.DuckDBPyConnection, since: datetime) -> tuple[Fetch, ...]:
    """What was fetched from that instant on (UTC without a zone), in the order of runs and of reading."""
    with translated_errors():
        return tuple(map(_fetch, run(con, "fetches/since", since=since)))


def forget_fetches(con: duckdb.DuckDBPyConnection, bodies: Iterable[str]) -> None:
    """Remove the rows of these bodies, in one transaction."""
    with staged(con, staged_bodies=key_table(bodies, "body_sha256")), transaction(con, "forget bodies"):
        run(con, "fetches/forget")


def stale_articles(
    con: duckdb.DuckDBPyConnection, since: datetime, until: datetime, extractor_version: str
) -> Iterator[tuple[Article, ...]]:
    """The articles whose text came in within a window and was read by another version; in batches, by id."""
    with translated_errors():
        stale = run(
            con, "fetches/stale_articles", since=since, until=until, extractor_version=extractor_version
        )
    yield from stored_texts(con, [row[0] for row in stale])


def _fetch(row: Row) -> Fetch:
    number, source, kind, url, final, chain, status, content_type, etag, changed, at, name, size = row
    return Fetch(
        run_number=number,
        source=source,
        kind=kind,
        url=url,
        final_url=final,
        chain=tuple(chain),
        status=status,
        content_type=content_type,
        etag=etag,
        last_modified=changed,
        fetched_at=at,
        body_sha256=name,
        n_bytes=size,
    )


def _table(fetches: Sequence[Fetch]) -> pa.Table:
    words = text_table(
        ("source", "kind", "url", "final_url", "content_type", "etag", "last_modified", "body_sha256"),
        [
            (f.source, f.kind, f.url, f.final_url, f.content_type, f.etag, f.last_modified, f.body_sha256)
            for f in fetches
        ],
    )
    others = {
        "position": pa.array(range(len(fetches)), pa.int32()),
        "chain": pa.array([list(each.chain) for each in fetches], pa.list_(pa.string())),
        "status": pa.array([each.status for each in fetches], pa.int32()),
        "fetched_at": pa.array([each.fetched_at for each in fetches], pa.timestamp("us")),
        "n_bytes": pa.array([each.n_bytes for each in fetches], pa.int64()),
    }
    for name, column in others.items():
        words = words.append_column(name, column)
    return words
