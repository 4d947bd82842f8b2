"""The runs of the schedule as Prefect flows, and the process that starts them. An importer of prefect.

The data folder's lock is the truth about who may run: a flow that finds it taken leaves, and the next one
takes everything since the ledger. Nothing is retried here: fetching and mail mind their own failures, all
else is finished by the next run. Import it only after `flows.prefect_env.set_prefect_environment`.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from prefect import flow, runtime, serve, task
from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType
from rich.console import Console

from extractors.articles.sources import Schedule
from flows.artifacts import as_markdown, as_rows, run_artifacts
from flows.boundary import boundary
from flows.deliver import deliver
from flows.exits import Exit
from flows.job import MainJob
from flows.mail_password import await_mail_password
from flows.maintaining import maintain
from flows.parent import end_with_parent
from flows.plan import Choice, Plan, plan_sources
from flows.progress import RunProgress
from flows.run import TASKS
from flows.schedule import Deployment, deployments
from flows.session import Session
from flows.settings import Settings, load_settings
from warehouse import WarehouseError, WarehouseLocked

_WIDE = 1_000
"""Columns: what is said on one line."""


@flow(name="twosource-scheduled", validate_parameters=False, persist_result=False)
async def scheduled_run(
    sources: Sequence[str],
    schedules: Sequence[str],
    data: str | None = None,
    settings_file: str | None = None,
    maintenance: bool = False,
) -> State[str]:
    """One run of the schedule: what is due, read and published; with `maintenance` looked after as well."""
    end_with_parent()
    words = StringIO()
    console = Console(file=words, width=_WIDE)
    try:
        with boundary(console):
            settings = load_settings(
                os.environ,
                data=Path(data) if data else None,
                settings_file=Path(settings_file) if settings_file else None,
            )
            plan = plan_sources(
                sources, Choice(schedules=tuple(map(Schedule, schedules)), recheck=maintenance)
            )
        with boundary(console, settings.logs):
            state = await _done(settings, plan, maintenance=maintenance)
    except SystemExit as left:
        if left.code == Exit.INTERRUPTED:
            raise
        state = Failed(message=words.getvalue().strip())
    now = datetime.now(UTC)
    print(f"{now:%Y-%m-%d %H:%M} UTC {runtime.deployment.name or 'run'}: {state.message}", flush=True)
    return state


async def _done(settings: Settings, plan: Plan, *, maintenance: bool) -> State[str]:
    progress = RunProgress(Console(quiet=True))
    try:
        with Session(settings) as session:
            session.load()
            tally = MainJob(session, progress, TASKS).run(plan)
        await show_run(settings)
        broken = maintain(settings, progress, datetime.now(UTC)).problems if maintenance else ()
        letters = await send_letters(settings) if settings.is_written_to else ""
    except WarehouseLocked as error:
        return Completed(message=f"Left: {error} The next run takes what this one would have.", name="Left")
    if broken:
        return Failed(message=f"The warehouse is not in order: {'; '.join(broken)}")
    return Completed(
        message=f"{tally.new:,} new articles, {tally.changed:,} changed, {tally.unchanged:,} as they were; "
        f"{sum(number for _, number in tally.skipped):,} passed over.{letters}"
    )


@task(name="write letters", retries=2, retry_delay_seconds=60, cache_policy=NO_CACHE, persist_result=False)
async def send_letters(settings: Settings) -> str:
    """The letters that are due, written and sent; what became of them. The outbox sends none twice."""
    done = deliver(await await_mail_password(settings), datetime.now(UTC).replace(tzinfo=None))
    return f" Letters: {done.sent} sent, {done.filed} put into files, {done.waiting} waiting."


async def show_run(settings: Settings) -> None:
    """Put what the last run read, found and missed beside its flow run, as artifacts."""
    try:
        found = run_artifacts(settings)
    except WarehouseError:
        return
    for artifact in found:
        await acreate_table_artifact(
            table=as_rows(artifact.table), key=artifact.key, description=artifact.heading
        )
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    await acreate_markdown_artifact(as_markdown(found), key="twosource-run", description=f"Run of {day}")


def serve_schedule(settings: Settings, sources: Sequence[str], settings_file: Path | None) -> None:
    """Start the runs of the schedule at their times, one after the other, until this process is ended."""
    logging.getLogger("prefect.runner").setLevel(logging.WARNING)
    # Told to end, Prefect 3.8 does not wait for its own stop. The run it had started ends with this process.
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    serve(
        *(_deployment(each, settings, sources, settings_file) for each in deployments(settings)),
        limit=1,
        print_starting_message=False,
    )


def _deployment(
    wanted: Deployment, settings: Settings, sources: Sequence[str], settings_file: Path | None
) -> RunnerDeployment:
    made = scheduled_run.to_deployment(
        name=wanted.name,
        description=wanted.meaning,
        schedules=[Cron(wanted.cron, timezone=wanted.timezone)],
        parameters={
            "sources": [str(Path(source).resolve()) for source in sources],
            "schedules": [str(each) for each in wanted.schedules],
            "data": str(settings.data.resolve()),
            "settings_file": str(settings_file.resolve()) if settings_file else None,
            "maintenance": wanted.maintenance,
        },
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)
    return made
