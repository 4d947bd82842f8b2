"""Sentences: the cases of `tests/cases/sentences.toml`, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon.tuning import tuned
from extractors.text.sentences import paragraph_of, paragraphs, split_sentences
from tests.spent import processor

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sentences.toml").read_text("utf-8"))["case"]
TEXTS = st.text(alphabet=st.sampled_from("abc AB.!?\n\r\t|-“”\"'…()1 \u00a0\u2028é"), max_size=200)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = [span.of(case["text"]) for span in split_sentences(case["text"])]
    assert found == case["expect"], case["text"]


def test_a_third_of_the_cases_is_negative() -> None:
    assert sum(len(case["expect"]) < 2 for case in CASES) * 3 >= len(CASES)


@given(TEXTS)
def test_sentences_cover_the_text_once(text: str) -> None:
    for spans in (split_sentences(text), paragraphs(text)):
        end = 0
        for span in spans:
            assert span.start >= end
            assert not text[end : span.start].strip()
            assert span.of(text) == span.of(text).strip() != ""
            end = span.end
        assert not text[end:].strip()


@given(TEXTS)
def test_sentences_lie_within_paragraphs(text: str) -> None:
    blocks = paragraphs(text)
    for sentence in split_sentences(text):
        block = paragraph_of(blocks, sentence.start)
        assert block is not None
        assert block.contains(sentence)


@given(st.text(max_size=100))
def test_any_text_at_all(text: str) -> None:
    assert all(span.of(text) for span in split_sentences(text))


@pytest.mark.parametrize("space", [chr(code) for code in range(0x3001) if chr(code).isspace()])
def test_a_full_stop_after_any_white_space(space: str) -> None:
    text = f"It rose{space}. It fell{space}{space}. A{space}."
    assert split_sentences(text)[0].of(text).startswith("It rose")


def test_paragraph_of_white_space_is_none() -> None:
    text = "One.\n\nTwo."
    assert paragraph_of(paragraphs(text), 5) is None
    assert paragraph_of(paragraphs(text), 99) is None


@pytest.mark.parametrize("piece", [". ", "A. ", '"', " ", "\n", "a", "Inc. ", "| ", "\n- ", "(", "…"])
def test_hostile_text_is_quick(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    with processor() as spent:
        split_sentences(text)
    assert spent() < 1.5  # about 20 ms alone on one core; the slack is for a busy machine


def test_what_no_sentence_is_as_long_as_comes_in_pieces() -> None:
    text = "one, two " * 1_000 + "x" * 3_000
    spans = split_sentences(text)
    assert max(span.end - span.start for span in spans) <= tuned("longest_sentence")
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")
