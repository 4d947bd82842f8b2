"""Why two claims stand as they do, and what is told about a question, as records for a view or a program."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from checkers.records import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two claims. `value` is as printed, `means` the interval that this stands for.

    `value_start` and `value_end` are the places of the value in `sentence`, where it is found there.
    """

    claim_id: str
    external_id: str | None
    question_id: str | None
    question: str | None
    kind: str
    subject: str
    mention: str | None
    metric: str
    value: str
    means: str | None
    scope: str | None
    counterparty: str | None
    period: str | None
    status: str
    attributed_to: str | None
    outlet: str | None
    published: str | None
    url: str
    sentence: str
    value_start: int | None
    value_end: int | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairExplanation:
    """Two claims slot by slot. `relation` is null when they say nothing of each other; `notes` warn."""

    left: Side
    right: Side
    steps: tuple[Step, ...]
    relation: str | None
    reason: str
    sentence: str
    confidence: float | None
    severity: float
    alert: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One way in which an answer is told. `role` is states, allows or denies."""

    form_id: str
    value: str
    role: str
    status: str
    period: str | None
    scope: str | None
    n_claims: int
    n_articles: int
    n_origins: int
    outlets: tuple[str, ...]
    first_told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExplanation:
    """One answer with the forms that state or allow it and its earliest telling."""

    answer_id: str
    value: str
    n_claims: int
    n_articles: int
    n_origins: int
    first_seen_at: str | None
    first_outlet: str | None
    first_url: str | None
    forms: tuple[FormLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """How two answers, by their places from 1, stand to each other: the gravest relation of their forms."""

    left: int
    right: int
    relation: str
    reason: str
    sentence: str
    confidence: float
    severity: float
    alert: bool
    dismissed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionExplanation:
    """A question with its answers, what is denied, and how its answers stand to each other."""

    question_id: str
    question: str
    verdict: str
    n_claims: int
    answers: tuple[AnswerExplanation, ...]
    denials: tuple[FormLine, ...]
    between: tuple[Between, ...]


def to_json(explanation: PairExplanation | QuestionExplanation) -> str:
    """The explanation for programs: one JSON object, keys as the records name them."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2)
