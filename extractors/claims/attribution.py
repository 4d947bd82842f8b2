"""Whose word it is: every credit in an article, and the credit that a value stands under.

`find_attributions` reads credits ("according to X", "X reports", "told Reuters", "in a filing", datelines,
hyperlinks) by the patterns of `lexicon/attribution.toml`. `credit_for` says under which of them a value
stands. Both know nothing of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.claims.credit_links import LinkReader, poster
from extractors.claims.sources import MarkedText, Source, mark
from extractors.lexicon.attribution import AttributionPatterns, CreditPattern, load_attribution_lexicon
from extractors.lexicon.entities import Entities, Mention
from extractors.lexicon.outlets import Outlets, load_outlets
from extractors.records import Attribution, CreditKind, Link, Span

_KINDS = {
    "outlet": CreditKind.OUTLET,
    "institution": CreditKind.DOCUMENT,
    "company": CreditKind.COMPANY,
    "person": CreditKind.PERSON,
    "document": CreditKind.DOCUMENT,
    "anonymous": CreditKind.ANONYMOUS,
    "name": CreditKind.OUTLET,
}
_SPEAKERS = ("company", "person", "outlet", "institution", "name")
_AND = re.compile(r"[ \t]*(?:,|,?[ \t]+(?:and|or|as well as))[ \t]+(?:the[ \t]+)?", re.IGNORECASE)
_OWNER_BEFORE = re.compile(r"(’s?)?[ \t]+(?:[\w-]+[ \t]+){0,3}$")
_OWNER_AFTER = re.compile(r"[ \t]+(?:by|from)[ \t]+(?:[A-Z]{2,4}[ \t]+)?(?:\w+[ \t]+){0,2}?$")
_REPORTS = re.compile(
    r"\b(?:reports?|reported|writes|has the details|broke the (?:news|story)|learned)\b", re.IGNORECASE
)
_CLOSING_CHARS = 90
_OURS = re.compile(r"\b(our|my|this)[ \t]+(?:[\w-]+[ \t]+){0,2}$", re.IGNORECASE)
_HEAD_OF = re.compile(
    r"\b(?:head|boss|chief|ceo|founder|chair\w*|president|director|owner)s? of [^,;.\n]{0,40}$", re.IGNORECASE
)
_HOST = re.compile(r"(?:[ \t]+\w+)?[ \t]+(?:with|on|for|to|by|in)[ \t]+(?:[\w-]+[ \t]+){0,5}")
_PRONOUNS = ("it", "its", "they", "their", "he", "she", "his", "her")


@dataclass(frozen=True, slots=True)
class _Found:
    """A credit as matched: its source, the words that make it, and how."""

    source: Source
    span: Span
    spoken: bool
    nests: bool
    wire: bool


def find_attributions(
    text: str,
    sentences: Sequence[Span],
    entities: Entities,
    links: Sequence[Link],
    outlets: Outlets | None = None,
    *,
    mentions: Sequence[Mention] | None = None,
) -> tuple[Attribution, ...]:
    """Every credit of a text, in order of place.

    Linear in the length of the text. A source known to the lexicon has its canonical name, any other the
    printed words. A document bears its owner's name ("OpenAI blog post", "Mark Zuckerberg's essay").

    Args:
        text: The article's text; Markdown links in it are read too.
        sentences: Its sentences, in order.
        entities: Known names.
        links: Hyperlinks of the article.
        outlets: Known outlets, for the domains of links; the shipped ones by default.
        mentions: The known names in the text, where they have been found already.
    """
    patterns = load_attribution_lexicon()
    marked = mark(text, sentences, entities, links, patterns, mentions=mentions)
    credits = _Credits(marked, patterns, entities)
    made = credits.attributions()
    reader = LinkReader(entities, outlets or load_outlets(), patterns.lexicon.links)
    linked = reader.credits(text, marked.links, made)
    return tuple(
        sorted((*made, *linked), key=lambda credit: (credit.span.start, credit.span.end, credit.name))
    )


class _Credits:
    """The credits of one marked text; stand-ins are resolved in reading order."""

    def __init__(self, marked: MarkedText, patterns: AttributionPatterns, entities: Entities) -> None:
        self._marked = marked
        self._patterns = patterns
        self._entities = entities
        self._speaking: frozenset[int] = frozenset()

    def attributions(self) -> list[Attribution]:
        found = sorted(self._matches(), key=lambda one: (one.source.span.start, one.span.start))
        self._speaking = frozenset(one.source.span.start for one in found if one.spoken)
        made: list[tuple[_Found, Attribution]] = []
        for one in found:
            attribution = self._attribution(one, made)
            if attribution is not None:
                made.append((one, attribution))
        return self._chained(made)

    def _matches(self) -> Iterator[_Found]:
        best: dict[int, _Found] = {}
        found = self._patterns.credit_sieve.matches(self._marked.text)
        for pattern, matches in zip(self._patterns.credits, found, strict=True):
            for match in matches:
                source = self._marked.source_at(match.start(1))
                if source is not None and pattern.spoken:
                    source = self._speaker(source, match.end())
                if source is None:
                    continue
                for one in self._with_companions(source, match, pattern):
                    known = best.get(one.source.span.start)
                    if known is None:
                        best[one.source.span.start] = one
                    elif one.nests and not known.nests:
                        best[one.source.span.start] = replace(known, nests=True)
        return iter(best.values())

    def _speaker(self, source: Source, end: int) -> Source | None:
        """Who speaks where the name before the verb is only his: "the head of Tesla, Elon Musk, said"."""
        if source.prominent or not _HEAD_OF.search(
            self._marked.text[max(0, source.span.start - 60) : source.span.start]
        ):
            return source
        inner = self._marked.sources_in(source.span.end, end)
        return next((other for other in inner if other.sign == "person"), None)

    def _with_companions(
        self, source: Source, match: re.Match[str], pattern: CreditPattern
    ) -> Iterator[_Found]:
        """The source of a match and those joined to it: "The Information and Bloomberg have it that"."""
        span = Span(start=match.start(), end=match.end())
        yield _Found(source, span, pattern.spoken, pattern.nests, pattern.wire)
        if source.sign not in ("outlet", "institution") or pattern.wire:
            return
        text = self._marked.text
        around = self._marked.sources_in(source.span.start - 80, source.span.end + 80)
        place = around.index(source)
        for step in (-1, 1):
            other, at = source, place + step
            while 0 <= at < len(around) and around[at].sign in ("outlet", "institution"):
                left, right = (around[at], other) if step < 0 else (other, around[at])
                if not _AND.fullmatch(text, left.span.end, right.span.start):
                    break
                other = around[at]
                yield _Found(other, span, pattern.spoken, pattern.nests, pattern.wire)
                at += step

    def _attribution(self, one: _Found, made: list[tuple[_Found, Attribution]]) -> Attribution | None:
        source = one.source
        if source.sign == "stand_in":
            return self._stand_in(one, made)
        kind, name = _KINDS[source.sign], source.name
        if source.document is not None:
            url = self._url(one.span)
            if (source.document.hosted and self._has_host(source)) or self._is_own(source, linked=bool(url)):
                return None
            name = self._document_name(source, poster(url, self._entities, self._patterns.lexicon.links))
        elif source.sign == "institution" and one.spoken:
            kind = CreditKind.COMPANY
        elif source.name.startswith("@"):
            kind = CreditKind.PERSON
        elif one.wire:
            kind = CreditKind.WIRE
        elif (
            source.sign == "name"
            and one.spoken
            and not _REPORTS.search(self._marked.text, one.span.start, one.span.end)
        ):
            kind = CreditKind.PERSON
        return Attribution(kind=kind, name=name, span=one.span, url=self._url(one.span))

    def _has_host(self, source: Source) -> bool:
        """Whether the outlet that a document was made for is named behind it."""
        end = source.span.end
        hosts = [
            other for other in self._marked.sources_in(end, end + 60) if other.sign in ("outlet", "name")
        ]
        return bool(hosts) and bool(_HOST.fullmatch(self._marked.text, end, hosts[0].span.start))

    def _url(self, span: Span) -> str | None:
        return next((link.url for link in self._marked.links if link.span.overlaps(span)), None)

    def _stand_in(self, one: _Found, made: list[tuple[_Found, Attribution]]) -> Attribution | None:
        source = one.source
        if source.stand_in is None:
            return None
        kinds = source.stand_in.stands_for
        pronoun = source.name in _PRONOUNS
        if "outlet" in kinds and made:
            told, last = made[-1]
            near = "\n" not in self._marked.text[told.span.end : source.span.start].strip("\n").replace(
                "\n\n", "\n"
            )
            lines = self._marked.text.count("\n", told.span.end, source.span.start)
            if last.kind in (CreditKind.OUTLET, CreditKind.DOCUMENT) and (not pronoun or near or lines <= 2):
                return replace(last, span=one.span, chain=(), url=None)
        for kind in kinds:
            named = self._antecedent(source, kind)
            if named is not None:
                return Attribution(kind=_KINDS[kind], name=named.name, span=one.span, url=self._url(one.span))
        if pronoun or "company" in kinds:
            return None
        kind_of = CreditKind.PERSON if "person" in kinds else CreditKind.DOCUMENT
        return Attribution(kind=kind_of, name=source.name, span=one.span, url=self._url(one.span))

    def _antecedent(self, source: Source, kind: str) -> Source | None:
        """The last person, or the company that the text before is most about."""
        if kind not in ("company", "person", "institution"):
            return None
        before = [other for other in self._marked.sources_in(0, source.span.start) if other.sign == kind]
        before = [other for other in before if other.prominent] or before
        if kind == "person" or not before:
            return before[-1] if before else None
        names = [other.name for other in before]
        return max(before, key=lambda other: (names.count(other.name), -names.index(other.name)))

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
            return next((named for kind in kinds if (named := self._antecedent(source, kind))), None)
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

    def _chained(self, made: list[tuple[_Found, Attribution]]) -> list[Attribution]:
        """The attributions, each with what it cites in its own sentence as its chain."""
        result: list[Attribution] = []
        heads: list[int] = []
        text = self._marked.text
        for one, attribution in made:
            head = heads[-1] if heads else None
            if (
                one.nests
                and head is not None
                and "\n" not in text[result[head].span.start : one.source.span.start]
            ):
                parent = result[head]
                result[head] = replace(parent, chain=(*parent.chain, attribution.name))
                if attribution.kind is CreditKind.ANONYMOUS:
                    continue
            else:
                heads.append(len(result))
            result.append(attribution)
        return result


def credit_for(sentence: Span, value: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The credit that the value at `value` in `sentence` stands under, or `None`.

    A credit before the value governs it; else one that closes the sentence does. What a credit itself
    cites does not, nor do wire marks, links alone, or a credit whose own words hold the value. Linear in
    the credits of the article.
    """
    inside = [credit for credit in attributions if sentence.start <= credit.span.start < sentence.end]
    nested = {name for credit in inside for name in credit.chain}
    inside = [
        credit
        for credit in inside
        if credit.name not in nested
        and credit.kind not in (CreditKind.WIRE, CreditKind.LINK)
        and (not credit.span.overlaps(value) or _is_anchor(credit))
    ]
    before = [credit for credit in inside if credit.span.start <= value.start]
    if before:
        return _first_choice(before)
    after = [credit for credit in inside if credit.span.end > sentence.end - _CLOSING_CHARS]
    return after[0] if after else None


def _is_anchor(credit: Attribution) -> bool:
    """Whether a credit is the anchor of a hyperlink to what somebody posted: it holds what was posted."""
    return credit.url is not None and credit.kind in (CreditKind.PERSON, CreditKind.COMPANY)


def _first_choice(credits: Sequence[Attribution]) -> Attribution:
    """The nearest credit, but who speaks before whom it was told and what it was written in."""
    chosen = credits[-1]
    for credit in reversed(credits[:-1]):
        if credit.span.overlaps(chosen.span) or chosen.kind is CreditKind.DOCUMENT:
            chosen = credit
        else:
            break
    return chosen
