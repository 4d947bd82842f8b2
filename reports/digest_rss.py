"""Findings as an RSS 2.0 feed, one item each, the latest first (https://www.rssboard.org/rss-specification)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from reports.digest import Block, Change, Digest, Slip
from reports.digest_html import templates

MOST_ITEMS = 100
"""Items of a feed: what is older has been read or will not be."""

_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What no XML 1.0 document may hold, not even as a reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed. `found_at` is UTC; `link` opens the words of its later side."""

    finding_id: str
    title: str
    sort: str
    link: str | None
    page: str
    found_at: datetime


def digest_rss(digest: Digest, found_at: Mapping[str, datetime], link: str, locale: str = "en") -> bytes:
    """The feed of a digest whose blocks hold one finding each, at most `MOST_ITEMS`, in UTF-8.

    The same findings give the same bytes: no clock has a part in it.

    Args:
        digest: What is told.
        found_at: When each of its findings was first told here, UTC, by finding id.
        link: The address that the feed is of.
        locale: The language in which numbers are written.
    """
    items = sorted(_items(digest, found_at, locale), key=lambda item: item.found_at, reverse=True)
    environment = templates(locale).overlay()
    environment.filters |= {"xml": _xml, "rfc822": _moment}
    made = environment.get_template("feed.xml").render(digest=digest, items=items[:MOST_ITEMS], link=link)
    return made.encode("utf-8")


def _items(digest: Digest, found_at: Mapping[str, datetime], locale: str) -> Iterator[Item]:
    page = templates(locale).get_template("feed_item.html")

    def item(
        finding_id: str, finding: Block | Change | Slip, sort: str, title: str, link: str | None
    ) -> Item:
        kind = {Block: "block", Change: "change", Slip: "slip"}[type(finding)]
        made = page.render(digest=digest, finding=finding, sort=kind, can_be_ruled_on=sort != "update")
        return Item(
            finding_id=finding_id,
            title=" ".join(title.split()),
            sort=sort,
            link=link,
            page=made.strip(),
            found_at=found_at[finding_id],
        )

    for sort, blocks in (("contradiction", digest.contradictions), ("changed quotation", digest.quotations)):
        for block in blocks:
            pair = block.pairs[0]
            links = [each.link for answer in block.answers for each in answer.quotations if each.link]
            title = f"{block.question}: {' against '.join(pair.values)}"
            yield item(pair.finding_id, block, sort, title, links[-1] if links else None)
    for sort, changes in (("silent edit", digest.silent_edits), ("update", digest.updates)):
        for change in changes:
            title = f"{change.about}: {change.before} → {change.after}"
            yield item(change.finding_id, change, sort, title, change.url)
    for sort, slips in (
        ("broken sum", digest.broken_sums),
        ("claim against a reference", digest.against_references),
    ):
        for slip in slips:
            yield item(slip.finding_id, slip, sort, slip.words, slip.url)


def _xml(text: str) -> str:
    """A text without what XML cannot hold; the template escapes the rest."""
    return _NO_XML.sub("", text)


def _moment(moment: datetime) -> str:
    return format_datetime(moment.replace(tzinfo=UTC), usegmt=True)
