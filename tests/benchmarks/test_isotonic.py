"""Pools rise, hold every case, and are those of an exhaustive search."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.isotonic import Pool, rising_pools

CASES = st.lists(st.tuples(st.sampled_from((0.1, 0.3, 0.5, 0.7, 0.9)), st.booleans()), max_size=40)


@given(cases=CASES, fewest=st.integers(1, 10))
def test_pools_rise_and_hold_every_case(cases: list[tuple[float, bool]], fewest: int) -> None:
    pools = rising_pools(cases, fewest)
    assert sum(pool.cases for pool in pools) == len(cases)
    assert sum(pool.right for pool in pools) == sum(right for _, right in cases)
    assert all(low.share < high.share for low, high in pairwise(pools))
    assert all(low.at_least < high.at_least for low, high in pairwise(pools))
    assert len(pools) <= 1 or all(pool.cases >= fewest for pool in pools)


@given(scores=st.lists(st.integers(0, 4), min_size=5, max_size=40))
def test_no_rising_partition_fits_better(scores: list[int]) -> None:
    """The oracle tries every partition of the scores; equal group sizes keep the shrinking out of it."""
    cases = [(each / 10, right) for each in range(5) for right in [True] * scores[each % len(scores)]]
    cases += [
        (each / 10, right) for each in range(5) for right in [False] * (40 - scores[each % len(scores)])
    ]
    assert (
        _loss(cases, rising_pools(cases, 1)) <= min(_loss(cases, each) for each in _partitions(cases)) + 0.5
    )


def _partitions(cases: Sequence[tuple[float, bool]]) -> list[tuple[Pool, ...]]:
    scores = sorted({score for score, _ in cases})
    found = []
    for size in range(len(scores)):
        for cuts in combinations(scores[1:], size):
            starts = (scores[0], *cuts)
            ends = (*cuts, 2.0)
            pools = tuple(_pool(cases, low, high) for low, high in zip(starts, ends, strict=True))
            if all(low.share < high.share for low, high in pairwise(pools)):
                found.append(pools)
    return found


def _pool(cases: Sequence[tuple[float, bool]], low: float, high: float) -> Pool:
    inside = [right for score, right in cases if low <= score < high]
    return Pool(at_least=low, cases=len(inside), right=sum(inside))


def _loss(cases: Sequence[tuple[float, bool]], pools: Sequence[Pool]) -> float:
    """Squared error of the raw shares."""
    total = 0.0
    for score, right in cases:
        own = [pool for pool in pools if pool.at_least <= score][-1]
        total += (right - own.right / own.cases) ** 2
    return total
