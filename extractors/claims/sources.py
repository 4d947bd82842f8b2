"""Everything in a text that could be credited, and the text with each of them folded to a token.

A source is a name (known or not), a document, people without a name, or words that stand for one of these.
The marked text has the length of the text: each source is a run of the one character that stands for its
kind, markup is blank, quotes and apostrophes are curly, and sentences are parted by line breaks, so that a
pattern never reaches into the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.lexicon.attribution import SIGNS, AttributionPatterns, Document, NameWords, StandIn
from extractors.lexicon.entities import Entities, Mention
from extractors.records import Link, Span

_MARKDOWN = re.compile(
    r"\[([^\[\]\n]{0,400})\]\((https?://[^\s()]{1,800}(?:\([^\s()]{0,80}\)[^\s()]{0,300})?)\)"
)
_URL = re.compile(r"https?://[^\s<>()\[\]\"”]{1,800}")
_CURLY = str.maketrans(
    {"'": "’", "ʼ": "’", '"': "”", "\u00a0": " ", "\u202f": " ", "‑": "-", "*": " ", "`": " "}
)
_HIDDEN = "\ue00f"
_CAPITAL = r"(?:[A-Z][\w&-]*(?:\.[A-Z]\.?)?|[0-9]+[A-Z]\w+)"
_NAME = re.compile(
    rf"@\w{{2,40}}|(?<![\w@.’-]){_CAPITAL}"
    rf"(?:[ ](?:of[ ]|the[ ]|and[ ](?=[A-Z]\w+[ ](?:Index|Report)))?{_CAPITAL}){{0,4}}"
)
_OWN_DEVELOPER = re.compile(
    r"\b(?:maker|developer|creator|owner|parent)s? (?:of|behind) (?:the )?$", re.IGNORECASE
)
_DEVELOPER_AFTER = re.compile(r"[ -](?:maker|developer|creator|parent|owner)\b", re.IGNORECASE)
_OBLIQUE = re.compile(
    r"(?:\b(?:from|with|by|of|to|for|in|and|or|including|like|than|at|into|on|via|against|over)|,|’s|/)"
    r" (?:the |its )?$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:^|[\n“”‘(\[•>|]|[.!?:][”’]?[ ])[\s\[>#–—-]*$")
_SINGULAR = re.compile(r"[ ](?:reports|says|writes|notes|estimates)\b")
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

    `prominent` when no preposition governs it, `known` when the lexicon has it.
    """

    span: Span
    sign: str
    name: str
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
    mentions: Sequence[Mention] | None = None,
) -> MarkedText:
    """The marked text; linear in the length of the text and the number of names in it.

    `mentions` are those of `entities` in `text`, where they are known already.
    """
    flat, found = _flatten(text)
    flat = _part(flat, sentences)
    taken = _Taken(len(text))
    documents = sorted(
        _documents(flat, patterns), key=lambda source: (source.span.start - source.span.end, source.span)
    )
    mentions = entities.mentions(text) if mentions is None else mentions
    for source in documents:
        taken.add(source, unless=_around(mentions, source.span))
    for match in patterns.anonymous_sieve.matches(flat)[0]:
        words = " ".join(match.group().lower().split())
        taken.add(Source(span=Span(start=match.start(), end=match.end()), sign="anonymous", name=words))
    hidden: list[Span] = []
    for mention in mentions:
        known = _known(flat, mention, entities)
        if known is not None:
            taken.add(known)
        else:
            hidden.append(mention.span)
    for known in _unknown_names(flat, patterns.lexicon.names, taken, hidden):
        taken.add(known)
    for pattern, stand_in in patterns.stand_ins:
        for match in pattern.finditer(flat):
            span = Span(start=match.start(), end=match.end())
            taken.add(Source(span=span, sign="stand_in", name=match.group().lower(), stand_in=stand_in))
    sources = taken.in_order()
    marked = list(flat)
    for span in hidden:
        marked[span.start : span.end] = _HIDDEN * (span.end - span.start)
    for source in sources:
        marked[source.span.start : source.span.end] = SIGNS[source.sign] * (
            source.span.end - source.span.start
        )
    every = {link.span.start: link for link in (*found, *links)}
    return MarkedText(
        text="".join(marked), sources=sources, links=tuple(every[start] for start in sorted(every))
    )


def _around(mentions: Sequence[Mention], span: Span) -> list[Span]:
    """The spans of the mentions (in order, apart from each other) that may hold `span`."""
    place = bisect_right(mentions, span.start, key=lambda mention: mention.span.start)
    return [mention.span for mention in mentions[max(0, place - 1) : place]]


class _Taken:
    """Sources of a text of `length` characters that do not overlap; the first to come keeps its place."""

    def __init__(self, length: int) -> None:
        self._by_start: dict[int, Source] = {}
        self._covered = bytearray(length)

    def add(self, source: Source, unless: Iterable[Span] = ()) -> None:
        if self.covers(source.span):
            return
        if any(span.contains(source.span) and span != source.span for span in unless):
            return
        self._by_start[source.span.start] = source
        self.block(source.span)

    def block(self, span: Span) -> None:
        """Cover a stretch without a source."""
        self._covered[span.start : span.end] = b"\x01" * (span.end - span.start)

    def covers(self, span: Span) -> bool:
        return 1 in self._covered[span.start : span.end]

    def in_order(self) -> tuple[Source, ...]:
        return tuple(self._by_start[start] for start in sorted(self._by_start))


def _flatten(text: str) -> tuple[str, list[Link]]:
    """The text without markup, of the same length, and the links that were written as Markdown."""
    links = []
    flat = text.translate(_CURLY)

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


def _documents(flat: str, patterns: AttributionPatterns) -> Iterator[Source]:
    found = patterns.document_sieve.matches(flat)
    for pattern, matches in zip(patterns.documents, found, strict=True):
        for match in matches:
            number = next((group for group in match.groups() if group), "")
            name = pattern.document.name.replace("{0}", number)
            span = Span(start=match.start(), end=match.end())
            yield Source(span=span, sign="document", name=name, document=pattern.document)


def _known(flat: str, mention: Mention, entities: Entities) -> Source | None:
    kind = _KIND_SIGN.get(str(mention.entity.kind))
    span = mention.span
    if kind is not None:
        return Source(span=span, sign=kind, name=mention.entity.name, prominent=_is_prominent(flat, span))
    after = _DEVELOPER_AFTER.match(flat, span.end)
    if not mention.entity.developer or not (
        after or _OWN_DEVELOPER.search(flat, max(0, span.start - 30), span.start)
    ):
        return None
    developer = entities.resolve(mention.entity.developer)
    name = developer.name if developer else mention.entity.developer
    return Source(span=span, sign="company", name=name)


def _is_prominent(flat: str, span: Span) -> bool:
    return not _OBLIQUE.search(flat[max(0, span.start - 14) : span.start])


def _unknown_names(flat: str, words: NameWords, taken: _Taken, hidden: Sequence[Span]) -> Iterator[Source]:
    """Runs of capitals that are no listed name; a surname alone means the person named before."""
    refused = frozenset(words.not_names)
    full: dict[str, str] = {}
    runs = list(_NAME.finditer(flat))
    inner = {match.group() for match in runs if not _opens(flat, match.start(), match.end())}
    blocked = _Taken(len(flat))
    for span in hidden:
        blocked.block(span)
    for source in taken.in_order():
        if source.sign == "person" and " " in source.name:
            full.setdefault(source.name.rsplit(" ", 1)[1], source.name)
    roles = frozenset(words.roles)
    for match in runs:
        trimmed = _trim(match, refused, roles)
        if trimmed is None or taken.covers(trimmed) or blocked.covers(trimmed):
            continue
        span = trimmed
        printed = " ".join(flat[span.start : span.end].split())
        if printed in full:
            yield Source(span=span, sign="person", name=full[printed], prominent=_is_prominent(flat, span))
            continue
        if (
            _opens(flat, span.start, span.end)
            and not _SINGULAR.match(flat, span.end)
            and flat[span.start : span.end] not in inner
        ):
            continue
        sign = _sign_of(printed, words)
        if sign == "person":
            full.setdefault(printed.rsplit(" ", 1)[1], printed)
        yield Source(span=span, sign=sign, name=printed, prominent=_is_prominent(flat, span), known=False)


def _opens(flat: str, start: int, end: int) -> bool:
    """Whether a name is one word opening a sentence, a quotation or an item, where capitals say nothing."""
    if " " in flat[start:end] or flat[start] == "@":
        return False
    return start == 0 or bool(_HEAD.search(flat[max(0, start - 12) : start]))


def _trim(match: re.Match[str], refused: frozenset[str], roles: frozenset[str]) -> Span | None:
    """The run without words at its ends that are written with a capital for another reason."""
    pieces = [(match.start() + piece.start(), piece.group()) for piece in re.finditer(r"\S+", match.group())]
    after_role = [place for place, (_, piece) in enumerate(pieces[:-1]) if piece in roles]
    pieces = pieces[after_role[-1] + 1 :] if after_role else pieces
    while pieces and (pieces[0][1].rstrip(".") in refused or pieces[0][1] in ("of", "the", "and")):
        if pieces[0][1] == "The" and len(pieces) > 1 and pieces[1][1] not in refused:
            break
        pieces = pieces[1:]
    while pieces and pieces[-1][1].rstrip(".") in refused:
        pieces = pieces[:-1]
    if not pieces or (len(pieces) == 1 and len(pieces[0][1]) < 2):
        return None
    return Span(start=pieces[0][0], end=pieces[-1][0] + len(pieces[-1][1]))


def _sign_of(printed: str, words: NameWords) -> str:
    if printed.startswith("@"):
        return "name"
    pieces = printed.split()
    for sign, telling in (
        ("outlet", words.outlet),
        ("institution", words.institution),
        ("company", words.company),
    ):
        if any(piece in telling for piece in pieces):
            return sign
    plain = len(pieces) in (2, 3) and all(piece.isalpha() and not piece.isupper() for piece in pieces)
    return "person" if plain and pieces[0] != "The" else "name"
