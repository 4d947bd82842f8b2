"""The cheapest sources, beside trying all of them."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.branching import Edge, cheapest_sources

ROOT = -1
NODES = 5

edges = st.lists(
    st.builds(
        Edge, st.integers(-9, 9).map(float), st.integers(0, NODES - 1), st.integers(0, NODES - 1)
    ).filter(lambda edge: edge.source != edge.node),
    max_size=12,
)
of_roots = st.lists(st.integers(0, 30).map(float), min_size=NODES, max_size=NODES)


def leads_out(sources: dict[int, int]) -> bool:
    """Whether following the sources ends for every node."""
    for start in sources:
        node, steps = start, 0
        while node != ROOT:
            node, steps = sources[node], steps + 1
            if steps > len(sources):
                return False
    return True


@given(edges, of_roots)
@settings(max_examples=300, deadline=None)
def test_no_other_choice_is_cheaper(between: list[Edge], roots: list[float]) -> None:
    possible = [Edge(cost, ROOT, node) for node, cost in enumerate(roots)] + between
    cost: dict[tuple[int, int], float] = {}
    for edge in possible:
        key = edge.node, edge.source
        cost[key] = min(edge.cost, cost.get(key, edge.cost))
    into = [[source for node, source in cost if node == n] for n in range(NODES)]
    sums = [
        sum(cost[each] for each in enumerate(sources))
        for sources in product(*into)
        if leads_out(dict(enumerate(sources)))
    ]
    found = cheapest_sources(possible)
    assert sorted(found) == list(range(NODES))
    assert leads_out(found)
    assert sum(cost[each] for each in found.items()) == min(sums)


def test_nothing_has_no_source() -> None:
    assert cheapest_sources([]) == {}
