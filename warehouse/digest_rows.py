"""What an editor is told of, from the published file: a record per named query, as in `summary_rows`."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.held_rows import FormColumns
from warehouse.summary_rows import Contradiction


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Contradiction):
    """Contradictions worth an alert and changed quotations, the most pressing first. Takes nothing."""

    finding_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAnswer:
    """The answers to some questions, those of most origins first. Takes `question_ids`."""

    question_id: str
    answer_id: str
    value: str | None
    n_articles: int
    n_origins: int
    first_seen_at: str | None
    first_url: str | None
    first_outlet: str | None
    outlets: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForm(FormColumns):
    """The written forms of some questions, the answer of each and who tells it. Takes `question_ids`."""

    question_id: str
    answer_id: str | None
    role: str | None
    n_claims: int
    n_articles: int
    n_origins: int
    outlets: list[str]
    first_told: str | None


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
    AskedAnswer: "asked_answers",
    AskedForm: "asked_forms",
    ToldUpdate: "told_updates",
}
"""Which query of `sql/queries/` makes which record."""
