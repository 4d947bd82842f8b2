"""Two texts of one article: the same words, the beginning that a paywall leaves, or an edited text."""

from __future__ import annotations

from collections import Counter

from checkers.revisions.notes import is_held_back, is_passing
from checkers.revisions.records import TextChange
from checkers.revisions.words import units_of, words_of
from checkers.thresholds import Thresholds

_GRAM = 5


def change_of_text(old: str, new: str, thresholds: Thresholds) -> TextChange:
    """What `new` is to `old`. Linear in their lengths.

    Typography, spacing, the order of sentences and lines that change by themselves are no change. A text of
    less than half the words that mostly stand in the old one, or that asks for a subscription, is a stub: it
    says nothing of what was taken out.
    """
    before, after = _units(old), _units(new)
    if before == after:
        return TextChange.SAME_WORDS
    if _is_stub(old, new, thresholds):
        return TextChange.STUB
    return TextChange.EDITED


def _units(text: str) -> Counter[tuple[str, ...]]:
    kept = (words_of(unit) for unit in units_of(text) if not is_passing(unit))
    return Counter(words for words in kept if words)


def _is_stub(old: str, new: str, thresholds: Thresholds) -> bool:
    before, after = words_of(old), words_of(new)
    if len(after) > thresholds.stub_length.share * len(before):
        return False
    if is_held_back(new) and not is_held_back(old):
        return True
    known = _grams(before)
    grams = _grams(after)
    return not grams or len(grams & known) >= thresholds.stub_shared.share * len(grams)


def _grams(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[n:] for n in range(_GRAM)), strict=False))
