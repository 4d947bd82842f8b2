"""What every command has in common: options, output that switches its colours off, settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from flows.settings import Settings

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line break, and marks that turn the direction of what follows."""

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of everything a run keeps. [default: data]", show_default=False),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings", help="Settings file. [default: settings.toml in the data folder]", show_default=False
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="Plain text; NO_COLOR does the same.")]
OwnReferences = Annotated[
    Path | None,
    typer.Option(
        "--references",
        help="Folder with references of your own. [default: that of the settings]",
        show_default=False,
    ),
]


class Due(StrEnum):
    """How often a source of a sources file is read."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MANUAL = "manual"


OnlyScheduled = Annotated[
    Due | None,
    typer.Option(
        "--schedule",
        help="Of a sources file, only what is read this often. [default: all]",
        show_default=False,
    ),
]
Recheck = Annotated[
    bool,
    typer.Option("--recheck", help="Fetch again what feeds list, to find articles that were changed since."),
]


def consoles(no_color: bool) -> tuple[Console, Console]:
    """Standard output for findings, standard error for everything else.

    Signs in what is printed that would steer the terminal are left out: what outlets write is not ours.
    """
    from rich.console import Console, ConsoleOptions, RenderableType  # noqa: PLC0415
    from rich.segment import Segment  # noqa: PLC0415

    class Clean(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterator[Segment]:
            for segment in super().render(renderable, options):
                if segment.control or not _STEERING.search(segment.text):
                    yield segment
                else:
                    yield Segment(_STEERING.sub("", segment.text), segment.style)

    class Findings(Clean):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # for the boundary, which ends a command well; rich would end it with 1

    plain = True if no_color else None
    return (
        Findings(no_color=plain, highlight=False, soft_wrap=False),
        Clean(no_color=plain, highlight=False, stderr=True),
    )


def chosen_settings(
    data: Path | None, settings_file: Path | None, references: Path | None = None
) -> Settings:
    """The settings of this command.

    Raises:
        SettingsError: as `flows.settings.load_settings`.
    """
    from flows.settings import load_settings  # noqa: PLC0415

    return load_settings(os.environ, data=data, settings_file=settings_file, references=references)
