"""What each way of writing a time means: one reader for the named groups of a pattern.

Groups shared by the patterns of `period_patterns.py`: `y` a year in digits, `rel` a relative word standing
for one (`last`), `mon` a month's name, `d` and `d2` days, `q` a quarter, `fy` a fiscal mark, `n` and `unit`
a count of units. A reader returns None to refuse a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from extractors.lexicon.period_words import PeriodWords
from extractors.text.anchors import (
    Anchor,
    is_day,
    month_text,
    months_text,
    one_day_before,
    quarter_text,
    span_of_days,
    week_text,
    year_text,
)
from extractors.text.intervals import interval


class PeriodKind(StrEnum):
    """How long a mentioned time is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a rule read: the period or None, its kind, whether it was reckoned from the publication date,
    and for a day or month without a year its part, `--07-05` or `--07`.
    """  # noqa: D205

    kind: PeriodKind
    period: str | None = None
    relative: bool = False
    partial: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a reader may ask besides its match: the day of publication and whether the sentence looks ahead."""

    words: PeriodWords
    anchor: Anchor | None
    ahead: Callable[[int], bool]


Reader = Callable[[re.Match[str], Clock], Meaning | None]
"""Reads a match; None refuses it."""



def _full_year(text: str) -> int:
    digits = text.strip("'’ ")
    if len(digits) == 2:
        return 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)
    return int(digits)


def _day(year: int, month: int, day: int) -> Meaning | None:
    if not is_day(year, month, day):
        return None
    return Meaning(kind=PeriodKind.DAY, period=f"{year:04d}-{month:02d}-{day:02d}")


def read_iso_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _day(int(match["y"]), int(match["m"]), int(match["d"]))


def read_slashed_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    month, day = int(match["m"]), int(match["d"])
    if month > 12 or match["sep"] == ".":
        month, day = day, month
    return _day(_full_year(match["y"]), month, day)


def read_named_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    groups = match.groupdict()
    month, day = clock.words.month_number(match["mon"]), int(re.sub(r"\D", "", match["d"]))
    last = groups.get("d2")
    if groups.get("y"):
        first = _day(_full_year(match["y"]), month, day)
    elif groups.get("rel"):
        if clock.anchor is None:
            return Meaning(kind=PeriodKind.DAY)
        first = _day(clock.anchor.year(clock.words.relative[match["rel"].lower()]), month, day)
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
    return Meaning(kind=PeriodKind.RANGE, period=f"{first.period}/{first.period[:8]}{end:02d}", relative=first.relative)


_YEAR_GROUPS = ("y", "y3", "y4", "y5", "yy")


def _year_of(match: re.Match[str], clock: Clock) -> int | None:
    """The year that a rule's `y` (digits) or `rel` (last, this, next; `the` is this) group gives."""
    groups = match.groupdict()
    digits = next((groups[key] for key in _YEAR_GROUPS if groups.get(key)), None)
    if digits:
        return _full_year(digits)
    if groups.get("rel") and clock.anchor is not None:
        return clock.anchor.year(clock.words.relative.get(match["rel"].lower(), 0))
    return None


def _has_year(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return any(groups.get(key) for key in (*_YEAR_GROUPS, "rel"))


def _relative(match: re.Match[str]) -> bool:
    return not any(match.groupdict().get(key) for key in _YEAR_GROUPS)


def read_week_of(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the week ended Oct. 4`: the ISO week of that day."""
    day = read_named_day(match, clock)
    if day is None or day.period is None:
        return Meaning(kind=PeriodKind.WEEK) if day else None
    return Meaning(kind=PeriodKind.WEEK, period=week_text(date.fromisoformat(day.period)), relative=day.relative)


def read_nth_week(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the first week of October`: the ISO week of the 1st, 8th, 15th, 22nd or last day."""
    year, month = _year_of(match, clock), 1
    if match["mon"]:
        month = clock.words.month_number(match["mon"])
        if year is None and clock.anchor is not None:
            year = clock.anchor.near_month(month, ahead=clock.ahead(match.start()))
    if year is None:
        return Meaning(kind=PeriodKind.WEEK)
    relative, word = _relative(match), match["nth"].lower()
    if word == "last":
        last = interval(month_text(year, month) if match["mon"] else year_text(year))[1] - timedelta(days=1)
        return Meaning(kind=PeriodKind.WEEK, period=week_text(last), relative=relative)
    first = date(year, month, 7 * clock.words.ordinals[word] - 6)
    return Meaning(kind=PeriodKind.WEEK, period=week_text(first), relative=relative)


def read_iso_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`2015-12`."""
    return Meaning(kind=PeriodKind.MONTH, period=f"{match['y']}-{match['m']}")


def read_day_range(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Nov. 18-Dec. 19, 2015`: the first day is of the year of the last unless it says otherwise."""
    last_year = int(match["y2"])
    month, last_month = clock.words.month_number(match["mon"]), clock.words.month_number(match["mon2"])
    first_year = int(match["y"]) if match["y"] else last_year - (month > last_month)
    first = _day(first_year, month, int(re.sub(r"\D", "", match["d"])))
    last = _day(last_year, last_month, int(re.sub(r"\D", "", match["d2"])))
    if first is None or last is None:
        return None
    return Meaning(kind=PeriodKind.RANGE, period=f"{first.period}/{last.period}")


def read_month_range(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Jan.-Feb. 2017`; a range that turns the year begins in the year before."""
    month, last, year = clock.words.month_number(match["mon"]), clock.words.month_number(match["mon2"]), int(match["y"])
    first_year = year - (month > last)
    return Meaning(kind=PeriodKind.RANGE, period=f"{month_text(first_year, month)}/{month_text(year, last)}")


def read_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    month = clock.words.month_number(match["mon"])
    year = _year_of(match, clock)
    partial = f"--{month:02d}"
    if year is None and not _has_year(match) and clock.anchor is not None:
        year = clock.anchor.near_month(month, ahead=clock.ahead(match.start()))
    if year is None:
        return Meaning(kind=PeriodKind.MONTH, partial=None if _has_year(match) else partial)
    part = match.groupdict().get("part")
    period = month_text(year, month)
    relative = _relative(match)
    if part:
        return Meaning(kind=PeriodKind.MONTH, period=period, relative=relative, partial=None)
    return Meaning(kind=PeriodKind.MONTH, period=period, relative=relative, partial=None if not relative else partial)


_MONTH_CUE = re.compile(r"\b(in|since|until|till|by|through|during|for|from|between|after|before)[ \n]\Z", re.IGNORECASE)
_MONTH_LINK = re.compile(r"(\w+)\.?,?(?: (?:and|or|to)[ \n]|-)\Z")


def read_bare_month(match: re.Match[str], clock: Clock) -> Meaning | None:
    """A month without a day or year. May, March and the like, and abbreviations, are one only behind a
    preposition, or behind another month and "and", "or", "to"; never before a second capital (April Smith).
    """  # noqa: D205
    head = match.string[max(0, match.start() - 24) : match.start()]
    word = match["mon"].lower().rstrip(".")
    if word not in clock.words.plain_months:
        link = _MONTH_LINK.search(head)
        linked = link is not None and any(link[1].lower() in row for row in clock.words.months)
        if not linked and not _MONTH_CUE.search(head):
            return None
        if re.match(r" [A-Z][a-z]+\b(?! \d)", match.string[match.end() : match.end() + 20]):
            return None
    return read_month(match, clock)


def read_month_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    """A month and a day without a year; "In May 10 companies ..." is a month and a count."""
    following = _WORD_AFTER.match(match.string, match.end())
    if following and following[1].lower() in clock.words.count_nouns:
        return None
    return read_named_day(match, clock)


def read_relative_month(match: re.Match[str], clock: Clock) -> Meaning | None:
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


def read_quarter(match: re.Match[str], clock: Clock) -> Meaning | None:
    groups = match.groupdict()
    word = next(groups[key] for key in ("q", "q1", "q2") if groups.get(key)).lower()
    quarter = int(word) if word.isdigit() else clock.words.ordinals[word]
    fiscal = bool(groups.get("fy") or groups.get("fy2") or groups.get("fy3"))
    year = _year_of(match, clock)
    if fiscal and year is not None:
        return Meaning(kind=PeriodKind.QUARTER, period=f"FY{year:04d}-Q{quarter}", relative=_relative(match))
    if year is None and not fiscal and not _has_year(match) and clock.anchor is not None:
        year = clock.anchor.near_quarter(quarter, ahead=clock.ahead(match.start()))
    if year is None:
        return Meaning(kind=PeriodKind.QUARTER)
    return Meaning(kind=PeriodKind.QUARTER, period=quarter_text(year, quarter), relative=_relative(match))


def read_fiscal_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    year = _year_of(match, clock)
    if match.groupdict().get("y2"):
        year = _full_year(match["y2"])
    return Meaning(kind=PeriodKind.YEAR, period=f"FY{year:04d}" if year else None, relative=_relative(match))


def read_half(match: re.Match[str], clock: Clock) -> Meaning | None:
    groups = match.groupdict()
    word = next(groups[key] for key in ("h", "h1", "h2") if groups.get(key)).lower()
    half = int(word) if word.isdigit() else clock.words.ordinals[word]
    year = _year_of(match, clock)
    if year is None and not _has_year(match) and clock.anchor is not None:
        year = clock.anchor.year() - (half == 2 and clock.anchor.day.month < 7 and not clock.ahead(match.start()))
    if year is None:
        return Meaning(kind=PeriodKind.HALF)
    return Meaning(kind=PeriodKind.HALF, period=months_text(year, half * 6 - 5, 6), relative=_relative(match))


def read_ended(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the quarter ended Sept. 30, 2024`, `twelve months to June 2024`: counted back from its last month."""
    month = clock.words.month_number(match["mon"])
    year = _year_of(match, clock)
    if year is None and clock.anchor is not None:
        year = clock.anchor.near_month(month, ahead=match["end"].lower() in ("ending", "ends"))
    word = match["n"].lower() if match["n"] else ""
    unit = match["unit"].lower().rstrip("s").rsplit(" ", 1)[-1]
    count = _UNIT_MONTHS[unit] * (_count(match, clock) if word else 1)
    kind = {3: PeriodKind.QUARTER, 6: PeriodKind.HALF, 12: PeriodKind.YEAR}.get(count, PeriodKind.RANGE)
    if year is None or not 1 <= count <= 24:
        return Meaning(kind=kind) if count else None
    if count == 3 and month % 3 == 0:
        period = quarter_text(year, month // 3)
    elif count == 12 and month == 12:
        period = year_text(year)
    else:
        period = months_text(year, month - count + 1, count)
    return Meaning(kind=kind, period=period, relative=_relative(match))


_UNIT_MONTHS = {"year": 12, "month": 1, "quarter": 3, "half": 6}


def read_part_of_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    year = _year_of(match, clock)
    if year is None:
        return Meaning(kind=PeriodKind.RANGE)
    low, high = _part(match, clock)
    return Meaning(kind=PeriodKind.RANGE, period=months_text(year, low + 1, high - low), relative=_relative(match))


def _part(match: re.Match[str], clock: Clock) -> tuple[int, int]:
    word = re.sub(r"[\s-]+", " ", match["part"].lower()).strip()
    word = word if word in clock.words.parts else f"the {word}"
    low, high = clock.words.parts[word]
    return low, high


def read_end_of_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    year = _year_of(match, clock)
    period = month_text(year, 12) if year is not None else None
    return Meaning(kind=PeriodKind.MONTH, period=period, relative=_relative(match))


def read_end_of_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _unit(match["unit"], clock, clock.words.relative.get(match["rel"].lower(), 0))


def read_season(match: re.Match[str], clock: Clock) -> Meaning | None:
    first = clock.words.seasons[match["season"].lower()]
    groups = match.groupdict()
    if groups.get("y"):
        year = _full_year(match["y"])
    elif clock.anchor is None:
        return Meaning(kind=PeriodKind.SEASON)
    else:
        now = clock.anchor.day
        word = (groups.get("rel") or "this").lower()
        shift = clock.words.relative.get(word, 0)
        year = now.year + (shift if shift >= 0 and not (shift > 0 and first > now.month) else 0)
        if shift < 0:
            year = now.year - (first + 2 >= now.month or groups.get("of") is not None)
    return Meaning(kind=PeriodKind.SEASON, period=months_text(year, first, 3), relative=_relative(match))


def read_decade(match: re.Match[str], clock: Clock) -> Meaning | None:
    digits = match["decade"]
    first = int(digits) if len(digits) == 4 else 1900 + int(digits) if int(digits) > 20 else 2000 + int(digits)
    part = match.groupdict().get("part")
    low, high = 0, 9
    if part:
        word = part.lower().strip(" -")
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[word]
    return Meaning(kind=PeriodKind.DECADE, period=f"{first + low:04d}/{first + high:04d}")


def read_year_range(match: re.Match[str], clock: Clock) -> Meaning | None:
    first = int(match["y"])
    last = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    if not first < last <= first + 200:
        return None
    return Meaning(kind=PeriodKind.RANGE, period=f"{first:04d}/{last:04d}")


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
        "decade": lambda: _decade_text(anchor.year() // 10 * 10 + 10 * shift),
        "century": lambda: f"{anchor.year() // 100 * 100 + 100 * shift:04d}/{anchor.year() // 100 * 100 + 100 * shift + 99:04d}",
        "half": lambda: months_text(anchor.year(), 1 if anchor.day.month < 7 else 7, 6)
        if shift == 0
        else months_text(anchor.year(), (1 if anchor.day.month < 7 else 7) + 6 * shift, 6),
    }[word]()
    return Meaning(kind=kind, period=period, relative=True)


_UNIT_KINDS = {
    "year": PeriodKind.YEAR,
    "quarter": PeriodKind.QUARTER,
    "month": PeriodKind.MONTH,
    "week": PeriodKind.WEEK,
    "fortnight": PeriodKind.WEEK,
    "weekend": PeriodKind.RANGE,
    "day": PeriodKind.DAY,
    "decade": PeriodKind.DECADE,
    "century": PeriodKind.RANGE,
    "half": PeriodKind.HALF,
}


def _weekend(anchor: Anchor, shift: int) -> str:
    saturday = anchor.weekday_of_week(6, shift)
    return span_of_days(saturday, anchor.weekday_of_week(7, shift))


def _decade_text(first: int) -> str:
    return f"{first:04d}/{first + 9:04d}"


def read_relative_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _unit(match["unit"], clock, clock.words.relative.get(match["rel"].lower(), 0))


def read_this_unit(match: re.Match[str], clock: Clock) -> Meaning | None:
    return _unit(match["unit"] or match["u2"], clock, 0)


def read_ago(match: re.Match[str], clock: Clock) -> Meaning | None:
    count = _count(match, clock)
    unit = match["unit"].lower()
    if unit.startswith("decade"):
        count, unit = count * 10, "year"
    return _unit(unit, clock, -count if match["dir"].lower() == "ago" else count)


def _count(match: re.Match[str], clock: Clock) -> int:
    word = match["n"].lower()
    return min(int(word), 9999) if word.isdigit() else clock.words.numbers[word]


def read_stretch(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the past 12 months`, `over the next five years`: from the publication date back or on."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.RANGE)
    anchor, unit = clock.anchor, match["unit"].lower().rstrip("s")
    count = _count(match, clock) if match["n"] else 1
    back = clock.words.relative.get(match["rel"].lower(), -1) < 0
    if unit == "quarter":
        first, last = anchor.quarter(-count if back else 1), anchor.quarter(-1 if back else count)
        return Meaning(kind=PeriodKind.RANGE, period=f"{first}/{last}", relative=True)
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
    return Meaning(kind=PeriodKind.RANGE, period=span_of_days(min(first, last), last), relative=True)


def read_stretch_one(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the past year` is the twelve months up to now; `the last year`, `the next month` likewise."""
    return read_stretch(match, clock)


def read_anaphor(match: re.Match[str], clock: Clock) -> Meaning | None:
    word = match["unit"].lower().rsplit(" ", 1)[-1].rstrip("s")
    return Meaning(kind=_UNIT_KINDS[word])


def read_single_day(match: re.Match[str], clock: Clock) -> Meaning | None:
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    word = re.sub(r"\s+", " ", match["day"].lower())
    shift = clock.words.days[word] if word in clock.words.days else clock.words.days[f"the {word}"]
    return Meaning(kind=PeriodKind.DAY, period=clock.anchor.shifted(shift).isoformat(), relative=True)


def read_weekday(match: re.Match[str], clock: Clock) -> Meaning | None:
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


def read_weekday_of_week(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`Monday last week`."""
    if clock.anchor is None:
        return Meaning(kind=PeriodKind.DAY)
    shift = clock.words.relative[match["rel"].lower()]
    found = clock.anchor.weekday_of_week(clock.words.weekday_number(match["wd"]), shift)
    return Meaning(kind=PeriodKind.DAY, period=found.isoformat(), relative=True)


def read_ahead(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`will open in two years`; without a word that looks ahead, "in two years" is how long something took."""
    if not clock.ahead(match.start()):
        return None
    count, unit = _count(match, clock), match["unit"].lower()
    if unit.startswith("decade"):
        count, unit = count * 10, "year"
    return _unit(unit, clock, count)


def read_stated_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the year 2019`."""
    return Meaning(kind=PeriodKind.YEAR, period=match["y"])


def read_bare_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    return Meaning(kind=PeriodKind.YEAR, period=match["y"]) if _looks_like_year(match, clock.words) else None


_WORD_AFTER = re.compile(r"[ -]([A-Za-z][A-Za-z0-9]*)")
_WORD_BEFORE = re.compile(r"([A-Za-z©.]+|\(c\))[\s(]{1,3}(?:fiscal )?\Z")


def _looks_like_year(match: re.Match[str], words: PeriodWords) -> bool:
    """Whether a four-digit number reads as a year where it stands: by the words at both sides."""
    text, year = match.string, int(match["y"])
    head = text[max(0, match.start() - 24) : match.start()]
    if head.rstrip().endswith(("$", "€", "£", "¥", "₹")):
        return False
    before = _WORD_BEFORE.search(head)
    previous = before[1].lower().rstrip(".") if before else ""
    after = _WORD_AFTER.match(text, match.end())
    following = after[1].lower() if after else ""
    if following in words.count_nouns or previous in words.hedges or previous in words.names_before:
        return False
    if previous in words.prepositions:
        return True
    if not 1950 <= year < 2050:
        return False
    return not following.endswith("s") or following in words.year_nouns
