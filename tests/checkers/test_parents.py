"""Who was made from whom: the likeliest source each, no circles, digests join nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.lineage import Tracing
from checkers.parents import Derivation, choose_sources
from checkers.records import LineageKind
from checkers.unions import components
from extractors.records import Article
from tests.checkers.test_copies import edited, story
from tests.checkers.test_credits import traced
from tests.tracing_world import article


def both(left: int, right: int, score: float) -> list[Derivation]:
    return [Derivation(left, right, score, False), Derivation(right, left, score, False)]


def test_the_best_of_those_that_came_before_is_the_source() -> None:
    told = [Derivation(1, 0, 0.8, True), Derivation(2, 0, 0.7, True), Derivation(2, 1, 0.9, True)]
    assert choose_sources(told) == {1: 0, 2: 1}


def test_of_unknown_order_the_one_that_explains_most_is_first() -> None:
    told = [*both(0, 1, 0.6), *both(1, 2, 0.8), *both(0, 2, 0.5)]
    assert choose_sources(told) == {0: 1, 2: 1}


def test_who_is_known_to_follow_is_not_first() -> None:
    told = [*both(1, 2, 0.9), Derivation(1, 0, 0.3, True)]
    assert choose_sources(told) == {1: 0, 2: 1}


def test_a_family_does_not_fall_apart_where_it_need_not() -> None:
    told = [*both(0, 7, 0.9), *both(7, 10, 1.1), Derivation(12, 0, 2.5, True)]
    assert choose_sources(told) == {7: 0, 10: 7, 12: 0}


derivations = st.lists(
    st.builds(
        Derivation,
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(0, 20).map(lambda n: n / 20),
        st.booleans(),
    ).filter(lambda one: one.copy != one.source),
    max_size=40,
)


@given(derivations)
@settings(max_examples=200, deadline=None)
def test_sources_never_lead_in_a_circle(told: list[Derivation]) -> None:
    chosen = choose_sources(told)
    possible = {(one.copy, one.source) for one in told}
    assert set(chosen.items()) <= possible
    for start in chosen:
        place, steps = start, 0
        while place in chosen:
            place, steps = chosen[place], steps + 1
            assert steps <= len(chosen)


@given(derivations)
@settings(max_examples=200, deadline=None)
def test_as_few_as_can_be_are_without_a_source(told: list[Derivation]) -> None:
    places = {place for one in told for place in (one.copy, one.source)}
    chosen = choose_sources(told)
    before = {place: {place} for place in places}  # whom each may come from in the end
    for _ in places:
        for one in told:
            before[one.copy] |= before[one.source]
    needed = {frozenset(before[place]) for place in places if all(place in before[n] for n in before[place])}
    assert len(places - set(chosen)) == len(needed)


@given(derivations, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_derivations_does_not_matter(told: list[Derivation], rand: object) -> None:
    assert choose_sources(told) == choose_sources(told[::-1])


def test_components_are_what_pairs_join() -> None:
    assert components([(1, 2), (3, 4), (2, 5)]) == [[1, 2, 5], [3, 4]]


def copies(tracing: Tracing) -> dict[str, str | None]:
    kinds = (LineageKind.SYNDICATED, LineageKind.REWRITE)
    return {edge.article_id: edge.origin_article_id for edge in tracing.edges if edge.kind in kinds}


def chain(*days: str | None) -> list[Article]:
    """A story, a copy of it with changes of its own, and a copy of that."""
    texts = [story(1, 16)]
    for seed in (7, 8):
        texts.append(edited(texts[-1], seed, 0.0, 0.06))
    return [
        article(f"https://n{n}.example/1", text, outlet=f"N{n}", published=day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]


def test_a_copy_of_a_copy_comes_from_the_copy() -> None:
    first, second, third = chain("2024-05-01", "2024-05-02", "2024-05-03")
    found = copies(traced(first, second, third))
    assert found == {second.article_id: first.article_id, third.article_id: second.article_id}


def test_an_undated_copy_does_not_hide_the_first() -> None:
    text = story(1, 16)
    days = ("2024-05-01T08:00:00Z", None, "2024-05-01T12:00:00Z", "2024-05-01T13:00:00Z")
    first, *others = [
        article(
            f"https://n{n}.example/1",
            edited(text, n, 0.0, 0.06) if n else text,
            outlet=f"N{n}",
            published=day,
        )
        for n, day in enumerate(days)
    ]
    assert set(copies(traced(first, *others)).values()) == {first.article_id}


@pytest.mark.parametrize(("hour", "first"), [("01", "hour"), ("23", "day")])
def test_who_has_only_a_day_came_at_any_hour_of_it(hour: str, first: str) -> None:
    text = story(1, 14)
    with_hour = article("https://a.example/1", text, outlet="One", published=f"2024-05-01T{hour}:00:00Z")
    with_day = article(
        "https://b.example/1", edited(text, 3, 0.0, 0.03), outlet="Two", published="2024-05-01"
    )
    found = copies(traced(with_hour, with_day))
    source, copy = (with_hour, with_day) if first == "hour" else (with_day, with_hour)
    assert found == {copy.article_id: source.article_id}


def test_a_digest_of_two_stories_joins_neither_to_the_other() -> None:
    left, right = story(1, 12), story(2, 12)
    digest = "\n".join((*left.split("\n")[:6], *right.split("\n")[:6]))
    one = article("https://a.example/1", left, outlet="One", published="2024-05-01")
    two = article("https://b.example/1", right, outlet="Two", published="2024-05-01")
    both = article("https://c.example/1", digest, outlet="Three", published="2024-05-02")
    origins = {item.article_id: item.origin for item in traced(one, two, both).origins}
    assert origins[one.article_id] != origins[two.article_id]


def test_a_later_version_of_one_outlet_is_the_longer_one() -> None:
    text = story(1, 14)
    later = article("https://a.example/2", f"{text}\n{story(9, 2)}", outlet="One", published="2024-05-01")
    first = article("https://a.example/1", text, outlet="One", published="2024-05-01T09:00:00Z")
    assert copies(traced(first, later)) == {later.article_id: first.article_id}
