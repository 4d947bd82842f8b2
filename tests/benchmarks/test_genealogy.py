"""The benchmark of mutations counts as it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.genealogy import Changed, Found, errors, measure
from benchmarks.lineage_world import World, make_world
from checkers.genealogy.records import Mutation

KINDS = {
    "rounded": Mutation.ROUNDED,
    "converted": Mutation.CONVERTED,
    "hedge_lost": Mutation.HEDGE_LOST,
    "forecast_as_fact": Mutation.FORECAST_TURNED_FACT,
    "million_as_billion": Mutation.MILLION_BILLION,
    "round_as_total": Mutation.ROUND_TURNED_TOTAL,
}


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(300, seed=3)


def all_found(world: World) -> Found:
    changes = [
        Changed(
            child=one.child,
            parent=one.parent,
            mutation=KINDS[one.kind],
            words=f"{one.old_value_text} -> {one.new_value_text}",
            low=one.new_low,
            is_judged=True,
        )
        for one in world.truth.mutations
    ]
    read = {(one.parent, one.old_low) for one in world.truth.mutations}
    read |= {(one.child, one.new_low) for one in world.truth.mutations}
    return Found(changes=tuple(changes), read=frozenset(read))


def test_the_truth_itself_scores_full_marks(world: World) -> None:
    figures = measure(world.truth, all_found(world))
    assert (figures.precision, figures.recall, figures.recall_of_read) == (1, 1, 1)
    assert figures.planted > 20
    assert not list(errors(world.truth, all_found(world)))


def test_nothing_found_scores_nothing(world: World) -> None:
    figures = measure(world.truth, Found(changes=(), read=frozenset()))
    assert (figures.precision, figures.recall, figures.read) == (0, 0, 0)
    assert len(list(errors(world.truth, Found(changes=(), read=frozenset())))) >= figures.planted


def test_another_source_kind_or_figure_is_wrong(world: World) -> None:
    found = all_found(world)
    first, *rest = found.changes
    for wrong in (
        replace(first, parent="https://elsewhere.example/1"),
        replace(first, mutation=Mutation.DIGIT_SWAP),
        replace(first, low=(first.low or 1.0) * 3),
    ):
        figures = measure(world.truth, replace(found, changes=(wrong, *rest)))
        assert figures.true == figures.planted - 1
        assert figures.claimed == figures.planted


def test_what_is_not_judged_is_not_counted(world: World) -> None:
    found = all_found(world)
    aside = replace(found.changes[0], child="https://elsewhere.example/1", is_judged=False)
    figures = measure(world.truth, replace(found, changes=(*found.changes, aside)))
    assert figures.precision == 1
    assert figures.aside == 1
