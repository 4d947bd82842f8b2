"""The words of a text that tell of events, with the name that their own phrase gives: "the Karrow fire"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractors.lexicon.events import EventClass, load_events
from extractors.lexicon.gazetteer import in_title_case
from extractors.records import Span
from extractors.text.literals import folded

_TO_NOUN = re.compile(r"(?:['’]s)?[ -](?:[a-z]+[ -]){0,3}")
_TO_PLACE = re.compile(
    r"[^.;:()“”\"\n]{0,90}?\b(?:in|at|near|off|outside|around|inside|across|close to|north of|south of|"
    r"east of|west of|hits?|struck|strikes?|rocks?|rocked|shook|ravaged|devastated|battered|on)"
    r"(?: (?:the|an?|its))?(?: [a-z][\w-]*){0,6} "
)
_NOT_PLACED = re.compile(r"\b(?:said|says|told|according|by|reported|which killed|since)\b")
_INDEFINITE = re.compile(
    r"\b(?:an?|another|one|two|three|several|some|many|other|any|no) (?:[\w'-]+ ){0,4}$", re.IGNORECASE
)
_DETERMINED = re.compile(
    r"\b(?:the|this|that|these|those|its|their|his|her) (?:[\w'-]+ ){0,4}$", re.IGNORECASE
)
_ADJECTIVE = re.compile(r"\b([A-Z][a-z]+) (?:[a-z-]+ ){0,3}$")
_SEEN = 48
_REACH = 100
_AMONG_WORDS = 3
_START = attrgetter("span.start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, where it stands; not `listed` if in no lexicon, no `place` if it cannot be one."""

    span: Span
    name: str
    listed: bool = True
    place: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Words for an event at a place. `kind` is its class, `None` for words that fit any.

    `name` is what it is called by its own phrase. `fresh` says that it is told as new ("a blaze"), `other`
    that it is one among others ("the worst blaze").
    """

    span: Span
    kind: EventClass | None
    name: str | None
    fresh: bool
    other: bool


def told_events(text: str, names: Sequence[Name], narrower: Mapping[str, EventClass]) -> Iterator[Told]:
    """The words for events in order of place; linear in the text.

    Args:
        text: The text.
        names: Its names in order of place.
        narrower: For words that fit several classes the one that is told of: "attack" of a shooting.
    """
    lexicon, low = load_events(), folded(text)
    for match in lexicon.words.finditer(low):
        word, span = match.group(), Span(start=match.start(), end=match.end())
        kind = narrower.get(word) or lexicon.by_word.get(word)
        if kind is None and word not in lexicon.any_words:
            continue
        if kind is not None:
            before, behind = lexicon.barred[kind.name]
            if before.search(low, max(0, span.start - _SEEN), span.start) or behind.match(low, span.end):
                continue
        given = _given(text, span, kind, names)
        if given == "":
            continue
        ahead = text[max(0, span.start - _SEEN) : span.start]
        among = any(word in lexicon.among for word in ahead.lower().split()[-_AMONG_WORDS:])
        name = given or (None if kind is None or among else _placed(text, span, kind, names))
        plural = kind is not None and word.endswith("s") and word not in (*kind.words, *kind.also)
        fresh = bool(_INDEFINITE.search(ahead)) or (plural and not _DETERMINED.search(ahead))
        yield Told(span=span, kind=kind, name=name, fresh=fresh, other=among)


def _given(text: str, span: Span, kind: EventClass | None, names: Sequence[Name]) -> str | None:
    """The given name that event words are part of ("Hurricane Ida", "Dixie Fire"); empty if of no event."""
    at = bisect_left(names, span.end, key=_START) - 1
    holder = names[at] if at >= 0 and names[at].span.overlaps(span) else None
    if holder is None:
        return None
    low, words = holder.name.lower(), text[span.start : span.end].lower()
    if kind is not None and load_events().titled.match(low):
        return holder.name
    if kind is not None and low.endswith(f" {words}"):
        return f"{holder.name[: -len(words) - 1]} {kind.name}"
    return ""


def _placed(text: str, span: Span, kind: EventClass, names: Sequence[Name]) -> str | None:
    """The name of an event by the place that its own phrase names: "the Karrow fire", "a fire in Karrow"."""
    at = bisect_left(names, span.start, key=_START)
    before = names[at - 1] if at else None
    if (
        before is not None
        and before.span.end < span.start
        and _TO_NOUN.fullmatch(text, before.span.end, span.start)
        and (before.listed or not in_title_case(text, before.span.start, before.span.end))
    ):
        return f"{before.name} {kind.name}"
    adjective = _ADJECTIVE.search(text, max(0, span.start - _SEEN), span.start)
    country = load_events().adjectives.get(adjective[1].lower()) if adjective else None
    if country is not None:
        return f"{country} {kind.name}"
    behind = names[at] if at < len(names) and names[at].span.start < span.end + _REACH else None
    if behind is None or not _TO_PLACE.fullmatch(text, span.end, behind.span.start):
        return None
    if _NOT_PLACED.search(text, span.end, behind.span.start):
        return None
    return f"{behind.name} {kind.name}"
