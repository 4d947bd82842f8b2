"""Answers, independent origins and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.blocks import check_block
from checkers.records import BlockFindings, Verdict
from checkers.rules import load_rules
from checkers.witnesses import count_witnesses
from tests.checkers.tellings import telling

RULES = load_rules()


def block(*tables: Mapping[str, Any], metric: str = "valuation") -> BlockFindings:
    """The findings of claims on one subject."""
    shared = {"subject": "Halcyon", "metric": metric, "period": "2024-10"}
    return check_block("b", [telling({**shared, **table}, n) for n, table in enumerate(tables)], RULES)


EXACT = {"value": "$593.7bn", "low": "593700000000"}
TRUNCATED = {"value": "$593bn", "low": "593000000000"}
OTHER = {"value": "$589bn", "low": "589000000000"}
BOUND = {"value": "$560bn", "low": "560000000000", "mod": "over"}


def test_one_answer_of_two_origins_is_settled() -> None:
    found = block(EXACT, TRUNCATED)
    assert [question.verdict for question in found.questions] == [Verdict.SETTLED]
    assert [(answer.n_origins, answer.n_articles) for answer in found.answers] == [(2, 2)]
    assert found.answers[0].value_text == "$593.7bn"


def test_copies_are_one_origin() -> None:
    found = block({**EXACT, "origin": "wire"}, {**TRUNCATED, "origin": "wire"})
    assert found.questions[0].verdict is Verdict.SINGLE_ORIGIN
    assert (found.answers[0].n_articles, found.answers[0].n_origins) == (2, 1)


def test_a_contradiction_is_disputed() -> None:
    found = block({"value": "$6.7bn", "low": "6700000000"}, {"value": "$6.6bn", "low": "6600000000"})
    assert found.questions[0].verdict is Verdict.DISPUTED
    assert len(found.answers) == 2


def test_a_bound_allows_both_sides_of_a_dispute() -> None:
    found = block(TRUNCATED, OTHER, BOUND)
    assert [answer.value_text for answer in found.answers] == ["$593bn", "$589bn"]
    bound = next(form.form_id for form in found.forms if form.modifier == "over")
    assert all(answer.allows == (bound,) for answer in found.answers)
    assert all(bound not in answer.states for answer in found.answers)


def test_a_denial_is_no_answer() -> None:
    found = block({**EXACT, "status": "denied"})
    assert not found.answers
    assert found.questions[0].verdict is Verdict.SINGLE_ORIGIN


def test_the_first_teller_is_named() -> None:
    found = block({**EXACT, "told": "2024-10-03"}, {**EXACT, "told": "2024-10-01"}, EXACT)
    assert (found.answers[0].first_seen_at, found.answers[0].first_article_id) == ("2024-10-01", "art_1")


@pytest.mark.parametrize(
    ("tables", "origins"),
    [
        ([{}, {}], 2),
        ([{"origin": "a"}, {"origin": "a"}], 1),
        ([{"by": "The Herald", "credit": "outlet"}, {"by": "Herald", "credit": "outlet"}], 1),
        ([{"by": "a filing", "credit": "document"}, {"by": "a filing", "credit": "document"}], 1),
        ([{"by": "Ada Brook", "credit": "person"}, {"by": "Ada Brook", "credit": "person"}], 2),
        ([{"by": "people", "credit": "anonymous"}, {"by": "people", "credit": "anonymous"}], 2),
        ([{"by": "Herald", "credit": "outlet"}, {"outlet": "Herald"}], 1),
        ([{"by": "Herald"}, {"outlet": "Herald"}], 1),
        ([{"by": "Herald"}, {"by": "Herald"}], 2),
        ([{"origin": "a", "by": "Herald", "credit": "outlet"}, {"origin": "a"}, {"outlet": "Herald"}], 1),
        ([{"by": "Herald", "credit": "outlet"}, {"by": "Courier", "credit": "wire"}, {"outlet": "Post"}], 3),
        ([{"outlet": "Post"}, {"outlet": "The Post"}], 1),
        ([{"outlet": "Post", "sources": ["owner:lund"]}, {"outlet": "Mail", "sources": ["owner:lund"]}], 1),
        ([{"sources": ["outlet:herald"]}, {"sources": ["outlet:herald"]}], 1),
        ([{"sources": ["outlet:herald"]}, {"outlet": "Herald"}], 1),
        ([{"sources": ["article:art_1"]}, {}], 1),
        ([{"sources": ["article:art_9"]}, {}], 2),
        ([{"sources": ["quotes:art_1"]}, {}], 2),
        (
            [
                {"by": "people", "credit": "anonymous", "sources": ["outlet:herald"]},
                {"by": "people", "credit": "anonymous", "sources": ["outlet:herald"]},
            ],
            2,
        ),
    ],
)
def test_origins(tables: list[dict[str, str]], origins: int) -> None:
    shared = {"subject": "Halcyon", "metric": "valuation", "value": "$1bn", "low": "1000000000"}
    found = count_witnesses(telling({**shared, **table}, n) for n, table in enumerate(tables))
    assert found.origins == origins


@pytest.mark.parametrize(
    ("tables", "questions"),
    [
        ([{"period": "2024-10"}, {"period": "2024-11"}], 1),
        ([{"period": "2024-05"}, {"period": "2024-12"}], 2),
        ([{"period": "2024-05"}, {"period": None, "told": "2024-12-15"}], 1),
        ([{"period": "2024-05"}, {"period": "2024-12"}, {"period": None, "told": "2024-12-15"}], 2),
        ([{"period": "2024-05"}, {"period": "2024-05", "scope": {"round": "series_b"}}], 1),
        (
            [
                {"period": "2024-05"},
                {"period": "2024-05", "scope": {"round": "series_b"}},
                {
                    "period": "2024-05",
                    "scope": {"round": "series_a"},
                    "value": "$1 billion",
                    "low": "1000000000",
                },
            ],
            2,
        ),
        ([{"period": "2024-05"}, {"period": "2024-05", "scope": {"part": "first tranche"}}], 2),
    ],
)
def test_events_share_a_question(tables: list[dict[str, Any]], questions: int) -> None:
    rounds = [{"value": "$6 billion", "low": "6000000000", **table} for table in tables]
    found = block(*rounds, metric="funding_round")
    assert len(found.questions) == questions


def test_an_open_event_joins_the_nearest_of_two_that_fit() -> None:
    amount = {"value": "$6 billion", "low": "6000000000"}
    found = block(
        {**amount, "period": "2024-05"},
        {**amount, "period": "2024-12"},
        {**amount, "period": None, "told": "2024-12-15", "id": "open"},
        metric="funding_round",
    )
    form = dict(found.form_of_claim)["open"]
    question = dict(found.question_of_form)[form]
    assert next(each.period for each in found.questions if each.question_id == question) == "2024-12"


VOICES = st.fixed_dictionaries(
    {
        "origin": st.sampled_from(["art_a", "art_b", "art_c", "art_d"]),
        "outlet": st.sampled_from(["Herald", "Courier", "Post", None]),
        "by": st.sampled_from([None, "Herald", "Ada Brook"]),
        "credit": st.sampled_from([None, "outlet", "person", "anonymous"]),
        "sources": st.lists(
            st.sampled_from(["outlet:courier", "owner:lund", "article:art_b", "quotes:art_c"]), max_size=2
        ),
    }
)
SHARED = {"subject": "Halcyon", "metric": "valuation", "value": "$1bn", "low": "1000000000"}


@given(st.lists(VOICES, min_size=1, max_size=8))
def test_effective_witnesses_never_exceed_origins_nor_those_outlets(tables: list[dict[str, Any]]) -> None:
    found = count_witnesses(telling({**SHARED, **table}, n) for n, table in enumerate(tables))
    assert 1 <= found.effective <= found.origins <= found.outlets <= len(tables)
    outlets = {table["outlet"] for table in tables}
    if None not in outlets:
        assert found.outlets == len(outlets)


@given(st.lists(VOICES, min_size=1, max_size=8), st.integers(0, 7), st.randoms(use_true_random=False))
def test_a_copy_never_raises_the_witnesses(tables: list[dict[str, Any]], which: int, rand: Any) -> None:
    copied = tables[which % len(tables)]
    told = [telling({**SHARED, **table}, n) for n, table in enumerate(tables)]
    copy = telling({**SHARED, **copied, "outlet": "Late"}, 99)
    before, after = count_witnesses(told), count_witnesses([*told, copy])
    assert after.origins <= before.origins
    assert after.effective <= before.effective
    rand.shuffle(told)
    assert count_witnesses(told) == before


def test_one_mouth_and_shared_quotations_weigh_less() -> None:
    person = {**SHARED, "by": "Ada Brook", "credit": "person"}
    found = count_witnesses([telling(person, 1), telling(person, 2)])
    assert (found.outlets, found.origins, found.effective) == (2, 2, 1.333)
    quoting = count_witnesses([telling({**SHARED, "sources": ["quotes:art_2"]}, 1), telling(SHARED, 2)])
    assert (quoting.origins, quoting.effective) == (2, 1.538)
