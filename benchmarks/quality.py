"""The quality gate: the whole pipeline on our own labelled articles, against pinned floors.

    python -m benchmarks.quality                     measure, compare with the floors; exit code 1 below one
    python -m benchmarks.quality --show 20           also list what was missed and what is false, but of the
                                                     topics held out only how often: nobody tunes on these
    python -m benchmarks.quality --update            pin the figures as floors; refuses to lower one ...
    python -m benchmarks.quality --update --allow-regression     ... unless this is given
    python -m benchmarks.quality --topics a,b        some topics only; floors are not looked at
    python -m benchmarks.quality --labels            the checkers alone: labels go in as ready-made claims
    python -m benchmarks.quality --json OUT          the figures for a program

Nothing here reaches into the pipeline: articles go in as JSONL, and the published views are read.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from io import StringIO
from pathlib import Path

from rich.console import Console

from benchmarks.floors import Figures, FloorsError, load_floors, pin
from benchmarks.gold import GoldError, Topic, load_topics, sha256_of
from benchmarks.matching import Found
from benchmarks.scorecard import Scorecard
from benchmarks.scoring import HELD_OUT, measure, measure_labels
from benchmarks.tally import Findings, FoundEdge
from extractors.lexicon.strict import LexiconError
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from warehouse import Published

_WIDTH = 260
_READY = (
    "kind",
    "subject",
    "metric",
    "low",
    "high",
    "unit",
    "modifier",
    "period",
    "status",
    "attributed_to",
    "counterparty",
    "object",
    "scope",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate. Returns the exit code: 0, 1 below a floor, 2 when it cannot be run."""
    options = _parser().parse_args(argv)
    try:
        topics = load_topics()
        chosen = _chosen(topics, options.topics)
        with tempfile.TemporaryDirectory(prefix="twosource-quality-") as name:
            cards = _measured(topics, chosen, Path(name), is_labels=options.labels)
        _print_cards(cards, options.show)
        figures = {group: card.figures() for group, card in cards.items()}
        if options.json:
            options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        if options.topics or options.labels:
            return 0
        return _gate(figures, update=options.update, allow_regression=options.allow_regression)
    except (GoldError, FloorsError, LexiconError) as error:
        sys.stderr.write(f"quality: {error}\n")
        return 2


def _measured(
    topics: Sequence[Topic], chosen: Sequence[Topic], folder: Path, *, is_labels: bool
) -> dict[str, Scorecard]:
    if is_labels:
        published = run_pipeline(write_labels(chosen, folder), folder)
        findings, external = read_findings(published)
        label_of = {claim: _key(name) for claim, name in external.items() if name}
        return measure_labels(chosen, findings, label_of)
    findings, _ = read_findings(run_pipeline(write_articles(chosen, folder), folder))
    return measure(topics, chosen, findings)


def write_articles(topics: Sequence[Topic], folder: Path) -> Path:
    """The articles of these topics as the JSONL that a run reads."""
    names = ("url", "outlet", "published", "title", "text")
    rows = [
        {name: getattr(article, name) for name in names} for topic in topics for article in topic.articles
    ]
    return _write_rows(folder / "articles.jsonl", rows)


def write_labels(topics: Sequence[Topic], folder: Path) -> Path:
    """The labels of these topics as ready-made claims, each with the id `topic/label`."""
    rows = []
    for topic in topics:
        articles = {article.id: article for article in topic.articles}
        for label in topic.labels:
            article = articles[label.article]
            row = {name: getattr(label, name) for name in _READY} | {
                "external_id": f"{topic.name}/{label.id}",
                "article_url": article.url,
                "outlet": article.outlet,
                "published": article.published,
                "title": article.title,
                "sentence": label.quote,
                "value_text": label.value_text or None,
            }
            rows.append(row)
    return _write_rows(folder / "labels.claims.jsonl", rows)


def run_pipeline(source: Path, folder: Path) -> Path:
    """Run the main job on a source with its data in a new folder; the published file."""
    settings = Settings(data=folder / "data")
    with Session(settings) as session:
        MainJob(session, RunProgress(Console(file=StringIO()))).run([str(source)])
    return settings.published


def read_findings(path: Path) -> tuple[Findings, dict[str, str | None]]:
    """Claims, relations and lineage of a published file, from its public views; and external ids by claim."""
    names = [item.name for item in fields(Found)]
    columns = ", ".join(f"coalesce({name}, 0)" if name.endswith("_char") else name for name in names)
    with Published(path) as published:
        claims = published.sql(f"select {columns} from claims order by claim_id")
        external = published.sql("select claim_id, external_id from claims")
        relations = published.sql("select claim_a, claim_b, relation from claim_relations")
        edges = published.sql("select article_url, origin_url, origin_name, kind from lineage")
    findings = Findings(
        claims=tuple(Found(**dict(zip(names, row, strict=True))) for row in claims.rows),
        relations={frozenset((a, b)): relation for a, b, relation in relations.rows},
        edges=tuple(FoundEdge(**dict(zip(edges.columns, row, strict=True))) for row in edges.rows),
    )
    return findings, dict(external.rows)


def _key(external_id: str) -> tuple[str, str]:
    topic, _, label = external_id.partition("/")
    return topic, label


def _write_rows(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _chosen(topics: Sequence[Topic], names: str) -> list[Topic]:
    wanted = set(filter(None, names.split(",")))
    if unknown := wanted - {topic.name for topic in topics}:
        known = ", ".join(topic.name for topic in topics)
        raise GoldError(f"no such topic: {', '.join(sorted(unknown))}. There are: {known}")
    return [topic for topic in topics if not wanted or topic.name in wanted]


def _print_cards(cards: dict[str, Scorecard], show: int) -> None:
    for group, card in cards.items():
        print(f"{group.replace('_', ' ')} topics")
        print("\n".join(card.lines()))
        by_sort: dict[str, list[str]] = {}
        for remark in card.remarks:
            by_sort.setdefault(remark.sort, []).append(remark.line)
        for sort, lines in sorted(by_sort.items()) if show else ():
            print(f"\n  {sort}: {len(lines)}")
            for line in lines[: 0 if group in HELD_OUT else show]:
                print(f"    {line[:_WIDTH]}")
        print()


def _gate(figures: Figures, *, update: bool, allow_regression: bool) -> int:
    gold = sha256_of()
    if update:
        for line in pin(figures, gold, allow_regression=allow_regression):
            print(line)
        print("floors pinned")
        return 0
    floors = load_floors()
    if floors is None:
        print("there are no floors yet: pin them with --update")
        return 1
    broken = floors.broken(figures)
    for line in broken:
        print(line)
    if floors.gold_sha256 != gold:
        print(
            "the labelled set is not the one the floors were measured on: look at the figures, then --update"
        )
        return 1
    print(f"{len(broken)} figures below their floors" if broken else "no figure is below its floor")
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--update", action="store_true", help="pin the figures as floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list up to N errors of each sort")
    parser.add_argument("--labels", action="store_true", help="feed the labels: the checkers alone")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures to a file")
    parser.add_argument("--topics", default="", metavar="A,B", help="only these topics")
    return parser


if __name__ == "__main__":
    sys.exit(main())
