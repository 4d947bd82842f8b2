"""The classes of events that tolls and turnouts are told of, from `events.toml`: their words and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.lexicon.strict import build, read_toml, shipped
from extractors.lexicon.word_classes import bars, class_of_words, whole_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """One class of events. `words` name it, `also` are words of others by which it may be called later.

    `titles` stand before a given name. A word between `not_before` and `not_after` (patterns) names none.
    """

    name: str
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    at_dateline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _EventsFile:
    event: tuple[EventClass, ...]
    any: _Words
    among: _Words
    verb: _Words
    adjectives: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class EventLexicon:
    """All classes, by the words (singular and plural, lower case) that name them."""

    classes: tuple[EventClass, ...]
    by_word: dict[str, EventClass]
    any_words: frozenset[str]
    among: frozenset[str]
    verb: tuple[str, ...]
    adjectives: dict[str, str]

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Every word for an event, the longest first, in lower-case text."""
        every = {*self.by_word, *self.any_words, *(word for own in self.classes for word in own.also)}
        return whole_words(every)

    @cached_property
    def titled(self) -> re.Pattern[str]:
        """A title before a given name, in lower-case text."""
        titles = sorted((title for own in self.classes for title in own.titles), key=len, reverse=True)
        return re.compile(rf"(?:{'|'.join(map(re.escape, titles))}) (?=\w)")

    @cached_property
    def barred(self) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
        """For each class what may stand neither straight before nor straight behind its words."""
        return bars(self.classes, self.verb)


@lru_cache(maxsize=1)
def load_events() -> EventLexicon:
    """The shipped classes of events, read once a process.

    Raises:
        LexiconError: the file does not fit, or one word names two classes.
    """
    path = shipped("events.toml")
    read = build(_EventsFile, read_toml(path), str(path))
    forms = ((form, own) for own in read.event for word in own.words for form in (word, _plural(word)))
    by_word = class_of_words(forms, path)
    return EventLexicon(
        classes=read.event,
        by_word=by_word,
        any_words=frozenset(read.any.words),
        among=frozenset(read.among.words),
        verb=read.verb.words,
        adjectives=read.adjectives,
    )


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")
