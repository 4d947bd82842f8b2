"""Sums of one article: cases from text to working, every frame's own example, and what must always hold."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkers.records import BrokenSum
from checkers.sums.find import find_sums
from checkers.sums.frames import FrameEntry, frame_file, load_frames
from checkers.sums.table import SENTENCE_RULES, SUBJECT_RULES
from checkers.thresholds import load_thresholds
from extractors.claims.pipeline import extract_claims
from extractors.records import Claim, Kind, Status
from tests.extractors.reading import article, lexicon

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sums.toml").read_text(encoding="utf-8"))["case"]
RULES = {**SENTENCE_RULES, **SUBJECT_RULES}
THRESHOLDS = load_thresholds()


def claims_of(text: str) -> tuple[Claim, ...]:
    return extract_claims(article(text, "2024-10-10"), lexicon()).claims


def sums_of(text: str) -> tuple[BrokenSum, ...]:
    return find_sums("art", claims_of(text), THRESHOLDS).sums


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c['rule']}: {c['name']}") for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = [(each.rule, each.working) for each in sums_of(case["text"])]
    assert found == ([(case["rule"], case["broken"])] if "broken" in case else [])


def test_every_rule_has_its_cases_and_most_are_of_sums_that_hold() -> None:
    assert {case["rule"] for case in CASES} == set(RULES)
    all_cases = Counter(case["rule"] for case in CASES)
    broken = Counter(case["rule"] for case in CASES if "broken" in case)
    assert min(all_cases.values()) >= 8
    assert min(broken.values()) >= 2
    assert all(2 * broken[rule] < all_cases[rule] for rule in RULES)


@pytest.mark.parametrize("entry", frame_file().frame, ids=lambda entry: f"{entry.rule}: {entry.example[:40]}")
def test_every_frame_finds_its_example_and_not_the_sum_that_holds(entry: FrameEntry) -> None:
    assert [each.rule for each in sums_of(entry.example)] == [entry.rule]
    assert sums_of(entry.holds) == ()


def test_frames_name_rules_that_are_there() -> None:
    assert {frame.rule for frame in load_frames()} == set(SENTENCE_RULES)
    assert set(frame_file().unless) <= set(SENTENCE_RULES)


def test_a_broken_sum_is_told_whole() -> None:
    (found,) = sums_of("Sales rose 40% to $5.6 billion from $5.0 billion a year earlier.")
    assert len(found.claim_ids) == 3
    assert (found.told, found.unit, found.alert) == ("$5.6 billion", "USD", True)
    assert found.low == Decimal("4.95") * Decimal("1.395") * 10**9
    assert found.high is not None
    assert found.high > 7 * 10**9
    assert found.gap == pytest.approx(0.2115, abs=0.001)
    assert found.explanation == (
        "$5.6 billion is told, but $5.0 billion × 1.4 gives $7bn ($6.905bn to $7.191bn as written): "
        "21 % apart, beyond rounding."
    )


def test_a_sum_of_two_articles_or_of_denied_figures_is_none() -> None:
    claims = claims_of("Sales rose 40% to $5.6 billion from $5.0 billion a year earlier.")
    denied = [replace(claim, status=Status.DENIED) for claim in claims]
    assert find_sums("art", denied, THRESHOLDS).sums == ()


MONEY = st.integers(1_000, 9_999_999)
SHARE = st.integers(5, 400)


def claim(number: int, value: Decimal, text: str, unit: str, **more: Any) -> Claim:
    return Claim(
        claim_id=f"clm_{number}",
        article_id="art",
        kind=Kind.QUANTITY,
        subject="Halden AI",
        metric=more.pop("metric", "other:amount"),
        sentence=more.pop("sentence"),
        low=value,
        high=value,
        unit=unit,
        value_text=text,
        **more,
    )


def growth_claims(old: str, share: str, new: str, scale: Decimal) -> list[Claim]:
    sentence = f"Sales rose {share}% to $v{new}m from $w{old}m."
    return [
        claim(1, Decimal(share), f"{share}%", "percent", sentence=sentence),
        claim(2, Decimal(new) * scale, f"$v{new}m", "USD", sentence=sentence),
        claim(3, Decimal(old) * scale, f"$w{old}m", "USD", sentence=sentence),
    ]


def rounded(value: Decimal, places: int, mode: str) -> str:
    return str(value.quantize(Decimal(1).scaleb(-places), rounding=mode))


@given(old=MONEY, share=SHARE, places=st.tuples(*[st.integers(0, 3)] * 3), data=st.data())
def test_rounding_or_truncating_true_figures_never_breaks_a_sum(
    old: int, share: int, places: tuple[int, int, int], data: st.DataObject
) -> None:
    before, factor = Decimal(old) / 1000, Decimal(share) / 10
    after = before * (1 + factor / 100)
    modes = [data.draw(st.sampled_from((ROUND_HALF_UP, ROUND_DOWN))) for _ in range(3)]
    printed = [rounded(v, n, m) for v, n, m in zip((before, factor, after), places, modes, strict=True)]
    # A figure cut by more than a tenth is no figure of that digit: nobody writes 1 for 1.9.
    assume(all(abs(Decimal(p) - v) <= v / 20 for p, v in zip(printed, (before, factor, after), strict=True)))
    claims = growth_claims(printed[0], printed[1], printed[2], Decimal(10**6))
    assert find_sums("art", claims, THRESHOLDS).sums == ()


@given(old=MONEY, new=MONEY, share=SHARE, power=st.integers(-3, 6), seed=st.randoms(use_true_random=False))
def test_scale_and_order_leave_the_finding(old: int, new: int, share: int, power: int, seed: Any) -> None:
    texts = str(Decimal(old) / 10), str(Decimal(share) / 10), str(Decimal(new) / 10)
    one = growth_claims(*texts, Decimal(10**6))
    other = growth_claims(*texts, Decimal(10**6) * Decimal(10) ** power)
    seed.shuffle(other)
    first, second = (find_sums("art", claims, THRESHOLDS).sums for claims in (one, other))
    assert [(each.sum_id, each.gap, each.alert) for each in first] == [
        (each.sum_id, each.gap, each.alert) for each in second
    ]


@given(parts=st.lists(st.integers(1, 99), min_size=2, max_size=2), extra=st.integers(-60, 60))
def test_exact_counts_break_a_sum_exactly_when_they_do(parts: list[int], extra: int) -> None:
    total = sum(parts) + extra
    assume(total > 0)
    sentence = f"A fleet of {total}t consists of {parts[0]}a and {parts[1]}b."
    values = [(total, "t"), (parts[0], "a"), (parts[1], "b")]
    claims = [
        claim(n, Decimal(value), f"{value}{mark}", "vehicles", sentence=sentence)
        for n, (value, mark) in enumerate(values)
    ]
    known = all(value < 100 or value % 10 for value, _ in values)
    assume(known)
    assert bool(find_sums("art", claims, THRESHOLDS).sums) == (extra != 0)
