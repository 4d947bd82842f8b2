"""Who says the words between the marks.

Looked for in the order a reader looks: the words right after the quotation ("…," said X), the words before
it (X said: "…"), a dash and a name, "according to X", the part of the same utterance before it. Names,
surnames, pronouns and descriptions ("the company") all lead to a full name if the text has one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.claims.quotes.candidates import NAME, Candidate, Candidates, Names
from extractors.claims.quotes.marks import Marked
from extractors.claims.quotes.outside import REACH, Outside
from extractors.claims.quotes.people import People
from extractors.claims.quotes.phrases import QUOTED, phrases_of
from extractors.lexicon.quotes import QuoteLexicon
from extractors.records import Span

_DASH = re.compile(r"[\s,]{0,3}(?:—|–|--|- |~)\s{0,2}")
_SOME_NOUN = re.compile(r"(?:[a-z][a-z-]+ ){1,4}")
_SOMEONE = re.compile(r"\b(?:an?|one|some|another) (?:[a-z][a-z-]+ ){1,3}$", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"\b(?:of|at|from|by|for|with|in|to|than|against|on|about)\s(?:the\s)?$")
_THEN_A_NAME = re.compile(r"[^,.;:]{0,60},\s{1,2}")
_ROUND_BRACKETS = re.compile(r"\([^()]{0,80}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker found: full name or `None` (someone unnamed), the words for him, the verb, how sure.

    `direct` says that the verb stands right at the quotation.
    """

    name: str | None
    mention: Span | None
    verb: str | None
    confidence: float
    direct: bool = False


class Speakers:
    """Finds the speakers of one article's quotations."""

    def __init__(
        self,
        outside: Outside,
        marked: Sequence[Marked],
        people: People,
        names: Names,
        lexicon: QuoteLexicon,
    ) -> None:
        """List everything that may speak outside the quotations; linear in the text."""
        self._phrases = phrases_of(lexicon)
        self._outside = outside
        self._text = self._outside.text
        self._people = people
        self._starters = frozenset(lexicon.starters)
        self._candidates = Candidates(self._outside, marked, people, names, lexicon)

    @property
    def outside(self) -> str:
        """The text with every quotation blanked out, of the same length."""
        return self._text

    def find(self, marked: Marked) -> Speaker | None:
        """The speaker that the words around a quotation name, `None` when they name none."""
        dashed = self._behind_dash(marked)
        if dashed is not None and dashed.direct:
            return dashed
        return (
            self._behind(marked)
            or dashed
            or self._written(marked)
            or self._ahead(marked)
            or self._credited(marked)
        )

    def in_sentence_before(self, place: int) -> Speaker | None:
        """Who spoke, or was the subject, in the sentences just before `place`: a guess."""
        floor = max(0, place - 3 * REACH)
        for start, end in reversed(self._outside.sentences(floor, place)):
            persons = [c for c in self._candidates.free_between(start, end) if c.kind == "person"]
            for verb in self._phrases.verb.finditer(self._text, start, end):
                subject = self._subject_before(verb.start(), start)
                if subject is not None and subject.kind in ("person", "he", "she"):
                    return self._speaker(subject, verb.group(), 0.55)
            if persons:
                return self._speaker(persons[0], None, 0.45)
        return None

    def is_inscription(self, head: str) -> bool:
        """Whether the words before a quotation say that it stands on a banner or a sign."""
        return self._phrases.inscription.search(head) is not None

    def head(self, marked: Marked) -> str:
        """The words of the sentence before a quotation."""
        return self._text[self._outside.head_start(marked) : marked.outer.start]

    def tail(self, marked: Marked) -> str:
        """The words of the sentence after a quotation."""
        return self._text[marked.outer.end : self._outside.tail_end(marked)]

    # -- the four ways ---------------------------------------------------------------------------

    def _behind(self, marked: Marked) -> Speaker | None:
        start, end = marked.outer.end, self._outside.tail_end(marked)
        tail = self._text[start:end]
        lead = len(tail) - len(tail.lstrip(" ,—–-"))
        if self._is_new_sentence(marked, tail[lead : lead + 1]):
            return None
        handed_over = lead <= 3 and self._text[marked.outer.end - 1] != "."
        for verb in self._phrases.verb.finditer(self._text, start + lead, end):
            before = self._text[start + lead : verb.start()]
            if not self._phrases.bridge.fullmatch(before):
                subject = self._subject_before(verb.start(), start)
                if subject is None and handed_over and _SOME_NOUN.fullmatch(before):
                    subject = _someone(start + lead, verb.start() - 1)
                if subject is None or subject.span.start > start + lead + 60:
                    continue
                lead_in = self._text[start + lead : subject.span.start]
                close = len(lead_in) <= 8 and "," not in lead_in
                return self._speaker(subject, verb.group(), 0.9 if close else 0.7, direct=close)
            if lead <= 3:
                subject = self._subject_after(verb.end(), end)
                if subject is not None:
                    return self._speaker(subject, verb.group(), 0.9, direct=True)
        return self._unknown_behind(start + lead, end) if handed_over else None

    def _unknown_behind(self, start: int, end: int) -> Speaker | None:
        """A name of two words or more that follows the quotation at once, whatever it is then said to do."""
        name = NAME.match(self._text, start, end)
        if not name or " " not in name.group() or name.group().split()[0] in self._starters:
            return None
        known = self._people.inside(start, name.end())
        if known and known[0].span.start == start:
            return Speaker(name=known[0].name, mention=known[0].span, verb=None, confidence=0.7, direct=True)
        span = Span(start=name.start(), end=name.end())
        return Speaker(name=name.group(), mention=span, verb=None, confidence=0.55, direct=True)

    def _is_new_sentence(self, marked: Marked, first: str) -> bool:
        ended = self._text[marked.outer.end - 1] in ".!?"
        return ended and first.isupper() and "\n" not in first and self._text[marked.outer.end - 1] == "."

    def _behind_dash(self, marked: Marked) -> Speaker | None:
        dash = _DASH.match(self._text, marked.outer.end)
        if not dash:
            return None
        persons = self._people.inside(dash.end(), dash.end() + 60)
        if not persons or "\n" in self._text[dash.end() : persons[0].span.start]:
            return None
        near = persons[0].span.start - dash.end() <= 6
        return Speaker(
            name=persons[0].name,
            mention=persons[0].span,
            verb=None,
            confidence=0.9 if near else 0.7,
            direct=near,
        )

    def _ahead(self, marked: Marked) -> Speaker | None:
        start, end = self._outside.head_start(marked), marked.outer.start
        verbs = list(self._phrases.verb.finditer(self._text, start, end))
        for verb in reversed(verbs):
            subject = self._subject_before(verb.start(), start)
            if subject is None and verb.group().lower().endswith("ing"):
                free = self._candidates.free_between(start, verb.start())
                subject = next((c for c in free if c.kind == "person"), free[0] if free else None)
                subject = subject or self._candidates.unlisted_head(start, verb.start())
            if subject is None and not self._text[verb.end() : end].strip(" ,:"):
                subject = self._someone_before(verb.start(), start)
            if subject is None:
                continue
            gap = self._text[verb.end() : end]
            direct = (gap.rstrip(" *_>-\n").endswith((":", ",")) and len(gap) < 60) or not gap.strip()
            return self._speaker(subject, verb.group(), 0.85 if len(gap) <= 80 else 0.7, direct=direct)
        return None

    def _written(self, marked: Marked) -> Speaker | None:
        """Whose letter or post it is that a quotation is from: "his letter began: …"."""
        start, end = self._outside.head_start(marked), marked.outer.start
        writing = self._phrases.writing.search(self._text, start, end)
        if writing is None:
            return None
        owners = self._candidates.between(writing.start(), writing.end("owner"))
        if writing["pronoun"]:
            kind = "he" if writing["pronoun"].lower() == "his" else "she"
            span = Span(start=writing.start("pronoun"), end=writing.end("pronoun"))
            return self._speaker(Candidate(span=span, kind=kind, name=None), None, 0.8, direct=True)
        return self._speaker(owners[-1], None, 0.8, direct=True) if owners else None

    def _credited(self, marked: Marked) -> Speaker | None:
        for start, end in (
            (self._outside.head_start(marked), marked.outer.start),
            (marked.outer.end, self._outside.tail_end(marked)),
        ):
            for credit in self._phrases.credit.finditer(self._text, start, end):
                if credit.group().lower().startswith("for") and self._text[start : credit.start()].strip():
                    continue
                following = self._candidates.between(credit.end(), min(end, credit.end() + 60))
                named = [c for c in following if c.name is not None]
                if named and not self._candidates.is_owned(named[0]):
                    return self._speaker(named[0], None, 0.8)
        return None

    # -- subjects --------------------------------------------------------------------------------

    def _someone_before(self, verb_start: int, floor: int) -> Candidate | None:
        """Whoever "a partner" is, so that nobody else is taken for the speaker."""
        noun = _SOMEONE.search(self._text, max(floor, verb_start - 60), verb_start)
        return _someone(noun.start(), noun.end() - 1) if noun else None

    def _subject_before(self, verb_start: int, floor: int) -> Candidate | None:
        found = self._candidates.between(max(floor, verb_start - REACH), verb_start)
        appositive: Candidate | None = None
        for candidate in reversed(found):
            if self._candidates.is_owned(candidate):
                continue
            between = self._text[candidate.span.end : verb_start]
            if len(between) > REACH or QUOTED in between:
                break
            if self._phrases.bridge.fullmatch(between):
                if candidate.kind in ("person", "he", "she", "they", "it"):
                    return candidate
                appositive = appositive or candidate
            elif candidate.kind == "person":
                if self._phrases.appositive.fullmatch(between) or self._closes_appositive(candidate, between):
                    return candidate
            elif candidate.kind == "company":
                if self._is_parenthetic(candidate, between) or self._closes_appositive(candidate, between):
                    appositive = appositive or candidate
            elif candidate.kind == "someone" and self._phrases.appositive.fullmatch(between):
                appositive = appositive or candidate
        return appositive

    def _closes_appositive(self, candidate: Candidate, between: str) -> bool:
        """Whether a name is set off as in "a Nimbus lawyer, Tom Berg, said"."""
        before = self._text[max(0, candidate.span.start - 2) : candidate.span.start]
        return before == ", " and between[:1] == "," and bool(self._phrases.bridge.fullmatch(between[1:]))

    def _is_parenthetic(self, candidate: Candidate, between: str) -> bool:
        """Whether a company is the subject and more about it stands between commas before the verb."""
        before = self._text[max(0, candidate.span.start - 12) : candidate.span.start]
        if not between.startswith(",") or _NO_SUBJECT.search(before):
            return False
        return bool(self._phrases.appositive.fullmatch(between))

    def _subject_after(self, verb_end: int, end: int) -> Candidate | None:
        window = min(end, verb_end + 110)
        following = self._candidates.between(verb_end, window)
        lead = self._phrases.after_verb.match(self._text, verb_end, end)
        reach = lead.end() if lead else verb_end
        for candidate in following:
            between = self._text[reach : candidate.span.start] if candidate.span.start > reach else ""
            if len(between) > 70 or " that " in between or " to " in f" {between}":
                return None
            if candidate.kind == "person" or not self._candidates.is_owned(candidate):
                named = [c for c in self._candidates.free_between(verb_end, window) if c.kind == "person"]
                near = [
                    c for c in named if "," not in _ROUND_BRACKETS.sub("", self._text[reach : c.span.start])
                ]
                if near or candidate.kind not in ("someone", "the person"):
                    return near[0] if near else candidate
                after = [
                    c for c in named if _THEN_A_NAME.fullmatch(self._text, candidate.span.end, c.span.start)
                ]
                return after[0] if after else candidate
        return None

    def _speaker(
        self, subject: Candidate, verb: str | None, confidence: float, *, direct: bool = False
    ) -> Speaker:
        name, doubt = self._candidates.resolve(subject)
        return Speaker(
            name=name,
            mention=subject.span,
            verb=verb.lower() if verb else None,
            confidence=round(confidence - doubt, 2) if name else 0.3,
            direct=direct,
        )


def _someone(start: int, end: int) -> Candidate:
    return Candidate(span=Span(start=start, end=max(start + 1, end)), kind="someone", name=None)
