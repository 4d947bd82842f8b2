"""What people rule: the words for it, and the record of one ruling, keyed on content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ruling(StrEnum):
    """What a person decided, or did to a finding."""

    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"
    RESOLVED = "resolved"
    WRONG_MATCH = "wrong_match"
    WRONG_READING = "wrong_reading"
    SAME_SUBJECT = "same_subject"
    NOT_SAME_SUBJECT = "not_same_subject"
    ASSIGNED = "assigned"
    COMMENT = "comment"
    UNDONE = "undone"


ON_FINDINGS = (Ruling.DISMISSED, Ruling.CONFIRMED, Ruling.RESOLVED, Ruling.WRONG_MATCH)
"""Rulings that say what a finding is."""

ON_SUBJECTS = (Ruling.SAME_SUBJECT, Ruling.NOT_SAME_SUBJECT)
"""Rulings that say who is who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's ruling. It outranks the machine and never deletes what that found.

    On a finding (`ON_FINDINGS`), `left` and `right` are the two printed values under `subject`, `metric`,
    `scope` and `period`, in either order; `claim_a` and `claim_b` the two claims (the second may be a
    reference), so that it holds too when their words are read otherwise later; `finding_id` the finding,
    which alone says what a broken sum or a silent edit is. `answer` is the value found right by whoever
    resolved it. On who is who (`ON_SUBJECTS`), `left` and `right` are two names. A wrong reading is of the
    claim `claim_a` with the printed value `left`, and of no other `reading` (`judgements.reading_of`) of its
    words, where one is given. `assigned` and `comment` are of the finding `finding_id`; `undone` takes back
    the ruling `undoes`. `ruling_id` is empty for rulings written by hand. `holds` is false for what was
    undone, or overruled by a later ruling on the same thing.
    """

    ruling: Ruling
    left: str = ""
    right: str = ""
    subject: str = ""
    metric: str = ""
    scope: str = ""
    period: str = ""
    user: str = ""
    at: str = ""
    note: str = ""
    ruling_id: str = ""
    finding_id: str = ""
    claim_a: str = ""
    claim_b: str = ""
    reading: str = ""
    answer: str = ""
    assignee: str = ""
    undoes: str = ""
    holds: bool = True
