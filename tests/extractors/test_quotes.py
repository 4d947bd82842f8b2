from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims.quotes.marks import find_marked
from extractors.claims.quotes.quotations import find_quotes
from extractors.lexicon.quotes import load_quote_lexicon
from extractors.lexicon.strict import LexiconError
from tests.extractors.reading import reading_of
from tests.spent import processor

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "quotes.toml").read_text(encoding="utf-8"))[
    "case"
]
WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        " ",
        "\n",
        ",",
        ".",
        "said",
        "Ada Lund",
        "he",
        "We were there",
        "27",
        "„",
        "«",
        "»",
        "``",
        "—",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    found = find_quotes(reading_of(case["text"]))
    got = [(quote.words_span.of(case["text"]), quote.speaker) for quote in found]
    assert got == [(wanted["words"], wanted.get("speaker")) for wanted in case["expect"]]


def test_a_third_of_the_cases_expect_nothing():
    assert 3 * sum(not case["expect"] for case in CASES) >= len(CASES)


def test_unnamed_speakers_have_a_low_confidence_and_named_ones_at_the_verb_a_high_one():
    unnamed = find_quotes(reading_of("“We ship on Friday,” the spokesman said."))
    named = find_quotes(reading_of("“We ship on Friday,” Sam Altman said."))
    assert unnamed[0].confidence < 0.5 < 0.85 <= named[0].confidence


def test_parts_of_one_utterance_share_a_number():
    found = find_quotes(
        reading_of("“It is a bet,” Sam Altman said. “A good one.” Tom Berg said: “It is not a bet.”")
    )
    assert [quote.utterance for quote in found] == [0, 0, 1]


def test_the_sentence_holds_the_words():
    text = "Earlier news. “It is a bet. A good one,” Sam Altman said. Later news."
    (quote,) = find_quotes(reading_of(text))
    assert quote.sentence_span.contains(quote.words_span)
    assert "Earlier" not in quote.sentence_span.of(text)


@given(st.lists(WORDS, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_spans_slice_to_words_in_order_and_apart(text):
    marked = find_marked(text)
    for one in marked:
        words = one.words.of(text)
        assert words == words.strip()
        assert one.outer.contains(one.words)
    for before, after in pairwise(marked):
        assert before.outer.end <= after.outer.start
    for quote in find_quotes(reading_of(text)):
        assert quote.words_span.of(text)
        assert quote.sentence_span.contains(quote.words_span)


@pytest.mark.parametrize(
    "unit",
    ["'a ", '"', "“", "'", ' "a', " 'a\"b'", "‘a “b ", "A", "Ab ", "said he ", "“Ab,” said Cd Ef. ", "’s "],
)
def test_hostile_marks_take_no_time(unit):
    text = unit * (100_000 // len(unit))
    with processor() as spent:
        find_marked(text)
    assert spent() < 1.0


def test_time_grows_with_the_length_only():
    story = "“It is a bet,” Sam Altman said. “A good one.” Others wait in line.\n\n"
    reading = reading_of(story * 400)
    with processor() as spent:
        found = find_quotes(reading)
    assert len(found) == 800
    assert spent() < 4.0


@pytest.mark.parametrize(
    "unit", ["Q: a?\nA: b\n", "> x y z\n", "Mr. Ab Cd: e\n", "@a ", "Ab Cd, 44, said ", "'n' "]
)
def test_hostile_layouts_take_no_time(unit):
    reading = reading_of(unit * (100_000 // len(unit)))
    with processor() as spent:
        find_quotes(reading)
    assert spent() < 2.0


def test_questions_of_the_outlet_are_nobodys_quotations():
    turns = ("Tagus Daily: Why?", "Ada Lund: It turns.", "Tagus Daily: And?", "Ada Lund: It turns well.")
    text = "\n\n".join(("Ada Lund runs a mill.", *turns))
    reading = reading_of(text)
    article = replace(reading.article, outlet="The Tagus Daily")
    found = find_quotes(replace(reading, article=article))
    assert [quote.words_span.of(text) for quote in found] == ["It turns.", "It turns well."]


def test_a_lexicon_with_a_wrong_key_is_refused(tmp_path):
    path = tmp_path / "quotes.toml"
    path.write_text('verbz = ["said"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="verbz"):
        load_quote_lexicon(path)
