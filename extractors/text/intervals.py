"""Periods as intervals: a date of any precision is a stretch of days, not an instant.

A period is written in ISO, shortened to what the text tells: `2024`, `2024-Q1`, `2024-10`, `2024-10-02`,
`2025-W03`, `FY2025`, `FY2025-Q4`, a range of two of these with both ends included (`2023-02/2024-01`), or
a range open at one side (`2021/..`, `../2024`). Its interval is half-open, `[first day, day after the last)`.

A fiscal year is taken for the calendar year of its number: whose fiscal year it is, and when that ends,
is not in the period.
"""

from __future__ import annotations

import re
from datetime import date

_POINT = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4})"
    r"(?:-Q(?P<quarter>[1-4])|-W(?P<week>\d\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?",
    re.ASCII,
)


def interval(period: str) -> tuple[date, date]:
    """The first day of `period` and the day after its last.

    An open side is `date.min` or `date.max`.

    Raises:
        ValueError: `period` is not a period, names no day of the calendar, or ends before it begins.
    """
    first, slash, last = period.partition("/")
    if not slash:
        return _point(first, period)
    if first == last == "..":
        raise ValueError(f"not a period: {period!r}: open at both sides")
    start = date.min if first == ".." else _point(first, period)[0]
    end = date.max if last == ".." else _point(last, period)[1]
    if start >= end:
        raise ValueError(f"not a period: {period!r}: it ends before it begins")
    return start, end


def is_period(text: str) -> bool:
    """Whether `interval` understands `text`."""
    try:
        interval(text)
    except ValueError:
        return False
    return True


def contains(outer: str, inner: str) -> bool:
    """Whether every day of `inner` is a day of `outer`; a period contains itself."""
    (outer_start, outer_end), (start, end) = interval(outer), interval(inner)
    return outer_start <= start and end <= outer_end


def overlaps(one: str, other: str) -> bool:
    """Whether the two periods share a day."""
    (start, end), (other_start, other_end) = interval(one), interval(other)
    return start < other_end and other_start < end


def days_between(one: str, other: str) -> int:
    """How many days lie between two periods: 0 when they touch or overlap."""
    (start, end), (other_start, other_end) = interval(one), interval(other)
    return max(0, (other_start - end).days, (start - other_end).days)


def _point(text: str, whole: str) -> tuple[date, date]:
    match = _POINT.fullmatch(text)
    if match is None or (match["fiscal"] and (match["month"] or match["week"])):
        raise ValueError(f"not a period: {whole!r}")
    try:
        return _days_of(match)
    except ValueError as error:
        raise ValueError(f"not a period: {whole!r}: {error}") from error


def _days_of(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, _days_on(day, 1)
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    if match["quarter"]:
        return _months(year, int(match["quarter"]) * 3 - 2, 3)
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday, _days_on(monday, 7)
    return _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    start = date(year, month, 1)
    after = year * 12 + month - 1 + count
    return start, date(after // 12, after % 12 + 1, 1) if after // 12 <= date.max.year else date.max


def _days_on(day: date, count: int) -> date:
    """The day `count` days on, kept within the calendar."""
    return date.fromordinal(min(day.toordinal() + count, date.max.toordinal()))
