"""Who had the claims of a question from whom: the articles that tell it, as trees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reports.descent_words import NEVER_HELD, TIES
from warehouse.site_rows import SiteClaim, SiteEdge

_DEEPEST = 6
"""Steps from a first telling that are drawn as steps; what is further down stands beside the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """One article, or a source that is not held. `claim_id` is its claim on the page, when it has one.

    `tie` is how it hangs on the one above it, empty for a first telling; `note` what else is to be said.
    """

    name: str
    published: str | None
    value: str
    claim_id: str | None
    tie: str
    note: str
    children: tuple[TreeNode, ...]


def trees_of(claims: Sequence[SiteClaim], edges: Sequence[SiteEdge]) -> tuple[TreeNode, ...]:
    """The trees of these claims, by their earliest telling; none when no article has it from another.

    Every article hangs on one other at most, and never on one that hangs on itself.
    """
    told: dict[str, list[SiteClaim]] = defaultdict(list)
    for claim in claims:
        told[claim.article_id].append(claim)
    above: dict[str, str] = {}
    sources: dict[str, SiteEdge] = {}
    ties: dict[str, str] = {}
    for edge in edges:
        parent = edge.origin_article_id or f"named {edge.source}"
        if edge.article_id not in told or _is_below(parent, edge.article_id, above):
            continue
        above[edge.article_id] = parent
        ties[edge.article_id] = TIES.get(edge.kind, edge.kind) + (
            ", or the other way round" if edge.direction == "unknown" else ""
        )
        if parent not in told:
            sources[parent] = edge
    if not above:
        return ()
    below: dict[str, list[str]] = defaultdict(list)
    for child in told:
        if child in above:
            below[_reachable(above[child], above)].append(child)
    first = {
        name: min(place for place, claim in enumerate(claims) if claim.article_id == name) for name in told
    }
    for name in sources:
        first[name] = min(first[child] for child in below[name]) if below[name] else len(claims)
    for children in below.values():
        children.sort(key=first.__getitem__)
    roots = sorted((name for name in (*told, *sources) if name not in above), key=first.__getitem__)
    return tuple(_node(name, told, sources, ties, below) for name in roots)


def _is_below(name: str, article: str, above: dict[str, str]) -> bool:
    while name != article and name in above:
        name = above[name]
    return name == article


def _reachable(name: str, above: dict[str, str]) -> str:
    """The article itself, or the one above it that stands high enough to have something drawn below."""
    way = [name]
    while way[-1] in above:
        way.append(above[way[-1]])
    return way[max(0, len(way) - _DEEPEST)]


def _node(
    name: str,
    told: dict[str, list[SiteClaim]],
    sources: dict[str, SiteEdge],
    ties: dict[str, str],
    below: dict[str, list[str]],
) -> TreeNode:
    children = tuple(_node(child, told, sources, ties, below) for child in below[name])
    if name not in told:
        edge = sources[name]
        return TreeNode(
            name=edge.source or "an unnamed source",
            published=edge.published,
            value="",
            claim_id=None,
            tie="",
            note="does not tell this itself" if edge.origin_article_id else NEVER_HELD,
            children=children,
        )
    claims = told[name]
    values = dict.fromkeys(claim.value or "?" for claim in claims)
    return TreeNode(
        name=claims[0].outlet or "an unnamed outlet",
        published=claims[0].published,
        value=", ".join(values),
        claim_id=claims[0].claim_id,
        tie=ties.get(name, ""),
        note="",
        children=children,
    )
