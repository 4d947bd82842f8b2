"""The tables that ship with the checkers, their loaders, and the small parts they rest on."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.behaviours import load_behaviours
from checkers.compare.names import subject_key
from checkers.compare.periods import interval, period_words
from checkers.compare.wording import wording_of
from checkers.compare.written import Written, written_number
from checkers.licences import load_licences
from checkers.rates import load_rates
from checkers.reasons import MEANING, Reason
from checkers.slips import name_slip
from checkers.thresholds import load_thresholds
from extractors.lexicon.metrics import Behaviour, load_metrics
from extractors.lexicon.strict import LexiconError

SHIPPED = Path(str(files("checkers")))


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of a shipped table with one thing changed."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_thresholds_say_what_they_mean() -> None:
    thresholds = load_thresholds()
    assert thresholds.event_days.value == 45
    for name in type(thresholds).__slots__:
        entry = getattr(thresholds, name)
        assert entry.meaning.endswith(".")
        assert entry.tuned_on in ("rule", "measured")


@pytest.mark.parametrize(
    ("name", "old", "new", "part"),
    [
        ("thresholds.toml", "[event_days]", "[event_day]", "event_day"),
        ("thresholds.toml", 'unit = "ratio"\n', "", "unit"),
        ("behaviours.toml", 'behaviour = "event"', 'behaviour = "happening"', "happening"),
        ("behaviours.toml", "materiality = 0.9", "materiality = 9.0", "0..1"),
        ("licences.toml", '["open_weight", "custom"', '["open_wight", "custom"', "open_wight"),
        ("licences.toml", '"cc_by", "cc_by_nc"]', '"cc_by"]', "cc_by_nc and public_domain .* nowhere"),
        ("licences.toml", 'custom = ["source_available"]', 'custom = ["mit"]', "twice|nowhere"),
        ("licences.toml", "'apache'", "'apache('", "apache"),
        ("rates.toml", '2015 = "1.110"', '2015 = "-1.110"', "EUR"),
        ("rates.toml", 'far = "0.04"', "far = 0.04", "far"),
    ],
)
def test_a_bad_table_is_refused(tmp_path: Path, name: str, old: str, new: str, part: str) -> None:
    load = {
        "thresholds.toml": load_thresholds,
        "behaviours.toml": load_behaviours,
        "licences.toml": load_licences,
        "rates.toml": load_rates,
    }[name]
    with pytest.raises(LexiconError, match=part):
        load(changed(tmp_path, name, old, new))


def test_the_metric_lexicon_takes_precedence() -> None:
    metrics = {metric.name: metric for metric in load_metrics()}
    learned = load_behaviours().learned(metrics.values())
    for name, metric in metrics.items():
        assert learned.of(name).behaviour is metric.behaviour
        assert learned.of(name).materiality == metric.materiality
    assert learned.of("share_price").running
    assert learned.of("ceo").exclusive


@pytest.mark.parametrize(
    ("metric", "behaviour", "guessed"),
    [
        ("other:advertising_revenue", Behaviour.FLOW, False),
        ("other:stake_value", Behaviour.STOCK, False),
        ("other:license_fee", Behaviour.EVENT, False),
        ("other:cumulative_operating_loss", Behaviour.FLOW, False),
        ("other:experts", Behaviour.CONSTANT, True),
    ],
)
def test_an_unknown_metric_is_judged_by_its_noun(metric: str, behaviour: Behaviour, guessed: bool) -> None:
    found = load_behaviours().of(metric)
    assert (found.behaviour, found.guessed, found.unnamed) == (behaviour, guessed, True)


def test_every_reason_has_a_meaning() -> None:
    assert set(MEANING) == set(Reason)
    assert all(text and text[0].islower() and not text.endswith(".") for text in MEANING.values())


@pytest.mark.parametrize(
    ("period", "days", "start"),
    [
        ("2024", 366, "2024-01-01"),
        ("2024-Q1", 91, "2024-01-01"),
        ("2024-H2", 184, "2024-07-01"),
        ("2024-12", 31, "2024-12-01"),
        ("2024-10-02", 1, "2024-10-02"),
        ("2024-10-02T10:00:00Z", 1, "2024-10-02"),
        ("2025-W03", 7, "2025-01-13"),
        ("FY2025-Q4", 92, "2025-10-01"),
        ("2023-02/2024-01", 365, "2023-02-01"),
    ],
)
def test_interval(period: str, days: int, start: str) -> None:
    span = interval(period)
    assert span is not None
    assert (span.days, span.start.isoformat()) == (days, start)


@pytest.mark.parametrize(
    "period", [None, "", "soon", "2024-13", "2024-02-30", "2024-W60", "../..", "2024/2023", "0000"]
)
def test_no_interval(period: str | None) -> None:
    assert interval(period) is None


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024-10", "October 2024"),
        ("2024-10-02", "2 October 2024"),
        ("FY2025-Q4", "Q4 fiscal 2025"),
        ("2021/..", "since 2021"),
        ("2023-02/2024-01", "February 2023 to January 2024"),
        ("2025-W03", "week 3 of 2025"),
        (None, ""),
    ],
)
def test_period_words(period: str | None, words: str) -> None:
    assert period_words(period) == words


@pytest.mark.parametrize(
    ("value", "text", "unit", "step"),
    [
        ("6600000000", "$6.6 billion", "USD", "100000000"),
        ("40000000000", "$40bn", "USD", "1000000000"),
        ("7200000000", "7.20bn", "USD", "10000000"),
        ("16000", "16,000", "gpus", "1000"),
        ("73486938", "73,486,938", "shares", "1"),
        ("60", "60", "people", "1"),
        ("12.5", "12.5%", "percent", "0.1"),
        ("40", "40%", "percent", "1"),
        ("1000000000000", "one trillion", "parameters", "1000000000000"),
        ("1525000000", "1.525 billion", "USD", "1000000"),
        ("72000000000", "$64 billion and $72 billion", "USD", "1000000000"),
        ("-5000000000", "$5 billion", "USD", "1000000000"),
        ("49.97", "$49.97", "USD", "0.01"),
        ("0", "zero", "count", "1"),
    ],
)
def test_written_number(value: str, text: str, unit: str, step: str) -> None:
    assert written_number(Decimal(value), text, unit, Decimal(100)).step == Decimal(step)


@given(st.decimals(min_value=1, max_value=999, places=2), st.sampled_from((3, 6, 9, 12)))
def test_a_written_number_admits_itself(number: Decimal, power: int) -> None:
    value = number * Decimal(10) ** power
    written = written_number(value, f"{number} units", "USD", Decimal(100))
    assert written.rounds(value)
    assert written.truncates(value)
    assert written.step == Decimal(10) ** (power - 2)


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        ("2.9", "29", "ten_fold"),
        ("2.9", "290", "ten_fold"),
        ("6600000", "6600000000", "million_billion"),
        ("12", "12000", "thousand_fold"),
        ("157", "175", "digit_swap"),
        ("6.6", "6.7", None),
        ("150", "157", None),
        ("5", "5", None),
        ("0", "5", None),
        ("102", "120", "digit_swap"),
        ("4.06", "4.60", "digit_swap"),
        ("$4.02 billion", "$4.20 billion", "digit_swap"),
        ("12", "10.2", None),
        ("$1.1 billion", "$1.01 billion", None),
        ("4,020,000", "4,200,000", None),  # bare, the one is written to ten thousand, the other to a hundred
    ],
)
def test_name_slip(left: str, right: str, slip: str | None) -> None:
    one, other = (_written(text) for text in (left, right))
    assert name_slip(one, other) == slip
    assert name_slip(other, one) == slip


def _written(text: str) -> Written:
    """A number as the warehouse gives it back: without the noughts at its end, which the text alone tells."""
    number = Decimal(text.strip("$").split()[0].replace(",", "")) * (10**9 if "billion" in text else 1)
    return written_number(number.normalize(), text, "USD", Decimal(1_000))


def test_rates() -> None:
    rates = load_rates()
    june = rates.rate("EUR", "USD", "2024-06")
    assert june is not None
    assert june.low < Decimal(645) / 600 < june.high
    assert rates.rate("USD", "USD", None) is not None
    assert rates.rate("XYZ", "USD", "2024") is None
    later, now = rates.rate("GBP", "USD", "2031"), rates.rate("GBP", "USD", "2025")
    assert later is not None
    assert now is not None
    assert later.high - later.low > now.high - now.low
    assert rates.is_currency("EUR")
    assert not rates.is_currency("users")


@given(st.text(max_size=200))
def test_any_text_is_words(text: str) -> None:
    wording = wording_of(text)
    assert len(wording.words) == len(wording.stems) == len(wording.free)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("OpenAI", "The Open AI, Inc.", True),
        ("xAI", "X.AI", True),
        ("GPT-4", "GPT-4o", False),
        ("Llama 3.1 8B", "Llama 3 18B", False),
        ("Llama 3.1 8B", "llama-3.1-8b", True),
        ("Corvid Müller 2", "Corvid Mueller 2", True),
        ("Corvid 2ae", "Corvid 2a", False),
    ],
)
def test_a_subject_has_one_key_and_a_version_its_own(one: str, other: str, same: bool) -> None:
    assert (subject_key(one) == subject_key(other)) is same


@given(st.text(max_size=40))
def test_a_key_is_stable(name: str) -> None:
    assert subject_key(name) == subject_key(name)
    assert not name.strip(" .-") or subject_key(f"  {name} ") == subject_key(name)
