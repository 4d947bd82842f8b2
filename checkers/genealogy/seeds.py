"""The claims of a pool gathered to seeds: what one article tells as one value, however often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from checkers.compare.names import edition_key, name_key
from checkers.genealogy.kinship import Kinship
from checkers.genealogy.records import Teller
from extractors.records import Kind

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One article's telling of one value. `tellers` are its claims, in order of place."""

    tellers: tuple[Teller, ...]

    @property
    def seed_id(self) -> str:
        """The id of its first claim."""
        return self.tellers[0].telling.claim.claim_id

    @property
    def article_id(self) -> str:
        """The article that tells it."""
        return self.tellers[0].article_id

    @property
    def published(self) -> str | None:
        """When the article was published."""
        return self.tellers[0].telling.published

    @property
    def subject(self) -> str:
        """The key of whom it is about."""
        form = self.tellers[0].form
        return edition_key(form.subject, form.metric)

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.tellers[0].form.kind


def gather_seeds(tellers: Sequence[Teller]) -> tuple[Seed, ...]:
    """The seeds of a pool of claims, by publication (undated ones last) and id. Linear in the claims."""
    groups: dict[tuple[object, ...], list[Teller]] = {}
    for teller in sorted(tellers, key=_place):
        groups.setdefault(_value(teller), []).append(teller)
    return tuple(sorted((Seed(tellers=tuple(group)) for group in groups.values()), key=seed_order))


def seed_order(seed: Seed) -> tuple[str, str]:
    """By publication, undated ones last, then by id."""
    return seed.published or "9999", seed.seed_id


def _place(teller: Teller) -> tuple[str, int, str]:
    claim = teller.telling.claim
    return claim.article_id, claim.start if claim.start is not None else -1, claim.claim_id


def _value(teller: Teller) -> tuple[object, ...]:
    form = teller.form
    said = name_key(form.object or "") if form.kind is Kind.FACT else form.object
    asked = teller.question_id or form.block_key
    subject = edition_key(form.subject, form.metric)
    return teller.article_id, form.kind, asked, subject, form.metric, form.low, form.high, form.unit, said


def shared_words(one: Seed, other: Seed, kinship: Kinship) -> float:
    """The share of the shorter sentence's words, numbers and hedges aside, that the other has too.

    Of several sentences the best pair; 0 where a sentence has fewer than `least_words`.
    """
    best = 0.0
    aside = frozenset(kinship.number_words)
    for left in one.tellers:
        for right in other.tellers:
            a, b = (_words(each.telling.claim.sentence) - aside for each in (left, right))
            size = min(len(a), len(b))
            if size >= kinship.numbers.least_words.value:
                best = max(best, len(a & b) / size)
    return best


@lru_cache(maxsize=65536)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sentence.casefold()))
