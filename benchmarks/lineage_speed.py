"""How fast articles are traced, in how much memory, and how that grows: tracing alone, in its own process.

    python -m benchmarks.lineage_speed                    1,250 to 5,000 articles of some 450 words
    python -m benchmarks.lineage_speed --largest 100000   twenty minutes and more
    python -m benchmarks.lineage_speed --json OUT         the figures for a program

The articles are those of `benchmarks.lineage_world`; making them is not measured, and credits are not read.
Seconds are of processor time, memory is the peak of the process less what the articles themselves took.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.lineage_world import make_world
from benchmarks.speed import slope
from checkers.lineage import trace
from extractors.claims.pipeline import Lexicon
from extractors.ids import article_id, text_sha256
from extractors.records import Article

if sys.platform != "win32":
    import resource

_LINEAR = 1.15
_DETAILS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingRun:
    """What tracing so many articles took: words in all, processor seconds, MB."""

    articles: int
    words: int
    seconds: float
    peak: float
    edges: int


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 1 when time does not grow near-linearly."""
    options = _parser().parse_args(argv)
    if options.alone:
        sys.stdout.write(json.dumps(asdict(measure(options.largest))))
        return 0
    runs = [_in_a_process(options.largest // part) for part in (4, 2, 1)]
    exponent = slope([(run.articles, run.seconds) for run in runs])
    table = Table("articles", "words", "seconds", "articles/s", "MB", "edges")
    for run in runs:
        rate = run.articles / run.seconds
        table.add_row(
            f"{run.articles:,}",
            f"{run.words:,}",
            f"{run.seconds:.1f}",
            f"{rate:.0f}",
            f"{run.peak:.0f}",
            f"{run.edges:,}",
        )
    Console().print(table)
    Console().print(f"time grows with the articles to the power of {exponent:.2f}")
    if options.json:
        figures = {"runs": [asdict(run) for run in runs], "exponent": exponent}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if exponent <= _LINEAR else 1


def measure(articles: int) -> TracingRun:
    """Trace a world of so many articles in this process."""
    made = _articles(articles)
    lexicon = Lexicon.load()
    before, begun = _peak(), time.process_time()
    tracing = trace(made, (), lexicon.entities, lexicon.outlets)
    seconds = time.process_time() - begun
    return TracingRun(
        articles=len(made),
        words=sum(len(one.text.split()) for one in made),
        seconds=seconds,
        peak=_peak() - before,
        edges=len(tracing.edges),
    )


def _articles(count: int) -> list[Article]:
    return [
        Article(
            article_id=article_id(row.url),
            url=row.url,
            outlet=row.outlet,
            title=row.title,
            author=row.author,
            published=row.published,
            text=row.text,
            text_sha256=text_sha256(row.text),
        )
        for row in make_world(count, details=_DETAILS).rows
    ]


def _in_a_process(articles: int) -> TracingRun:
    command = [sys.executable, "-m", "benchmarks.lineage_speed", "--alone", "--largest", str(articles)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return TracingRun(**json.loads(done.stdout))


def _peak() -> float:
    """Peak memory of this process in MB; 0 where that is not told."""
    if sys.platform == "win32":
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1_000_000 if sys.platform == "darwin" else 1_000
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the speed of source tracing alone.")
    parser.add_argument("--largest", type=int, default=5_000, help="articles of the largest of three runs")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--alone", action="store_true", help="one run in this process, its figures as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
