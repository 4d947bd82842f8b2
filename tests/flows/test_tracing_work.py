"""What is left to other processes comes back as if it were done here, in the order in which it was asked."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lineage_world import make_world
from checkers.copies import find_shared_texts
from checkers.tracing import load_tracing_rules
from checkers.unions import components
from flows.tracing_work import PAIRS_AT_ONCE, Reading, by_family, comparisons, done, worker
from flows.workers import Workers
from warehouse.window_columns import PROSE, QUOTATIONS, Pair

RULES = load_tracing_rules()


def test_workers_read_and_compare_as_this_process_does() -> None:
    articles = [row.article() for row in make_world(30, seed=3, details=6).rows]
    tasks = [Reading(articles[:20]), Reading(articles[20:])]
    here = [one for held in done(tasks, None, RULES) for one in held]
    held = {one.article_id: one for one in here}
    names = sorted(held)
    pairs = [(part, a, b) for part in (PROSE, QUOTATIONS) for a in names for b in names if a < b]
    alone = [one for found in done(comparisons(pairs, held), None, RULES) for one in found]
    with Workers(2, worker) as workers:
        there = [one for held in done(tasks, workers, RULES) for one in held]
        helped = [one for found in done(comparisons(pairs, held), workers, RULES) for one in found]
    assert [one.known for one in there] == [one.known for one in here]
    assert helped == alone
    assert len(alone) == len(pairs)
    copies = [shared for (part, _, _), shared in zip(pairs, alone, strict=True) if part == PROSE and shared]
    assert len(copies) == sum(shared.kind != "quotes_from" for shared in find_shared_texts(here, RULES)) > 5


pairs_of = st.lists(st.tuples(st.just(PROSE), st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))


@given(pairs_of)
def test_families_stand_together_and_none_is_lost(pairs: list[Pair]) -> None:
    found = by_family(pairs)
    assert sorted(found) == sorted(pairs)
    family = {
        name: number for number, names in enumerate(components(pair[1:] for pair in pairs)) for name in names
    }
    stretches = [number for number, _ in groupby(found, key=lambda pair: family[pair[1]])]
    assert len(stretches) == len(set(stretches))


def test_a_piece_holds_the_texts_it_needs_and_no_other() -> None:
    articles = [row.article() for row in make_world(6, seed=3, details=4).rows]
    held = {one.article_id: one for one in Reading(articles).do(RULES)}
    names = list(held)
    pairs = [(PROSE, names[n % 3], names[n % 3 + 1]) for n in range(PAIRS_AT_ONCE + 1)]
    first, second = comparisons(pairs, held)
    assert [len(first.held), len(first.pairs)] == [4, PAIRS_AT_ONCE]
    assert [[one.article_id for one in second.held], len(second.pairs)] == [list(pairs[-1][1:]), 1]
