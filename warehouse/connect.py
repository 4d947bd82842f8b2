"""Opening DuckDB: which settings, how a file comes into being, and what its failures mean.

A kill while DuckDB writes the first blocks of a new file leaves a file that never opens again (measured
on 1.4.4 and 2.0.0). So a file is made under another name, checkpointed, closed, synced and renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.durable import discard, passing, put_in_place, wal_of
from warehouse.errors import DiskFull, NewerSchema, WarehouseBroken

STORAGE_VERSION = "v1.4.0"
"""The format of every file we write: clients from 1.4 on read it. Also named in `sql/publish/attach.sql`."""

CHECKPOINT_AFTER = "256MB"
"""How large a log grows before it is worked into its file. After a kill it is read again, in seconds."""

_HALF_BORN_BELOW = 12_288
"""A DuckDB file of fewer bytes lacks one of its three first blocks of 4,096: its creation was cut short."""


Settings = dict[str, str | bool | int | float | list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How much of the machine DuckDB may use. `threads=None` takes all cores; `memory` is written `4GB`."""

    threads: int | None = None
    memory: str = "4GB"

    def settings(self, spill: Path | None = None) -> Settings:
        """The settings of a connection; `spill` is the folder for what does not fit into memory."""
        settings: Settings = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "memory_limit": self.memory,
        }
        if self.threads is not None:
            settings["threads"] = self.threads
        if spill is not None:
            settings["temp_directory"] = str(spill)
        return settings


def open_or_create(
    path: Path, engine: Engine, prepare: Callable[[duckdb.DuckDBPyConnection], object]
) -> tuple[duckdb.DuckDBPyConnection, tuple[str, ...]]:
    """The read-write connection to the file at `path`, and what a person should be told about opening it.

    A missing file is made, and `prepare` run on it, before it gets its name. A file too small to be one,
    without a log, that does not open, is moved aside and made anew.

    Raises:
        WarehouseBroken: the file exists and does not open.
        NewerSchema: it was written by a DuckDB that this one cannot read.
    """
    spill = path.parent / "spill"
    notices: tuple[str, ...] = ()
    if is_half_born(path):
        try:
            return connect(path, engine, spill), notices
        except WarehouseBroken:
            notices = (_move_aside(path),)
    if not path.exists():
        unborn = path.with_name(path.name + ".new")
        discard(unborn)
        con = connect(unborn, engine, spill)
        with translated_errors():
            prepare(con)
            con.execute("force checkpoint")
            con.close()
        put_in_place(unborn, path)
    return connect(path, engine, spill), notices


def is_half_born(path: Path) -> bool:
    """Whether a file looks as a killed creation leaves it: too small to be one, and without a log."""
    return path.is_file() and path.stat().st_size < _HALF_BORN_BELOW and not wal_of(path).exists()


def connect(
    path: Path, engine: Engine, spill: Path | None = None, *, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """A connection to the database file at `path`, which read-write creates when it is missing.

    Raises:
        WarehouseBroken: the file does not open.
        NewerSchema: it was written by a DuckDB that this one cannot read.
    """
    settings = engine.settings(spill)
    if not read_only:
        settings["storage_compatibility_version"] = STORAGE_VERSION
        settings["checkpoint_threshold"] = CHECKPOINT_AFTER
    try:
        return duckdb.connect(str(path), read_only=read_only, config=settings)
    except duckdb.Error as error:
        if "version number" in str(error):
            raise NewerSchema(
                f"{path} is in a storage format that DuckDB {duckdb.__version__} cannot read. "
                "Install the DuckDB it was written with, or a newer one."
            ) from error
        what = f"{path} does not open"
        if "not a valid DuckDB database file" in str(error):
            raise WarehouseBroken(
                f"{what}: it is not a DuckDB file, or its beginning is damaged. "
                "Move it away and run again on all sources, or use another data folder."
            ) from error
        raise (_dead(error, what) or WarehouseBroken(f"{what}: {error}")) from error


_INTERRUPTED = "Query interrupted"
"""What DuckDB says, in an error of no class of its own, when a signal stops a query."""


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection, name: str = "change") -> Iterator[None]:
    """All of the block's changes or none of them; `name` is that of the points it passes.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on.
    """
    with translated_errors():
        con.execute("begin transaction")
        try:
            yield
        except BaseException:
            _roll_back(con)
            raise
        passing(f"{name}: before commit")
        con.execute("commit")
        passing(f"{name}: after commit")


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn DuckDB's last words and a full disk into errors of ours; all else passes through.

    A Ctrl-C that meets DuckDB at work is a KeyboardInterrupt like any other.
    """
    try:
        yield
    except RuntimeError as error:
        if str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from error
        raise
    except (duckdb.Error, OSError) as error:
        if (dead := _dead(error, "the warehouse cannot be written")) is None:
            raise
        raise dead from error


def _dead(error: Exception, what: str) -> WarehouseBroken | None:
    """The error of ours that an error means after which DuckDB cannot go on; `None` for all others."""
    words = str(error)
    # DuckDB has no class for a full disk (a commit raises TransactionException): these are its words for one.
    if any(sign in words for sign in ("No space left", "Disk quota exceeded", "failed to offload")):
        return DiskFull(
            f"{what}: the disk is full. Free some room and start again; nothing is lost. ({words})"
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        first = words.partition("\n")[0]
        return WarehouseBroken(f"{what}: {first}. Give DuckDB more with the setting `memory`; all is safe.")
    if isinstance(error, duckdb.FatalException | duckdb.IOException):
        return WarehouseBroken(f"{what}: {words} Start again; what was committed is safe.")
    return None


def _roll_back(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.execute("rollback")
    except duckdb.Error:
        return  # a dead instance has nothing left to roll back, and the first error says why


def _move_aside(path: Path) -> str:
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    path.rename(aside)
    return f"{path} was cut short while it was being created and held nothing; it was moved to {aside.name}."
