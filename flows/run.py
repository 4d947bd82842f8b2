"""The main job as a Prefect flow whose tasks are batches. The only importer of prefect.

The warehouse knows what is done; what Prefect keeps is for show, so nothing is cached, retried or
persisted. Import this only after `flows.prefect_env.set_prefect_environment`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from typing import ParamSpec, TypeVar

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.embedded import EmbeddedServer
from flows.ingest import Tally
from flows.job import (
    Begun,
    MainJob,
    Steps,
    check_step,
    identify_step,
    ingest_step,
    publish_step,
    revise_step,
    sums_step,
    trace_step,
)
from flows.plan import Plan
from flows.progress import RunProgress
from flows.session import Session

P = ParamSpec("P")
R = TypeVar("R")


_SHOWN = 20
"""Sources that Prefect is told of as parameters of the flow; it refuses large ones."""


def _task(name: str, step: Callable[P, R]) -> Callable[P, R]:
    return task(name=name, cache_policy=NO_CACHE, persist_result=False)(step)


TASKS = Steps(
    ingest=_task("read, extract and load", ingest_step),
    trace=_task("trace lineage", trace_step),
    identify=_task("join names", identify_step),
    check=_task("check blocks", check_step),
    sums=_task("work out sums", sums_step),
    revise=_task("compare revisions", revise_step),
    publish=_task("publish", publish_step),
)
"""The steps of the job as Prefect tasks. Articles and claims stay in the steps, Prefect sees counts."""


def run_main_job(session: Session, plan: Plan, progress: RunProgress, server: EmbeddedServer | None) -> Tally:
    """Run the flow to its end against a server of our own, or the one that the environment names.

    While our own is starting, which takes seconds, the first batches are read.
    """
    job = MainJob(session, progress, TASKS)
    begun = job.begin(plan)
    with ExitStack() as stack:
        stack.enter_context(begun.ingest)
        with progress.step("starting Prefect"):
            url = server.url_after(begun.ingest.read_ahead) if server else None
        stack.pop_all()  # the job ends what it goes on with
    return _run_flow(job, begun, plan, url)


def _run_flow(job: MainJob, begun: Begun, plan: Plan, api_url: str | None) -> Tally:

    # Asynchronous, though nothing in it waits: Prefect keeps any other flow a second longer than it takes.
    @flow(name="twosource-run", validate_parameters=False, persist_result=False)
    async def twosource_run(sources: Sequence[str]) -> Tally:
        return job.go_on(begun)

    with temporary_settings({PREFECT_API_URL: api_url}) if api_url else nullcontext():
        return asyncio.run(twosource_run(plan.named[:_SHOWN]))
