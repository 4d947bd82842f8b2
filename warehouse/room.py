"""Room on the disk, asked for before anything is written: half a batch helps nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

from warehouse.errors import DiskFull

BATCH_TIMES = 3
"""A batch is written to the log, to the file, and may be sorted on the disk in between."""


def need_room(folder: Path, wanted: int, what: str) -> None:
    """Make sure that `wanted` bytes are free where `folder` lies.

    Raises:
        DiskFull: they are not; nothing was written.
    """
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise DiskFull(
            f"{folder}: the disk is full: {what} needs about {_megabytes(wanted)} and {_megabytes(free)} are "
            "free. Free some room and start again; nothing is lost."
        )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
