"""The quantity of a cell, and what stands beside it in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.claims.reading import Reading
from extractors.claims.tables.layout import is_value
from extractors.claims.tables.rows import Cell
from extractors.records import Quantity, Span
from extractors.text.quantities import find_quantities

_ASIDE = 16  # characters of a cell before its figure: a sign, a hedge, markup
_OPENING = ("(", "[", "+")


def value_of(cell: Cell, reading: Reading) -> Quantity | None:
    """The quantity that a cell holds and hardly more than it; `None` when it holds another text."""
    if not is_value(cell.words):
        return None
    found = reading.quantities_in(cell.span) or _alone(cell, reading)
    if not found or found[0].span.end > cell.span.end or found[0].span.start > cell.span.start + _ASIDE:
        return None
    return found[0]


def _alone(cell: Cell, reading: Reading) -> tuple[Quantity, ...]:
    """The quantity of a cell that only in its line is part of a name ("Orvane  120") or a list's number.

    None behind the last quantity that was read, of a text of too many.
    """
    last = reading.quantities[-1] if reading.quantities else None
    if last is None or cell.span.start > last.span.end:
        return ()
    found = find_quantities(cell.span.of(reading.text))
    return tuple(replace(item, span=_moved(item.span, cell.span.start)) for item in found[:1])


def _moved(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by)


def asides_of(cell: Cell, reading: Reading) -> Iterator[Span]:
    """The places of further quantities of a cell that stand in brackets: "41.2 (+3.1)"."""
    for other in reading.quantities_in(cell.span)[1:]:
        if reading.text[other.span.start - 1 : other.span.start] in _OPENING:
            yield other.span
