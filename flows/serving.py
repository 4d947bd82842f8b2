"""`twosource serve`: the lock, the Prefect server, then the schedule until somebody ends it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from rich.console import Console

from flows.embedded import EmbeddedServer
from flows.plan import plan_sources
from flows.prefect_env import SERVE_HOME, server_is_given, set_prefect_environment
from flows.schedule import deployments
from flows.settings import Settings, SettingsError
from reports.counting import count_words
from warehouse.errors import WarehouseLocked
from warehouse.lock import WriterLock

LOCK_NAME = "serve.lock"
SOURCES_FILE = Path("sources.toml")


def serve(settings: Settings, sources: Sequence[str], settings_file: Path | None, console: Console) -> None:
    """Serve until ended. The server is that of PREFECT_API_URL, else one of our own on the loopback address.

    Raises:
        SettingsError: there is nothing to read, or the folder is served already.
        SourcesError: the sources file cannot be understood.
    """
    named = tuple(sources) or (str(chosen_sources(settings)),)
    plan = plan_sources(named)
    with ExitStack() as stack:
        settings.data.mkdir(parents=True, exist_ok=True)
        stack.callback(_lock(settings.data).release)
        given = server_is_given(os.environ)
        set_prefect_environment(settings.data, SERVE_HOME)
        console.print("starting ...", style="dim")
        if not given:
            server = stack.enter_context(EmbeddedServer(settings.data, SERVE_HOME))
            os.environ["PREFECT_API_URL"] = server.url
        os.environ["PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"] = "false"
        from flows.run_scheduled import serve_schedule  # noqa: PLC0415 -- imports prefect

        console.print(
            f"{count_words(len(plan.sources), 'source')} of {', '.join(named)} into {settings.data}:",
            markup=False,
        )
        for each in deployments(settings):
            console.print(f"  {each.name:<20}{each.cron:<14}{each.timezone}", markup=False, highlight=False)
        console.print(f"Prefect: {os.environ['PREFECT_API_URL']}. Ctrl-C ends it.", markup=False)
        signal.signal(signal.SIGTERM, _interrupt)
        serve_schedule(settings, named, settings_file)


def chosen_sources(settings: Settings) -> Path:
    """The sources file of the settings, else `sources.toml` here.

    Raises:
        SettingsError: there is none.
    """
    path = settings.sources or SOURCES_FILE
    if not path.is_file():
        raise SettingsError(
            f"{path}: there is no such sources file; `twosource init` writes one to start from"
        )
    return path


def _lock(data: Path) -> WriterLock:
    try:
        return WriterLock(data, LOCK_NAME)
    except WarehouseLocked as error:
        raise SettingsError(
            f"{data} is served already, by process {error.pid}; end that one first"
        ) from error


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
