"""The works an article tells of and what each is called: "the Karrow bridge", "a plant at Orvane".

A work is named after its given name ("Tolvey Crossing"), else after the name that its own phrase puts before
it or the place that it puts behind. "The plant" is the plant told last, "the project" any work told last. A
work that nothing names takes the title's, or the one name of the title that heads nothing else. Two works
that fit are nobody: a figure of the wrong one is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from extractors.claims.masking import Referent
from extractors.claims.reading import Reading, inside
from extractors.claims.subjects.event_words import Name
from extractors.claims.subjects.events import Events
from extractors.claims.subjects.focus import LEAD_CHARS
from extractors.lexicon.works import WorkClass, load_works
from extractors.records import Span
from extractors.text.literals import folded

_STOP = (
    r"(?!(?:and|or|but|of|in|at|for|to|by|with|on|from|as|is|was|are|were|has|had|have|will|would|the|an?|its|their|"
    r"that|which|said|says|near|owned|led|backed|based|run|built|operated|who|where|when|than)\b)"
)
# From a name to the noun that it names: "the Black Ridge copper mine".
_TO_NOUN = re.compile(rf"[ -](?:{_STOP}[a-z]+[ -]){{0,3}}")
_APPOSED = re.compile(rf", an? (?:{_STOP}[\w.$€£,%-]+[ -]){{0,6}}")
_TO_PLACE = re.compile(
    r"(?: (?:campus|complex|project|site|plan))?(?: (?:of|with|worth|for) (?:[^,.;:]|[.,](?=\d)){1,40}?)?,? "
    r"(?P<at>in|at|near|outside|off|on|between|over|across|under|for)(?: the)? (?:[a-z]+ (?:of )?){0,3}"
)
_CALLED = re.compile(r",? (?:to be )?(?:called|named|dubbed|known as|christened) (?:the )?[\"“'‘]?")
_PHRASE = re.compile(
    rf"\b(?P<det>the|this|that|its|their|his|her|our|an?|another|one|two|three|several|some|many|other|any|no|"
    rf"every|each|new)[ -](?:{_STOP}[^\s;:()]+[ -]){{0,6}}$",
    re.IGNORECASE,
)
_DEFINITE = frozenset(("the", "this", "that", "its", "their"))
_GOVERNED = re.compile(
    r"\b(?:in|into|at|of|for|to|on|onto|by|with|from|near|outside|inside|around|about|than|over|under|through|"
    r"across|behind|beside|via|against|without)[ \"“]*$",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(r"\b(?:in|at|near|outside|around) $")
_SEEN = 80
_REACH = 80
_START = attrgetter("span.start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Words for a work at a place and what it is called.

    `phrase` is where its noun phrase begins, `oblique` says that a preposition governs that.
    """

    span: Span
    phrase: int
    name: str
    oblique: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Words for a work, `kind` its class if they tell one, and the name that their own phrase gives."""

    span: Span
    phrase: int
    kind: WorkClass | None
    name: str | None
    definite: bool
    oblique: bool


class Works:
    """The works of one article, found when the first figure asks for them; linear in the article."""

    def __init__(self, reading: Reading, by_sentence: Sequence[Sequence[Referent]], events: Events) -> None:
        """Hold what to look at; nothing is read yet."""
        self._reading = reading
        self._by_sentence = by_sentence
        self._events = events

    @property
    def text(self) -> str:
        """The text of the article."""
        return self._reading.text

    def told_in(self, sentence: Span) -> tuple[Work, ...]:
        """The works that a sentence tells of by words whose work is known, in order of place."""
        return inside(self._works, sentence)

    def told_before(self, sentence: Span) -> Work | None:
        """The work that the sentence before tells of, if that is of the same paragraph and tells of one."""
        number = bisect_left(self._reading.sentences, sentence.start, key=attrgetter("start"))
        if number == 0:
            return None
        last = self._reading.sentences[number - 1]
        if "\n\n" in self.text[last.end : sentence.start]:
            return None
        told = self.told_in(last)
        return told[-1] if len({work.name for work in told}) == 1 else None

    @cached_property
    def main(self) -> str | None:
        """What the article's work is called: the title's, else the one of its opening; `None` of several."""
        titled = {told.name for told in self._titled if told.name is not None}
        opening = {work.name for work in self._works if work.span.start < LEAD_CHARS}
        names = titled or opening or {work.name for work in self._works}
        return names.pop() if len(names) == 1 else None

    @cached_property
    def is_titled(self) -> bool:
        """Whether the title itself tells of the article's work."""
        return bool(self._titled) and self.main is not None

    @cached_property
    def _works(self) -> tuple[Work, ...]:
        """All words for works whose name is known."""
        if load_works().words.search(folded(self.text)) is None:
            return ()
        found: list[Work] = []
        of_class: dict[str, str] = {}
        told_last: str | None = None
        project: str | None = None
        for told in _told(self.text, self._names):
            name = told.name
            if told.kind is None and name is None:
                if not told.definite:
                    continue
                name = told_last or self._title_name(None)
            elif told.kind is None:
                project = name
            elif name is None or (
                told.definite and _is_placed(told, self.text) and told.kind.name in of_class
            ):
                name = of_class.get(told.kind.name) if told.definite else None
                if name is None and told.definite:
                    name = project
                if name is None and (told.definite or told.span.start < LEAD_CHARS):
                    name = self._title_name(told.kind) or self._lead_name(told.kind)
            if name is None:
                continue
            if told.kind is not None:
                of_class[told.kind.name] = name
            told_last = name
            found.append(Work(span=told.span, phrase=told.phrase, name=name, oblique=told.oblique))
        return tuple(found)

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        """All names of the text: those of no place only where a word for a work is part of them."""
        placed = {item.span: item for item in self._events.names}
        return tuple(
            placed[item.span]
            if item.span in placed and not _is_thing(item)
            else Name(span=item.span, name=item.name, listed=item.listed, place=False)
            for own in self._by_sentence
            for item in own
            if not item.anaphor
        )

    @cached_property
    def _titled(self) -> tuple[_Told, ...]:
        title = self._reading.article.title or ""
        if load_works().words.search(folded(title)) is None:
            return ()
        return tuple(
            replace(told, name=f"{self._lone_name} {told.kind.name}")
            if told.kind is not None and told.name is None and self._lone_name is not None
            else told
            for told in _told(title, self._events.title_names)
        )

    def _title_name(self, kind: WorkClass | None) -> str | None:
        """What the title calls the work of a class, or the one work that it tells of."""
        names = {told.name for told in self._titled if told.name and (kind is None or told.kind is kind)}
        if len(names) == 1:
            return names.pop()
        if kind is None or names or self._lone_name is None:
            return None
        return f"{self._lone_name} {kind.name}"

    def _lead_name(self, kind: WorkClass) -> str | None:
        """What a work is called by the one place that the first sentence puts something at."""
        first = self._reading.sentences[0] if self._reading.sentences else Span(start=0, end=0)
        text = self.text
        found = {
            item.name
            for item in inside(self._events.names, first)
            if _AT_PLACE.search(text, max(0, item.span.start - _SEEN), item.span.start)
        }
        return f"{found.pop()} {kind.name}" if len(found) == 1 else None

    @cached_property
    def _lone_name(self) -> str | None:
        """The one name of the title that does nothing in the article, so that it may be where its work is."""
        doers = {
            item.name
            for own in self._by_sentence
            for item in own
            if not item.oblique or item.possessive or item.kind not in ("unknown", "place", "product")
        }
        names = {item.name for item in self._events.title_names} - doers
        return names.pop() if len(names) == 1 else None


def _is_thing(referent: Referent) -> bool:
    """Whether a name is a product's or a version's, which is no place and names no place's work."""
    return any(char.isdigit() for char in referent.name) or (referent.listed and referent.kind == "product")


def _told(text: str, names: Sequence[Name]) -> Iterator[_Told]:
    """The words for works in a text in order of place, with the names that their own phrases give."""
    lexicon, low = load_works(), folded(text)
    for match in lexicon.words.finditer(low):
        span, kind = Span(start=match.start(), end=match.end()), lexicon.by_word.get(match.group())
        if kind is not None:
            before, behind = lexicon.barred[kind.name]
            if before.search(low, max(0, span.start - _SEEN), span.start) or behind.match(low, span.end):
                continue
        named = _named(text, span, kind, names)
        if named is None:
            continue
        name, start = named
        phrase = _PHRASE.search(text, max(0, start - _SEEN), start)
        first = phrase.start() if phrase else start
        yield _Told(
            span=span,
            phrase=first,
            kind=kind,
            name=name,
            definite=phrase is not None and phrase["det"].lower() in _DEFINITE,
            oblique=_GOVERNED.search(text, max(0, first - _SEEN), first) is not None,
        )


def _named(
    text: str, span: Span, kind: WorkClass | None, names: Sequence[Name]
) -> tuple[str | None, int] | None:
    """What its own phrase calls a work, and where the name or else the noun begins; None if it is no work.

    Where no class is told, as in "the Karrow gas project", that is the name alone.
    """
    behind_name = f" {kind.name}" if kind is not None else ""
    at = bisect_left(names, span.end, key=_START)
    last = names[at - 1] if at else None
    if last is not None and last.span.overlaps(span):
        own = text[last.span.start : span.start].rstrip(" -")
        if last.span.end > span.end or not own:
            return None  # "Bridge Capital"
        is_proper = text[span.start].isupper()
        return (last.name if is_proper else f"{own}{behind_name}"), last.span.start
    if text[span.start].isupper() and text[max(0, span.start - 2) : span.start - 1].isalpha():
        return None  # part of a longer name
    if last is not None and last.place and (kind is not None or not last.listed):
        if _TO_NOUN.fullmatch(text, last.span.end, span.start):
            return f"{last.name}{behind_name}", last.span.start
        if not last.listed and _APPOSED.fullmatch(text, last.span.end, span.start):
            return last.name, span.start
    behind = names[at] if at < len(names) and names[at].span.start < span.end + _REACH else None
    if behind is not None and kind is not None:
        if _CALLED.fullmatch(text, span.end, behind.span.start):
            return behind.name, span.start
        if behind.place and _TO_PLACE.fullmatch(text, span.end, behind.span.start):
            return f"{behind.name} {kind.name}", span.start
    return None, span.start


def _is_placed(told: _Told, text: str) -> bool:
    """Whether only a place behind the noun names a work, which may as well be where something else is."""
    return (
        told.name is not None
        and not text.startswith(told.name.split()[0], told.phrase, told.span.start)
        and (told.name.split()[0] not in text[told.phrase : told.span.end])
    )
