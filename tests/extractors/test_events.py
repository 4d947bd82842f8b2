"""Events as subjects: two outlets' figures of one event get one subject (`tests/cases/events.toml`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.claims.pipeline import extract_claims
from extractors.lexicon.events import load_events
from extractors.records import Claim, Kind
from tests.extractors.reading import article, lexicon
from tests.extractors.test_figures import check, claim_at

CASES = tomllib.loads(Path("tests/cases/events.toml").read_text(encoding="utf-8"))["case"]


def claim_in(told: dict[str, Any], value: str) -> Claim:
    text = told["text"].strip()
    found = extract_claims(article(text, told.get("published"), told.get("title")), lexicon()).claims
    return claim_at(text, value, [claim for claim in found if claim.kind is Kind.QUANTITY])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_two_outlets_tell_of_one_event(case: dict[str, Any]) -> None:
    for wanted in case.get("same", []):
        for side, value in zip(("left", "right"), wanted["values"], strict=True):
            check(claim_in(case[side], value), wanted)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_one_of_them_tells(case: dict[str, Any]) -> None:
    for wanted in case.get("alone", []):
        check(claim_in(case[wanted["in"]], wanted["value"]), wanted)


def test_every_class_of_events_is_named_by_a_place() -> None:
    for kind in load_events().classes:
        text = f"The {kind.words[0]} in Karrow killed 12 people on Monday."
        claim = claim_in({"text": text}, "12 people")
        assert claim.subject == f"Karrow {kind.name}", text
