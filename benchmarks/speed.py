"""How fast articles become claims, in how much memory, and whether that is linear in their length.

    python -m benchmarks.speed                       rates, memory and scaling, on our own labelled articles
    python -m benchmarks.speed --peer PYTHON         beside them quantulum3, run by a Python that has it
    python -m benchmarks.speed --largest 1           a largest article of 1 MB instead of 10
    python -m benchmarks.speed --json OUT            the figures for a program

`make speed` runs it with the peer in a virtual environment of its own. Rates are bytes of UTF-8 a second of
processor time, on one core, after loading. Memory is the peak of a process of its own, loading included.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.gold import load_topics
from benchmarks.speed_child import Run, article_of, measured_alone
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.records import Article
from extractors.text.quantities import find_quantities

_PEER = Path(__file__).with_name("speed_peer.py")
_SMALLEST = 10_000
_LINEAR = 1.1
"""Exponent up to which growth counts as linear: above 1 by what memory does to a large process."""
_FIGURES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What was measured; rates in kB/s, times in seconds, memory in MB."""

    loading: float
    quantities: float
    claims: float
    peer: float | None
    runs: tuple[Run, ...]
    table: Run

    @property
    def exponent(self) -> float:
        """The power of the length with which time grows; 1 is linear."""
        return slope([(run.size, run.seconds) for run in self.runs])


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 1 when time does not grow linearly."""
    options = _parser().parse_args(argv)
    articles = [
        article_of(article.text, article.published) for topic in load_topics() for article in topic.articles
    ]
    speed = measure(articles, options)
    _print(speed)
    if options.json:
        figures = asdict(speed) | {"exponent": speed.exponent}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if speed.exponent <= _LINEAR else 1


def measure(articles: Sequence[Article], options: argparse.Namespace) -> Speed:
    """The figures of this machine."""
    begun = time.process_time()
    lexicon = Lexicon.load()
    extract_claims(articles[0], lexicon)
    loading = time.process_time() - begun
    texts = [article.text for article in articles]
    return Speed(
        loading=loading,
        quantities=rate(lambda article: find_quantities(article.text), articles, options.seconds),
        claims=rate(lambda article: extract_claims(article, lexicon), articles, options.seconds),
        peer=peer_rate(options.peer, texts, options.seconds) if options.peer else None,
        runs=tuple(measured_alone("\n\n".join(texts), size) for size in sizes(options.largest)),
        table=measured_alone(table_of_numbers(_FIGURES), None),
    )


def rate(work: Callable[[Article], object], articles: Sequence[Article], seconds: float) -> float:
    """Thousands of bytes of text worked off in a second, over at least `seconds` and one article of each."""
    for article in articles:
        work(article)
    size, begun = 0, time.process_time()
    for number, article in enumerate(cycle(articles)):
        if number >= len(articles) and time.process_time() - begun >= seconds:
            break
        work(article)
        size += len(article.text.encode())
    return size / 1000 / (time.process_time() - begun)


def peer_rate(python: Path, texts: Sequence[str], seconds: float) -> float:
    """The rate of quantulum3 on the same texts.

    Raises:
        subprocess.CalledProcessError: that Python has no quantulum3, or it fails on a text.
    """
    done = subprocess.run(
        [str(python), str(_PEER), str(seconds)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(json.loads(done.stdout)["kb_per_second"])


def sizes(largest: float) -> list[int]:
    """Sizes in bytes from the smallest to `largest` megabytes, each ten times the one before."""
    most = round(largest * 1_000_000)
    powers = range(round(math.log10(max(most / _SMALLEST, 10))) + 1)
    return [size for power in powers if (size := _SMALLEST * 10**power) <= most]


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the line that fits the logarithms best: the exponent of a power law."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    across = sum((x - middle_x) * (y - middle_y) for x, y in logs)
    return across / sum((x - middle_x) ** 2 for x, _ in logs)


def table_of_numbers(count: int) -> str:
    """A page of nothing but figures, as statistics are published."""
    return "\n".join(
        f"Nimbus AI sold {n:,} licences for ${n % 977 + 1}.{n % 10} million." for n in range(count // 2)
    )


def _print(speed: Speed) -> None:
    console = Console(width=100)
    rates = Table(title="Rates, one core", title_justify="left")
    for name in ("what", "kB/s", "times quantulum3"):
        rates.add_column(name, justify="left" if name == "what" else "right")
    for name, value in (("quantities alone", speed.quantities), ("whole claims", speed.claims)):
        rates.add_row(name, f"{value:,.0f}", f"{value / speed.peer:.1f}" if speed.peer else "-")
    if speed.peer:
        rates.add_row("quantulum3 (quantities alone)", f"{speed.peer:,.0f}", "1.0")
    console.print(rates)
    growth = Table(title="One article in a process of its own", title_justify="left")
    for name in ("article", "seconds", "kB/s", "peak MB", "claims kept", "issues"):
        growth.add_column(name, justify="left" if name == "article" else "right")
    named = [(f"{run.size / 1000:,.0f} kB of news", run) for run in speed.runs]
    for name, run in (*named, (f"{_FIGURES:,} figures", speed.table)):
        growth.add_row(
            name,
            f"{run.seconds:.2f}",
            f"{run.size / 1000 / run.seconds:,.0f}",
            f"{run.peak:,.0f}",
            str(run.claims),
            ", ".join(run.issues),
        )
    console.print(growth)
    console.print(f"time grows with length to the power {speed.exponent:.2f} (linear: up to {_LINEAR})")
    console.print(f"loading the lexicon and the first article: {speed.loading:.2f} s")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--peer", type=Path, help="a Python that has quantulum3")
    parser.add_argument("--largest", type=float, default=10.0, help="megabytes of the largest article")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each rate is measured")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
