"""HTML tables whose tags were left in a text: rows and cells by their opening tags, closed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractors.claims.tables.rows import Cell, Row
from extractors.records import Span

_MARK = re.compile(r"<(/?)(table|tr|td|th)(\s[^<>]{0,300})?>", re.IGNORECASE)
_MOST_MARKS = 12_000  # of a text; the rest of a longer page of data is not read as tables
_SPANNING = re.compile(r"(?:col|row)span\s*=\s*[\"']?(?:[2-9]|1\d)", re.IGNORECASE)


def markup_rows(text: str) -> Iterator[tuple[Row, ...]]:
    """The rows of each table in markup, of two rows or more. Linear.

    A table with cells over several rows or columns, or with a table in it, is left out: its rows cannot be
    told from each other by counting.
    """
    if "<t" not in text and "<T" not in text:
        return
    table = _Table(text)
    for match in islice(_MARK.finditer(text), _MOST_MARKS):
        closing, name = bool(match[1]), match[2].lower()
        if name == "table":
            rows = table.finished(match.start())
            if len(rows) > 1:
                yield rows
            table = _Table(text)
        elif name == "tr":
            table.end_row(match.start())
        else:
            table.end_cell(match.start())
            if not closing:
                table.begin_cell(match.end(), spans=bool(match[3] and _SPANNING.search(match[3])))
    rows = table.finished(len(text))
    if len(rows) > 1:
        yield rows


class _Table:
    """The rows of one table as they come."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._from: int | None = None
        self._spans = False

    def begin_cell(self, start: int, *, spans: bool) -> None:
        self._from = start
        self._spans = self._spans or spans

    def end_cell(self, end: int) -> None:
        if self._from is not None:
            self._cells.append(Cell.of(self._text, self._from, end))
        self._from = None

    def end_row(self, end: int) -> None:
        self.end_cell(end)
        if self._cells:
            span = Span(start=self._cells[0].span.start, end=max(c.span.end for c in self._cells))
            self._rows.append(Row(span=span, cells=tuple(self._cells)))
        self._cells = []

    def finished(self, end: int) -> tuple[Row, ...]:
        """The rows; none when cells span several."""
        self.end_row(min(end, len(self._text)))
        return () if self._spans else tuple(self._rows)
