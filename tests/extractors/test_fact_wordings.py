"""Each fact in the wordings of the news, as `tests/cases/fact_wordings.toml` has them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors.claims.pipeline import extract_claims
from extractors.records import Kind
from tests.extractors.reading import article, lexicon

Row = tuple[str, str, str, str]

WORDINGS = tomllib.loads(Path("tests/cases/fact_wordings.toml").read_text(encoding="utf-8"))
SAID: list[Row] = [(metric, *row) for metric, rows in WORDINGS.items() for row in rows["said"]]
NOT_SAID: list[Row] = [(metric, *row) for metric, rows in WORDINGS.items() for row in rows["not_said"]]


def facts_of(text: str) -> set[tuple[str, str, str]]:
    claims = extract_claims(article(text), lexicon()).claims
    return {(c.metric, c.subject, c.object or "") for c in claims if c.kind is Kind.FACT}


@pytest.mark.parametrize(("metric", "text", "subject", "stated"), SAID)
def test_said(metric: str, text: str, subject: str, stated: str) -> None:
    assert (metric, subject, stated) in facts_of(text)


@pytest.mark.parametrize(("metric", "text", "subject", "stated"), NOT_SAID)
def test_not_said(metric: str, text: str, subject: str, stated: str) -> None:
    assert (metric, subject, stated) not in facts_of(text)
