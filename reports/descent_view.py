"""How the tree of a claim looks on a terminal or in a log, at any width from 60 columns up."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text
from rich.tree import Tree

from reports.descent import Descent, Entrance, Telling
from reports.descent_words import (
    NEVER_HELD,
    Row,
    before_and_after,
    change_name,
    readable_moment,
    rows_of,
    summary_line,
    tie_words,
    told_first,
)

MOST_ROWS = 60
"""Lines of a tree that are shown; larger trees are for `--json`."""

_EVIDENCE_CHARS = 160
_ALSO = 8
_STRONG = "bold"
_VALUE = "bold yellow"
_QUIET = "dim"
_WEIGHTS = {"error": "bold red", "loss": "bold magenta", "harmless": "cyan"}


class DescentView:
    """The trees of a claim or question that rich can print: what went wrong first, then the tree."""

    def __init__(self, descent: Descent) -> None:
        self._descent = descent
        self._by_id = {telling.node_id: telling for telling in descent.tellings}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom."""
        found = self._descent
        verdict = f"  {found.verdict.replace('_', ' ')}" if found.verdict else ""
        yield Text.assemble((found.question, _STRONG), verdict)
        names = " ".join(filter(None, (found.claim_id, found.question_id)))
        yield Text(f"{names}; {summary_line(found)}", style=_QUIET)
        yield Text()
        if entrances := told_first(found):
            yield from _title("What changed on the way")
            for entrance in entrances:
                yield from self._entrance(entrance)
            yield Text()
        yield from _title("From first telling to latest")
        rows, left = rows_of(found, MOST_ROWS)
        yield from _trees(rows)
        if left:
            yield Text(f"... and {left:,} more: --json has them all", style=_QUIET)

    def _entrance(self, entrance: Entrance) -> Iterator[RenderableType]:
        change, telling = entrance.change, self._by_id[entrance.node_id]
        head = Text.assemble(
            (change_name(change), _WEIGHTS[change.weight]),
            f": {words}" if (words := before_and_after(change)) else "",
        )
        yield head
        lines = [f"came in at {telling.name}, {readable_moment(telling.published)}"]
        lines.append(
            f"inherited by {self._names(entrance.inherited_by)}"
            if entrance.inherited_by
            else "inherited by nobody"
        )
        if entrance.corrected_by:
            lines.append(f"told rightly again by {self._names(entrance.corrected_by)}")
        for line in lines:
            yield Padding(Text(line), (0, 0, 0, 3), expand=False)

    def _names(self, node_ids: tuple[str, ...]) -> str:
        shown = ", ".join(self._by_id[node_id].name for node_id in node_ids[:_ALSO])
        more = len(node_ids) - _ALSO
        return f"{shown} and {more:,} more" if more > 0 else shown


def _title(words: str) -> Iterator[RenderableType]:
    yield Rule(Text(words, style=_STRONG), align="left", style=_QUIET)


def _trees(rows: tuple[Row, ...]) -> Iterator[RenderableType]:
    """One rich tree for each root; a row hangs under the last row that is one less deep."""
    open_at: list[Tree] = []
    for row in rows:
        branch = Tree(_label(row), guide_style=_QUIET)
        if row.depth == 0:
            if open_at:
                yield open_at[0]
            open_at = [branch]
            continue
        del open_at[row.depth :]
        open_at[-1].children.append(branch)
        open_at.append(branch)
    if open_at:
        yield open_at[0]


def _label(row: Row) -> RenderableType:
    telling = row.telling
    if telling.source is not None:
        return Text.assemble((telling.source, _STRONG), f"  {NEVER_HELD}")
    lines: list[RenderableType] = [_head(telling)]
    if row.also:
        names = ", ".join(each.name for each in row.also[:_ALSO])
        more = f" and {len(row.also) - _ALSO:,} more" if len(row.also) > _ALSO else ""
        lines.append(Text(f"the same: {names}{more}"))
    if telling.origin is not None:
        lines.extend(
            Text.assemble(
                (change_name(change), _WEIGHTS[change.weight]),
                f": {words}" if (words := before_and_after(change)) else "",
            )
            for change in telling.origin.changes
        )
        evidence = _shortened(telling.origin.evidence)
        lines.append(
            Text(f"{tie_words(telling)}: “{evidence}”" if evidence else tie_words(telling), style=_QUIET)
        )
    lines.append(_sentence(telling))
    link = telling.quoted.link if telling.quoted is not None and telling.quoted.link else telling.url
    if link:
        lines.append(Text(link, style=_QUIET, overflow="fold"))
    return Group(*lines)


def _head(telling: Telling) -> Text:
    mark = ("▶ ", _STRONG) if telling.is_asked else ""
    status = f"  {telling.status}" if telling.status not in (None, "reported") else ""
    word = f"  on the word of {telling.attributed_to}" if telling.attributed_to else ""
    return Text.assemble(
        mark,
        (f"{readable_moment(telling.published)}  ", _QUIET),
        (telling.name, _STRONG),
        "  ",
        (telling.value, _VALUE),
        (f"{status}{word}", _QUIET),
    )


def _sentence(telling: Telling) -> Text:
    """The sentence with its value set off, by »« as well as by style, so that it shows without colours."""
    start, end = telling.value_start, telling.value_end
    if start is None or end is None:
        return Text(telling.sentence)
    return Text.assemble(
        telling.sentence[:start], (f"»{telling.sentence[start:end]}«", _VALUE), telling.sentence[end:]
    )


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _EVIDENCE_CHARS else f"{flat[: _EVIDENCE_CHARS - 1].rstrip()}…"
