"""Periods and statuses of figures within their article, as `tests/cases/timing.toml` has them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.claims.figures.clauses import is_taken_back
from extractors.claims.pipeline import extract_claims
from extractors.records import Kind
from tests.extractors.reading import article, lexicon
from tests.extractors.test_figures import check, claim_at
from tests.spent import processor

CASES = tomllib.loads(Path("tests/cases/timing.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_timing(case: dict[str, Any]) -> None:
    found = extract_claims(article(case["text"], case.get("published"), case.get("title")), lexicon()).claims
    claims = [claim for claim in found if claim.kind is Kind.QUANTITY]
    for wanted in case["expect"]:
        check(claim_at(case["text"], wanted["value"], claims), wanted)


def test_hostile_text_is_read_in_time() -> None:
    extract_claims(article("Nimbus AI raised $4 million."), lexicon())
    for stretch in ("a" * 100_000, "It has " * 14_000, "not n't would to " * 6_000):
        with processor() as spent:
            assert not is_taken_back(stretch)
        assert spent() < 0.5  # a few ms alone
