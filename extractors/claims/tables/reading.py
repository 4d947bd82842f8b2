"""The figures of an article's tables: each cell with the metric, subject, unit and time that its place says.

A table says one thing by its columns and another by its rows: what is measured, and of whom or when. Which
is which is told by what the headers and labels are: metrics, names or times (`axes.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.claims.figures.figures import Figure, figure_of
from extractors.claims.figures.metrics import Fit, MetricFrames
from extractors.claims.figures.standing import standings_of
from extractors.claims.figures.story import Story
from extractors.claims.masking import Referent
from extractors.claims.reading import Reading
from extractors.claims.subjects.subjects import Spoken
from extractors.claims.tables.axes import PROJECTED, TARGET, Axis, axis_of
from extractors.claims.tables.labels import Label, is_rank
from extractors.claims.tables.layout import Layout, Line, layout_of
from extractors.claims.tables.measures import (
    Measure,
    in_unit,
    is_open,
    measure,
    measure_change,
    names_metric,
    shortened,
)
from extractors.claims.tables.named import Names
from extractors.claims.tables.owners import ANYBODY, heads_of, owner_of
from extractors.claims.tables.rows import Cell
from extractors.claims.tables.sides import Side, as_part, side_of
from extractors.claims.tables.values import asides_of, value_of
from extractors.lexicon.metrics import Behaviour
from extractors.lexicon.tables import table_words
from extractors.records import Quantity, Scope, Span, Status

_BY = re.compile(r" (?:by|per|for each|in|across) .*$")
_LOSS = re.compile(r"[$€£]?\s?\(\s*[$€£]?\s?\d[\d.,]*%?\s*\)")
_BEFORE_NAME = (" of ", " in ", " at ", " by ")
_VALUES_TRIED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """The figures of the tables with their rows, and the quantities that no sentence is to read again."""

    told: tuple[tuple[Span, Figure], ...]
    read: frozenset[Span]

    def left_of(self, reading: Reading) -> Reading:
        """The reading without the quantities that the tables tell."""
        if not self.read:
            return reading
        left = tuple(item for item in reading.quantities if item.span not in self.read)
        return replace(reading, quantities=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What an article's tables are read with."""

    reading: Reading
    spoken: Spoken
    frames: MetricFrames
    story: Story
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A cell and its value, the label of the metric, where that stands, and what the other side says."""

    cell: Cell
    row: Span
    value: Quantity
    label: Label
    at: Cell | None
    side: Side


def tabled_figures(reading: Reading, spoken: Spoken, frames: MetricFrames, story: Story) -> Tabled:
    """The figures of the tables that line up, in order of place; linear in the cells with figures."""
    told: list[tuple[Span, Figure]] = []
    read: set[Span] = set()
    if not reading.grids:
        return Tabled(told=(), read=frozenset())
    desk = _Desk(
        reading=reading, spoken=spoken, frames=frames, story=story, names=Names(reading.text, spoken)
    )
    for grid in reading.grids:
        quantities = reading.quantities_in(grid.span)
        layout = layout_of(reading.text, grid, reading.article.published) if quantities else None
        if layout is None:
            continue
        if layout.silent:
            read.update(quantity.span for quantity in quantities)
            continue
        table = _Table(layout, desk)
        told += table.figures()
        read |= table.read
    return Tabled(told=tuple(told), read=frozenset(read))


class _Table:
    """One table while it is read. `read` are the quantities that it tells, or that nobody does."""

    def __init__(self, layout: Layout, desk: _Desk) -> None:
        self._layout = layout
        self._desk = desk
        self._heads = heads_of(layout, desk.names, desk.spoken)
        span = layout.caption_span
        self._captioned = desk.names.only_in(span) if span is not None else None
        self.read: set[Span] = set()

    def figures(self) -> Iterator[tuple[Span, Figure]]:
        """The figures, row by row."""
        layout = self._layout
        axis = axis_of(layout, self._desk.names, self._tells)
        for line in layout.lines:
            for column in range(layout.first, len(line.row.cells)):
                told = self._placed(axis, line, column)
                if told is not None:
                    yield line.row.span, self._figure(told)
        for line in layout.lines:  # places and numbers of rows
            self._pass_over(line.row.cells[: layout.first - 1])
        if self.read:  # a size in the name of a row or column is no claim
            self._pass_over((*layout.header_cells, *(line.cell for line in layout.lines)))

    def _pass_over(self, cells: Sequence[Cell]) -> None:
        """Leave what cells hold to nobody."""
        for cell in cells:
            self.read.update(item.span for item in self._desk.reading.quantities_in(cell.span))

    def _tells(self, label: Label, cells: Sequence[Cell]) -> bool:
        """Whether a label names the metric of these cells' figures, or states their unit."""
        label = shortened(label, self._heads.kind)
        if label.is_time or not label.words:
            return False
        found = (value_of(cell, self._desk.reading) for cell in cells)
        values = [value for value in found if value is not None][:_VALUES_TRIED]
        if values and label.unit is not None and label.unit.name is not None:
            return True
        return any(
            names_metric(label.phrase, read, self._desk.frames, value.span)
            for value in values
            for read in dict.fromkeys((value, in_unit(value, self._layout.unit)))
        )

    def _placed(self, axis: Axis, line: Line, column: int) -> _Told | None:
        """A cell with what its row and column say; `None` when it holds no figure or they say nothing."""
        layout, names = self._layout, self._desk.names
        cell = line.row.cells[column]
        value = value_of(cell, self._desk.reading)
        if value is None:
            return None
        header = layout.headers[column] if layout.headers else None
        if _is_untold(line.label) or (header is not None and _is_untold(header)):
            self.read.add(value.span)
            return None
        family = self._desk.spoken.sizes.main
        by_row = side_of(line.label, line.cell, names, family, over=layout.corner)
        by_column, head = Side(), layout.header_cells[column] if header is not None else None
        if header is not None and head is not None:
            by_column = side_of(header, head, names, family, over=None)
        label, at, side = line.label, line.cell, by_column
        if axis is Axis.COLUMNS:
            if header is None or head is None:
                return None
            label, at, side = header, head, by_row
        elif axis is Axis.CAPTION:
            return self._of_caption(line, cell, value, (by_row, by_column))
        elif names.of(line.cell) is not None and not self._tells(label, [cell]):
            return None
        return self._of(_Told(cell=cell, row=line.row.span, value=value, label=label, at=at, side=side))

    def _of_caption(self, line: Line, cell: Cell, value: Quantity, sides: tuple[Side, Side]) -> _Told | None:
        """A cell of which row and column say only whose and when it is."""
        caption = self._layout.caption
        if caption is None:
            return None
        phrase = _BY.sub("", caption.phrase)
        if self._captioned is not None:
            phrase = _without(phrase, self._captioned.span.of(self._desk.reading.text))
        label = replace(caption, phrase=phrase, words=phrase)
        by_row, by_column = sides
        by_head = by_column.is_named or by_column.part is not None
        side = by_column.with_time_of(by_row) if by_head else by_row.with_time_of(by_column)
        if not self._tells(label, [cell]):
            return None
        return self._of(_Told(cell=cell, row=line.row.span, value=value, label=label, at=None, side=side))

    def _of(self, told: _Told) -> _Told | None:
        """The same with what a short label means and the name in it; `None` if it says nothing."""
        kind = told.side.kind if told.side.kind not in (None, "unknown") else self._heads.kind
        label = shortened(told.label, kind)
        if label.is_time or not (label.phrase or label.unit or told.side.unit):
            return None
        if (
            told.value.unit_noun is not None
            and not is_open(told.value)
            and not self._tells(label, [told.cell])
        ):
            return None  # "95 employees" under "Details" is a sentence of its own
        side, named = told.side, None
        if told.at is not None and not side.is_named:
            named = self._named_in(told.at)
        if named is not None:
            label = replace(label, phrase=_without(label.phrase, named.span.of(self._desk.reading.text)))
            side = replace(side, name=named)
        return replace(told, label=label, side=side)

    def _named_in(self, cell: Cell) -> Referent | None:
        """Whom a header names beside what it measures: "Population of Harwick"."""
        named = self._desk.names.only_in(cell.span)
        if named is None or named.kind not in ANYBODY:
            return None
        before = self._desk.reading.text[cell.span.start : named.span.start]
        return named if named.listed or before.endswith(_BEFORE_NAME) else None

    def _figure(self, told: _Told) -> Figure:
        """The figure of a cell."""
        label, value, desk = told.label, told.value, self._desk
        self.read.add(value.span)
        self.read.update(asides_of(told.cell, desk.reading))
        stated = label.unit or told.side.unit
        scaled = in_unit(value, stated)
        if told.side.is_change:
            found = measure_change(label.phrase, scaled, desk.frames, told.row)
        else:
            table_unit = self._layout.unit if stated is None else None
            found = measure(label.phrase, scaled, desk.frames, told.row, unit=table_unit)
        side = as_part(told.side, found.fit)
        owner = owner_of(side, self._heads, self._captioned, desk.spoken, told=(found.masked, found.fit))
        period = self._period(label, side, found.fit)
        status = self._status(found, period, side, label)
        figure = figure_of(found.masked, 0, found.fit, owner, period=period, status=status)
        loss = _LOSS.fullmatch(told.cell.words) is not None and _is_sum_or_share(figure.quantity)
        return replace(
            figure,
            metric=figure.metric if found.fit is not None else _other(label, told, figure.metric),
            negative=figure.negative or loss,
            scope=_with_part(figure.scope, side.part),
            mention=side.printed or figure.mention,
        )

    def _period(self, label: Label, side: Side, fit: Fit | None) -> str | None:
        """The time that row, column or caption tell, unless the metric has none."""
        if fit is not None and fit.metric.behaviour is Behaviour.CONSTANT:
            return None
        caption = self._layout.caption
        return side.period or label.period or (caption.period if caption is not None else None)

    def _status(self, found: Measure, period: str | None, side: Side, label: Label) -> Status:
        words = f"{side.words} {label.words}"
        if side.is_foreseen or label.forecast or PROJECTED.search(words):
            return Status.PROJECTED
        if TARGET.search(words) and side.name is None:
            return Status.TARGET
        return standings_of(found.masked, [found.fit], [period], self._desk.story)[0]


def _is_untold(label: Label) -> bool:
    """Whether nobody states the figures of a row or column: ranks, counters of a page."""
    return is_rank(label) or label.is_in(table_words().furniture)


def _without(phrase: str, name: str) -> str:
    """The words of a header without a name in them and the word that joins it to them."""
    return re.sub(rf"(?: (?:of|in|at|by))? ?{re.escape(name)}(?:['’]s)?", "", phrase).strip() or phrase


def _is_sum_or_share(quantity: Quantity) -> bool:
    return quantity.unit == "percent" or (len(quantity.unit) == 3 and quantity.unit.isupper())


def _other(label: Label, told: _Told, fallback: str) -> str:
    """The name of what no metric is known for: by the words of its header, unless the cell says of what."""
    noun = label.snake
    if not noun:
        return fallback
    return f"other:{noun}_change" if told.side.is_change and "change" not in noun else f"other:{noun}"


def _with_part(scope: Scope, part: tuple[str, str] | None) -> Scope:
    """The scope with a part of the whole, where a label names one and the words do not."""
    if part is None or any(slot == part[0] for slot, _ in scope):
        return scope
    return tuple(sorted((*scope, part)))
