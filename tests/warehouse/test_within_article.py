from dataclasses import replace
from pathlib import Path

import pytest

from extractors.ids import text_sha256
from extractors.records import Article, Claim
from tests.warehouse.made import article, batch, check_all, claim
from warehouse import Published, Warehouse

HEAD = "Halden AI is worth $4 billion"
BODY = "Halden AI is worth $5 billion, it said."


def two_figures(title: str | None, text: str) -> tuple[Article, list[Claim]]:
    one = replace(article("one", text), title=title, text_sha256=text_sha256(text))
    return one, [
        claim(one, "$4 billion", "4000000000", sentence="first"),
        claim(one, "$5 billion", "5000000000", sentence="second"),
    ]


def contradiction(data: Path, *pairs: tuple[Article, list[Claim]]) -> tuple[object, ...]:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, batch(*pairs))
        check_all(warehouse)
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        (row,) = published.sql("select within_article, in_headline, explanation from contradictions").rows
    return row


@pytest.mark.parametrize("text", [f"{HEAD}\n\n{BODY}", f"Morning Ledger\n\n{HEAD}\n\n{BODY}"])
def test_a_headline_that_its_body_contradicts_is_said_so(data: Path, text: str) -> None:
    within, headline, explanation = contradiction(data, two_figures(HEAD, text))
    assert (within, headline) == (True, True)
    assert str(explanation).endswith(". The headline says $4 billion, the body $5 billion.")


@pytest.mark.parametrize("title", [None, "", "Another headline", BODY, f"{HEAD}\n\n{BODY}"])
def test_two_figures_of_the_body_or_of_the_headline_are_within_one_article(
    data: Path, title: str | None
) -> None:
    within, headline, explanation = contradiction(data, two_figures(title, f"{HEAD}\n\n{BODY}"))
    expected = title == BODY
    assert (within, headline) == (True, expected)
    assert ("The headline says $5 billion, the body $4 billion." in str(explanation)) == expected


def test_two_articles_are_not_one(data: Path) -> None:
    left = replace(article("left", HEAD), title=HEAD)
    right = article("right", BODY)
    pairs = [
        (left, [claim(left, "$4 billion", "4000000000")]),
        (right, [claim(right, "$5 billion", "5000000000")]),
    ]
    assert contradiction(data, *pairs)[:2] == (False, False)
