"""`twosource forget` and `twosource maintain`: what leaves a data folder, and what keeps it in order."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


def forget(
    what: Annotated[
        str, typer.Argument(metavar="URL|OUTLET", help="Address of an article, or name of an outlet.")
    ],
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Take an article, or all of an outlet, out of everything that is kept, and never read it again.

    Text, claims and what was found with them leave the warehouse, the published file, its snapshots and the
    exports and sites made with `twosource export` and `site`, which are written anew; logs are removed. A
    hash stays, so that the article is passed by when a source has it again. Copies that others published
    stay: forget them too.

    Examples:
        twosource forget https://example.com/story --data data

        twosource forget "Example Times" --data data
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415 -- the warehouse is not for --help

    with boundary(errors):
        chosen = chosen_settings(data, settings)
    with boundary(errors, chosen.logs):
        import json  # noqa: PLC0415
        from dataclasses import asdict  # noqa: PLC0415

        from flows.forgetting import forget as forgetting  # noqa: PLC0415
        from flows.progress import RunProgress  # noqa: PLC0415

        with RunProgress(errors) as progress:
            done = forgetting(chosen, what, progress)
        if as_json:
            print(json.dumps(asdict(done)))
        else:
            console.print(
                f"{done.articles:,} articles with {done.claims:,} claims are forgotten, and not read again."
            )


def maintain(
    data: Data = None, settings: SettingsFile = None, as_json: AsJson = False, no_color: NoColor = False
) -> None:
    """Look after a data folder, once a night: finish, check, compare, free room.

    Work that a killed run left is done. Every block of both files is read, so damage is found the day it
    happens; the published file is compared with the warehouse; old logs go (setting `keep_logs_days`); the
    working file is written anew when a third of it is empty. A problem makes the exit code 65.

    Examples:
        twosource maintain --data data

        twosource maintain --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        chosen = chosen_settings(data, settings)
    with boundary(errors, chosen.logs):
        import json  # noqa: PLC0415
        from datetime import UTC, datetime  # noqa: PLC0415

        from flows.exits import Exit  # noqa: PLC0415
        from flows.maintaining import maintain as maintaining  # noqa: PLC0415
        from flows.progress import RunProgress  # noqa: PLC0415

        with RunProgress(errors) as progress:
            done = maintaining(chosen, progress, datetime.now(UTC))
        if as_json:
            print(json.dumps(done.as_dict()))
        else:
            console.print(f"{done.tables} tables with {done.rows:,} rows were read.")
            if done.rewritten:
                console.print(f"The warehouse was written anew: {done.dead_space:.0%} of it was empty.")
            if done.removed:
                console.print(f"Removed: {', '.join(done.removed)}.")
            for problem in done.problems:
                console.print(problem, style="red", markup=False, soft_wrap=True)
        if done.problems:
            raise SystemExit(int(Exit.NOT_VERIFIED))
