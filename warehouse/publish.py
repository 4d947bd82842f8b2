"""The file that analysts read: built beside the old one, put in its place by one rename.

Readers of the old file keep it; readers that open the name afterwards get the new one; nobody waits and
nobody sees half a run. The file is built table by table, so it holds nothing private and no dead space.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.connect import Engine, transaction, translated_errors
from warehouse.durable import discard, passing, put_in_place, sync
from warehouse.errors import WarehouseError
from warehouse.marts import MARTS, store_marts
from warehouse.migrate import migrate
from warehouse.room import need_room
from warehouse.snapshots import keep_snapshot
from warehouse.state import digest_of, read_state
from warehouse.statements import names, number, run, statement
from warehouse.view_names import VIEWS

PUBLISHED_NAME = "claims.duckdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What publishing did. `is_new` is false when the published file was already this one."""

    path: Path
    stamp: str
    is_new: bool


def publish(con: duckdb.DuckDBPyConnection, data: Path, engine: Engine, keep: int = 0) -> Publication:
    """Publish the warehouse as `DATA/claims.duckdb`, unless that is what is published already.

    The last `keep` publications stay as snapshots. Cost: proportional to the warehouse, about a second per
    million claims.

    Raises:
        WarehouseError: blocks or sums are still to be checked, so the findings do not fit the claims.
        WarehouseBroken, DiskFull: DuckDB cannot go on; the old file stays.
    """
    if dirty := number(con, "publish/count_dirty"):
        raise WarehouseError(
            f"{dirty:,} blocks of claims are not checked yet, so there is no whole run to publish. "
            "Run the check first."
        )
    if unsummed := number(con, "publish/count_unsummed"):
        raise WarehouseError(
            f"The sums of {unsummed:,} articles are not worked out yet, so there is no whole run to publish. "
            "Run the check first."
        )
    if unrevised := number(con, "publish/count_unrevised"):
        raise WarehouseError(
            f"The texts of {unrevised:,} changed articles are not compared yet, so there is no whole run to "
            "publish. Run the check first."
        )
    final = data / PUBLISHED_NAME
    if final.is_dir():
        raise WarehouseError(f"{final} is a folder, where the published file should be: move it away.")
    stamp = _stamp(con)
    if published_stamp(final, engine) == stamp:
        return Publication(path=final, stamp=stamp, is_new=False)
    unborn = unborn_publication(data)
    discard(unborn)
    need_room(data, _size(con), "publishing")
    with translated_errors():
        passing("warehouse: before checkpoint")
        con.execute("force checkpoint")
        passing("warehouse: after checkpoint")
        run(con, "publish/attach", path=str(unborn))
        try:
            _build(con, stamp)
        finally:
            con.execute("use warehouse")
            con.execute("detach published")
        sync(unborn)
        keep_snapshot(unborn, data, number(con, "runs/last"), keep)
        put_in_place(unborn, final)
    return Publication(path=final, stamp=stamp, is_new=True)


def unborn_publication(data: Path) -> Path:
    """The name under which a publication is built."""
    return data / f"{PUBLISHED_NAME}.new"


def published_stamp(path: Path, engine: Engine) -> str | None:
    """The stamp of a published file; `None` when there is none, or none that can be read."""
    if not path.exists():
        return None
    try:
        con = duckdb.connect(":memory:", config=engine.settings())
        with con:
            run(con, "query/attach", path=str(path))
            rows = run(con, "publish/stamp")
    except duckdb.Error:
        return None
    return str(rows[0][0]) if rows else None


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables of a published file in the current database, as yet with the private ones."""
    migrate(con)
    run(con, "publish/widen")


def create_views(con: duckdb.DuckDBPyConnection) -> None:
    """Create the public views, with their comments, in the current database."""
    for name in VIEWS:
        run(con, f"views/{name}")


def _build(con: duckdb.DuckDBPyConnection, stamp: str) -> None:
    con.execute("use published")
    create_tables(con)
    con.execute("use warehouse")
    with transaction(con, "publication of tables"):
        run(con, "publish/copy")
    con.execute("use published")
    with transaction(con, "publication of views"):
        run(con, "publish/record", stamp=stamp)
        run(con, "publish/leave_private")
        create_views(con)
        store_marts(con)
    passing("publication: before checkpoint")
    con.execute("force checkpoint published")


def _size(con: duckdb.DuckDBPyConnection) -> int:
    """The bytes that the working file has in use, which a publication does not exceed."""
    return number(con, "state/size")


def _stamp(con: duckdb.DuckDBPyConnection) -> str:
    schema = tuple(statement(f"migrations/{name}") for name in names("migrations"))
    views = tuple(statement(f"views/{name}") for name in VIEWS)
    marts = tuple(f"{view} {order}" for view, order in MARTS.items())
    widened = statement("publish/widen")
    return digest_of((read_state(con, "digest"), *schema, widened, *views, *marts))
