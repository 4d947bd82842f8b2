"""`twosource trace`: where a claim comes from, as a tree on the terminal, for programs, and as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles

if TYPE_CHECKING:
    from reports.descent import Descent


def trace(  # noqa: PLR0917 -- the command line gives options by name
    what: Annotated[
        str, typer.Argument(metavar="CLAIM|QUESTION", help="Id of a claim, a question, or a contradiction.")
    ],
    data: Data = None,
    settings: SettingsFile = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Draw the tree as SVG.", show_default=False),
    ] = None,
    png: Annotated[
        Path | None,
        typer.Option("--png", metavar="FILE", help="Draw the tree as PNG.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Show who had a claim from whom, from first telling to latest, and what changed on the way.

    The beginning of an id will do; ready-made claims also go by the id they came with. Every telling is shown
    with its date, outlet, words, a link that opens them, how it hangs on the one above, how sure that is, and
    the evidence. Above the tree stands where each error came in, who inherited it, and who told it rightly
    again. A source that is not held is a node too.

    Examples:
        twosource trace qst_5b --data out/demo

        twosource trace clm_17d5 --png tree.png

        twosource trace desk-1 --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.trace import trace as traced  # noqa: PLC0415
        from reports.descent import to_json  # noqa: PLC0415
        from reports.descent_view import DescentView  # noqa: PLC0415

        found = traced(chosen_settings(data, settings), what)
        for path, form in ((svg, "svg"), (png, "png")):
            if path is not None:
                _draw(found, path, form)
                errors.print(f"drawn: {path}", highlight=False, markup=False)
        if as_json:
            print(to_json(found))
        else:
            console.print(DescentView(found))


def _draw(found: Descent, path: Path, form: str) -> None:
    from flows.settings import SettingsError  # noqa: PLC0415
    from reports.tree_drawing import draw  # noqa: PLC0415 -- matplotlib takes a second

    try:
        draw(found, path, form)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        raise SettingsError(
            f"{path} cannot be written: {error.strerror}. Name a file in a folder that is there."
        ) from error
