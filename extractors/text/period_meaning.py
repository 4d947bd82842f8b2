"""What a way of writing a time can mean, and what all readers share.

Groups of the patterns in `period_rules.toml`: `y` a year in digits, `rel` a relative word standing for one
(`last`), `mon` a month's name, `d` and `d2` days, `q` a quarter, `h` a half, `fy` a fiscal mark, `n` and
`unit` a count of units.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicon.period_words import PeriodWords, load_period_words
from extractors.text.anchors import Anchor, is_day


class PeriodKind(StrEnum):
    """How long a mentioned time is.

    A range has two printed ends, a stretch one name ("early 2022"), a window is counted from the day of
    publication ("the past 12 months").
    """

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    STRETCH = "stretch"
    WINDOW = "window"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How far from another time: so many units on (or back, when negative).

    With `run` all the time from there on is meant ("two weeks starting May 20").
    """

    unit: str
    count: int
    run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a rule read.

    `period` is None when it cannot be told; `relative` says that it was reckoned from the publication
    date; `partial` is a day, month or quarter without its year, `--07-05`, `--07` or `--Q3`. `days` are the
    days meant where they are fewer than the period's: "mid-May 2024" is of 2024-05 and means its days 10 to
    20. `offset` counts days or months from a time that another mention names ("two weeks after ...").
    """

    kind: PeriodKind
    period: str | None = None
    relative: bool = False
    partial: str | None = None
    days: str | None = None
    offset: Offset | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What a reader may ask for: the words, the day of publication, whether the sentence looks ahead."""

    words: PeriodWords
    anchor: Anchor | None
    ahead: Callable[[int], bool]


Reader = Callable[[re.Match[str], Clock], Meaning | None]
"""Reads a match; None refuses it."""


_YEAR_GROUPS = ("y", "y3", "y4", "y5", "yy")


def full_year(text: str) -> int:
    """The year of four digits, of two (`'24` is 2024, `'98` is 1998) or in words ("nineteen ninety")."""
    digits = text.strip("'’ ")
    if not digits.isdigit():
        return load_period_words().year(digits)
    if len(digits) == 2:
        return 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)
    return int(digits)


def year_of(match: re.Match[str], clock: Clock) -> int | None:
    """The year that a rule's `y` (digits) or `rel` (last, this, next; `the` is this) group gives."""
    groups = match.groupdict()
    digits = next((groups[key] for key in _YEAR_GROUPS if groups.get(key)), None)
    if digits:
        return full_year(digits)
    if groups.get("rel") and clock.anchor is not None:
        return clock.anchor.year(clock.words.relative.get(match["rel"].lower(), 0))
    return None


UNIT_KINDS = {
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
"""The kind of period that a unit of time is."""


def has_year(match: re.Match[str]) -> bool:
    """Whether the words say which year, in digits or relative to publication."""
    groups = match.groupdict()
    return any(groups.get(key) for key in (*_YEAR_GROUPS, "rel"))


def is_relative(match: re.Match[str]) -> bool:
    """Whether the year is not stated in digits."""
    return not any(match.groupdict().get(key) for key in _YEAR_GROUPS)


def count_of(match: re.Match[str], clock: Clock) -> int:
    """The number in group `n`, in digits or a word."""
    return clock.words.count(match["n"])


def day_meaning(year: int, month: int, day: int) -> Meaning | None:
    """That day; None when the calendar has none such."""
    if not is_day(year, month, day):
        return None
    return Meaning(kind=PeriodKind.DAY, period=f"{year:04d}-{month:02d}-{day:02d}")


WORD_AFTER = re.compile(r"[ -]([A-Za-z][A-Za-z0-9]*)")
"""The word that follows a number or name, a space or hyphen on."""
