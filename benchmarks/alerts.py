"""How sure a contradiction must be before an editor is told: precision and recall at every confidence.

    python -m benchmarks.alerts                      the tables, on the project's own labelled articles
    python -m benchmarks.alerts --gold FOLDER        ... on other topics of the annotation format
    python -m benchmarks.alerts --docs               write docs/alerts.md and docs/alerts.png

The articles are read, checked and published as in a run. A found contradiction is a pair of claims; it is
right when labels call their pair a contradiction, wrong when they call it anything else, unjudged when one of
its claims, or the pair, has no label. `alert_confidence` of checkers/thresholds.toml must give the wanted
precision on the topics tuned on; the topics held out say what that is worth.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.alerts_page import DOCS, Alarm, Alarms, curve_png, page
from benchmarks.claim_scores import ClaimScores
from benchmarks.gold import GOLD, GoldError, Topic, read_topics
from benchmarks.matching import Found
from benchmarks.quality import read_findings, run_pipeline, write_articles
from benchmarks.relation_scores import truth_of
from benchmarks.tally import Findings, Pair, Tally
from checkers.records import Relation
from extractors.lexicon.strict import LexiconError
from warehouse import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was published for the labelled articles, with the confidence of every contradiction."""

    findings: Findings
    confidences: Mapping[Pair, float]


def main(argv: Sequence[str] | None = None) -> int:
    """Run it. Returns the exit code: 0, or 2 when it cannot be run."""
    options = _parser().parse_args(argv)
    try:
        groups = measured(options.gold)
    except (GoldError, LexiconError) as error:
        sys.stderr.write(f"alerts: {error}\n")
        return 2
    print(page(groups))
    if options.docs:
        (DOCS / "alerts.md").write_text(page(groups), encoding="utf-8")
        (DOCS / "alerts.png").write_bytes(curve_png(groups))
    return 0


def measured(folder: Path = GOLD) -> dict[str, Alarms]:
    """The contradictions found in the topics of a folder, those held out apart, by the group's title."""
    topics = [_judgeable(topic) for topic in read_topics(folder) if not topic.is_of_quotations]
    with tempfile.TemporaryDirectory(prefix="twosource-alerts-") as name:
        run = _run(topics, Path(name))
    vocabulary = frozenset(label.metric for topic in topics for label in topic.labels if label.is_named)
    groups = {}
    for title, is_held_out in (("topics tuned on", False), ("topics held out", True)):
        chosen = [topic for topic in topics if topic.is_held_out == is_held_out]
        if chosen:
            groups[title] = _alarms(chosen, vocabulary, run)
    return groups


def _judgeable(topic: Topic) -> Topic:
    """The topic without the pairs of labels in articles whose text is withheld."""
    known = {label.id for label in topic.labels}
    return replace(topic, pairs=tuple(pair for pair in topic.pairs if {pair.a, pair.b} <= known))


def _run(topics: Sequence[Topic], folder: Path) -> Run:
    path = run_pipeline(write_articles(topics, folder), folder)
    with Published(path) as published:
        rows = published.sql(
            "select claim_a, claim_b, confidence from claim_relations where relation = 'contradict'"
        ).rows
    return Run(findings=read_findings(path)[0], confidences={frozenset((a, b)): sure for a, b, sure in rows})


def _alarms(topics: Sequence[Topic], vocabulary: frozenset[str], run: Run) -> Alarms:
    tally = Tally(vocabulary=vocabulary)
    claims = ClaimScores(tally)
    by_url: dict[str, list[Found]] = {}
    for claim in run.findings.claims:
        by_url.setdefault(claim.article_url, []).append(claim)
    for topic in topics:
        for article in topic.articles:
            claims.article(topic, article, by_url.get(article.url, []))
    urls = {article.url for topic in topics for article in topic.articles}
    truths = {topic.name: truth_of(topic) for topic in topics}
    found = []
    for pair, confidence in run.confidences.items():
        told = [tally.said[claim] for claim in pair if claim in tally.said]
        if len(told) < len(pair) or not any(claim.article_url in urls for claim in told):
            continue
        keys = [tally.label_of.get(claim) for claim in sorted(pair)]
        true = None
        if keys[0] and keys[1] and keys[0][0] == keys[1][0]:
            true = truths[keys[0][0]](keys[0][1], keys[1][1])
        found.append(
            Alarm(confidence=confidence, is_right=None if true is None else true == Relation.CONTRADICT)
        )
    wanted = []
    for topic in topics:
        for labelled in topic.pairs:
            if labelled.relation == Relation.CONTRADICT:
                ends = [tally.claim_of.get((topic.name, end)) for end in (labelled.a, labelled.b)]
                known = frozenset(end for end in ends if end)
                wanted.append(run.confidences.get(known, 0.0) if len(known) > 1 else 0.0)
    return Alarms(found=tuple(sorted(found, key=_order)), wanted=tuple(sorted(wanted)))


def _order(alarm: Alarm) -> tuple[float, bool, bool]:
    return alarm.confidence, alarm.is_right is None, bool(alarm.is_right)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.alerts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="FOLDER", help="labelled topics")
    parser.add_argument("--docs", action="store_true", help="write the page and the picture of docs/")
    return parser


if __name__ == "__main__":
    sys.exit(main())
