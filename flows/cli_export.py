"""`twosource export`: what is published, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def export(
    parquet: Annotated[
        Path,
        typer.Option("--parquet", metavar="FOLDER", help="Folder for Parquet files, new or of an export."),
    ],
    data: Data = None,
    settings: SettingsFile = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the manifest: rows and SHA-256 of every file.")
    ] = False,
    no_color: NoColor = False,
) -> None:
    """Write everything that is published as Parquet files, one for each table and view.

    Equal articles, settings and program give equal bytes, however many workers read them and however often
    the run was stopped: FOLDER/manifest.json has the SHA-256 of every file, and one over all of them. When
    and how often was run is not in it. Can go on while a run is working.

    Examples:
        twosource export --parquet out/parquet --data out/demo

        twosource export --parquet out/parquet --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415 -- the warehouse is not for --help

    with boundary(errors):
        from flows.exports import export_published  # noqa: PLC0415

        done = export_published(chosen_settings(data, settings), parquet)
        if as_json:
            print(done.manifest, end="")
        else:
            rows = sum(each.rows for each in done.files)
            console.print(
                f"{len(done.files)} files with {rows:,} rows in {done.folder}, SHA-256 {done.digest}.",
                soft_wrap=True,
            )
