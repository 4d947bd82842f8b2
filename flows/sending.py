"""What waits in the outbox, handed on: letters to the mail server or into files, posts to their webhooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.settings import Settings
from reports.letter import Letter
from reports.mail import MailServer, MailUnreachable, Outcome, Postman, Security, Verdict
from reports.webhook import Hook, post
from warehouse.durable import write_whole
from warehouse.outbox import DueLetter, LetterState, Outbox

_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=6)
_MOST_DOUBLINGS = 10
_OLDEST = timedelta(days=3)
"""Age from which a letter is not sent any more: its findings are in the published file, its news is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was handed on. `why` is what the last failure said, `folder` where files were put."""

    sent: int = 0
    posted: int = 0
    filed: int = 0
    why: str = ""
    folder: Path | None = None


def send_waiting(outbox: Outbox, settings: Settings, now: datetime) -> Sent:
    """Send, post, or write as files, the letters whose time has come.

    A server that cannot be reached leaves them all where they are, to be tried again later.
    """
    fresh = _without_old(outbox, outbox.due_letters(now), now)
    mail = [letter for letter in fresh if not _is_post(letter)]
    posts = [letter for letter in fresh if _is_post(letter)]
    if not mail:
        handed = Sent()
    elif settings.smtp_host is None:
        handed = _file(outbox, mail, settings.data / "outbox", now)
    else:
        handed = _mail(outbox, mail, settings, now)
    posted, why = _post(outbox, posts, settings, now)
    return Sent(
        sent=handed.sent, filed=handed.filed, folder=handed.folder, posted=posted, why=why or handed.why
    )


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


def _is_post(letter: DueLetter) -> bool:
    return letter.recipient.startswith(("http://", "https://"))  # an address of a person never does


def _without_old(outbox: Outbox, due: Sequence[DueLetter], now: datetime) -> list[DueLetter]:
    """Those that are news still; the others are given up."""
    fresh = [letter for letter in due if now - letter.written_at <= _OLDEST]
    for letter in due:
        if letter not in fresh:
            why = "; ".join(filter(None, (f"older than {_OLDEST.days} days", letter.why)))
            outbox.end_try(letter.message_id, LetterState.DEAD, at=now, next_try_at=now, why=why)
    return fresh


def _mail(outbox: Outbox, letters: Sequence[DueLetter], settings: Settings, now: datetime) -> Sent:
    try:
        with Postman(mail_server(settings)) as postman:
            outcomes = [
                _try(outbox, letter, now, lambda due: postman.send(_letter(due))) for letter in letters
            ]
    except MailUnreachable as error:
        for letter in letters:
            _put_off(outbox, letter, now, str(error))
        return Sent(why=str(error))
    failures = [outcome.why for outcome in outcomes if outcome.verdict is not Verdict.SENT]
    return Sent(sent=len(outcomes) - len(failures), why=failures[-1] if failures else "")


def _post(outbox: Outbox, posts: Sequence[DueLetter], settings: Settings, now: datetime) -> tuple[int, str]:
    """How many posts were taken, and what the last failure said.

    A webhook that fails is not asked again for its other posts: they would each wait for it.
    """
    outcomes: Counter[Verdict] = Counter()
    failed: dict[str, str] = {}
    for due in posts:
        if due.recipient in failed:
            _put_off(outbox, due, now, failed[due.recipient])
            continue
        outcome = _try(outbox, due, now, lambda each: _hand_in(each, settings, now))
        outcomes[outcome.verdict] += 1
        if outcome.verdict is not Verdict.SENT:
            failed[due.recipient] = outcome.why
    return outcomes[Verdict.SENT], next(reversed(failed.values()), "")


def _hand_in(due: DueLetter, settings: Settings, now: datetime) -> Outcome:
    hook = Hook(
        url=due.recipient,
        user_agent=settings.user_agent,
        secret=settings.webhook_secret,
        allowed=settings.allow_private,
        proxy=settings.proxy_address,
    )
    key = due.message_id.strip("<>").partition("@")[0]
    return post(hook, key=key, body=due.content, at=now.replace(tzinfo=UTC))


def _letter(due: DueLetter) -> Letter:
    return Letter(
        message_id=due.message_id,
        sender=due.sender,
        recipient=due.recipient,
        subject=due.subject,
        content=due.content,
    )


def _try(outbox: Outbox, due: DueLetter, now: datetime, hand_in: Callable[[DueLetter], Outcome]) -> Outcome:
    """One try: noted before anything leaves, and again with what the other side said."""
    outbox.begin_try(due.message_id)
    outcome = hand_in(due)
    if outcome.verdict is Verdict.LATER:
        _put_off(outbox, due, now, outcome.why)
    else:
        state = LetterState.SENT if outcome.verdict is Verdict.SENT else LetterState.DEAD
        outbox.end_try(due.message_id, state, at=now, next_try_at=now, why=outcome.why)
    return outcome


def _put_off(outbox: Outbox, letter: DueLetter, now: datetime, why: str) -> None:
    wait = min(_FIRST_WAIT * 2 ** min(letter.attempts, _MOST_DOUBLINGS), _LONGEST_WAIT)
    outbox.end_try(letter.message_id, LetterState.NEW, at=now, next_try_at=now + wait, why=why)


def _file(outbox: Outbox, letters: Sequence[DueLetter], folder: Path, now: datetime) -> Sent:
    """Write letters as files, named after their Message-ID so that a file written twice is one."""
    folder.mkdir(parents=True, exist_ok=True)
    for letter in letters:
        name = letter.message_id.strip("<>").partition("@")[0]
        write_whole(folder / f"{letter.written_at:%Y-%m-%d}-{name}.eml", letter.content)
        outbox.end_try(letter.message_id, LetterState.FILED, at=now, next_try_at=now, why="")
    return Sent(filed=len(letters), folder=folder)
