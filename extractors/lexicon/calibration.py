"""Scores of extraction to confidences: how often claims of such a score were right, from `calibration.toml`.

The score of a claim is the product of what its evidence is worth; products of guesses are ordered well and
mean little. So each kind has steps, fitted by isotonic regression on labelled articles
(`python -m benchmarks.reliability --fit`): a confidence of 0.9 is a claim of a sort right nine times in ten.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.lexicon.strict import LexiconError, build, read_toml, shipped
from extractors.records import Kind

FILE = "calibration.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Claims of one kind that score `at_least` so much: `right` of `claims` labelled ones were right."""

    kind: Kind
    at_least: float
    confidence: float
    claims: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _CalibrationFile:
    step: tuple[Step, ...]


class Calibration:
    """The steps of each kind. A kind without steps keeps its scores."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        """Take the steps in.

        Raises:
            LexiconError: steps of a kind that do not rise in score, or fall in confidence.
        """
        by_kind: dict[Kind, list[Step]] = {}
        for step in steps:
            by_kind.setdefault(step.kind, []).append(step)
        self._steps: Mapping[Kind, tuple[Step, ...]] = {
            kind: tuple(sorted(own, key=lambda step: step.at_least)) for kind, own in by_kind.items()
        }
        for kind, own in self._steps.items():
            for low, high in pairwise(own):
                if low.at_least == high.at_least or low.confidence > high.confidence:
                    raise LexiconError(f"{FILE}: steps of {kind} do not rise at {high.at_least}")

    def confidence(self, kind: Kind, score: float) -> float:
        """The confidence, 0..1, of a claim of this kind and score; under all steps that of the lowest."""
        steps = self._steps.get(kind)
        if not steps:
            return score
        place = bisect_right([step.at_least for step in steps], score)
        return steps[max(0, place - 1)].confidence


def load_calibration() -> Calibration:
    """The shipped calibration.

    Raises:
        LexiconError: a file that does not fit.
    """
    path = shipped(FILE)
    return Calibration(build(_CalibrationFile, read_toml(path), str(path)).step)
