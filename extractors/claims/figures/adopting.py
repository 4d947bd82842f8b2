"""The quantities an article states: no page furniture, and bare numbers in their sentence's unit."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.claims.figures.carrying import with_adopted_money, with_adopted_units
from extractors.claims.figures.metrics import unit_class
from extractors.claims.reading import inside
from extractors.claims.tables.grids import Grid
from extractors.records import Quantity, Span
from extractors.text.furniture import without_furniture


def stated_quantities(
    text: str, sentences: Sequence[Span], found: tuple[Quantity, ...], grids: Sequence[Grid]
) -> tuple[Quantity, ...]:
    """The quantities `found` in a text that its sentences and tables state, in order of place. Linear."""
    read: list[Quantity] = []
    money: str | None = None
    found = without_furniture(text, sentences, found, [grid.span for grid in grids])
    for sentence in sentences:
        words = sentence.of(text)
        own = with_adopted_units(inside(found, sentence), words, sentence.start)
        read += with_adopted_money(own, words, money)
        money = next((q.unit for q in reversed(own) if unit_class(q) == "currency"), money)
    return tuple(read)
