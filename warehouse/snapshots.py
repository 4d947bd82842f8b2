"""The last publications under names of their own: `DATA/snapshots/claims-000042.duckdb` is that of run 42.

The newest is the same file as `DATA/claims.duckdb`, under two names, so that it takes no room of its own.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from warehouse.durable import passing, put_in_place, sync

FOLDER = "snapshots"

_NO_LINKS = frozenset({errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS})
"""What a file system says that gives a file one name only."""


def snapshots(data: Path) -> tuple[Path, ...]:
    """The snapshots of a data folder, oldest first."""
    return tuple(sorted((data / FOLDER).glob("claims-*.duckdb")))


def keep_snapshot(written: Path, data: Path, run_number: int, most: int) -> None:
    """Give a finished publication a name among the snapshots, and remove the oldest beyond `most`.

    Whoever has one of those open keeps reading it. `most` 0 keeps none.
    """
    folder = data / FOLDER
    if most:
        folder.mkdir(exist_ok=True)
        _link(written, folder / f"claims-{run_number:06}.duckdb")
        passing("snapshot: linked")
    held = snapshots(data)
    for old in held[: max(0, len(held) - most)]:
        old.unlink()
        passing("snapshot: removed")
    if folder.exists():
        sync(folder)


def clear_snapshots(data: Path, published: Path) -> int:
    """Remove all snapshots but the one that is the published file; how many."""
    held = tuple((data / FOLDER).glob("claims-*"))
    old = [each for each in held if not (published.exists() and each.samefile(published))]
    for each in old:
        each.unlink()
    if old:
        sync(data / FOLDER)
    return len(old)


def _link(written: Path, name: Path) -> None:
    name.unlink(missing_ok=True)
    try:
        os.link(written, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        unborn = name.with_name(f"{name.name}.new")
        shutil.copyfile(written, unborn)
        put_in_place(unborn, name)
