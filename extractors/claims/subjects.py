"""What each sentence speaks of: its names, and its pronouns and descriptions resolved to names.

Resolution is by prominence, as readers do it: "it" is the subject of its own sentence if there is one
before it, else what the last sentence was about, else what the article is about. Outlets that only report
never become "it". Nothing here guesses among equals: an anaphor without antecedent is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.claims.masking import Referent
from extractors.claims.names import find_names, guess_kinds
from extractors.claims.reading import Reading, inside
from extractors.lexicon.entities import Entities
from extractors.lexicon.metrics import benchmark_names
from extractors.lexicon.strict import build, read_toml
from extractors.records import Span
from extractors.text.sieve import Sieve


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """One row of `lexicon/anaphora.toml`."""

    kinds: tuple[str, ...]
    pronouns: tuple[str, ...]
    descriptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnaphoraFile:
    anaphor: tuple[Anaphor, ...]


_OBLIQUE = re.compile(
    r"\b(?:of|by|with|from|in|into|to|for|at|on|than|via|behind|against|between|among|"
    r"under|per|over|backed by|versus|vs\.?|through|alongside)"
    r"[\s*\[\"“‘'(]*(?:the |an? |its |their |his |her )?$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"^[\s,*\])]*(?:(?:has|have|had|also|first|previously|earlier|separately|\w+ly)\s+)?"
    r"(?:said|says|say|told|wrote|writes|reports?|reported|noted|notes|estimates?d?|puts|adds?|added|claims?|claimed|shows?|expects?)\b",
    re.IGNORECASE,
)
_OF_A_MODEL = re.compile(
    r"\s+(?:(?:was|is|were|has been|had been) )?(?:\w+ly )?"
    r"(?:(?:pre-?|fine-?)?trained|outperform|scor(?:ed|es) |beats? )",
    re.IGNORECASE,
)
# "OSLO, Feb 11 (Kestrel Wire) - ", "April 4 (UPI) -- ": where and who told it, not what it is about.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z .,'’-]{2,40}(?:, [A-Z][a-z]+)?,? ?)?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? ?)?"
    r"(?:\([A-Z][^()]{1,40}\) ?)?[-–—]{1,2} (?=[“\"A-Z])"
)
_LISTED = re.compile(r"(?:\*\*|\]\([^)]*\))?,? (?:and |or |& )?\[?(?:\*\*)?")
# ", Calder Wire reported." at the end of a sentence: whose word it is, not what it is about.
_CREDITED = re.compile(
    r"^[*\]]{0,2}(?:\([^)]*\))? (?:said|says|reported|reports|wrote|writes|noted|notes|added|found)\b"
    r"(?! that)[^,;]{0,40}[.!?]?[”\"']?$"
)
_POSSESSIVE_AFTER = re.compile(r"^(?:\*\*|\]\([^)]*\))*(?:['’]s\b|['’](?=\s))")
_LEAD_CHARS = 600
_TITLE_WEIGHT = 4
_TITLE_OBLIQUE_WEIGHT = 1
_RECENT = 4
_NOWHERE = Span(start=0, end=0)


@lru_cache(maxsize=1)
def _anaphora() -> tuple[Sieve, tuple[tuple[Anaphor, bool], ...]]:
    """The patterns of all rows, and for each its row and whether it is of pronouns."""
    path = Path(str(files("extractors.lexicon").joinpath("anaphora.toml")))
    rows = build(_AnaphoraFile, read_toml(path), str(path)).anaphor
    patterns: list[tuple[re.Pattern[str], Anaphor, bool]] = []
    for row in rows:
        if row.pronouns:
            words = "|".join(map(re.escape, row.pronouns))
            patterns.append((re.compile(rf"(?<![\w'’])(?:{words})(?![\w'’])", re.IGNORECASE), row, True))
        nouns = "|".join(map(re.escape, sorted(row.descriptions, key=len, reverse=True)))
        described = (
            r"(?<!\w)(?:the|this|that) (?:(?!(?:of|in|by|for|and|the|its|\w+ed by) )[\w.-]+ ){0,3}?"
            rf"(?:{nouns})(?=['’]s|['’]?(?![\w-]))"
        )
        patterns.append((re.compile(described, re.IGNORECASE), row, False))
    return Sieve([pattern for pattern, _, _ in patterns]), tuple((row, own) for _, row, own in patterns)


_MAKER_OF = re.compile(
    r"\b(?:the )?(?:maker|developer|creator|owner|parent) of $|\b(?:maker|developer|creator)s? of the $",
    re.IGNORECASE,
)
_MAKER_AFTER = re.compile(r"^[ -](?:maker|developer|creator|parent|owner)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What an article speaks of: for each sentence its referents in order of place, and its topic by kind."""

    by_sentence: tuple[tuple[Referent, ...], ...]
    about: Callable[[Sequence[str]], Referent | None]


def spoken_of(reading: Reading, entities: Entities) -> Spoken:
    """The referents of each sentence, pronouns resolved, and what the article is about.

    Linear in the article's length.
    """
    named = _named(reading, entities)
    focus = _Focus(reading, named, entities)
    result = []
    for number, sentence in enumerate(reading.sentences):
        resolved = _with_anaphora(reading.text, sentence, named[number], focus)
        result.append(resolved)
        focus.move_on(resolved)
    return Spoken(by_sentence=tuple(result), about=focus.about)


def referents_by_sentence(reading: Reading, entities: Entities) -> tuple[tuple[Referent, ...], ...]:
    """For each sentence of the reading its referents in order of place."""
    return spoken_of(reading, entities).by_sentence


def _named(reading: Reading, entities: Entities) -> tuple[tuple[Referent, ...], ...]:
    text = reading.text
    spans = [mention.span for mention in reading.mentions]
    spans += [quantity.span for quantity in reading.quantities] + [period.span for period in reading.periods]
    unknown = find_names(text, reading.sentences, spans)
    kinds = guess_kinds(text, unknown)
    by_sentence: list[tuple[Referent, ...]] = []
    cursor = 0
    for sentence in reading.sentences:
        dateline = _DATELINE.match(text, sentence.start, sentence.end)
        told_from = dateline.end() if dateline else sentence.start
        found = []
        for mention in inside(reading.mentions, sentence):
            if mention.span.start < told_from or benchmark_names().fullmatch(mention.text):
                continue
            entity = _maker(text, mention.span, mention.entity.name, entities)
            if entity is not None:
                found.append(_placed(text, sentence, entity))
                continue
            found.append(
                _placed(
                    text,
                    sentence,
                    Referent(
                        span=mention.span,
                        name=mention.entity.name,
                        kind=str(mention.entity.kind),
                        family=mention.entity.family,
                    ),
                )
            )
        while cursor < len(unknown) and unknown[cursor][0].start < sentence.start:
            cursor += 1
        while cursor < len(unknown) and unknown[cursor][0].start < sentence.end:
            span, words = unknown[cursor]
            cursor += 1
            if span.start < told_from:
                continue
            found.append(
                _placed(
                    text,
                    sentence,
                    Referent(span=span, name=words, kind=kinds.get(words, "unknown"), listed=False),
                )
            )
        by_sentence.append(_coordinated(text, sorted(found, key=lambda referent: referent.span.start)))
    return tuple(by_sentence)


def _coordinated(text: str, referents: Sequence[Referent]) -> tuple[Referent, ...]:
    """The referents with what governs the first of a list ("with Oracle, MGX and SoftBank") governing all."""
    governed: list[Referent] = []
    for referent in referents:
        previous = governed[-1] if governed else None
        listed = previous is not None and _LISTED.fullmatch(text[previous.span.end : referent.span.start])
        if listed and previous is not None and previous.oblique and not referent.oblique:
            governed.append(replace(referent, oblique=True))
        else:
            governed.append(referent)
    return tuple(governed)


def _maker(text: str, span: Span, name: str, entities: Entities) -> Referent | None:
    """The developer, for "the maker of ChatGPT" and "the ChatGPT maker": that is who is spoken of."""
    entity = entities.resolve(name)
    if entity is None or not entity.developer:
        return None
    before = text[max(0, span.start - 24) : span.start]
    after = text[span.end : span.end + 12]
    maker = _MAKER_AFTER.match(after)
    maker_of = _MAKER_OF.search(before)
    if not maker and not maker_of:
        return None
    developer = entities.resolve(entity.developer)
    kind = str(developer.kind) if developer else "company"
    end = span.end + (maker.end() if maker else 0)
    start = span.start - (len(maker_of.group()) if maker_of else 0)
    return Referent(span=Span(start=start, end=end), name=entity.developer, kind=kind)


def _placed(text: str, sentence: Span, referent: Referent) -> Referent:
    before = text[max(sentence.start, referent.span.start - 40) : referent.span.start]
    after = text[referent.span.end : min(sentence.end, referent.span.end + 60)]
    return replace(
        referent,
        oblique=bool(_OBLIQUE.search(before)),
        possessive=bool(_POSSESSIVE_AFTER.match(after)),
        speaker=bool(_SPEAKER.match(after)),
        credited=bool(_CREDITED.match(after)) and before.rstrip("* [").endswith(","),
    )


def _with_anaphora(text: str, sentence: Span, own: Sequence[Referent], focus: _Focus) -> tuple[Referent, ...]:
    words = text[sentence.start : sentence.end]
    found = list(own)
    sieve, rows = _anaphora()
    for place in sieve.candidates(words):
        row, pronoun = rows[place]
        for match in sieve.patterns[place].finditer(words):
            span = Span(start=sentence.start + match.start(), end=sentence.start + match.end())
            inside_span = [other for other in found if span.overlaps(other.span)]
            if any(other.listed or pronoun or not span.contains(other.span) for other in inside_span):
                continue
            antecedent = _antecedent(
                span,
                row.kinds,
                own,
                focus,
                pronoun=pronoun,
                word=match.group().lower(),
                after=text[span.end : span.end + 40],
            )
            if antecedent is None:
                continue
            possessive = match.group().lower() in ("its", "their", "his", "her")
            found = [other for other in found if other not in inside_span]  # "the Antwerp group"
            placed = _placed(text, sentence, replace(antecedent, span=span, anaphor=True))
            found.append(replace(placed, possessive=possessive) if pronoun else placed)
    return tuple(sorted(found, key=lambda referent: referent.span.start))


def _antecedent(
    span: Span,
    kinds: tuple[str, ...],
    own: Sequence[Referent],
    focus: _Focus,
    *,
    pronoun: bool,
    word: str,
    after: str,
) -> Referent | None:
    if word in ("it", "they") and _OF_A_MODEL.match(after):
        kinds = ("model", "product")
    wide = (*kinds, "model", "product") if word in ("it", "its") else kinds
    before = [item for item in own if item.span.end <= span.start and item.kind in wide and not item.speaker]
    prominent = [item for item in before if not item.oblique and not item.possessive]
    speakers = [item for item in own if item.speaker and item.kind in wide and item.span.end <= span.start]
    likeliest = (*prominent, *speakers, *before)
    if pronoun and likeliest:
        return likeliest[0]
    if not pronoun:
        return focus.topic(wide) or focus.last(wide) or focus.about(wide)
    return focus.subject(wide) or focus.last(wide) or focus.about(wide)


class _Focus:
    """What the text was last about, by kind; moves with each sentence."""

    def __init__(self, reading: Reading, named: Sequence[Sequence[Referent]], entities: Entities) -> None:
        self._last: dict[str, tuple[int, Referent]] = {}
        self._moves = 0
        self._subject: Referent | None = None
        self._seen: dict[str, int] = {}
        counts: Counter[str] = Counter()
        first: dict[str, Referent] = {}
        title = reading.article.title or ""
        listed = entities.mentions(title)
        for mention in listed:
            entity = mention.entity
            before = title[: mention.span.start]
            counts[entity.name] += _TITLE_OBLIQUE_WEIGHT if _OBLIQUE.search(before) else _TITLE_WEIGHT
            named_in_title = Referent(
                span=_NOWHERE, name=entity.name, kind=str(entity.kind), family=entity.family
            )
            first.setdefault(entity.name, named_in_title)
        whole_title = (Span(start=0, end=len(title)),) if title else ()
        unlisted = find_names(title, whole_title, [mention.span for mention in listed])
        guessed = guess_kinds(title, unlisted)
        for _, words in unlisted:
            if words in guessed or words in reading.text:
                counts[words] += _TITLE_OBLIQUE_WEIGHT
                named_there = Referent(
                    span=_NOWHERE, name=words, kind=guessed.get(words, "unknown"), listed=False
                )
                first.setdefault(words, named_there)
        title = title.lower()
        for referents in named:
            for referent in referents:
                if referent.credited:
                    continue
                weight = 2 if referent.kind == "unknown" and referent.name.lower() in title else 1
                if referent.span.start < _LEAD_CHARS and not referent.oblique:
                    weight += 1
                counts[referent.name] += weight
                first.setdefault(referent.name, referent)
        self._ranked = sorted(first.values(), key=lambda item: (-counts[item.name], item.span.start))

    def move_on(self, referents: Sequence[Referent]) -> None:
        """Take in a sentence: of each kind its most prominent referent becomes the focus."""
        self._moves += 1
        ranked = sorted(
            (item for item in referents if not item.credited),
            key=lambda item: (item.speaker and item.kind == "outlet", item.oblique, item.span.start),
        )
        self._subject = replace(ranked[0], anaphor=False) if ranked and not ranked[0].oblique else None
        seen: set[str] = set()
        for referent in ranked:
            self._seen[referent.name] = self._moves
            if referent.kind not in seen:
                seen.add(referent.kind)
                self._last[referent.kind] = (self._moves, replace(referent, anaphor=False))

    def subject(self, kinds: Sequence[str]) -> Referent | None:
        """What the last sentence was about, if it is of these kinds."""
        return self._subject if self._subject is not None and self._subject.kind in kinds else None

    def last(self, kinds: Sequence[str]) -> Referent | None:
        """The most recent focus of these kinds; among equally recent ones the first kind named."""
        found = [
            (-self._last[kind][0], order, kind) for order, kind in enumerate(kinds) if kind in self._last
        ]
        return self._last[min(found)[2]][1] if found else None

    def topic(self, kinds: Sequence[str]) -> Referent | None:
        """What the article is about, when one of the last few sentences spoke of it."""
        about = self.about(kinds)
        seen = self._seen.get(about.name) if about else None
        return about if seen is not None and self._moves - seen < _RECENT else None

    def about(self, kinds: Sequence[str]) -> Referent | None:
        """What the whole article is about, among these kinds."""
        return next((item for item in self._ranked if item.kind in kinds), None)
