"""A digest as what is sent: a letter to a person, a post to a webhook, or text for the screen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from functools import lru_cache

from flows.digest import MOST_BLOCKS, News, make_digest, read_news
from flows.report import open_published
from flows.settings import Settings
from flows.subscriptions import Subscription
from reports.answer_chart import answer_chart
from reports.digest import Digest
from reports.digest_html import digest_html
from reports.digest_json import digest_json
from reports.digest_text import digest_text
from reports.letter import Letter, header_words, message_id, write_letter
from warehouse import Published

UNSET_SENDER = "twosource@localhost"
"""What letters come from that are only written to files."""

MOST_PAGE = 98_000
"""Bytes of the HTML part of a letter: above 102 kB Gmail cuts it off."""

_draw = lru_cache(maxsize=1_000)(answer_chart)
"""Charts by what they show: the readers of one subscription, and often of several, get the same ones."""


def fitting_digest(
    published: Published,
    news: News,
    subscription: Subscription,
    known: Collection[str],
    *,
    since: str | None = None,
) -> Digest:
    """What is new to a reader, in as many questions as Gmail shows: it cuts off pages above 102 kB.

    Args:
        published: The published file.
        news: What `read_news` read from it.
        subscription: What the reader wants.
        known: Ids of findings that the reader was told before.
        since: An ISO day, as for `make_digest`.
    """
    most = MOST_BLOCKS
    while True:
        digest = make_digest(published, news, subscription, known, since=since, most_blocks=most)
        blocks = len(digest.contradictions)
        charts = dict.fromkeys(digest.finding_ids, "x" * 60)  # as long as their names will be
        size = len(digest_html(digest, charts, "x" * 300, subscription.numbers).encode("utf-8", "replace"))
        if size <= MOST_PAGE or blocks <= 1:
            return digest
        most = max(1, min(blocks - 1, blocks * MOST_PAGE // size))


def letter_text(settings: Settings, since: str) -> str:
    """The plain part of a letter about everything told on the day `since` or after, for the screen.

    Raises:
        WarehouseError: nothing has been published yet.
    """
    everything = Subscription(name=f"Since {since}", to=(UNSET_SENDER,))
    with open_published(settings) as published:
        digest = make_digest(published, read_news(published, settings), everything, (), since=since)
    return digest_text(digest, "This is how a letter to an editor reads; none was sent.")


def letter_of(digest: Digest, *, sender: str, recipient: str, date: datetime, locale: str) -> Letter:
    """A digest as a letter to one reader; `date` is UTC."""
    foot = (
        f"You get this because {recipient} is among the readers of “{digest.name}” in twosource. "
        f"To end it, write “unsubscribe” to {sender}."
    )
    pictures: dict[str, bytes] = {}
    charts: dict[str, str] = {}
    for block in digest.contradictions:
        if block.bars:
            name = block.pairs[0].finding_id
            charts[name] = f"{name}@{sender.rpartition('@')[2]}"
            pictures[charts[name]] = _draw(block.bars, (block.unit or "").replace("_", " "))
    return write_letter(
        sender=sender,
        recipient=recipient,
        subject=digest.subject,
        date=date.replace(tzinfo=UTC),
        plain=digest_text(digest, foot, locale),
        page=digest_html(digest, charts, foot, locale),
        pictures=pictures,
        key=(digest.name, *digest.finding_ids),
    )


def post_of(digest: Digest, *, sender: str, url: str, date: datetime) -> Letter:
    """A digest as a post to one address, in JSON; its id is made as that of a letter is."""
    return Letter(
        message_id=message_id(sender, (url, digest.name, *digest.finding_ids)),
        sender=sender,
        recipient=url,
        subject=header_words(digest.subject),
        content=digest_json(digest, date),
    )
