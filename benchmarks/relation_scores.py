"""Scores relations between claims and between articles: contradictions, agreements, copies, credits."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.gold import LabelledPair, Topic
from benchmarks.matching import same_credit, same_name
from benchmarks.tally import FoundEdge, Pair, Tally
from checkers.records import LineageKind, Relation

_COPIES = (LineageKind.SYNDICATED, LineageKind.REWRITE)


class RelationScores:
    """Found relations against labelled pairs, and what follows from these.

    Labels give one representative for a group that agrees, so exact and about figures that agree stand for
    each other: how one stands to a third, all do. Hedged and partial ones do not (a bound may be met by
    two figures that contradict each other).
    """

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def labelled(self, topic: Topic, relations: dict[Pair, str]) -> None:
        """Whether each labelled pair was found as what it is."""
        tally = self._tally
        for pair in topic.pairs:
            one, other = (tally.claim_of.get((topic.name, end)) for end in (pair.a, pair.b))
            got = relations.get(frozenset((one, other)), "none") if one and other else "not extracted"
            name = "contradiction" if pair.relation == Relation.CONTRADICT else pair.relation
            if pair.relation != Relation.DIFFERENT or _is_of_one_question(topic, pair):
                tally.share(f"{name}_recall", got == pair.relation)
            elif got == "none":
                got = pair.relation
            if pair.relation in (Relation.UPDATE, Relation.DIFFERENT):
                tally.share("hard_negatives_spared", got != Relation.CONTRADICT)
            if got != pair.relation:
                tally.remark(f"{pair.relation} missed", topic.name, f"got {got}", _told(topic, pair))

    def found(self, topic: Topic, relations: dict[Pair, str]) -> None:
        """Whether each found contradiction is one; of two topics, the pair counts for one of them."""
        tally, truth = self._tally, truth_of(topic)
        urls = {article.url for article in topic.articles}
        for pair, relation in sorted(relations.items(), key=lambda item: sorted(item[0])):
            one, other = sorted(pair)
            if relation != Relation.CONTRADICT or not {one, other} <= tally.said.keys():
                continue
            if tally.said[one].article_url not in urls:
                continue
            keys = [tally.label_of.get(claim) for claim in (one, other)]
            names = [key[1] for key in keys if key and key[0] == topic.name]
            true = truth(names[0], names[1]) if len(names) == 2 else None
            tally.share("contradiction_precision_strict", true == Relation.CONTRADICT)
            if true is not None:
                tally.share("contradiction_precision", true == Relation.CONTRADICT)
            if true != Relation.CONTRADICT:
                sides = (tally.said[claim] for claim in (one, other))
                told = [f"{side.subject} {side.metric} {side.value_text or side.object}" for side in sides]
                tally.remark(
                    "contradiction false", topic.name, true or "unlabelled", " / ".join(told), *names
                )


def _is_of_one_question(topic: Topic, pair: LabelledPair) -> bool:
    """Whether both are about one subject and metric. Others are never compared, so nothing is to be said."""
    a, b = (label for label in topic.labels if label.id in (pair.a, pair.b))
    return (a.subject, a.metric) == (b.subject, b.metric)


def _told(topic: Topic, pair: LabelledPair) -> str:
    labels = {label.id: label for label in topic.labels}
    a, b = labels[pair.a], labels[pair.b]
    return (
        f"{a.subject} {a.metric}: {a.value_text or a.quote} ({a.article}) / "
        f"{b.value_text or b.quote} ({b.article}): {pair.why}"
    )


def truth_of(topic: Topic) -> Callable[[str, str], str | None]:
    parent = {label.id: label.id for label in topic.labels}
    plain = {label.id for label in topic.labels if label.modifier in ("exact", "about")}

    def root(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    stated = {frozenset((pair.a, pair.b)): pair.relation for pair in topic.pairs}
    for pair in topic.pairs:
        if pair.relation == Relation.AGREE and {pair.a, pair.b} <= plain:
            parent[root(pair.a)] = root(pair.b)
    between: dict[Pair, set[str]] = {}
    for pair in topic.pairs:
        if root(pair.a) != root(pair.b):
            between.setdefault(frozenset((root(pair.a), root(pair.b))), set()).add(pair.relation)

    def relation(a: str, b: str) -> str | None:
        if known := stated.get(frozenset((a, b))):
            return known
        if root(a) == root(b):
            return Relation.AGREE
        known_between = between.get(frozenset((root(a), root(b))), set())
        return next(iter(known_between)) if len(known_between) == 1 else None

    return relation


def score_lineage(tally: Tally, topic: Topic, edges: Iterable[FoundEdge]) -> None:
    """Score the copies and credits of a topic; which of two copies came first is not asked."""
    by_id = {article.id: article for article in topic.articles}
    url_of = {one: article.url for one, article in by_id.items()}
    mine = set(url_of.values())
    edges = [edge for edge in edges if edge.article_url in mine]
    labelled = {
        frozenset((url_of[edge.article], url_of[edge.source]))
        for edge in topic.edges
        if edge.kind in _COPIES and edge.source in url_of
    }
    found = {
        frozenset((edge.article_url, edge.origin_url))
        for edge in edges
        if edge.kind in _COPIES and edge.origin_url
    }
    for sort, urls in (("copy missed", labelled - found), ("copy false", found - labelled)):
        for pair in sorted(sorted(pair) for pair in urls):
            tally.remark(sort, topic.name, *pair)
    tally.rate("copies", len(found & labelled), len(found), len(labelled))
    for edge in topic.edges:
        if edge.kind != LineageKind.CITES:
            continue
        name = by_id[edge.source].outlet if edge.source in by_id else edge.source
        credited = [
            one for one in edges if one.article_url == url_of[edge.article] and one.kind == LineageKind.CITES
        ]
        names = [one.origin_name or one.origin_url for one in credited]
        hit = any(same_name(name, one) or same_credit(name, one) for one in names)
        tally.share("cites_recall", hit)
        if not hit:
            tally.remark("cite missed", f"{topic.name}/{edge.article}", name, f"found {names}")
