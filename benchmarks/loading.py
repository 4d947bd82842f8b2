"""How many claims a second the warehouse takes in: prepared batches into DuckDB, one transaction each.

    python -m benchmarks.loading                     300,000 claims
    python -m benchmarks.loading --claims 1000000    a million; some minutes, nearly all of them preparing
    python -m benchmarks.loading --json OUT          the figures for a program

Measured is loading alone, as a run does it: what is known already is left out, the rest stored with its row
of the ledger and the blocks to be checked, and on disk when the transaction ends. The claims are those of
`benchmarks.scale_world`, read into tables beforehand, 24 MB of lines at a time. Beside it what people write
first: one `executemany` of the first 4,000 rows into an empty table of the same columns, in one transaction.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from rich.console import Console
from rich.table import Table

from benchmarks.scale_world import write_claims
from checkers.judgements import Judgements
from extractors.articles.files import read_source
from extractors.articles.ready_groups import ClaimRows
from extractors.claims.pipeline import Lexicon
from flows.preparing import LinesRead, Preparer
from warehouse import Warehouse

_ASKED = 100_000
_PEER_ROWS = 4_000
_LEAST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """Claims held before each batch, claims a second of it, and rows a second of the peer."""

    held: tuple[int, ...]
    rates: tuple[float, ...]
    claims: int
    seconds: float
    peer: float

    @property
    def rate(self) -> float:
        """Claims a second, over all."""
        return self.claims / self.seconds


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 1 when fewer claims a second are loaded than asked."""
    parser = argparse.ArgumentParser(description="Measure how fast claims are loaded.")
    parser.add_argument("--claims", type=int, default=300_000, help="at least a thousand")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    if options.claims < _LEAST:
        parser.error(f"--claims: at least {_LEAST:,} are needed to tell a rate")
    found = measure(options.claims)
    table = Table("claims held before", "claims a second")
    for held, rate in zip(found.held, found.rates, strict=True):
        table.add_row(f"{held:,}", f"{rate:,.0f}")
    table.add_row(f"all {found.claims:,}", f"{found.rate:,.0f}")
    table.add_row("executemany", f"{found.peer:,.0f}")
    console = Console()
    console.print(table)
    console.print(f"{found.rate / found.peer:,.0f} times as fast; asked are {_ASKED:,} claims a second")
    if options.json:
        options.json.write_text(
            json.dumps({**asdict(found), "rate": found.rate}, indent=2) + "\n", encoding="utf-8"
        )
    return 0 if found.rate >= _ASKED else 1


def measure(claims: int) -> Loading:
    """Load so many claims, batch by batch."""
    preparer = Preparer(Lexicon.load(), Judgements())
    held, rates, total, seconds, peer = [], [], 0, 0.0, 0.0
    with tempfile.TemporaryDirectory(prefix="twosource-loading-") as name:
        (source,) = write_claims(Path(name) / "world.claims.jsonl", claims)
        with Warehouse.open(Path(name) / "data") as warehouse:
            run = warehouse.begin_run(
                started_at=datetime(2024, 1, 1, tzinfo=UTC), code_version="", lexicon_sha=""
            )
            for lines in _lines(source):
                tables = preparer(lines).tables
                staged = tables.tables["staged_claims"]
                peer = peer or _peer(Path(name), staged.slice(0, _PEER_ROWS))
                begun = time.perf_counter()
                warehouse.load_batch(run, tables)
                took = time.perf_counter() - begun
                held.append(total)
                rates.append(staged.num_rows / took)
                total += staged.num_rows
                seconds += took
    return Loading(held=tuple(held), rates=tuple(rates), claims=total, seconds=seconds, peer=peer)


def _lines(source: Path) -> Iterator[LinesRead]:
    for each in read_source(str(source)):
        if isinstance(each, ClaimRows):
            yield LinesRead(rows=(each,))


def _peer(folder: Path, rows: pa.Table) -> float:
    """Rows a second of an `executemany`."""
    with duckdb.connect(str(folder / "peer.duckdb")) as con:
        con.execute("create table claims as from rows limit 0")
        values = [list(row.values()) for row in rows.to_pylist()]
        marks = ", ".join("?" * rows.num_columns)
        begun = time.perf_counter()
        con.execute("begin")
        con.executemany(f"insert into claims values ({marks})", values)
        con.execute("commit")
        return len(values) / (time.perf_counter() - begun)


if __name__ == "__main__":
    sys.exit(main())
