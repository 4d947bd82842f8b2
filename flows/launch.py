"""From a `run` command to a finished run: the lock first, then Prefect beside all that needs no Prefect."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from rich.console import Console

from flows.boundary import NothingReadable
from flows.embedded import EmbeddedServer
from flows.forgetting import finish_erasing
from flows.plan import ALL, Choice, plan_sources
from flows.prefect_env import server_is_given, set_prefect_environment
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings


def launch(settings: Settings, sources: Sequence[str], console: Console, choice: Choice = ALL) -> None:
    """Do a whole run. The server starts while the lexicon is read, Prefect imported and reading begun.

    Raises:
        NothingReadable: no article was read. What was in the way is published in `issues`.
        SourcesError: a sources file cannot be understood; nothing was changed.
    """
    _refuse_missing(sources)
    plan = plan_sources(sources, choice)
    with ExitStack() as stack:
        stack.enter_context(_interruptible())
        session = stack.enter_context(Session(settings))
        for notice in session.warehouse.notices:
            console.print(notice, markup=False)
        finish_erasing(session, RunProgress(console))
        given = server_is_given(os.environ)
        set_prefect_environment(settings.data)
        progress = stack.enter_context(RunProgress(console))
        with progress.step("starting"):
            server = None if given else stack.enter_context(EmbeddedServer(settings.data))
            session.load()
            from flows.run import run_main_job  # noqa: PLC0415 -- imports prefect, which reads the environment
        tally = run_main_job(session, plan, progress, server)
    # A sources file of which nothing is due, or that lists nothing new, is no failure.
    if tally.read == 0 and (tally.skipped or not plan.has_file):
        raise NothingReadable(_nothing(tally.skipped, settings))


def _refuse_missing(sources: Sequence[str]) -> None:
    missing = [source for source in sources if "://" not in source and not Path(source).exists()]
    if missing and len(missing) == len(sources):
        raise NothingReadable(f"there is no such file or folder: {', '.join(missing[:3])}")


def _nothing(skipped: tuple[tuple[str, int], ...], settings: Settings) -> str:
    reasons = ", ".join(f"{number:,} {code.replace('_', ' ')}" for code, number in skipped)
    found = f"of what was found nothing could be read ({reasons})" if skipped else "nothing to read was found"
    return f"no article: {found}. The table `issues` of {settings.published} says why."


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C stop what is being done at once; an asyncio loop would wait for the step to end."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
