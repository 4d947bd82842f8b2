"""Where every article comes from: copies, credits, and the origin of each family of copies.

`trace` reads a stream of articles once and keeps hashes. Copies (near verbatim or rewritten) are joined
into components; shared quotations and credits are edges but join nothing. Each component has one origin,
so that forty copies of a wire story count once.

The cost is near-linear: that of sorting the fingerprints of all articles (`checkers.copies`).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checkers.copies import Held, SharedText, Shelf, find_shared_texts, shorten
from checkers.credits import Citations, Publishers, day_of
from checkers.records import ArticleOrigin, Direction, LineageEdge, LineageKind
from checkers.tracing import TracingRules, load_tracing_rules
from extractors.lexicon.entities import Entities
from extractors.lexicon.naming import name_key
from extractors.lexicon.outlets import Outlets
from extractors.records import Article, Credit, CreditKind, Issue

_COPIES = (LineageKind.SYNDICATED, LineageKind.REWRITE)
_NEVER = date.max

Neighbours = dict[int, list[tuple[int, SharedText]]]
"""Of each place the places it shares text with as a copy, the most alike first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """What tracing found: edges, one origin for every article, and what could not be read."""

    edges: tuple[LineageEdge, ...]
    origins: tuple[ArticleOrigin, ...]
    issues: tuple[Issue, ...]


def trace(
    articles: Iterable[Article],
    credits: Iterable[Credit],
    entities: Entities,
    outlets: Outlets,
    rules: TracingRules | None = None,
) -> Tracing:
    """Trace a set of articles; the result does not depend on the order in which they come.

    Args:
        articles: Read once; texts are not kept, only a few bytes a word.
        credits: The credits of these articles, as extraction found them.
        entities: Known names.
        outlets: Known outlets.
        rules: Tuned numbers, the shipped ones by default.
    """
    rules = rules or load_tracing_rules()
    shelf = Shelf(rules)
    held = shelf.read(articles)
    told = sorted(credits, key=lambda one: (one.article_id, one.attribution.span, one.attribution.name))
    publishers = Publishers(entities, outlets)
    citations = Citations(held, publishers, rules)
    family = _Family(held, citations, citations.credited(told), rules)
    shared = find_shared_texts(held, shelf.vocabulary, rules)
    copies = [pair for pair in shared if pair.kind in _COPIES]
    components, near = _components(len(held), copies), _neighbours(copies)
    firsts = [(members, family.origin(members)) for members in components]
    origin_of = {place: first for members, first in firsts for place in members}
    edges = [edge for members in components for edge in family.copies(members, origin_of[members[0]], near)]
    edges += _agencies(held, components, publishers, told, rules)
    taken = {(edge.article_id, edge.origin_article_id or "") for edge in edges}
    edges += citations.edges(told, taken)
    taken |= {(edge.article_id, edge.origin_article_id or "") for edge in edges}
    edges += family.quotations(shared, origin_of, taken)
    return Tracing(
        edges=tuple(sorted(edges, key=_edge_order)),
        origins=tuple(
            ArticleOrigin(article_id=one.article_id, origin=held[origin_of[place]].article_id)
            for place, one in sorted(enumerate(held), key=lambda item: item[1].article_id)
        ),
        issues=tuple(sorted(shelf.issues, key=lambda issue: issue.where)),
    )


def _edge_order(edge: LineageEdge) -> tuple[str, str, str, str]:
    return edge.article_id, edge.kind, edge.origin_article_id or "", edge.origin_name or ""


def _components(size: int, pairs: Sequence[SharedText]) -> list[list[int]]:
    """The sets of places that copies join, each in order; union-find, near-linear."""
    parent = list(range(size))

    def find(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for pair in pairs:
        left, right = find(pair.earlier), find(pair.later)
        if left != right:
            parent[max(left, right)] = min(left, right)
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(size):
        members[find(place)].append(place)
    return list(members.values())


def _neighbours(pairs: Sequence[SharedText]) -> Neighbours:
    near: Neighbours = defaultdict(list)
    for pair in pairs:
        near[pair.earlier].append((pair.later, pair))
        near[pair.later].append((pair.earlier, pair))
    for found in near.values():
        found.sort(key=lambda item: (-item[1].containment, item[0]))
    return near


class _Family:
    """Judges who came first among articles that share text."""

    def __init__(
        self, held: Sequence[Held], citations: Citations, credited: set[tuple[int, str]], rules: TracingRules
    ) -> None:
        self._held = held
        self._citations = citations
        self._credited = credited
        self._names_credited: dict[int, list[str]] = defaultdict(list)
        for place, name in sorted(credited):
            self._names_credited[place].append(name)
        self._rules = rules

    def origin(self, members: Sequence[int]) -> int:
        """The place of a component's origin: whom the others credit, else the earliest, else the fullest."""
        if len(members) == 1:
            return members[0]
        days = {place: day_of(self._held[place].published) for place in members}
        first = min((day for day in days.values() if day), default=None)
        credits = self._credits_within(members)

        def order(place: int) -> tuple[bool, date, int, str, int, str]:
            one, day = self._held[place], days[place]
            near = day is None or first is None or (day - first).days <= self._rules.near_days
            credited = bool(credits[place]) and near
            return (
                not credited,
                day or _NEVER,
                -credits[place],
                one.published or "",
                -one.print.size,
                one.article_id,
            )

        return min(members, key=order)

    def _credits_within(self, members: Sequence[int]) -> dict[int, int]:
        """How many of a component's articles credit each of them; linear in their credits and names."""
        crediting: dict[str, set[int]] = defaultdict(set)
        for other in members:
            for name in self._names_credited.get(other, ()):
                if name not in self._citations.names_of(other):
                    crediting[name].add(other)
        found: dict[int, int] = {}
        for place in members:
            names = self._citations.names_of(place) & crediting.keys()
            found[place] = len(set().union(*(crediting[name] for name in names)) - {place})
        return found

    def copies(self, members: Sequence[int], origin: int, near: Neighbours) -> list[LineageEdge]:
        """One edge for each member but the origin: to the origin, else to the next copy on the way to it."""
        if len(members) == 1:
            return []
        edges, seen, queue = [], {origin}, deque([origin])
        while queue:
            place = queue.popleft()
            for other, pair in near[place]:
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
                    edges.append(self._copy_edge(other, place, pair))
        return edges

    def quotations(
        self, shared: Sequence[SharedText], origin_of: dict[int, int], taken: set[tuple[str, str]]
    ) -> list[LineageEdge]:
        """For each article that shares but quotations with others, an edge to the first with them."""
        best: dict[int, LineageEdge] = {}
        for pair in shared:
            if pair.kind is not LineageKind.QUOTES_FROM or origin_of[pair.earlier] == origin_of[pair.later]:
                continue
            source, quoting, direction = self._direction(pair.earlier, pair.later)
            one, other = self._held[quoting], self._held[source]
            if (
                quoting in best
                or {(one.article_id, other.article_id), (other.article_id, one.article_id)} & taken
            ):
                continue
            best[quoting] = LineageEdge(
                article_id=one.article_id,
                origin_article_id=other.article_id,
                origin_name=other.outlet,
                kind=LineageKind.QUOTES_FROM,
                direction=direction,
                confidence=0.9 if self._credits(quoting, source) else 0.5,
                evidence=pair.evidence,
            )
        return list(best.values())

    def _copy_edge(self, place: int, nearer: int, pair: SharedText) -> LineageEdge:
        source, copy, direction = self._direction(nearer, place)
        if direction is Direction.UNKNOWN:
            source, copy = nearer, place
        one, other = self._held[copy], self._held[source]
        verbatim = pair.kind is LineageKind.SYNDICATED
        sure = 0.8 + 0.19 * pair.containment if verbatim else min(0.95, 0.5 + 0.6 * pair.containment)
        return LineageEdge(
            article_id=one.article_id,
            origin_article_id=other.article_id,
            origin_name=other.outlet,
            kind=pair.kind,
            direction=direction,
            confidence=round(sure, 3),
            evidence=pair.evidence,
        )

    def _direction(self, left: int, right: int) -> tuple[int, int, Direction]:
        """Source, copy, and whether that is known: by a one-sided credit, by time, else by fullness."""
        days = day_of(self._held[left].published), day_of(self._held[right].published)
        far = days[0] and days[1] and abs((days[0] - days[1]).days) > self._rules.near_days
        by_right, by_left = self._credits(right, left), self._credits(left, right)
        if by_right != by_left and not far:
            return (left, right, Direction.KNOWN) if by_right else (right, left, Direction.KNOWN)
        if days[0] and days[1]:
            times = self._held[left].published or "", self._held[right].published or ""
            exact = min(map(len, times)) > len("2024-10-02")
            keys = times if exact else (times[0][:10], times[1][:10])
            if keys[0] != keys[1]:
                return (left, right, Direction.KNOWN) if keys[0] < keys[1] else (right, left, Direction.KNOWN)
        fuller = self._held[left].print.size, self._held[right].article_id
        if fuller >= (self._held[right].print.size, self._held[left].article_id):
            return left, right, Direction.UNKNOWN
        return right, left, Direction.UNKNOWN

    def _credits(self, place: int, other: int) -> bool:
        """Whether the article at `place` credits the outlet or page of the other, not its own."""
        theirs = self._citations.names_of(other) - self._citations.names_of(place)
        return any((place, name) in self._credited for name in theirs)


def _agencies(
    held: Sequence[Held],
    components: Sequence[Sequence[int]],
    publishers: Publishers,
    credits: Sequence[Credit],
    rules: TracingRules,
) -> list[LineageEdge]:
    """Edges to agencies whose mark an article bears and whose own text is not among its copies."""
    marks: dict[str, tuple[str, str]] = {}
    for credit in credits:
        if credit.attribution.kind is CreditKind.WIRE:
            marks.setdefault(
                credit.article_id, (publishers.canonical(credit.attribution.name), credit.evidence)
            )
    edges = []
    for members in components:
        own = frozenset(name for place in members for name in publishers.own_names(held[place]))
        for place in members:
            one = held[place]
            printed = publishers.agency_of(one)
            named = (printed, one.author or one.outlet or printed) if printed else marks.get(one.article_id)
            if named is None or (not printed and name_key(named[0]) in own):
                continue
            edges.append(
                LineageEdge(
                    article_id=one.article_id,
                    origin_article_id=None,
                    origin_name=named[0],
                    kind=LineageKind.SYNDICATED,
                    direction=Direction.KNOWN,
                    confidence=0.9,
                    evidence=shorten(" ".join(named[1].split()), rules.evidence_chars),
                )
            )
    return edges
