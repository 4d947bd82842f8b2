"""Files that survive a power cut: first the contents reach the disk, then the name, then we go on.

Whatever must not be half done passes named points (`passing`), so that the chaos test can kill a run at each.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

POINT = "twosource.passing"
"""The audit event of a point that a run passes; its one argument is the name of the point."""


def passing(point: str) -> None:
    """Say that a point is passed at which a kill must do no harm. Nobody listens but a test: 60 ns."""
    sys.audit(POINT, point)


def wal_of(path: Path) -> Path:
    """DuckDB's write-ahead log beside a database file."""
    return path.with_name(path.name + ".wal")


def put_in_place(written: Path, final: Path) -> None:
    """Give a finished file its final name, atomically and durably.

    Whoever has the old file open keeps reading the old file. A write-ahead log left beside `final` belongs
    to the file that is replaced, and would be replayed into the new one: it goes first.
    """
    passing(f"{final.name}: before sync")
    sync(written)
    passing(f"{final.name}: before rename")
    wal_of(final).unlink(missing_ok=True)
    os.replace(written, final)
    passing(f"{final.name}: after rename")
    sync(final.parent)
    passing(f"{final.name}: in place")


def write_durably(path: Path, content: bytes) -> None:
    """Write a small file whole or not at all: beside it, then renamed."""
    unborn = path.with_name(path.name + ".new")
    unborn.write_bytes(content)
    put_in_place(unborn, path)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, whenever the process or the machine stops."""
    unborn = path.with_name(path.name + ".new")
    unborn.write_bytes(content)
    sync(unborn)
    os.replace(unborn, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file's contents, or a folder's entries, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Remove a database file that was never finished, and its log."""
    path.unlink(missing_ok=True)
    wal_of(path).unlink(missing_ok=True)
