"""Whether readers were told of an edit: the notes that are new in a text, held against one change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checkers.revisions.notes import notes_of
from checkers.revisions.records import Note, NoteKind, Notice
from checkers.revisions.words import spelled, stands_in, words_of

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|\b(?:19|20)\d\d\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[:.]\d\d(?= ?(?:[ap]\.?m|gmt|bst|ce|ut|e[sd]?t|p[sd]?t))"
    r"|\bparagraphs? \w+"
    r"|\b(?:first|second|third|\d+\w\w) paragraph",
    re.IGNORECASE,
)


def new_notes(old: str, new: str) -> tuple[Note, ...]:
    """The notes of a text that the one before did not have, and those that call it a rolling story."""
    before = {spelled(note.text) for note in notes_of(old)}
    return tuple(
        note for note in notes_of(new) if note.kind is NoteKind.ROLLING or spelled(note.text) not in before
    )


def notice_of(values: Sequence[str], notes: Sequence[Note]) -> tuple[Notice, str | None]:
    """How readers were told of a change of these printed values, and the words that told them.

    A note that prints one of the values tells of it. A note that prints other figures, or is on spelling or
    pictures, tells of something else. A note without figures may be on anything, so it is taken as telling.
    """
    own = [note for note in notes if note.kind is not NoteKind.ROLLING]
    for note in own:
        if any(_prints(note, value) for value in values):
            return Notice.NAMED, note.text
    for note in own:
        if not note.elsewhere and not _numbers(note.text):
            return Notice.GENERAL, note.text
    for note in notes:
        if note.kind is NoteKind.ROLLING:
            return Notice.ROLLING, note.text
    return Notice.SILENT, None


def _prints(note: Note, value: str) -> bool:
    numbers = _numbers(value)
    if numbers:
        return bool(numbers & _numbers(note.text))
    return stands_in(value, spelled(note.text))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(_DATES.sub(" ", text)) if word[0].isdigit())
