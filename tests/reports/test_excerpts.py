"""Excerpts: short, and the figure still stands where it is said to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.excerpts import MOST_LETTERS, excerpt


@given(st.text(max_size=1_500), st.integers(0, 1_500), st.integers(0, 1_500))
def test_the_figure_stays_in_a_short_excerpt(sentence: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(sentence)), min(other, len(sentence))))
    words, first, last = excerpt(sentence, start, end)
    assert len(words) <= MOST_LETTERS + 4
    if first is not None and last is not None:
        assert words[first:last] == sentence[start:end]
    else:
        assert end - start > MOST_LETTERS


def test_long_sentences_are_cut_at_spaces() -> None:
    sentence = "word " * 300 + "$5 billion" + " word" * 300
    words, first, last = excerpt(sentence, 1_500, 1_510)
    assert words[first:last] == "$5 billion"
    assert words.startswith("… word ")
    assert words.endswith(" word …")
    assert excerpt("word " * 300)[0].endswith("word …")
    assert excerpt("It is short.", 0, 2) == ("It is short.", 0, 2)
