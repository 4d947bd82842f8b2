"""Scores become confidences by steps that rise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon.calibration import Calibration, Step, load_calibration
from extractors.lexicon.strict import LexiconError
from extractors.records import Kind


def _step(at_least: float, confidence: float) -> Step:
    return Step(kind=Kind.FACT, at_least=at_least, confidence=confidence, claims=20, right=10)


STEPS = Calibration((_step(0.8, 0.9), _step(0.4, 0.5)))


@pytest.mark.parametrize(("score", "confidence"), [(0.1, 0.5), (0.4, 0.5), (0.79, 0.5), (0.8, 0.9), (1, 0.9)])
def test_a_score_takes_the_confidence_of_the_step_it_reaches(score: float, confidence: float) -> None:
    assert STEPS.confidence(Kind.FACT, score) == confidence


def test_a_kind_without_steps_keeps_its_scores() -> None:
    assert STEPS.confidence(Kind.QUOTE, 0.33) == 0.33


@pytest.mark.parametrize("confidences", [(0.9, 0.5), (0.5, 0.5)])
def test_steps_that_do_not_rise_are_refused(confidences: tuple[float, float]) -> None:
    at = (0.4, 0.8) if confidences[0] != confidences[1] else (0.4, 0.4)
    with pytest.raises(LexiconError, match="do not rise"):
        Calibration(tuple(_step(*pair) for pair in zip(at, confidences, strict=True)))


@given(kind=st.sampled_from(list(Kind)), scores=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_the_shipped_steps_keep_the_order_of_scores(kind: Kind, scores: tuple[float, float]) -> None:
    low, high = sorted(scores)
    shipped = load_calibration()
    assert 0 <= shipped.confidence(kind, low) <= shipped.confidence(kind, high) <= 1
