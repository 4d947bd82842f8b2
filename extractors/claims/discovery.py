"""Names that the lexicon does not hold, proposed for a person to accept.

A name is a run of capitals (`names.py`) or somebody who speaks or has a role (`quote_people.py`). It is
proposed when several articles use it and something shows what it is, or claims are about it; what it is, is
a guess from the words beside it. Nothing here changes how claims are read: such names are read anyway, with
less confidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from extractors.claims.names import cues_at, deed_at, find_names
from extractors.claims.quotes.marks import find_marked
from extractors.claims.quotes.outside import without
from extractors.claims.quotes.people import Name, People
from extractors.lexicon.entities import Entities
from extractors.lexicon.naming import name_key
from extractors.lexicon.quotes import load_quote_lexicon
from extractors.lexicon.tuning import tuned
from extractors.records import Span
from extractors.text.sentences import split_sentences

UNKNOWN = "unknown"
"""The kind of a name that nothing tells the kind of."""

_WITHIN = re.compile(r"\b(?:in|near|across|throughout|outside|around) $")
_DIGIT = re.compile(r"\d+")
_CONTRACTED = re.compile(r"[’'](?:m|d|t|s|re|ve|ll)$", re.IGNORECASE)
_LOWER = re.compile(r"(?<!\w)[a-z]{2,}(?!\w)")
_ORDINARY = 4  # a word that has no capital in one article for so many in which it has one is no name
_SHORTEST_NEAR = 5  # characters of a key below which everything looks like something
_LONGEST_SENTENCE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A name of no lexicon at one place: what shows its kind there, if anything, and the sentence."""

    name: str
    kind: str | None
    cue: str | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one article shows: names of no lexicon in order of place, and its words in lower case."""

    names: tuple[Sighting, ...]
    lower: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A name that the lexicon may want to hold.

    `kind` is a guess (`unknown` when there is none), `cue` the words that show it. `short` are shorter
    names used for it in the same articles. `looks_like` is a listed name it may be a slip or a variant of.
    """

    name: str
    kind: str
    short: tuple[str, ...]
    n_articles: int
    n_claims: int
    cue: str | None
    sentence: str
    looks_like: str | None


def look_into(text: str, entities: Entities) -> Seen:
    """Every place of a text where a name stands that the lexicon does not hold; linear."""
    sentences = split_sentences(text)
    names = [
        Name(span=mention.span, kind=str(mention.entity.kind), name=mention.entity.name)
        for mention in entities.mentions(text)
    ]
    people = People(text, names, load_quote_lexicon(), without(text, find_marked(text)))
    found = {person.span: (person.name, "person") for person in people.persons if not person.known}
    taken = sorted([*(name.span for name in names), *found])
    found |= {span: (name, "") for span, name in find_names(text, sentences, taken)}
    ordered = sorted(found)
    sighted = (
        _sighting(text, span, *found[span], sentence)
        for span, sentence in zip(ordered, _sentences_of(ordered, sentences), strict=True)
        if _may_be_proposed(found[span][0]) and entities.resolve(found[span][0]) is None
    )
    return Seen(names=tuple(sighted), lower=frozenset(_LOWER.findall(text)))


def _sighting(text: str, span: Span, name: str, kind: str, sentence: Span | None) -> Sighting:
    cues = [(each, cue) for each, cue in cues_at(text, span, name) if cue != name]
    votes = Counter(each for each, _ in cues)
    if " " not in name:
        del votes["person"]  # one word beside a title is as often a party, a product or half a name
    best = kind or max(sorted(votes), key=votes.__getitem__, default="")
    shown = next((cue for each, cue in cues if each == best), None) or deed_at(text, span)
    if not best and (within := _WITHIN.search(text, max(0, span.start - 12), span.start)):
        best, shown = "place", within.group()
    return Sighting(
        name=name,
        kind=best or None,
        cue=" ".join(shown.split()).strip(" ,.") or None if shown else None,
        sentence=" ".join((sentence or span).of(text).split())[:_LONGEST_SENTENCE],
    )


def _sentences_of(spans: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Span | None]:
    """The sentence of each span; both are in order of place."""
    at = 0
    for span in spans:
        while at < len(sentences) and sentences[at].end <= span.start:
            at += 1
        holds = at < len(sentences) and sentences[at].start <= span.start
        yield sentences[at] if holds else None


def _may_be_proposed(name: str) -> bool:
    """Whether words may be a name at all: no dateline ("PORT ELLERY"), no "I'm", no title, no given name."""
    if (name.isupper() and len(name) > _SHORTEST_NEAR) or _CONTRACTED.search(name):
        return False
    return name not in _no_names()


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    words = load_quote_lexicon()
    lists = (
        words.titles,
        words.roles,
        words.not_in_names,
        words.starters,
        words.calendar,
        words.he,
        words.she,
    )
    return frozenset(form for listed in lists for word in listed for form in (word, word.title()))


def proposals(
    articles: Iterable[Seen], n_claims: Mapping[str, int], entities: Entities, least: int
) -> tuple[Proposal, ...]:
    """The names that at least `least` articles use, those of most claims first.

    Args:
        articles: What each article shows.
        n_claims: How many claims name somebody, by name.
        entities: The lexicon, to say what a name looks like.
        least: In how many articles a name has to stand.
    """
    seen: dict[str, list[Sighting]] = {}
    in_articles: Counter[str] = Counter()
    in_lower_case: Counter[str] = Counter()
    shorts: dict[str, Counter[str]] = {}
    for article in articles:
        full = _full_names({sighting.name for sighting in article.names})
        in_articles.update(set(full.values()))
        in_lower_case.update(article.lower)
        for sighting in article.names:
            name = full[sighting.name]
            seen.setdefault(name, []).append(sighting)
            if name != sighting.name:
                shorts.setdefault(name, Counter())[sighting.name] += 1
    near = _Near(entities)
    proposed = []
    for name, n_articles in in_articles.items():
        if n_articles < least or _ORDINARY * in_lower_case[name.lower()] >= n_articles:
            continue
        kind, shown = _kind_and_best(seen[name])
        # A surname is a short name by itself, and a given name never is one.
        short = tuple(sorted(shorts.get(name, ()))) if kind != "person" else ()
        of_name = sum(n_claims.get(each, 0) for each in (name, *short))
        if kind == UNKNOWN and not of_name:
            continue
        proposed.append(
            Proposal(
                name=name,
                kind=kind,
                short=short,
                n_articles=n_articles,
                n_claims=of_name,
                cue=shown.cue,
                sentence=shown.sentence,
                looks_like=near.to(name),
            )
        )
    return tuple(sorted(proposed, key=lambda each: (-each.n_claims, -each.n_articles, each.name)))


def _full_names(names: set[str]) -> dict[str, str]:
    """Each name of an article with the one longer name there that begins or ends with it, else itself."""
    longer: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for cut in range(1, len(words)):
            longer.setdefault(" ".join(words[:cut]), set()).add(name)
            longer.setdefault(" ".join(words[cut:]), set()).add(name)
    full = {}
    for name in names:
        found = longer.get(name, set())
        full[name] = next(iter(found)) if len(found) == 1 else name
    return {name: full.get(held, held) for name, held in full.items()}


def _kind_and_best(seen: Sequence[Sighting]) -> tuple[str, Sighting]:
    """What most sightings of a name say it is, and the sighting that shows it best."""
    votes = Counter(sighting.kind for sighting in seen if sighting.kind)
    if votes["place"] < tuned("candidate_place") * len(seen):
        del votes["place"]
    kind = max(sorted(votes), key=votes.__getitem__, default=UNKNOWN)
    shown = next((each for each in seen if each.kind == kind and each.cue), None)
    return kind, shown or next((each for each in seen if each.cue), seen[0])


class _Near:
    """The listed names by lookup key, to find the one that another is nearly written as."""

    def __init__(self, entities: Entities) -> None:
        self._names = {
            name_key(name): entity.name for entity in entities.all for name in (entity.name, *entity.aliases)
        }
        self._keys = list(self._names)

    def to(self, name: str) -> str | None:
        """The listed name whose key is nearest, `None` when none is near; two versions never are."""
        key = name_key(name)
        if len(key) < _SHORTEST_NEAR:
            return None
        best = process.extractOne(key, self._keys, scorer=fuzz.ratio, score_cutoff=tuned("candidate_near"))
        if best is None or _DIGIT.findall(best[0]) != _DIGIT.findall(key):
            return None
        return self._names[best[0]]


__all__ = ["UNKNOWN", "Proposal", "Seen", "Sighting", "look_into", "proposals"]
