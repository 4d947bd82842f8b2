"""Each metric in the wordings of the news, as `tests/cases/wordings.toml` has them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extractors.claims.pipeline import extract_claims
from extractors.records import Claim, Kind
from tests.extractors.reading import article, lexicon

WORDINGS = tomllib.loads(Path("tests/cases/wordings.toml").read_text(encoding="utf-8"))
SAID = [(metric, text) for metric, rows in WORDINGS.items() for text in rows["said"]]
NOT_SAID = [(metric, text) for metric, rows in WORDINGS.items() for text in rows["not_said"]]
_MARKED = re.compile(r"\[\[(.+?)\]\]")


def claim_marked(marked: str) -> Claim | None:
    """The quantity claim at the marked value of a sentence."""
    mark = _MARKED.search(marked)
    assert mark is not None, f"no [[value]] in {marked!r}"
    text = _MARKED.sub(r"\1", marked)
    start, end = mark.start(), mark.start() + len(mark[1])
    for claim in extract_claims(article(text), lexicon()).claims:
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
