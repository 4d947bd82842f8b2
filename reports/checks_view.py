"""Tables of what was checked, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table as Grid
from rich.text import Text

from reports.checks import CheckedPart, Status, TriedSource

_STYLES = {Status.OK: "green", Status.WARN: "yellow", Status.FAIL: "red"}


@dataclass(frozen=True)
class SourcesView:
    """Every source with its state, and below it what is to be mended."""

    rows: Sequence[TriedSource]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = Grid(box=None, pad_edge=False, header_style="bold", show_edge=False)
        for name in ("outlet", "kind", "status"):
            grid.add_column(name)
        grid.add_column("found", justify="right")
        grid.add_column("newest")
        grid.add_column("source", overflow="fold", ratio=1)
        for row in self.rows:
            grid.add_row(
                Text(row.outlet),
                row.kind,
                Text(row.status, style=_STYLES[row.status]),
                "" if row.found is None else f"{row.found:,}",
                (row.newest or "")[:10],
                Text(row.at),
            )
        yield grid
        yield from _mends((row.status, row.at, row.mend) for row in self.rows)
        yield _count(row.status for row in self.rows)


@dataclass(frozen=True)
class PartsView:
    """Every part of the installation with its state, and below it what is to be done."""

    rows: Sequence[CheckedPart]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = Grid(box=None, pad_edge=False, header_style="bold", show_edge=False)
        grid.add_column("part")
        grid.add_column("status")
        grid.add_column("found", overflow="fold", ratio=1)
        for row in self.rows:
            grid.add_row(row.part, Text(row.status, style=_STYLES[row.status]), Text(row.found))
        yield grid
        yield from _mends((row.status, row.part, row.mend) for row in self.rows)
        yield _count(row.status for row in self.rows)


def _mends(rows: Iterable[tuple[Status, str, str | None]]) -> Iterable[RenderableType]:
    told = [(status, what, mend) for status, what, mend in rows if mend]
    if told:
        yield ""
    for status, what, mend in told:
        words = mend if mend.startswith(what) else f"{what}: {mend}"
        yield Text.assemble((f"{status:<5}", _STYLES[status]), words)


def _count(statuses: Iterable[Status]) -> Text:
    counts = Counter(statuses)
    return Text(", ".join(f"{counts[status]:,} {status}" for status in Status), style="dim")
