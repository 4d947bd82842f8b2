"""Page furniture is told from figures, as `tests/cases/furniture.toml` has it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.text.furniture import without_furniture
from extractors.text.quantities import find_quantities
from extractors.text.sentences import split_sentences
from tests.spent import processor

CASES = tomllib.loads(Path("tests/cases/furniture.toml").read_text(encoding="utf-8"))["case"]


def left(text: str) -> list[str]:
    return [q.text for q in without_furniture(text, split_sentences(text), find_quantities(text))]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_furniture(case: dict[str, Any]) -> None:
    assert left(case["text"]) == case["left"]


@pytest.mark.parametrize("piece", ["1 ", "(1)", "(1, ", "5 comments ", "555-", "call 1 "])
def test_hostile_text_is_quick(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    sentences, quantities = split_sentences(text), find_quantities(text)[:50]
    with processor() as spent:
        without_furniture(text, sentences, quantities)
    assert spent() < 1.5  # a tenth of it alone
