"""Looking after the files: every block is read, the two files are compared, room is freed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.connect import Engine, connect, translated_errors
from warehouse.durable import discard, put_in_place
from warehouse.errors import WarehouseBroken
from warehouse.migrate import migrate
from warehouse.publish import PUBLISHED_NAME
from warehouse.room import need_room
from warehouse.statements import run, statement

_NOT_COMPARED = frozenset({"publication"})
"""Tables that a publication has of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What reading every block showed: rows of the working file, and tables that were published otherwise."""

    tables: int
    rows: int
    differing: tuple[str, ...]


def scan(con: duckdb.DuckDBPyConnection, data: Path) -> Scan:
    """Read every row of the working file and of the published one, which checks every block's checksum.

    A published table that holds something else than the working one is named. Cost: both files, once.

    Raises:
        WarehouseBroken: a block cannot be read, or is not what was written.
    """
    published = data / PUBLISHED_NAME
    rows, tables, differing = 0, 0, []
    with translated_errors():
        con.execute("force checkpoint")
        if published.exists():
            con.execute(statement("maintain/attach").format(path=str(published).replace("'", "''")))
        try:
            for schema, table, columns, is_published in run(con, "maintain/tables"):
                held = _hash(con, f"warehouse.{schema}", table, columns)
                tables += 1
                rows += held[0]
                compared = is_published and table not in _NOT_COMPARED
                if compared and _hash(con, f"published.{schema}", table, columns) != held:
                    differing.append(f"{schema}.{table}")
        finally:
            if published.exists():
                con.execute("detach published")
    return Scan(tables=tables, rows=rows, differing=tuple(differing))


def dead_space(con: duckdb.DuckDBPyConnection) -> float:
    """The share of the working file, 0 to 1, that holds nothing: DuckDB files do not shrink by themselves."""
    with translated_errors():
        con.execute("force checkpoint")
        return float(run(con, "maintain/space")[0][0])


def rewrite(con: duckdb.DuckDBPyConnection, path: Path, engine: Engine) -> duckdb.DuckDBPyConnection:
    """Write the working file anew, without dead space and what lies in it; the connection to the new file.

    `con` is closed. Killed at any point, the old file or the new one is there whole.

    Raises:
        WarehouseBroken, DiskFull: it cannot be written; the old file stays.
    """
    unborn = path.with_name(path.name + ".new")
    need_room(path.parent, path.stat().st_size, "rewriting the warehouse")
    discard(unborn)
    with translated_errors():
        con.execute("force checkpoint")
        run(con, "publish/attach", path=str(unborn))
        con.execute("copy from database warehouse to published")
        con.execute("force checkpoint published")
        con.execute("detach published")
        con.close()
    put_in_place(unborn, path)
    fresh = connect(path, engine, path.parent / "spill")
    if migrate(fresh):
        raise WarehouseBroken(f"{path} lost its schema while it was written anew. Restore a snapshot.")
    return fresh


def _hash(
    con: duckdb.DuckDBPyConnection, schema: str, table: str, columns: list[str]
) -> tuple[int, int | None]:
    """Rows of a table, and one number over what they hold in these columns, whatever their order."""
    database, _, schema = schema.partition(".")
    named = ", ".join(f'"{column}"' for column in columns)
    query = statement("maintain/scan").format(columns=named, database=database, schema=schema, table=table)
    ((rows, digest),) = con.execute(query).fetchall()
    return int(rows), digest
