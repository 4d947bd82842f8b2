"""Frames tried on sentences: which figures of a sentence make a sum, and in which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checkers.sums.figures import Term
from checkers.sums.frames import Frame
from checkers.sums.sentences import Sentence
from extractors.records import Status

_LISTS = ("parts", "placed", "named")
_MOVES = ("up", "down")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A frame on a sentence: its figures by name, the figures of its list, and whether it tells of a rise.

    `is_rise` is `None` when the words do not say.
    """

    figures: Mapping[str, Term]
    listed: tuple[Term, ...]
    is_rise: bool | None


def matches(frame: Frame, sentence: Sentence) -> Iterator[Match]:
    """Every way that a frame fits a sentence; none where a figure is denied. Linear in the sentence."""
    if len(sentence.terms) < frame.figures or not any(words in sentence.small for words in frame.needs):
        return
    if frame.unless is not None and frame.unless.search(sentence.words):
        return
    for found in frame.pattern.finditer(sentence.folded):
        match = _match(found, sentence)
        terms = (*match.figures.values(), *match.listed)
        if all(term.claim.status is not Status.DENIED for term in terms):
            yield match


def _match(found: re.Match[str], sentence: Sentence) -> Match:
    groups = {name: found.span(name) for name, words in found.groupdict().items() if words is not None}
    listed = next((sentence.signs(*groups[name]) for name in _LISTS if name in groups), ())
    figures = {
        name.partition("_")[0]: sentence.signs(*span)[0]
        for name, span in groups.items()
        if name not in _LISTS and name not in _MOVES
    }
    moves = ("up" in groups) - ("down" in groups)
    return Match(figures=figures, listed=listed, is_rise=None if moves == 0 else moves > 0)
