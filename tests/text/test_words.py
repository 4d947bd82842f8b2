"""Words sought all at once are found where an alternation of them, longest first, would find them."""

from __future__ import annotations

import re

import pytest

from extractors.text.words import find_words

WORDS = ("Berg", "Bergman", "O’Neil", "O", "St.", "de-Vries", "A_1", "Øst", "an")


@pytest.mark.parametrize(
    "text",
    [
        "Berg met Bergman, Berg-Olsen and Bergmans; O’Neil, O’Neils and O spoke.",
        "St. Berg. de-Vries de-Vriesen A_1 A_12 xØst Øst",
        "Berg",
        "",
        "an Anan an-an an",
        "ſBerg 𝒳Berg Berg𝒳 Berg2 2Berg",
    ],
)
def test_as_an_alternation(text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(WORDS, key=lambda word: (-len(word), word))))
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    assert list(find_words(text, WORDS)) == [match.span() for match in pattern.finditer(text)]


def test_no_words() -> None:
    assert list(find_words("Berg", ())) == []
