"""How a verification looks on a terminal or in a log."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from reports.explanation_view import step_table
from reports.verification import Check, Outcome, Verification

_STYLES = {
    Outcome.OK: "bold green",
    Outcome.FAILED: "bold red",
    Outcome.CHANGED: "bold cyan",
    Outcome.OPEN: "bold yellow",
}
_QUIET = "dim"


class VerificationView:
    """A verification that rich can print: the finding, every check, the rules, what it comes to."""

    def __init__(self, found: Verification) -> None:
        self._found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom."""
        found = self._found
        yield Text.assemble((f"{found.sort} {found.id}", "bold"), f"  {found.words}")
        for about, checks in groupby(found.checks, key=lambda check: check.about):
            yield Text(about, style=_QUIET, overflow="fold")
            yield _table(tuple(checks))
        if found.trace:
            yield Text("Rules, slot by slot (→ settled it)", style=_QUIET)
            yield step_table(found.trace)
        yield Text.assemble(*_ending(found))


def _table(checks: tuple[Check, ...]) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for check in checks:
        outcome = Text(f"  {check.outcome}", style=_STYLES[check.outcome])
        grid.add_row(outcome, Text(check.name), Text(check.detail))
    return grid


def _ending(found: Verification) -> tuple[tuple[str, str], ...]:
    counts = ", ".join(f"{number:,} {outcome}" for outcome in Outcome if (number := found.count(outcome)))
    if not found.holds:
        return (("It does not hold: ", "bold red"), (f"{counts}.", ""))
    if found.count(Outcome.OK) == 0:
        return (("Nothing could be checked: ", "bold yellow"), (f"{counts}.", ""))
    return (("It holds: ", "bold green"), (f"{counts}.", ""))
