"""How fast articles are traced, in how much memory, and how that grows: tracing alone, in its own process.

    python -m benchmarks.lineage_speed                    1,250 to 5,000 articles of some 450 words
    python -m benchmarks.lineage_speed --largest 100000   some ten minutes, half of them making the articles
    python -m benchmarks.lineage_speed --words 600        articles of some 600 words
    python -m benchmarks.lineage_speed --window 20000     a day of a twentieth into 2,222 to 20,000 articles
    python -m benchmarks.lineage_speed --window 2000000 --day 70000 --fold 40
    python -m benchmarks.lineage_speed --json OUT         the figures for a program

The articles are those of `benchmarks.lineage_world`; making and loading them is not measured, and credits are
not read. They are traced as a run does it, from the warehouse and back into it, with a worker process a core.
With `--fold` only a part of the window is read and traced; what is held of it is then held many times over,
as articles that share nothing with each other (`lineage_fold.sql`).
Seconds are of the clock and of processors, workers included. Memory is the greatest sum of what the processes
hold, less what this one held before.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from benchmarks.filling import fill, opened_to_fill
from benchmarks.lineage_world import Row, make_world
from benchmarks.speed import slope
from checkers.credits import Publishers
from checkers.shingles import FINGERPRINT_BITS
from extractors.claims.pipeline import Lexicon
from extractors.ids import text_sha256
from flows.tracing import Tracer
from flows.tracing_work import worker
from flows.workers import Workers, cores
from warehouse import Batch, Warehouse
from warehouse.warehouse import WORKING_NAME

_LINEAR = 1.15
_WORDS = 450
_WORDS_OF_DETAIL = 16
_A_DAY = 20
_BATCH = 2_000
_FOLD = Path(__file__).with_name("lineage_fold.sql")
_GOLDEN = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingRun:
    """What tracing so many articles took, into so many that were traced before: words, seconds, MB."""

    articles: int
    window: int
    words: int
    seconds: float
    processor: float
    peak: float
    edges: int


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 1 when time does not grow near-linearly."""
    options = _parser().parse_args(argv)
    details = round(options.words / _WORDS_OF_DETAIL)
    if options.alone:
        run = measure(options.largest, options.window or 0, details, options.fold)
        sys.stdout.write(json.dumps(asdict(run)))
        return 0
    if options.window:
        if options.window // 9 < options.fold:
            sys.exit("--window: at least nine times as many articles as --fold are needed")
        day = options.day or options.window // _A_DAY
        sizes = [(day // part, options.window // part) for part in (9, 3, 1)]
    else:
        sizes = [(options.largest // part, 0) for part in (4, 2, 1)]
    runs = [_in_a_process(articles, window, options.words, options.fold) for articles, window in sizes]
    exponent = slope([(run.window or run.articles, run.processor) for run in runs])
    table = Table("window", "articles", "words", "seconds", "of processors", "articles/s", "MB", "edges")
    for run in runs:
        table.add_row(
            f"{run.window:,}",
            f"{run.articles:,}",
            f"{run.words:,}",
            f"{run.seconds:.1f}",
            f"{run.processor:.1f}",
            f"{run.articles / run.seconds:.0f}",
            f"{run.peak:.0f}",
            f"{run.edges:,}",
        )
    Console().print(table)
    Console().print(f"processor time grows with the articles to the power of {exponent:.2f}")
    if options.json:
        figures = {"runs": [asdict(run) for run in runs], "exponent": exponent}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if exponent <= _LINEAR else 1


def measure(articles: int, window: int, details: int, fold: int = 1) -> TracingRun:
    """Trace so many articles of a world, the latest, into a window of the others, held `fold` times over."""
    base = window // fold
    rows = iter(sorted(make_world(base + articles, details=details).rows, key=_day))
    lexicon = Lexicon.load()
    publishers = Publishers(lexicon.entities, lexicon.outlets)
    with tempfile.TemporaryDirectory(prefix="twosource-tracing-") as name:
        if base:
            with _opened(Path(name)) as held:
                _load(held, islice(rows, base))
                Tracer(held, publishers, lambda: Workers(cores(), worker)).run()
            _hold_again(Path(name), fold - 1)
        with _opened(Path(name)) as held:
            words, count = _load(held, rows)
            before = _processor()
            begun = time.monotonic()
            with _watched() as peak:
                Tracer(held, publishers, lambda: Workers(cores(), worker)).run()
            seconds, processor = time.monotonic() - begun, _processor() - before
        return TracingRun(
            articles=count,
            window=base * fold,
            words=words,
            seconds=seconds,
            processor=processor,
            peak=peak(),
            edges=_edges(Path(name)),
        )


def _opened(data: Path) -> Warehouse:
    held = Warehouse.open(data)
    held.begin_run(started_at=datetime(2024, 1, 1, tzinfo=UTC), code_version="", lexicon_sha="")
    return held


def _hold_again(data: Path, times: int) -> None:
    """Hold what is held so many times more, as articles that share nothing with those there are."""
    with opened_to_fill(data / WORKING_NAME) as con:
        for of in range(1, times + 1):
            salt = of * _GOLDEN % 2**64
            fill(con, _FOLD, of=of, salt=salt, short_salt=salt >> (64 - FINGERPRINT_BITS))


def _day(row: Row) -> tuple[str, str]:
    """Undated articles come at any time."""
    number = int(text_sha256(row.url)[:8], 16)
    return row.published or f"2024-{2 + number % 10:02d}-{1 + number // 16 % 28:02d}", row.url


def _load(held: Warehouse, rows: Iterator[Row]) -> tuple[int, int]:
    """Load rows; their words and their number."""
    words = count = 0
    while batch := [row.article() for row in islice(rows, _BATCH)]:
        held.load_batch(1, Batch(articles=tuple(batch), extractor_version="1"))
        words += sum(len(one.text.split()) for one in batch)
        count += len(batch)
    return words, count


def _edges(data: Path) -> int:
    with duckdb.connect(str(data / WORKING_NAME), read_only=True) as con:
        return int(con.execute("select count(*) from core.lineage_edges").fetchall()[0][0])


def _in_a_process(articles: int, window: int, words: int, fold: int) -> TracingRun:
    given = {"--largest": articles, "--window": window, "--words": words, "--fold": fold if window else 1}
    command = [sys.executable, "-m", "benchmarks.lineage_speed", "--alone"]
    command += [str(each) for pair in given.items() for each in pair]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return TracingRun(**json.loads(done.stdout))


def _processor() -> float:
    """Processor seconds of this process and of the workers that ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


@contextmanager
def _watched() -> Iterator[Callable[[], float]]:
    """Watch the memory of this process and its children: their peak in MB, less what was held before."""
    before, most, done = _held(), 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.2):
            most = max(most, _held())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield lambda: most - before
    finally:
        done.set()
        watcher.join()


def _held() -> float:
    """Memory of this process and its children in MB, by /proc; 0 where that is not told."""
    tasks = Path("/proc/self/task")
    if not tasks.exists():
        return 0.0
    children = [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    return sum(_resident(child) for child in ("self", *children))


def _resident(process: str) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it has ended
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the speed of source tracing alone.")
    parser.add_argument("--largest", type=int, default=5_000, help="articles of the largest of three runs")
    parser.add_argument(
        "--window", type=int, help="trace a day of a twentieth into windows of up to so many articles"
    )
    parser.add_argument("--day", type=int, help="articles of the day into the largest window")
    parser.add_argument("--fold", type=int, default=1, help="read one part of the window in so many")
    parser.add_argument("--words", type=int, default=_WORDS, help="words of an article, about")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--alone", action="store_true", help="one run in this process, its figures as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
