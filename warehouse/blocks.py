"""Blocks out to the checkers, findings back: each block is read as a stream and replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb

from checkers.records import BlockFindings, Telling
from warehouse.columns import key_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.findings import FoundTables, found_tables
from warehouse.limits import load_limits
from warehouse.parcels import blocks_of, stream_parcels
from warehouse.state import note_change, read_state, write_state
from warehouse.statements import run


def dirty_blocks(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The blocks to check, sorted: their claims, origins or judgements changed since they were."""
    with translated_errors():
        return tuple(row[0] for row in run(con, "blocks/dirty"))


def dirty_sizes(con: duckdb.DuckDBPyConnection) -> Mapping[str, int]:
    """The blocks to check, sorted, each with how many claims it holds; scans the keys of all claims."""
    with translated_errors():
        return dict(run(con, "blocks/dirty_sizes"))


def stream_blocks(
    con: duckdb.DuckDBPyConnection, keys: Iterable[str]
) -> Iterator[tuple[str, tuple[Telling, ...]]]:
    """The blocks of these keys in order, each with its tellings by publication and claim id.

    It reads one snapshot in one pass, so findings may be stored while it runs, and holds one parcel at a
    time (`parcels.stream_parcels`). Keys without claims do not come. Undated tellings come last.
    """
    for parcel in stream_parcels(con, keys):
        yield from blocks_of(parcel)


def replace_blocks(
    con: duckdb.DuckDBPyConnection, run_number: int, findings: Sequence[BlockFindings]
) -> None:
    """Store the findings of some blocks in one transaction, see `store_found`."""
    store_found(con, run_number, found_tables(findings))


def store_found(con: duckdb.DuckDBPyConnection, run_number: int, found: FoundTables) -> None:
    """Store the findings of some blocks in one transaction, in place of what was found before.

    The blocks leave the queue. Cost: a scan of the block keys of all findings, whatever is replaced, so
    hand over many blocks at a time.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing is stored.
    """
    limits = load_limits()
    keys = key_table(found.block_keys, "block_key")
    with staged(con, staged_keys=keys, **found.tables), transaction(con, "findings"):
        run(con, "blocks/stage_cleared")
        run(con, "blocks/clear")
        run(
            con,
            "blocks/insert_claim_forms",
            shown_whole=limits.shown_whole,
            shown_per_form=limits.shown_per_form,
        )
        for name in ("forms", "relations", "reference_relations", "questions", "answers", "answer_forms"):
            run(con, f"blocks/insert_{name}")
        run(con, "blocks/insert_issues", run_number=run_number)
        if found.block_keys:
            note_change(con, "findings", (str(run_number), *found.block_keys))


def use_rules(con: duckdb.DuckDBPyConnection, rules_version: str) -> bool:
    """Say which rules the blocks are checked by; other rules than last time make all dirty.

    Returns:
        Whether the rules are others.
    """
    if read_state(con, "rules_version") == rules_version:
        return False
    with transaction(con, "rules"):
        run(con, "blocks/dirty_all")
        run(con, "sums/queue_all")
        write_state(con, "rules_version", rules_version)
    return True
