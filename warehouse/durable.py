"""Files that survive a power cut: first the contents reach the disk, then the name, then we go on."""

from __future__ import annotations

import os
from pathlib import Path


def wal_of(path: Path) -> Path:
    """DuckDB's write-ahead log beside a database file."""
    return path.with_name(path.name + ".wal")


def put_in_place(written: Path, final: Path) -> None:
    """Give a finished database file its final name, atomically and durably.

    Whoever has the old file open keeps reading the old file. A write-ahead log left beside `final` belongs
    to the file that is replaced, and would be replayed into the new one: it goes first.
    """
    sync(written)
    wal_of(final).unlink(missing_ok=True)
    os.replace(written, final)
    sync(final.parent)


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
