"""RSS files of what is found: written anew from what is published, whenever letters are.

When each finding stood in the feed first is kept in the outbox, so that its date stays and a late reader of
old articles still sees what is found in them as new.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from flows.digest import News, digest_of, wanted_ids
from flows.subscriptions import Subscription
from reports.digest_rss import MOST_ITEMS, digest_rss
from reports.letter import message_id
from warehouse import Published
from warehouse.durable import write_whole
from warehouse.outbox import LetterState, Outbox, Reader


def write_feed(
    folder: Path,
    subscription: Subscription,
    news: News,
    *,
    outbox: Outbox,
    published: Published,
    now: datetime,
    link: str | None,
) -> bool:
    """Write the feed of a subscription, in one step; whether it has changed.

    Args:
        folder: Where feeds lie.
        subscription: What it asks for; it must name a feed.
        news: What `read_news` read.
        outbox: Where it is kept since when each finding is in the feed.
        published: The published file.
        now: The moment, UTC: the date of what is new.
        link: The address of the page behind the findings, where there is one.
    """
    assert subscription.feed is not None
    reader = Reader(subscription=subscription.name, recipient=f"feed:{subscription.feed}")
    wanted = wanted_ids(news, subscription)
    found_at = outbox.told_at(reader)
    if fresh := [finding for finding in wanted if finding not in found_at]:
        outbox.store_letter(
            reader,
            message_id=message_id("feed@localhost", (reader.subscription, reader.recipient, *fresh)),
            sender="",
            subject="",
            content=b"",
            finding_ids=fresh,
            written_at=now,
            state=LetterState.FILED,
        )
        found_at |= dict.fromkeys(fresh, now)
    newest = sorted(wanted, key=lambda finding: found_at[finding], reverse=True)[:MOST_ITEMS]
    digest = digest_of(published, news, subscription, frozenset(newest))
    address = link or f"urn:twosource:{quote(subscription.name, safe='')}"
    content = digest_rss(digest, found_at, address, subscription.numbers)
    path = folder / subscription.feed
    if path.exists() and path.read_bytes() == content:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return True
