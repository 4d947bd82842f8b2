"""A part of a named period: `the first nine months of 2024`, `the last week of May`, `the 15th`.

Each reader takes a match of its pattern and says which period it is, or refuses with None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.text.anchors import is_day, month_text, quarter_text, span_of_days, week_text, year_text
from extractors.text.intervals import interval, is_period
from extractors.text.period_meaning import (
    UNIT_KINDS,
    Clock,
    Meaning,
    PeriodKind,
    Reader,
    count_of,
    is_relative,
    year_of,
)


def _units_of(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the first nine months of 2024`, `the last week of July`, `the third month of 2021`."""
    unit = match["unit"].lower().rstrip("s")
    several = match["unit"].lower().endswith("s")
    ends = match["nth"].lower() in _ENDS
    if several != bool(match["n"]) or (unit == "quarter" and not several and not ends):
        return None  # "the last days of May": how many is not told
    nth = None if ends else clock.words.day_number(match["nth"])
    count = count_of(match, clock) if several else 1
    if several and nth not in (1, None):
        return None
    kind = PeriodKind.STRETCH if several else UNIT_KINDS[unit]
    outer = None if match["fy"] else _outer(match, clock)
    if outer is None or not is_period(outer):
        return Meaning(kind=kind)
    first, last = _places(unit, outer, nth, count, ends=ends)
    period = _run(unit, outer, first, last)
    return Meaning(kind=kind, period=period, relative=is_relative(match)) if period else None


_ENDS = ("last", "final")


def _places(unit: str, outer: str, nth: int | None, count: int, *, ends: bool) -> tuple[int, int]:
    """Which units of `outer`, counted from 0, both included."""
    if not ends:
        first = (nth or 1) - 1
        return first, first + count - 1
    many = _many(unit, outer)
    return many - count, many - 1


def _many(unit: str, outer: str) -> int:
    """How many units the period has; the weeks of a month are those that hold its days from the 1st on."""
    start, end = interval(outer)
    months = (end.year - start.year) * 12 + end.month - start.month
    if unit == "month":
        return months
    if unit == "quarter":
        return months // 3
    if unit == "day":
        return (end - start).days
    return date(start.year, 12, 28).isocalendar().week if months == 12 else -(-(end - start).days // 7)


def _run(unit: str, outer: str, first: int, last: int) -> str | None:
    """The units from `first` to `last` of `outer`; None when it has not so many."""
    start, end = interval(outer)
    if not 0 <= first <= last < _many(unit, outer):
        return None
    if unit == "day":
        days = [(start + timedelta(days=place)).isoformat() for place in (first, last)]
    elif unit == "month":
        days = [month_text(start.year, start.month + place) for place in (first, last)]
    elif unit == "quarter":
        days = [quarter_text(start.year, (start.month + 2) // 3 + place) for place in (first, last)]
    elif (end - start).days > 360:
        days = [f"{start.year:04d}-W{place + 1:02d}" for place in (first, last)]
    elif first == last:
        inside = (
            end - timedelta(days=1) if last == _many(unit, outer) - 1 else start + timedelta(days=7 * first)
        )
        return week_text(inside)
    elif first:
        return span_of_days(end - timedelta(days=7 * (last - first + 1)), end - timedelta(days=1))
    else:
        return span_of_days(start, start + timedelta(days=7 * (last + 1) - 1))
    return days[0] if first == last else "/".join(days)


def _outer(match: re.Match[str], clock: Clock) -> str | None:
    """The period that the part is of."""
    year = year_of(match, clock)
    if match["mon"]:
        month = clock.words.month_number(match["mon"])
        if year is None and clock.anchor is not None:
            year = clock.anchor.near_month(month, ahead=clock.ahead(match.start()))
        return month_text(year, month) if year is not None else None
    if match["outer"] and match["outer"].lower() == "month":
        shift = clock.words.relative.get(match["rel"].lower(), 0)
        return clock.anchor.month(shift) if clock.anchor else None
    if match["outer"] and match["outer"].lower() == "quarter":
        shift = clock.words.relative.get(match["rel"].lower(), 0)
        return clock.anchor.quarter(shift) if clock.anchor else None
    return year_text(year) if year is not None else None


def _numbered_week(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`week 31 of 2027`."""
    week = int(match["w"])
    try:
        date.fromisocalendar(int(match["y"]), week, 1)
    except ValueError:
        return None
    return Meaning(kind=PeriodKind.WEEK, period=f"{match['y']}-W{week:02d}")


def _day_of_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the 15th of next month`, `the first day of the month`."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    month = clock.anchor.month(clock.words.relative.get(match["rel"].lower(), 0))
    day = clock.words.day_number(match["d"])
    year, number = int(month[:4]), int(month[5:])
    if not is_day(year, number, day):
        return None
    return Meaning(kind=PeriodKind.DAY, period=f"{month}-{day:02d}", relative=True)


def _bare_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`on the 18th`: the last such day up to publication, or the next when looking ahead.

    `Tuesday the 13th` is the nearest one, within a year, on which both fall together.
    """
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    day = clock.words.day_number(match["d"])
    word = match.groupdict().get("wd")
    weekday = clock.words.weekday_number(word) if word else None
    ahead = clock.ahead(match.start())
    found = clock.anchor.near_month_day(day, weekday, ahead=ahead)
    if weekday is not None and not ahead:
        other, today = clock.anchor.near_month_day(day, weekday, ahead=True), clock.anchor.day
        near = [each for each in (found, other) if each is not None]
        found = min(near, key=lambda each: abs((each - today).days), default=None)
    return Meaning(kind=PeriodKind.DAY, period=found.isoformat(), relative=True) if found else None


WITHIN_READERS: dict[str, Reader] = {
    "units_of": _units_of,
    "numbered_week": _numbered_week,
    "day_of_month": _day_of_month,
    "bare_day": _bare_day,
}
"""Readers by the name that `period_rules.toml` calls them."""
