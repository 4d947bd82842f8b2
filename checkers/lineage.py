"""Where every article comes from: copies, credits, and the origin of each family of copies.

`trace` reads a stream of articles once and keeps hashes. Copies (near verbatim or rewritten) are joined
into components; shared quotations and credits are edges but join nothing. Each component has one origin,
so that forty copies of a wire story count once.

The cost is near-linear: that of sorting the fingerprints of all articles (`checkers.copies`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from checkers.copies import find_shared_texts, shorten
from checkers.credits import Citations, Publishers, day_of
from checkers.held import Reader
from checkers.parents import Derivation, choose_sources
from checkers.records import ArticleOrigin, Direction, LineageEdge, LineageKind
from checkers.shelf import Shelf
from checkers.tracing import TracingRules, load_tracing_rules
from checkers.tracing_records import Known, SharedText
from extractors.lexicon.entities import Entities
from extractors.lexicon.naming import name_key
from extractors.lexicon.outlets import Outlets
from extractors.records import Article, Credit, CreditKind, Issue

_TIES = {LineageKind.CITES: "article", LineageKind.QUOTES_FROM: "quotes"}
_COPIES = (LineageKind.SYNDICATED, LineageKind.REWRITE)


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
    *,
    reader: Reader | None = None,
) -> Tracing:
    """Trace a set of articles; the result does not depend on the order in which they come.

    Args:
        articles: Read once; texts are not kept, only a few bytes a word.
        credits: The credits of these articles, as extraction found them.
        entities: Known names.
        outlets: Known outlets.
        rules: Tuned numbers, the shipped ones by default.
        reader: What reads the articles, in this process by default.
    """
    rules = rules or load_tracing_rules()
    shelf = Shelf(rules, reader)
    held = shelf.read(articles)
    shared = find_shared_texts(held, rules)
    known = [one.known for one in held]
    edges, origins = derive(known, shared, credits, Publishers(entities, outlets), rules)
    issues = tuple(sorted(shelf.issues, key=lambda issue: issue.where))
    return Tracing(edges=edges, origins=origins, issues=issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was found before of articles that are looked at only for the sake of others.

    `origins` is by article id, and says of whom nothing is to be found; `edges` are pairs of article and
    origin that an edge other than `quotes_from` joins.
    """

    origins: Mapping[str, str] = field(default_factory=dict)
    edges: frozenset[tuple[str, str]] = frozenset()


def derive(
    known: Sequence[Known],
    shared: Sequence[SharedText],
    credits: Iterable[Credit],
    publishers: Publishers,
    rules: TracingRules,
    *,
    settled: Settled | None = None,
) -> tuple[tuple[LineageEdge, ...], tuple[ArticleOrigin, ...]]:
    """Edges and origins of articles from the texts they share and whom they credit; near-linear.

    Args:
        known: Articles in shelf order: all of each family, and the `settled` that these credit or quote with.
        shared: What they share, by places in `known`, in order; copies among those that are not settled.
        credits: Their credits.
        publishers: Names of sources.
        rules: Tuned numbers.
        settled: Those of which nothing is asked.
    """
    settled = settled or Settled()
    told = sorted(credits, key=lambda one: (one.article_id, one.attribution.span, one.attribution.name))
    citations = Citations(known, told, publishers, rules)
    family = _Family(known, citations, rules)
    copies = {(pair.earlier, pair.later): pair for pair in shared if pair.kind in _COPIES}
    source_of = choose_sources(family.derivations(copies.values()))
    roots = _roots(len(known), source_of)
    origins = [settled.origins.get(one.article_id, known[roots[n]].article_id) for n, one in enumerate(known)]
    edges = [
        family.copy_edge(copy, source, copies[min(copy, source), max(copy, source)])
        for copy, source in sorted(source_of.items())
    ]
    asked = [n for n, one in enumerate(known) if one.article_id not in settled.origins]
    edges += _agencies(known, _members(asked, roots), publishers, told, rules)
    taken = {(edge.article_id, edge.origin_article_id or "") for edge in edges}
    edges += citations.edges(taken, source_of, settled.origins)
    taken |= {(edge.article_id, edge.origin_article_id or "") for edge in edges} | settled.edges
    quoting = [pair for pair in shared if (pair.earlier, pair.later) not in copies]
    edges += family.quotations(quoting, origins, taken, settled.origins)
    found = _origins(
        [(known[n], n) for n in asked], dict(zip(_ids(known), origins, strict=True)), edges, citations
    )
    return tuple(sorted(edges, key=_edge_order)), tuple(found)


def _ids(known: Sequence[Known]) -> list[str]:
    return [one.article_id for one in known]


def _origins(
    asked: Sequence[tuple[Known, int]],
    origin: Mapping[str, str],
    edges: Iterable[LineageEdge],
    citations: Citations,
) -> Iterator[ArticleOrigin]:
    """The origin of each article and what else ties it to others, by article id."""
    ties = {one.article_id: citations.ties(place) for one, place in asked}
    for edge in edges:
        word = _TIES.get(edge.kind)
        if word is None or edge.origin_article_id is None:
            continue
        other = origin[edge.origin_article_id]
        if other != origin[edge.article_id]:
            ties[edge.article_id].add(f"{word}:{other}")
    for article_id in sorted(ties):
        yield ArticleOrigin(
            article_id=article_id, origin=origin[article_id], sources=tuple(sorted(ties[article_id]))
        )


def _edge_order(edge: LineageEdge) -> tuple[str, str, str, str]:
    return edge.article_id, edge.kind, edge.origin_article_id or "", edge.origin_name or ""


def _roots(size: int, source_of: Mapping[int, int]) -> list[int]:
    """The place at the end of the chain of sources of each place; linear."""
    roots = [-1] * size
    for start in range(size):
        path, place = [], start
        while roots[place] < 0 and place in source_of:
            path.append(place)
            place = source_of[place]
        root = roots[place] if roots[place] >= 0 else place
        for each in (*path, place):
            roots[each] = root
    return roots


def _members(places: Iterable[int], roots: Sequence[int]) -> list[list[int]]:
    """The places of each root, in order."""
    members: dict[int, list[int]] = defaultdict(list)
    for place in places:
        members[roots[place]].append(place)
    return list(members.values())


class _Family:
    """Judges who came first among articles that share text."""

    def __init__(self, held: Sequence[Known], citations: Citations, rules: TracingRules) -> None:
        self._held = held
        self._citations = citations
        self._rules = rules

    def derivations(self, pairs: Iterable[SharedText]) -> Iterator[Derivation]:
        """Who may be made from whom: both ways where nobody knows who came first."""
        for pair in pairs:
            source, copy, direction = self._direction(pair.earlier, pair.later)
            is_known = direction is Direction.KNOWN
            yield self._derivation(copy, source, pair, is_known=is_known)
            if not is_known and not self._is_likely(source, copy):
                yield self._derivation(source, copy, pair, is_known=False)

    def _derivation(self, copy: int, source: int, pair: SharedText, *, is_known: bool) -> Derivation:
        of_copy, of_source = pair.of_later, pair.of_earlier
        if copy == pair.earlier:
            of_copy, of_source = of_source, of_copy
        score = of_copy - self._rules.left_out * (1 - of_source)
        told, retold = (self._held[place].figures for place in (source, copy))
        score -= self._rules.other_figures * len(retold - told) / max(1, len(retold))
        if self._credits(copy, source):
            score += self._rules.credited
        if not is_known:
            score += self._rules.unsure * log2(self._first_odds(source, copy))
        return Derivation(copy, source, score, is_known)

    def _first_odds(self, source: int, copy: int) -> float:
        """How likely one came before the other, 0 to 1, of articles of which that is not known.

        An article that has only a day was published at any hour of it.
        """
        hours = [_hour_of(self._held[place].published) for place in (source, copy)]
        odds = 0.5
        if hours[0] is not None and hours[1] is None and day_of(self._held[copy].published):
            odds = 1 - hours[0] / 24
        elif hours[1] is not None and hours[0] is None and day_of(self._held[source].published):
            odds = hours[1] / 24
        return min(0.98, max(0.02, odds))

    def quotations(
        self,
        shared: Sequence[SharedText],
        origins: Sequence[str],
        taken: set[tuple[str, str]],
        settled: Collection[str],
    ) -> list[LineageEdge]:
        """For each article that shares but quotations with others, an edge to the first with them."""
        best: dict[int, LineageEdge] = {}
        for pair in shared:
            if pair.kind is not LineageKind.QUOTES_FROM or origins[pair.earlier] == origins[pair.later]:
                continue
            source, quoting, direction = self._direction(pair.earlier, pair.later)
            one, other = self._held[quoting], self._held[source]
            if (
                quoting in best
                or one.article_id in settled
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

    def copy_edge(self, copy: int, source: int, pair: SharedText) -> LineageEdge:
        """The edge that says so of an article and its source."""
        direction = self._direction(source, copy)[2]
        one, other = self._held[copy], self._held[source]
        verbatim = pair.kind is LineageKind.SYNDICATED
        sure = 0.8 + 0.19 * pair.containment if verbatim else min(0.95, 0.5 + 0.6 * pair.containment)
        others = self._citations.own_credits(copy, source)
        if others and not others & self._citations.names_of(source):
            sure *= self._rules.secondhand  # each may have the text from whom the copy credits
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
        fuller = self._held[left].size, self._held[right].article_id
        left_first = fuller >= (self._held[right].size, self._held[left].article_id)
        if self._is_likely(left, right) or self._is_likely(right, left):
            left_first = self._is_likely(left, right)
        return (left, right, Direction.UNKNOWN) if left_first else (right, left, Direction.UNKNOWN)

    def _is_likely(self, source: int, copy: int) -> bool:
        """Whether, at unknown times, one is likely the source: an agency, or the shorter of one outlet’s two.

        Outlets add to their stories as a day goes on.
        """
        if self._citations.names_of(source) & self._citations.names_of(copy):
            sizes = self._held[source].size, self._held[copy].size
            return sizes < sizes[::-1]
        return self._citations.is_agency(source) and not self._citations.is_agency(copy)

    def _credits(self, place: int, other: int) -> bool:
        """Whether the article at `place` credits the outlet or page of the other, not its own."""
        theirs = self._citations.names_of(other) - self._citations.names_of(place)
        return any((place, name) in self._citations.credited for name in theirs)


def _hour_of(published: str | None) -> float | None:
    """The hour of an ISO instant, from 0 to 24; `None` when there is none."""
    if not published or len(published) < len("2024-10-02T14:05"):
        return None
    return int(published[11:13]) + int(published[14:16]) / 60


def _agencies(
    held: Sequence[Known],
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
