"""Words made one regular expression match what the words do."""

from __future__ import annotations

import re

import pytest

from extractors.text.alternation import any_word

WORDS = ("over", "own", "owns", "a", "an", "u.s.", "c++", "per cent", "percent")


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_matched_whole(word: str) -> None:
    assert re.fullmatch(any_word(WORDS), word)


@pytest.mark.parametrize(
    ("text", "found"), [("ownset", "owns"), ("ano", "an"), ("u.so", None), ("ove", None)]
)
def test_the_longest_word_wins_and_no_part_of_one_counts(text: str, found: str | None) -> None:
    match = re.match(any_word(WORDS), text)
    assert (match.group() if match else None) == found


def test_shared_letters_stand_once() -> None:
    assert any_word(["over", "own", "owns"]) == "o(?:ver|wn(?:s)?)"
