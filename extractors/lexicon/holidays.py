"""Holidays and the day of a year they fall on (`holidays.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from extractors.lexicon.strict import build, read_toml, shipped

_LAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One holiday, by a fixed day, a weekday of a month, or its distance from Easter."""

    names: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None
    plus: int = 0
    plain: bool = False

    def __post_init__(self) -> None:
        fixed, floating = self.day is not None, self.weekday is not None and self.nth is not None
        if (self.easter is not None) == (self.month is not None) or (self.month and fixed == floating):
            raise ValueError(f"{self.names[0]}: give month and day, month, weekday and nth, or easter")

    def of(self, year: int) -> date:
        """The day it falls on in that year."""
        if self.easter is not None:
            found = easter(year) + timedelta(days=self.easter)
        elif self.day is not None:
            found = date(year, self.month or 1, self.day)
        else:
            found = _nth_weekday(year, self.month or 1, self.weekday or 1, self.nth or 1)
        return found + timedelta(days=self.plus)


@dataclass(frozen=True, slots=True, kw_only=True)
class _HolidaysFile:
    holiday: tuple[Holiday, ...]


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian reckoning)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return found if nth < _LAST or found.month == month else found - timedelta(days=7)


@lru_cache(maxsize=1)
def load_holidays() -> dict[str, Holiday]:
    """The shipped holidays by their names in lower case (cached)."""
    path = shipped("holidays.toml")
    rows = build(_HolidaysFile, read_toml(path), str(path)).holiday
    return {name.lower(): row for row in rows for name in row.names}
