"""What facts need to know of the whole article: who "the company" is, which bill, whose licence line."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from extractors.claims.facts.text import Folded, Item, fold
from extractors.claims.quotes.people import People, Person
from extractors.claims.quotes.quotations import people_of
from extractors.claims.reading import Reading
from extractors.lexicon.entities import Mention
from extractors.lexicon.facts import MAX_PER_SENTENCE, load_fact_words
from extractors.records import Span

_SORT = {
    "company": "organisation",
    "investor": "organisation",
    "institution": "organisation",
    "organisation": "organisation",
    "model": "model",
    "product": "product",
    "person": "person",
    "unknown": "unknown",
}
_BILL = re.compile(
    r"(?:(?P<state>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:['’]s)? )?(?P<bill>(?:SB|AB|HB|HR|H\.R\.|S\.) ?\d{1,4})\b"
)
_ROLE_WORDS = re.compile(
    r"\s+(?:CEO|CTO|CFO|COO|Chairman|President|Founder|Co-founder|chief|Chief|Executive|Officer)\b.*$"
)
_NO_DESCRIPTION = re.compile(
    r"\b(?:executive|chief|boss|head|founder|co-founder|ceo|leader)s?$|^that |\bfollowing\b|(?:\S+ ){3}\S"
)
_OWNING = frozenset({"its", "their", "his", "her"})
_LICENCE_AFTER = re.compile(r"[ -]licen[cs]|-style")
_ATTRIBUTIVE = re.compile(r" [A-Z]?\d|(?<!\w) ?[A-Z]{2,}\d")
_OBLIQUE = re.compile(
    r"\b(?:of|by|with|from|in|into|to|for|at|on|than|via|like|including|as|against|between|among|under|versus|alongside)\W{1,3}"
    r"(?:the |an? |its |their )?$",
    re.IGNORECASE,
)
_MOVES = re.compile(rf"\b(?:{'|'.join(load_fact_words().moves)})\b", re.IGNORECASE)
_LICENCE = re.compile(r"(?:Apache|MIT|BSD|L?A?GPL|CC[- ]BY|Creative Commons)\b")
_PLACED = re.compile(
    r"[Tt]he [A-Z][^ ]{1,30}(?: [A-Z][^ ]{1,30})?(?: [a-z][\w-]{1,30}){0,2} ([a-z][\w-]{1,30})"
)
_TITLE_WEIGHT = 3  # mentions that a place in the title is worth
_LEADING_NAMES = 40  # names looked at for what an article is about
_LEAD = 600  # characters of the beginning in which an article says what it is about


class ReferentLike(Protocol):
    """What a sentence speaks of: a name, or a pronoun or description resolved to one."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...

    @property
    def name(self) -> str:
        """The canonical name."""
        ...

    @property
    def kind(self) -> str:
        """Entity kind, or `unknown`."""
        ...

    @property
    def listed(self) -> bool:
        """Whether a lexicon knows the name."""
        ...

    @property
    def anaphor(self) -> bool:
        """Whether the words only stand for the name."""
        ...

    @property
    def oblique(self) -> bool:
        """Whether a preposition governs it."""
        ...

    @property
    def possessive(self) -> bool:
        """Whether 's follows, or it is "its"."""
        ...


class Context:
    """One article's sentences folded on demand, and its subjects."""

    def __init__(
        self,
        reading: Reading,
        referents: Sequence[Sequence[ReferentLike]],
        title_mentions: Sequence[Mention],
        people: People | None = None,
    ) -> None:
        """Name the people, unless they are given; linear in the article."""
        self.text = reading.text
        self._reading = reading
        self._referents = referents
        self._people = people or people_of(reading)
        self._folded: dict[tuple[int, bool], Folded] = {}
        self._items: dict[int, tuple[Item, ...]] = {}
        self._in_title = _title_names(
            reading.article.title or "",
            [
                *((m.text, m.entity.name, str(m.entity.kind)) for m in (*title_mentions, *reading.mentions)),
                *(
                    (r.span.of(reading.text), r.name, r.kind)
                    for own in referents
                    for r in own
                    if not r.anaphor and not r.listed
                ),
            ],
        )

    def folded(self, number: int, *, with_unknown: bool) -> Folded:
        """Sentence `number` with names and dates as signs; names of no lexicon only `with_unknown`."""
        key = (number, with_unknown)
        if key not in self._folded:
            kept = tuple(
                _unwrapped(item, self.text)
                for item in self.items(number)
                if with_unknown or item.kind != "unknown"
            )
            self._folded = {key: fold(self.text, self._reading.sentences[number], kept)} | {
                held: folded for held, folded in self._folded.items() if held[0] == number
            }
        return self._folded[key]

    def kinds(self, number: int) -> frozenset[str]:
        """The kinds that the names and dates of a sentence may be of: all that `items` can find, or more."""
        sentence = self._reading.sentences[number]
        found = {_SORT.get(m.entity.kind) for m in self._reading.mentions_in(sentence)}
        for referent in self._referents[number] if number < len(self._referents) else ():
            found.add(_SORT.get(referent.kind, None if referent.anaphor else "unknown"))
            if referent.kind == "person":
                found.add("unknown")
        if self._people.inside(sentence.start, sentence.end):
            found.add("person")
        return frozenset(kind for kind in found if kind is not None)

    def items(self, number: int) -> tuple[Item, ...]:
        """The names and dates of a sentence in order of place."""
        if number not in self._items:
            self._items[number] = self._find_items(number)
        return self._items[number]

    def is_listed_place(self, span: Span) -> bool:
        """Whether the words of a span are a place that the lexicon lists."""
        return any(mention.span == span for mention in self._reading.mentions_in(span))

    def bill_before(self, place: int, words: str) -> str | None:
        """The bill a phrase names, or for "the bill" the last one named before `place`."""
        named = _BILL.search(words)
        if named:
            return _bill_name(named)
        earlier = [name for start, name in self._bills if start < place]
        return earlier[-1] if earlier else None

    @cached_property
    def _bills(self) -> list[tuple[int, str]]:
        """The bills named in the text with their places; few articles are asked for any."""
        return [(match.start(), _bill_name(match)) for match in _BILL.finditer(self.text)]

    def subject_near(self, number: int, place: int, kinds: Sequence[str], objects: set[str]) -> str | None:
        """The nearest sensible subject of these kinds for a frame that names none.

        What the same sentence spoke of before `place`, if that is one name; else what the title is about;
        else what the sentence before was about; else what the article names most.
        """
        if not kinds or ("organisation" in kinds and self._has_moves(number)):
            return None
        here = self._free_names(number, kinds, objects, before=place)
        if len(here) == 1 and not self._is_other_than_title(here[0], kinds):
            return here[0]
        titled = self._titled(kinds, objects)
        if not titled and "organisation" in kinds:
            titled = [name for name in self._titled(("unknown",), objects) if name in self._opening]
        if len(set(titled)) == 1:
            return titled[0]
        if here:
            return None
        above = self._free_names(number - 1, kinds, objects) if number else []
        if len(above) == 1:
            return above[0]
        if "organisation" in kinds and not any(kind in kinds for _, kind, _ in self._prominence):
            return self._about(("unknown",), objects)
        return self._about(kinds, objects)

    def _titled(self, kinds: Sequence[str], objects: set[str]) -> list[str]:
        """The names of the title that no preposition governs."""
        return [
            name
            for name, kind, oblique in self._in_title
            if kind in kinds and name not in objects and not oblique
        ]

    def _has_moves(self, number: int) -> bool:
        """Whether a sentence tells of people who change from one company to another."""
        sentence = self._reading.sentences[number]
        return bool(_MOVES.search(self.text, sentence.start, sentence.end))

    def _is_other_than_title(self, name: str, kinds: Sequence[str]) -> bool:
        titled = {title for title, kind, _ in self._in_title if kind in kinds}
        return bool(titled) and name not in titled

    def _free_names(
        self, number: int, kinds: Sequence[str], objects: set[str], before: int | None = None
    ) -> list[str]:
        """The names of a sentence that no preposition governs, each once."""
        names = [
            item.name
            for item in self.items(number)
            if item.kind in kinds
            and item.name not in objects
            and not item.oblique
            and (before is None or item.span.end <= before)
        ]
        return list(dict.fromkeys(names))

    def person_before(self, place: int) -> Person | None:
        """The person last spoken of before `place`, within the sentence or the few before it."""
        persons = [person for person in self._people.before(place) if place - person.span.start < 2 * _LEAD]
        return persons[-1] if persons else None

    def _about(self, kinds: Sequence[str], objects: set[str]) -> str | None:
        """What the article is about, or `None` when two names have an equal claim."""
        ranked = [
            (name, score) for name, kind, score in self._prominence if kind in kinds and name not in objects
        ]
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    @cached_property
    def _opening(self) -> frozenset[str]:
        """The unknown names that the title begins with: who acts in a headline, seldom a place."""
        title = (self._reading.article.title or "").lstrip("\"'“‘#* ")
        return frozenset(
            r.name
            for own in self._referents
            for r in own
            if not r.anaphor and title.startswith((f"{r.span.of(self.text)} ", f"{r.span.of(self.text)}'"))
        )

    @cached_property
    def _prominence(self) -> list[tuple[str, str, int]]:
        """Each name of the article with its kind and how prominent it is, the most prominent first."""
        score: Counter[tuple[str, str]] = Counter()
        for referents in self._referents:
            for referent in referents:
                kind = _SORT.get(referent.kind)
                if kind is not None and not referent.anaphor:
                    in_lead = referent.span.start < _LEAD and not referent.oblique
                    score[referent.name, kind] += 2 if in_lead else 1
        for name, kind in {(name, kind) for name, kind, _ in self._in_title}:
            score[name, kind] += _TITLE_WEIGHT
        ranked = sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(name, kind, points) for (name, kind), points in ranked[:_LEADING_NAMES]]

    def _find_items(self, number: int) -> tuple[Item, ...]:
        sentence = self._reading.sentences[number]
        found = [
            Item(span=person.span, kind="person", name=person.name)
            for person in self._people.inside(sentence.start, sentence.end)
            if person.span.end <= sentence.end
        ]
        self._add(found, (self._of_mention(mention) for mention in self._reading.mentions_in(sentence)))
        referents = self._referents[number] if number < len(self._referents) else ()
        self._add(found, (self._of_unlisted(r, found) for r in referents if not r.listed and not r.anaphor))
        named = sorted(item.span.start for item in found)
        self._add(found, (self._of_anaphor(r, named) for r in referents if r.anaphor))
        periods = self._reading.periods_in(sentence)
        self._add(
            found,
            (
                Item(span=period.span, kind="period", name=period.period)
                for period in periods
                if period.period is not None and period.span.end <= sentence.end
            ),
        )
        return tuple(sorted(found, key=lambda item: item.span))[:MAX_PER_SENTENCE]

    def _add(self, found: list[Item], items: Iterable[Item | None]) -> None:
        """Add the items that touch none of those found before."""
        taken = sorted(item.span for item in found)
        for item in items:
            if item is not None and not _touches(taken, item.span):
                found.append(item)
                insort(taken, item.span)

    def _of_mention(self, mention: Mention) -> Item | None:
        kind = _SORT.get(str(mention.entity.kind))
        after = self.text[mention.span.end : mention.span.end + 9].lower()
        if kind is None or kind == "person" or _LICENCE_AFTER.match(after):
            return None
        before = self.text[max(0, mention.span.start - 24) : mention.span.start]
        return Item(
            span=mention.span,
            kind=kind,
            name=mention.entity.name,
            developer=mention.entity.developer,
            oblique=bool(_OBLIQUE.search(before)) or bool(_ATTRIBUTIVE.match(self.text, mention.span.end)),
        )

    def _of_unlisted(self, referent: ReferentLike, found: Sequence[Item]) -> Item | None:
        """A name of no lexicon; of "Nimbus CEO Ada Berg", whose person is known by now, only Nimbus."""
        span = referent.span
        if referent.kind == "place" or _LICENCE.match(span.of(self.text)):
            return None
        kind = "unknown" if referent.kind == "person" else _SORT.get(referent.kind, "unknown")
        behind = [item.span.start for item in found if span.start < item.span.start < span.end]
        if not behind:
            return Item(span=span, kind=kind, name=referent.name, oblique=referent.oblique)
        words = _ROLE_WORDS.sub("", self.text[span.start : min(behind)]).strip(" ,")
        if not words or not words[0].isupper():
            return None
        cut = Span(start=span.start, end=span.start + len(words))
        return Item(span=cut, kind=kind, name=words, oblique=referent.oblique)

    def _of_anaphor(self, referent: ReferentLike, named: Sequence[int]) -> Item | None:
        """It, "the company", he; not "the startup" right before its own name, nor "the chief executive"."""
        kind, span = _SORT.get(referent.kind), referent.span
        words = span.of(self.text).lower()
        place = bisect_left(named, span.end)
        in_apposition = place < len(named) and self.text[span.end : named[place]].strip(' ,*[“"') == ""
        if kind is None or _NO_DESCRIPTION.search(words) or (in_apposition and " " in words):
            return None
        return Item(
            span=span,
            kind=kind,
            name=referent.name,
            pronoun=True,
            owning=words in _OWNING,
            oblique=referent.oblique,
        )


def _unwrapped(item: Item, text: str) -> Item:
    """Of "the Basel company", which stands for a name, only "company", so that the place can be read."""
    words = _PLACED.fullmatch(item.span.of(text)) if item.pronoun else None
    if words is None:
        return item
    return replace(item, span=Span(start=item.span.start + words.start(1), end=item.span.end))


def _bill_name(match: re.Match[str]) -> str:
    return f"{match['state']} {match['bill']}" if match["state"] else match["bill"]


def _title_names(title: str, named: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, bool]]:
    """The names in a title with their kind and whether a preposition governs them.

    `named` are the words, names and kinds of the text: "Nimbus" alone in a title is clear once the text has
    spoken of Nimbus AI.
    """
    found: dict[tuple[str, str], bool] = {}
    for words, (name, entity_kind) in {words: (name, kind) for words, name, kind in named}.items():
        kind = _SORT.get(entity_kind)
        if kind is None or (name, kind) in found or words not in title:
            continue
        place = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", title)
        if place is not None:
            found[name, kind] = bool(_OBLIQUE.search(title[: place.start()]))
    return [(name, kind, oblique) for (name, kind), oblique in found.items()]


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of `spans` (in order, apart from each other) overlaps `span`."""
    place = bisect_left(spans, span)
    return (place > 0 and spans[place - 1].end > span.start) or (
        place < len(spans) and spans[place].start < span.end
    )
