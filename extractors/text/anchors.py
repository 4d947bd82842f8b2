"""Reckoning from the day of publication: which year, month, week or day a relative word means."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""How many months the longer units have."""


def year_text(year: int) -> str:
    """`2024`."""
    return f"{year:04d}"


def month_text(year: int, month: int) -> str:
    """`2024-10`, for any whole number of months counted from January of `year`."""
    months = year * 12 + month - 1
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def quarter_text(year: int, quarter: int) -> str:
    """`2024-Q3`, for any whole number of quarters counted from the first of `year`."""
    quarters = year * 4 + quarter - 1
    return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"


def week_text(day: date) -> str:
    """The ISO week of a day: `2025-W03`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def months_text(year: int, month: int, count: int) -> str:
    """A run of months, ends included: `2024-01/2024-06`; a single one when `count` is 1."""
    first = month_text(year, month)
    return first if count == 1 else f"{first}/{month_text(year, month + count - 1)}"


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The day from which relative words are reckoned."""

    day: date

    @classmethod
    def of(cls, published: str | None) -> Anchor | None:
        """The anchor of an ISO date or instant; None without one, or when the calendar has none such."""
        try:
            return cls(day=date.fromisoformat(published[:10])) if published else None
        except ValueError:
            return None

    def year(self, shift: int = 0) -> int:
        """The year `shift` years on, kept within the calendar."""
        return min(max(self.day.year + shift, 1), 9999)

    def month(self, shift: int = 0) -> str:
        """The month `shift` months on."""
        return month_text(*self._clamped(self.day.month + shift))

    def quarter(self, shift: int = 0) -> str:
        """The calendar quarter `shift` quarters on."""
        return quarter_text(self.day.year, (self.day.month + 2) // 3 + shift)

    def shifted(self, days: int) -> date:
        """The day `days` days on, kept within the calendar."""
        ordinal = min(max(self.day.toordinal() + days, 1), date.max.toordinal())
        return date.fromordinal(ordinal)

    def week(self, shift: int = 0) -> str:
        """The ISO week `shift` weeks on."""
        return week_text(self.shifted(7 * shift))

    def near_month(self, month: int, *, ahead: bool) -> int:
        """The year of the last such month that has begun, or with `ahead` of the next that has not ended."""
        if ahead:
            return self.day.year + (month < self.day.month)
        return self.day.year - (month > self.day.month)

    def near_quarter(self, quarter: int, *, ahead: bool) -> int:
        """The year of the last such quarter begun, or with `ahead` of the next not yet ended."""
        now = (self.day.month + 2) // 3
        return self.day.year + (quarter < now) if ahead else self.day.year - (quarter > now)

    def near_day(self, month: int, day: int, *, ahead: bool) -> str | None:
        """The last such day up to publication, or with `ahead` the first from it on; None for no such day."""
        step = 1 if ahead else -1
        for year in range(self.day.year, self.day.year + 9 * step, step):
            if not is_day(year, month, day):
                continue
            found = date(year, month, day)
            if found == self.day or (found > self.day) == ahead:
                return found.isoformat()
        return None

    def near_month_day(self, day: int, weekday: int | None, *, ahead: bool) -> date | None:
        """The last such day of a month up to publication, or with `ahead` the first from it on.

        With a `weekday` (1 = Monday) it falls on that one. None when no month within a year has it.
        """
        for shift in range(13):
            year, month = self._clamped(self.day.month + (shift if ahead else -shift))
            if not is_day(year, month, day):
                continue
            found = date(year, month, day)
            if weekday in (None, found.isoweekday()) and (found == self.day or (found > self.day) == ahead):
                return found
        return None

    def moved(self, unit: str, count: int) -> date:
        """The day `count` units on: the same day of another month or year (or its last), or days on."""
        days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
        if days:
            return self.shifted(days * count)
        year, month = self._clamped(self.day.month + MONTHS[unit] * count)
        return date(year, month, min(self.day.day, calendar.monthrange(year, month)[1]))

    def working_day(self, count: int) -> date:
        """The day so many working days on (or back), Monday to Friday; holidays are not known here."""
        step = 1 if count > 0 else -1
        weeks, rest = divmod(abs(count), 5)
        day = Anchor(day=self.shifted(7 * weeks * step))
        while rest:
            day = Anchor(day=day.shifted(step))
            if date.min < day.day < date.max:
                rest -= day.day.isoweekday() < 6
            else:
                rest = 0
        return day.day

    def weekend(self) -> str:
        """The Saturday and Sunday nearest to the day, and the days between it and them."""
        saturday = self.shifted((6 - self.day.isoweekday() + 3) % 7 - 3)
        return span_of_days(min(saturday, self.day), max(Anchor(day=saturday).shifted(1), self.day))

    def near_weekday(self, weekday: int, *, ahead: bool) -> date:
        """The last such weekday (1 = Monday) up to publication, or with `ahead` the first from it on."""
        gap = (weekday - self.day.isoweekday()) % 7
        return self.shifted(gap if ahead else -((7 - gap) % 7))

    def weekday_of_week(self, weekday: int, shift: int) -> date:
        """The weekday of the ISO week `shift` weeks on."""
        return self.shifted(weekday - self.day.isoweekday() + 7 * shift)

    def _clamped(self, month: int) -> tuple[int, int]:
        least, most = 12, 9999 * 12 + 11
        months = min(max(self.day.year * 12 + month - 1, least), most)
        return months // 12, months % 12 + 1


def span_of_days(start: date, end: date) -> str:
    """A run of days, both included."""
    return f"{start.isoformat()}/{end.isoformat()}"


def one_day_before(day: date) -> date:
    """The day before, kept within the calendar."""
    return day - timedelta(days=1) if day > date.min else day
