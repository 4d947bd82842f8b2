"""The tree of a claim: from first telling to latest, where changes came in and who inherited them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from checkers.genealogy.inheriting import find_entries
from checkers.genealogy.kinship import Kinship
from checkers.genealogy.parents import Candidate, Pool, candidates, with_shared_change
from checkers.genealogy.records import Genealogy, Node, Teller
from checkers.genealogy.seeds import Seed, gather_seeds
from checkers.genealogy.sources import Sources
from checkers.records import LineageEdge
from checkers.rules import Rules
from extractors.ids import content_id

_LAST = "9999"


def grow(
    tellers: Sequence[Teller],
    edges: Iterable[LineageEdge],
    canonical: Callable[[str], str],
    rules: Rules,
    kinship: Kinship,
) -> Genealogy:
    """The trees of a pool of claims: those of one subject and metric, and of the metrics told for it.

    Every telling has one parent at most: the telling it most likely comes from, or a source not held. Does
    not depend on the order of what is given. Cost: for each article the tellings of the articles it may have
    them from; for an error also those of its family.

    Args:
        tellers: The claims.
        edges: Lineage of their articles, and of the articles between them.
        canonical: The one name of a source for any of its names.
        rules: The tables of comparison.
        kinship: Metrics that are told for each other, and the tuned numbers.
    """
    seeds = gather_seeds([_dated(teller) for teller in tellers])
    pool = Pool(seeds, Sources(edges, canonical), rules, kinship)
    chosen: dict[str, Candidate] = {}
    open_to: dict[str, list[Candidate]] = {}
    for article_id in sorted(pool.of_article):
        open_to |= candidates(article_id, pool)
    for seed in seeds:
        found = _first(seed, open_to[seed.seed_id], chosen)
        if found is not None:
            family = pool.of_origin[seed.tellers[0].telling.origin]
            shared = with_shared_change(seed, found, family, pool)
            chosen[seed.seed_id] = found if _is_above(seed, shared, chosen) else shared
    nodes = _in_order(_nodes(seeds, chosen, pool))
    return Genealogy(nodes=nodes, entries=find_entries(nodes, pool))


def _dated(teller: Teller) -> Teller:
    """The teller with the month of its article in the form, by which an amount is converted."""
    month = (teller.telling.published or "")[:7] or None
    return replace(teller, form=replace(teller.form, told=teller.form.told or month))


def _first(seed: Seed, found: Sequence[Candidate], chosen: dict[str, Candidate]) -> Candidate | None:
    """The best candidate that does not itself descend from the telling."""
    return next((candidate for candidate in found if not _is_above(seed, candidate, chosen)), None)


def _is_above(seed: Seed, candidate: Candidate, chosen: dict[str, Candidate]) -> bool:
    place = candidate.parent
    while place is not None:
        if place.seed_id == seed.seed_id:
            return True
        above = chosen.get(place.seed_id)
        place = above.parent if above is not None else None
    return False


def _nodes(seeds: Sequence[Seed], chosen: dict[str, Candidate], pool: Pool) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for seed in seeds:
        found = chosen.get(seed.seed_id)
        descent = found.descent if found is not None else None
        if found is not None and found.source is not None and descent is not None:
            source_id = content_id("src", pool.sources.key(found.source))
            nodes.setdefault(
                source_id, Node(node_id=source_id, source=found.source, tellers=(), descent=None)
            )
            descent = replace(descent, parent=source_id)
        nodes[seed.seed_id] = Node(node_id=seed.seed_id, source=None, tellers=seed.tellers, descent=descent)
    return nodes


def _in_order(nodes: dict[str, Node]) -> tuple[Node, ...]:
    """Every parent before its children, trees and branches by their earliest telling."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for node in nodes.values():
        below[node.descent.parent if node.descent else None].append(node.node_id)
    starts: dict[str, str] = {}
    for node_id in reversed(list(_walk(below, below[None]))):
        own = [nodes[node_id].published or _LAST]
        starts[node_id] = min(own + [starts[child] for child in below[node_id]])
    for branch in below.values():
        branch.sort(key=lambda node_id: (starts[node_id], node_id))
    return tuple(nodes[node_id] for node_id in _walk(below, below[None]))


def _walk(below: dict[str | None, list[str]], roots: Sequence[str]) -> Iterator[str]:
    waiting = list(reversed(roots))
    while waiting:
        node_id = waiting.pop()
        yield node_id
        waiting.extend(reversed(below[node_id]))


def around(genealogy: Genealogy, wanted: Collection[str]) -> Genealogy:
    """The whole trees in which one of the wanted claims stands."""
    root: dict[str, str] = {}
    for node in genealogy.nodes:
        root[node.node_id] = root[node.descent.parent] if node.descent else node.node_id
    kept = {
        root[node.node_id]
        for node in genealogy.nodes
        if any(teller.telling.claim.claim_id in wanted for teller in node.tellers)
    }
    return Genealogy(
        nodes=tuple(node for node in genealogy.nodes if root[node.node_id] in kept),
        entries=tuple(entry for entry in genealogy.entries if root[entry.node_id] in kept),
    )
