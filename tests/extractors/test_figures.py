"""Figures from sentences: metric, subject, period, status, scope, as `tests/cases/figures.toml` has them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.claims.pipeline import extract_claims
from extractors.records import Claim, Kind
from tests.extractors.reading import article, lexicon

CASES = tomllib.loads(Path("tests/cases/figures.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_figures(case: dict[str, Any]) -> None:
    found = extract_claims(article(case["text"], case.get("published")), lexicon()).claims
    claims = [claim for claim in found if claim.kind is Kind.QUANTITY]
    if case.get("only"):
        assert not claims
    for wanted in case["expect"]:
        check(claim_at(case["text"], wanted["value"], claims), wanted)


def claim_at(text: str, value: str, claims: list[Claim]) -> Claim:
    place = text.index(value)
    for claim in claims:
        if claim.start is not None and claim.start < place + len(value) and place < (claim.end or 0):
            return claim
    raise AssertionError(f"no claim at {value!r}; found {[claim.value_text for claim in claims]}")


def check(claim: Claim, wanted: dict[str, Any]) -> None:
    for key in ("metric", "subject", "counterparty", "status"):
        if key in wanted:
            assert (getattr(claim, key) or "") == wanted[key], key
    if "not_metric" in wanted:
        assert claim.metric != wanted["not_metric"]
    if "period" in wanted:
        assert (claim.period or "") == wanted["period"]
    if "scope" in wanted:
        assert dict(claim.scope) == wanted["scope"]
    if "low" in wanted:
        assert claim.low == wanted["low"]


def test_spans_slice_to_the_printed_value() -> None:
    for case in CASES:
        for claim in extract_claims(article(case["text"]), lexicon()).claims:
            assert claim.start is not None
            assert case["text"][claim.start : claim.end] == claim.value_text
            assert claim.sentence in case["text"]


def test_same_article_gives_the_same_claims() -> None:
    text = "\n".join(case["text"] for case in CASES)
    assert extract_claims(article(text), lexicon()) == extract_claims(article(text), lexicon())


def test_claim_ids_are_unique_within_an_article() -> None:
    text = "Nimbus AI raised $40 million. Nimbus AI raised $40 million.\nNimbus AI raised $40 million."
    ids = [claim.claim_id for claim in extract_claims(article(text), lexicon()).claims]
    assert len(set(ids)) == len(ids) == 3
