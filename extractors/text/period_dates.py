"""Days, weeks and months, told by name or number.

Each reader takes a match of its pattern and says which period it is, or refuses with None.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from extractors.text.anchors import (
    Anchor,
    is_day,
    month_text,
    span_of_days,
    week_text,
)
from extractors.text.period_meaning import (
    WORD_AFTER,
    Clock,
    Meaning,
    PeriodKind,
    Reader,
    count_of,
    day_meaning,
    full_year,
    has_year,
    is_relative,
    year_of,
)


def _iso_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    return day_meaning(int(match["y"]), int(match["m"]), int(match["d"]))


def _slashed_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    month, day = int(match["m"]), int(match["d"])
    if month > 12 or match["sep"] == ".":
        month, day = day, month
    return day_meaning(full_year(match["y"]), month, day)


def _slashed_range(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`10/2/2024-11/7/2024`; without years only behind "from" or "between", and no fractions."""
    first, last = (int(match["m"]), int(match["d"])), (int(match["m2"]), int(match["d2"]))
    if first[0] > 12 or last[0] > 12:
        first, last = first[::-1], last[::-1]
    year, last_year = match["y"], match["y2"]
    if not last_year:
        head = match.string[max(0, match.start() - 8) : match.start()].lower()
        if match["sep"] != "/" or not head.endswith(("from ", "between ")):
            return None
        if _is_fraction(*first) and _is_fraction(*last):
            return None
    elif not year and match["sep"] != "/":
        return None
    if last_year:
        end_year = int(last_year)
    elif clock.anchor is None:
        return Meaning(kind=PeriodKind.RANGE)
    else:
        near = (
            clock.anchor.near_day(*first, ahead=clock.ahead(match.start())) if is_day(2024, *first) else None
        )
        if near is None:
            return None
        end_year = int(near[:4]) + (first > last)
    start = day_meaning(int(year) if year else end_year - (first > last), *first)
    end = day_meaning(end_year, *last)
    if start is None or end is None:
        return None
    return Meaning(kind=PeriodKind.RANGE, period=f"{start.period}/{end.period}", relative=not last_year)


def _is_fraction(numerator: int, denominator: int) -> bool:
    return numerator < denominator and denominator in (2, 3, 4, 5, 8, 10, 16, 32)


def _slashed_short(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Friday 10/18`, `on 22/10`; "9/11" is a name."""
    month, day = int(match["m"]), int(match["d"])
    if month > 12:
        month, day = day, month
    if (month, day) == (9, 11) or not is_day(2024, month, day) or (not match["wd"] and day < 13):
        return None
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY, partial=f"--{month:02d}-{day:02d}")
    return Meaning(
        kind=PeriodKind.DAY,
        period=clock.anchor.near_day(month, day, ahead=clock.ahead(match.start())),
        relative=True,
        partial=f"--{month:02d}-{day:02d}",
    )


def _days_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`4 to 22 Nov`, `between 3 and 12 May`; "on 3 and 12 May" are two days."""
    if (match["joint"] or "").lower() == "and":
        head = match.string[max(0, match.start() - 12) : match.start()].lower()
        if not head.endswith(("between ", "between the ")):
            return None
    return _named_day(match, clock)


def _named_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    groups = match.groupdict()
    month, day = clock.words.month_number(match["mon"] or match["small"]), clock.words.day_number(match["d"])
    last = groups.get("d2")
    if groups.get("y"):
        first = day_meaning(full_year(match["y"]), month, day)
    elif groups.get("rel"):
        if clock.anchor is None:
            return Meaning(kind=PeriodKind.DAY)
        first = day_meaning(clock.anchor.year(clock.words.relative.get(match["rel"].lower(), 0)), month, day)
    else:
        if not is_day(2024, month, day):
            return None
        near = clock.anchor.near_day(month, day, ahead=clock.ahead(match.start())) if clock.anchor else None
        partial = f"--{month:02d}-{day:02d}"
        first = Meaning(kind=PeriodKind.DAY, period=near, relative=near is not None, partial=partial)
    if first is None or not last:
        return first
    end = clock.words.day_number(last)
    if first.period is None or end <= day:
        return Meaning(kind=PeriodKind.RANGE) if end > day else None
    if not is_day(int(first.period[:4]), month, end):
        return None
    return Meaning(
        kind=PeriodKind.RANGE, period=f"{first.period}/{first.period[:8]}{end:02d}", relative=first.relative
    )


def _month_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    """A month and a day without a year; "In May 10 companies ..." is a month and a count."""
    following = WORD_AFTER.match(match.string, match.end())
    if following and following[1].lower() in clock.words.count_nouns:
        return None
    return _named_day(match, clock)


def _day_range(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Nov. 18-Dec. 19, 2015`: the first day is of the year of the last unless it says otherwise."""
    last_year = int(match["y2"])
    month, last_month = clock.words.month_number(match["mon"]), clock.words.month_number(match["mon2"])
    first_year = int(match["y"]) if match["y"] else last_year - (month > last_month)
    first = day_meaning(first_year, month, clock.words.day_number(match["d"]))
    last = day_meaning(last_year, last_month, clock.words.day_number(match["d2"]))
    if first is None or last is None:
        return None
    return Meaning(kind=PeriodKind.RANGE, period=f"{first.period}/{last.period}")


def _iso_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`2015-12`."""
    return Meaning(kind=PeriodKind.MONTH, period=f"{match['y']}-{int(match['m']):02d}")


def _month(match: re.Match[str], clock: Clock) -> Meaning | None:
    month = clock.words.month_number(match["mon"])
    year = year_of(match, clock)
    partial = f"--{month:02d}"
    if year is None and not has_year(match) and clock.anchor is not None:
        year = clock.anchor.near_month(month, ahead=clock.ahead(match.start()))
    if year is None:
        return Meaning(kind=PeriodKind.MONTH, partial=None if has_year(match) else partial)
    return Meaning(
        kind=PeriodKind.MONTH,
        period=month_text(year, month),
        relative=is_relative(match),
        partial=None if has_year(match) else partial,
        days=_days_of_part(match, clock, year, month),
    )


def _days_of_part(match: re.Match[str], clock: Clock, year: int, month: int) -> str | None:
    """The days that "mid" or "the end of" leave of the month."""
    part = match.groupdict().get("part")
    if not part or not is_day(year, month, 1):
        return None
    first, last = clock.words.part_of(part, clock.words.month_parts)
    return span_of_days(
        date(year, month, first), date(year, month, min(last, calendar.monthrange(year, month)[1]))
    )


_DAY_BEFORE = re.compile(r"(?<!\d)\d\d?[ \n]\Z")
_MONTH_CUE = re.compile(
    r"\b(in|since|until|till|by|through|during|for|from|between|after|before|month of)[ \n]\Z", re.IGNORECASE
)
_MONTH_LINK = re.compile(r"(\w+)\.?,?(?: (?:and|or|to)[ \n]|-)\Z")


def _bare_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """A month without a day or year.

    May, March and the like, and abbreviations, are one only behind a preposition, or behind another month
    and "and", "or", "to"; before a second capital (April Smith) only where a sentence opens with "In".
    """
    head = match.string[max(0, match.start() - 24) : match.start()]
    word = match["mon"].lower().rstrip(".")
    if _DAY_BEFORE.search(head):
        return None  # "30 February": a date that is none
    if word not in clock.words.plain_months:
        link = _MONTH_LINK.search(head)
        linked = link is not None and any(link[1].lower() in row for row in clock.words.months)
        if not linked and not _MONTH_CUE.search(head):
            return None
        named = re.match(r" [A-Z][a-z]+\b(?! \d)", match.string[match.end() : match.end() + 20])
        if named and not head.endswith("In "):
            return None
    return _month(match, clock)


def _month_range(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Jan.-Feb. 2017`; a range that turns the year begins in the year before."""
    month, last, year = (
        clock.words.month_number(match["mon"]),
        clock.words.month_number(match["mon2"]),
        int(match["y"]),
    )
    first_year = year - (month > last)
    return Meaning(kind=PeriodKind.RANGE, period=f"{month_text(first_year, month)}/{month_text(year, last)}")


def _relative_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    month = clock.words.month_number(match["mon"])
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.MONTH)
    shift, now = clock.words.relative[match["rel"].lower()], clock.anchor.day
    if shift < 0:
        year = now.year - (month >= now.month)
    elif shift > 0:
        year = now.year + (month <= now.month)
    else:
        year = now.year
    return Meaning(kind=PeriodKind.MONTH, period=month_text(year, month), relative=True)


def _week_of(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the week ended Oct. 4`: the ISO week of that day."""
    day = _named_day(match, clock)
    if day is None or day.period is None:
        return Meaning(kind=PeriodKind.WEEK) if day else None
    return Meaning(
        kind=PeriodKind.WEEK, period=week_text(date.fromisoformat(day.period)), relative=day.relative
    )


def _weeks_ended(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the nine weeks to 3 January`: counted back from their last day."""
    last = _named_day(match, clock)
    if last is None or last.period is None:
        return Meaning(kind=PeriodKind.RANGE) if last else None
    days = count_of(match, clock) * (7 if match["unit"].lower() == "weeks" else 1)
    end = date.fromisoformat(last.period)
    if not 1 < days <= _LONGEST_RUN:
        return None
    return Meaning(
        kind=PeriodKind.RANGE,
        period=span_of_days(Anchor(day=end).shifted(1 - days), end),
        relative=last.relative,
    )


_LONGEST_RUN = 400


def _weekend_of(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the weekend of June 8`."""
    day = _named_day(match, clock)
    anchor = Anchor.of(day.period) if day else None
    if day is None or anchor is None:
        return Meaning(kind=PeriodKind.STRETCH) if day else None
    return Meaning(kind=PeriodKind.STRETCH, period=anchor.weekend(), relative=day.relative)


DATE_READERS: dict[str, Reader] = {
    "iso_day": _iso_day,
    "slashed_day": _slashed_day,
    "slashed_range": _slashed_range,
    "slashed_short": _slashed_short,
    "days_month": _days_month,
    "named_day": _named_day,
    "month_day": _month_day,
    "day_range": _day_range,
    "iso_month": _iso_month,
    "month": _month,
    "bare_month": _bare_month,
    "month_range": _month_range,
    "relative_month": _relative_month,
    "week_of": _week_of,
    "weeks_ended": _weeks_ended,
    "weekend_of": _weekend_of,
}
"""Readers by the name that `period_rules.toml` calls them."""
