"""A published data folder with as many contradictions as wanted, made without reading an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from extractors.records import Article, Claim
from tests.warehouse.made import article, batch, check_all, claim
from warehouse import RunStatus, Warehouse

_MOMENT = datetime(2024, 10, 4, tzinfo=UTC)
_PER_BATCH = 200


def publish_contradictions(data: Path, number: int = 1) -> Path:
    """The folder, with so many companies whose worth two or three outlets put differently."""
    with Warehouse.open(data, threads=1) as warehouse:
        run = warehouse.begin_run(started_at=_MOMENT, code_version="1", lexicon_sha="a")
        for first in range(0, number, _PER_BATCH):
            told = [_told(n) for n in range(first, min(first + _PER_BATCH, number))]
            warehouse.load_batch(run, batch(*(pair for pairs in told for pair in pairs)))
        check_all(warehouse, run)
        warehouse.finish_run(run, finished_at=_MOMENT, status=RunStatus.DONE, counts={})
        warehouse.publish()
    return data


def _told(number: int) -> Iterator[tuple[Article, list[Claim]]]:
    company = "Halden AI" if number == 0 else f"Halden AI {number}"
    values = (157 + number, 150 + number, 150 + number)
    outlets = ("Alpha Post", "Beta Times", "Gamma Daily")
    for outlet, value, day in zip(outlets, values, ("2024-10-02", "2024-10-03", "2024-10-04"), strict=True):
        words = f"${value} billion"
        text = f"The deal values {company} at {words}, two people told the {outlet}."
        story = article(f"{outlet.split()[0].lower()}-{number}", text, outlet=outlet, published=day)
        yield story, [claim(story, words, f"{value}000000000", subject=company)]
