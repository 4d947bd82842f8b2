"""Claims of an old text and of a new one that are tellings of one thing: by sentence, subject and metric."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from checkers.compare.names import subject_key
from checkers.questions import canonical_metric
from checkers.revisions.words import words_of
from checkers.rules import Rules
from extractors.records import Claim, Kind

_MAGNITUDES = frozenset(("thousand", "million", "billion", "trillion", "bn", "m", "tn", "k", "lakh", "crore"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An old and a new claim, with how alike their sentences are, 0..1, figures aside."""

    old: Claim
    new: Claim
    likeness: float


def pair_claims(old: Sequence[Claim], new: Sequence[Claim], rules: Rules) -> tuple[Pair, ...]:
    """Pairs of tellings of one thing, each claim in one pair at most, the surest first.

    A pair is of one kind and metric; the sentences must be alike with their figures masked, and more so where
    the subjects differ. Values that stayed are paired first, then by likeness, scope and place in it.
    Quadratic in the claims of one kind and metric.
    """
    by_key: dict[tuple[Kind, str], list[Claim]] = defaultdict(list)
    for claim in new:
        by_key[_key(claim)].append(claim)
    place_old, place_new = _places(old), _places(new)
    ranked = []
    for one in old:
        for other in by_key.get(_key(one), ()):
            likeness = alike(one.sentence, other.sentence)
            same_subject = same_name(one, other, rules)
            least = rules.thresholds.edit_likeness if same_subject else rules.thresholds.edit_likeness_renamed
            if likeness < least.share:
                continue
            rank = (
                not same_subject,
                said(one) != said(other),
                one.scope != other.scope,
                -likeness,
                one.period != other.period,
                abs(place_old[one.claim_id] - place_new[other.claim_id]),
                one.claim_id,
                other.claim_id,
            )
            ranked.append((rank, Pair(old=one, new=other, likeness=likeness)))
    return tuple(_one_each(pair for _, pair in sorted(ranked, key=lambda each: each[0])))


def _one_each(pairs: Iterable[Pair]) -> Iterable[Pair]:
    taken: set[tuple[str, str]] = set()
    for pair in pairs:
        ends = {("old", pair.old.claim_id), ("new", pair.new.claim_id)}
        if not ends & taken:
            taken |= ends
            yield pair


def _key(claim: Claim) -> tuple[Kind, str]:
    return claim.kind, canonical_metric(claim.metric)


def same_name(a: Claim, b: Claim, rules: Rules) -> bool:
    """Whether two claims are about one subject, as people's rulings and the lexicon have it."""
    one, other = (rules.judgements.subject_of(claim.subject) for claim in (a, b))
    return subject_key(one) == subject_key(other)


def said(claim: Claim) -> tuple[object, ...]:
    """What a claim gives as its value, printed form aside."""
    return (claim.low, claim.high, claim.unit, claim.modifier, claim.object, claim.status)


def alike(one: str, other: str) -> float:
    """How alike two sentences are, 0..1, by the order of their words with the figures masked."""
    return Indel.normalized_similarity(_masked(one), _masked(other))


@lru_cache(maxsize=4096)
def _masked(sentence: str) -> tuple[str, ...]:
    masked: list[str] = []
    for word in words_of(sentence):
        if word[0].isdigit():
            masked.append("#")
        elif not (word in _MAGNITUDES and masked and masked[-1] == "#"):
            masked.append(word)
    return tuple(masked)


def _places(claims: Sequence[Claim]) -> dict[str, int]:
    """The place of each claim among those of its metric in its sentence, from 0."""
    counts: dict[tuple[object, ...], int] = defaultdict(int)
    places = {}
    for claim in sorted(claims, key=lambda each: (each.start or 0, each.claim_id)):
        key = (*_key(claim), claim.sentence)
        places[claim.claim_id] = counts[key]
        counts[key] += 1
    return places
