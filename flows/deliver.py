"""Digests to their readers: written from what is published, kept in the outbox, handed to a mail server.

A letter is stored together with what it tells before anything is sent. So a kill at any moment loses none,
and what is sent twice has one Message-ID. Without a mail server letters become files that mail programs open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.digest import News, read_news
from flows.feeds import write_feed
from flows.letters import UNSET_SENDER, fitting_digest, letter_of, post_of
from flows.report import open_published
from flows.sending import send_waiting
from flows.settings import Settings, SettingsError
from flows.subscriptions import Subscription, When, one_editor, read_subscriptions
from reports.digest import Digest
from warehouse import Published, Warehouse
from warehouse.outbox import Outbox, Reader

_HOUR = timedelta(minutes=55)
"""Less than an hour, so that an hourly schedule that comes a little early still writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of the letters. `why` is what the last failure said, `folder` where files were put.

    `posted` were taken by webhooks; `feeds` were written anew.
    """

    written: int = 0
    sent: int = 0
    posted: int = 0
    feeds: int = 0
    filed: int = 0
    waiting: int = 0
    dead: int = 0
    nothing_new: int = 0
    not_due: int = 0
    why: str = ""
    folder: Path | None = None


def subscriptions_of(settings: Settings) -> tuple[Subscription, ...]:
    """Who gets letters of what, by the subscriptions file, else by `mail_to`.

    Raises:
        SettingsError: neither is there, or one of them cannot be understood.
    """
    if settings.subscriptions is not None:
        return read_subscriptions(settings.subscriptions)
    if settings.is_written_to:
        return one_editor(settings.mail_to, settings.webhook, settings.feed)
    raise SettingsError(
        "nobody is to be written to: set TWOSOURCE_MAIL_TO=desk@example.com, or write a "
        f"subscriptions file ({settings.data / 'subscriptions.toml'}; docs/mail.md)"
    )


def deliver(settings: Settings, now: datetime, *, since: str | None = None) -> Delivery:
    """Write the letters that are due, and send what waits in the outbox.

    Args:
        settings: Where the data is, who is written to and how.
        now: The moment, UTC.
        since: An ISO day: what was told on it or after, also what readers know already, and at once.

    Raises:
        SettingsError: nobody to write to, or a setting that cannot be.
        WarehouseError: nothing has been published yet.
        WarehouseLocked: a run holds the data folder.
        LetterError: a letter would have headers that are not ours.
    """
    subscriptions = subscriptions_of(settings)
    if settings.smtp_host and settings.mail_from is None:
        raise SettingsError("TWOSOURCE_MAIL_FROM is not set: the address that letters come from")
    with Warehouse.open(settings.data, threads=settings.threads, memory=settings.memory) as warehouse:
        with open_published(settings) as published:
            desk = _Desk(
                outbox=warehouse.outbox, published=published, settings=settings, now=now, since=since
            )
            wrote = desk.write(subscriptions)
        sent = send_waiting(warehouse.outbox, settings, now)
        left = warehouse.outbox.waiting()
    return Delivery(
        written=wrote[_Wrote.LETTER],
        sent=sent.sent,
        posted=sent.posted,
        filed=sent.filed,
        folder=sent.folder,
        feeds=wrote[_Wrote.FEED],
        nothing_new=wrote[_Wrote.NOTHING_NEW],
        not_due=wrote[_Wrote.NOT_DUE],
        waiting=left.letters,
        dead=left.dead,
        why=sent.why or left.why,
    )


class _Wrote(StrEnum):
    """What came of looking whether there is something to write to a reader."""

    LETTER = "letter"
    NOTHING_NEW = "nothing_new"
    NOT_DUE = "not_due"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Where letters are written: the outbox they go to, the published file they are of, and the moment."""

    outbox: Outbox
    published: Published
    settings: Settings
    now: datetime
    since: str | None
    made: dict[tuple[str, frozenset[str]], Digest] = field(default_factory=dict)

    def write(self, subscriptions: Sequence[Subscription]) -> Counter[_Wrote]:
        """Write every letter that is due into the outbox."""
        news = read_news(self.published, self.settings)
        wrote = Counter(
            self._write_to(subscription, recipient, news)
            for subscription in subscriptions
            for recipient in subscription.readers
        )
        for subscription in subscriptions:
            if subscription.feed is not None:
                folder = self.settings.data / "feeds"
                is_new = write_feed(
                    folder,
                    subscription,
                    news,
                    outbox=self.outbox,
                    published=self.published,
                    now=self.now,
                    link=self.settings.site_url,
                )
                wrote[_Wrote.FEED] += is_new
        return wrote

    def _write_to(self, subscription: Subscription, recipient: str, news: News) -> _Wrote:
        reader = Reader(subscription=subscription.name, recipient=recipient)
        if self.since is None and not self._is_due(subscription.when, reader):
            return _Wrote.NOT_DUE
        known = self.outbox.told(reader) if self.since is None else frozenset[str]()
        digest = self._digest(subscription, known, news)
        if digest.is_empty:
            return _Wrote.NOTHING_NEW
        sender = self.settings.mail_from or UNSET_SENDER
        if recipient == subscription.webhook:
            letter = post_of(digest, sender=sender, url=recipient, date=self.now)
        else:
            letter = letter_of(
                digest, sender=sender, recipient=recipient, date=self.now, locale=subscription.numbers
            )
        self.outbox.store_letter(
            reader,
            message_id=letter.message_id,
            sender=letter.sender,
            subject=letter.subject,
            content=letter.content,
            finding_ids=(*digest.finding_ids, *digest.left_out),
            written_at=self.now,
        )
        return _Wrote.LETTER

    def _digest(self, subscription: Subscription, known: frozenset[str], news: News) -> Digest:
        """What is new to a reader; those of one subscription mostly know the same."""
        key = (subscription.name, known)
        if key not in self.made:
            self.made.clear()  # the readers of a subscription come one after the other
            self.made[key] = fitting_digest(self.published, news, subscription, known, since=self.since)
        return self.made[key]

    def _is_due(self, when: When, reader: Reader) -> bool:
        """Whether it is time for a letter; of those at once no more a day than the settings allow.

        A day is one of the time zone of the settings.
        """
        here = self.now.replace(tzinfo=UTC).astimezone(ZoneInfo(self.settings.timezone))
        begun = here.replace(hour=0, minute=0, second=0, microsecond=0)
        midnight = begun.astimezone(UTC).replace(tzinfo=None)
        last, today = self.outbox.last_written(reader, midnight)
        if when is When.AT_ONCE:
            return today < self.settings.alerts_a_day
        if last is None:
            return True
        return last < midnight if when is When.DAILY else self.now - last >= _HOUR
