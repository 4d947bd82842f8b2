"""The schema's history: numbered files, each applied once, in one transaction with the row that says so.

A migration is never edited after release and never takes anything away. A file that knows a higher number
than this program was written by a newer one, and is refused before anything in it is touched.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.connect import Engine, connect, transaction
from warehouse.durable import passing
from warehouse.errors import NewerSchema
from warehouse.statements import names, number, run


def known_version() -> int:
    """The number of the newest migration that this program brings."""
    return max(_number(name) for name in names("migrations"))


def applied_version(con: duckdb.DuckDBPyConnection) -> int:
    """The number of the newest migration applied to the current database, 0 when it is empty."""
    return number(con, "state/applied_version") if run(con, "state/has_migrations") else 0


def refuse_newer(path: Path, engine: Engine) -> None:
    """Check, without writing a byte, that the file at `path` is not from a newer program.

    Raises:
        NewerSchema: it is.
        WarehouseBroken: it does not open.
    """
    con = connect(path, engine, read_only=True)
    try:
        found = applied_version(con)
    finally:
        con.close()
    if found > known_version():
        raise NewerSchema(
            f"{path} has schema {found}, and this twosource knows schemas up to {known_version()}. "
            "It was left as it is: upgrade twosource, or use another data folder."
        )


def migrate(con: duckdb.DuckDBPyConnection) -> int:
    """Bring the current database to `known_version()`; the number of migrations applied."""
    before = applied_version(con)
    pending = tuple(name for name in names("migrations") if _number(name) > before)
    for name in pending:
        with transaction(con, f"migration {name}"):
            run(con, f"migrations/{name}")
            run(con, "state/record_migration", version=_number(name), name=name)
    if pending:
        # DDL that waits in the log for the next start is where DuckDB's replay bugs live.
        passing("migrations: before checkpoint")
        con.execute("checkpoint")
    return len(pending)


def _number(name: str) -> int:
    return int(name.partition("_")[0])
