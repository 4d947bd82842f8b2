"""Times told relative to the day of publication; without it they have no period.

Each reader takes a match of its pattern and says which period it is, or refuses with None.
"""

from __future__ import annotations

import re

from extractors.text.anchors import (
    Anchor,
    months_text,
    one_day_before,
    span_of_days,
    year_text,
)
from extractors.text.period_meaning import (
    Clock,
    Meaning,
    PeriodKind,
    Reader,
    count_of,
)


def _relative_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _unit(match["unit"], clock, clock.words.relative.get(match["rel"].lower(), 0))


def _end_of_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _unit(match["unit"], clock, clock.words.relative.get(match["rel"].lower(), 0))


def _this_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _unit(match["unit"] or match["u2"], clock, 0)


def _ago(match: re.Match[str], clock: Clock) -> Meaning | None:
    count = count_of(match, clock)
    unit = match["unit"].lower()
    if unit.startswith("decade"):
        count, unit = count * 10, "year"
    return _unit(unit, clock, -count if match["dir"].lower() == "ago" else count)


def _ahead(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`will open in two years`; where nothing looks ahead, "in two years" is how long something took."""
    if not clock.ahead(match.start()):
        return None
    count, unit = count_of(match, clock), match["unit"].lower()
    if unit.startswith("decade"):
        count, unit = count * 10, "year"
    return _unit(unit, clock, count)


def _stretch(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the past 12 months`, `over the next five years`: from the publication date back or on."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.STRETCH)
    anchor, unit = clock.anchor, match["unit"].lower().rstrip("s")
    count = count_of(match, clock) if match["n"] else 1
    back = clock.words.relative.get(match["rel"].lower(), -1) < 0
    if unit == "quarter":
        quarters = (
            (anchor.quarter(-count), anchor.quarter(-1))
            if back
            else (anchor.quarter(1), anchor.quarter(count))
        )
        return Meaning(kind=PeriodKind.STRETCH, period="/".join(quarters), relative=True)
    months = {"year": 12, "month": 1, "quarter": 3, "decade": 120}.get(unit)
    if months:
        far = anchor.month((-months if back else months) * count)
        day = min(anchor.day.day, 28)
        other = Anchor.of(f"{far}-{day:02d}")
        assert other is not None
        edge = other.day
    else:
        days = {"week": 7, "fortnight": 14}.get(unit, 1) * count
        edge = anchor.shifted(-days if back else days)
    first, last = (edge, one_day_before(anchor.day)) if back else (anchor.shifted(1), edge)
    return Meaning(kind=PeriodKind.STRETCH, period=span_of_days(min(first, last), last), relative=True)


def _anaphor(match: re.Match[str], clock: Clock) -> Meaning | None:
    word = match["unit"].lower().rsplit(" ", 1)[-1].rstrip("s")
    return Meaning(kind=_UNIT_KINDS[word])


def _single_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    word = re.sub(r"\s+", " ", match["day"].lower())
    shift = clock.words.days[word] if word in clock.words.days else clock.words.days[f"the {word}"]
    return Meaning(kind=PeriodKind.DAY, period=clock.anchor.shifted(shift).isoformat(), relative=True)


def _weekday(match: re.Match[str], clock: Clock) -> Meaning | None:
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    weekday = clock.words.weekday_number(match["wd"])
    word = (match.groupdict().get("rel") or "").lower()
    if word in ("coming", "upcoming"):
        found = clock.anchor.near_weekday(weekday, ahead=True)
    elif word in ("next", "last", "previous", "prior", "past"):
        found = clock.anchor.weekday_of_week(weekday, 1 if word == "next" else -1)
    elif word:
        found = clock.anchor.weekday_of_week(weekday, 0)
    else:
        found = clock.anchor.near_weekday(weekday, ahead=clock.ahead(match.start()))
    return Meaning(kind=PeriodKind.DAY, period=found.isoformat(), relative=True)


def _weekday_of_week(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Monday last week`."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    shift = clock.words.relative[match["rel"].lower()]
    found = clock.anchor.weekday_of_week(clock.words.weekday_number(match["wd"]), shift)
    return Meaning(kind=PeriodKind.DAY, period=found.isoformat(), relative=True)


def _unit(unit: str, clock: Clock, shift: int) -> Meaning:
    """The `unit` (year, month, week, quarter, day, decade ...) that lies `shift` units from publication."""
    word = unit.lower().rstrip("s").replace("-", " ")
    fiscal = word.startswith(("fiscal", "financial"))
    word = word.rsplit(" ", 1)[-1]
    word = "century" if word == "centurie" else word
    kind = _UNIT_KINDS[word]
    anchor = clock.anchor
    if anchor is None or fiscal:
        return Meaning(kind=kind)
    period = {
        "year": lambda: year_text(anchor.year(shift)),
        "quarter": lambda: anchor.quarter(shift),
        "month": lambda: anchor.month(shift),
        "week": lambda: anchor.week(shift),
        "fortnight": lambda: anchor.week(2 * shift),
        "weekend": lambda: _weekend(anchor, shift),
        "day": lambda: anchor.shifted(shift).isoformat(),
        "decade": lambda: _years(anchor.year() // 10 * 10 + 10 * shift, 10),
        "century": lambda: _years(anchor.year() // 100 * 100 + 100 * shift, 100),
        "half": lambda: (
            months_text(anchor.year(), 1 if anchor.day.month < 7 else 7, 6)
            if shift == 0
            else months_text(anchor.year(), (1 if anchor.day.month < 7 else 7) + 6 * shift, 6)
        ),
    }[word]()
    return Meaning(kind=kind, period=period, relative=True)


_UNIT_KINDS = {
    "year": PeriodKind.YEAR,
    "quarter": PeriodKind.QUARTER,
    "month": PeriodKind.MONTH,
    "week": PeriodKind.WEEK,
    "fortnight": PeriodKind.WEEK,
    "weekend": PeriodKind.STRETCH,
    "day": PeriodKind.DAY,
    "decade": PeriodKind.DECADE,
    "century": PeriodKind.STRETCH,
    "half": PeriodKind.HALF,
}


def _weekend(anchor: Anchor, shift: int) -> str:
    saturday = anchor.weekday_of_week(6, shift)
    return span_of_days(saturday, anchor.weekday_of_week(7, shift))


def _years(first: int, count: int) -> str:
    return f"{first:04d}/{first + count - 1:04d}"


RELATIVE_READERS: dict[str, Reader] = {
    "relative_unit": _relative_unit,
    "end_of_unit": _end_of_unit,
    "this_unit": _this_unit,
    "ago": _ago,
    "ahead": _ahead,
    "stretch": _stretch,
    "stretch_one": _stretch,
    "anaphor": _anaphor,
    "single_day": _single_day,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
}
"""Readers by the name that `period_rules.toml` calls them."""
