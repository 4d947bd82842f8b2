"""Letters to be sent, and what each reader was told: in the warehouse, so that a kill loses none.

A letter and what it tells are stored in one transaction. A try is noted before the server is spoken to and
again after it answered; a letter found in between, after a kill, is sent again under its one Message-ID.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import duckdb

from warehouse.connect import transaction, translated_errors
from warehouse.statements import run


class LetterState(StrEnum):
    """Where a letter is: to be sent, being tried, with the server, in a file, given up."""

    NEW = "new"
    SENDING = "sending"
    SENT = "sent"
    FILED = "filed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One address of one subscription."""

    subscription: str
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLetter:
    """A letter whose time has come. Moments are UTC, without a zone."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    content: bytes
    attempts: int
    written_at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many letters wait and how many were given up; `why` is what the last failure said."""

    letters: int
    dead: int
    why: str


class Outbox:
    """The letters of one warehouse. Every method that changes something does so in one transaction."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def told(self, reader: Reader) -> frozenset[str]:
        """The ids of all findings that a reader has been told of."""
        with translated_errors():
            rows = run(self._con, "outbox/told", subscription=reader.subscription, recipient=reader.recipient)
        return frozenset(str(row[0]) for row in rows)

    def told_at(self, reader: Reader) -> dict[str, datetime]:
        """When a reader was told of each finding first, UTC, by finding id."""
        with translated_errors():
            rows = run(
                self._con, "outbox/told_at", subscription=reader.subscription, recipient=reader.recipient
            )
        return {str(finding): moment for finding, moment in rows}

    def last_written(self, reader: Reader, since: datetime) -> tuple[datetime | None, int]:
        """When the last letter to a reader was written, and how many were since a moment."""
        with translated_errors():
            rows = run(
                self._con,
                "outbox/last_written",
                subscription=reader.subscription,
                recipient=reader.recipient,
                since=since,
            )
        return rows[0][0], int(rows[0][1])

    def store_letter(
        self,
        reader: Reader,
        *,
        message_id: str,
        sender: str,
        subject: str,
        content: bytes,
        finding_ids: Sequence[str],
        written_at: datetime,
        state: LetterState = LetterState.NEW,
    ) -> None:
        """Put a letter into the outbox and note what it tells, in one transaction; twice is once.

        With the state `FILED` nothing is to be sent: only what it tells is noted.
        """
        mine = {"subscription": reader.subscription, "recipient": reader.recipient, "message_id": message_id}
        with transaction(self._con):
            run(
                self._con,
                "outbox/insert_letter",
                **mine,
                subject=subject,
                sender=sender,
                content=content,
                written_at=written_at,
                state=str(state),
            )
            if finding_ids:
                run(self._con, "outbox/insert_told", **mine, finding_ids=list(finding_ids))

    def due_letters(self, now: datetime) -> tuple[DueLetter, ...]:
        """The letters to try now, the oldest first."""
        with translated_errors():
            rows = run(self._con, "outbox/due", now=now)
        names = tuple(DueLetter.__dataclass_fields__)
        return tuple(DueLetter(**dict(zip(names, row, strict=True))) for row in rows)

    def begin_try(self, message_id: str) -> None:
        """Note that the server is about to be given a letter."""
        with transaction(self._con):
            run(self._con, "outbox/begin_try", message_id=message_id)

    def end_try(
        self,
        message_id: str,
        state: LetterState,
        *,
        at: datetime,
        next_try_at: datetime,
        why: str,
    ) -> None:
        """Note how a try ended at the moment `at`."""
        sent_at = at if state in (LetterState.SENT, LetterState.FILED) else None
        with transaction(self._con):
            run(
                self._con,
                "outbox/end_try",
                message_id=message_id,
                state=str(state),
                sent_at=sent_at,
                next_try_at=next_try_at,
                why=why,
            )

    def waiting(self) -> Waiting:
        """What is left to send."""
        with translated_errors():
            ((letters, dead, why),) = run(self._con, "outbox/waiting")
        return Waiting(letters=int(letters), dead=int(dead), why=str(why))
