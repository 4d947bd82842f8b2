"""Scores what a run published against the labels: claims, relations and lineage of each topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.gold import GoldArticle, Label, LabelledPair, Topic
from benchmarks.matching import (
    Found,
    Match,
    match_facts,
    match_quantities,
    match_quotes,
    same_credit,
    same_name,
    same_period,
)
from benchmarks.scorecard import Rate, Remark, Scorecard, Share

_COPIES = ("syndicated", "rewrite")
_ATTRIBUTES = ("modifier", "period", "status", "attributed_to", "unit")
_BESIDE = 60

Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEdge:
    """A row of the published view `lineage`."""

    article_url: str
    origin_url: str | None
    origin_name: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a run published: claims, the relation of each pair of them, and lineage."""

    claims: tuple[Found, ...]
    relations: dict[Pair, str]
    edges: tuple[FoundEdge, ...]


def score(topics: Sequence[Topic], vocabulary: frozenset[str], findings: Findings) -> Scorecard:
    """Score these topics.

    Args:
        topics: The labelled topics to score on.
        vocabulary: The metrics that labels use by name; a found claim of another metric is not counted as
            false, for nobody was asked to label those.
        findings: What was published for these articles (and maybe others).
    """
    scorer = _Scorer(vocabulary=vocabulary)
    by_url: dict[str, list[Found]] = {}
    for claim in findings.claims:
        by_url.setdefault(claim.article_url, []).append(claim)
    for topic in topics:
        for article in topic.articles:
            scorer.article(topic, article, by_url.get(article.url, []))
    relations = _Relations(scorer)
    for topic in topics:
        relations.labelled(topic, findings.relations)
        relations.found(topic, findings.relations)
        _score_lineage(scorer, topic, findings.edges)
    return scorer.card()


@dataclass(slots=True)
class _Scorer:
    vocabulary: frozenset[str]
    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    claim_of: dict[tuple[str, str], str] = field(default_factory=dict)
    label_of: dict[str, tuple[str, str]] = field(default_factory=dict)
    said: dict[str, Found] = field(default_factory=dict)

    def remark(self, sort: str, *parts: object) -> None:
        """Note one error."""
        line = " | ".join(str(part) for part in parts)
        self.remarks.append(Remark(sort=sort, line=line.replace("\n", " / ")))

    def article(self, topic: Topic, article: GoldArticle, found: Sequence[Found]) -> None:
        """Score the claims of one article."""
        self.said.update({claim.claim_id: claim for claim in found})
        labels = [label for label in topic.labels if label.article == article.id]
        where = f"{topic.name}/{article.id}"
        for kind, scored in (
            ("quantity", self._quantities),
            ("fact", self._facts),
            ("quote", self._quotes),
        ):
            of_kind = [label for label in labels if label.kind == kind]
            claims = [claim for claim in found if claim.kind == kind]
            for match in scored(where, article.text, of_kind, claims):
                key = (topic.name, match.label.id)
                self.claim_of[key] = match.found.claim_id
                self.label_of[match.found.claim_id] = key

    def _quantities(
        self, where: str, text: str, labels: Sequence[Label], found: Sequence[Found]
    ) -> list[Match]:
        matches = match_quantities(text, labels, found)
        matched = {match.found.claim_id: match for match in matches}
        self._count("quantity_found", len(matches), len(found), len(labels))
        named = [match for match in matches if match.label.is_named]
        # What a labeller had no name for may have one of ours: that is neither right nor wrong.
        counted = [
            claim
            for claim in found
            if claim.metric in self.vocabulary
            and (claim.claim_id not in matched or matched[claim.claim_id].label.is_named)
        ]
        wanted = [label for label in labels if label.is_named]
        right = sum(match.metric_right for match in named)
        self._count("quantity_metric", right, len(counted), len(wanted))
        full = [match for match in named if match.is_full]
        self._count("quantity_full", len(full), len(counted), len(wanted))
        for match in full:
            self._attributes(where, match)
        self._remark_quantities(where, text, labels, matches, counted)
        return matches

    def _remark_quantities(
        self,
        where: str,
        text: str,
        labels: Sequence[Label],
        matches: Sequence[Match],
        counted: Sequence[Found],
    ) -> None:
        reached = {match.label.id for match in matches}
        for match in matches:
            label, claim = match.label, match.found
            if label.is_named and not match.metric_right:
                self.remark(
                    "metric", where, f"{label.metric} not {claim.metric}", label.value_text, label.quote
                )
            elif label.is_named and not match.subject_right:
                self.remark(
                    "subject", where, f"{label.subject} not {claim.subject}", label.metric, label.quote
                )
        for label in labels:
            if label.id not in reached:
                self.remark("missed", where, label.metric, label.subject, label.value_text, label.quote)
        used = {match.found.claim_id for match in matches}
        for claim in counted:
            if claim.claim_id not in used:
                beside = text[max(0, claim.start_char - _BESIDE) : claim.end_char + _BESIDE]
                self.remark("false", where, claim.metric, claim.subject, claim.value_text, beside)

    def _attributes(self, where: str, match: Match) -> None:
        label, claim = match.label, match.found
        checks: dict[str, Callable[[], bool] | None] = {
            "modifier": lambda: label.modifier == claim.modifier,
            "status": lambda: label.status == claim.status,
            "unit": lambda: label.unit == claim.unit,
            "period": (lambda: same_period(label.period, claim.period)) if label.period else None,
            "attributed_to": (lambda: same_credit(label.attributed_to, claim.attributed_to))
            if label.attributed_to or claim.attributed_to
            else None,
        }
        for name in _ATTRIBUTES:
            if (is_right := checks[name]) is None:
                continue
            right = is_right()
            self.counts[f"{name}.hits"] += right
            self.counts[f"{name}.of"] += 1
            if not right:
                said = f"{getattr(label, name)} not {getattr(claim, name)}"
                self.remark(name, where, said, label.value_text, label.quote)

    def _facts(self, where: str, text: str, labels: Sequence[Label], found: Sequence[Found]) -> list[Match]:
        wanted = [label for label in labels if label.is_named]
        counted = [claim for claim in found if claim.metric in self.vocabulary]
        matches = match_facts(wanted, counted)
        self._count("facts", len(matches), len(counted), len(wanted))
        reached = {match.label.id for match in matches}
        for label in wanted:
            if label.id not in reached:
                self.remark("fact missed", where, label.metric, label.subject, label.object, label.quote)
        used = {match.found.claim_id for match in matches}
        for claim in counted:
            if claim.claim_id not in used:
                self.remark("fact false", where, claim.metric, claim.subject, claim.object, claim.sentence)
        return matches

    def _quotes(self, where: str, text: str, labels: Sequence[Label], found: Sequence[Found]) -> list[Match]:
        matches = match_quotes(text, labels, found)
        right = sum(match.subject_right for match in matches)
        self._count("quotes", len(matches), len(found), len(labels))
        self._count("quote_speakers", right, len(found), len(labels))
        reached = {match.label.id for match in matches}
        for match in matches:
            if not match.subject_right:
                said = f"{match.label.subject} not {match.found.subject}"
                self.remark("speaker", where, said, match.label.quote)
        for label in labels:
            if label.id not in reached:
                self.remark("quote missed", where, label.subject, label.quote)
        used = {match.found.claim_id for match in matches}
        for claim in found:
            if claim.claim_id not in used:
                self.remark("quote false", where, claim.subject, text[claim.start_char : claim.end_char])
        return matches

    def _count(self, name: str, hits: int, found: int, labelled: int) -> None:
        self.counts[f"{name}.hits"] += hits
        self.counts[f"{name}.found"] += found
        self.counts[f"{name}.labelled"] += labelled

    def card(self) -> Scorecard:
        """The scorecard of all that was counted."""
        rates = (
            "quantity_found",
            "quantity_metric",
            "quantity_full",
            "facts",
            "quotes",
            "quote_speakers",
            "copies",
        )
        shares = (
            *_ATTRIBUTES,
            "contradiction_precision",
            "contradiction_precision_strict",
            "contradiction_recall",
            "agree_recall",
            "update_recall",
            "different_recall",
            "hard_negatives_spared",
            "cites_recall",
        )
        counts = self.counts
        return Scorecard(
            rates={
                name: Rate(
                    hits=counts[f"{name}.hits"],
                    found=counts[f"{name}.found"],
                    labelled=counts[f"{name}.labelled"],
                )
                for name in rates
            },
            shares={name: Share(hits=counts[f"{name}.hits"], of=counts[f"{name}.of"]) for name in shares},
            remarks=tuple(self.remarks),
        )


class _Relations:
    """Found relations against labelled pairs, and what follows from these.

    Labels give one representative for a group that agrees, so exact and about figures that agree stand for
    each other: what contradicts one contradicts all. Hedged and partial ones do not (a bound may be met by
    two figures that contradict each other).
    """

    def __init__(self, scorer: _Scorer) -> None:
        self._scorer = scorer

    def labelled(self, topic: Topic, relations: dict[Pair, str]) -> None:
        """Whether each labelled pair was found as what it is."""
        counts = self._scorer.counts
        for pair in topic.pairs:
            claims = [self._scorer.claim_of.get((topic.name, one)) for one in (pair.a, pair.b)]
            got = "not extracted"
            if claims[0] and claims[1]:
                got = relations.get(frozenset((claims[0], claims[1])), "none")
            hits = "contradiction_recall" if pair.relation == "contradict" else f"{pair.relation}_recall"
            counts[f"{hits}.hits"] += got == pair.relation
            counts[f"{hits}.of"] += 1
            if pair.relation in ("update", "different"):
                counts["hard_negatives_spared.hits"] += got != "contradict"
                counts["hard_negatives_spared.of"] += 1
            if got != pair.relation:
                self._scorer.remark(
                    f"{pair.relation} missed", topic.name, f"got {got}", self._told(topic, pair)
                )

    def found(self, topic: Topic, relations: dict[Pair, str]) -> None:
        """Whether each found contradiction that touches the topic is one."""
        truth = _truth(topic)
        counts, scorer = self._scorer.counts, self._scorer
        for pair, relation in sorted(relations.items(), key=lambda item: sorted(item[0])):
            if relation != "contradict" or len(pair) != 2:
                continue
            one, other = sorted(pair)
            if one not in scorer.said or other not in scorer.said:
                continue
            keys = [scorer.label_of.get(claim) for claim in (one, other)]
            names = [key[1] for key in keys if key and key[0] == topic.name]
            if not names and not self._is_of(topic, one):
                continue
            is_known = len(names) == 2
            true = truth(names[0], names[1]) if is_known else None
            counts["contradiction_precision_strict.of"] += 1
            counts["contradiction_precision_strict.hits"] += true == "contradict"
            if true is not None:
                counts["contradiction_precision.of"] += 1
                counts["contradiction_precision.hits"] += true == "contradict"
            if true != "contradict":
                told = [
                    f"{c.subject} {c.metric} {c.value_text or c.object}"
                    for c in map(scorer.said.__getitem__, (one, other))
                ]
                scorer.remark(
                    "contradiction false", topic.name, true or "unlabelled", " / ".join(told), *names
                )

    def _is_of(self, topic: Topic, claim: str) -> bool:
        return self._scorer.said[claim].article_url in {article.url for article in topic.articles}

    @staticmethod
    def _told(topic: Topic, pair: LabelledPair) -> str:
        labels = {label.id: label for label in topic.labels}
        a, b = labels[pair.a], labels[pair.b]
        return (
            f"{a.subject} {a.metric}: {a.value_text or a.quote} ({a.article}) / "
            f"{b.value_text or b.quote} ({b.article}): {pair.why}"
        )


def _truth(topic: Topic) -> Callable[[str, str], str | None]:
    parent = {label.id: label.id for label in topic.labels}
    plain = {label.id for label in topic.labels if label.modifier in ("exact", "about")}

    def root(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    stated = {frozenset((pair.a, pair.b)): pair.relation for pair in topic.pairs}
    for pair in topic.pairs:
        if pair.relation == "agree" and {pair.a, pair.b} <= plain:
            parent[root(pair.a)] = root(pair.b)
    clashing = {
        frozenset((root(pair.a), root(pair.b))) for pair in topic.pairs if pair.relation == "contradict"
    }

    def relation(a: str, b: str) -> str | None:
        if known := stated.get(frozenset((a, b))):
            return known
        if root(a) == root(b):
            return "agree"
        return "contradict" if frozenset((root(a), root(b))) in clashing else None

    return relation


def _score_lineage(scorer: _Scorer, topic: Topic, edges: Iterable[FoundEdge]) -> None:
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
            scorer.remark(sort, topic.name, *pair)
    scorer.counts["copies.hits"] += len(found & labelled)
    scorer.counts["copies.found"] += len(found)
    scorer.counts["copies.labelled"] += len(labelled)
    for edge in topic.edges:
        if edge.kind != "cites":
            continue
        name = by_id[edge.source].outlet if edge.source in by_id else edge.source
        credited = [one for one in edges if one.article_url == url_of[edge.article] and one.kind == "cites"]
        names = [one.origin_name or one.origin_url for one in credited]
        hit = any(same_name(name, one) or same_credit(name, one) for one in names)
        scorer.counts["cites_recall.hits"] += hit
        scorer.counts["cites_recall.of"] += 1
        if not hit:
            scorer.remark("cite missed", f"{topic.name}/{edge.article}", name, f"found {names}")
