"""What may speak near a quotation: names, pronouns and descriptions, and whom the latter two stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.claims.quote_marks import Marked
from extractors.claims.quote_outside import REACH, Outside
from extractors.claims.quote_people import Name, People, Person
from extractors.claims.quote_phrases import QUOTED, phrases_of
from extractors.lexicon.quotes import QuoteLexicon
from extractors.records import Span

NAME = re.compile(r"(?<![\w.’'-])[A-Z][\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,3}(?![\w’'])")
"""A run of up to four words with a capital, known or not."""

_SPEAKING_KINDS = ("company", "institution", "investor", "outlet")
_LOOK_BACK = 40  # names among which the company that "it" stands for is looked for
_POSSESSIVE = re.compile(r"[’'](?:s\b|(?=\s))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that may speak: a name, a pronoun (`he`, `she`, `it`, `they`) or a description."""

    span: Span
    kind: str
    name: str | None


class Candidates:
    """Everything in one article that may speak, in order of place."""

    def __init__(
        self,
        outside: Outside,
        marked: Sequence[Marked],
        people: People,
        names: Sequence[Name],
        lexicon: QuoteLexicon,
    ) -> None:
        """List them; linear in the text."""
        self._outside = outside
        self._text = outside.text
        self._marked = marked
        self._people = people
        self._phrases = phrases_of(lexicon)
        self._starters = frozenset(lexicon.starters)
        self._all = self._listed(names)
        self._starts = [candidate.span.start for candidate in self._all]

    def free_between(self, start: int, end: int) -> list[Candidate]:
        """Those within `[start, end)` that are meant themselves, and not something of theirs."""
        return [candidate for candidate in self.between(start, end) if not self.is_owned(candidate)]

    def between(self, start: int, end: int) -> list[Candidate]:
        """The candidates that stand within `[start, end)`."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [candidate for candidate in self._all[first:last] if candidate.span.end <= end]

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
        if subject.kind in ("he", "she", "the person"):
            person = self._antecedent(subject)
            return (person.name, 0.05) if person else (None, 0.0)
        if subject.kind in ("it", "the company"):
            place = bisect_left(self._starts, subject.span.start)
            earlier = (
                c for c in reversed(self._all[max(0, place - _LOOK_BACK) : place]) if c.kind == "company"
            )
            nearest = next(earlier, None)
            return (nearest.name, 0.2) if nearest else (None, 0.0)
        return None, 0.0

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
            (c for c in found if self._text[c.span.start] != QUOTED), key=lambda candidate: candidate.span
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
                span = Span(start=match.start(), end=match.end())
                follows = self._phrases.bridge.match(self._text, match.end())
                says = follows and self._phrases.verb.match(self._text, follows.end())
                if says and match.group() not in self._starters and not _overlaps(taken, span):
                    names[span.start] = Candidate(span=span, kind="company", name=match.group())
        return list(names.values())


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
