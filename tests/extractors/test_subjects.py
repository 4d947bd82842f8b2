"""Whose the figures of whole articles are, as `tests/cases/subjects.toml` has them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.claims.pipeline import extract_claims
from extractors.records import Kind
from tests.extractors.reading import article, lexicon
from tests.extractors.test_figures import check, claim_at

CASES = tomllib.loads(Path("tests/cases/subjects.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_subjects(case: dict[str, Any]) -> None:
    text = case["text"].strip()
    found = extract_claims(article(text, case.get("published"), case.get("title")), lexicon()).claims
    claims = [claim for claim in found if claim.kind is Kind.QUANTITY]
    for wanted in case["expect"]:
        claim = claim_at(text, wanted["value"], claims)
        check(claim, wanted)
        assert claim.subject != wanted.get("not_subject")
