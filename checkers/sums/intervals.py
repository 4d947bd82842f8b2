"""Intervals of numbers, and the four operations on them. An end that is `None` is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """All numbers from `low` to `high`, both included; `None` is an open end."""

    low: Decimal | None
    high: Decimal | None

    @property
    def is_positive(self) -> bool:
        """Whether it holds positive numbers and zero only, which products and quotients need."""
        return self.low is not None and self.low >= 0

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return not self.is_below(other) and not other.is_below(self)

    def is_below(self, other: Interval) -> bool:
        """Whether all of it lies below all of the other."""
        return self.high is not None and other.low is not None and self.high < other.low

    def plus(self, other: Interval) -> Interval:
        """The sums of a number of either."""
        return Interval(low=_both(self.low, other.low), high=_both(self.high, other.high))

    def minus(self, other: Interval) -> Interval:
        """The differences of a number of this one and one of the other."""
        return self.plus(other.negated())

    def negated(self) -> Interval:
        """The same numbers with the other sign."""
        return Interval(
            low=None if self.high is None else -self.high, high=None if self.low is None else -self.low
        )

    def times(self, other: Interval) -> Interval:
        """The products of a number of either; both must be positive.

        Raises:
            ValueError: one of them reaches below zero.
        """
        if self.low is None or other.low is None or self.low < 0 or other.low < 0:
            raise ValueError("products are of positive intervals only")
        high = None if self.high is None or other.high is None else self.high * other.high
        return Interval(low=self.low * other.low, high=high)

    def over(self, other: Interval) -> Interval:
        """The quotients of a number of this one by one of the other; both positive, the other not zero.

        Raises:
            ValueError: one of them reaches below zero, or the other to it.
        """
        if self.low is None or other.low is None or self.low < 0 or other.low <= 0:
            raise ValueError("quotients are of positive intervals only")
        low = _ZERO if other.high is None else self.low / other.high
        return Interval(low=low, high=None if self.high is None else self.high / other.low)

    def scaled(self, factor: Decimal) -> Interval:
        """Each number times a positive factor."""
        return Interval(
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )


def _both(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left + right


def point(value: Decimal) -> Interval:
    """The interval of one number."""
    return Interval(low=value, high=value)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of some intervals, zero for none."""
    found = point(_ZERO)
    for each in intervals:
        found = found.plus(each)
    return found
