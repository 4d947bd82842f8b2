"""Text that is no news: nothing raises, what is read points at its words, what is dropped is an issue."""

from __future__ import annotations

import pytest

from extractors.claims.pipeline import Extraction, extract_claims
from extractors.lexicon.tuning import tuned
from extractors.records import Kind
from tests.extractors.reading import article, lexicon


def extracted(text: str, outlet: str | None = None) -> Extraction:
    extraction = extract_claims(article(text, "2024-10-02", outlet=outlet), lexicon())
    for claim in extraction.claims:
        assert claim.start is not None
        assert text[claim.start : claim.end] == claim.value_text
        assert claim.low is None or claim.low.is_finite()
    return extraction


def figures(extraction: Extraction) -> list[tuple[str, str]]:
    return [(str(claim.low), str(claim.unit)) for claim in extraction.claims if claim.kind == Kind.QUANTITY]


def codes(extraction: Extraction) -> list[str]:
    return [issue.code for issue in extraction.issues]


@pytest.mark.parametrize("text", ["", " \n\n\t", "\x00", "\ud800", "\u202e\u200b\ufeff", "((((", "-\n-\n-"])
def test_text_without_words_yields_nothing_and_says_so(text: str) -> None:
    extraction = extracted(text)
    assert (extraction.claims, codes(extraction)) == ((), ["no_claims"])


@pytest.mark.parametrize(
    "value",
    [
        "$6\u200b.6 billion",
        "$\u20666.6\u2069 billion",
        "\u202d$6.6\u202c bil\u00adlion",
        "$6.6\u00a0billi\u043en",
        "\uff04\uff16.\uff16 billion",
        "$6.6 b\u0456llion",
        "\\$**6.6** billion",
    ],
)
def test_marks_and_look_alikes_inside_a_number_are_read_through(value: str) -> None:
    extraction = extracted(f"Acme raised {value} on Wednesday \ud800 it said.\x00")
    assert figures(extraction) == [("6600000000", "USD")]
    (claim,) = extraction.claims
    assert claim.value_text.strip("\u202d\u202c\u2066\u2069").endswith("n")


@pytest.mark.parametrize("value", ["1\u041e0 jobs", "1O0 jobs", "l00 jobs", "NaN dollars", "inf users"])
def test_what_only_looks_like_a_number_is_none(value: str) -> None:
    assert figures(extracted(f"Acme cut {value} on Wednesday.")) == []


@pytest.mark.parametrize(
    "value",
    [
        "1e400 dollars",
        "$1e-400",
        "9.9e99999 users",
        "$10^1000",
        "$" + "9" * 400,
        "$1 x 10^999",
        "1\u041e0 dollars",
    ],
)
def test_a_number_out_of_range_is_dropped_and_said_so(value: str) -> None:
    extraction = extracted(f"Acme paid {value} on Wednesday.")
    assert figures(extraction) == []
    assert "unreadable_number" in codes(extraction)


@pytest.mark.parametrize("text", ["It paid $5 million. " * 3000, "5 " * 3000, "| 12 | $5 |\n" * 1500])
def test_a_page_of_figures_is_capped_and_said_so(text: str) -> None:
    extraction = extracted(text)
    assert len(extraction.claims) <= tuned("most_claims")
    (issue,) = [issue for issue in extraction.issues if issue.code == "too_many_figures"]
    assert "Only the first 1000 figures are read" in issue.message


def test_a_long_text_is_read_whole() -> None:
    text = "The board met in the old town hall and spoke of nothing much. " * 20_000
    (claim,) = extracted(text + "Acme paid $5 million.").claims
    assert (claim.value_text, claim.start) == ("$5 million", len(text) + 10)


def test_a_dollar_in_a_canadian_paper_is_said_to_be_a_guess() -> None:
    extraction = extracted("Acme raised $5 million and then C$7 million.", outlet="The Globe and Mail")
    assert figures(extraction) == [("5000000", "CAD"), ("7000000", "CAD")]
    (issue,) = [issue for issue in extraction.issues if issue.code == "ambiguous_currency"]
    assert issue.message == '"$5 million" read as CAD; USD is possible, the text does not say.'


def test_a_dollar_in_an_american_paper_is_no_guess() -> None:
    extraction = extracted("Acme raised $5 million.", outlet="The New York Times")
    assert (figures(extraction), codes(extraction)) == ([("5000000", "USD")], [])


def test_a_hedge_that_is_taken_for_a_part_of_a_name_leaves_the_figure() -> None:
    extraction = extracted("U.S. Senate Passes $70 Billion Harbour Plan for Ashby")
    assert figures(extraction) == [("70000000000", "USD")]
