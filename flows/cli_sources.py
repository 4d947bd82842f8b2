"""`twosource init` and `twosource sources`: a sources file to start from, and whether it can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles

sources_app = typer.Typer(no_args_is_help=True, help="Look into a sources file: the outlets that are read.")


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the file goes.")] = Path(),
    no_color: NoColor = False,
) -> None:
    """Write a sources file to start from, with a sample article beside it, and say what to do next.

    Nothing that is there is changed.

    Examples:
        twosource init

        twosource init my-news
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.report import program_name  # noqa: PLC0415
        from flows.starter import next_steps, write_starter  # noqa: PLC0415

        path = write_starter(folder)
        console.print(next_steps(path, program_name()), highlight=False, markup=False, soft_wrap=True)


@sources_app.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A sources file.")] = Path("sources.toml"),
    data: Data = None,
    settings: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Try every source of a file and show what it holds, how new it is, and what is to be mended.

    Of a feed or sitemap the newest page is fetched as well, of a folder or file the first articles are read.
    Nothing is stored. The exit code is 69 when a source cannot be read.

    Examples:
        twosource sources check

        twosource sources check sources.toml --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from extractors.articles.sources import load_sources  # noqa: PLC0415
        from flows.exits import Exit  # noqa: PLC0415
        from flows.progress import RunProgress  # noqa: PLC0415
        from flows.sources_check import try_sources  # noqa: PLC0415
        from reports.checks import Status, to_json  # noqa: PLC0415
        from reports.checks_view import SourcesView  # noqa: PLC0415

        chosen = chosen_settings(data, settings)
        with RunProgress(errors) as progress:
            tried = try_sources(load_sources(file), chosen, progress)
        if as_json:
            print(to_json(tried))
        else:
            console.print(SourcesView(tried))
        if any(each.status is Status.FAIL for each in tried):
            raise SystemExit(int(Exit.TO_MEND))
