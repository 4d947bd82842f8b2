"""A database of Prefect's with its tables made, kept for a user of a machine: making them takes seconds.

It lies in `$XDG_CACHE_HOME/twosource`, else `~/.cache/twosource`, and may be removed at any time. No data
folder needs it: where it cannot be read or written, a new server makes its tables as before.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

_SHIPPED = frozenset({"alembic_version", "block_type", "block_schema", "block_schema_reference"})
"""The tables that Prefect itself fills when it makes them, with nothing of anybody's."""

_UNUSABLE = (OSError, RuntimeError, sqlite3.Error)
"""What a cache that is full, torn or not ours is answered with; `RuntimeError`: there is no home folder."""


def lay_out(database: Path) -> bool:
    """Put the kept database where there is none yet; whether there is one now."""
    if database.exists():
        return True
    unborn = database.with_name(f"{database.name}.new")
    try:
        shutil.copyfile(_kept(), unborn)
        if not _is_fit(unborn):
            return False
        for log in ("-wal", "-shm"):  # of a database that is gone: they would be replayed into this one
            database.with_name(database.name + log).unlink(missing_ok=True)
        os.replace(unborn, database)
    except _UNUSABLE:
        return False
    finally:
        _remove(unborn)
    return True


def keep(database: Path) -> None:
    """Keep a database that a server has just made, unless something has been done with it already."""
    unborn = None
    try:
        kept = _kept()
        kept.parent.mkdir(parents=True, exist_ok=True)
        unborn = kept.with_name(f"{kept.name}.{os.getpid()}")
        with closing(sqlite3.connect(unborn)) as copy, closing(sqlite3.connect(database)) as con:
            con.backup(copy)
            copy.execute("pragma journal_mode = delete")
        if _is_fit(unborn):
            os.replace(unborn, kept)
    except _UNUSABLE:
        return  # the next server makes its tables itself
    finally:
        if unborn is not None:
            _remove(unborn)


def _is_fit(path: Path) -> bool:
    """Whether a database is whole, has its tables, and nothing of anybody in them."""
    with closing(sqlite3.connect(path)) as con:
        if con.execute("pragma quick_check").fetchone() != ("ok",):
            return False
        names = con.execute("select name from sqlite_master where type = 'table'").fetchall()
        filled = {name for (name,) in names if con.execute(f'select 1 from "{name}" limit 1').fetchone()}  # noqa: S608
    return "alembic_version" in filled and filled <= _SHIPPED


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _kept() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "twosource", f"prefect-{version('prefect')}.db")
