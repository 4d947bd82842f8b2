"""The rows of the named queries in `sql/queries/`: one record per query, its fields the query's columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much the published file holds. Takes nothing; one row."""

    n_articles: int
    n_outlets: int
    n_claims: int
    n_questions: int
    n_disputed: int
    n_contradictions: int
    n_alerts: int
    n_agreements: int
    n_updates: int
    n_issues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """Claims by kind. Takes nothing."""

    kind: str
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """The gravest contradictions, as the view has them. Takes `limit`."""

    rank: int
    finding_id: str
    question_id: str
    question: str
    kind: str
    subject: str
    metric: str
    period: str | None
    scope: str
    answer_a: str
    answer_b: str
    claim_a: str
    claim_b: str
    value_a: str | None
    value_b: str | None
    sentence_a: str
    sentence_b: str
    outlet_a: str | None
    outlet_b: str | None
    published_a: str | None
    published_b: str | None
    article_url_a: str
    article_url_b: str
    n_origins_a: int
    n_origins_b: int
    reason: str
    explanation: str
    confidence: float
    severity: float
    alert: bool
    same_origin: bool
    within_article: bool
    in_headline: bool
    reference_side: str | None
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceClash:
    """What is told against a reference and worth an alert, the gravest first. Takes `limit`."""

    rank: int
    finding_id: str
    reference_id: str
    question: str | None
    subject: str
    metric: str
    value: str
    period: str | None
    source: str
    url: str
    reason: str
    explanation: str
    confidence: float
    severity: float
    n_origins: int
    told: str | None
    sentence: str
    outlet: str | None
    published: str | None
    article_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedQuotation(Contradiction):
    """Contradictions between wordings of one quotation, the gravest first. Takes `limit`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenSum:
    """Sums of one article that do not come out and are worth an alert, the widest first. Takes `limit`."""

    sum_id: str
    article_url: str
    outlet: str | None
    published: str | None
    rule: str
    working: str
    explanation: str
    sentence: str
    gap: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentEdit:
    """Values changed without a note and worth an alert, those with most copies first. Takes `limit`."""

    edit_id: str
    article_url: str
    outlet: str | None
    subject: str
    metric: str
    old_value: str
    new_value: str
    old_sentence: str
    new_sentence: str
    explanation: str
    copies: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Answers of `min_origins` or more independent origins, most first. Takes `min_origins`, `limit`."""

    answer_id: str
    question_id: str
    question: str
    kind: str
    subject: str
    metric: str
    verdict: str
    value: str | None
    n_claims: int
    n_articles: int
    n_origins: int
    outlets: list[str]
    first_seen_at: str | None
    first_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Articles that are copies or rewrites of another, surest first. Takes `limit`."""

    article_url: str
    outlet: str | None
    title: str | None
    origin_url: str | None
    origin_name: str | None
    kind: str
    direction: str
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageCount:
    """Lineage edges by kind. Takes nothing."""

    kind: str
    n_edges: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCount:
    """Issues by stage and code, with one of them in words. Takes nothing."""

    stage: str
    code: str
    n_issues: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Runs, the last first. Takes `limit`."""

    run_number: int
    status: str
    started_at: datetime
    finished_at: datetime | None
    counts: str
    code_version: str
    lexicon_sha: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """Articles that have a text, the latest published first. Takes `limit`."""

    url: str
    outlet: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount:
    """How many claims name somebody: subject, speaker, second party or object of a fact. Takes nothing."""

    name: str
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAgainst(Contradiction):
    """Contradictions between articles, the gravest first. Takes `alerts`: whether only those worth one."""


QUERIES: dict[type, str] = {
    Totals: "totals",
    KindCount: "claims_by_kind",
    Contradiction: "top_contradictions",
    ChangedQuotation: "changed_quotations",
    BrokenSum: "top_broken_sums",
    SilentEdit: "top_silent_edits",
    ReferenceClash: "top_reference_findings",
    Agreement: "top_agreements",
    Copy: "copies",
    LineageCount: "lineage_by_kind",
    IssueCount: "issues_by_code",
    Run: "last_runs",
    ArticleText: "article_texts",
    NameCount: "names_of_claims",
    ToldAgainst: "told_against",
}
"""Which query of `sql/queries/` makes which record."""
