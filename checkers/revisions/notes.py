"""What a newsroom says itself of a change: corrections, updates, rolling stories (`notes.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from checkers.revisions.records import Note, NoteKind
from checkers.revisions.words import SENTENCE_ENDS, lines_of
from extractors.lexicon.strict import LexiconError, build, read_toml

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans("’‘“”", "''\"\"")
_LONGEST = 600
_PASSING_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePattern:
    """One way of writing a note; a line that `unless` finds is none."""

    kind: NoteKind
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A pattern of words that mark a line, with examples."""

    words: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """Patterns of whole lines that change by themselves."""

    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFile:
    """All of `notes.toml`; `parts` stand in patterns by their names in braces."""

    parts: dict[str, str]
    note: tuple[NotePattern, ...]
    elsewhere: Words
    passing: Passing
    held_back: Words


@lru_cache(maxsize=2)
def note_file(path: Path | None = None) -> NoteFile:
    """The patterns that ship with the package, or those of `path`.

    Raises:
        LexiconError: an unknown, missing or mistyped key, or a pattern that is no regular expression.
    """
    source = path or Path(str(files("checkers.revisions") / "notes.toml"))
    table = build(NoteFile, read_toml(source), source.name)
    words = (table.elsewhere.words, table.held_back.words, *table.passing.patterns)
    for pattern in (*words, *(each for note in table.note for each in (note.pattern, note.unless))):
        try:
            re.compile(_whole(pattern, table))
        except re.error as error:
            raise LexiconError(f"{source.name}: pattern {pattern!r}: {error}") from error
    return table


def _whole(pattern: str, table: NoteFile) -> str:
    for _ in range(2):  # a part may stand in another
        for name, part in table.parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


@lru_cache(maxsize=1)
def _tried() -> tuple[tuple[NotePattern, re.Pattern[str], re.Pattern[str] | None], ...]:
    table = note_file()
    return tuple(
        (
            each,
            re.compile(_whole(each.pattern, table)),
            re.compile(_whole(each.unless, table)) if each.unless else None,
        )
        for each in table.note
    )


@lru_cache(maxsize=8)
def _words(name: str) -> re.Pattern[str]:
    table = note_file()
    if name == "passing":
        return re.compile("|".join(f"(?:{pattern})" for pattern in table.passing.patterns))
    return re.compile(_whole(getattr(table, name).words, table))


def note_of(words: str) -> Note | None:
    """The note that begins with the first sentence of these words, `None` when there is none."""
    end = SENTENCE_ENDS.search(words.rstrip())
    kind = _kind_of(words[: end.start()] if end else words)
    if kind is None:
        return None
    elsewhere = _words("elsewhere").search(_plain(words)) is not None
    return Note(kind=kind, text=_SPACES.sub(" ", words.strip()), elsewhere=elsewhere)


@lru_cache(maxsize=8192)
def _kind_of(sentence: str) -> NoteKind | None:
    plain = _plain(sentence)
    for each, pattern, unless in _tried():
        if pattern.search(plain) and not (unless and unless.search(plain)):
            return each.kind
    return None


def notes_of(text: str) -> tuple[Note, ...]:
    """The notes of a text, the first of each line, in order, 600 characters of each. Linear in its length."""
    return tuple(found for line in lines_of(text) if (found := _first_note(line)) is not None)


def _first_note(line: str) -> Note | None:
    """A note may be a line of its own or follow the last sentence of a paragraph."""
    begins = (0, *(met.end() for met in SENTENCE_ENDS.finditer(line)))
    return next(filter(None, (note_of(line[start : start + _LONGEST]) for start in begins)), None)


def is_passing(line: str) -> bool:
    """Whether a line changes by itself: a time of updating, a count of comments."""
    return len(line) <= _PASSING_LENGTH and _words("passing").search(_plain(line)) is not None


def is_held_back(text: str) -> bool:
    """Whether a text has words of a page that shows only its beginning to strangers."""
    return _words("held_back").search(_plain(text)) is not None


def _plain(line: str) -> str:
    return _SPACES.sub(" ", line.translate(_QUOTES)).strip().lower()
