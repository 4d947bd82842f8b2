"""How the desk of an editor looks on a terminal or in a log, at any width from 60 columns up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from reports.counting import count_words
from reports.review import DeskCase, DeskLine, DeskList, Ruled, State, Told
from reports.summary_view import readable_day

_STRONG = "bold"
_VALUE = "bold yellow"
_QUIET = "dim"
_STATES = {State.OPEN: "bold red", State.ASSIGNED: "bold cyan", State.RULED: "bold green"}
_INDENT = (0, 0, 0, 4)
_LONGEST = 90
_NOT_YET = "taken in by the next run"


class DeskListView:
    """A list that rich can print: two or three lines a finding, then what is not shown and why."""

    def __init__(self, found: DeskList) -> None:
        self._found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The findings, then the foot."""
        found = self._found
        for line in found.lines:
            yield _head(line)
            yield Padding(_values(line), _INDENT)
            if line.ruling is not None:
                yield Padding(_ruled_line(line.ruling), _INDENT)
            yield Text()
        yield from _foot(found)


class DeskCaseView:
    """A finding that rich can print: both sides with their words, why they clash, and what was ruled."""

    def __init__(self, found: DeskCase) -> None:
        self._found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom."""
        line = self._found.line
        yield _head(line)
        yield Text()
        for letter, side in zip("ab", line.sides, strict=False):
            yield from _side(letter if len(line.sides) > 1 else "", side)
        if line.explanation:
            yield Text(line.explanation)
            yield Text()
        if not line.is_held:
            yield Text("The published file does not hold it (any more).", style=_QUIET)
        yield from _title("Rulings")
        if not self._found.history:
            yield Text("Nobody has said anything on it yet.", style=_QUIET)
        for each in self._found.history:
            yield _ruled_line(each)
        yield Text()
        yield from _commands(line)


class RulingsView:
    """Rulings just made that rich can print, one a line."""

    def __init__(self, rulings: Sequence[Ruled]) -> None:
        self._rulings = rulings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The rulings in their order."""
        for each in self._rulings:
            head = Text(f"{each.finding_id}: " if each.finding_id else "")
            yield head.append_text(_ruled_line(each))


def _head(line: DeskLine) -> Text:
    head = Text(line.short_id, style=_STRONG)
    head.append(f"  {line.state}", style=_STATES[line.state])
    if line.assignee and line.state is State.ASSIGNED:
        head.append(f" to {line.assignee}")
    head.append(f"  {line.sort}", style=_QUIET)
    head.append(f"  {line.about}", style="not bold")
    return head


def _values(line: DeskLine) -> Text:
    words = Text()
    for n, side in enumerate(line.sides):
        words.append(" / " if n else "")
        words.append(_cut(side.value), style=_VALUE)
        if side.outlet:
            words.append(f" {side.outlet}", style=_QUIET)
    if line.comments:
        words.append(f"  {count_words(line.comments, 'comment')}", style=_QUIET)
    return words


def _side(letter: str, side: Told) -> Iterator[RenderableType]:
    head = Text(f"{letter}  " if letter else "", style=_STRONG)
    head.append(side.value, style=_VALUE)
    told = [side.outlet or "", readable_day(side.published) if side.published else ""]
    if side.n_origins is not None:
        told.append(count_words(side.n_origins, "origin"))
    head.append("  " + ", ".join(filter(None, told)), style="not bold dim")
    yield head
    if side.sentence and side.sentence != side.value:
        words = Text(f"“{side.sentence}”")
        words.highlight_words([side.value], style="underline")
        yield Padding(words, _INDENT)
    where = "  ".join(filter(None, (side.url or "", side.claim_id or "")))
    if where:
        yield Padding(Text(where, style=_QUIET, overflow="fold"), _INDENT)
    yield Text()


def _ruled_line(ruling: Ruled) -> Text:
    words = Text(ruling.ruling.replace("_", " "), style=_STRONG if ruling.holds else "strike dim")
    if ruling.about:
        words.append(f" {ruling.about}", style="not bold")
    by = " ".join(filter(None, (f"by {ruling.by}" if ruling.by else "", _when(ruling.at))))
    words.append(f"  {by}", style="not bold dim")
    if ruling.why:
        words.append(f"  {ruling.why}", style="not bold")
    if not ruling.taken_in:
        words.append(f"  ({_NOT_YET})", style="not bold cyan")
    if ruling.ruling_id:
        words.append(f"  {ruling.ruling_id}", style="not bold dim")
    return words


def _when(at: str) -> str:
    return f"{at[:10]} {at[11:16]}".strip()


def _commands(line: DeskLine) -> Iterator[RenderableType]:
    yield from _title("To rule on it")
    start = "twosource review"
    if line.sort in ("edit", "sum"):
        lines = [f'{start} resolve {line.short_id} --why "..."']
    else:
        lines = [f'{start} resolve {line.short_id} --right a --why "..."']
    lines += [
        f'{start} dismiss {line.short_id} --why "..."',
        f'{start} wrong-match {line.short_id} --why "..."',
    ]
    told = line.sides[-1:] if line.sort == "edit" else line.sides  # what stood there before is told no more
    claims = [side.claim_id for side in told if side.claim_id and side.claim_id.startswith("clm_")]
    lines += [f'{start} wrong-reading {claim} --why "..."' for claim in claims]
    lines.append(f"{start} assign {line.short_id} WHO")
    if line.ruling is not None:
        lines.append(f"{start} undo {line.short_id}")
    for each in lines:
        yield Padding(Text(each, style=_QUIET, no_wrap=True, overflow="fold"), _INDENT)


def _foot(found: DeskList) -> Iterator[RenderableType]:
    if not found.total:
        yield Text(
            "Nothing fits." if not found.waiting and not found.quiet else "Nothing is left to rule on."
        )
    else:
        last = found.start + len(found.lines)
        shown = f"{found.start + 1:,} to {last:,} of {count_words(found.total, 'finding')}"
        more = "; --page for the rest" if last < found.total or found.start else ""
        yield Text(shown + more, style=_QUIET)
    if found.quiet:
        yield Text(f"{found.quiet:,} more are below the alert threshold (--all).", style=_QUIET)
    if found.waiting:
        verb = "is" if found.waiting == 1 else "are"
        yield Text(f"{count_words(found.waiting, 'ruling')} {verb} {_NOT_YET}.", style="cyan")


def _title(words: str) -> Iterator[RenderableType]:
    yield Rule(Text(words, style=_STRONG), align="left", style=_QUIET)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
