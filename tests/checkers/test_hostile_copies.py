"""What looks like copying and is not: footers, releases, tables, obituaries, speeches, digests, updates."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checkers.lineage import Tracing
from checkers.records import LineageKind
from extractors.records import Article
from tests.checkers.test_credits import traced
from tests.tracing_world import article

CASES = Path(__file__).parents[1] / "cases" / "copies" / "hostile.toml"
TABLE = tomllib.loads(CASES.read_text(encoding="utf-8"))
COPIES = (LineageKind.SYNDICATED, LineageKind.REWRITE)


def made(case: dict[str, Any]) -> list[Article]:
    articles = []
    for number, one in enumerate(case["articles"]):
        text = one.get("mark", "") + "\n".join(TABLE["passage"][name].strip() for name in one["text"])
        url = f"https://n{number}.example/{case['id']}"
        articles.append(article(url, text, outlet=one["outlet"], published=one.get("published")))
    return articles


def between(tracing: Tracing, articles: list[Article], *kinds: LineageKind) -> list[str]:
    place = {one.article_id: number for number, one in enumerate(articles)}
    return [
        f"{place[edge.article_id]} <- {place[edge.origin_article_id]} {edge.kind}"
        for edge in tracing.edges
        if edge.kind in kinds and edge.origin_article_id is not None
    ]


@pytest.mark.parametrize("case", TABLE["case"], ids=[case["id"] for case in TABLE["case"]])
def test_hostile_cases(case: dict[str, Any]) -> None:
    articles = made(case)
    tracing = traced(*articles)
    assert traced(*articles[::-1]) == tracing, "the order of reading makes no difference"
    assert len({item.origin for item in tracing.origins}) == case["origins"], case["why"]
    copies = between(tracing, articles, *COPIES)
    if "edges" in case:
        assert copies == case["edges"], case["why"]
    elif case["id"] != "digest_of_three":
        assert len(copies) == case.get("copies", 0), case["why"]
    assert len(between(tracing, articles, LineageKind.QUOTES_FROM)) == case.get("quotes", 0)
    named = [edge.origin_name for edge in tracing.edges if edge.origin_article_id is None]
    assert named == case.get("names", []), case["why"]
    if "ties" in case:
        assert all(case["ties"] in item.sources for item in tracing.origins), tracing.origins


def test_there_are_twenty_cases_and_most_of_them_are_no_copies() -> None:
    assert len(TABLE["case"]) >= 20
    assert sum(not case.get("copies") and not case.get("edges") for case in TABLE["case"]) >= 12
