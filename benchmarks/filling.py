"""Warehouses that an SQL file fills: what a run would take hours to make."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.connect import STORAGE_VERSION, Engine

ENGINE = Engine(memory="8GB")


@contextmanager
def opened_to_fill(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of the warehouse's storage version, made if it is not there; rows may come in any order."""
    settings = ENGINE.settings(database.with_name("spill"))
    settings |= {"storage_compatibility_version": STORAGE_VERSION, "preserve_insertion_order": False}
    with duckdb.connect(str(database), config=settings) as con:
        yield con


def fill(con: duckdb.DuckDBPyConnection, file: Path, **variables: int) -> None:
    """Do what an SQL file says, which reads these variables."""
    for name, value in variables.items():
        con.execute(f"set variable {name} = {value}")
    for statement in con.extract_statements(file.read_text(encoding="utf-8")):
        con.execute(statement)
