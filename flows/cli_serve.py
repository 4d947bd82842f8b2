"""`twosource serve` and `twosource doctor`: runs that come by themselves, and whether all is well."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.terminal import Data, NoColor, SettingsFile, chosen_settings, consoles


def serve(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="What `run` takes. [default: the setting `sources`, else sources.toml]",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    settings: SettingsFile = None,
    no_color: NoColor = False,
) -> None:
    """Run by the clock: read hourly, report daily, look after what is stored weekly. Ends with Ctrl-C.

    The times are settings (cron_hourly, cron_daily, cron_weekly, timezone). One run at a time; a run that
    finds the data folder in use leaves, and the next one takes what it would have. It starts a Prefect server
    of its own on the loopback address, or uses the one that PREFECT_API_URL names. All of it:
    docs/schedule.md.

    Examples:
        twosource serve

        twosource serve sources.toml --data data

        TWOSOURCE_CRON_HOURLY="*/20 * * * *" twosource serve
    """
    _, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        chosen = chosen_settings(data, settings)
    with boundary(errors, chosen.logs):
        from flows.serving import serve as serve_until_ended  # noqa: PLC0415

        serve_until_ended(chosen, sources or (), settings, errors)


def doctor(
    data: Data = None,
    settings: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array, for programs.")] = False,
    no_color: NoColor = False,
) -> None:
    """Look whether everything a run needs is there: versions, clock, disk, data, sources, mail.

    Changes nothing and fetches nothing. The exit code is 69 when something does not work.

    Examples:
        twosource doctor

        twosource doctor --data data --json | python -m json.tool
    """
    console, errors = consoles(no_color)
    from flows.boundary import boundary  # noqa: PLC0415

    with boundary(errors):
        from flows.doctor import examine  # noqa: PLC0415
        from flows.exits import Exit  # noqa: PLC0415
        from reports.checks import Status, to_json  # noqa: PLC0415
        from reports.checks_view import PartsView  # noqa: PLC0415

        found = examine(chosen_settings(data, settings))
        if as_json:
            print(to_json(found))
        else:
            console.print(PartsView(found))
        if any(each.status is Status.FAIL for each in found):
            raise SystemExit(int(Exit.TO_MEND))
