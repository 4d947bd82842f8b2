"""The main job in steps: finish what was left, read, load, trace, check, sum, revise, publish. No Prefect.

A step does one batch and is stored when it returns. So the job may be killed between any two steps, or
within one, and the next run ends where an uninterrupted one would have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from extractors.articles.means import Means
from extractors.articles.parsing import Reading
from flows.check import Checked, article_batches, check_batch, key_batches, sum_batch
from flows.ingest import Ingest, Tally, count_all
from flows.plan import Plan, plan_sources
from flows.progress import RunProgress
from flows.reading import SourceReading
from flows.revise import revise_batch, revision_batches
from flows.session import Session
from flows.set_aside import refuse_broken


def ingest_step(ingest: Ingest) -> Tally | None:
    """The next batch of articles read, extracted and loaded; `None` at the end of the sources."""
    return ingest.take()


def trace_step(session: Session) -> int:
    """Who copied whom, for what came, changed or went; the articles that have another origin now."""
    return session.tracer().run()


def identify_step(session: Session) -> int:
    """Names that evidence makes one subject, joined, references put there; the names that are another's."""
    joined = session.join_names()
    session.place_references()
    return joined


def check_step(session: Session, keys: Sequence[str]) -> Checked:
    """A batch of blocks checked."""
    return check_batch(
        session.warehouse,
        session.run_number,
        keys,
        session.rules,
        bugs=session.bugs,
        workers=session.workers,
    )


def sums_step(session: Session, article_ids: Sequence[str]) -> int:
    """The sums of a batch of articles worked out; how many do not come out."""
    return sum_batch(session.warehouse, session.run_number, article_ids, session.rules, session.bugs)


def revise_step(session: Session, article_ids: Sequence[str]) -> int:
    """The texts of a batch of changed articles compared; how many claims were edited."""
    return revise_batch(
        session.warehouse,
        session.run_number,
        article_ids,
        lexicon=session.lexicon,
        rules=session.rules,
        version=session.reading_version,
        bugs=session.bugs,
    )


def publish_step(session: Session) -> bool:
    """The published file put in place; whether it is a new one.

    Raises:
        TooManyBugs: much of what is held is set aside.
    """
    refuse_broken(session.warehouse.count_set_aside())
    return session.warehouse.publish(session.settings.snapshots).is_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What does the work: the functions above, or the same as tasks of an orchestrator."""

    ingest: Callable[[Ingest], Tally | None] = ingest_step
    trace: Callable[[Session], int] = trace_step
    identify: Callable[[Session], int] = identify_step
    check: Callable[[Session, Sequence[str]], Checked] = check_step
    sums: Callable[[Session, Sequence[str]], int] = sums_step
    revise: Callable[[Session, Sequence[str]], int] = revise_step
    publish: Callable[[Session], bool] = publish_step


PLAIN = Steps()


class Given(Protocol):
    """What a run reads: its readings, what to do when some of them are stored, and what else it counted."""

    def readings(self, means: Means) -> Iterator[Reading]:
        """What is read, in order."""

    def remember(self) -> None:
        """A batch of it is stored."""

    @property
    def tally(self) -> Tally:
        """What has no reading of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A run that is open: what it reads, and about how much. `ingest` is a context, and ends what reads."""

    reading: Given
    ingest: Ingest
    total: int | None


class MainJob:
    """One run over some sources."""

    def __init__(self, session: Session, progress: RunProgress, steps: Steps = PLAIN) -> None:
        self._session = session
        self._progress = progress
        self._steps = steps

    def run(self, sources: Plan | Sequence[str]) -> Tally:
        """Do all of it; what an earlier run loaded and did not check is checked with the rest."""
        return self.go_on(self.begin(sources))

    def run_over(self, reading: Given) -> Tally:
        """The same with other readings than those of sources."""
        return self.go_on(self._begin(reading, datetime.now(UTC), None))

    def begin(self, sources: Plan | Sequence[str]) -> Begun:
        """Open the run. Nothing is loaded yet, but its `read_ahead` may read."""
        now = datetime.now(UTC)
        plan = sources if isinstance(sources, Plan) else plan_sources(sources)
        reading = SourceReading(self._session, plan, as_of=now.date())
        return self._begin(reading, now, count_all(plan.sources))

    def _begin(self, reading: Given, now: datetime, total: int | None) -> Begun:
        self._session.begin(now)
        return Begun(reading=reading, ingest=self._session.ingest(reading.readings), total=total)

    def go_on(self, begun: Begun) -> Tally:
        """All the steps of a run that was begun; ends what reads for it."""
        session = self._session
        tally = self._ingest(begun)
        with self._progress.step("tracing copies"):
            self._steps.trace(session)
        with self._progress.step("joining names"):
            self._steps.identify(session)
        checked = self._check()
        self._sums()
        self._revisions()
        session.finish(datetime.now(UTC), tally.as_counts() | {"checked_blocks": checked.blocks})
        with self._progress.step("publishing"):
            self._steps.publish(session)
        return tally

    def _ingest(self, begun: Begun) -> Tally:
        reading = begun.reading
        with begun.ingest as ingest, self._progress.step("reading articles", total=begun.total) as step:
            while self._steps.ingest(ingest) is not None:
                reading.remember()
                step.reach(ingest.inputs)
        reading.remember()
        self._session.keep_hosts()
        return ingest.tally.plus(reading.tally)

    def _check(self) -> Checked:
        checked = Checked()
        sizes = self._session.warehouse.dirty_sizes()
        self._session.expect(sum(sizes.values()))
        with self._progress.step("comparing claims", total=len(sizes)) as step:
            for batch in key_batches(sizes):
                done = self._steps.check(self._session, batch)
                checked = checked.plus(done)
                step.advance(done.blocks)
        return checked

    def _sums(self) -> None:
        article_ids = self._session.warehouse.unsummed_articles()
        with self._progress.step("working out sums", total=len(article_ids)) as step:
            for batch in article_batches(article_ids):
                self._steps.sums(self._session, batch)
                step.advance(len(batch))

    def _revisions(self) -> None:
        article_ids = self._session.warehouse.unrevised_articles()
        if not article_ids:
            return
        with self._progress.step("comparing revisions", total=len(article_ids)) as step:
            for batch in revision_batches(article_ids):
                self._steps.revise(self._session, batch)
                step.advance(len(batch))
