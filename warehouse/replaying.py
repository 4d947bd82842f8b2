"""A copy of a warehouse to try things on, and what two published files find differently."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.records import Article
from warehouse.durable import wal_of
from warehouse.errors import WarehouseError
from warehouse.lock import WriterLock
from warehouse.publish import PUBLISHED_NAME
from warehouse.query import Published
from warehouse.room import need_room
from warehouse.statements import statement
from warehouse.stored_rows import StoredArticle
from warehouse.warehouse import WORKING_NAME

_ARTICLES_AT_ONCE = 512  # a few megabytes of text


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """A contradiction, told apart from others by what is asked and the two values that are given."""

    subject: str
    metric: str
    period: str
    value_a: str
    value_b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingText:
    """What a finding says, whether it is worth an alert, and where it stands."""

    finding: Finding
    explanation: str
    alert: bool
    urls: tuple[str, str]


def copy_warehouse(data: Path, scratch: Path) -> None:
    """Copy the working file of `data` into the new folder `scratch`, while nobody writes.

    Raises:
        WarehouseLocked: a run is writing it.
        WarehouseError: there is none.
        DiskFull: there is no room for the copy.
    """
    path = data / WORKING_NAME
    if not path.exists():
        raise WarehouseError(f"{path} does not exist: nothing has been read yet. Do a run first.")
    lock = WriterLock(data)
    try:
        need_room(scratch.parent, 3 * path.stat().st_size, "a trial copy of the warehouse")
        scratch.mkdir()
        for each in (path, wal_of(path)):
            if each.exists():
                shutil.copyfile(each, scratch / each.name)
    finally:
        lock.release()


def stored_articles(published: Published) -> Iterator[Article]:
    """Every article with a text, some at a time in memory."""
    ids = [row[0] for row in published.sql(statement("replay/articles")).rows]
    for start in range(0, len(ids), _ARTICLES_AT_ONCE):
        chunk = ids[start : start + _ARTICLES_AT_ONCE]
        for stored in published.rows(StoredArticle, article_ids=chunk):
            yield stored.article()


def findings(data: Path) -> dict[Finding, FindingText]:
    """The contradictions that a folder has published."""
    with Published(data / PUBLISHED_NAME) as published:
        rows = published.sql(statement("replay/findings")).rows
    found: dict[Finding, FindingText] = {}
    for subject, metric, period, value_a, value_b, explanation, alert, url_a, url_b in rows:
        finding = Finding(subject=subject, metric=metric, period=period, value_a=value_a, value_b=value_b)
        text = FindingText(finding=finding, explanation=explanation, alert=alert, urls=(url_a, url_b))
        found.setdefault(finding, text)
    return found
