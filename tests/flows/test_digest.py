"""What a letter holds of what is published: every clash with both its sides, and each of them once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkers.ruling_records import Judgement, Ruling
from flows.desk import Desk
from flows.digest import make_digest, read_news
from flows.settings import Settings
from flows.subscriptions import Subscription
from reports.digest import Digest
from tests.flows.conftest import run_here
from tests.letters_world import publish_contradictions
from warehouse import Published

TOLD = (
    ("2025", 30, "One Post", "Halden AI raised $30 billion in 2025."),
    ("2025-10", 22, None, "Halden AI raised $22 billion in October."),
    ("2025-10", 27, "Three Times", "Halden AI raised $27 billion in October."),
)


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """A year's figure that clashes with two of one of its months, one of them of an outlet without a name."""
    folder = tmp_path_factory.mktemp("digest")
    claims = [
        {
            "external_id": f"x{number}",
            "article_url": f"https://www.news{number}.example/story",
            "outlet": outlet,
            "published": f"2025-10-{27 + number}",
            "title": "A round",
            "sentence": sentence,
            "kind": "quantity",
            "subject": "Halden AI",
            "metric": "funding_round",
            "low": value * 10**9,
            "high": value * 10**9,
            "unit": "USD",
            "modifier": "exact",
            "period": period,
            "status": "reported",
            "value_text": f"${value} billion",
        }
        for number, (period, value, outlet, sentence) in enumerate(TOLD)
    ]
    source = folder / "ready.claims.jsonl"
    source.write_text("\n".join(map(json.dumps, claims)) + "\n", encoding="utf-8")
    run_here([str(source)], folder / "data")
    with Published(folder / "data" / "claims.duckdb") as published:
        everything = Subscription(name="Desk", to=("desk@example.com",))
        return make_digest(published, read_news(published, Settings(data=folder / "data")), everything, ())


def test_both_sides_of_every_clash_stand_in_its_block(digest: Digest) -> None:
    assert digest.contradictions
    for block in digest.contradictions:
        quoted = {answer.value for answer in block.answers if answer.quotations}
        assert quoted >= {value for pair in block.pairs for value in pair.values}
        assert {bar.label for bar in block.bars} == quoted


def test_a_finding_is_told_once(digest: Digest) -> None:
    assert len(digest.finding_ids) == len(set(digest.finding_ids))


def test_an_outlet_without_a_name_goes_by_its_host(digest: Digest) -> None:
    answers = [answer for block in digest.contradictions for answer in block.answers]
    (unnamed,) = {answer.first_outlet for answer in answers if answer.value == "$22 billion"}
    assert unnamed == "news1.example"


def test_what_somebody_dismissed_is_no_news_before_the_next_run(tmp_path: Path) -> None:
    data = publish_contradictions(tmp_path / "data", 2)
    settings = Settings(data=data)
    everything = Subscription(name="Desk", to=("desk@example.com",))
    with Published(data / "claims.duckdb") as published:
        before = make_digest(published, read_news(published, settings), everything, ())
        gone, confirmed = before.finding_ids
        desk = Desk(settings, published)
        for finding, ruling in ((gone, Ruling.DISMISSED), (confirmed, Ruling.CONFIRMED)):
            desk.add(
                Judgement(ruling=ruling, left="a", right="b", subject="x", finding_id=finding, user="ida")
            )
        after = make_digest(published, read_news(published, settings), everything, ())
    assert after.finding_ids == (confirmed,)
    assert after.short(confirmed) == confirmed[:12]
