"""The rulings of people, as their file has them; one that comes or goes sends its blocks to be checked."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from checkers.ruling_records import Judgement
from warehouse.columns import judgement_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.rows import judgement_of
from warehouse.state import note_change
from warehouse.statements import number, run


def replace_judgements(con: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement]) -> int:
    """Mirror the rulings, settled, in one transaction.

    The blocks of every subject that a new, changed or withdrawn ruling names become dirty, and the sums of
    articles with a claim that was read wrongly are worked out again; the same rulings again, in any order,
    make nothing dirty. Rulings on broken sums and silent edits, comments and the like change no finding of
    a block, and make none dirty.

    Returns:
        The number of rulings that came or went.
    """
    rows = tuple(dict.fromkeys(judgements))
    with staged(con, staged_judgements=judgement_table(rows)), transaction(con, "judgements"):
        run(con, "judgements/changed")
        changed = number(con, "judgements/count_changed")
        if changed:
            run(con, "judgements/replace")
            note_change(con, "judgements", (str(len(rows)), str(changed)))
    return changed


def read_judgements(con: duckdb.DuckDBPyConnection) -> tuple[Judgement, ...]:
    """The rulings held, in the order in which they were made."""
    with translated_errors():
        return tuple(map(judgement_of, run(con, "judgements/read")))
