"""Days, weeks and months, told by name or number.

Each reader takes a match of its pattern and says which period it is, or refuses with None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.text.anchors import (
    is_day,
    month_text,
    week_text,
    year_text,
)
from extractors.text.intervals import interval
from extractors.text.period_meaning import (
    WORD_AFTER,
    Clock,
    Meaning,
    PeriodKind,
    Reader,
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


def _named_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    groups = match.groupdict()
    month, day = clock.words.month_number(match["mon"]), int(re.sub(r"\D", "", match["d"]))
    last = groups.get("d2")
    if groups.get("y"):
        first = day_meaning(full_year(match["y"]), month, day)
    elif groups.get("rel"):
        if clock.anchor is None:
            return Meaning(kind=PeriodKind.DAY)
        first = day_meaning(clock.anchor.year(clock.words.relative[match["rel"].lower()]), month, day)
    else:
        if not is_day(2024, month, day):
            return None
        near = clock.anchor.near_day(month, day, ahead=clock.ahead(match.start())) if clock.anchor else None
        partial = f"--{month:02d}-{day:02d}"
        first = Meaning(kind=PeriodKind.DAY, period=near, relative=near is not None, partial=partial)
    if first is None or not last:
        return first
    end = int(re.sub(r"\D", "", last))
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
    first = day_meaning(first_year, month, int(re.sub(r"\D", "", match["d"])))
    last = day_meaning(last_year, last_month, int(re.sub(r"\D", "", match["d2"])))
    if first is None or last is None:
        return None
    return Meaning(kind=PeriodKind.RANGE, period=f"{first.period}/{last.period}")


def _iso_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`2015-12`."""
    return Meaning(kind=PeriodKind.MONTH, period=f"{match['y']}-{match['m']}")


def _month(match: re.Match[str], clock: Clock) -> Meaning | None:
    month = clock.words.month_number(match["mon"])
    year = year_of(match, clock)
    partial = f"--{month:02d}"
    if year is None and not has_year(match) and clock.anchor is not None:
        year = clock.anchor.near_month(month, ahead=clock.ahead(match.start()))
    if year is None:
        return Meaning(kind=PeriodKind.MONTH, partial=None if has_year(match) else partial)
    relative = is_relative(match)
    return Meaning(
        kind=PeriodKind.MONTH,
        period=month_text(year, month),
        relative=relative,
        partial=None if has_year(match) else partial,
    )


_DAY_BEFORE = re.compile(r"(?<!\d)\d\d?[ \n]\Z")
_MONTH_CUE = re.compile(
    r"\b(in|since|until|till|by|through|during|for|from|between|after|before)[ \n]\Z", re.IGNORECASE
)
_MONTH_LINK = re.compile(r"(\w+)\.?,?(?: (?:and|or|to)[ \n]|-)\Z")


def _bare_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """A month without a day or year.

    May, March and the like, and abbreviations, are one only behind a preposition, or behind another month
    and "and", "or", "to"; never before a second capital (April Smith).
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
        if re.match(r" [A-Z][a-z]+\b(?! \d)", match.string[match.end() : match.end() + 20]):
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


def _nth_week(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the first week of October`: the ISO week of the 1st, 8th, 15th, 22nd or last day."""
    year, month = year_of(match, clock), 1
    if match["mon"]:
        month = clock.words.month_number(match["mon"])
        if year is None and clock.anchor is not None:
            year = clock.anchor.near_month(month, ahead=clock.ahead(match.start()))
    if year is None:
        return Meaning(kind=PeriodKind.WEEK)
    relative, word = is_relative(match), match["nth"].lower()
    if word == "last":
        last = interval(month_text(year, month) if match["mon"] else year_text(year))[1] - timedelta(days=1)
        return Meaning(kind=PeriodKind.WEEK, period=week_text(last), relative=relative)
    first = date(year, month, 7 * clock.words.ordinals[word] - 6)
    return Meaning(kind=PeriodKind.WEEK, period=week_text(first), relative=relative)


DATE_READERS: dict[str, Reader] = {
    "iso_day": _iso_day,
    "slashed_day": _slashed_day,
    "named_day": _named_day,
    "month_day": _month_day,
    "day_range": _day_range,
    "iso_month": _iso_month,
    "month": _month,
    "bare_month": _bare_month,
    "month_range": _month_range,
    "relative_month": _relative_month,
    "week_of": _week_of,
    "nth_week": _nth_week,
}
"""Readers by the name that `period_rules.toml` calls them."""
