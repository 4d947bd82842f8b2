"""What must never be true of a warehouse: each check is a query that finds no rows when all is well."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from warehouse.connect import translated_errors
from warehouse.statements import names, run, statement

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenCheck:
    """A check that found rows. `examples` are the first of them, in words."""

    name: str
    meaning: str
    n_rows: int
    examples: tuple[str, ...]


def broken_checks(con: duckdb.DuckDBPyConnection) -> tuple[BrokenCheck, ...]:
    """The checks of `sql/checks/` that find rows, in order of name; empty when all is well.

    Cost: scans of every table, and the text of every article.
    """
    broken = []
    for name in names("checks"):
        with translated_errors():
            rows = run(con, f"checks/{name}")
        if rows:
            meaning = statement(f"checks/{name}").partition("\n")[0].removeprefix("-- ")
            examples = tuple(" ".join(map(str, row)) for row in rows[:_SHOWN])
            broken.append(BrokenCheck(name=name, meaning=meaning, n_rows=len(rows), examples=examples))
    return tuple(broken)
