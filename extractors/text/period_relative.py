"""Times told relative to the day of publication; without it they have no period.

Each reader takes a match of its pattern and says which period it is, or refuses with None.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from extractors.text.anchors import (
    Anchor,
    months_text,
    one_day_before,
    span_of_days,
    year_text,
)
from extractors.text.intervals import interval, is_period
from extractors.text.period_meaning import (
    UNIT_KINDS,
    Clock,
    Meaning,
    Offset,
    PeriodKind,
    Reader,
    count_of,
)


def _relative_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    whole = _unit(match["unit"], clock, clock.words.relative.get(match["rel"].lower(), 0))
    return _narrowed(whole, match, clock)


def _end_of_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    whole = _unit(match["unit"], clock, clock.words.relative.get(match["rel"].lower(), 0))
    if whole.kind is not PeriodKind.MONTH or whole.period is None:
        return whole
    low, high = clock.words.part_of(match["part"], clock.words.month_parts)
    start, end = interval(whole.period)
    days = span_of_days(start.replace(day=low), min(start + timedelta(days=high - 1), one_day_before(end)))
    return replace(whole, days=days)


def _end_of_bare_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`by end of month`: of the running one; of a year its last month."""
    whole = _unit(match["unit"], clock, 0)
    if whole.period is None or not is_period(whole.period):
        return whole
    last = one_day_before(interval(whole.period)[1])
    if whole.kind in (PeriodKind.YEAR, PeriodKind.QUARTER):
        return Meaning(kind=PeriodKind.MONTH, period=last.isoformat()[:7], relative=True)
    return whole


def _this_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _narrowed(_unit(match["unit"] or "year", clock, 0), match, clock)


def _narrowed(whole: Meaning, match: re.Match[str], clock: Clock) -> Meaning:
    """`earlier this year` is up to publication and `later this week` from it on; the period stays whole."""
    groups = match.groupdict()
    word = (
        "to date"
        if groups.get("u2") or groups.get("ytd")
        else " ".join((groups.get("when") or "").lower().split())
    )
    if word not in ("earlier", "later", "so far", "to date", "rest", "remainder"):
        return whole
    if whole.period is None or not is_period(whole.period):
        return whole
    start, end = interval(whole.period)
    today = clock.anchor.day if clock.anchor else start
    if not start < today < end:
        return whole
    ahead = word in ("later", "rest", "remainder")
    days = span_of_days(today, one_day_before(end)) if ahead else span_of_days(start, one_day_before(today))
    return replace(whole, days=days)


def _ago(match: re.Match[str], clock: Clock) -> Meaning | None:
    count = count_of(match, clock)
    unit = match["unit"].lower().rstrip("s")
    return _moved(unit, clock, -count if match["dir"].lower() in ("ago", "back") else count)


def _moved(unit: str, clock: Clock, count: int) -> Meaning:
    """The day so many units off, given as the unit's period around it."""
    if unit == "decade":
        count, unit = count * 10, "year"
    meaning = _unit(unit, clock, count)
    if clock.anchor is None or meaning.period is None:
        return meaning
    return replace(meaning, days=clock.anchor.moved(unit, count).isoformat())


def _compound_ago(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`two years and three months ago`: the period of the smaller unit."""
    unit, smaller = (match[group].lower().rstrip("s") for group in ("unit", "unit2"))
    if clock.anchor is None:
        return Meaning(kind=UNIT_KINDS[smaller])
    way = -1 if match["dir"].lower() == "ago" else 1
    moved = Anchor(day=clock.anchor.moved(unit, way * clock.words.count(match["n"])))
    there = Clock(words=clock.words, anchor=moved, ahead=clock.ahead)
    return _moved(smaller, there, way * clock.words.count(match["n2"]))


def _the_weekend(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`over the weekend`: the last one begun, or the next when looking ahead."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.STRETCH)
    saturday = clock.anchor.near_weekday(6, ahead=clock.ahead(match.start()))
    return Meaning(
        kind=PeriodKind.STRETCH,
        period=span_of_days(saturday, Anchor(day=saturday).shifted(1)),
        relative=True,
    )


def _ahead(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`will open in two years`; where nothing looks ahead, "in two years" is how long something took."""
    if not match["time"] and not clock.ahead(match.start()):
        return None
    if match["work"] and clock.anchor:
        day = clock.anchor.working_day(count_of(match, clock)).isoformat()
        meaning = Meaning(kind=PeriodKind.DAY, period=day, relative=True, days=day)
    else:
        meaning = _moved(match["unit"].lower().rstrip("s"), clock, count_of(match, clock))
    if match["within"] and clock.anchor and meaning.days and meaning.days > clock.anchor.day.isoformat():
        last = one_day_before(date.fromisoformat(meaning.days))
        return replace(meaning, days=span_of_days(clock.anchor.day, last))
    return meaning


def _moved_weekday(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Monday two weeks from now`: the weekday of the week in which that day lies."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    count = count_of(match, clock)
    unit = match["unit"].lower().rstrip("s")
    moved = clock.anchor.moved(unit, -count if match["dir"].lower() in ("ago", "back") else count)
    found = Anchor(day=moved).weekday_of_week(clock.words.weekday_number(match["wd"]), 0)
    return Meaning(kind=PeriodKind.DAY, period=found.isoformat(), relative=True)


def _stretch(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the past 12 months`, `over the next five years`: from the publication date back or on."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.WINDOW)
    anchor, unit = clock.anchor, match["unit"].lower().rstrip("s")
    count = count_of(match, clock) if match["n"] else 1
    back = clock.words.relative.get(match["rel"].lower(), -1) < 0
    if unit == "quarter":
        quarters = (
            (anchor.quarter(-count), anchor.quarter(-1))
            if back
            else (anchor.quarter(1), anchor.quarter(count))
        )
        return Meaning(kind=PeriodKind.WINDOW, period="/".join(quarters), relative=True)
    if match.groupdict().get("work"):
        edge = anchor.working_day(-count if back else count)
    else:
        edge = anchor.moved(unit, -count if back else count)
    first, last = (edge, one_day_before(anchor.day)) if back else (anchor.shifted(1), edge)
    return Meaning(kind=PeriodKind.WINDOW, period=span_of_days(min(first, last), last), relative=True)


def _anaphor(match: re.Match[str], clock: Clock) -> Meaning | None:
    """A time that hangs on another one in the text; `two weeks after` says how far from the next words."""
    word = match["unit"].lower().rsplit(" ", 1)[-1].rstrip("s")
    groups = match.groupdict()
    way = _WAYS.get(" ".join((groups.get("dir") or groups.get("way") or "").lower().split()))
    if groups.get("dir") == "from":
        around = match.string[max(0, match.start() - 40) : match.end()]
        if _is_rate(around, clock.words.count_nouns):
            return None
    offset = None
    if way:
        count = count_of(match, clock) if groups.get("n") else 1
        offset = Offset(unit=word, count=way * count, run=bool(groups.get("run")))
    return Meaning(kind=UNIT_KINDS[word], offset=offset)


def _is_rate(text: str, nouns: Collection[str]) -> bool:
    """Whether a text ends with so much a year: "$5 million a year from", "900 cars of steel a year from"."""
    found = _EACH.search(text.lower())
    words = text[: found.start()].lower().split() if found else []
    if words[-2:-1] == ["of"]:
        words = words[:-2]
    counted = len(words)
    while words and words[-1].strip("()") in nouns:
        words.pop()
    if words and len(words) < counted and words[-1].isalpha():  # "400,000 electric cars"
        words.pop()
    return bool(words) and any(map(str.isdigit, words[-1])) and not words[-1].endswith(",")


_EACH = re.compile(r"\san?\s(?:full\s|fiscal\s)?\w+,?\sfrom$")
_WAYS = {"before": -1, "prior to": -1, "after": 1, "from": 1, "following": 1, "starting": 1, "beginning": 1}


def _single_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    word = re.sub(r"\s+", " ", match["day"].lower())
    shift = clock.words.days[word] if word in clock.words.days else clock.words.days[f"the {word}"]
    return Meaning(kind=PeriodKind.DAY, period=clock.anchor.shifted(shift).isoformat(), relative=True)


def _now(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`between now and May`."""
    period = clock.anchor.day.isoformat() if clock.anchor else None
    return Meaning(kind=PeriodKind.DAY, period=period, relative=True)


def _unit_after_next(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the week after next`, `the year before last`."""
    return _unit(match["unit"], clock, 2 if match["way"].lower().startswith("after") else -2)


def _weekday(match: re.Match[str], clock: Clock) -> Meaning | None:
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    weekday = clock.words.weekday_number(match["wd"])
    word = (match.groupdict().get("rel") or "").lower()
    if word in ("coming", "upcoming"):
        found = Anchor(day=clock.anchor.shifted(1)).near_weekday(weekday, ahead=True)
    elif word == "past":
        found = Anchor(day=clock.anchor.shifted(-1)).near_weekday(weekday, ahead=False)
    elif word in ("next", "last", "previous", "prior"):
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
    kind = UNIT_KINDS[word]
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


def _weekend(anchor: Anchor, shift: int) -> str:
    saturday = anchor.weekday_of_week(6, shift)
    return span_of_days(saturday, anchor.weekday_of_week(7, shift))


def _years(first: int, count: int) -> str:
    return f"{first:04d}/{first + count - 1:04d}"


RELATIVE_READERS: dict[str, Reader] = {
    "relative_unit": _relative_unit,
    "end_of_unit": _end_of_unit,
    "end_of_bare_unit": _end_of_bare_unit,
    "this_unit": _this_unit,
    "ago": _ago,
    "compound_ago": _compound_ago,
    "the_weekend": _the_weekend,
    "ahead": _ahead,
    "stretch": _stretch,
    "stretch_one": _stretch,
    "anaphor": _anaphor,
    "single_day": _single_day,
    "now": _now,
    "unit_after_next": _unit_after_next,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "moved_weekday": _moved_weekday,
}
"""Readers by the name that `period_rules.toml` calls them."""
