"""`twosource report`: what is published, on the screen, or as letters to those who asked for them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles
from reports.counting import noun_words

if TYPE_CHECKING:
    from rich.console import Console

    from flows.deliver import Delivery
    from flows.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
Send = Annotated[bool, typer.Option("--send", help="Write the letters that are due, and send what waits.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAY",
        help="Only findings told on this day or after (2026-11-20), also those already written about.",
        show_default=False,
    ),
]


def report(
    data: Data = None,
    settings: SettingsFile = None,
    *,
    send: Send = False,
    since: Since = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Print what is published; with --since as the letter an editor gets; with --send write to the editors.

    A letter holds only what is new to its reader, the most pressing first; nothing new, no letter. Who gets
    which is in DATA/subscriptions.toml, or TWOSOURCE_MAIL_TO gets everything once a day. Without a mail
    server (TWOSOURCE_SMTP_HOST) letters become .eml files in DATA/outbox. All of it: docs/mail.md.

    Examples:
        twosource report --data out/demo

        twosource report --since 2025-02-01 --data out/demo

        TWOSOURCE_MAIL_TO=desk@example.com twosource report --send --data out/demo

        twosource report --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415 -- the warehouse is not for --help

    day = _day(since)
    with boundary(errors):
        chosen = chosen_settings(data, settings)
    with boundary(errors, chosen.logs):
        if send:
            from flows.deliver import deliver  # noqa: PLC0415
            from flows.mail_password import with_mail_password  # noqa: PLC0415

            now = datetime.now(UTC).replace(tzinfo=None)
            done = deliver(with_mail_password(chosen), now, since=day)
            _print_delivery(done, console, as_json=as_json)
        elif day is not None:
            from flows.letters import letter_text  # noqa: PLC0415

            typer.echo(letter_text(chosen, day))
        else:
            print_summary(chosen, console, as_json=as_json)


def print_summary(chosen: Settings, console: Console, *, as_json: bool) -> None:
    """Print the summary of the published file, as at the end of a run."""
    from flows.report import published_summary  # noqa: PLC0415
    from reports.summary import to_json  # noqa: PLC0415
    from reports.summary_view import SummaryView  # noqa: PLC0415

    summary = published_summary(chosen)
    if as_json:
        print(to_json(summary))
    else:
        console.print(SummaryView(summary), crop=False)  # the SQL line may be long, and is to be copied


def _day(since: str | None) -> str | None:
    if since is None:
        return None
    try:
        return date.fromisoformat(since).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{since!r} is not a day such as 2026-11-20", param_hint="--since") from None


def _print_delivery(delivery: Delivery, console: Console, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(delivery), default=str, indent=2))
        return
    lines = [
        (delivery.written, "written"),
        (delivery.sent, "handed to the mail server"),
        (delivery.posted, "posted to a webhook"),
        (delivery.filed, f"put into {delivery.folder}, since no mail server is set (TWOSOURCE_SMTP_HOST)"),
        (delivery.nothing_new, "not written: there is nothing new"),
        (delivery.not_due, "not written: it is not time yet"),
        (delivery.waiting, "waiting to be sent; `twosource report --send` tries again"),
        (delivery.dead, "given up for good"),
    ]
    for number, what in lines:
        if number:
            console.print(f"{number:>4} {noun_words(number, 'letter')} {what}", markup=False)
    if delivery.feeds:
        console.print(f"{delivery.feeds:>4} {noun_words(delivery.feeds, 'feed')} written anew", markup=False)
    if delivery.why:
        console.print(f"     the last failure: {delivery.why}", markup=False, soft_wrap=True)
