"""One article read once: everything later steps look at, found in one pass and shared by all of them.

All spans are code points of `article.text`, all tuples are in order of place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Protocol, TypeVar

from extractors.claims.credits.index import CreditIndex
from extractors.claims.quotes.marks import Marked, find_marked
from extractors.claims.tables.grids import Grid
from extractors.lexicon.entities import Mention
from extractors.records import Article, Attribution, Issue, Quantity, Span
from extractors.text.periods import PeriodMention

NOT_TOLD = "(not told)"
"""The subject of a claim that nobody in its article can own: stored, never compared across articles."""


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An article with its sentences, names, quantities, periods and credits.

    `quoted` are its quotations as credits to their speakers.
    """

    article: Article
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[PeriodMention, ...]
    attributions: tuple[Attribution, ...]
    issues: tuple[Issue, ...] = ()
    """What the figures leave open, see `figure_doubts.py`."""
    quoted: tuple[Attribution, ...] = ()
    grids: tuple[Grid, ...] = ()
    """Its tables, as they are laid out."""

    @cached_property
    def reaches(self) -> CreditIndex:
        """Which credits reach over a place."""
        return CreditIndex(self.attributions)

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """What stands between quotation marks."""
        return find_marked(self.text)

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def sentence_at(self, span: Span) -> str:
        """The sentence in which `span` begins, else its own words; logarithmic."""
        place = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.start) - 1
        if place >= 0 and span.start < self.sentences[place].end:
            return self.sentences[place].of(self.text)
        return span.of(self.text)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The names that begin within `span`; logarithmic."""
        return _between(self.mentions, self._mention_starts, span)

    def quantities_in(self, span: Span) -> tuple[Quantity, ...]:
        """The quantities that begin within `span`; logarithmic."""
        return _between(self.quantities, self._quantity_starts, span)

    def periods_in(self, span: Span) -> tuple[PeriodMention, ...]:
        """The times that begin within `span`; logarithmic."""
        return _between(self.periods, self._period_starts, span)

    @cached_property
    def _mention_starts(self) -> list[int]:
        return _starts(self.mentions)

    @cached_property
    def _quantity_starts(self) -> list[int]:
        return _starts(self.quantities)

    @cached_property
    def _period_starts(self) -> list[int]:
        return _starts(self.periods)

    @cached_property
    def quoted_reaches(self) -> CreditIndex:
        """Which quotations hold a place."""
        return CreditIndex(self.quoted)


P = TypeVar("P", bound=Placed)
_START = attrgetter("span.start")


def inside(items: tuple[P, ...], span: Span) -> tuple[P, ...]:
    """The items (in order of place, not overlapping) that begin within `span`; logarithmic."""
    first = bisect_left(items, span.start, key=_START)
    return items[first : bisect_left(items, span.end, first, key=_START)]


def _starts(items: tuple[P, ...]) -> list[int]:
    return [item.span.start for item in items]


def _between(items: tuple[P, ...], starts: list[int], span: Span) -> tuple[P, ...]:
    """The items (in order of place, not overlapping) that begin within `span`."""
    first = bisect_left(starts, span.start)
    return items[first : bisect_left(starts, span.end, first)]
