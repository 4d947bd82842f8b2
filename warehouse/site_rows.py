"""What the site shows, from the published file: a record per named query, as in `summary_rows`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFinding:
    """Everything that is found and has an id, as two sides, the most pressing first. Takes `limit`.

    `sort` is contradiction, quotation, silent_edit, broken_sum or reference; `is_told` says whether letters
    tell it, `ruling` that a person confirmed or resolved it. Of a silent edit side a stands before it and
    side b after; of a broken sum there is side a alone; of a reference finding side b is the reference.
    """

    sort: str
    finding_id: str
    is_told: bool
    ruling: str | None
    question_id: str | None
    question: str | None
    subject: str
    metric: str
    claim_a: str | None
    value_a: str | None
    sentence_a: str
    outlet_a: str | None
    published_a: str | None
    url_a: str
    n_origins_a: int | None
    claim_b: str | None
    value_b: str | None
    sentence_b: str | None
    outlet_b: str | None
    published_b: str | None
    url_b: str | None
    n_origins_b: int | None
    explanation: str
    working: str | None
    reason: str
    confidence: float
    severity: float
    same_origin: bool
    within_article: bool
    reference: str | None
    copies: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteQuestion:
    """Questions worth a page of their own, the disputed and the most told first. Takes `limit`."""

    question_id: str
    question: str
    kind: str
    subject: str
    metric: str
    scope: str
    period: str | None
    verdict: str
    n_claims: int
    n_origins: int
    n_articles: int
    first_told: str | None
    last_answer: str | None
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """The words of some claims, with their articles. Takes `claim_ids`."""

    claim_id: str
    article_id: str
    value: str | None
    sentence: str
    start_char: int | None
    end_char: int | None
    value_start: int | None
    outlet: str | None
    published: str | None
    url: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteClaim(SiteWords):
    """Claims that answer some questions, of each the earliest. Takes `question_ids`, `most`.

    `origin` is the article its article goes back to, itself when it is nobody's copy.
    """

    question_id: str
    answer_id: str | None
    status: str
    attributed_to: str | None
    origin: str
    origin_outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEdge:
    """What some articles have their text or news from, of each the surest edge. Takes `article_ids`.

    `source` is the outlet of the origin, or its name where it is not held.
    """

    article_id: str
    origin_article_id: str | None
    source: str | None
    published: str | None
    url: str | None
    kind: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRuling:
    """What people said of findings and what holds, in the order it was said. Takes nothing."""

    finding_id: str
    ruling: str
    ruled_by: str
    ruled_at: str
    note: str
    right_answer: str | None
    assignee: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """How far the published file reaches, and how much it has. Takes nothing; one row."""

    told_until: str | None
    n_subjects: int
    n_outlets: int
    n_findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSubject:
    """Subjects with where their questions stand, the most disputed first. Takes `limit`."""

    subject: str
    n_questions: int
    n_settled: int
    n_single_origin: int
    n_disputed: int
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOutlet:
    """Outlets with what was read of them and what was not, most contradictions first. Takes `limit`."""

    outlet: str | None
    n_articles: int
    n_claims: int
    n_contradictions: int
    n_copies: int
    n_not_read: int
    n_not_parsed: int
    n_not_dated: int
    n_read_in_part: int
    n_without_claims: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDisagreement:
    """Against whom each outlet stands, of each the most frequent few. Takes `most`."""

    outlet: str
    other_outlet: str | None
    n_contradictions: int
    n_independent: int
    n_alerts: int
    last_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGap:
    """What was not seen, by the run that met it first, the most frequent first. Takes `runs`."""

    run_number: int
    gap: str
    code: str
    outlet: str | None
    host: str | None
    n_met: int
    location: str
    message: str


QUERIES: dict[type, str] = {
    SiteFinding: "site_findings",
    SiteQuestion: "site_questions",
    SiteWords: "site_words",
    SiteClaim: "site_claims",
    SiteEdge: "site_edges",
    SiteRuling: "site_rulings",
    SiteState: "site_state",
    SiteSubject: "site_subjects",
    SiteOutlet: "site_outlets",
    SiteDisagreement: "site_disagreements",
    SiteGap: "site_gaps",
}
"""Which query of `sql/queries/` makes which record."""
