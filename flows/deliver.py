"""Digests to their readers: written from what is published, kept in the outbox, handed to a mail server.

A letter is stored together with what it tells before anything is sent. So a kill at any moment loses none,
and what is sent twice has one Message-ID. Without a mail server letters become files that mail programs open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from flows.digest import News, make_digest, read_news
from flows.report import open_published
from flows.settings import Settings, SettingsError
from flows.subscriptions import Subscription, When, one_editor, read_subscriptions
from reports.answer_chart import answer_chart
from reports.digest import Digest
from reports.digest_html import digest_html
from reports.digest_text import digest_text
from reports.letter import Letter, write_letter
from reports.mail import MailServer, MailUnreachable, Outcome, Postman, Security, Verdict
from warehouse import Published, Warehouse
from warehouse.durable import write_whole
from warehouse.outbox import DueLetter, LetterState, Outbox, Reader

_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_HOUR = timedelta(minutes=55)
"""Less than an hour, so that an hourly schedule that comes a little early still writes."""

_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=6)
_MOST_DOUBLINGS = 10
_OLDEST = timedelta(days=3)
"""Age from which a letter is not sent any more: its findings are in the published file, its news is none."""

_UNSET_SENDER = "twosource@localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of the letters. `why` is what the last failure said, `folder` where files were put."""

    written: int = 0
    sent: int = 0
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
    if settings.mail_to:
        return one_editor(settings.mail_to)
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
    return replace(
        sent,
        written=wrote[_Wrote.LETTER],
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Where letters are written: the outbox they go to, the published file they are of, and the moment."""

    outbox: Outbox
    published: Published
    settings: Settings
    now: datetime
    since: str | None

    def write(self, subscriptions: Sequence[Subscription]) -> Counter[_Wrote]:
        """Write every letter that is due into the outbox."""
        news = read_news(self.published)
        return Counter(
            self._write_to(subscription, recipient, news)
            for subscription in subscriptions
            for recipient in subscription.to
        )

    def _write_to(self, subscription: Subscription, recipient: str, news: News) -> _Wrote:
        reader = Reader(subscription=subscription.name, recipient=recipient)
        if self.since is None and not self._is_due(subscription.when, reader):
            return _Wrote.NOT_DUE
        known = self.outbox.told(reader) if self.since is None else frozenset[str]()
        digest = make_digest(self.published, news, subscription, known, since=self.since)
        if digest.is_empty:
            return _Wrote.NOTHING_NEW
        letter = letter_of(
            digest,
            sender=self.settings.mail_from or _UNSET_SENDER,
            recipient=recipient,
            date=self.now,
            locale=subscription.numbers,
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

    def _is_due(self, when: When, reader: Reader) -> bool:
        """Whether it is time for a letter; of those at once no more a day than the settings allow."""
        midnight = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        last, today = self.outbox.last_written(reader, midnight)
        if when is When.AT_ONCE:
            return today < self.settings.alerts_a_day
        if last is None:
            return True
        return last < midnight if when is When.DAILY else self.now - last >= _HOUR


def letter_text(settings: Settings, since: str) -> str:
    """The plain part of a letter about everything told on the day `since` or after, for the screen.

    Raises:
        WarehouseError: nothing has been published yet.
    """
    everything = Subscription(name=f"Since {since}", to=(_UNSET_SENDER,))
    with open_published(settings) as published:
        digest = make_digest(published, read_news(published), everything, (), since=since)
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
            pictures[charts[name]] = answer_chart(block.bars, (block.unit or "").replace("_", " "))
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


def send_waiting(outbox: Outbox, settings: Settings, now: datetime) -> Delivery:
    """Send, or write as files, the letters whose time has come.

    A server that cannot be reached leaves them all where they are, to be tried again later.
    """
    due = outbox.due_letters(now)
    if not due:
        return Delivery()
    fresh = [letter for letter in due if now - letter.written_at <= _OLDEST]
    for letter in due:
        if letter not in fresh:
            why = (
                f"older than {_OLDEST.days} days; {letter.why}"
                if letter.why
                else f"older than {_OLDEST.days} days"
            )
            outbox.end_try(letter.message_id, LetterState.DEAD, at=now, next_try_at=now, why=why)
    if settings.smtp_host is None:
        return _file(outbox, fresh, settings.data / "outbox", now)
    try:
        with Postman(mail_server(settings)) as postman:
            outcomes = [_try(outbox, postman, letter, now) for letter in fresh]
    except MailUnreachable as error:
        for letter in fresh:
            _put_off(outbox, letter, now, str(error))
        return Delivery(why=str(error))
    failures = [outcome.why for outcome in outcomes if outcome.verdict is not Verdict.SENT]
    return Delivery(sent=len(outcomes) - len(failures), why=failures[-1] if failures else "")


def _try(outbox: Outbox, postman: Postman, letter: DueLetter, now: datetime) -> Outcome:
    outbox.begin_try(letter.message_id)
    outcome = postman.send(
        Letter(
            message_id=letter.message_id,
            sender=letter.sender,
            recipient=letter.recipient,
            subject=letter.subject,
            content=letter.content,
        )
    )
    if outcome.verdict is Verdict.LATER:
        _put_off(outbox, letter, now, outcome.why)
    else:
        state = LetterState.SENT if outcome.verdict is Verdict.SENT else LetterState.DEAD
        outbox.end_try(letter.message_id, state, at=now, next_try_at=now, why=outcome.why)
    return outcome


def _put_off(outbox: Outbox, letter: DueLetter, now: datetime, why: str) -> None:
    wait = min(_FIRST_WAIT * 2 ** min(letter.attempts, _MOST_DOUBLINGS), _LONGEST_WAIT)
    outbox.end_try(letter.message_id, LetterState.NEW, at=now, next_try_at=now + wait, why=why)


def _file(outbox: Outbox, letters: Sequence[DueLetter], folder: Path, now: datetime) -> Delivery:
    """Write letters as files, named after their Message-ID so that a file written twice is one."""
    folder.mkdir(parents=True, exist_ok=True)
    for letter in letters:
        name = letter.message_id.strip("<>").partition("@")[0]
        write_whole(folder / f"{letter.written_at:%Y-%m-%d}-{name}.eml", letter.content)
        outbox.end_try(letter.message_id, LetterState.FILED, at=now, next_try_at=now, why="")
    return Delivery(filed=len(letters), folder=folder)


def mail_server(settings: Settings) -> MailServer:
    """The mail server of the settings, which must name one."""
    assert settings.smtp_host is not None
    security = Security(settings.smtp_security)
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port or _PORTS[security],
        security=security,
        user=settings.smtp_user,
        password=settings.smtp_password,
    )
