"""The quality gate: the whole pipeline on our own labelled articles, against pinned floors.

    python -m benchmarks.quality                     measure, compare with the floors; exit code 1 below one
    python -m benchmarks.quality --show 20           also list what was missed and what is false
    python -m benchmarks.quality --update            pin the figures as floors; refuses to lower one ...
    python -m benchmarks.quality --update --allow-regression     ... unless this is given
    python -m benchmarks.quality --topics a,b        some topics only; floors are not looked at
    python -m benchmarks.quality --json OUT          the figures for a program

Nothing here reaches into the pipeline: articles go in as JSONL, and the published views are read.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from rich.console import Console

from benchmarks.floors import Figures, FloorsError, load_floors, pin
from benchmarks.gold import GoldError, Topic, load_topics, sha256_of
from benchmarks.matching import Found
from benchmarks.scorecard import Scorecard
from benchmarks.scoring import Findings, FoundEdge, score
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import load_settings
from warehouse import Published

_GROUPS = {"tuned": False, "held_out": True}
_WIDTH = 260


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate. Returns the exit code: 0, 1 below a floor, 2 when it cannot be run."""
    options = _parser().parse_args(argv)
    try:
        topics = load_topics()
        chosen = _chosen(topics, options.topics)
        with tempfile.TemporaryDirectory(prefix="twosource-quality-") as folder:
            findings = run_pipeline(chosen, Path(folder))
        cards = measure(topics, chosen, findings)
        _print_cards(cards, options.show)
        figures = {group: card.figures() for group, card in cards.items()}
        if options.json:
            options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        if options.topics:
            return 0
        return _gate(figures, update=options.update, allow_regression=options.allow_regression)
    except (GoldError, FloorsError) as error:
        sys.stderr.write(f"quality: {error}\n")
        return 2


def run_pipeline(topics: Sequence[Topic], folder: Path) -> Findings:
    """Feed the articles of these topics to a run in an empty folder, and read what it publishes."""
    source = folder / "articles.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for article in (article for topic in topics for article in topic.articles):
            row = {name: getattr(article, name) for name in ("url", "outlet", "published", "title", "text")}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    settings = load_settings({}, data=folder / "data")
    with open(os.devnull, "w") as nowhere, Session(settings) as session:  # noqa: PTH123
        MainJob(session, RunProgress(Console(file=nowhere))).run([str(source)])
    return read_findings(settings.published)


def read_findings(path: Path) -> Findings:
    """Claims, relations and lineage of a published file, each from its public view."""
    with Published(path) as published:
        columns = ", ".join(item.name for item in fields(Found))
        claims = published.sql(f"select {columns} from claims where start_char is not null order by claim_id")
        relations = published.sql("select claim_a, claim_b, relation from claim_relations")
        edges = published.sql("select article_url, origin_url, origin_name, kind from lineage")
    return Findings(
        claims=tuple(Found(**dict(zip(claims.columns, row, strict=True))) for row in claims.rows),
        relations={frozenset((a, b)): relation for a, b, relation in relations.rows},
        edges=tuple(FoundEdge(**dict(zip(edges.columns, row, strict=True))) for row in edges.rows),
    )


def measure(all_topics: Sequence[Topic], chosen: Sequence[Topic], findings: Findings) -> dict[str, Scorecard]:
    """A scorecard for the topics one may tune on, and one for those held out."""
    vocabulary = frozenset(label.metric for topic in all_topics for label in topic.labels if label.is_named)
    cards = {}
    for group, is_held_out in _GROUPS.items():
        if topics := [topic for topic in chosen if topic.is_held_out == is_held_out]:
            cards[group] = score(topics, vocabulary, findings)
    return cards


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
            for line in lines[:show]:
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
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures to a file")
    parser.add_argument("--topics", default="", metavar="A,B", help="only these topics")
    return parser


if __name__ == "__main__":
    sys.exit(main())
