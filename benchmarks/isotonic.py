"""Isotonic regression by pooling adjacent violators: the rising steps that fit right-or-wrong cases best.

Ayer, Brunk, Ewing, Reid and Silverman 1955; used for calibration by Zadrozny and Elkan 2002.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Cases of scores from `at_least` up to the next pool: how many, and how many of them right."""

    at_least: float
    cases: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right, by the rule of succession: nothing is certain after a few cases."""
        return (self.right + 1) / (self.cases + 2)


def rising_pools(cases: Sequence[tuple[float, bool]], fewest: int) -> tuple[Pool, ...]:
    """Pools of at least `fewest` cases (score, right) whose shares rise with the score; `()` of no cases.

    Time grows as n log n.
    """
    pools: list[Pool] = []
    for score, group in groupby(sorted(cases), key=lambda case: case[0]):
        outcomes = [right for _, right in group]
        pools.append(Pool(at_least=score, cases=len(outcomes), right=sum(outcomes)))
        while len(pools) > 1 and (pools[-2].cases < fewest or pools[-2].share >= pools[-1].share):
            pools[-2:] = [_joined(pools[-2], pools[-1])]
    if len(pools) > 1 and pools[-1].cases < fewest:
        pools[-2:] = [_joined(pools[-2], pools[-1])]
    while len(pools) > 1 and pools[-2].share >= pools[-1].share:
        pools[-2:] = [_joined(pools[-2], pools[-1])]
    return tuple(pools)


def _joined(low: Pool, high: Pool) -> Pool:
    return Pool(at_least=low.at_least, cases=low.cases + high.cases, right=low.right + high.right)
