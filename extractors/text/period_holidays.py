"""Holidays as days: `on Christmas Day`, `last Easter`, `Black Friday 2023`, `Labor Day weekend`."""

from __future__ import annotations

import re
from datetime import date

from extractors.lexicon.holidays import Holiday, load_holidays
from extractors.lexicon.tuning import tuned
from extractors.text.anchors import Anchor
from extractors.text.period_meaning import Clock, Meaning, PeriodKind, Reader, full_year

_CUE = re.compile(
    r"\b(?:on|at|before|after|since|until|till|by|around|from|over|through|to|during|following|of)"
    r"(?: the)?[ \n]\Z",
    re.IGNORECASE,
)
_CUE_WINDOW = 16


def _holiday(match: re.Match[str], clock: Clock) -> Meaning | None:
    """The day in the year told, else the next one when it is near or the words look ahead, else the last."""
    holiday = load_holidays()[" ".join(match["holiday"].lower().split())]
    weekend = match["weekend"] or match["before"] or match["later"]
    told = match["y"] or match["rel"] or match["relyear"] or weekend
    head = match.string[max(0, match.start() - _CUE_WINDOW) : match.start()]
    if not told and not holiday.plain and not _CUE.search(head):
        return None
    day = _day_of(holiday, match, clock)
    kind = PeriodKind.STRETCH if weekend else PeriodKind.DAY
    if day is None:
        return Meaning(kind=kind)
    period = Anchor(day=day).weekend() if weekend else day.isoformat()
    return Meaning(kind=kind, period=period, relative=not match["y"])


def _day_of(holiday: Holiday, match: re.Match[str], clock: Clock) -> date | None:
    if match["y"]:
        return holiday.of(full_year(match["y"]))
    if clock.anchor is None:
        return None
    now, relative = clock.anchor.day, clock.words.relative
    if match["relyear"]:
        return holiday.of(_within(clock.anchor.year(relative.get(match["relyear"].lower(), 0))))
    shift = relative.get(match["rel"].lower()) if match["rel"] else None
    if shift == 0:
        return holiday.of(_within(now.year))
    near = [holiday.of(year) for year in range(max(now.year - 1, 2), min(now.year + 2, 9999))]
    if shift is not None:
        near = [day for day in near if (day > now) == (shift > 0) and day != now]
    else:
        reach = 366 if clock.ahead(match.start()) else tuned("holiday_ahead")
        coming = [day for day in near if 0 <= (day - now).days <= reach]
        near = coming or [day for day in near if day <= now]
    return min(near, key=lambda day: abs((day - now).days), default=None)


def _within(year: int) -> int:
    """The year, with a week to spare at both ends of the calendar."""
    return min(max(year, 2), 9998)


HOLIDAY_READERS: dict[str, Reader] = {"holiday": _holiday}
"""Readers by the name that `period_rules.toml` calls them."""
