"""The standing sentences of an outlet (newsletter boxes, author notes, disclaimers) are no shared text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from checkers.held import Held
from checkers.shingles import BREAK, joined_codes, words_in
from checkers.tracing import TracingRules
from checkers.tracing_records import Hashes


def without_boilerplate(held: Sequence[Held], rules: TracingRules) -> Iterator[Held]:
    """The articles with the standing sentences of their outlets taken out of the prose."""
    by_outlet: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        if one.outlet:
            by_outlet[one.outlet].append(one)
    standing = {outlet: _standing(articles, rules) for outlet, articles in by_outlet.items()}
    for one in held:
        yield without_standing(one, standing.get(one.outlet or ""))


def _standing(articles: list[Held], rules: TracingRules) -> Hashes:
    """Hashes of the sentences that recur in articles of one outlet which otherwise have little in common."""
    distinct = [np.unique(one.print.sentences) for one in articles]
    sentences = [frozenset(each.tolist()) for each in distinct]
    codes, counts = np.unique(np.concatenate(distinct), return_counts=True)
    often = set(codes[counts >= rules.boilerplate_articles].tolist())
    holders: dict[int, list[frozenset[int]]] = defaultdict(list)
    for each in sentences:
        for code in each & often:
            holders[code].append(each)
    return np.array(sorted(code for code, each in holders.items() if is_standing(each, rules)), np.uint64)


def is_standing(holders: Sequence[frozenset[int]], rules: TracingRules) -> bool:
    """Whether a sentence is boilerplate, by the sentences of the articles of one outlet that have it."""
    if len(holders) < rules.boilerplate_articles:
        return False
    unlike: list[frozenset[int]] = []
    for mine in holders[: rules.boilerplate_looks]:
        if all(_overlap(mine, other) < rules.boilerplate_overlap for other in unlike):
            unlike.append(mine)
    return len(unlike) >= rules.boilerplate_articles


def _overlap(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def without_standing(one: Held, standing: Hashes | None) -> Held:
    """The article without the sentences that are boilerplate of its outlet."""
    if standing is None or not len(standing):
        return one
    whole = one.print
    gone = np.isin(whole.sentences, standing)
    if not gone.any():
        return one
    cut = np.array([BREAK], np.uint32)
    parts = [
        cut if is_gone else whole.prose[start:end]
        for is_gone, start, end in zip(
            gone.tolist(), whole.starts[:-1].tolist(), whole.starts[1:].tolist(), strict=True
        )
    ]
    prose = joined_codes(parts)
    return replace(one, print=replace(whole, prose=prose, size=words_in(prose)))
