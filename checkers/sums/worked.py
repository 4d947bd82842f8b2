"""A sum worked out: what was told, what the others give, and whether the two can meet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from checkers.sums.figures import Term, shown_number
from checkers.sums.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One sum of an article.

    `terms` are the claims taking part. `told` is what the text prints and `told_interval` what that means;
    `given` is what the others give, `middle` its plain value and `expression` the way to it. With `is_least`
    the others are only a least value of what is told (a part of a total). `others` are further readings of
    the text: the sum is broken only when none of them comes out.
    """

    terms: tuple[Term, ...]
    told: str
    role: str
    told_interval: Interval
    given: Interval
    middle: Decimal
    expression: str
    unit: str
    is_least: bool = False
    others: tuple[Interval, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether what is told can be what the others give, in one reading at least."""
        if self.is_least:
            return not self.told_interval.is_below(self.given)
        return any(self.told_interval.meets(each) for each in (self.given, *self.others))

    @property
    def gap(self) -> float:
        """How far the two lie apart beyond their intervals, as a share of the told number; 0 if they meet."""
        if self.holds:
            return 0.0
        low, high = self.told_interval, self.given
        if not low.is_below(high):
            low, high = high, low
        near, far = low.high, high.low
        assert near is not None
        assert far is not None
        told = near if low is self.told_interval else far
        return float((far - near) / abs(told)) if told else 1.0

    @property
    def working(self) -> str:
        """The sum in one line: `$6.6bn round + $150bn pre-money = $156.6bn, told: $175bn post-money`."""
        role = f" {self.role}" if self.role else ""
        return f"{self.expression} = {shown_number(self.middle, self.unit)}, told: {self.told}{role}"

    @property
    def explanation(self) -> str:
        """One sentence for a person."""
        role = f" {self.role}" if self.role else ""
        least = "at least " if self.is_least else ""
        return (
            f"{self.told}{role} is told, but {self.expression} gives {least}{self._given()}: "
            f"{_percent(self.gap)} apart, beyond rounding."
        )

    def _given(self) -> str:
        low, high = self.given.low, self.given.high
        if low is not None and high is not None and low != high and not self.is_least:
            ends = f"{shown_number(low, self.unit)} to {shown_number(high, self.unit)}"
            return f"{shown_number(self.middle, self.unit)} ({ends} as written)"
        return shown_number(self.middle, self.unit)


def _percent(gap: float) -> str:
    share = gap * 100
    return f"{share:,.0f} %" if share >= 1 else "less than 1 %"
