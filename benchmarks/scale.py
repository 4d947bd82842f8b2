"""How fast ready-made claims become published contradictions, in how much memory, and how that grows.

    python -m benchmarks.scale                      30,000 to 300,000 claims, one question, the brute force
    python -m benchmarks.scale --largest 1000000    up to a million; minutes
    python -m benchmarks.scale --window 2000000     and a new day of 100,000 claims into two million
    python -m benchmarks.scale --json OUT           the figures for a program

From zero means: ready-made claims in a file, an empty folder, and at the end the published file. The claims
are those of `benchmarks.scale_world`, which says how they are distributed. Beside it what people write
first: rapidfuzz's `cdist` of every sentence with every other, and a loop that compares every claim with
every other by the rules. Both are quadratic, so they get the sizes they can bear.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from benchmarks.scale_child import Took, measured_run
from benchmarks.scale_world import LARGEST, write_claims
from benchmarks.speed import slope
from checkers.questions import form_of
from checkers.records import Telling
from checkers.relations import compare_forms
from checkers.rules import load_rules
from extractors.articles.files import read_source
from extractors.articles.ready_groups import ClaimRows, read_rows
from flows.job import Steps
from flows.workers import cores

_SMALLEST = 30_000
_STEP = 10**0.5
_STEPS = tuple(item.name for item in fields(Steps))
_LINEAR = 1.15
"""Exponent up to which growth counts as near-linear: what no longer fits a processor's cache costs more."""

_TARGETS = {1_000_000: (60.0, 4_000), 5_000_000: (None, 8_000)}
"""Seconds and MB within which so many claims should be done on two cores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brute:
    """What comparing everything with everything took: so many seconds for so many claims."""

    name: str
    claims: int
    seconds: float

    def seconds_for(self, claims: int) -> float:
        """The time for another number of claims: it grows with the square."""
        return self.seconds * (claims / self.claims) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """All that was measured."""

    runs: tuple[Took, ...]
    question: Took
    day: Took | None
    brute: tuple[Brute, ...]

    @property
    def exponent(self) -> float:
        """The power of the claims with which processor time grows; 1 is linear."""
        return slope([(run.claims, run.cpu) for run in self.runs])


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 1 when time does not grow near-linearly."""
    options = _parser().parse_args(argv)
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="twosource-scale-", dir=options.folder) as folder:
        scale = measure(Path(folder), options)
    _print(scale)
    if options.json:
        figures = asdict(scale) | {"exponent": scale.exponent}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if scale.exponent <= _LINEAR else 1


def measure(folder: Path, options: argparse.Namespace) -> Scale:
    """The figures of this machine; everything is written under `folder`."""
    runs = tuple(
        _from_zero(folder, size, options.workers) for size in sizes(options.smallest, options.largest)
    )
    question = _from_zero(folder, options.question, options.workers, share=1.0)
    day = _new_day(folder, options.window, options.workers) if options.window else None
    brute = (_cdist(folder, options.cdist), _every_pair(folder, options.pairs))
    return Scale(runs=runs, question=question, day=day, brute=brute)


def sizes(smallest: int, largest: int) -> list[int]:
    """Numbers of claims from `smallest` to `largest`, each about three times the one before; at least two."""
    steps = max(1, round(math.log(largest / smallest, _STEP)))
    return [round(smallest * (largest / smallest) ** (step / steps)) for step in range(steps + 1)]


def _from_zero(folder: Path, claims: int, workers: int, share: float = 0.2) -> Took:
    (source,) = write_claims(folder / f"{claims}-{share}.claims.jsonl", claims, share=share)
    try:
        return measured_run(folder / f"data-{claims}-{share}", workers, source)
    finally:
        source.unlink()


def _new_day(folder: Path, window: int, workers: int) -> Took:
    """The claims told last, a twentieth of the window, into the window of all before."""
    before, after = write_claims(folder / "window.claims.jsonl", window, late=window // 20)
    measured_run(folder / "data-window", workers, before)
    return measured_run(folder / "data-window", workers, after)


def _tellings(folder: Path, claims: int) -> list[Telling]:
    (source,) = write_claims(folder / "brute.claims.jsonl", claims)
    lines = [each for each in read_source(str(source)) if isinstance(each, ClaimRows)]
    readings = [group for each in lines for group in read_rows(each).groups]
    return [
        Telling(claim=claim, published=each.article.published, outlet=None, origin=each.article.article_id)
        for each in readings
        for claim in each.claims
    ]


def _cdist(folder: Path, claims: int) -> Brute:
    """Every sentence against every other, on all cores: whether two are alike, not whether they agree."""
    sentences = [telling.claim.sentence for telling in _tellings(folder, claims)]
    begun = time.perf_counter()
    process.cdist(sentences, sentences, scorer=fuzz.token_sort_ratio, score_cutoff=80, workers=-1)
    return Brute(name="rapidfuzz cdist of sentences", claims=claims, seconds=time.perf_counter() - begun)


def _every_pair(folder: Path, claims: int) -> Brute:
    """Every claim against every other of one metric, by our own rules, one after the other."""
    rules = load_rules()
    told = _tellings(folder, claims)
    begun = time.perf_counter()
    forms = [form_of("all", telling, rules) for telling in told]
    for a, b in combinations(forms, 2):
        if a.kind is b.kind and a.metric == b.metric:
            compare_forms(a, b, rules)
    return Brute(name="every pair by our rules", claims=claims, seconds=time.perf_counter() - begun)


def _print(scale: Scale) -> None:
    console = Console(width=110)
    table = Table(title="From ready-made claims to the published file", title_justify="left")
    for name in ("claims", *_STEPS, "seconds", "cpu s", "peak MB"):
        table.add_column(name, justify="right")
    named = [(f"{run.claims:,}", run) for run in scale.runs]
    named.append((f"one question, {scale.question.claims:,}", scale.question))
    if scale.day is not None:
        named.append((f"a new day; {scale.day.claims:,} held", scale.day))
    for name, run in named:
        steps = [f"{run.wall.get(step, 0.0):.1f}" for step in _STEPS]
        table.add_row(name, *steps, f"{run.seconds:.1f}", f"{run.cpu:.1f}", f"{run.peak:,.0f}")
    console.print(table)
    for name, run in named:
        found = f"{run.forms:,} forms, {run.relations:,} relations, {run.contradictions:,} contradictions"
        console.print(f"{name}: {found}")
    console.print(
        f"processor time grows with claims to the power {scale.exponent:.2f} (near-linear: up to {_LINEAR})"
    )
    last = scale.runs[-1]
    for each in scale.brute:
        whole = each.seconds_for(last.claims)
        console.print(
            f"{each.name}: {each.seconds:.1f} s for {each.claims:,} claims; for {last.claims:,} it would be "
            f"{whole / 3600:,.1f} h, {whole / last.seconds:,.0f} times as long"
        )
    for run in scale.runs:
        if run.claims in _TARGETS:
            console.print(_verdict(run))


def _verdict(run: Took) -> str:
    seconds, memory = _TARGETS[run.claims]
    parts = [f"{run.peak:,.0f} MB of {memory:,}: {'met' if run.peak <= memory else 'not met'}"]
    if seconds is not None:
        met = "met" if run.seconds <= seconds else "not met"
        parts.insert(0, f"{run.seconds:.0f} s of {seconds:.0f}: {met}")
    return f"target for {run.claims:,} claims: {', '.join(parts)}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--smallest", type=int, default=_SMALLEST, help="claims of the smallest run")
    parser.add_argument("--largest", type=int, default=10 * _SMALLEST, help="claims of the largest run")
    parser.add_argument("--question", type=int, default=LARGEST, help="claims of the run of one question")
    parser.add_argument("--window", type=int, default=0, help="claims held before a new day of a twentieth")
    parser.add_argument(
        "--cdist", type=int, default=10_000, help="claims for rapidfuzz; n * n bytes of memory"
    )
    parser.add_argument("--pairs", type=int, default=2_000, help="claims for the loop over every pair")
    parser.add_argument("--workers", type=int, default=cores(), help="processes that check")
    parser.add_argument("--folder", type=Path, help="where to write the claims and the warehouses")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
