"""The main job as a Prefect flow: articles in, contradictions out. The only importer of prefect.

A task is a batch, and its body a plain function of `flows.ingest` or `flows.check`. The warehouse knows
what is done; what Prefect keeps is for show, so nothing is cached, retried or persisted. Import this only
after `flows.prefect_env.set_prefect_environment`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_API_URL, temporary_settings

from extractors.articles.files import Reading
from flows.check import Checked, check_batch, key_batches, trace_lineage
from flows.ingest import Ingest, Tally, count_all, next_readings, read_all
from flows.progress import RunProgress
from flows.session import Session


@task(name="read, extract and load", cache_policy=NO_CACHE, persist_result=False)
def ingest_task(ingest: Ingest, readings: Iterator[Reading], at_most: int) -> Tally | None:
    """The next batch of articles; `None` at the end of the sources."""
    batch = next_readings(readings, at_most)
    return ingest.take(batch) if batch else None


@task(name="trace lineage", cache_policy=NO_CACHE, persist_result=False)
def trace_task(session: Session) -> int:
    """Who copied whom; the number of articles that have another origin now."""
    return trace_lineage(session.warehouse, session.run_number, session.lexicon)


@task(name="check blocks", cache_policy=NO_CACHE, persist_result=False)
def check_task(session: Session, keys: Sequence[str]) -> Checked:
    """A batch of blocks."""
    return check_batch(session.warehouse, session.run_number, keys, session.rules)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish_task(session: Session) -> bool:
    """The published file; whether it is a new one."""
    return session.warehouse.publish().is_new


class MainJob:
    """One run over some sources. Holds what the steps share, so that no article passes through Prefect."""

    def __init__(self, session: Session, progress: RunProgress) -> None:
        self._session = session
        self._progress = progress

    def run(self, sources: Sequence[str]) -> Tally:
        """Read and load, trace, check, publish: what an earlier run left unfinished is finished here."""
        session = self._session
        session.begin(datetime.now(UTC))
        tally = self._ingest(sources)
        step = self._progress.step("tracing copies")
        trace_task(session)
        step.finish()
        checked = self._check()
        session.finish(datetime.now(UTC), tally.as_counts() | {"checked_blocks": checked.blocks})
        step = self._progress.step("publishing")
        publish_task(session)
        step.finish()
        return tally

    def _ingest(self, sources: Sequence[str]) -> Tally:
        session = self._session
        ingest = Ingest(session.warehouse, session.run_number, session.lexicon, session.judgements)
        readings = read_all(sources, session.fetcher())
        step = self._progress.step("reading articles", total=count_all(sources))
        while (batch := ingest_task(ingest, readings, session.settings.batch_articles)) is not None:
            step.advance(batch.met)
        step.finish()
        return ingest.tally

    def _check(self) -> Checked:
        checked = Checked()
        keys = self._session.warehouse.dirty_blocks()
        step = self._progress.step("comparing claims", total=len(keys))
        for batch in key_batches(keys):
            done = check_task(self._session, batch)
            checked = checked.plus(done)
            step.advance(done.blocks)
        step.finish()
        return checked


def run_main_job(
    session: Session, sources: Sequence[str], progress: RunProgress, api_url: str | None
) -> Tally:
    """Run the flow to its end against the Prefect API at `api_url`, or the one the environment names."""
    job = MainJob(session, progress)

    # Asynchronous, though nothing in it waits: Prefect keeps any other flow a second longer than it takes.
    @flow(name="twosource-run", validate_parameters=False, persist_result=False)
    async def twosource_run(sources: Sequence[str]) -> Tally:
        return job.run(sources)

    with temporary_settings({PREFECT_API_URL: api_url}) if api_url else nullcontext():
        return asyncio.run(twosource_run(tuple(sources)))
