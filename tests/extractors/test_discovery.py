"""Names of no lexicon: what is proposed, as what, and what it looks like."""

from __future__ import annotations

from extractors.claims.discovery import Proposal, look_into, proposals
from tests.extractors.reading import entities
from tests.spent import processor

FIRST = (
    "The startup Quorvane AI raised $12 million on Monday. Quorvane makes locks in Delmere. "
    "Its chief executive, Imelda Traske, said the money would last."
)
SECOND = (
    "Nobody wants Brostwick back. Its rival Quorvane AI sells locks in Delmere. "
    "“We like locks,” Imelda Traske said."
)
THIRD = "OpenAI and the lab Antropic disagree. Brostwick said so in Delmere. Antropic raised $3 million."
FOURTH = "The lab Antropic is back, and so is GPT-4o. PORT ELLERY, March 3. Antropic raised $4 million."


def proposed(*texts: str, least: int = 2, claims: dict[str, int] | None = None) -> dict[str, Proposal]:
    found = [look_into(text, entities()) for text in texts]
    return {each.name: each for each in proposals(found, claims or {}, entities(), least)}


def test_names_of_several_articles_are_proposed_with_kind_cue_and_sentence() -> None:
    found = proposed(FIRST, SECOND)
    company = found["Quorvane AI"]
    assert (company.kind, company.n_articles, company.short) == ("company", 2, ("Quorvane",))
    assert company.sentence == "The startup Quorvane AI raised $12 million on Monday."
    assert found["Imelda Traske"].kind == "person"
    assert found["Delmere"].kind == "place"


def test_a_name_of_one_article_is_proposed_only_when_asked_for() -> None:
    assert "Brostwick" not in proposed(FIRST, SECOND)
    assert "Brostwick" in proposed(FIRST, SECOND, least=1, claims={"Brostwick": 1})


def test_a_name_that_nothing_shows_the_kind_of_needs_a_claim() -> None:
    assert "Brostwick" not in proposed(SECOND, THIRD)
    assert proposed(SECOND, THIRD, claims={"Brostwick": 1})["Brostwick"].kind == "unknown"


def test_ordinary_words_titles_and_contractions_are_no_names() -> None:
    text = "The startup Prime has prime locks. Gov. Imelda Traske said: “I’m here.” Shares of I’m rose."
    found = proposed(text, text, claims={"Prime": 9, "I’m": 9, "Gov": 9})
    assert list(found) == ["Imelda Traske"]


def test_claims_put_a_name_first_and_count_its_short_forms() -> None:
    found = proposed(FIRST, SECOND, claims={"Quorvane": 2, "Quorvane AI": 3})
    assert next(iter(found)) == "Quorvane AI"
    assert found["Quorvane AI"].n_claims == 5


def test_a_listed_name_is_never_proposed() -> None:
    found = proposed(THIRD, FOURTH, least=1)
    assert not {"OpenAI", "GPT-4o"} & found.keys()


def test_a_near_name_shows_what_it_looks_like_and_is_proposed_all_the_same() -> None:
    assert proposed(THIRD, FOURTH)["Antropic"].looks_like == "Anthropic"
    assert proposed(FIRST, SECOND)["Quorvane AI"].looks_like is None


def test_a_number_makes_another_name() -> None:
    text = "The model Clawde 9 is out. Anthropic made no Clawde 9."
    assert all(each.looks_like is None for each in proposed(text, least=1).values() if "9" in each.name)


def test_capitals_throughout_are_a_dateline() -> None:
    assert "PORT ELLERY" not in proposed(FOURTH, least=1)


def test_the_order_of_articles_changes_nothing() -> None:
    there = [look_into(text, entities()) for text in (FIRST, SECOND, THIRD)]
    names = [each.name for each in proposals(there, {}, entities(), 1)]
    assert names == [each.name for each in proposals(reversed(there), {}, entities(), 1)]


def test_time_grows_with_the_length_only() -> None:
    with processor() as spent:
        look_into(f"{FIRST}\n\n{SECOND}\n\n" * 300, entities())
    assert spent() < 6.0
