"""What the rows of a grid are: its header, the column of its labels, and the rows of figures that line up.

When rows do not line up with the header, nothing is read from it: a figure under the wrong header is worse
than one without a metric.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.claims.tables.grids import Grid
from extractors.claims.tables.labels import Label, Unit, is_rank, read_label
from extractors.claims.tables.rows import Cell, Row
from extractors.lexicon.tables import table_words
from extractors.records import Span

_NUMERIC = re.compile(
    r"[(\[~≈<>+−–±-]{0,3}\s?(?:(?:about|around|over|c\.|ca\.|approx\.?|up to) ?)?"
    r"(?:[A-Z]{0,3}[$€£¥₹]\s?|[A-Z]{3} )?[+−–-]?\.?\d"
)
_SIZE = re.compile(r"\d{1,4}(?:\.\d)?\s?[BMT]")
_LONGEST_VALUE = 48  # characters; what is longer is a text with a number in it
_LONGEST_LABEL = 90
_FEWEST_WEEKDAYS = 5
_FEWEST_OF_TIMETABLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of figures with its label."""

    row: Row
    label: Label
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table that lines up.

    `headers` has a label and a cell for each column, and is empty for pairs of label and value without a
    header. `first` is the column after the labels'. `unit` is what the table as a whole counts in, where its
    corner or caption states it. `silent` says that its figures are told by nobody (a calendar).
    """

    headers: tuple[Label, ...]
    header_cells: tuple[Cell, ...]
    lines: tuple[Line, ...]
    first: int
    caption: Label | None
    caption_span: Span | None
    unit: Unit | None
    silent: bool = False

    @property
    def corner(self) -> Label | None:
        """The header over the labels."""
        return self.headers[self.first - 1] if self.headers else None


def is_value(words: str) -> bool:
    """Whether a cell holds a figure and hardly more."""
    return len(words) <= _LONGEST_VALUE and _NUMERIC.match(words) is not None


def layout_of(text: str, grid: Grid, published: str | None) -> Layout | None:
    """The layout of a grid, or `None` when it has no header or its rows do not line up with it. Linear."""
    rows = list(grid.rows)
    spans = [grid.caption] if grid.caption is not None else []
    while rows and _is_lone(rows[0]):
        spans.append(rows.pop(0).span)
    header: Row | None = rows[0] if rows else None
    if header is None or len(header.cells) < 2:
        return None
    if _is_header(header, published):
        rows = rows[1:]
        if (silent := _silent(grid, header)) is not None:
            return silent
    elif len(header.cells) == 2:
        header = None  # pairs: each row has a label and a value
    else:
        return None
    width = len(header.cells) if header is not None else 2
    told = [row for row in rows if any(is_value(cell.words) for cell in row.cells)]
    if not told or any(len(row.cells) != width for row in told):
        return None
    labels = tuple(read_label(cell.words, published) for cell in header.cells) if header is not None else ()
    ranked = labels and is_rank(labels[0]) and all(is_value(row.cells[0].words) for row in told)
    first = 2 if ranked and width > 2 else 1
    if not _are_labels([row.cells[first - 1] for row in told], published):
        return None
    captions = [read_label(span.of(text).strip("#*_ \t:"), published) for span in spans]
    stated = [label.unit for label in (*labels[first - 1 : first], *reversed(captions)) if label.unit]
    return Layout(
        headers=labels,
        header_cells=header.cells if header is not None else (),
        lines=tuple(
            Line(row=row, label=read_label(row.cells[first - 1].words, published), cell=row.cells[first - 1])
            for row in told
        ),
        first=first,
        caption=captions[-1] if captions else None,
        caption_span=spans[-1] if spans else None,
        unit=next((unit for unit in stated), None),
    )


def _silent(grid: Grid, header: Row) -> Layout | None:
    """The layout of a calendar or a table of departures, of which no figure is stated by anybody."""
    words = [cell.words.lower().strip(" .:") for cell in header.cells]
    calendar = sum(word in table_words().weekdays for word in words) >= _FEWEST_WEEKDAYS
    departures = sum(word in table_words().timetable for word in words) >= _FEWEST_OF_TIMETABLE
    if not calendar and not departures:
        return None
    return Layout(
        headers=(),
        header_cells=(),
        lines=(),
        first=1,
        caption=None,
        caption_span=None,
        unit=None,
        silent=True,
    )


def _is_lone(row: Row) -> bool:
    """Whether a row is one text over all columns."""
    filled = [cell for cell in row.cells if cell.words]
    return (
        len(filled) == 1 and not is_value(filled[0].words) and len(row.cells) > 1 and not row.cells[-1].words
    )


def _is_header(row: Row, published: str | None) -> bool:
    """Whether a row names columns: words, times or sizes, and no figure; at most one column has no name."""
    cells = row.cells[1:]
    named = [cell for cell in cells if cell.words]
    if len(named) < len(cells) or any(len(cell.words) > _LONGEST_LABEL for cell in row.cells):
        return False
    sizes = len(cells) > 1
    return all(
        not is_value(cell.words)
        or (sizes and _SIZE.fullmatch(cell.words))
        or read_label(cell.words, published).is_time
        for cell in cells
    )


def _are_labels(cells: Sequence[Cell], published: str | None) -> bool:
    """Whether the cells of a column name its rows."""
    if any(not cell.words or len(cell.words) > _LONGEST_LABEL for cell in cells):
        return False
    figures = sum(
        is_value(cell.words) and not read_label(cell.words, published).is_time and cell.words[-1:].isdigit()
        for cell in cells
    )
    return figures * 3 <= len(cells)
