"""Which found claim stands for which label."""

from dataclasses import replace

import pytest

from benchmarks.gold import Label
from benchmarks.matching import (
    match_facts,
    match_quantities,
    match_quotes,
    same_credit,
    same_name,
    same_period,
)
from tests.benchmarks.made import found_of

TEXT = 'Orrin Labs raised $40 million. It has 40 staff. "We are not done," said Ana Pell. Ana Pell runs it.'
ROUND = Label(
    id="c1",
    article="a1",
    kind="quantity",
    quote="Orrin Labs raised $40 million.",
    value_text="$40 million",
    subject="Orrin Labs",
    metric="funding_round",
    low=40e6,
    high=40e6,
    unit="USD",
)
CEO = Label(
    id="c2",
    article="a1",
    kind="fact",
    quote="Ana Pell runs it.",
    value_text="Ana Pell",
    subject="Orrin Labs",
    metric="ceo",
    object="Ana Pell",
)
QUOTE = Label(
    id="c3", article="a1", kind="quote", quote="We are not done,", subject="Ana Pell", metric="said"
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Orrin Labs", "Orrin"),
        ("Orrin Labs Inc.", "orrin labs"),
        ("Dale Hrubec", "Hrubec"),
        ("Orrin’s", "Orrin"),
        ("Tessel 2", "TESSEL 2"),
        ("Nova-Stern", "NovaStern"),
    ],
)
def test_names_that_are_the_same(left: str, right: str) -> None:
    assert same_name(left, right)
    assert same_name(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tessel 2", "Tessel 2 140B"),
        ("Tessel 1", "Tessel 2"),
        ("Orrin Labs", "Orwin Labs"),
        ("Orrin Labs", "Labs of Orrin Bay"),
        ("Ng", "Ng Textiles"),
        ("Orrin", None),
        ("", ""),
        ("The Company", "The Group"),
    ],
)
def test_names_that_are_not(left: str, right: str | None) -> None:
    assert not same_name(left, right)
    assert not same_name(right, left)


def test_a_credit_may_be_part_of_a_longer_one() -> None:
    assert same_credit("two people familiar with the matter", "people familiar with the matter")
    assert not same_credit("a person", None)
    assert not same_credit("Calder Wire", "The Terrace")


def test_periods_by_prefix() -> None:
    assert same_period("2026-03", "2026-03-10")
    assert same_period("2026-03-10", "2026-03")
    assert not same_period("2026-03", "2026-04")
    assert not same_period("2026", None)


def test_the_best_candidate_is_taken() -> None:
    right = found_of(ROUND, "u", TEXT, "right")
    wrong = replace(right, claim_id="wrong", metric="valuation")
    (match,) = match_quantities(TEXT, [ROUND], [wrong, right])
    assert match.found.claim_id == "right"
    assert match.is_full


def test_a_hit_needs_place_and_number() -> None:
    found = found_of(ROUND, "u", TEXT, "x")
    assert match_quantities(TEXT, [ROUND], [replace(found, low=41e6, high=41e6)]) == []
    assert match_quantities(TEXT, [ROUND], [replace(found, start_char=31, end_char=47)]) == []


def test_a_loss_matches_with_either_sign() -> None:
    found = replace(found_of(ROUND, "u", TEXT, "x"), low=-40e6, high=-40e6)
    assert len(match_quantities(TEXT, [ROUND], [found])) == 1


def test_one_claim_serves_one_label() -> None:
    found = found_of(ROUND, "u", TEXT, "x")
    assert len(match_quantities(TEXT, [ROUND, replace(ROUND, id="c9")], [found])) == 1


def test_a_denied_fact_is_not_the_asserted_one() -> None:
    found = found_of(CEO, "u", TEXT, "x")
    assert len(match_facts([CEO], [found])) == 1
    assert match_facts([replace(CEO, status="denied")], [found]) == []


def test_dates_of_facts_match_by_prefix() -> None:
    label = replace(CEO, metric="release_date", object="2026-05-12")
    found = replace(found_of(CEO, "u", TEXT, "x"), metric="release_date", object="2026-05")
    assert len(match_facts([label], [found])) == 1
    assert match_facts([label], [replace(found, object="2025-05")]) == []


def test_licences_match_by_their_words() -> None:
    label = replace(CEO, metric="license", object="open_source")
    found = replace(found_of(CEO, "u", TEXT, "x"), metric="license", object="open source")
    assert len(match_facts([label], [found])) == 1
    assert match_facts([label], [replace(found, object="open_weight")]) == []


def test_quotes_match_by_overlap_and_tell_the_speaker() -> None:
    found = replace(found_of(QUOTE, "u", TEXT, "x"), subject="Orrin Labs")
    (match,) = match_quotes(TEXT, [QUOTE], [found])
    assert not match.subject_right
    assert match_quotes(TEXT, [QUOTE], [replace(found, start_char=0, end_char=20)]) == []
