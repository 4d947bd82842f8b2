"""`twosource site`: what is published, as pages for a browser."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def site(
    data: Data = None,
    settings: SettingsFile = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="Folder of the site. [default: DATA/site]", show_default=False
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Write what is published as a site that opens in any browser, without a server or a network.

    The first page lists the findings, with search and filters; each finding and each question has a page.
    The site takes the place of the one before in one step, so nobody ever sees half of it; equal findings
    give equal files. FOLDER is a link to the folder that has the pages. Can go on while a run is working.

    Examples:
        twosource site --data out/demo

        twosource site --out public/claims --data out/demo

        twosource site --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415 -- the warehouse is not for --help

    with boundary(errors):
        from flows.progress import RunProgress  # noqa: PLC0415
        from flows.site import write  # noqa: PLC0415

        chosen = chosen_settings(data, settings)
        with RunProgress(errors) as progress, progress.step("pages") as step:
            written = write(chosen, out, lambda: step.advance(1))
        if as_json:
            print(json.dumps(asdict(written), indent=2))
            return
        console.print(
            f"{written.pages:,} files: open {written.folder}/index.html", soft_wrap=True, markup=False
        )
        if written.left_out:
            console.print(
                f"{written.left_out:,} findings, the least pressing, have no page.",
                soft_wrap=True,
                markup=False,
            )
