"""`twosource check`: a draft before it is published, every claim with what is known of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.exits import Exit
from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def check(  # noqa: PLR0917 -- the command line gives options by name
    draft: Annotated[
        str, typer.Argument(metavar="DRAFT", help="A file: text, Markdown, HTML or PDF; - is standard input.")
    ],
    data: Data = None,
    settings: SettingsFile = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DAY",
            help="Day of the draft. [default: as it says, else today]",
            show_default=False,
        ),
    ] = None,
    outlet: Annotated[
        str | None,
        typer.Option(
            "--outlet", help="Whose draft it is: its own articles are no second source.", show_default=False
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="MARKS", help="Show claims of these marks only.", show_default=False),
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="MARKS", help="Marks that make the exit code 3, or never.")
    ] = "contradict",
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="FILE", help="Also write a page with the claims marked.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Check a draft before it is published: every claim in it with what the published articles say of it.

    A claim agrees with what two or more independent origins say, is known from one origin only, contradicts
    somebody (or is disputed, but more origins say so), has a newer figure, or is not known. Told too are
    contradictions within the draft, headline against text, sums that do not come out, and references. Only
    DATA/claims.duckdb is read, so a run may go on meanwhile.

    Marks for --only and --fail-on: contradict, newer, disputed, one-origin, own, unknown, not-compared and
    agree, several with commas. The exit code is 3 when a claim has one of the marks of --fail-on, else 0.

    Examples:
        twosource check draft.md --data out/demo

        twosource check draft.html --outlet "Pension Post" --date 2025-02-14 --only contradict,newer

        pbpaste | twosource check - --json --fail-on contradict,newer | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        chosen = chosen_settings(data, settings)
    with boundary(errors, chosen.logs):
        from flows.draft import check_now  # noqa: PLC0415
        from flows.draft_marks import marks_of  # noqa: PLC0415
        from flows.draft_source import DraftSource  # noqa: PLC0415
        from reports.draft import to_json  # noqa: PLC0415
        from reports.draft_view import DraftView  # noqa: PLC0415

        shown = marks_of("--only", only) if only is not None else frozenset()
        failing = marks_of("--fail-on", fail_on)
        with errors.status("checking ..."):
            found = check_now(chosen, DraftSource(at=draft, date=day, outlet=outlet))
        if html is not None:
            from flows.asking import whole_file  # noqa: PLC0415
            from reports.draft_html import draft_html  # noqa: PLC0415

            with whole_file(html) as unborn:
                unborn.write_text(draft_html(found, shown), encoding="utf-8", errors="replace")
            errors.print(f"written: {html}", highlight=False, markup=False)
        if as_json:
            print(to_json(found, shown))
        else:
            console.print(DraftView(found, shown))
        if found.fails(failing):
            raise SystemExit(int(Exit.AGAINST))
