"""The lexicon of credits: how news says whose word something is, from `attribution.toml`.

Patterns are compiled for a text in which every possible source is one run of a private-use character, so
that they read like the news they match and can ask for a kind of source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml
from extractors.text.sieve import LineSieve

_SPACE = re.compile(r" (\?)?")
_FILE = Path(__file__).with_name("attribution.toml")

SIGNS: Mapping[str, str] = {
    "outlet": "\ue000",
    "institution": "\ue001",
    "company": "\ue002",
    "person": "\ue003",
    "document": "\ue004",
    "anonymous": "\ue005",
    "name": "\ue006",
    "stand_in": "\ue007",
    "finding": "\ue008",
}
"""The character that stands for each kind of source, repeated over its whole span."""

HIDDEN = "\ue00f"
"""The character that stands for a known name that can say nothing: a place, a model."""

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "any": tuple(SIGNS),
    "press": ("outlet", "name"),
    "study": ("outlet", "institution", "name"),
    "party": ("company", "person"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence and the names that shall be credited in it; `chain` is that of the first."""

    text: str
    credits: tuple[str, ...]
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """A sentence in which nobody is credited, and why."""

    text: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Verbs of saying, and which kinds of source say so with them."""

    subjects: tuple[str, ...]
    forms: tuple[str, ...]
    example: tuple[Example, ...]
    counterexample: tuple[Counterexample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverted:
    """The verb before its subject."""

    forms: tuple[str, ...]
    pattern: str
    example: tuple[Example, ...]
    counterexample: tuple[Counterexample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A pattern with one source in it.

    `nests` when it hangs on another credit of its sentence, `near` when it tells of the value before it only.
    """

    pattern: str
    example: tuple[Example, ...]
    counterexample: tuple[Counterexample, ...]
    nests: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """People without a name, or (`finding`) a study or an estimate of nobody named; credited as printed."""

    pattern: str
    example: tuple[Example, ...]
    counterexample: tuple[Counterexample, ...]
    finding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A kind of document that news draws on."""

    name: str
    pattern: str
    owned: bool
    cited: bool
    example: tuple[Example, ...]
    counterexample: tuple[Counterexample, ...]
    hosted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Patterns of words that stand for a source named before, or (`part`) for some of those people."""

    stands_for: tuple[str, ...]
    words: tuple[str, ...]
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Words that tell what an unknown name is, and words that are none."""

    outlet: tuple[str, ...]
    institution: tuple[str, ...]
    company: tuple[str, ...]
    roles: tuple[str, ...]
    not_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWords:
    """Which links are credits."""

    statement_paths: tuple[str, ...]
    social: tuple[str, ...]
    not_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionLexicon:
    """`attribution.toml` as records."""

    macros: dict[str, str]
    verbs: tuple[Verbs, ...]
    inverted: Inverted
    phrase: tuple[Phrase, ...]
    wire: tuple[Phrase, ...]
    anonymous: tuple[Unnamed, ...]
    described: Phrase
    document: tuple[Document, ...]
    stand_in: tuple[StandIn, ...]
    names: NameWords
    links: LinkWords


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPattern:
    """A compiled pattern whose group 1 is the source.

    `spoken` when a verb makes it the speaker, which may come first (`inverted`); `nests` and
    `near` as for a phrase; `wire` for the marks of agencies.
    """

    regex: re.Pattern[str]
    spoken: bool = False
    inverted: bool = False
    nests: bool = False
    near: bool = False
    wire: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPattern:
    """A compiled document noun."""

    regex: re.Pattern[str]
    document: Document


Matches = Iterator[re.Match[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMatches:
    """What the patterns that find sources match in a text, each in order of place."""

    documents: tuple[tuple[DocumentPattern, Matches], ...]
    anonymous: tuple[tuple[Unnamed, Matches], ...]
    stand_ins: tuple[tuple[StandIn, Matches], ...]
    described: Matches


@dataclass(frozen=True, kw_only=True)
class AttributionPatterns:
    """Everything compiled: credits over the marked text, the others over the plain text."""

    lexicon: AttributionLexicon
    credits: tuple[CreditPattern, ...]
    anonymous: tuple[tuple[re.Pattern[str], Unnamed], ...]
    described: re.Pattern[str]
    press_word: re.Pattern[str]
    body_word: re.Pattern[str]
    documents: tuple[DocumentPattern, ...]
    stand_ins: tuple[tuple[re.Pattern[str], StandIn], ...]

    @cached_property
    def credit_sieve(self) -> LineSieve:
        """The patterns of `credits`, to be sought only where they can match."""
        return LineSieve([pattern.regex for pattern in self.credits])

    @cached_property
    def _source_sieve(self) -> LineSieve:
        """The patterns of `documents`, `anonymous`, `stand_ins` and `described`, in this order.

        One for all, since they are sought in the same text.
        """
        return LineSieve(
            [
                *(pattern.regex for pattern in self.documents),
                *(pattern for pattern, _ in self.anonymous),
                *(pattern for pattern, _ in self.stand_ins),
                self.described,
            ]
        )

    def sources_in(self, flat: str) -> SourceMatches:
        """What the patterns of each sort of source match in a plain text."""
        found = iter(self._source_sieve.matches(flat))
        return SourceMatches(
            documents=tuple((document, next(found)) for document in self.documents),
            anonymous=tuple((unnamed, next(found)) for _, unnamed in self.anonymous),
            stand_ins=tuple((stand_in, next(found)) for _, stand_in in self.stand_ins),
            described=next(found),
        )


@cache
def load_attribution_lexicon(path: Path = _FILE) -> AttributionPatterns:
    """The patterns of `path`, read and compiled once a process.

    Raises:
        LexiconError: a file that cannot be read, a key that does not fit, a pattern that does not compile
            or captures anything but one source.
    """
    lexicon = build(AttributionLexicon, read_toml(path), str(path))
    compiled = [
        *(
            CreditPattern(regex=_compile(lexicon, one.pattern, f"{path}: [[wire]]"), wire=True)
            for one in lexicon.wire
        ),
        *(
            CreditPattern(
                regex=_compile(lexicon, one.pattern, f"{path}: [[phrase]]"), nests=one.nests, near=one.near
            )
            for one in lexicon.phrase
        ),
        *(_verb_pattern(lexicon, verbs, path) for verbs in lexicon.verbs),
        _inverted_pattern(lexicon, path),
    ]
    return AttributionPatterns(
        lexicon=lexicon,
        credits=tuple(compiled),
        anonymous=tuple((_plain(one.pattern, f"{path}: [[anonymous]]"), one) for one in lexicon.anonymous),
        described=_plain(lexicon.described.pattern, f"{path}: [described]"),
        press_word=re.compile(
            rf"(?: [A-Z][\w’-]+)? (?:{'|'.join(map(re.escape, lexicon.names.outlet))})(?!\w)"
        ),
        body_word=re.compile(rf" (?:{'|'.join(map(re.escape, lexicon.names.institution))})(?!\w)"),
        documents=tuple(
            DocumentPattern(regex=_plain(rf"\b(?:{one.pattern})\b", f"{path}: {one.name}"), document=one)
            for one in lexicon.document
        ),
        stand_ins=tuple(
            (_plain(pattern, f"{path}: [[stand_in]]"), one)
            for one in lexicon.stand_in
            for pattern in _standing_alone(one.words)
        ),
    )


def _standing_alone(forms: Sequence[str]) -> Iterator[str]:
    """Patterns that match `forms`, which begin with a letter each, as words of their own: one a letter.

    The letter comes first, then what may not stand before it: so `re` skips to it and tries nothing else.
    """
    rests: dict[str, list[str]] = {}
    for form in forms:
        rests.setdefault(form[0], []).append(form[1:])
    for letter, own in rests.items():
        yield rf"(?-i:[{letter}{letter.upper()}])(?<![\w’'].)(?:{'|'.join(own)})(?![\w’'])"


def _verb_pattern(lexicon: AttributionLexicon, verbs: Verbs, path: Path) -> CreditPattern:
    kinds = "|".join("{" + kind + "}" for kind in verbs.subjects)
    forms = _by_first_letter(verbs.forms)
    regex = _compile(
        lexicon, rf"({kinds})(?![’']){{aside}}{{adverbs}} (?:{forms})(?!\w)", f"{path}: [[verbs]]"
    )
    return CreditPattern(regex=regex, spoken=True)


def _by_first_letter(forms: Sequence[str]) -> str:
    """The alternation of `forms`, which begin with a letter each, that looks at the first one once."""
    rests: dict[str, list[str]] = {}
    for form in forms:
        rests.setdefault(form[0].lower(), []).append(form[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in rests.items())


def _inverted_pattern(lexicon: AttributionLexicon, path: Path) -> CreditPattern:
    pattern = lexicon.inverted.pattern.replace("{verb}", f"(?:{_by_first_letter(lexicon.inverted.forms)})")
    return CreditPattern(regex=_compile(lexicon, pattern, f"{path}: [inverted]"), spoken=True, inverted=True)


def _compile(lexicon: AttributionLexicon, pattern: str, where: str) -> re.Pattern[str]:
    for name, text in lexicon.macros.items():
        pattern = pattern.replace("{" + name + "}", text)
    for name, kinds in _GROUPS.items():
        pattern = pattern.replace("{" + name + "}", "|".join("{" + kind + "}" for kind in kinds))
    for name, sign in (*SIGNS.items(), ("place", HIDDEN)):
        # A whole run, from its first letter on: `re` skips to that, and tries none of the others.
        pattern = pattern.replace("{" + name + "}", f"{sign}(?<!{sign}{sign}){sign}*+")
    regex = _plain(pattern.replace("{word}", "[\\w\ue000-\ue00f’-]+"), where)
    if regex.groups != 1:
        raise LexiconError(
            f"{where}: a pattern captures exactly one source, this one {regex.groups}: {pattern}"
        )
    return regex


def _plain(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(
            _SPACE.sub(lambda found: r"[\x20\t]*" if found.group(1) else r"[\x20\t]+", pattern), re.IGNORECASE
        )
    except re.error as error:
        raise LexiconError(f"{where}: not a regular expression: {error}: {pattern}") from error
