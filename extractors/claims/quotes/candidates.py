"""What may speak near a quotation: names, pronouns and descriptions, and whom the latter two stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from extractors.claims.quotes.marks import Marked
from extractors.claims.quotes.outside import REACH, Outside
from extractors.claims.quotes.people import Name, People, Person
from extractors.claims.quotes.phrases import QUOTED, phrases_of
from extractors.lexicon.quotes import QuoteLexicon
from extractors.records import Span

UNKNOWN = "unknown"
"""The kind of a name that nothing tells the kind of."""

NAME = re.compile(r"[A-Z](?<![\w.’'-].)[\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,3}(?![\w’'])")
"""A run of up to four words with a capital, known or not."""

_HANDLE = re.compile(r"@(?<![\w@./].)[A-Za-z0-9_]{2,30}(?![\w@])")
_APPOSED = re.compile(r"[a-z], $")
_HEAD_OF_NAME = re.compile(r"(?:[A-Z][\w’'&-]{1,30} ){1,4}(?:for|of|on|and) (?:the )?$")
_ARTICLE = re.compile(r"^The (?=\S+ \S)")
_SPEAKING_KINDS = ("company", "institution", "investor", "outlet")
_LOOK_BACK = 40  # names among which the company that "it" stands for is looked for
_COMPANY_OR_UNKNOWN = ("company", "investor", "institution", UNKNOWN)
_ASIDE = re.compile(rf", [^.!?;,{QUOTED}]{{2,60}}, ")
_VERB_BEFORE = re.compile(r"(?<![\w-])([a-z]+) (?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?$")
_SINGLE_WORD = re.compile(r"(?<!\w)[A-Za-z][\w-]*(?![\w-]| [A-Z])")
_IS_SUBJECT = re.compile(r",? [a-z]")
_LONE_SUBJECT = re.compile(
    r"\s*([A-Z][a-z]+(?<!s)) (?:[a-z]+ly )?(?!this\b|always\b)[a-z]{2,}(?:ed|s)(?<!was)(?<!has)(?<!\bis)\b"
)
_POSSESSIVE = re.compile(r"[’'](?:s\b|(?=\s))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that may speak: a name, a pronoun (`he`, `she`, `it`, `they`) or a description."""

    span: Span
    kind: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of an article: those of the lexicon, and those that only their capitals make names.

    The latter are looked for when a quotation needs them, which few do.
    """

    listed: tuple[Name, ...]
    find_unlisted: Callable[[], tuple[Name, ...]]


class Candidates:
    """Everything in one article that may speak, in order of place."""

    def __init__(
        self,
        outside: Outside,
        marked: Sequence[Marked],
        people: People,
        names: Names,
        lexicon: QuoteLexicon,
    ) -> None:
        """List them; linear in the text."""
        self._outside = outside
        self._text = outside.text
        self._marked = marked
        self._people = people
        self._phrases = phrases_of(lexicon)
        self._starters = frozenset(lexicon.starters)
        self._no_names = self._starters | frozenset(lexicon.not_in_names) | frozenset(lexicon.titles)
        self._roles = frozenset(lexicon.roles)
        self._titles = frozenset(title.lower() for title in lexicon.titles)
        self._calendar = frozenset(lexicon.calendar)
        self._organisations = frozenset(lexicon.organisations)
        self._ends = frozenset(each.outer.end for each in marked)
        self._all = self._listed(names.listed)
        self._starts = [candidate.span.start for candidate in self._all]
        self._find_unlisted = names.find_unlisted

    def free_between(self, start: int, end: int) -> list[Candidate]:
        """Those within `[start, end)` that are meant themselves, and not something of theirs."""
        return [candidate for candidate in self.between(start, end) if not self.is_owned(candidate)]

    def between(self, start: int, end: int) -> list[Candidate]:
        """The candidates that stand within `[start, end)`."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [candidate for candidate in self._all[first:last] if candidate.span.end <= end]

    def unlisted_head(self, start: int, end: int) -> Candidate | None:
        """The company of no lexicon with whose name the words of `[start, end)` begin."""
        place = bisect_left(self._unlisted, start, key=lambda candidate: candidate.span.start)
        first = next(iter(self._unlisted[place : place + 1]), None)
        if first is None or first.span.start >= end or self.is_owned(first):
            return None
        return None if self._text[start : first.span.start].strip() else first

    def is_owned(self, candidate: Candidate) -> bool:
        """Whether 's follows, so that something else is meant, or only an agent of the name speaks."""
        if candidate.kind in ("he", "she", "they", "it"):
            return False
        if _POSSESSIVE.match(self._text, candidate.span.end):
            return True
        if candidate.kind != "person":
            return False
        return bool(
            self._phrases.agent.search(self._text[max(0, candidate.span.start - 40) : candidate.span.start])
        )

    def resolve(self, subject: Candidate) -> tuple[str | None, float]:
        """The name a candidate stands for, `None` for nobody named, and how much doubt that adds."""
        if subject.name is not None:
            return subject.name, 0.0
        if subject.kind in ("someone", "the person") and (bearer := self._bearer(subject)):
            return bearer.name, 0.1
        if subject.kind in ("he", "she", "the person"):
            if person := self._antecedent(subject):
                return person.name, 0.05
            if subject.kind == "the person" and (person := self._named_next(subject)):
                return person.name, 0.15
            return self._perhaps(subject), 0.35
        if subject.kind in ("it", "the company"):
            return self._company_before(subject.span)
        return None, 0.0

    def _company_before(self, span: Span) -> tuple[str | None, float]:
        """The company a description stands for: the first one of the nearest sentence that names any."""
        place = bisect_left(self._starts, span.start)
        earlier = [c for c in self._all[max(0, place - _LOOK_BACK) : place] if c.kind == "company"]
        doubt = 0.2
        if not earlier:
            place = bisect_left(self._unlisted, span, key=lambda candidate: candidate.span)
            earlier, doubt = self._unlisted[max(0, place - _LOOK_BACK) : place], 0.3
        if not earlier:
            return None, 0.0
        nearest = earlier[-1].span.start
        start, _ = self._outside.sentences(max(0, nearest - 2 * REACH), nearest + 1)[-1]
        subjects = [c for c in earlier if c.span.start >= start and not self.is_owned(c)]
        return (subjects or earlier[-1:])[0].name, doubt

    def _bearer(self, subject: Candidate) -> Person | None:
        """Who bears the role of a description; of "a judge" only when a title says so: "Judge Ada Lund"."""
        role = self._text[subject.span.start : subject.span.end].split()[-1].lower()
        if subject.kind == "someone" and role not in self._titles:
            return None
        return self._people.bearer(role)

    def _named_next(self, subject: Candidate) -> Person | None:
        """Whom the first sentence that names anyone names, for a story that begins with "the minister"."""
        if self._people.before(subject.span.start):
            return None
        return next(iter(self._people.inside(subject.span.end, subject.span.end + 2 * REACH)), None)

    def _antecedent(self, subject: Candidate) -> Person | None:
        """The person a pronoun stands for: the first fitting one of the nearest sentence that has any."""
        place = subject.span.start
        opposite = {"he": "she", "she": "he"}.get(subject.kind)
        floor = max(0, place - 8 * REACH)
        for start, end in reversed(self._outside.sentences(floor, place)):
            fitting = [
                person
                for person in self._people.inside(start, min(end, place))
                if person.pronoun != opposite and self._text[person.span.start] != QUOTED
            ]
            if fitting:
                free = [p for p in fitting if not _POSSESSIVE.match(self._text, p.span.end)] or fitting
                return next((p for p in free if p.pronoun == subject.kind), free[0])
        return None

    def _perhaps(self, subject: Candidate) -> str | None:
        """Whom a pronoun stands for in a text that shows nobody to be a person: a guess.

        Looked for in the sentence just before: a name of two words or more, of which the first alone is
        no company's, or the one word that does something at the head of the sentence.
        """
        place = subject.span.start
        for start, end in reversed(self._outside.sentences(max(0, place - 2 * REACH), place)):
            for person in self._people.perhaps_inside(start, min(end, place)):
                is_subject = _IS_SUBJECT.match(self._text, person.span.end)
                if is_subject and person.name.split()[0] not in self._single_words:
                    return person.name
            lone = _LONE_SUBJECT.match(self._text, start, end)
            if lone and self._is_lone_name(lone[1]):
                return lone[1]
            if end < place and self._text[start:end].strip(f" \n{QUOTED}.!?"):
                return None
        return None

    def _is_lone_name(self, word: str) -> bool:
        """Whether a word at the head of a sentence is a name: it stands nowhere in lower case."""
        if word in self._no_names or word.lower() in self._roles or word in self._company_words:
            return False
        return word.lower() not in self._single_words

    @cached_property
    def _single_words(self) -> frozenset[str]:
        """The words that stand somewhere without a capital behind them."""
        return frozenset(_SINGLE_WORD.findall(self._text))

    @cached_property
    def _company_words(self) -> frozenset[str]:
        companies = [c for c in (*self._unlisted, *self._all) if c.kind == "company"]
        return frozenset(word for company in companies for word in (company.name or "").split())

    @cached_property
    def _unlisted(self) -> list[Candidate]:
        """The unlisted names that may be companies: no people, no models, and spoken of more than once."""
        names = self._find_unlisted()
        taken = sorted(person.span for person in self._people.persons)
        surnames = {person.name.split()[-1] for person in self._people.persons}
        often = Counter(name.name.split()[0] for name in names)
        return [
            Candidate(span=name.span, kind="company", name=name.name)
            for name in names
            if name.kind in _COMPANY_OR_UNKNOWN
            and (often[name.name.split()[0]] > 1 or name.kind != UNKNOWN)
            and name.name.split()[-1] not in surnames
            and not _overlaps(taken, name.span)
            and self._text[name.span.start] != QUOTED
        ]

    def _listed(self, names: Sequence[Name]) -> list[Candidate]:
        found = [Candidate(span=p.span, kind="person", name=p.name) for p in self._people.persons]
        taken = {candidate.span.start for candidate in found}
        for name in names:
            if name.kind in _SPEAKING_KINDS and name.span.start not in taken:
                found.append(Candidate(span=name.span, kind="company", name=name.name))
        for low, high in self._surroundings(2 * REACH):
            for match in self._phrases.word.finditer(self._text, low, high):
                if match.start() not in taken:
                    taken.add(match.start())
                    found.append(_of_word(match))
        found += self._unknown_names(found)
        return sorted(
            (c for c in found if self._text[c.span.start] != QUOTED),
            key=attrgetter("span.start", "span.end"),
        )

    def _surroundings(self, before: int) -> list[tuple[int, int]]:
        """The stretches around all quotations, those that overlap made one."""
        merged: list[tuple[int, int]] = []
        for marked in self._marked:
            low = max(0, marked.outer.start - before)
            high = min(marked.outer.end + REACH, len(self._text))
            if merged and low <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return merged

    def _unknown_names(self, found: Sequence[Candidate]) -> list[Candidate]:
        """Names of no lexicon right before a verb of speech ("Nimbus said"), each quotation's neighbours."""
        taken = sorted(candidate.span for candidate in found)
        names: dict[int, Candidate] = {}
        for low, high in self._surroundings(REACH):
            for match in NAME.finditer(self._text, low, high):
                span = Span(start=self._head_of(match), end=match.end())
                first = match.group().split()[0]
                is_lead = first in self._starters and first != "The"
                if (is_lead or first.lower() in self._titles) and first != match.group():
                    span = Span(start=match.start() + len(first) + 1, end=match.end())
                says = self._says(match.end()) or self._is_said_by(match) or self._is_apposed(match)
                no_name = match.group() in self._starters or match.group() in self._calendar
                if says and not no_name and not _overlaps(taken, span):
                    name = _ARTICLE.sub("", self._text[span.start : span.end])
                    names[span.start] = Candidate(span=span, kind="company", name=name)
            for handle in _HANDLE.finditer(self._text, low, high):
                span = Span(start=handle.start(), end=handle.end())
                names[span.start] = Candidate(span=span, kind="company", name=handle.group())
        return list(names.values())

    def _head_of(self, name: re.Match[str]) -> int:
        """Where a name begins that goes on with "for" or "of": "the Campaign for Fair Revenue"."""
        head = _HEAD_OF_NAME.search(self._text, max(0, name.start() - 60), name.start())
        is_one = head and any(word in self._organisations for word in head.group().split())
        return head.start() if head and is_one else name.start()

    def _is_apposed(self, name: re.Match[str]) -> bool:
        """Whether a name stands between a noun, a comma, and a comma and a verb: "its arm, Pelmet, said"."""
        behind = self._text[name.end() : name.end() + 1]
        is_between = behind == "," and _APPOSED.search(self._text, max(0, name.start() - 3), name.start())
        return bool(is_between) and self._says(name.end() + 1)

    def _says(self, end: int) -> bool:
        """Whether a verb of speech follows, at once or behind words between commas."""
        follows = self._phrases.bridge.match(self._text, end)
        if follows and self._phrases.verb.match(self._text, follows.end()):
            return True
        aside = _ASIDE.match(self._text, end)
        return bool(aside and self._phrases.verb.match(self._text, aside.end()))

    def _is_said_by(self, name: re.Match[str]) -> bool:
        """Whether the name stands behind a quotation and a verb of speech: "…," said Boland."""
        if name.group().split()[0] in self._no_names:
            return False
        verb = _VERB_BEFORE.search(self._text, max(0, name.start() - 30), name.start())
        if verb is None or self._phrases.verb.fullmatch(verb[1]) is None:
            return False
        lead = self._text[max(0, verb.start() - 3) : verb.start()]
        return verb.start() - len(lead) + len(lead.rstrip(" ,—–-")) in self._ends


def _overlaps(spans: Sequence[Span], span: Span) -> bool:
    place = bisect_left(spans, span)
    return any(other.overlaps(span) for other in spans[max(0, place - 1) : place + 1])


def _of_word(match: re.Match[str]) -> Candidate:
    if match.group("pronoun"):
        kind = match.group("pronoun").lower()
    elif match.group("group"):
        kind = "someone"
    elif match.group("some").lower() in ("the", "this", "that"):
        kind = "the company" if match.group("company") else "the person"
    else:
        kind = "someone"
    return Candidate(span=Span(start=match.start(), end=match.end()), kind=kind, name=None)
