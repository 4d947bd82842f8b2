"""The cheapest way to give every node one source, without circles: Edmonds' branching.

J. Edmonds, Optimum branchings (1967): every node takes its cheapest edge; a circle of such edges becomes
one node, into which an edge costs what opening the circle there loses; when no circle is left, what was made
one is taken apart again, from the last to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Edge(NamedTuple):
    """A possible source of a node and its cost; `below` is the edge it stands for, inside made circles."""

    cost: float
    source: int
    node: int
    below: Edge | None = None


def cheapest_sources(edges: Iterable[Edge]) -> dict[int, int]:
    """The source of each node that edges lead to, cheapest in sum; sources never lead in a circle.

    Some edge must lead into every circle from outside. Of edges that cost the same the first is taken. The
    cost is that of reading the edges once for each depth of circles within circles.
    """
    level = list(edges)
    unused = max((max(edge.source, edge.node) for edge in level), default=0) + 1
    opened: list[tuple[dict[int, Edge], list[list[int]]]] = []
    while True:
        best = _cheapest(level)
        circles = _circles(best)
        if not circles:
            break
        opened.append((best, circles))
        name = {node: unused + n for n, circle in enumerate(circles) for node in circle}
        unused += len(circles)
        level = [
            Edge(edge.cost - best[edge.node].cost if edge.node in name else edge.cost, source, node, edge)
            for edge in level
            if (source := name.get(edge.source, edge.source)) != (node := name.get(edge.node, edge.node))
        ]
    for lower, circles in reversed(opened):
        taken = {edge.below.node: edge.below for edge in best.values() if edge.below is not None}
        best = {node: lower[node] for circle in circles for node in circle} | taken
    return {node: edge.source for node, edge in best.items()}


def _cheapest(edges: Iterable[Edge]) -> dict[int, Edge]:
    best: dict[int, Edge] = {}
    for edge in edges:
        if edge.node not in best or edge.cost < best[edge.node].cost:
            best[edge.node] = edge
    return best


def _circles(best: Mapping[int, Edge]) -> list[list[int]]:
    """The circles that following the edges ends in; linear."""
    found = []
    seen: dict[int, int] = {}
    for start in best:
        path = []
        node = start
        while node in best and node not in seen:
            seen[node] = start
            path.append(node)
            node = best[node].source
        if seen.get(node) == start and node in best and path:
            found.append(path[path.index(node) :])
    return found
