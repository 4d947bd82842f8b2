"""Scores what a run published against the labels, topic by topic."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.claim_scores import ClaimScores
from benchmarks.gold import Topic
from benchmarks.matching import Found
from benchmarks.relation_scores import RelationScores, score_lineage
from benchmarks.scorecard import Scorecard
from benchmarks.tally import Findings, Tally

HELD_OUT = "held_out"
LabelOf = dict[str, tuple[str, str]]
"""Topic and label of a claim, by its id."""

_GROUPS = {"tuned": False, HELD_OUT: True}


def measure(all_topics: Sequence[Topic], chosen: Sequence[Topic], findings: Findings) -> dict[str, Scorecard]:
    """A scorecard for the topics one may tune on, and one for those held out."""
    vocabulary = frozenset(label.metric for topic in all_topics for label in topic.labels if label.is_named)
    cards = {}
    for group, is_held_out in _GROUPS.items():
        if topics := [topic for topic in chosen if topic.is_held_out == is_held_out]:
            cards[group] = score(topics, vocabulary, findings)
    return cards


def measure_labels(topics: Sequence[Topic], findings: Findings, label_of: LabelOf) -> dict[str, Scorecard]:
    """A scorecard a group for a run that was fed the labels themselves: only relations mean anything."""
    cards = {}
    said = {claim.claim_id: claim for claim in findings.claims}
    for group, is_held_out in _GROUPS.items():
        chosen = [topic for topic in topics if topic.is_held_out == is_held_out]
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
        if chosen:
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
    for topic in topics:
        relations.labelled(topic, findings.relations)
        relations.found(topic, findings.relations)
        score_lineage(tally, topic, findings.edges)
    return tally.card()
