"""Tables as grids of cells: rows of bars, tabs or wide spaces, and the tags of HTML tables left in a text.

Only layout is looked at here. A grid is a run of rows; whether they line up, and what its first row and
first column say, is read by `layout.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.claims.tables.markup import markup_rows
from extractors.claims.tables.rows import Cell, Row
from extractors.records import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_RULE = re.compile(r"[|\s:+=-]*-[|\s:+=-]*")
_WIDE = re.compile(r"\t+|[ \u00a0]{2,}")
_TAB = re.compile(r"\t")
_BAR = re.compile(r"(?<!\\)\|")
_LONGEST_ROW = 2_000  # characters; what is longer is no row of a table
_LONGEST_CELL = 60  # of a row told by spaces alone
_FEWEST_WIDE_ROWS = 3
_LONGEST_CAPTION = 120
_MOST_CELLS = (
    6_000  # of a text; a page of more is a file of data, of which the cap of figures reads the first
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A run of rows in order of place, and the line over it, which may say what they are of."""

    rows: tuple[Row, ...]
    caption: Span | None

    @property
    def span(self) -> Span:
        """From the first cell to the last."""
        return Span(start=self.rows[0].span.start, end=self.rows[-1].span.end)


def find_grids(text: str) -> tuple[Grid, ...]:
    """The grids of a text of two rows or more, in order of place, not overlapping. Linear.

    Of a text with more cells than anybody reads the first ones.
    """
    found = [Grid(rows=rows, caption=_caption(text, rows[0].span.start)) for rows in markup_rows(text)]
    taken = [grid.span for grid in found]
    if "|" in text or "\t" in text or "  " in text:
        for rows, before in _line_runs(text):
            if not _is_taken(taken, Span(start=rows[0].span.start, end=rows[-1].span.end)):
                found.append(Grid(rows=rows, caption=_fit_for_caption(text, before)))
    return tuple(sorted(found, key=lambda grid: grid.rows[0].span.start))


def _is_taken(taken: Sequence[Span], span: Span) -> bool:
    """Whether a span overlaps one of `taken`, which are in order of place."""
    place = bisect_left(taken, span.start, key=lambda other: other.end)
    return place < len(taken) and taken[place].overlaps(span)


def _line_runs(text: str) -> Iterator[tuple[tuple[Row, ...], Span | None]]:
    """Runs of rows of one way of writing, each with the line before it."""
    run: list[Row] = []
    how: re.Pattern[str] | None = None
    before: Span | None = None
    last: Span | None = None
    end = cells = 0
    for match in _LINE.finditer(text):
        line = Span(start=match.start(), end=match.end())
        if text[line.start : line.end].isspace():
            continue
        parted = _parting(text, line)
        rule = parted is not None and run and _RULE.fullmatch(text, line.start, line.end) is not None
        apart = text.count("\n", end, line.start) > 1
        end = line.end
        if rule and not apart:
            continue
        if run and (parted is not how or apart):
            yield from _finished(run, how, before)
            run = []
        if parted is not None:
            before = before if run else last
            how = parted
            run.append(_row(text, line, parted))
            cells += len(run[-1].cells)
            if cells > _MOST_CELLS:
                break
        last = line
    yield from _finished(run, how, before)


def _finished(
    run: Sequence[Row], how: re.Pattern[str] | None, before: Span | None
) -> Iterator[tuple[tuple[Row, ...], Span | None]]:
    fewest = _FEWEST_WIDE_ROWS if how is _WIDE else 2
    if len(run) >= fewest:
        yield tuple(run), before


def _parting(text: str, line: Span) -> re.Pattern[str] | None:
    """What parts the cells of a line, or `None` when it is no row."""
    if line.end - line.start > _LONGEST_ROW:
        return None
    bars = text.count("|", line.start, line.end)
    first = text[line.start : line.end].lstrip()[:1]
    if bars > 1 or (bars and first != "|"):
        return _BAR
    if text.find("\t", line.start, line.end) >= 0 and text[line.start : line.end].strip().count("\t"):
        return _TAB
    if text.find("  ", line.start, line.end) < 0:
        return None
    words = text[line.start : line.end].strip()
    cells = _WIDE.split(words)
    if len(cells) < 2 or any(len(cell) > _LONGEST_CELL or cell[-1:] in ".!?;" for cell in cells):
        return None
    return _WIDE


def _row(text: str, line: Span, parted: re.Pattern[str]) -> Row:
    start, end = line.start, line.end
    while start < end and text[start].isspace() and (parted is not _TAB or text[start] != "\t"):
        start += 1
    while end > start and text[end - 1].isspace() and (parted is not _TAB or text[end - 1] != "\t"):
        end -= 1
    whole = Span(start=start, end=end)
    if parted is _BAR:
        start += text[start] == "|"
        end -= end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\"
    cells: list[Cell] = []
    at = start
    for match in parted.finditer(text, start, end):
        cells.append(Cell.of(text, at, match.start()))
        at = match.end()
    cells.append(Cell.of(text, at, end))
    return Row(span=whole, cells=tuple(cells))


def _caption(text: str, start: int) -> Span | None:
    """The line before a table in markup, which begins somewhere before its first cell."""
    opened = text.rfind("<table", max(0, start - 400), start)
    end = opened if opened >= 0 else start
    words = text[max(0, end - 2 * _LONGEST_CAPTION) : end].rstrip()
    at = max(0, end - 2 * _LONGEST_CAPTION) + len(words)
    begin = text.rfind("\n", 0, at) + 1
    return _fit_for_caption(text, Span(start=begin, end=at)) if begin < at else None


def _fit_for_caption(text: str, line: Span | None) -> Span | None:
    """The line, if it is short enough for a caption and no sentence of its own."""
    if line is None:
        return None
    words = line.of(text).strip()
    if not words or len(words) > _LONGEST_CAPTION or words[-1] in ".!?" or "|" in words:
        return None
    return line
