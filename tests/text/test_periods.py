"""Times: the cases of `tests/cases/periods.toml`, the rules' own examples, and what holds for any text."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon.period_words import load_period_rules
from extractors.text.intervals import contains, days_between, interval, is_period, overlaps
from extractors.text.period_patterns import load_rules
from extractors.text.periods import PeriodKind, find_periods
from tests.spent import processor

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "periods.toml").read_text("utf-8")
)["case"]
DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2150, 12, 31))
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "first",
            "last",
            "next",
            "early",
            "late",
            "mid",
            "end",
            "of",
            "in",
            "since",
            "by",
            "to",
            "and",
            "2024",
            "1999",
            "Q3",
            "FY25",
            "May",
            "Oct.",
            "Monday",
            "quarter",
            "half",
            "year",
            "month",
            "12",
            "two",
            "ago",
            "earlier",
            "this",
            "week's",
            "fall",
            "$",
            "30,",
            "2,024",
            "-",
            "/",
            "'",
            "31",
            "fiscal",
            "ended",
            "Christmas",
            "weekend",
            "19th",
            "century",
            "starting",
            "after",
            "before",
            "through",
            "until",
            "now",
            "ninth",
            "nineteen",
            "eighty",
            "weeks",
            "Friday",
            "tomorrow",
        ]
    ),
    max_size=25,
).map(" ".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = find_periods(case["text"], case.get("published"))
    assert [[m.text, m.period or "", str(m.kind)] for m in found] == case["expect"], case["text"]


def test_a_third_of_the_cases_is_negative() -> None:
    assert sum(not case["expect"] for case in CASES) * 3 >= len(CASES)


@pytest.mark.parametrize("listed", load_period_rules(), ids=lambda listed: listed.name)
def test_each_rule_reads_its_example(listed: Any) -> None:
    before, bracket, after = listed.example.partition("[")
    read = after.partition("]")[0] if bracket else before
    at = len(before) if bracket else 0
    words = listed.example.replace("[", "").replace("]", "")
    found = find_periods(words, "2024-10-16")
    assert (found[0].span.start, found[0].text[: len(read)]) == (at, read)
    assert len(found) == 1
    openings = load_rules().openings.values()
    mine = next(
        rule for several in openings for each in several for rule in each.rules if rule.name == listed.name
    )
    match = mine.pattern.match(words, at)
    assert match
    assert match[0] == read


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("not before 2029", "before"),
        ("by Friday", "by"),
        ("as of June 30, 2024", "as of"),
        ("in 2024", None),
        ("till 2025", "until"),
    ],
)
def test_the_governing_word(text: str, cue: str | None) -> None:
    (mention,) = find_periods(text, "2024-10-16")
    assert mention.cue == cue


def test_a_date_without_a_year_keeps_its_part() -> None:
    (mention,) = find_periods("It was released on July 23.", None)
    assert (mention.period, mention.partial) == (None, "--07-23")


@pytest.mark.parametrize(
    "published", ["2024-10-16", "2024-10-16T08:30:00Z", None, "not a date", "2024-13-45"]
)
def test_any_publication_date(published: str | None) -> None:
    (mention,) = find_periods("It fell last week.", published)
    known = published is not None and published.startswith("2024-10")
    assert mention.period == ("2024-W41" if known else None)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 4, 1)),
        ("2024-Q4", date(2024, 10, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("FY2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("FY2025-Q4", date(2025, 10, 1), date(2026, 1, 1)),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 6)),
        ("2023-02/2024-01", date(2023, 2, 1), date(2024, 2, 1)),
        ("2010/2013", date(2010, 1, 1), date(2014, 1, 1)),
        ("2021/..", date(2021, 1, 1), date.max),
        ("../2021", date.min, date(2022, 1, 1)),
        ("9999-12-31", date(9999, 12, 31), date.max),
        ("9999-W52", date(9999, 12, 27), date.max),
    ],
)
def test_interval(period: str, start: date, end: date) -> None:
    if period == "9999-12-31":  # the last day has no day after it: refused rather than empty
        assert interval(period)[0] == start
    else:
        assert interval(period) == (start, end)


@pytest.mark.parametrize(
    "period",
    ["", "24", "2024-Q5", "2024-13", "2023-02-29", "2024-00", "0000", "2024/2023", "../..", "2025-W54",
     "FY2025-03", "2024-1", "2024-10-2", "2024/", "--07-05", "２０２４", "2024 ", "last year"],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_its_text(period: str) -> None:
    with pytest.raises(ValueError, match="not a period") as error:
        interval(period)
    assert repr(period) in str(error.value)
    assert not is_period(period)


@given(DAYS)
def test_a_day_lies_in_its_month_quarter_year_and_week(day: date) -> None:
    year, week, _ = day.isocalendar()
    wider = (
        f"{day:%Y-%m}",
        f"{day.year:04d}-Q{(day.month + 2) // 3}",
        f"{day.year:04d}",
        f"{year:04d}-W{week:02d}",
    )
    for period in wider:
        assert contains(period, day.isoformat())
        assert overlaps(period, day.isoformat())
        assert days_between(day.isoformat(), period) == 0


@given(DAYS)
def test_a_day_printed_any_usual_way_is_read_back(day: date) -> None:
    printed = (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day} {day.year}",
        day.isoformat(),
    )
    for words in printed:
        (mention,) = find_periods(f"Acme was sold on {words}.", None)
        assert (mention.text, mention.period, mention.kind) == (words, day.isoformat(), PeriodKind.DAY)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_lies_in_the_week_up_to_publication(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    (mention,) = find_periods(f"It was sold on {day:%A}.", published.isoformat())
    assert mention.period == day.isoformat()


@given(WORDS, st.sampled_from([None, "2024-10-16", "0001-01-01", "9999-12-31"]))
def test_mentions_are_in_order_and_their_periods_are_periods(text: str, published: str | None) -> None:
    end = 0
    for mention in find_periods(text, published):
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.text != ""
        assert mention.period is None or is_period(mention.period)
        end = mention.span.end


@given(st.text(max_size=80))
def test_any_text_at_all(text: str) -> None:
    assert all(mention.span.of(text) == mention.text for mention in find_periods(text, "2024-10-16"))


@pytest.mark.parametrize(
    "piece",
    [
        "2024 ",
        "2024-",
        "Oct. ",
        "the first ",
        "'",
        '"',
        " ",
        "1",
        "in ",
        "early ",
        "last ",
        "1/2/",
        "a.b.",
        "May ",
        "ended ",
        "between ",
        "twenty-",
        "Monday, ",
        "christmas ",
        "two days after ",
        "the ninth of ",
        "from 1/2 to ",
        "january february ",
    ],
)
def test_hostile_text_is_quick(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    with processor() as spent:
        find_periods(text, "2024-10-16")
    assert spent() < 5  # linear: 20,000 mentions cost half a second, no mention almost nothing


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mid-May 2024", "2024-05-10/2024-05-20"),
        ("late September", "2024-09-16/2024-09-30"),
        ("by the end of this month", "2024-10-16/2024-10-31"),
        ("earlier this year", "2024-01-01/2024-10-15"),
        ("later this week", "2024-10-16/2024-10-20"),
        ("so far this month", "2024-10-01/2024-10-15"),
        ("two years ago", "2022-10-16"),
        ("eight months ago", "2024-02-16"),
        ("It will open in two weeks", "2024-10-30"),
        ("It will open within nine months", "2024-10-16/2025-07-15"),
        ("May 2024", None),
        ("this year", None),
    ],
)
def test_the_days_meant_within_a_period(text: str, days: str | None) -> None:
    (mention,) = find_periods(text, "2024-10-16")
    assert mention.days == days
    assert days is None or contains(mention.period or "", days) or "will" in text
