"""Each fact in the wordings of the news, as `tests/cases/fact_wordings.toml` has them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Kind

Row = tuple[str, str, str, str]

WORDINGS = tomllib.loads(Path("tests/cases/fact_wordings.toml").read_text(encoding="utf-8"))
SAID: list[Row] = [(metric, *row) for metric, rows in WORDINGS.items() for row in rows["said"]]
NOT_SAID: list[Row] = [(metric, *row) for metric, rows in WORDINGS.items() for row in rows["not_said"]]


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def facts_of(text: str) -> set[tuple[str, str, str]]:
    article = Article(
        article_id=article_id("file:case"),
        url="file:case",
        outlet=None,
        title=None,
        author=None,
        published=None,
        text=text,
        text_sha256=text_sha256(text),
    )
    claims = extract_claims(article, lexicon()).claims
    return {(c.metric, c.subject, c.object or "") for c in claims if c.kind is Kind.FACT}


@pytest.mark.parametrize(("metric", "text", "subject", "stated"), SAID)
def test_said(metric: str, text: str, subject: str, stated: str) -> None:
    assert (metric, subject, stated) in facts_of(text)


@pytest.mark.parametrize(("metric", "text", "subject", "stated"), NOT_SAID)
def test_not_said(metric: str, text: str, subject: str, stated: str) -> None:
    assert (metric, subject, stated) not in facts_of(text)
