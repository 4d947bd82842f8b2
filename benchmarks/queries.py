"""How long analysts wait: the questions of docs/cookbook.md on 10 million claims while a run writes.

    python -m benchmarks.queries                        10 million claims: half an hour, 15 GB of disk
    python -m benchmarks.queries --claims 1000000       a tenth of that
    python -m benchmarks.queries --file claims.duckdb   a file that is there already
    python -m benchmarks.queries --json OUT             the figures for a program

The warehouse is not the work of a run: its tables are filled by `benchmarks/queries_world.sql`, which says
how claims are distributed, and published as a run does. Then every question is asked so many times of one
connection, in turns, so that no answer is read twice in a row, while another process loads and compares
ready-made claims in another data folder.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from benchmarks.filling import ENGINE, fill, opened_to_fill
from benchmarks.scale_world import write_claims
from warehouse import Published
from warehouse.cookbook import Recipe, recipes
from warehouse.migrate import migrate
from warehouse.publish import publish
from warehouse.warehouse import WORKING_NAME

_WORLD = Path(__file__).with_name("queries_world.sql")
_SHOWN = 100
_WRITTEN = 100_000
_TARGET = 1.0
"""Seconds within which 95 of 100 answers should come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How long one question took, every time of asking, and the rows of its answer that were fetched."""

    name: str
    rows: int
    seconds: tuple[float, ...]

    @property
    def p95(self) -> float:
        """The time within which 95 of 100 answers came."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1]


def make_world(folder: Path, claims: int, console: Console) -> Path:
    """Fill a warehouse with so many claims and publish it; the published file."""
    with opened_to_fill(folder / WORKING_NAME) as con:
        migrate(con)
        began = time.monotonic()
        fill(con, _WORLD, n_claims=claims, seed=1)
        for (name,) in con.execute("select table_name from duckdb_tables() where temporary").fetchall():
            con.execute(f"drop table {name}")
        console.print(f"filled in {time.monotonic() - began:,.0f} s")
        began = time.monotonic()
        published = publish(con, folder, ENGINE).path
        console.print(
            f"published in {time.monotonic() - began:,.0f} s, {published.stat().st_size / 1e6:,.0f} MB"
        )
    return published


def ask_all(published: Path, rounds: int, questions: Sequence[Recipe]) -> tuple[Asked, ...]:
    """Ask every question so many times, all of them in each round."""
    took: dict[str, list[float]] = {recipe.name: [] for recipe in questions}
    rows: dict[str, int] = {}
    with Published(published) as asked:
        for _ in range(rounds):
            for recipe in questions:
                began = time.perf_counter()
                rows[recipe.name] = len(asked.sql(recipe.sql, limit=_SHOWN).rows)
                took[recipe.name].append(time.perf_counter() - began)
    return tuple(Asked(name=name, rows=rows[name], seconds=tuple(times)) for name, times in took.items())


@contextmanager
def a_run_writes(folder: Path) -> Iterator[None]:
    """Run after run over ready-made claims, in a process and data folders of its own, during the block."""
    (source,) = write_claims(folder / "busy.claims.jsonl", _WRITTEN)
    code = (
        "import sys, itertools; from pathlib import Path; from benchmarks.scale_child import measured_run\n"
        "for n in itertools.count(): measured_run(Path(sys.argv[1]) / f'busy-{n}', 1, Path(sys.argv[2]))"
    )
    busy = subprocess.Popen([sys.executable, "-c", code, str(folder), str(source)], process_group=0)
    try:
        time.sleep(5.0)  # until it is past its imports
        yield
        if busy.poll() is not None:
            raise RuntimeError(f"the run beside the questions ended with {busy.returncode}")
    finally:
        _end_group(busy)


def _end_group(busy: subprocess.Popen[bytes]) -> None:
    """End the writer and the run that it started: they are a process group of their own."""
    if busy.poll() is None:
        os.killpg(busy.pid, signal.SIGKILL)
        busy.wait()


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 1 when a question is slower than it should be."""
    options = _parser().parse_args(argv)
    console = Console()
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="twosource-queries-", dir=options.folder) as name:
        folder = Path(name)
        published = options.file or make_world(folder, options.claims, console)
        with a_run_writes(folder):
            asked = ask_all(published, options.rounds, recipes())
    _print(asked, console)
    if options.json:
        options.json.write_text(
            json.dumps([asdict(each) for each in asked], indent=2) + "\n", encoding="utf-8"
        )
    return 0 if max(each.p95 for each in asked) <= _TARGET else 1


def _print(asked: Sequence[Asked], console: Console) -> None:
    table = Table("question", "rows", "median s", "p95 s", "slowest s", box=None)
    for each in sorted(asked, key=lambda each: -each.p95):
        table.add_row(
            each.name,
            str(each.rows),
            f"{median(each.seconds):.3f}",
            f"{each.p95:.3f}",
            f"{max(each.seconds):.3f}",
            style="red" if each.p95 > _TARGET else None,
        )
    console.print(table)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.queries",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--claims", type=int, default=10_000_000, help="how many (default: 10,000,000)")
    parser.add_argument("--rounds", type=int, default=20, help="how often each is asked (default: 20)")
    parser.add_argument("--file", type=Path, help="ask this published file instead of making one")
    parser.add_argument("--folder", type=Path, help="where to write; removed afterwards")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
