"""Everything in a text that could be credited, and the text with each of them folded to a token.

A source is a name (known or not), a document, people without a name, or words that stand for one of these.
The marked text has the length of the text: each source is a run of the one character that stands for its
kind, markup is blank, quotes and apostrophes are curly, and sentences are parted by line breaks, so that a
pattern never reaches into the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.claims.credits.source_names import NameReader
from extractors.claims.names import given_names
from extractors.lexicon.attribution import (
    HIDDEN,
    SIGNS,
    AttributionPatterns,
    Document,
    DocumentPattern,
    Matches,
    StandIn,
)
from extractors.lexicon.entities import Entities, Mention
from extractors.records import Link, Span
from extractors.text.literals import folded
from extractors.text.replacing import replaced

_MARKDOWN = re.compile(
    r"\[([^\[\]\n]{0,400})\]\((https?://[^\s()]{1,800}(?:\([^\s()]{0,80}\)[^\s()]{0,300})?)\)"
)
_URL = re.compile(r"https?://[^\s<>()\[\]\"”]{1,800}")
_CURLY = str.maketrans(
    {"'": "’", "ʼ": "’", '"': "”", "\u00a0": " ", "\u202f": " ", "‑": "-", "*": " ", "`": " "}
)
_SIGNS = re.compile("[\ue000-\ue00f]")  # what stands for sources must not come from the text itself
_OWN_DEVELOPER = re.compile(
    r"\b(?:maker|developer|creator|owner|parent)s? (?:of|behind) (?:the )?$", re.IGNORECASE
)
_DEVELOPER_AFTER = re.compile(r"[ -](?:maker|developer|creator|parent|owner)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<![\w’-])([A-Z][\w’-]{1,20})[ ]$")
_INNER = re.compile(r"[^\s.!?:”\"(][ ]$")  # within a sentence a capital is no matter of place
_CAPITALS = re.compile(
    r"(?!(?:An?|The|One|Two|Three|Some|Several|Many|Most|Other|Another|Its|His|Her|Their) )"
    r"(?:[A-Z]{2}|[A-Z][\w&.-]{0,40} [A-Z])"
)
# In lower case, to be held against folded text.
_OBLIQUE = re.compile(
    r"(?:\b(?:from|with|by|of|to|for|in|and|or|including|like|than|at|into|on|via|against|over)|,|’s|/)"
    r" (?:the |its )?$"
)
_SPEAKS = re.compile(
    r" (?:has |had |also )?(?:said|says|announced|confirmed|denied|warned|insisted|estimates)\b"
)
_GOVERNED = re.compile(r"\w (?:of|near|outside|around|across|inside|atop) (?:the )?$", re.IGNORECASE)
_KIND_SIGN = {
    "outlet": "outlet",
    "institution": "institution",
    "company": "company",
    "investor": "company",
    "person": "person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that could be credited. `sign` is a key of `SIGNS`.

    `printed` are the words of a stand-in; `prominent` when no preposition governs it, `known` when the
    lexicon has it.
    """

    span: Span
    sign: str
    name: str
    printed: str = ""
    prominent: bool = True
    known: bool = True
    document: Document | None = None
    stand_in: StandIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """The marked text, its sources and its hyperlinks, both in order of place."""

    text: str
    sources: tuple[Source, ...]
    links: tuple[Link, ...]

    def source_at(self, start: int) -> Source | None:
        """The source that begins at `start`."""
        place = bisect_left(self.sources, start, key=lambda source: source.span.start)
        if place < len(self.sources) and self.sources[place].span.start == start:
            return self.sources[place]
        return None

    def sources_in(self, start: int, end: int) -> tuple[Source, ...]:
        """The sources that begin in `[start, end)`."""
        first = bisect_left(self.sources, start, key=lambda source: source.span.start)
        last = bisect_left(self.sources, end, key=lambda source: source.span.start)
        return self.sources[first:last]


def mark(
    text: str,
    sentences: Sequence[Span],
    entities: Entities,
    links: Sequence[Link],
    patterns: AttributionPatterns,
    *,
    mentions: Sequence[Mention],
    kinds: Mapping[int, str],
) -> MarkedText:
    """The marked text; linear in the length of the text and the number of names in it.

    `mentions` are those of `entities` in `text`; `kinds` says what the names that begin at these places are.
    """
    flat, found = _flatten(text)
    flat = _part(flat, sentences)
    marker = _Marker(text, flat, patterns)
    marker.take_descriptions([mention.span for mention in mentions])
    marker.take_known(mentions, entities)
    marker.take_stand_ins()
    marker.take_unknown(kinds)
    marker.take_described()
    every = {link.span.start: link for link in (*found, *links)}
    return MarkedText(
        text=marker.marked(),
        sources=marker.taken.in_order(),
        links=tuple(every[start] for start in sorted(every)),
    )


class _Marker:
    """Takes sources kind by kind: what came first keeps its place."""

    def __init__(self, text: str, flat: str, patterns: AttributionPatterns) -> None:
        self.taken = _Taken(len(flat))
        self._text = text
        self._flat = flat
        self._patterns = patterns
        self._found = patterns.sources_in(flat)
        self._hidden: list[Span] = []

    def take_descriptions(self, named: Sequence[Span]) -> None:
        """Take the documents and the people without a name; the longer of two documents counts."""
        documents = sorted(
            _documents(self._found.documents),
            key=lambda source: (source.span.start - source.span.end, source.span),
        )
        for source in documents:
            self.taken.add(source, unless=named)
        for unnamed, matches in self._found.anonymous:
            for match in matches:
                self._take_unnamed(match, "finding" if unnamed.finding else "anonymous")

    def take_known(self, mentions: Sequence[Mention], entities: Entities) -> None:
        """Take the names of the lexicon; those that can say nothing are hidden."""
        for mention in mentions:
            is_outlet = str(mention.entity.kind) == "outlet"
            if not is_outlet and self._patterns.press_word.match(self._flat, mention.span.end):
                continue  # "Boise Herald" is a paper, not Boise
            if is_outlet and self._ends_a_longer_name(mention.span):
                continue  # "Charlotte Observer" is another paper than the Observer
            known = _known(self._flat, mention, entities) or _government(self._flat, mention)
            if known is not None:
                self.taken.add(known)
            elif not self._patterns.body_word.match(self._flat, mention.span.end):
                self._hidden.append(mention.span)  # "Arden Police" is a body, not Arden

    def take_unknown(self, kinds: Mapping[int, str]) -> None:
        """Take the names of no lexicon; a surname alone means the person named before."""
        blocked = bytearray(len(self._flat))
        for span in self._hidden:
            blocked[span.start : span.end] = b"\1" * (span.end - span.start)
        full: dict[str, str] = {}
        for source in self.taken.in_order():
            if source.sign == "person" and " " in source.name:
                full.setdefault(source.name.rsplit(" ", 1)[1], source.name)
        reader = NameReader(self._text, self._flat, self._patterns.lexicon.names, given_names(), kinds)
        for name in reader.names(full, self.taken.starts()):
            span = name.span
            if blocked.find(1, span.start, span.end) < 0:
                prominent = _is_prominent(self._flat, span)
                if name.sign == "person" and _is_owner(self._flat, span):
                    prominent = False
                self.taken.add(
                    Source(span=span, sign=name.sign, name=name.name, prominent=prominent, known=False)
                )

    def take_stand_ins(self) -> None:
        """Take the words that stand for a source named before."""
        for stand_in, matches in self._found.stand_ins:
            for match in matches:
                span = Span(start=match.start(), end=match.end())
                printed = match.group()
                name, printed = printed.lower(), printed[0].lower() + printed[1:]
                self.taken.add(
                    Source(span=span, sign="stand_in", name=name, printed=printed, stand_in=stand_in)
                )

    def take_described(self) -> None:
        """Take whoever else a clause lets speak."""
        for match in self._found.described:
            self._take_unnamed(match, "anonymous")

    def marked(self) -> str:
        """The text with the sign of each source over its place."""
        marked = _covered(self._flat, ((span, HIDDEN) for span in self._hidden))
        return _covered(marked, ((source.span, SIGNS[source.sign]) for source in self.taken.in_order()))

    def _ends_a_longer_name(self, span: Span) -> bool:
        """Whether a paper's name is but the word of the trade behind a name of its own."""
        return span.of(self._flat) in self._patterns.lexicon.names.outlet and self._goes_on_a_name(span.start)

    def _goes_on_a_name(self, place: int) -> bool:
        before = _NAME_BEFORE.search(self._flat, max(0, place - 24), place)
        return before is not None and before.group(1) not in self._patterns.lexicon.names.not_names

    def _take_unnamed(self, match: re.Match[str], sign: str) -> None:
        words = " ".join(match.group().split())
        span = Span(start=match.start(), end=match.end())
        if words[0].isupper() and self._goes_on_a_name(span.start):
            return  # "Arden State Police" is a name, not the police
        inner = _INNER.search(self._flat[max(0, span.start - 3) : span.start])
        kept = inner or words.partition(" ")[0].endswith(("’s", "’")) or _CAPITALS.match(words)
        self.taken.add(Source(span=span, sign=sign, name=words if kept else words[0].lower() + words[1:]))


def _covered(text: str, signs: Iterable[tuple[Span, str]]) -> str:
    """`text` with signs in place of stretches of it, which are in order and do not overlap; linear."""
    pieces: list[str] = []
    at = 0
    for span, sign in signs:
        pieces += (text[at : span.start], sign * (span.end - span.start))
        at = span.end
    return "".join((*pieces, text[at:]))


class _Taken:
    """Sources that do not overlap; the first to come keeps its place."""

    def __init__(self, length: int) -> None:
        self._by_start: dict[int, Source] = {}
        self._covered = bytearray(length)

    def add(self, source: Source, unless: Sequence[Span] = ()) -> None:
        span = source.span
        if self.covers(span):
            return
        place = bisect_right(unless, span.start, key=lambda other: other.start) - 1
        if place >= 0 and unless[place].contains(span) and unless[place] != span:
            return
        self._by_start[span.start] = source
        self._covered[span.start : span.end] = b"\1" * (span.end - span.start)

    def covers(self, span: Span) -> bool:
        return self._covered.find(1, span.start, span.end) >= 0

    def starts(self) -> frozenset[int]:
        return frozenset(self._by_start)

    def in_order(self) -> tuple[Source, ...]:
        return tuple(self._by_start[start] for start in sorted(self._by_start))


def _flatten(text: str) -> tuple[str, list[Link]]:
    """The text without markup, of the same length, and the links that were written as Markdown."""
    links = []
    flat = _SIGNS.sub(" ", replaced(text, _CURLY))

    def blank(match: re.Match[str]) -> str:
        start, end = match.span(1)
        links.append(Link(url=match.group(2), span=Span(start=start, end=end)))
        return " " + flat[start:end] + " " * (match.end() - end)

    flat = _MARKDOWN.sub(blank, flat)
    return _URL.sub(lambda match: " " * len(match.group()), flat), links


def _part(flat: str, sentences: Sequence[Span]) -> str:
    """The text with line breaks between sentences and nowhere else."""
    if not sentences:
        return flat
    parts, at = [], 0
    for sentence in sentences:
        parts.append("\n" * (sentence.start - at))
        parts.append(flat[sentence.start : sentence.end].replace("\n", " ").replace("\r", " "))
        at = max(at, sentence.end)
    parts.append("\n" * (len(flat) - at))
    return "".join(parts)


def _documents(found: Iterable[tuple[DocumentPattern, Matches]]) -> Iterator[Source]:
    for pattern, matches in found:
        for match in matches:
            number = next((group for group in match.groups() if group), "")
            name = pattern.document.name.replace("{0}", number)
            span = Span(start=match.start(), end=match.end())
            yield Source(span=span, sign="document", name=name, document=pattern.document)


def _known(flat: str, mention: Mention, entities: Entities) -> Source | None:
    kind = _KIND_SIGN.get(str(mention.entity.kind))
    span = mention.span
    if kind is not None:
        prominent = _is_prominent(flat, span) and not (kind == "person" and _is_owner(flat, span))
        return Source(span=span, sign=kind, name=mention.entity.name, prominent=prominent)
    after = _DEVELOPER_AFTER.match(flat, span.end)
    if not mention.entity.developer or not (
        after or _OWN_DEVELOPER.search(flat, max(0, span.start - 30), span.start)
    ):
        return None
    developer = entities.resolve(mention.entity.developer)
    name = developer.name if developer else mention.entity.developer
    return Source(span=span, sign="company", name=name)


def _government(flat: str, mention: Mention) -> Source | None:
    """A place that says something: its government ("Kyiv said 40 boats were lost")."""
    span = mention.span
    if str(mention.entity.kind) != "place" or not _SPEAKS.match(flat, span.end):
        return None
    if not _is_prominent(flat, span) or _GOVERNED.search(flat[max(0, span.start - 14) : span.start]):
        return None
    return Source(span=span, sign="institution", name=mention.entity.name)


def _is_prominent(flat: str, span: Span) -> bool:
    before = flat[max(0, span.start - 14) : span.start]
    return not (before.endswith((" ", " \n")) and _OBLIQUE.search(folded(before)))


def _is_owner(flat: str, span: Span) -> bool:
    return flat.startswith("’s ", span.end)
