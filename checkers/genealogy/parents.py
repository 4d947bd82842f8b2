"""From which earlier telling, or from which source that is not held, each telling has its claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from checkers.genealogy.kinship import Kinship
from checkers.genealogy.matching import Match, match_articles
from checkers.genealogy.mutations import changes_between
from checkers.genealogy.records import TIE_OF, Change, Descent, Mutation, Node, Tie
from checkers.genealogy.seeds import Seed, shared_words
from checkers.genealogy.sources import COPIES, Sources, Way
from checkers.phrases import shown
from checkers.records import Direction, LineageEdge, LineageKind
from checkers.rules import Rules
from extractors.records import Kind

_OTHERS_WORD = 0.6
_OF_TEXTS = (Tie.SYNDICATED, Tie.REWRITE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A source that a telling may have its claim from; the least `rank` goes first.

    `parent` is the seed of a held article; else `source` names what is not held. `sure`, 0 to 1, is how sure
    the tie of the articles is.
    """

    rank: int
    descent: Descent
    parent: Seed | None = None
    source: str | None = None
    sure: float = 1.0


class Pool:
    """All tellings among which parents are looked for, with the sources of their articles."""

    def __init__(self, seeds: Sequence[Seed], sources: Sources, rules: Rules, kinship: Kinship) -> None:
        self.seeds = seeds
        self.sources = sources
        self.rules = rules
        self.kinship = kinship
        self.of_article: dict[str, list[Seed]] = defaultdict(list)
        self.of_outlet: dict[tuple[str, str], list[Seed]] = defaultdict(list)
        self.of_origin: dict[str, list[Seed]] = defaultdict(list)
        for seed in seeds:
            first = seed.tellers[0].telling
            self.of_article[seed.article_id].append(seed)
            self.of_origin[first.origin].append(seed)
            if first.outlet:
                self.of_outlet[sources.key(first.outlet), seed.subject].append(seed)

    def changes(self, parent: Seed, child: Seed) -> tuple[Change, ...]:
        """What changed from one telling to another."""
        return changes_between(parent.tellers, child.tellers, self.rules, self.kinship)

    def changes_between_nodes(self, before: Node, after: Node) -> tuple[Change, ...]:
        """What changed from one node to another, both of held articles."""
        return changes_between(before.tellers, after.tellers, self.rules, self.kinship)

    def match(
        self, article_id: str, parent_id: str, credits: Callable[[Seed], bool], *, copied: bool
    ) -> dict[str, Match]:
        """The tellings of an article that answer to those of another, by seed id."""
        return match_articles(
            self.of_article[article_id],
            self.of_article.get(parent_id, ()),
            credits,
            copied=copied,
            rules=self.rules,
            kinship=self.kinship,
        )


def candidates(article_id: str, pool: Pool) -> dict[str, list[Candidate]]:
    """For each telling of an article the sources it may have its claim from, the best first, by seed id."""
    found: dict[str, list[Candidate]] = {seed.seed_id: [] for seed in pool.of_article[article_id]}
    reached: set[tuple[str, LineageEdge]] = set()
    for way in pool.sources.ways(article_id, int(pool.kinship.numbers.steps.value)):
        for seed_id, match in _along(article_id, way, pool).items():
            if way.edge.kind is LineageKind.QUOTES_FROM and match.child.kind is not Kind.QUOTE:
                continue  # two who heard one speech share its words, and nothing else
            if (seed_id, way.edge) not in reached:  # the nearest telling on a way is the source
                reached.add((seed_id, way.edge))
                found[seed_id].append(_held(match, way, pool))
    for seed in pool.of_article[article_id]:
        found[seed.seed_id].extend(_credited(seed, pool))
        found[seed.seed_id].extend(_not_held(seed, _outlets(found[seed.seed_id], pool), pool))
        found[seed.seed_id].sort(key=_order)
        found[seed.seed_id] = [*_rather_unseen(found[seed.seed_id], seed, pool), *found[seed.seed_id]]
    return found


def _rather_unseen(found: Sequence[Candidate], seed: Seed, pool: Pool) -> Iterator[Candidate]:
    """The source not held that lineage is surer of than of the article in which a figure stands otherwise.

    Of two papers that print or credit one story that we do not hold, neither has changed the other's figure.
    """
    if not found or found[0].descent.tie not in _OF_TEXTS or not found[0].descent.changes:
        return
    surest = max(pool.sources.unseen(seed.article_id), key=lambda edge: edge.confidence, default=None)
    if surest is not None and found[0].sure < pool.kinship.numbers.of_another.value < surest.confidence:
        yield _source(surest.origin_name or "", surest.evidence, surest, surest.confidence, 0)


def _order(candidate: Candidate) -> tuple[int, float, str]:
    return candidate.rank, -candidate.descent.confidence, candidate.descent.parent


def _along(article_id: str, way: Way, pool: Pool) -> dict[str, Match]:
    parents = pool.of_article.get(way.article_id)
    if not parents:
        return {}
    outlet = pool.sources.key(parents[0].tellers[0].telling.outlet or "")
    return pool.match(
        article_id,
        way.article_id,
        lambda seed: bool(outlet) and outlet in pool.sources.attributed(seed),
        copied=way.edge.kind in COPIES,
    )


def _held(match: Match, way: Way, pool: Pool) -> Candidate:
    child, parent = match.child, match.parent
    others = set(pool.sources.credited(child)) - pool.sources.attributed(parent)
    outlet = pool.sources.key(parent.tellers[0].telling.outlet or "")
    share, changes = 1.0, pool.changes(parent, child)
    if way.edge.kind in COPIES:
        rank = 2 if others - {outlet} else 1
    elif way.edge.kind is LineageKind.QUOTES_FROM:
        rank = 3
    elif outlet in pool.sources.attributed(child):
        rank = 0 if match.kept else 1
    else:  # it credits that article for something else; nobody says that it had the credit from there too
        rank, share = 3, _OTHERS_WORD
        changes = tuple(each for each in changes if each.mutation is not Mutation.ATTRIBUTION_LOST)
    descent = Descent(
        parent=parent.seed_id,
        tie=TIE_OF[way.edge.kind],
        direction=way.direction,
        confidence=round(way.confidence * match.score * share, 3),
        evidence=way.edge.evidence,
        changes=changes,
        through=way.through,
    )
    return Candidate(rank=rank, descent=descent, parent=parent, sure=way.confidence)


def _credited(seed: Seed, pool: Pool) -> Iterator[Candidate]:
    """Held articles of an outlet that the telling's own sentence credits, though no edge leads there."""
    for key, (_, sentence) in pool.sources.credited(seed).items():
        tellers = [each for each in pool.of_outlet.get((key, seed.subject), ()) if _is_before(each, seed)]
        by_article = {each.article_id: each for each in tellers}
        matches = [
            match
            for article in sorted(by_article)
            if (match := pool.match(seed.article_id, article, lambda _: True, copied=False).get(seed.seed_id))
            and match.kept
        ]
        if matches:
            latest = max(matches, key=lambda one: (one.score, one.parent.published or "", one.parent.seed_id))
            descent = Descent(
                parent=latest.parent.seed_id,
                tie=Tie.CREDITED,
                direction=Direction.KNOWN,
                confidence=round(pool.kinship.numbers.credited.value * latest.score, 3),
                evidence=sentence,
                changes=pool.changes(latest.parent, seed),
            )
            yield Candidate(rank=1, descent=descent, parent=latest.parent)


def _is_before(one: Seed, other: Seed) -> bool:
    """Whether one article came before another, as far as both dates say; never within one article."""
    if one.article_id == other.article_id or not one.published or not other.published:
        return False
    length = min(len(one.published), len(other.published))
    return one.published[:length] < other.published[:length]


def _outlets(found: Sequence[Candidate], pool: Pool) -> set[str]:
    outlets = (each.parent.tellers[0].telling.outlet for each in found if each.parent is not None)
    return {pool.sources.key(outlet) for outlet in outlets if outlet}


def _not_held(seed: Seed, held: set[str], pool: Pool) -> Iterator[Candidate]:
    """Sources that are not held: those the telling names, and agencies whose mark the article bears.

    None of the outlets `held`, which tell it in an article that we have.
    """
    named = pool.sources.attributed(seed) - held
    said = set(held)
    for edge in pool.sources.unseen(seed.article_id):
        key = pool.sources.key(edge.origin_name or "")
        wire = edge.kind in COPIES
        if key in named or (wire and key not in held):
            said.add(key)
            yield _source(
                edge.origin_name or "", edge.evidence, edge, edge.confidence, 1 if key in named else 4
            )
    for key, (name, sentence) in pool.sources.credited(seed).items():
        if key not in said:
            yield _source(name, sentence, None, pool.kinship.numbers.credited.value, 1)


def _source(name: str, evidence: str, edge: LineageEdge | None, sure: float, rank: int) -> Candidate:
    descent = Descent(
        parent="",
        tie=TIE_OF[edge.kind] if edge is not None else Tie.CREDITED,
        direction=Direction.KNOWN,
        confidence=round(sure, 3),
        evidence=evidence,
    )
    return Candidate(rank=rank, descent=descent, source=name)


def with_shared_change(seed: Seed, found: Candidate, earlier: Iterable[Seed], pool: Pool) -> Candidate:
    """The candidate, or where that is not sure an earlier copy with the same change, likelier its source.

    What two copies have changed alike shows that one has it from the other or both from a third (P. Maas,
    Textkritik, 1927). The copy most like the telling is taken, the earliest if several are.
    """
    sure = found.descent.confidence >= pool.kinship.numbers.sure_parent.value
    if found.parent is None or not found.descent.changes or sure:
        return found
    alike = [
        (-shared_words(seed, one, pool.kinship), one.published or "", one.seed_id, one)
        for one in earlier
        if one is not found.parent
        and _is_before(one, seed)
        and _answers(seed, one)
        and not pool.changes(one, seed)
    ]
    if not alike:
        return found
    *_, one = min(alike, key=lambda each: each[:3])
    first = found.parent.tellers[0].telling
    told, before = shown(one.tellers[0].form), shown(found.parent.tellers[0].form)
    descent = Descent(
        parent=one.seed_id,
        tie=Tie.SHARED_CHANGE,
        direction=found.descent.direction,
        confidence=round(pool.kinship.numbers.shared_change.value * found.descent.confidence, 3),
        evidence=f"both copies tell {told}; {first.outlet or 'their source'} told {before}",
    )
    return Candidate(rank=found.rank, descent=descent, parent=one)


def _answers(seed: Seed, other: Seed) -> bool:
    one, two = seed.tellers[0].form, other.tellers[0].form
    return (one.kind, one.metric, one.block_key) == (two.kind, two.metric, two.block_key)
