"""What an editor is told of, from the published file: a record per named query, as in `summary_rows`."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.summary_rows import Contradiction


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Contradiction):
    """Contradictions worth an alert and changed quotations, the most pressing first. Takes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlace:
    """Which question each of some answers is given to. Takes `answer_ids`."""

    answer_id: str
    question_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldUpdate:
    """Values that took the place of earlier ones as the news moved on, the latest first. Takes `limit`."""

    update_id: str
    question: str
    subject: str
    metric: str
    reason: str
    old_value: str | None
    old_outlet: str | None
    old_told: str
    new_value: str | None
    new_outlet: str | None
    new_told: str
    sentence: str
    url: str
    n_origins: int


QUERIES: dict[type, str] = {
    Alert: "alerts",
    AnswerPlace: "answers_asked",
    ToldUpdate: "told_updates",
}
"""Which query of `sql/queries/` makes which record."""
