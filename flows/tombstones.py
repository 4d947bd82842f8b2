"""What was forgotten is passed by when a source has it again."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.articles.parsing import Reading
from extractors.records import Article
from warehouse.forget import Tombstones, forgotten_issue


def passing_by(readings: Iterator[Reading], tombstones: Tombstones) -> Iterator[Reading]:
    """The readings, with an issue in place of each article that was forgotten."""
    for reading in readings:
        if isinstance(reading, Article) and tombstones.hold(reading):
            yield forgotten_issue(reading.article_id)
        else:
            yield reading
