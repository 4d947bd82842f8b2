"""The events an article tells of, and which of them a figure is about: "Karrow fire", "Hurricane Ida".

An event is named after its given name, else after the place that its own phrase, the title or the dateline
names. So two outlets' tolls of one event meet. "The blaze" is the event of its class that was told last, "a
blaze" further down another one. Nothing here guesses: an event without a place, another year's or another
town's figure, and a figure of a whole year are of nobody told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from extractors.claims.masking import Referent
from extractors.claims.reading import Reading, inside
from extractors.claims.subjects.event_words import Name, Told, told_events
from extractors.claims.subjects.focus import LEAD_CHARS
from extractors.lexicon.events import load_events
from extractors.lexicon.gazetteer import in_title_case
from extractors.records import Span
from extractors.text.periods import PeriodKind, PeriodMention

EVENT = "event"
"""The subject kind of metrics that are told of events."""

_PLACE_KINDS = ("place", "unknown", "product")
_FACILITY = re.compile(r" (?:[a-z]+ )?[a-z]+$")
_AT_PLACE = re.compile(
    r"\b(?:in|at|near|outside|off)(?: (?:the|a))?(?: [a-z][\w-]*| of){0,4} $", re.IGNORECASE
)
_COUNTED_IN = re.compile(r"[\w,.-]+(?: [a-z]+){0,3} (?:in|across|near) (?:the )?(?:[a-z]+ (?:of )?){0,3}")
_CAPITALS = re.compile(r"(?<=[a-z,] )[A-Z][a-z][\w’'-]*(?<!['’]s)(?: [A-Z][a-z][\w’'-]*(?<!['’]s))*")
_DATELINE = re.compile(
    r"\s*(?P<upper>[A-Z][A-Z.'’-]{2,20}(?: [A-Z][A-Z.'’-]{1,20}){0,2})(?:, [A-Z][\w. ]{1,24})?,? ?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? ?)?(?:\([A-Z][^()]{1,40}\) ?)?[-–—]{1,2} |"
    r"\s*(?P<plain>[A-Z][\w'’-]{2,20}(?: [A-Z][\w'’-]{2,20}){0,2})(?:, [A-Z][\w. ]{1,24})? "
    r"\([A-Z][\w ]{1,24}\) ?[-–—]{1,2} "
)
_LONG = frozenset(
    (
        PeriodKind.YEAR,
        PeriodKind.DECADE,
        PeriodKind.HALF,
        PeriodKind.QUARTER,
        PeriodKind.SEASON,
        PeriodKind.WINDOW,
    )
)
_COMPARED = re.compile(
    r"\b(?:highest|lowest|worst|deadliest|biggest|largest|strongest|first|most|up|down|compared)\b[^.;,]{0,30}$"
)
_YEAR = re.compile(r"(?:FY)?((?:1[5-9]|20)\d\d)")
_SEEN = 48
_BEHIND = 40
_BEHIND_NAME = 2
_YEAR_REACH = 60
_OWN_YEAR = 12
_START = attrgetter("span.start")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOwner:
    """The event that a figure is of. `named` says that its sentence names it, `told` that it speaks of it."""

    name: str
    named: bool
    told: bool


class Events:
    """The events of one article, found when the first figure asks for them; linear in the article."""

    def __init__(self, reading: Reading, by_sentence: Sequence[Sequence[Referent]]) -> None:
        """Hold what to look at; nothing is read yet."""
        self._reading = reading
        self._by_sentence = by_sentence

    @property
    def told_on(self) -> str | None:
        """The ISO day on which the article was published: a toll holds as of then."""
        published = self._reading.article.published
        return published[:10] if published else None

    def owner(self, sentence: Span, place: int, classes: Sequence[str]) -> EventOwner | None:
        """The event, of one of these classes or of any, that the figure at a place in a sentence is of."""
        own = [told for told in inside(self._told, sentence) if _is_of(told, classes)]
        if own:
            nearest = min(own, key=lambda told: _distance(told, place))
            name = self._resolved(nearest)
            if name is None or self._is_part(place, name):
                return None
            return EventOwner(
                name=self._of_year(nearest, name, sentence), named=nearest.name is not None, told=True
            )
        if self._is_elsewhere(sentence) or any(
            self._is_long(period) for period in self._reading.periods_in(sentence)
        ):
            return None
        before = self._told_before(sentence, classes)
        name = self._resolved(before) if before is not None else self._main(classes)
        return EventOwner(name=name, named=False, told=False) if name is not None else None

    def _resolved(self, told: Told) -> str | None:
        """What the event of some words is called."""
        if told.name is not None:
            return self._aliases.get(told.name, told.name)
        if told.other or (told.fresh and not self._introduces(told)):
            return None
        if told.fresh and told.kind is not None:
            return self._defaults.get(told.kind.name)
        sentence = self._reading.sentences[self._number_of(told.span.start)]
        before = self._told_before(sentence, (told.kind.name,) if told.kind else ())
        if before is not None and (before.name is not None or before.other or before.fresh):
            return self._resolved(before)
        return self._defaults.get(told.kind.name) if told.kind is not None else self._main(())

    def _told_before(self, sentence: Span, classes: Sequence[str]) -> Told | None:
        """The last words for an event in the sentence before, if that is of the same paragraph."""
        number = self._number_of(sentence.start)
        if number == 0:
            return None
        last = self._reading.sentences[number - 1]
        if "\n" in self._reading.text[last.end : sentence.start]:
            return None
        told = [item for item in inside(self._told, last) if _is_of(item, classes)]
        return told[-1] if told else None

    def _main(self, classes: Sequence[str]) -> str | None:
        """What the article's event is called, the first one told of these classes at its head."""
        for told in (*self._titled, *self._opening):
            if told.kind is not None and _is_of(told, classes) and not told.other:
                return self._defaults.get(told.kind.name)
        return None

    def of_name(self, name: str) -> str | None:
        """The event that a name is only told with: "Orvane Ridge" of "the Orvane Ridge fire"."""
        told = [item for item in self.names if item.name == name]
        found = {next((one.name for one in self._told if _follows(one, item)), None) for item in told}
        event = found.pop() if len(found) == 1 else None
        return self._aliases.get(event, event) if event is not None else None

    def _introduces(self, told: Told) -> bool:
        """Whether words are the first for an event of their class in the text, at its beginning."""
        return told.span.start < LEAD_CHARS and not any(
            other.kind is told.kind for other in self._opening if other.span.start < told.span.start
        )

    @cached_property
    def _defaults(self) -> dict[str, str]:
        """What the article's event of each class is called."""
        return {kind: self._aliases.get(name, name) for kind, name in self._placed.items()}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """The given names of events that the article first tells by their place.

        "A wildfire near Karrow ... The Orvane Ridge fire, which broke out on Thursday": whose name opens a
        sentence at the head of the article, as the only one of its class, is the one told before.
        """
        found: dict[str, str] = {}
        for kind, name in self._placed.items():
            own = [told for told in self._opening if told.kind is not None and told.kind.name == kind]
            first = own[0] if own else None
            given = {told.name for told in own if told.name not in (None, name) and self._opens(told)}
            if first is not None and first.fresh and not first.other and len(given) == 1:
                found[name] = given.pop() or name
        return found

    def _opens(self, told: Told) -> bool:
        """Whether "The N fire" is what its sentence begins with, and of no other year."""
        sentence = self._reading.sentences[self._number_of(told.span.start)]
        words = self._reading.text[sentence.start : told.span.start].strip()
        name = told.name or ""
        return (
            not (told.fresh or told.other)
            and words.startswith("The ")
            and name.startswith(words.removeprefix("The "))
            and self._of_year(told, name, sentence) == name
        )

    @cached_property
    def _placed(self) -> dict[str, str]:
        """What the article's event of each class is called by its own words, the title or the dateline."""
        found: dict[str, str] = {}
        for told in (*self._titled, *self._opening):
            if (
                told.kind is not None
                and told.name is not None
                and (not told.fresh or told in self._titled or self._introduces(told))
            ):
                found.setdefault(told.kind.name, told.name)
        for told in (*self._titled, *self._opening):
            kind = told.kind
            if kind is None or kind.name in found or told.other:
                continue
            place = self._place_of_title or (self._dateline if kind.at_dateline else None)
            if place is not None:
                found[kind.name] = f"{place} {kind.name}"
        return found

    @cached_property
    def _read(self) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
        """The words for events in the title and in the text, each of the narrowest class that it can be."""
        title, text = self._reading.article.title or "", self._reading.text
        titled = tuple(told_events(title, self.title_names, {}))
        found = tuple(told_events(text, self.names, {}))
        present = [told.kind for told in (*titled, *found) if told.kind is not None]
        narrower = {word: kind for kind in reversed(present) for word in kind.also}
        if not narrower:
            return titled, found
        return (
            tuple(told_events(title, self.title_names, narrower)),
            tuple(told_events(text, self.names, narrower)),
        )

    @property
    def _titled(self) -> tuple[Told, ...]:
        return self._read[0]

    @property
    def _told(self) -> tuple[Told, ...]:
        return self._read[1]

    @cached_property
    def _opening(self) -> tuple[Told, ...]:
        """The words for events at the beginning of the text."""
        return tuple(told for told in self._told if told.span.start < LEAD_CHARS)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names of the text that may be places."""
        return tuple(
            Name(
                span=item.span,
                name=_FACILITY.sub("", item.name) if item.kind == "product" else item.name,
                listed=item.listed,
            )
            for own in self._by_sentence
            for item in own
            if not item.anaphor
            and (item.kind in _PLACE_KINDS or load_events().titled.match(item.name.lower()))
        )

    @cached_property
    def title_names(self) -> tuple[Name, ...]:
        """Where the title names what the text names too, or what a title in plain case gives a capital."""
        title = self._reading.article.title or ""
        printed = {item.span.of(self._reading.text): item for item in self.names}
        if self._dateline is not None:
            printed.setdefault(self._dateline, Name(span=Span(start=0, end=0), name=self._dateline))
        found: list[Name] = []
        for words in sorted(printed, key=len, reverse=True):
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", title):
                span = Span(start=match.start(), end=match.end())
                if not any(span.overlaps(other.span) for other in found):
                    found.append(replace(printed[words], span=span))
        for match in _CAPITALS.finditer(title):
            if match.group().lower() in load_events().adjectives:
                continue
            span = Span(start=match.start(), end=match.end())
            if not in_title_case(title, span.start, span.end) and not any(
                span.overlaps(other.span) for other in found
            ):
                found.append(Name(span=span, name=match.group()))
        return tuple(sorted(found, key=lambda item: item.span.start))

    @cached_property
    def _place_of_title(self) -> str | None:
        """The one place that the title puts something at."""
        title = self._reading.article.title or ""
        found = {item.name for item in self.title_names if _AT_PLACE.search(title[: item.span.start])}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _dateline(self) -> str | None:
        """The place that the article is told from."""
        match = _DATELINE.match(self._reading.text)
        if match is None:
            return None
        return match["plain"] or match["upper"].title()

    def _is_long(self, period: PeriodMention) -> bool:
        """Whether a figure of such a time is of no one event; "the highest since 1994" only compares."""
        return (period.kind in _LONG or period.cue == "since") and not self._is_compared(period)

    def _is_compared(self, period: PeriodMention) -> bool:
        start = period.span.start
        return _COMPARED.search(self._reading.text, max(0, start - _SEEN), start) is not None

    def _is_elsewhere(self, sentence: Span) -> bool:
        """Whether a sentence puts its figures at a place that no event of the article is named after."""
        known = " ".join((*self._defaults.values(), self._dateline or ""))
        text = self._reading.text
        return any(
            item.name not in known
            and _AT_PLACE.search(text[max(sentence.start, item.span.start - _SEEN) : item.span.start])
            for item in inside(self.names, sentence)
        )

    def _is_part(self, place: int, name: str) -> bool:
        """Whether the words behind a figure give it to another place: "12 people in Solvik"."""
        at = bisect_right(self.names, place, key=_START)
        behind = self.names[at] if at < len(self.names) else None
        if (
            behind is None
            or behind.name in name
            or not _COUNTED_IN.fullmatch(self._reading.text, place, behind.span.start)
        ):
            return False
        return not any(told.name is not None and behind.name in told.name for told in self._told)

    def _of_year(self, told: Told, name: str, sentence: Span) -> str:
        """The name with the year told beside its words, unless it is the article's: "2018 Karrow fire"."""
        quantities = self._reading.quantities_in(sentence)
        for period in self._reading.periods_in(sentence):
            year = _YEAR.match(period.period or "")
            if year is None:
                continue
            own = 0 <= told.span.start - period.span.end <= _OWN_YEAR  # "a 1988 earthquake"
            if not own and (period.cue == "since" or self._is_compared(period)):
                continue
            if self.told_on is None and period.kind is not PeriodKind.YEAR:
                continue
            left, right = sorted((period.span, told.span), key=lambda span: span.start)
            if right.start - left.end > _YEAR_REACH or any(
                left.end <= quantity.span.start < right.start for quantity in quantities
            ):
                continue
            if self.told_on is None or year[1] != self.told_on[:4]:
                return f"{year[1]} {name}"
        return name

    def _number_of(self, place: int) -> int:
        return bisect_right(self._reading.sentences, place, key=attrgetter("start")) - 1


def _follows(told: Told, item: Name) -> bool:
    """Whether the words for an event stand straight behind a name, and are named after it."""
    return (
        told.name is not None
        and told.name.startswith(f"{item.name} ")
        and 0 < told.span.start - item.span.end <= _BEHIND_NAME
    )


def _is_of(told: Told, classes: Sequence[str]) -> bool:
    if told.kind is None:
        return True
    return not classes or told.kind.name in classes


def _distance(told: Told, place: int) -> int:
    return place - told.span.end if told.span.start < place else told.span.start - place + _BEHIND
