"""The sentences of an article with each figure folded to a sign, so that frames can be tried on them.

"Sales rose 12% to about $5.6bn (£4.3bn)" reads "Sales rose #0# to #1#": the number between the signs is the
place of the figure among those of its sentence, hedges are gone (the claim keeps them), and so is a bracketed
conversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checkers.sums.figures import Term
from checkers.sums.frames import frame_words
from extractors.records import Claim

_SPACES = re.compile(r"\s+")
_MARKUP = re.compile(r"[*`\\]+")
_CONVERSION = re.compile(r" ?[(\[] ?#(\d+)# ?[)\]]")
_SIGN = re.compile(r"#(\d+)#")
_MOST_FIGURES = 24
"""A sentence of more figures is a table that lost its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its figures folded. `terms[n]` is what `#n#` stands for; `small` is `folded`, small."""

    words: str
    folded: str
    small: str
    terms: tuple[Term, ...]

    def signs(self, start: int = 0, end: int | None = None) -> tuple[Term, ...]:
        """The terms whose signs stand in a stretch of the folded words."""
        stretch = self.folded[start : len(self.folded) if end is None else end]
        return tuple(self.terms[int(match[1])] for match in _SIGN.finditer(stretch))


def sentences_of(terms: Sequence[Term]) -> Iterator[Sentence]:
    """The sentences that carry two or more of these terms of one article, in order of their words.

    A figure whose place in its sentence is not certain (a ready-made claim whose printed value occurs twice)
    leaves the whole sentence out.
    """
    by_words: dict[str, list[Term]] = {}
    for term in terms:
        by_words.setdefault(term.claim.sentence, []).append(term)
    for words, own in sorted(by_words.items()):
        if not len(own) >= 2 or "#" in words:
            continue
        for placed in _tellings(words, own):
            if 2 <= len(placed) <= _MOST_FIGURES:
                yield _folded(words, placed)


def _tellings(words: str, own: Sequence[Term]) -> Iterator[list[tuple[int, Term]]]:
    """The figures by place, once for each time that the article tells the sentence."""
    spanned = [term for term in own if term.claim.start is not None]
    if len(spanned) < len(own):
        placed = [(place, term) for term in own if (place := _only_place(words, term.claim)) is not None]
        if len(placed) == len(own):
            yield sorted(placed, key=_by_place)
        return
    left = sorted(spanned, key=lambda term: (term.claim.start or 0, term.claim.claim_id))
    while left:
        base = _base(words, left)
        if base is None:
            return
        here = [term for term in left if _stands(words, term.claim, base)]
        yield sorted((((term.claim.start or 0) - base, term) for term in here), key=_by_place)
        left = [term for term in left if term not in here]


def _by_place(placed: tuple[int, Term]) -> tuple[int, str]:
    return placed[0], placed[1].claim.claim_id


def _only_place(words: str, claim: Claim) -> int | None:
    value = claim.value_text or ""
    return words.find(value) if value and words.count(value) == 1 else None


def _base(words: str, terms: Sequence[Term]) -> int | None:
    """Where the sentence begins in the text: the beginning that suits most of its figures."""
    first = terms[0].claim
    value, place, bases = first.value_text or "", -1, []
    while value and (place := words.find(value, place + 1)) >= 0:
        bases.append((first.start or 0) - place)
    fitting = [(sum(_stands(words, term.claim, base) for term in terms), -base) for base in bases]
    return -max(fitting)[1] if fitting else None


def _stands(words: str, claim: Claim, base: int) -> bool:
    place = (claim.start or 0) - base
    value = claim.value_text or ""
    return place >= 0 and bool(value) and words.startswith(value, place)


def _folded(words: str, placed: Sequence[tuple[int, Term]]) -> Sentence:
    parts: list[str] = []
    terms: list[Term] = []
    end = 0
    for place, term in placed:
        if place < end:  # one figure within another, or one that is two claims: the first stands for both
            continue
        parts += [words[end:place], f"#{len(terms)}#"]
        terms.append(term)
        end = place + len(term.claim.value_text or "")
    folded = _MARKUP.sub("", "".join([*parts, words[end:]]))
    folded = _hedges().sub("", _SPACES.sub(" ", folded))
    folded = _CONVERSION.sub(lambda m: m[0] if terms[int(m[1])].is_share else "", folded)
    return Sentence(words=words, folded=folded, small=folded.lower(), terms=tuple(terms))


@lru_cache(maxsize=1)
def _hedges() -> re.Pattern[str]:
    hedges = "|".join(sorted(map(re.escape, frame_words().hedges), key=len, reverse=True))
    return re.compile(rf"(?:(?<=\W)|^)(?:(?:{hedges}) )+(?=#\d)", re.IGNORECASE)
