"""Pronouns and descriptions of one sentence resolved to names: "it", "his", "the Basel drugmaker".

A description stands for the name that the text introduced by its trade, and of several such only for the one
the last sentence was about; what nobody was introduced as stands for what the text is about, unless that
is known by another trade. Nothing here guesses among equals: an anaphor without antecedent is left out, and
one that can only mean somebody untold gets the name `NOT_TOLD`, so that nobody else takes its figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from extractors.claims.masking import Referent
from extractors.claims.reading import NOT_TOLD
from extractors.claims.subjects.cast import Cast
from extractors.claims.subjects.focus import Focus
from extractors.claims.subjects.sizes import Sizes, size_of, version_name
from extractors.lexicon.entities import Entities
from extractors.lexicon.roles import Role, load_roles
from extractors.lexicon.strict import build, read_toml, shipped
from extractors.records import Span
from extractors.text.alternation import any_word

_OF_A_MODEL = re.compile(
    r"\s+(?:(?:was|is|were|has been|had been) )?(?:\w+ly )?"
    r"(?:(?:pre-?|fine-?)?trained|outperform|scor(?:ed|es) |beats? )",
    re.IGNORECASE,
)
_PREDICATE = re.compile(r"\b(?:is|are|was|were|be|been|being|become|became|becoming|as|called|remains?) $")
_IDENTIFIES = re.compile(r" (?:is|are|was|were|will be) (?:the )?")
_DETERMINERS = ("the", "this", "that")
_POSSESSIVES = ("its", "their", "his", "her")
# "The purchase of Orvane closed in June, it said": who says so is not what a preposition governs there.
_SAYS = re.compile(r" (?:said|says|added|adds|wrote|announced|reported|told|noted)\b")
_LISTED = re.compile(r"[ \t]*(?:[-*+•‣–—·]|\d{1,3}[.)])[\s*]*")
_SIZE = re.compile(r"\b(\d{1,4}(?:\.\d{1,2})?)(?:\s?([BMT])\b|[- ]([bmt])(?:illion|rillion)\b)")
_NO_INVESTORS = frozenset(("company", "startup", "start-up", "business", "unicorn", "manufacturer", "maker"))
# What stands before the subject of a clause.
_HEADS = re.compile(r"(?:[.,;:“\"(]|\b(?:that|and|but|while|as|because|if|when|after|before|says?|said)) ?$")
_OTHERS = ("company", "institution", "investor", "unknown")
_PARTNERS = ("company", "unknown", "investor")
_SEEN = 40
Opening = tuple[int, str]
"""A place at which a pronoun or description may begin, and the folded word that stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronouns:
    """Pronouns and the kinds they can stand for, first choice first."""

    kinds: tuple[str, ...]
    pronouns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnaphoraFile:
    anaphor: tuple[Pronouns, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """A pronoun or description at a place and what it stands for; `possessive` for "its" and its like."""

    span: Span
    antecedent: Referent
    pronoun: bool
    possessive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What resolution looks at beside the sentence itself; `folded` is the text in one case."""

    text: str
    folded: str
    focus: Focus
    cast: Cast
    entities: Entities
    sizes: Sizes
    openings: Sequence[Opening]


def anaphors_in(sentence: Span, own: Sequence[Referent], context: Context) -> tuple[Anaphor, ...]:
    """The resolved anaphors of a sentence whose names are `own`; they may hold such names ("the Oslo firm").

    They are resolved in order of place, so that in "it sold most of its shares" both mean the same.
    """
    text = context.text
    matches = _matches(sentence, context)
    if not matches:
        return ()
    found: list[Anaphor] = []
    known = list(own)
    for match, kinds in matches:
        span = Span(start=match.start(), end=match.end())
        if found and found[-1].span.overlaps(span):
            continue
        if kinds:
            antecedent = _pronoun(match, kinds, known, _line_start(text, sentence), context)
        elif match.re is _both():
            antecedent = _of_both(context.focus, known)
        else:
            antecedent = _description(match, sentence, own, context)
        if antecedent is None:
            continue
        possessive = bool(kinds) and match.group().lower() in _POSSESSIVES
        found.append(Anaphor(span=span, antecedent=antecedent, pronoun=bool(kinds), possessive=possessive))
        known.append(replace(antecedent, span=span, oblique=False, possessive=possessive, speaker=False))
        known.sort(key=lambda item: item.span.start)
    return tuple(found)


def openings_of(low: str) -> tuple[Opening, ...]:
    """Where in a folded text a pronoun or description may begin and with which word, in order; linear."""
    return tuple((found.start(), found.group()) for found in _opening().finditer(low))


def _matches(sentence: Span, context: Context) -> list[tuple[re.Match[str], tuple[str, ...]]]:
    """The pronouns, with their kinds, and the descriptions of a sentence; the longer of two goes first."""
    openings, by_word = context.openings, _by_opening()
    at = bisect_left(openings, sentence.start, key=itemgetter(0))
    matches = []
    while at < len(openings) and openings[at][0] < sentence.end:
        start, word = openings[at]
        at += 1
        here = [
            (match, kinds)
            for pattern, kinds in by_word[word]
            if (match := pattern.match(context.text if kinds else context.folded, start, sentence.end))
        ]
        matches += sorted(here, key=lambda item: -item[0].end()) if len(here) > 1 else here
    return matches


def _pronoun(
    match: re.Match[str], kinds: tuple[str, ...], known: Sequence[Referent], line: int, context: Context
) -> Referent | None:
    span = Span(start=match.start(), end=match.end())
    if any(span.overlaps(other.span) for other in known):
        return None
    if match.group() == "It" and _LISTED.fullmatch(context.text, line, span.start):
        topic = context.focus.about(kinds)  # of a list's items each is about what the list is about
        if topic is not None:
            return topic
    return _of_pronoun(match, kinds, known, context)


def _line_start(text: str, sentence: Span) -> int:
    return text.rfind("\n", 0, sentence.start + 1) + 1


def _description(
    match: re.Match[str], sentence: Span, own: Sequence[Referent], context: Context
) -> Referent | None:
    text, span = context.text, Span(start=match.start(), end=match.end())
    which = text[match.start("which") : match.end("which")]
    held = [other for other in own if span.overlaps(other.span)]
    if any((other.listed and other.kind != "place") or not span.contains(other.span) for other in held):
        return None
    if any(other.name.lower().endswith(f" {match['noun'].lower()}") for other in held):
        return None  # "the Orvane plant" is a name itself
    if any(text[other.span.end : span.start] == ", " for other in own):
        return None  # "Orvane, the biggest backer of": no anaphor but more about the name
    if match["noun"] == "bank" and text.endswith(" in ", sentence.start, span.start):
        return None  # "has $40m in the bank": an idiom
    if _PREDICATE.search(text, max(sentence.start, span.start - _SEEN), span.start):
        return None  # "Orvane is the company that": what somebody is, not who is meant
    if any(_IDENTIFIES.fullmatch(text, span.end, other.span.start) for other in own):
        return None  # "The lead investor was Orvane": it says who is what
    role = load_roles().by_noun[match["noun"]]
    if role.generic and match["noun"] in _NO_INVESTORS:
        role = replace(role, kinds=tuple(kind for kind in role.kinds if kind != "investor"))
    size = _SIZE.search(which)
    if size is not None and "model" in role.kinds:
        told = size_of(size)
        family = context.sizes.family_of(told)
        if family is not None:
            return Referent(span=span, name=version_name(family, told), kind="model", family=family)
    if any(char.isdigit() for char in which):
        return None  # a figure of its own: "the 900-megawatt plant"
    others = [item for item in own if item not in held]
    found = _of_description(role, which.lower(), others, context)
    if found is not None and found.name == NOT_TOLD:
        heads = _HEADS.search(text, max(sentence.start, span.start - _SEEN), span.start)
        return found if heads or span.start == sentence.start else None
    return found


def _of_both(focus: Focus, known: Sequence[Referent]) -> Referent | None:
    """The pair that this or the last sentence names, for the two companies; else nobody told."""
    named: dict[str, Referent] = {}
    for item in (*focus.before, *known):
        if item.kind in _PARTNERS and item.name != NOT_TOLD:
            named.setdefault(item.name, item)
    name = " and ".join(named) if len(named) == 2 else NOT_TOLD
    return Referent(span=Span(start=0, end=0), name=name, kind=_PARTNERS[0], listed=False)


def _of_pronoun(
    match: re.Match[str], kinds: tuple[str, ...], own: Sequence[Referent], context: Context
) -> Referent | None:
    word = match.group().lower()
    if word in ("it", "they") and _OF_A_MODEL.match(context.text, match.end(), match.end() + _SEEN):
        kinds = ("model", "product")
    wide = (*kinds, "model", "product") if word in ("it", "its") else kinds
    before = [
        item for item in own if item.span.end <= match.start() and item.kind in wide and not item.speaker
    ]
    prominent = [item for item in before if not item.oblique and not item.possessive]
    speakers = [item for item in own if item.speaker and item.kind in wide and item.span.end <= match.start()]
    focus = context.focus
    told = focus.subject(wide) if _SAYS.match(context.text, match.end()) else None
    for likely in (*prominent, *speakers, told, *before):
        if likely is not None:
            return likely
    return focus.subject(wide) or focus.last(wide) or focus.about(wide)


def _of_description(role: Role, which: str, own: Sequence[Referent], context: Context) -> Referent | None:
    """What "the <which> <noun of the role>" stands for."""
    focus, cast = context.focus, context.cast
    if not role.generic:
        bearers = [item for item in focus.told(cast.roles) if role.name in cast.roles_of(item.name)]
        bearers += [item for item in own if role.name in cast.roles_of(item.name) and item not in bearers]
        bearers = _of_country(bearers, which, context)
        if len({item.name for item in bearers}) > 1:
            subject = focus.subject(role.kinds)
            return next((item for item in bearers if subject and item.name == subject.name), None)
        if bearers:
            return bearers[0]
        if role.introduced:
            if focus.about(_OTHERS) is None:
                return None  # nobody is there to be kept from its figures
            return Referent(span=Span(start=0, end=0), name=NOT_TOLD, kind=role.kinds[0], listed=False)
    guesses = [focus.topic(role.kinds), focus.last(role.kinds), focus.about(role.kinds)]
    fitting = _of_country([item for item in guesses if item is not None], which, context)
    return next((item for item in fitting if not _known_otherwise(item, role, cast)), None)


def _known_otherwise(referent: Referent, role: Role, cast: Cast) -> bool:
    """Whether a name was introduced by another trade than this one: a bank is not "the drugmaker"."""
    known = {name for name in cast.roles_of(referent.name) if not _generic(name)}
    return not role.generic and bool(known) and role.name not in known


@lru_cache(maxsize=64)
def _generic(name: str) -> bool:
    return any(role.name == name and role.generic for role in load_roles().all)


def _of_country(found: Sequence[Referent], which: str, context: Context) -> list[Referent]:
    """Those of the referents that may be "the Danish …": known to be of that country, or of none known."""
    wanted = {country for word in which.split() if (country := load_roles().countries.get(word))}
    if not wanted:
        return list(found)
    countries = {item.name: _country(item, context.entities) for item in found}
    sure = [item for item in found if countries[item.name] in wanted]
    return sure or [item for item in found if countries[item.name] is None]


def _country(referent: Referent, entities: Entities) -> str | None:
    entity = entities.get(referent.name) if referent.listed else None
    return entity.country if entity is not None else None


@lru_cache(maxsize=1)
def _by_opening() -> dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]:
    """What may begin with each opening word: pronouns with their kinds, descriptions without."""
    found: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {}
    for pattern, row in _pronouns():
        for word in {pronoun.split()[0] for pronoun in row.pronouns}:
            found.setdefault(word, []).append((pattern, row.kinds))
    for pattern, words in ((_described(), _DETERMINERS), (_both(), ("the", "both"))):
        for word in words:
            found.setdefault(word, []).append((pattern, ()))
    return {word: tuple(own) for word, own in found.items()}


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(_by_opening(), key=len, reverse=True))})(?!\w)")


@lru_cache(maxsize=1)
def _pronouns() -> tuple[tuple[re.Pattern[str], Pronouns], ...]:
    path = shipped("anaphora.toml")
    rows = build(_AnaphoraFile, read_toml(path), str(path)).anaphor
    return tuple(
        (
            re.compile(rf"(?<![\w'’])(?:{'|'.join(map(re.escape, row.pronouns))})(?![\w'’])", re.IGNORECASE),
            row,
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def _both() -> re.Pattern[str]:
    """The two told of last, in folded text."""
    nouns = (
        "companies|firms|businesses|groups|rivals|banks|lenders|airlines|carriers|carmakers|chipmakers|"
        "drugmakers|retailers|clubs"
    )
    return re.compile(rf"(?<!\w)(?:the|both|the two|the merging|the combined) (?:{nouns})(?![\w-])")


@lru_cache(maxsize=1)
def _described() -> re.Pattern[str]:
    """A description by a role's noun, in folded text: to ignore the case of hundreds of nouns is slow."""
    nouns = any_word(load_roles().by_noun)
    joints = "of|in|by|for|and|the|an?|its|their|his|her|this|that|to|is|was|has"
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(_DETERMINERS)}) (?P<which>(?:(?!(?:{joints}|\w+ed by) )[\w.-]+ ){{0,3}}?)"
        rf"(?P<noun>{nouns})(?=['’]s|['’]?(?![\w-]))"
    )
