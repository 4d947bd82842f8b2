"""`twosource backfill`: a past window read again from kept bodies and stored texts, without the network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def backfill(  # noqa: PLR0917 -- the command line gives options by name
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="First day (UTC) of the window, as 2031-05-02.")
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DATE", help="Last day of the window. [default: today]", show_default=False
        ),
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Build again what was read in a window of days, from kept bodies and stored texts, without the network.

    After an upgrade this extracts everything of the window anew and judges what that changes; with the same
    version it changes nothing. The window is when something was read, not when it was published. Files count
    while they are what they were; texts whose page or file is gone are extracted as they are stored.

    Examples:
        twosource backfill --since 2031-05-01

        twosource backfill --since 2031-05-01 --until 2031-05-07 --json
    """
    console, errors = consoles(no_color)
    from flows.boundary import NothingReadable, boundary  # noqa: PLC0415

    with boundary(errors):
        chosen = chosen_settings(data, settings)
        first, last = _day(since, "--since"), _day(until, "--until") if until else datetime.now(UTC)
    with boundary(errors, chosen.logs):
        from flows.backfill import Window  # noqa: PLC0415
        from flows.backfill import backfill as build_again  # noqa: PLC0415
        from flows.progress import RunProgress  # noqa: PLC0415
        from flows.session import Session  # noqa: PLC0415

        window = Window(since=first.replace(tzinfo=None), until=last.replace(tzinfo=None) + timedelta(days=1))
        with Session(chosen) as session, RunProgress(errors) as progress:
            tally, passed_over = build_again(session, window, progress)
        if not tally.met and not passed_over:
            raise NothingReadable(f"nothing was read from {since} on up to {until or 'today'}")
        if as_json:
            print(json.dumps(tally.as_counts() | {f"passed_over.{k}": n for k, n in passed_over.items()}))
            return
        console.print(
            f"{tally.read:,} articles built again: {tally.reread:,} extracted anew, {tally.changed:,} with "
            f"another text, {tally.new:,} new, {tally.unchanged:,} as they were; {tally.new_claims:,} claims "
            f"came, {tally.removed_claims:,} went.",
            highlight=False,
        )
        for reason, number in passed_over.items():
            console.print(f"  passed over: {number:,} {_REASONS[reason]}", highlight=False)


_REASONS = {
    "superseded": "older bodies of addresses that were read again later",
    "not_kept": "addresses that were listed and not fetched then",
    "changed_file": "files that are gone, or are not what they were",
}


def _day(text: str, option: str) -> datetime:
    from flows.settings import SettingsError  # noqa: PLC0415

    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise SettingsError(f"{option} {text!r} is not a day such as 2031-05-02") from error
