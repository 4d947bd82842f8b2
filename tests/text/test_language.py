"""Another language is recognised before anything is read, and English is never taken for one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.lexicon.languages import load_languages
from extractors.lexicon.strict import LexiconError
from extractors.records import Stage
from extractors.text.language import other_language
from tests.extractors.reading import reading_of
from tests.spent import processor

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "languages.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_language(case: dict[str, Any]) -> None:
    assert other_language(case["text"]) == case.get("language")


@pytest.mark.parametrize("case", [case for case in CASES if case["id"] in {"german", "chinese"}])
def test_a_text_of_another_language_is_skipped_with_an_issue(case: dict[str, Any]) -> None:
    extraction = extract_claims(reading_of(case["text"]).article, Lexicon.load())
    assert (extraction.claims, extraction.credits) == ((), ())
    (issue,) = extraction.issues
    assert (issue.stage, issue.code) == (Stage.EXTRACT, "other_language")
    assert case["language"] in issue.message


def test_english_is_read_though_it_quotes_another_language() -> None:
    text = next(case["text"] for case in CASES if case["id"] == "english_with_a_german_quotation")
    assert extract_claims(reading_of(text).article, Lexicon.load()).claims


@pytest.mark.parametrize("unit", ["der ", "a", "泉", "泉 the ", "é", "1 ", "\n"])
def test_length_costs_nothing(unit: str) -> None:
    other_language("warm the lists")
    with processor() as spent:
        other_language(unit * 100_000)
    assert spent() < 0.5  # a few ms alone


def test_a_word_of_english_in_another_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "languages.toml"
    path.write_text('[words]\nEnglish = ["the"]\nDutch = ["the"]\n[scripts]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="English too: the"):
        load_languages(path)
