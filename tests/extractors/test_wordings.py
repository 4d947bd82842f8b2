"""Each metric in the wordings of the news, as `tests/cases/wordings.toml` has them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Claim, Kind

WORDINGS = tomllib.loads(Path("tests/cases/wordings.toml").read_text(encoding="utf-8"))
SAID = [(metric, text) for metric, rows in WORDINGS.items() for text in rows["said"]]
NOT_SAID = [(metric, text) for metric, rows in WORDINGS.items() for text in rows["not_said"]]
_MARKED = re.compile(r"\[\[(.+?)\]\]")


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def claim_marked(marked: str) -> Claim | None:
    """The quantity claim at the marked value of a sentence."""
    mark = _MARKED.search(marked)
    assert mark is not None, f"no [[value]] in {marked!r}"
    text = _MARKED.sub(r"\1", marked)
    start, end = mark.start(), mark.start() + len(mark[1])
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
    for claim in extract_claims(article, lexicon()).claims:
        if claim.kind is Kind.QUANTITY and (claim.start or 0) < end and start < (claim.end or 0):
            return claim
    return None


@pytest.mark.parametrize(("metric", "marked"), SAID, ids=[text for _, text in SAID])
def test_said(metric: str, marked: str) -> None:
    claim = claim_marked(marked)
    assert claim is not None
    assert claim.metric == metric


@pytest.mark.parametrize(("metric", "marked"), NOT_SAID, ids=[text for _, text in NOT_SAID])
def test_not_said(metric: str, marked: str) -> None:
    claim = claim_marked(marked)
    assert claim is None or claim.metric != metric
