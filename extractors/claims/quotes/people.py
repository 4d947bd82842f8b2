"""The people of one article: full names, titles before them, surnames later on, and who "he" or "she" is.

Persons of the lexicon come as mentions; all others are found here as runs of capitalised words that stand
like a person: behind a title or a role, before one in an appositive, beside a verb of speech, or beginning
with a common given name. A run is also a person when it is one elsewhere in the text, or when its last word
alone speaks or bears a title there: companies are shortened to their first word, people to their last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Protocol

from extractors.lexicon.quotes import QuoteLexicon
from extractors.records import Span
from extractors.text.words import find_words

_UPPER = "A-ZÀ-ÖØ-ÞĀČĎĘĞĽŁŃŐŘŚŞŠŤŻŽ"
_CAPITALISED = rf"(?:[{_UPPER}][\w’'-]{{1,24}}|[A-Z]\.)"
_PARTICLE = r"(?:(?:de|del|della|der|den|van|von|bin|al|el|la|le|di|da|dos|ter|ten) ){0,2}"
# The capital first, then what may not stand before it: looking back at every letter is slow.
_RUN = re.compile(
    rf"[{_UPPER}](?<![\w’'.@/-].)(?:[\w’'-]{{1,24}}|(?<=[A-Z])\.)(?: {_PARTICLE}{_CAPITALISED}){{1,5}}"
)
_SAID_BY = re.compile(r"\b([a-z]+) (?:the |a |an )?(?:[a-z][a-z-]+ ){1,5}$")
_WORD = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’']s?$")
_COMPOUND = re.compile(r"-[a-z]+-?[a-z]*$")
_REFERS = re.compile(r"\b(?:(he|his)|(she|her|hers))\b", re.IGNORECASE)
_AGE = re.compile(r", \d{1,3}(?=[,.;)])| \(\d{1,3}\)")
_PLACE = re.compile(
    r" (?:of|at|from|with) (?:the )?[A-Z][\w’'&-]{0,30}(?: (?:of )?[A-Z&][\w’'&-]{0,30}){0,4},? ([a-z]+)\b"
)
_DETERMINED = re.compile(r"\b(?:the|a|an|this|that|our|its|their|his|her|of|in|at) $", re.IGNORECASE)
_PART_OF_NAME = re.compile(r"\b([A-Z][a-z]{2,20}) (?:for|of|on|and) (?:the )?$")
_BEFORE_NAME = re.compile(r"([A-Za-z-]+(?: [a-z-]+){0,3}),? (?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?$")
_BEHIND_NAME = re.compile(r", (?:the|an?|its|their|his|her) ((?:[a-z][a-z’'-]* ){0,3}[a-z][a-z-]*)")
_ACTS = re.compile(r" (?:who|has|had|is|was|will|would|can|could|[a-z]{2,20}(?:ed|es|s))\b")
_CAPITAL_NEXT = re.compile(r"[ -][A-Z]")
_CAPITAL_BEFORE = re.compile(r"(?:^|[^.!?\s]\s)[A-Z][\w’'-]*[ -]$")
_ROLE_NOUN = re.compile(r"[A-Z][a-z]{2,20}(?:er|or|ist|ian|eer|man|woman)")
_IN_ORDER = attrgetter("span.start", "span.end")
_REFERS_WITHIN = 120  # characters behind a name within which "he" or "she" is taken to mean its bearer


class Named(Protocol):
    """A lexicon mention: its place, its kind and its canonical name."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...

    @property
    def kind(self) -> str:
        """What it is: a person, a company, a model."""
        ...

    @property
    def name(self) -> str:
        """The canonical name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A lexicon mention cut down to what finding facts and speakers needs."""

    span: Span
    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person named at a place: the full name, how it is printed there, and `he`, `she` or neither."""

    span: Span
    name: str
    pronoun: str | None
    known: bool


class People:
    """All persons named in a text, in order of place, with the surnames that refer back to them."""

    def __init__(
        self, text: str, names: Sequence[Named], lexicon: QuoteLexicon, unquoted: str | None = None
    ) -> None:
        """Find them; linear in the text.

        Args:
            text: The article's text.
            names: Lexicon mentions in order of place, not overlapping.
            lexicon: Titles, roles and given names.
            unquoted: The text with its quotations blanked, of the same length: "he" within one tells nothing.
        """
        self._text = text
        self._unquoted = text if unquoted is None else unquoted
        self._words = _words_of(lexicon)
        self._named = names
        self._taken = _Places([name.span for name in names])
        known = [self._known(name) for name in names if name.kind == "person"]
        fresh, self._doubtful = self._fresh()
        self._doubtful_starts = [person.span.start for person in self._doubtful]
        full = sorted(known + fresh, key=_IN_ORDER)
        taken = _Places(sorted([name.span for name in names] + [person.span for person in fresh]))
        persons = sorted(full + self._surnames(full, taken), key=_IN_ORDER)
        self.persons = tuple(self._with_pronouns(persons))
        self._starts = [person.span.start for person in self.persons]
        del self._unquoted  # as long as the text, and needed only to find them

    def inside(self, start: int, end: int) -> tuple[Person, ...]:
        """The persons named within `[start, end)`."""
        return self.persons[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, place: int) -> tuple[Person, ...]:
        """The persons named before `place`, first to last."""
        return self.persons[: bisect_left(self._starts, place)]

    def bearer(self, role: str) -> Person | None:
        """The one person whom the text calls by a role ("the county engineer, Ada Lund"), else `None`."""
        return self._bearers.get(role.lower())

    @cached_property
    def _bearers(self) -> dict[str, Person | None]:
        bearers: dict[str, Person | None] = {}
        for person in self.persons:
            before = _BEFORE_NAME.search(self._text, max(0, person.span.start - 60), person.span.start)
            behind = _BEHIND_NAME.match(self._text, person.span.end)
            for described in (before, behind):
                *others, role = described[1].lower().split() if described else [""]
                if not role or any(word in self._words.not_the_same for word in others):
                    continue
                held = bearers.setdefault(role, person)
                if held is not None and held.name != person.name:
                    bearers[role] = None
        return bearers

    def perhaps_inside(self, start: int, end: int) -> tuple[Person, ...]:
        """Runs of capitals within `[start, end)` that may be people, though nothing in the text says so."""
        starts = self._doubtful_starts
        return tuple(self._doubtful[bisect_left(starts, start) : bisect_left(starts, end)])

    def _fresh(self) -> tuple[list[Person], list[Person]]:
        """The people of no lexicon, and the runs of capitals that nothing shows to be people."""
        sure: list[Person] = []
        doubtful: list[Person] = []
        for run in _RUN.finditer(self._text):
            person, is_sure = self._of_run(run)
            if person is not None:
                (sure if is_sure else doubtful).append(person)
        names = {person.name for person in sure}
        names |= self._borne_out(sure, [person for person in doubtful if person.name not in names])
        return (
            sure + [person for person in doubtful if person.name in names],
            [person for person in doubtful if person.name not in names],
        )

    def _borne_out(self, sure: Sequence[Person], doubtful: Sequence[Person]) -> set[str]:
        """The doubtful names whose last word alone stands for them somewhere, as a surname does."""
        known = (each.name for each in self._named if each.kind == "person")
        borne = {name.split()[-1] for name in (*known, *(person.name for person in sure))}
        by_last: dict[str, set[str]] = {}
        for person in doubtful:
            last = person.name.split()[-1]
            if last not in borne and not self._is_in_lower_case(last.lower()):
                by_last.setdefault(last, set()).add(person.name)
        runs = _Places(sorted(person.span for person in (*sure, *doubtful)))
        told = {person.name for person in doubtful if self._is_he_or_she(person.span.end)}
        found: set[str] = set()
        for start, end in find_words(self._text, by_last):
            if runs.covers(start, end) or self._taken.covers(start, end):
                continue
            word = self._text[start:end]
            if self._speaks(start, end):
                found |= by_last[word]
            elif self._acts_alone(start, end):
                found |= {name for name in by_last[word] if name in told}
        return found

    def _is_in_lower_case(self, word: str) -> bool:
        """Whether a word of three small letters or more stands in the text with no other letter beside it."""
        place = self._text.find(word) if len(word) > 2 and word.isascii() and word.isalpha() else -1
        while place >= 0:
            end = place + len(word)
            before, behind = self._text[max(0, place - 1) : place], self._text[end : end + 1]
            if not (before.isalnum() or before == "_" or "a" <= behind <= "z"):
                return True
            place = self._text.find(word, end)
        return False

    def _with_pronouns(self, persons: Sequence[Person]) -> list[Person]:
        """The persons, each whose given name does not tell with the pronoun that mostly follows the name."""
        votes: dict[str, Counter[str]] = {}
        for place, person in enumerate(persons):
            if person.pronoun is None:
                stop = persons[place + 1].span.start if place + 1 < len(persons) else len(self._text)
                end = min(stop, person.span.end + _REFERS_WITHIN)
                if refers := _REFERS.search(self._unquoted, person.span.end, end):
                    votes.setdefault(person.name, Counter())["he" if refers[1] else "she"] += 1
        told = {name: _clear_winner(count) for name, count in votes.items()}
        return [
            person if person.pronoun else replace(person, pronoun=told.get(person.name)) for person in persons
        ]

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a word stands beside a verb of speech, behind a title or before "who"."""
        before = self._text[max(0, start - 24) : start].split()
        behind = self._text[end : end + 24]
        if before and (before[-1] in self._words.verbs or before[-1].rstrip(".") in self._words.titles):
            return True
        if behind.startswith((" who ", ", who ")):
            return True
        following = behind.split()
        return behind[:1] == " " and bool(following) and following[0].rstrip(".,:") in self._words.verbs

    def _acts_alone(self, start: int, end: int) -> bool:
        """Whether a word by itself, without an article, is the subject of a verb."""
        before = self._text[max(0, start - 6) : start]
        return not _DETERMINED.search(before) and bool(_ACTS.match(self._text, end))

    def _is_he_or_she(self, end: int) -> bool:
        """Whether the words behind a name go on with "he" or "she"."""
        return _REFERS.search(self._unquoted, end, end + _REFERS_WITHIN) is not None

    def _known(self, name: Named) -> Person:
        given = name.name.split()[0]
        return Person(span=name.span, name=name.name, pronoun=self._words.pronoun(given), known=True)

    def _of_run(self, run: re.Match[str]) -> tuple[Person | None, bool]:
        """The person of a run of capitals ("OpenUK CEO Amanda Brock") or none, and whether that is sure."""
        tokens = [
            (word.start(), word.end(), word.group()) for word in _WORD.finditer(self._text, *run.span())
        ]
        first, cued = 0, False
        for place, (start, end, word) in enumerate(tokens):
            bare = word.rstrip(".")
            is_other = bare in self._words.starters or _COMPOUND.search(word)
            if is_other or self._taken.covers(start, end):
                first, cued = place + 1, False
            elif bare in self._words.titles or bare.lower() in self._words.roles:
                first, cued = place + 1, True
        rest = self._without_role(run, tokens[first:])
        part = _PART_OF_NAME.search(self._text, max(0, run.start() - 30), run.start())
        if first == 0 and part and part[1] in self._words.organisations:
            return None, False
        if not 2 <= len(rest) <= 5 or not self._words.may_name([_plain(word) for _, _, word in rest]):
            return None, False
        start, end = rest[0][0], rest[-1][1]
        end -= len(rest[-1][2]) - len(_plain(rest[-1][2]))
        pronoun = self._words.pronoun(rest[0][2])
        is_sure = pronoun is not None or cued or self._has_role_around(start, end)
        name = self._text[start:end]
        return Person(span=Span(start=start, end=end), name=name, pronoun=pronoun, known=False), is_sure

    def _without_role(
        self, run: re.Match[str], tokens: list[tuple[int, int, str]]
    ) -> list[tuple[int, int, str]]:
        """The words without a role that has its capital from the head of a sentence ("Sprinter Ada Lund")."""
        if len(tokens) < 3 or tokens[0][0] != run.start() or self._words.pronoun(tokens[0][2]):
            return tokens
        before = self._text[max(0, run.start() - 2) : run.start()].strip(" ")
        is_head = not before or before[-1] in ".!?\n”’\"'"
        return tokens[1:] if is_head and _ROLE_NOUN.fullmatch(tokens[0][2]) else tokens

    def _has_role_around(self, start: int, end: int) -> bool:
        before = self._text[max(0, start - 24) : start].rsplit(None, 1)
        behind = self._text[end : end + 24].split(None, 1)
        if before and before[-1].rstrip(".") in self._words.titles and before[-1].endswith("."):
            return True
        placed = _PLACE.match(self._text, end)
        if _AGE.match(self._text, end) or (placed and placed[1] in self._words.verbs):
            return True
        if (behind and behind[0].strip(".,") in self._words.verbs and self._text[end] == " ") or (
            before and before[-1] in self._words.verbs
        ):
            return True
        said = _SAID_BY.search(self._text, max(0, start - 70), start)
        if said and said[1] in self._words.verbs:
            return True
        if before and before[-1].rstrip(".,").lower() in self._words.roles and not before[-1].endswith("."):
            return True
        is_apposed = self._text[max(0, start - 2) : start] == ", " and self._text[end : end + 1] == ","
        if is_apposed and behind[1:] and behind[1].partition(" ")[0] in self._words.verbs:
            return self._is_he_or_she(end)
        after = self._text[end : end + 60]
        if not after.startswith((",", " (", " who ")):
            return False
        if after.startswith((" who ", ", who ")):
            return True
        return any(word.strip(",.()").lower() in self._words.roles for word in after.split()[:7])

    def _surnames(self, full: list[Person], taken: _Places) -> list[Person]:
        by_surname: dict[str, list[Person]] = {}
        for person in full:
            parts = person.name.split()
            if len(parts) > 1 and len(parts[-1]) > 2 and not self._words.is_no_surname(parts[-1]):
                by_surname.setdefault(parts[-1], []).append(person)
        found = []
        for start, end in find_words(self._text, by_surname):
            surname = self._text[start:end]
            if taken.covers(start, end) or (
                surname in self._words.not_in_names and not self._alone(start, end)
            ):
                continue
            bearers = by_surname[surname]
            earlier = bisect_left(bearers, start, key=lambda person: person.span.start)
            bearer = bearers[max(0, earlier - 1)]
            span = Span(start=start, end=end)
            found.append(Person(span=span, name=bearer.name, pronoun=bearer.pronoun, known=bearer.known))
        return found

    def _alone(self, start: int, end: int) -> bool:
        """Whether a word with a capital stands with no article before it and no such word beside it."""
        if _DETERMINED.search(self._text, max(0, start - 6), start) or _CAPITAL_NEXT.match(self._text, end):
            return False
        return not _CAPITAL_BEFORE.search(self._text, max(0, start - 30), start)


class _Words:
    def __init__(self, lexicon: QuoteLexicon) -> None:
        self.titles = frozenset(lexicon.titles)
        self.roles = frozenset(role.lower() for role in lexicon.roles)
        self.starters = frozenset(lexicon.starters)
        self.not_in_names = frozenset(lexicon.not_in_names)
        self.also_surnames = frozenset(lexicon.also_surnames)
        self.verbs = frozenset(lexicon.verbs)
        self.organisations = frozenset(lexicon.organisations)
        self.not_the_same = frozenset(lexicon.not_the_same)
        self._he = frozenset(lexicon.he)
        self._she = frozenset(lexicon.she)

    def may_name(self, words: Sequence[str]) -> bool:
        """Whether a run of capitals may be a person: "Kate Hill" may, "Signal Hill" may not."""
        *given, last = words
        if any(word in self.not_in_names for word in given):
            return False
        return not self.is_no_surname(last) and (
            last not in self.not_in_names or self.pronoun(given[0]) is not None
        )

    def is_no_surname(self, word: str) -> bool:
        """Whether a word belongs to no person's name, though it has a capital."""
        return word in self.not_in_names and word not in self.also_surnames

    def pronoun(self, given: str) -> str | None:
        """`he` or `she` for a common given name."""
        if given in self._he:
            return "he"
        return "she" if given in self._she else None


@lru_cache(maxsize=4)
def _words_of(lexicon: QuoteLexicon) -> _Words:
    return _Words(lexicon)


class _Places:
    """Spans in order, asked whether one of them touches a stretch."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self._spans]

    def covers(self, start: int, end: int) -> bool:
        """Whether any span overlaps `[start, end)`; the spans must not overlap each other."""
        index = bisect_right(self._starts, start)
        if index and self._spans[index - 1].end > start:
            return True
        return index < len(self._spans) and self._spans[index].start < end


def _clear_winner(votes: Counter[str]) -> str | None:
    he, she = votes["he"], votes["she"]
    if he == she:
        return None
    return "he" if he > she else "she"


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word.rstrip(".,"))
