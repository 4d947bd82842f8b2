"""Names that may be one subject, out to the checkers; claims to other blocks when that changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa

from checkers.records import Meeting
from warehouse.columns import key_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.state import note_change, read_state, write_state
from warehouse.statements import run

_COMMON = 4
"""A saying of more subjects than this is a common one and no evidence that two names are one."""

_STATE = "joined_names"


class Placed(NamedTuple):
    """That the claims of a subject and metric are in a block."""

    kind: str
    subject: str
    metric: str
    block_key: str


class Move(NamedTuple):
    """Claims that belong to another block."""

    placed: Placed
    new_key: str


def meetings(con: duckdb.DuckDBPyConnection) -> tuple[Meeting, ...]:
    """Pairs of like names that say the same rare thing, in order; scans all claims once."""
    with translated_errors():
        return tuple(Meeting(*row) for row in run(con, "subjects/meetings", common=_COMMON))


def names(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Every subject name of a claim, sorted."""
    with translated_errors():
        return tuple(row[0] for row in run(con, "subjects/names"))


def placed(con: duckdb.DuckDBPyConnection, subjects: Iterable[str]) -> tuple[Placed, ...]:
    """The blocks that the claims of these subjects are in."""
    with staged(con, staged_subjects=key_table(subjects, "subject")), translated_errors():
        return tuple(Placed(*row) for row in run(con, "subjects/placed"))


def joined_names(con: duckdb.DuckDBPyConnection) -> str:
    """What `move` stored last; empty before that."""
    with translated_errors():
        return read_state(con, _STATE)


def move(con: duckdb.DuckDBPyConnection, moves: Sequence[Move], joined: str) -> None:
    """Put claims into other blocks and remember which names are joined, in one transaction."""
    columns = {
        "kind": [each.placed.kind for each in moves],
        "subject": [each.placed.subject for each in moves],
        "metric": [each.placed.metric for each in moves],
        "old_key": [each.placed.block_key for each in moves],
        "new_key": [each.new_key for each in moves],
    }
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    with staged(con, staged_moves=table), transaction(con, "names"):
        if moves:
            run(con, "subjects/move")
            run(con, "load/mark_touched")
            run(con, "load/vanished_blocks")
            run(con, "blocks/clear")
            note_change(con, "subjects", (each.new_key for each in moves))
        write_state(con, _STATE, joined)
