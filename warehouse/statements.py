"""SQL statements, loaded and run by name from `warehouse/sql/`: Python holds none of its own."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import duckdb

from warehouse.durable import passing

Row = tuple[Any, ...]


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`, e.g. `statement("load/insert_claims")`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return resources.files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names, without `.sql`, of the statements in `sql/<folder>/`, in order."""
    entries = resources.files(__package__).joinpath("sql", folder).iterdir()
    return tuple(sorted(entry.name.removesuffix(".sql") for entry in entries if entry.name.endswith(".sql")))


def run(con: duckdb.DuckDBPyConnection, name: str, /, **params: object) -> list[Row]:
    """Run `sql/<name>.sql` with parameters bound by name; all its rows (of an insert: the number inserted).

    Fetching everything matters: a result left unfinished blocks the connection.
    """
    passing(name)
    return con.execute(statement(name), params or None).fetchall()


def number(con: duckdb.DuckDBPyConnection, name: str, /, **params: object) -> int:
    """Run a statement that answers with one number, or inserts and answers with how many rows; 0 if none."""
    rows = run(con, name, **params)
    return int(rows[0][0]) if rows and rows[0][0] is not None else 0
