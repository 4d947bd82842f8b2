"""Scores what a run published against the labels, topic by topic."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.claim_scores import ClaimScores
from benchmarks.gold import Topic
from benchmarks.matching import Found
from benchmarks.relation_scores import RelationScores, score_lineage
from benchmarks.scorecard import Scorecard
from benchmarks.tally import Findings, Tally

HELD_OUT = frozenset({"held_out", "quotations_held_out"})
"""The groups whose errors are not shown."""

LabelOf = dict[str, tuple[str, str]]
"""Topic and label of a claim, by its id."""


def group_of(topic: Topic) -> str:
    """The group of topics it is measured with: those of quotations apart, and of both those held out."""
    if topic.is_of_quotations:
        return "quotations_held_out" if topic.is_held_out else "quotations"
    return "held_out" if topic.is_held_out else "tuned"


def _grouped(topics: Sequence[Topic]) -> dict[str, list[Topic]]:
    groups: dict[str, list[Topic]] = {}
    for topic in sorted(topics, key=lambda topic: (topic.is_of_quotations, topic.is_held_out)):
        groups.setdefault(group_of(topic), []).append(topic)
    return groups


def measure(all_topics: Sequence[Topic], chosen: Sequence[Topic], findings: Findings) -> dict[str, Scorecard]:
    """A scorecard a group: of the topics one may tune on, of those held out, and both of quotations alone."""
    vocabulary = frozenset(label.metric for topic in all_topics for label in topic.labels if label.is_named)
    return {group: score(topics, vocabulary, findings) for group, topics in _grouped(chosen).items()}


def measure_labels(topics: Sequence[Topic], findings: Findings, label_of: LabelOf) -> dict[str, Scorecard]:
    """A scorecard a group for a run that was fed the labels themselves: only relations mean anything."""
    cards = {}
    said = {claim.claim_id: claim for claim in findings.claims}
    for group, chosen in _grouped([topic for topic in topics if not topic.is_of_quotations]).items():
        names = {topic.name for topic in chosen}
        mine = {claim: key for claim, key in label_of.items() if key[0] in names}
        tally = Tally(
            vocabulary=frozenset(),
            claim_of={key: claim for claim, key in mine.items()},
            label_of=mine,
            said={claim: said[claim] for claim in mine},
        )
        relations = RelationScores(tally)
        for topic in chosen:
            relations.labelled(topic, findings.relations)
            relations.found(topic, findings.relations)
        cards[group] = tally.card()
    return cards


def score(topics: Sequence[Topic], vocabulary: frozenset[str], findings: Findings) -> Scorecard:
    """Score these topics.

    Args:
        topics: The labelled topics to score on.
        vocabulary: The metrics that labels use by name; a found claim of another metric is not counted as
            false, for nobody was asked to label those.
        findings: What was published for these articles (and maybe others).
    """
    tally = Tally(vocabulary=vocabulary)
    claims, relations = ClaimScores(tally), RelationScores(tally)
    by_url: dict[str, list[Found]] = {}
    for claim in findings.claims:
        by_url.setdefault(claim.article_url, []).append(claim)
    for topic in topics:
        for article in topic.articles:
            claims.article(topic, article, by_url.get(article.url, []))
    for topic in (topic for topic in topics if not topic.is_of_quotations):
        relations.labelled(topic, findings.relations)
        relations.found(topic, findings.relations)
        score_lineage(tally, topic, findings.edges)
    return tally.card()
