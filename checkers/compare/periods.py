"""Periods as day intervals, and how two of them lie to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_ONE = re.compile(
    r"^(?P<fiscal>FY)?(?P<year>\d{4})"
    r"(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d{1,2})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?$"
)
_FIRST, _LAST = date(100, 1, 1), date(9900, 1, 1)  # open ends, with room to add days on either side
_WEEK = 7  # days
_SHORTEST_ACCOUNTS = 84  # days: a quarter of twelve weeks
_LENGTH_SLACK = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days `[start, end)`. `fiscal` when the text says a fiscal year; open ends reach the calendar's ends."""

    start: date
    end: date
    fiscal: bool = False

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.end - self.start).days

    def contains(self, other: Interval) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def gap(self, other: Interval) -> int:
        """Days between the two, 0 when they touch or overlap."""
        return max(0, (other.start - self.end).days, (self.start - other.end).days)

    def same_length(self, other: Interval) -> bool:
        """Whether both are of one length: two quarters, two years, two windows of twelve months."""
        return abs(self.days - other.days) <= _LENGTH_SLACK * max(self.days, other.days)

    def is_one_span(self, other: Interval) -> bool:
        """Whether both are the same days, or the same accounts counted in whole weeks and in months.

        A retailer's 52 weeks end on a weekday near the end of the month that its year is said to end in.
        """
        ends = max(abs((self.start - other.start).days), abs((self.end - other.end).days))
        return ends == 0 or (ends <= _WEEK and min(self.days, other.days) >= _SHORTEST_ACCOUNTS)


@lru_cache(maxsize=16384)
def interval(period: str | None) -> Interval | None:
    """The days of an ISO period (`2024`, `2024-Q1`, `FY2025`, `2023-02/2024-01`), `None` if it has none."""
    if not period:
        return None
    if "/" in period:
        first, _, last = period.partition("/")
        start, end = interval(first), interval(last)
        lower = start.start if start else _FIRST
        upper = end.end if end else _LAST
        open_ends = {first, last} <= {"", ".."}
        return None if open_ends or upper <= lower else Interval(start=lower, end=upper)
    match = _ONE.match(period[:10])
    return _parse(match) if match else None


def _parse(match: re.Match[str]) -> Interval | None:
    year, fiscal = int(match["year"]), bool(match["fiscal"])
    try:
        if match["quarter"]:
            return _months(year, 3 * int(match["quarter"]) - 2, 3, fiscal)
        if match["half"]:
            return _months(year, 6 * int(match["half"]) - 5, 6, fiscal)
        if match["week"]:
            start = date.fromisocalendar(year, int(match["week"]), 1)
            return Interval(start=start, end=start + timedelta(days=7))
        if match["day"]:
            start = date(year, int(match["month"]), int(match["day"]))
            return Interval(start=start, end=start + timedelta(days=1))
        if match["month"]:
            return _months(year, int(match["month"]), 1, fiscal)
        return _months(year, 1, 12, fiscal)
    except (ValueError, OverflowError):
        return None


def _months(year: int, month: int, count: int, fiscal: bool) -> Interval:
    after = month - 1 + count
    return Interval(
        start=date(year, month, 1), end=date(year + after // 12, after % 12 + 1, 1), fiscal=fiscal
    )


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def period_words(period: str | None) -> str:
    """A period as an editor reads it: `October 2024`, `Q3 2024`; empty when there is none."""
    if not period:
        return ""
    if "/" in period:
        first, _, last = period.partition("/")
        left = "" if first in ("", "..") else period_words(first)
        right = "" if last in ("", "..") else period_words(last)
        return f"{left} to {right}" if left and right else f"since {left}" if left else f"until {right}"
    match = _ONE.match(period[:10])
    if match is None:
        return period
    year = f"fiscal {match['year']}" if match["fiscal"] else match["year"]
    if match["quarter"]:
        return f"Q{match['quarter']} {year}"
    if match["half"]:
        return f"H{match['half']} {year}"
    if match["week"]:
        return f"week {int(match['week'])} of {year}"
    if match["month"] and 1 <= int(match["month"]) <= 12:
        month = f"{_MONTHS[int(match['month']) - 1]} {year}"
        return f"{int(match['day'])} {month}" if match["day"] else month
    return year
