"""Which credits reach over a place, looked up instead of asking every credit of the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from extractors.records import Attribution, Span


class CreditIndex:
    """The stretches that the credits of one article reach over."""

    def __init__(self, credits: Sequence[Attribution]) -> None:
        """Sort the stretches; near-linear in their number."""
        self._credits = tuple(credits)
        stretches = sorted((stretch, order) for order, own in enumerate(credits) for stretch in own.reach)
        self._starts = [stretch.start for stretch, _ in stretches]
        self._ends = [stretch.end for stretch, _ in stretches]
        self._orders = [order for _, order in stretches]
        self._farthest = list(accumulate(self._ends, max))

    def over(self, place: Span) -> tuple[Attribution, ...]:
        """The credits with a stretch that holds `place`, in their own order.

        Logarithmic, and linear in the stretches that begin before `place` up to one that holds them all.
        """
        found: set[int] = set()
        at = bisect_right(self._starts, place.start) - 1
        while at >= 0 and self._farthest[at] >= place.end:
            if self._ends[at] >= place.end:
                found.add(self._orders[at])
            at -= 1
        return tuple(self._credits[order] for order in sorted(found))
