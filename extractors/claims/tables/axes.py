"""Where a table says what is measured: in its headers, in the labels of its rows, or in its caption."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum

from extractors.claims.tables.labels import Label
from extractors.claims.tables.layout import Layout
from extractors.claims.tables.named import Names
from extractors.claims.tables.rows import Cell
from extractors.lexicon.tables import table_words

PROJECTED = re.compile(
    r"\b(?:consensus|forecasts?|expected|estimates?|guidance|outlook|projected|budget(?:ed)?)\b",
    re.IGNORECASE,
)
TARGET = re.compile(r"\b(?:targets?|goal|planned)\b", re.IGNORECASE)
_SAMPLE = 8
_MOST = 0.5

Tells = Callable[[Label, Sequence[Cell]], bool]
"""Whether a label names the metric of the figures of its row or column, or states their unit."""


class Axis(Enum):
    """Where a table says what is measured."""

    COLUMNS = "columns"
    ROWS = "rows"
    CAPTION = "caption"


def axis_of(layout: Layout, names: Names, tells: Tells) -> Axis:
    """Where the table says what is measured; looks at a few rows and columns only."""
    columns = layout.headers[layout.first :]
    if not columns:
        return Axis.ROWS
    lines = layout.lines[:_SAMPLE]
    named = _share([names.of(line.cell) is not None for line in lines])
    headed = layout.corner is not None and layout.corner.is_in(table_words().heads)
    if all(_only_qualifies(label) for label in columns):
        told = _share([tells(line.label, line.row.cells[layout.first :]) for line in lines])
        return Axis.CAPTION if headed or (named > _MOST and told < _MOST) else Axis.ROWS
    if headed:
        return Axis.COLUMNS
    over = [
        tells(label, [line.row.cells[place] for line in lines])
        for place, label in enumerate(layout.headers[: layout.first + _SAMPLE])
        if place >= layout.first
    ]
    heads = layout.header_cells[layout.first : layout.first + _SAMPLE]
    names_over = _share([names.of(cell) is not None for cell in heads])
    if all(line.label.is_time for line in lines):
        return Axis.CAPTION if names_over > _MOST and _share(over) < _MOST else Axis.COLUMNS
    beside = _share([tells(line.label, line.row.cells[layout.first :]) for line in lines])
    if _share(over) != beside:
        return Axis.COLUMNS if _share(over) > beside else Axis.ROWS
    return Axis.ROWS if names_over > max(named, _MOST) else Axis.COLUMNS


def _only_qualifies(label: Label) -> bool:
    """Whether a header says only when, or that a value follows."""
    words = table_words()
    if label.is_time or not label.words or label.is_in(words.values) or label.is_in(words.changes):
        return True
    return bool(PROJECTED.search(label.words) or TARGET.search(label.words))


def _share(told: Sequence[bool]) -> float:
    return sum(told) / len(told) if told else 0.0
