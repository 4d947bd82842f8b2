"""What is published, for a person. Plain functions, no Prefect."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which

from flows.settings import Settings
from reports.summary import Summary
from reports.summary_rows import summarise
from warehouse import Published

PROGRAM = "twosource"


def open_published(settings: Settings) -> Published:
    """The published file of the data folder, to be closed by the caller.

    Raises:
        WarehouseError: nothing has been published yet.
    """
    return Published(settings.published, threads=settings.threads, memory=settings.memory)


def published_summary(settings: Settings) -> Summary:
    """What the published file holds and what its last run met.

    Raises:
        WarehouseError: nothing has been published yet.
    """
    with open_published(settings) as published:
        return summarise(published, program=program_name())


def program_name() -> str:
    """How a person starts this program where they are: by its name, or by its path when that is not found."""
    called = Path(sys.argv[0])
    if called.name != PROGRAM or which(PROGRAM):
        return PROGRAM
    return os.path.relpath(called)
