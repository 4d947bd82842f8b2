"""Holidays: the days that calendars of several years print."""

from datetime import date

import pytest

from extractors.lexicon.holidays import Holiday, easter, load_holidays


@pytest.mark.parametrize(
    "day", ["1999-04-04", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2038-04-25"]
)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("thanksgiving", "2024-11-28"),
        ("black friday", "2019-11-29"),
        ("cyber monday", "2024-12-02"),
        ("labor day", "2025-09-01"),
        ("memorial day", "2024-05-27"),
        ("memorial day", "2021-05-31"),
        ("mother's day", "2024-05-12"),
        ("good friday", "2025-04-18"),
        ("ash wednesday", "2024-02-14"),
        ("boxing day", "2023-12-26"),
    ],
)
def test_holiday(name: str, day: str) -> None:
    assert load_holidays()[name].of(int(day[:4])).isoformat() == day


def test_every_holiday_has_a_day_each_year() -> None:
    assert all(isinstance(row.of(year), date) for row in load_holidays().values() for year in (1900, 2100))


def test_a_holiday_told_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Nowday"):
        Holiday(names=("Nowday",), month=1, day=2, weekday=3, nth=1)
    with pytest.raises(ValueError, match="Nowday"):
        Holiday(names=("Nowday",))
