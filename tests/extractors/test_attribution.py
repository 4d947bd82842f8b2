"""Credits in text: every pattern by its own examples, whose word a value is, and what always holds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims.credits.attribution import find_attributions
from extractors.claims.credits.presupposed import is_presupposed
from extractors.claims.credits.reach import credit_for
from extractors.claims.pipeline import extract_claims
from extractors.lexicon.attribution import (
    Counterexample,
    Document,
    Example,
    Inverted,
    Phrase,
    Unnamed,
    Verbs,
    load_attribution_lexicon,
)
from extractors.lexicon.strict import LexiconError
from extractors.records import Attribution, Link, Span
from extractors.text.sentences import split_sentences
from tests.extractors.reading import article, lexicon
from tests.tracing_world import ENTITIES, OUTLETS

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "attribution.toml").read_text(encoding="utf-8"))
LEXICON = load_attribution_lexicon().lexicon
SECTIONS: tuple[Verbs | Inverted | Phrase | Unnamed | Document, ...] = (
    *LEXICON.verbs,
    LEXICON.inverted,
    *LEXICON.phrase,
    *LEXICON.wire,
    *LEXICON.anonymous,
    LEXICON.described,
    *LEXICON.document,
)
EXAMPLES: list[Example] = [example for section in SECTIONS for example in section.example]
COUNTEREXAMPLES: list[Counterexample] = [one for section in SECTIONS for one in section.counterexample]


def credits_in(text: str, links: tuple[Link, ...] = ()) -> tuple[Attribution, ...]:
    return find_attributions(text, split_sentences(text), ENTITIES, links, OUTLETS)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.text[:60] for example in EXAMPLES])
def test_every_example_of_the_lexicon(example: Example) -> None:
    found = credits_in(example.text)
    assert {credit.name for credit in found} == {name.replace("'", "’") for name in example.credits}
    assert found[0].chain == example.chain


@pytest.mark.parametrize("example", COUNTEREXAMPLES, ids=[example.text[:60] for example in COUNTEREXAMPLES])
def test_every_counterexample_of_the_lexicon(example: Counterexample) -> None:
    assert credits_in(example.text) == (), example.because


@pytest.mark.parametrize("case", CASES["value"], ids=[case["id"] for case in CASES["value"]])
def test_whose_word_a_value_is(case: dict[str, str]) -> None:
    text, value = case["text"], case["value"]
    start = text.index(value)
    span = Span(start=start, end=start + len(value))
    found = credit_for(span, credits_in(text))
    assert (found.name if found else "") == case["credit"], case["why"]


@pytest.mark.parametrize("case", CASES["granted"], ids=[case["id"] for case in CASES["granted"]])
def test_what_is_taken_for_granted(case: dict[str, Any]) -> None:
    start = case["text"].index(case["value"])
    value = Span(start=start, end=start + len(case["value"]))
    credits = credits_in(case["text"])
    assert credits
    assert any(is_presupposed(case["text"], value, credit) for credit in credits) is case["granted"]


@pytest.mark.parametrize("case", CASES["credit"], ids=[case["id"] for case in CASES["credit"]])
def test_credits(case: dict[str, Any]) -> None:
    found = credits_in(case["text"])
    assert [[str(credit.kind), credit.name] for credit in found] == case["expect"], case["why"]


def test_a_post_names_whose_quotation_it_is() -> None:
    words = "The mill can grind 40 tonnes an hour, and we will build more of them next year."
    text = f'As Ferrow’s tech lead [says](https://x.com/DavidMarsh7/status/18):\n\n> "{words}"'
    claims = extract_claims(article(text), lexicon()).claims
    said = [claim for claim in claims if claim.kind == "quote"]
    assert [claim.subject for claim in said] == ["David Marsh"]
    assert {claim.attributed_to for claim in claims} == {"David Marsh"}


def test_links_of_an_article_are_read_like_those_in_its_text() -> None:
    text = "The round is closed, Axios reported."
    start = text.index("Axios")
    link = Link(
        url="https://www.axios.com/2024/05/01/nimbus-round-closed", span=Span(start=start, end=len(text) - 1)
    )
    (credit,) = credits_in(text, (link,))
    assert (credit.name, credit.url) == ("Axios", link.url)


def test_no_text_no_credit() -> None:
    assert credits_in("") == ()


PIECES = (
    "Reuters|Nimbus|said|,|. |according to|the company|it|[|](https://x.com/a/status/1)|in a filing|“|”"
    "|citing|\n|people familiar with|the|Elena Marsh|'s|*|told|$5|blog post|é|🎈"
)
pieces = st.sampled_from(PIECES.split("|"))


@given(st.lists(pieces, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_credits_are_in_order_inside_the_text_and_the_same_again(text: str) -> None:
    found = credits_in(text)
    assert list(found) == sorted(found, key=lambda credit: (credit.span.start, credit.span.end, credit.name))
    assert all(
        credit.span.end <= len(text) and credit.name and credit.span.start < credit.span.end
        for credit in found
    )
    assert not any("\ue000" <= char <= "\uf8ff" for credit in found for char in credit.name)
    assert found == credits_in(text)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    credits_in(text)


def test_long_lines_are_read_in_linear_time() -> None:
    for text in (
        "according to the " * 3000,
        "Nimbus, " * 4000,
        "[" * 20_000,
        "said in a new " * 3000,
        "A " * 20_000,
        "“" * 9000,
    ):
        credits_in(text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[inverted]", "[inverse]", "inverse"),
        ("nests = true", "nest = true", "nests"),
        ("({study}|{party}|{document}|{finding}|{anonymous})", "({study}|(", "not a regular expression"),
        ("({study}|{party}|{document}|{finding}|{anonymous})", "{study}", "exactly one source"),
        ("cited = true", 'cited = "yes"', "cited"),
    ],
)
def test_the_lexicon_is_strict(tmp_path: Path, old: str, new: str, message: str) -> None:
    shipped = Path(__file__).parents[2] / "extractors" / "lexicon" / "attribution.toml"
    text = shipped.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "attribution.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_attribution_lexicon(path)
