"""Sentences and their quantities, and what holds for every text."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.quantities import find_quantities
from tests.spent import processor

CASES = Path(__file__).parent.parent / "cases"
NUMBERS: list[dict[str, Any]] = tomllib.loads((CASES / "numbers.toml").read_text("utf-8"))["case"]
UNITS: list[dict[str, Any]] = tomllib.loads((CASES / "units.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", NUMBERS, ids=[case["id"] for case in NUMBERS])
def test_sentence(case: dict[str, Any]) -> None:
    found = [
        {
            "text": q.text, "low": q.low, "high": q.high, "unit": q.unit, "modifier": str(q.modifier),
            "unit_noun": q.unit_noun,
        }
        for q in find_quantities(case["text"])
    ]  # fmt: skip
    wanted = [
        {"unit_noun": None} | row | {"low": Decimal(row["low"]), "high": Decimal(row["high"])}
        for row in case["expect"]
    ]
    assert found == wanted


@pytest.mark.parametrize("case", UNITS, ids=[case["id"] for case in UNITS])
def test_currency_of_an_outlet(case: dict[str, Any]) -> None:
    (quantity,) = find_quantities(case["text"], home_currency=case.get("home"))
    assert (quantity.unit, list(quantity.ambiguous)) == (case["unit"], case["ambiguous"])


def test_a_third_of_the_sentences_hold_nothing() -> None:
    assert len(NUMBERS) >= 150
    assert sum(case["expect"] == [] for case in NUMBERS) * 3 >= len(NUMBERS) - 3


MAGNITUDES = [("", 1), (" million", 10**6), ("bn", 10**9), ("k", 10**3), (" trillion", 10**12), ("m", 10**6)]


@given(
    st.decimals(min_value=0, max_value=999, places=1),
    st.sampled_from(MAGNITUDES),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("US$", "USD"), ("£", "GBP"), ("₹", "INR")]),
)
def test_money_reads_back(value: Decimal, magnitude: tuple[str, int], money: tuple[str, str]) -> None:
    text = f"The firm paid {money[0]}{value}{magnitude[0]} for it."
    (quantity,) = find_quantities(text)
    assert (quantity.low, quantity.unit) == (value * magnitude[1], money[1])
    assert quantity.span.of(text) == f"{money[0]}{value}{magnitude[0]}"


@given(st.integers(min_value=1, max_value=10**15))
def test_grouped_integers_read_back(number: int) -> None:
    (quantity,) = find_quantities(f"It lost {number:,} customers.")
    assert quantity.low == number
    assert quantity.unit == "customers"


WORDS = [
    "$",
    "5",
    "1,000",
    "bn",
    "-",
    "–",
    "to",
    "between",
    "and",
    "one",
    "half",
    "a",
    "million",
    "%",
    "**",
    "[",
    "](",
    ")",
    "\\",
    "\u200b",
    "x",
    "in",
    "Llama",
    "3.1",
    "70B",
    "over",
    "½",
    "İ",
    ".",
    "€",
    "tokens",
]
TEXTS = st.lists(st.sampled_from([*WORDS, " ", "\n"]), max_size=30)


@given(TEXTS.map(" ".join) | TEXTS.map("".join))
def test_spans_slice_and_never_overlap(text: str) -> None:
    last = 0
    for quantity in find_quantities(text):
        assert quantity.span.of(text) == quantity.text
        assert quantity.low.is_finite()
        assert quantity.low <= quantity.high
        assert last <= quantity.span.start < quantity.span.end
        last = quantity.span.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for quantity in find_quantities(text):
        assert quantity.span.of(text) == quantity.text


HOSTILE = [
    *("1", "1,", "$", " ", '"', "1.", "[", "*", "<", "-", "1'", "$ ", "A", "'", "$1", "(1) ", "1 2 ", '5" '),
    *("million ", "a million ", "twenty ", "hundred ", "dollars 5 ", "5 km per ", "5C "),
    *("2 yards 3 feet ", "3m 5cm ", "1 x 10-5 ", "\u0430", "a1\u0430"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_costs_little(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    find_quantities("$1")
    best = min(_seconds(text) for _ in range(3))
    assert best <= 0.05 * 10  # 50 ms, and room for a busy machine: what is not linear takes minutes


def _seconds(text: str) -> float:
    with processor() as spent:
        find_quantities(text)
    return spent()


def test_an_overlong_number_is_no_quantity() -> None:
    assert find_quantities("It is " + "9" * 41 + " dollars, or NaN, or inf.") == ()
