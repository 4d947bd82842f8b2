"""Who is named as a source, article by article: edges of lineage, and the credits of single claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from checkers.compare.names import name_key
from checkers.genealogy.seeds import Seed
from checkers.records import Direction, LineageEdge, LineageKind
from extractors.records import CreditKind

COPIES = (LineageKind.SYNDICATED, LineageKind.REWRITE)
_OUTLETS = (CreditKind.OUTLET, CreditKind.WIRE, CreditKind.LINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way from an article up to one it may have its claims from, by one edge or several.

    `through` are the articles between the two, nearest to the lower one first.
    """

    edge: LineageEdge
    article_id: str
    confidence: float
    direction: Direction
    through: tuple[str, ...] = ()


class Sources:
    """The edges and credits of a pool, with the names in them brought to one spelling."""

    def __init__(self, edges: Iterable[LineageEdge], canonical: Callable[[str], str]) -> None:
        self._canonical = canonical
        self._edges: dict[str, list[LineageEdge]] = defaultdict(list)
        for edge in sorted(edges, key=_edge_order):
            self._edges[edge.article_id].append(edge)

    def key(self, name: str) -> str:
        """One key for all names of a source."""
        return name_key(self._canonical(name))

    def name(self, name: str) -> str:
        """The name under which a source is known."""
        return self._canonical(name)

    def ways(self, article_id: str, steps: int) -> Iterator[Way]:
        """The ways up to held articles, the nearest first; beyond the first step by copies only."""
        level = [
            Way(
                edge=edge,
                article_id=edge.origin_article_id,
                confidence=edge.confidence,
                direction=edge.direction,
            )
            for edge in self._edges.get(article_id, ())
            if edge.origin_article_id is not None
        ]
        seen = {article_id}
        for _ in range(steps + 1):
            yield from level
            seen.update(way.article_id for way in level)
            level = [further for way in level for further in self._further(way, seen)]

    def _further(self, way: Way, seen: set[str]) -> Iterator[Way]:
        for edge in self._edges.get(way.article_id, ()):
            if edge.kind not in COPIES or edge.origin_article_id is None or edge.origin_article_id in seen:
                continue
            unknown = Direction.UNKNOWN in (edge.direction, way.direction)
            yield Way(
                edge=way.edge,
                article_id=edge.origin_article_id,
                confidence=way.confidence * edge.confidence,
                direction=Direction.UNKNOWN if unknown else Direction.KNOWN,
                through=(*way.through, way.article_id),
            )

    def unseen(self, article_id: str) -> Sequence[LineageEdge]:
        """The edges of an article to sources that are not held."""
        return [edge for edge in self._edges.get(article_id, ()) if edge.origin_article_id is None]

    def credited(self, seed: Seed) -> dict[str, tuple[str, str]]:
        """The outlets that a telling credits for its figure, by key: name, and the sentence that says so."""
        own = self.key(seed.tellers[0].telling.outlet or "")
        found: dict[str, tuple[str, str]] = {}
        for teller in seed.tellers:
            claim = teller.telling.claim
            if claim.attributed_to and claim.attribution_kind in _OUTLETS:
                key = self.key(claim.attributed_to)
                if key and key != own:
                    found.setdefault(key, (self.name(claim.attributed_to), claim.sentence))
        return found

    def attributed(self, seed: Seed) -> frozenset[str]:
        """The keys of all that a telling names as its source, people, companies and documents included."""
        names = (teller.telling.claim.attributed_to for teller in seed.tellers)
        return frozenset(self.key(name) for name in names if name)


def _edge_order(edge: LineageEdge) -> tuple[str, float, str, str]:
    return edge.article_id, -edge.confidence, edge.origin_article_id or "", edge.origin_name or ""
