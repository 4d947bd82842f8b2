"""Who a credit names: pronouns and descriptions resolved, documents under the name of who wrote them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.claims.credits.antecedents import Antecedents
from extractors.claims.credits.links import person_posting, poster
from extractors.claims.credits.sources import MarkedText, Source
from extractors.claims.masking import Referent
from extractors.claims.names import given_names
from extractors.claims.reading import NOT_TOLD
from extractors.lexicon.attribution import AttributionPatterns, CreditPattern
from extractors.lexicon.entities import Entities
from extractors.records import Attribution, CreditKind, Span

_KINDS = {
    "outlet": CreditKind.OUTLET,
    "institution": CreditKind.DOCUMENT,
    "company": CreditKind.COMPANY,
    "person": CreditKind.PERSON,
    "document": CreditKind.DOCUMENT,
    "anonymous": CreditKind.ANONYMOUS,
    "finding": CreditKind.ANONYMOUS,
    "name": CreditKind.OUTLET,
}
_SPEAKERS = ("company", "person", "outlet", "institution", "name")
_OWNER_BEFORE = re.compile(r"(’s?)?[ \t]+(?:[\w-]+[ \t]+){0,3}$")
_OWNER_AFTER = re.compile(r"[ \t]+(?:by|from)[ \t]+(?:[A-Z]{2,4}[ \t]+)?(?:\w+[ \t]+){0,2}?$")
_REPORTS = re.compile(
    r"\b(?:reports?|reported|writes|has the details|broke the (?:news|story)|had the story|first to [a-z]+|"
    r"learned|understands|(?:figure|number|price|total|count) at)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(our|my|this)[ \t]+(?:[\w-]+[ \t]+){0,2}$", re.IGNORECASE)
_HOST = re.compile(r"(?:[ \t]+\w+)?[ \t]+(?:with|on|for|to|by|in)[ \t]+(?:[\w-]+[ \t]+){0,5}")
_FRONTED = re.compile(
    r"(?:in addition to|along with|as part of|besides|apart from|unlike|like|despite|under) ", re.IGNORECASE
)
_FRONT_CHARS = 100
_PRONOUNS = ("it", "its", "they", "their", "he", "she", "his", "her")
_SINGULAR = ("it", "its", "he", "she", "his", "her")
_PLURAL = ("they", "their")
_PERSONAL = ("he", "she", "his", "her")
_NEAR_HEAD = 3
_STOOD_FOR = {
    CreditKind.OUTLET: "outlet",
    CreditKind.DOCUMENT: "document",
    CreditKind.PERSON: "person",
}
_NEAR_LINES = 2
_TELLING_WORDS = 3
_NOUN_WORDS = 3
_NEAR_SENTENCES = 3
_LOOKS_BACK = 6
_MOST_REFERENTS = 60
_REFERENT_KINDS: Mapping[str, tuple[str, ...]] = {
    "company": ("company", "investor", "institution", "unknown"),
    "institution": ("institution",),
    "person": ("person",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A credit as matched: its source, the words that make it, and by which pattern.

    `nests` when another pattern says that it hangs on another credit of its sentence.
    """

    source: Source
    span: Span
    pattern: CreditPattern
    nests: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A matched credit with its attribution."""

    matched: Matched
    attribution: Attribution


class CreditNames:
    """Names the credits of one marked text, in reading order."""

    def __init__(
        self,
        marked: MarkedText,
        patterns: AttributionPatterns,
        entities: Entities,
        referents: Sequence[Referent],
    ) -> None:
        self._marked = marked
        self._patterns = patterns
        self._entities = entities
        self._referents = tuple(referents)
        self._before: dict[str, Antecedents] = {}
        self._speaking: frozenset[int] = frozenset()
        self._given = given_names()

    def name(self, found: Sequence[Matched]) -> list[Named]:
        """The credits that name somebody, in the order given, which is that of the text."""
        self._speaking = frozenset(one.source.span.start for one in found if one.pattern.spoken)
        made: list[Named] = []
        for one in found:
            attribution = self._attribution(one, made)
            if attribution is not None:
                made.append(Named(matched=one, attribution=attribution))
        return made

    def _attribution(self, one: Matched, made: Sequence[Named]) -> Attribution | None:
        source = one.source
        if source.sign == "stand_in":
            return self._stand_in(one, made)
        name = source.name
        if source.document is not None:
            url = self._url(one.span)
            if (source.document.hosted and self._has_host(source)) or self._is_own(source, linked=bool(url)):
                return None
            name = self._document_name(source, poster(url, self._entities, self._patterns.lexicon.links))
        url = self._url(one.span)
        if url is not None and source.sign == "anonymous" and one.pattern.spoken:
            poster_name = person_posting(url, self._entities, self._patterns.lexicon.links, self._given)
            if poster_name is not None:
                return Attribution(kind=CreditKind.PERSON, name=poster_name, span=one.span, url=url)
        return Attribution(kind=self._kind(one), name=name, span=one.span, url=url)

    def _kind(self, one: Matched) -> CreditKind:
        source = one.source
        if source.document is not None:
            return CreditKind.DOCUMENT
        if source.name.startswith("@"):
            return CreditKind.PERSON
        if one.pattern.wire:
            return CreditKind.WIRE
        if source.sign == "institution" and one.pattern.spoken:
            return CreditKind.COMPANY
        says = source.sign == "name" and one.pattern.spoken
        if says and not _REPORTS.search(self._marked.text, one.span.start, one.span.end):
            return CreditKind.PERSON
        return _KINDS[source.sign]

    def _has_host(self, source: Source) -> bool:
        """Whether the outlet that a document was made for is named behind it."""
        end = source.span.end
        hosts = [
            other for other in self._marked.sources_in(end, end + 60) if other.sign in ("outlet", "name")
        ]
        return bool(hosts) and bool(_HOST.fullmatch(self._marked.text, end, hosts[0].span.start))

    def _url(self, span: Span) -> str | None:
        return next((link.url for link in self._marked.links if link.span.overlaps(span)), None)

    def _stand_in(self, one: Matched, made: Sequence[Named]) -> Attribution | None:
        """Whom a pronoun or a description means: whom the words before were about or credited."""
        source = one.source
        if source.stand_in is None:
            return None
        subject = self._subject_of(source)
        if subject is not None:
            return self._stand_in(replace(one, source=subject), made)
        kinds = source.stand_in.stands_for
        told = self._told_before(source, kinds, made) or _same_noun(source, made)
        if told is not None:
            name = f"{source.name.split()[0]} of {told.name}" if source.stand_in.part else told.name
            return replace(told, name=name, span=one.span, chain=(), url=None, reach=())
        people = self._people_before(source) if source.name in _PLURAL else None
        if people is not None:
            return Attribution(kind=CreditKind.ANONYMOUS, name=people, span=one.span, url=self._url(one.span))
        for kind in kinds:
            named = self._meant(source, kind)
            if named is not None:
                kind_of = CreditKind.PERSON if kind == "person" else CreditKind.COMPANY
                return Attribution(kind=kind_of, name=named, span=one.span, url=self._url(one.span))
        bare = len(source.name.split()) < _TELLING_WORDS
        if source.name in _PRONOUNS or source.stand_in.part or ("company" in kinds and bare):
            return None
        kind_of = CreditKind.PERSON if "person" in kinds else CreditKind.DOCUMENT
        if "institution" in kinds or "company" in kinds:
            kind_of = CreditKind.COMPANY
        return Attribution(kind=kind_of, name=source.printed, span=one.span, url=self._url(one.span))

    def _subject_of(self, source: Source) -> Source | None:
        """The description that a pronoun's own sentence begins with: "The league fined him, it said"."""
        if source.name not in _SINGULAR:
            return None
        start = self._sentence_start(source.span.start, back=0)
        first = self._marked.sources_in(start, min(start + _NEAR_HEAD, source.span.start))[:1]
        if not first or first[0].stand_in is None or first[0].name in _PRONOUNS:
            return None
        of_people = "person" in first[0].stand_in.stands_for
        return first[0] if of_people == (source.name in _PERSONAL) else None

    def _told_before(self, source: Source, kinds: Sequence[str], made: Sequence[Named]) -> Attribution | None:
        """The credit given before that the words go back to: "The newspaper adds", "they said"."""
        text = self._marked.text
        pronoun = source.name in _PRONOUNS
        for last in reversed(made[-_LOOKS_BACK:]):
            kind, end = last.attribution.kind, last.attribution.span.end
            lines = text.count("\n", end, source.span.start)
            if kind is CreditKind.ANONYMOUS and "anonymous" in kinds and lines <= _NEAR_LINES:
                return last.attribution
            if kind not in _STOOD_FOR or _STOOD_FOR[kind] not in kinds:
                if pronoun:
                    return None
                continue
            if kind is CreditKind.PERSON:
                return last.attribution if source.name in _PERSONAL and lines <= _NEAR_LINES else None
            if not pronoun:
                return last.attribution
            opens = text[max(0, last.matched.source.span.start - 12) : last.matched.source.span.start]
            is_subject = lines <= _NEAR_LINES and not opens.rpartition("\n")[2].strip()
            return last.attribution if lines == 0 or is_subject else None
        return None

    def _meant(self, source: Source, kind: str) -> str | None:
        """Whom a pronoun or a description stands for.

        A description stands for what the article's reader took it for; a pronoun beside a verb of speech for
        the subject of its sentence or of one before, never for what a preposition governs there.
        """
        wanted = _REFERENT_KINDS.get(kind)
        if wanted is None or (kind == "institution" and source.printed != source.name):
            return None  # "the Jordanian government" tells whose it is
        place = bisect_left(self._referents, source.span.start, key=lambda referent: referent.span.start)
        start = self._sentence_start(source.span.start, back=0)
        if source.name not in _PRONOUNS:
            wanted = tuple(word for word in wanted if kind != "company" or word != "institution")
            first = next(self._subjects_before(place, start), None)
            if first is not None and first.kind in wanted:
                return first.name
            same = self._referents[place : place + 1]
            if (
                same
                and same[0].anaphor
                and same[0].span.start == source.span.start
                and same[0].kind in wanted
                and same[0].name != NOT_TOLD
            ):
                return same[0].name
        least = self._sentence_start(source.span.start, back=_NEAR_SENTENCES)
        for referent in self._subjects_before(place, least):
            if referent.kind in wanted:
                return referent.name
        named = self._antecedent(source, kind)
        return named.name if named is not None else None

    def _people_before(self, source: Source) -> str | None:
        """The people without a name that the sentence of "they", or the one before, begins with."""
        start = self._sentence_start(source.span.start, back=0)
        for begins in (start, self._sentence_start(source.span.start, back=1)):
            first = self._marked.sources_in(begins, min(begins + _NEAR_HEAD, source.span.start))[:1]
            if first and first[0].sign == "anonymous" and first[0].name.split()[-1].endswith("s"):
                return first[0].name
        return None

    def _subjects_before(self, place: int, least: int) -> Iterator[Referent]:
        """What may be the subject of speech: of each sentence, the last first, its first free referent."""
        sentence: list[Referent] = []
        start = -1
        for referent in reversed(self._referents[max(0, place - _MOST_REFERENTS) : place]):
            if referent.span.start < least:
                break
            begins = self._sentence_start(referent.span.start, back=0)
            if begins != start:
                yield from _subject(sentence)
                sentence, start = [], begins
            if not (
                referent.name == NOT_TOLD
                or referent.oblique
                or referent.credited
                or self._is_fronted(begins, referent)
            ):
                sentence.append(referent)
        yield from _subject(sentence)

    def _is_fronted(self, begins: int, referent: Referent) -> bool:
        """Whether a referent stands in a phrase before the clause: "Besides its Ferrow jets, it said"."""
        between = self._marked.text[begins : min(referent.span.start, begins + _FRONT_CHARS)]
        return "," not in between and bool(_FRONTED.match(between))

    def _sentence_start(self, place: int, back: int) -> int:
        """Where the sentence of `place` begins, or one up to `back` sentences before it."""
        start = self._marked.text.rfind("\n", 0, place) + 1
        for _ in range(back):
            end = start - 1
            while end > 0 and self._marked.text[end - 1] == "\n":
                end -= 1
            start = self._marked.text.rfind("\n", 0, max(0, end)) + 1
        return start

    def _antecedent(self, source: Source, kind: str) -> Source | None:
        """The last person, or the company that the text before is most about."""
        if kind not in self._before:
            self._before[kind] = Antecedents(self._marked.sources, kind)
        before, place = self._before[kind], source.span.start
        if kind != "person":
            return before.leading(place)
        return before.last(place) if source.name in _PRONOUNS else before.last_free(place)

    def _is_own(self, source: Source, *, linked: bool) -> bool:
        """Whether a document is the text's own: "our blog", "this model card"."""
        found = _OURS.search(self._marked.text[max(0, source.span.start - 40) : source.span.start])
        return found is not None and (not linked or found.group(1).lower() != "this")

    def _document_name(self, source: Source, posted_by: str | None) -> str:
        if source.document is None or not source.document.owned:
            return source.name
        if posted_by is not None:
            return f"{posted_by} {source.name}"
        owner = self._owner(source)
        if owner is None:
            return source.name
        return f"{owner.name}’s {source.name}" if owner.sign == "person" else f"{owner.name} {source.name}"

    def _owner(self, source: Source) -> Source | None:
        """Who wrote a document: named right before or after it, or the speaker of its sentence."""
        text, marked = self._marked.text, self._marked
        start = text.rfind("\n", 0, source.span.start) + 1
        end = text.find("\n", source.span.end)
        near = marked.sources_in(start, end if end >= 0 else len(text))
        before = [other for other in near if other.span.end <= source.span.start]
        after = [other for other in near if other.span.start >= source.span.end]
        if before and before[-1].sign in _SPEAKERS:
            between = _OWNER_BEFORE.match(text, before[-1].span.end, source.span.start)
            if between and (between.group(1) or len(between.group().split()) < 2):
                return before[-1]
        if (
            after
            and after[0].sign in _SPEAKERS
            and _OWNER_AFTER.fullmatch(text, source.span.end, after[0].span.start)
        ):
            return after[0]
        parties = [
            other for other in before if other.sign in ("company", "person") and self._may_write(other)
        ]
        parties = parties or [other for other in before if other.sign == "name" and self._may_write(other)]
        if parties:
            return self._bearer(next((other for other in parties if other.prominent), parties[0]))
        followers = [
            other for other in after if other.sign in ("company", "person") and self._may_write(other)
        ]
        if followers and followers[0].span.start - source.span.end < 40:
            return self._bearer(followers[0])
        stand_in = next((other for other in before if other.stand_in), None)
        if stand_in is not None and stand_in.stand_in is not None:
            kinds = stand_in.stand_in.stands_for
            near_kinds = [kind for kind in kinds if kind in _REFERENT_KINDS]
            return next((named for kind in near_kinds if (named := self._antecedent(source, kind))), None)
        return None

    def _may_write(self, source: Source) -> bool:
        """Whether a name is known, or shown to be somebody by a verb of saying."""
        return source.known or source.span.start in self._speaking

    def _bearer(self, source: Source) -> Source:
        """The person whose office a company's name begins: "Meta CEO Mark Zuckerberg" is the person."""
        end = source.span.end
        after = [other for other in self._marked.sources_in(end, end + 30) if other.sign == "person"]
        if source.sign == "company" and after and self._is_role(end, after[0].span.start):
            return after[0]
        return source

    def _is_role(self, start: int, end: int) -> bool:
        words = self._marked.text[start:end].replace("’s", " ").split()
        roles = self._patterns.lexicon.names.roles
        return 1 <= len(words) <= 3 and words[-1].casefold() in {role.casefold() for role in roles}


def _same_noun(source: Source, made: Sequence[Named]) -> Attribution | None:
    """The unnamed source that a description repeats the noun of: "a group of drivers" is then "the group"."""
    if source.name in _PRONOUNS:
        return None
    noun = source.name.split()[-1]
    for last in reversed(made[-_LOOKS_BACK:]):
        told = last.attribution
        if told.kind is CreditKind.ANONYMOUS and noun in told.name.casefold().split()[:_NOUN_WORDS]:
            return told
    return None


def _subject(free: Sequence[Referent]) -> Sequence[Referent]:
    """Of a sentence's free referents, last to first, its subject: rather one that only owns it than none."""
    plain = [referent for referent in free if not referent.possessive]
    return (plain or free)[-1:]
