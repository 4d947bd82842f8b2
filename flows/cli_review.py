"""`twosource review list` and `show`: what is to be ruled on, and what was ruled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles

if TYPE_CHECKING:
    from rich.console import Console

    from flows.desk import Desk
    from flows.settings import Settings

review_app = typer.Typer(
    no_args_is_help=True,
    help="Rule on findings: what is dismissed, resolved or misread stays so after every run.",
)

What = Annotated[str, typer.Argument(metavar="ID", help="A finding's id; the beginning of one will do.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


class Standing(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    RULED = "ruled"


class Sort(StrEnum):
    """What a finding is."""

    CONTRADICTION = "contradiction"
    QUOTATION = "quotation"
    REFERENCE = "reference"
    EDIT = "edit"
    SUM = "sum"


@contextmanager
def at_desk(
    data: Path | None, settings: Path | None, no_color: bool
) -> Iterator[tuple[Desk, Settings, Console]]:
    """The desk, the settings and the console of one command; what goes wrong ends it as the boundary says."""
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.desk import Desk  # noqa: PLC0415
        from flows.report import open_published  # noqa: PLC0415

        chosen = chosen_settings(data, settings)
        with open_published(chosen) as published:
            yield Desk(chosen, published), chosen, console


@review_app.command("list")
def list_(  # noqa: PLR0917 -- the command line gives options by name
    state: Annotated[
        Standing | None,
        typer.Option("--state", help="[default: open and assigned]", show_default=False),
    ] = None,
    sort: Annotated[Sort | None, typer.Option("--sort", help="Only this sort.", show_default=False)] = None,
    subject: Annotated[str | None, typer.Option("--subject", help="Only of this subject.")] = None,
    metric: Annotated[str | None, typer.Option("--metric", help="Only of this metric.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Only what this outlet tells.")] = None,
    assignee: Annotated[str | None, typer.Option("--assigned-to", help="Only what this person has.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is below the alert threshold.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most findings shown.")] = 20,
    page: Annotated[int, typer.Option("--page", min=1, help="Which page of them.")] = 1,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """List what waits for a ruling, the most pressing first.

    A ruling counts here from the moment it is made; until a run has taken it in, the list says so.

    Examples:
        twosource review list --data out/demo

        twosource review list --state ruled --subject "Nordlicht AI"

        twosource review list --all --limit 500 --json | python -m json.tool
    """
    with at_desk(data, settings, no_color) as (desk, _, console):
        from flows.desk import Wanted  # noqa: PLC0415
        from reports.review import State, list_to_json  # noqa: PLC0415
        from reports.review_view import DeskListView  # noqa: PLC0415

        wanted = Wanted(
            state=State(state) if state else None,
            sort=sort,
            subject=subject,
            metric=metric,
            outlet=outlet,
            assignee=assignee,
            everything=everything,
        )
        found = desk.listed(wanted, (page - 1) * limit, limit)
        if as_json:
            print(list_to_json(found))
        else:
            console.print(DeskListView(found))


@review_app.command()
def show(
    what: What,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Show a finding: both sides with their words, what was ruled on it and when, and what to type to rule.

    Examples:
        twosource review show fnd_1f38 --data out/demo
    """
    with at_desk(data, settings, no_color) as (desk, _, console):
        from reports.review import case_to_json  # noqa: PLC0415
        from reports.review_view import DeskCaseView  # noqa: PLC0415

        found = desk.case(desk.find(what))
        if as_json:
            print(case_to_json(found))
        else:
            console.print(DeskCaseView(found))
