"""One run over ready-made claims in a process of its own, so that its time and its memory are its own.

    python -m benchmarks.scale_child DATA WORKERS SOURCE

prints what each step took as JSON. Seconds are those of the whole run, loading the lexicon included;
processor time is that of the job, in this process and its workers, without it. Memory is the peak of this
process plus that of every worker, as if they had peaked together.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb
from rich.console import Console

from flows.job import PLAIN, MainJob, Steps
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings

if sys.platform != "win32":
    import resource

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What one run took. Seconds by step; memory in MB; what it published."""

    wall: dict[str, float]
    seconds: float
    cpu: float
    peak: float
    claims: int
    forms: int
    relations: int
    contradictions: int


class _Stopwatch:
    """Adds up the wall-clock time of the steps of a job."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}

    def timed(self, name: str, step: Callable[P, R]) -> Callable[P, R]:
        """The same step, its time noted under `name`."""

        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            begun = time.perf_counter()
            try:
                return step(*args, **kwargs)
            finally:
                self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - begun

        return run


def measured_run(data: Path, workers: int, source: Path) -> Took:
    """A run over `source` into the folder `data`, in another process.

    Raises:
        subprocess.CalledProcessError: the run failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale_child", str(data), str(workers), str(source)],
        capture_output=True,
        text=True,
        check=True,
    )
    return Took(**json.loads(done.stdout))


def main() -> None:
    data, workers, source = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    watch = _Stopwatch()
    steps = Steps(**{item.name: watch.timed(item.name, getattr(PLAIN, item.name)) for item in fields(Steps)})
    begun = time.perf_counter()
    with Session(Settings(data=data, workers=workers)) as session, RunProgress(Console(stderr=True)) as shown:
        session.load()
        before = time.process_time()
        MainJob(session, shown, steps).run([source])
    seconds = time.perf_counter() - begun
    cpu, peak = _used(workers)
    cpu -= before
    rows = _published(data)
    print(json.dumps(asdict(Took(wall=watch.wall, seconds=seconds, cpu=cpu, peak=peak, **rows))))


def _used(workers: int) -> tuple[float, float]:
    """Processor seconds and peak memory in MB of this process and its ended children; 0 where not told."""
    if sys.platform == "win32":
        return 0.0, 0.0
    own, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    cpu = own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime
    return cpu, (own.ru_maxrss + workers * theirs.ru_maxrss) / unit


def _published(data: Path) -> dict[str, int]:
    with duckdb.connect(str(data / "claims.duckdb"), read_only=True) as con:
        counts = con.execute(_COUNTS).fetchall()[0]
    return dict(zip(("claims", "forms", "relations", "contradictions"), counts, strict=True))


_COUNTS = """
select
    (select count(*) from core.claims),
    (select count(*) from core.forms),
    (select count(*) from core.form_relations),
    (select count(*) from core.form_relations where relation = 'contradict')
"""


if __name__ == "__main__":
    main()
