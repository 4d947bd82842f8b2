"""Which entries of feeds and sitemaps were read, so that a run takes what came since and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.columns import key_table, staged, text_table
from warehouse.connect import transaction, translated_errors
from warehouse.statements import run


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """One key of an entry that was read. `text_sha256` and `published` are of its article as it is held."""

    entry_key: str
    words_sha256: str
    outcome: str
    text_sha256: str | None = None
    published: str | None = None


def recall_entries(con: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> tuple[ReadEntry, ...]:
    """What is kept under these keys. One scan of the table, however many keys."""
    with translated_errors(), staged(con, staged_ids=key_table(keys, "entry_key")):
        rows = run(con, "entries/recall")
    return tuple(
        ReadEntry(entry_key=key, words_sha256=words, outcome=outcome, text_sha256=text, published=published)
        for key, words, outcome, text, published in rows
    )


def remember_entries(
    con: duckdb.DuckDBPyConnection, run_number: int, entries: Sequence[ReadEntry]
) -> frozenset[str]:
    """Keep, in one transaction, those whose article is stored or that led to none; the keys of these.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; none is kept.
    """
    rows = [(each.entry_key, each.words_sha256, each.outcome) for each in entries]
    table = text_table(("entry_key", "words_sha256", "outcome"), rows)
    with staged(con, staged_entries=table), transaction(con):
        run(con, "entries/settled")
        run(con, "entries/clear")
        run(con, "entries/insert", run_number=run_number)
        keys = run(con, "entries/keys")
    return frozenset(key for (key,) in keys)
