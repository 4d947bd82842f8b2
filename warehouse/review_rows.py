"""What people rule on and what came of it, from the published file: a record per named query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningPrecision:
    """The running precision by relation and metric, that of all first. Takes nothing.

    Of `n_ruled` findings that people ruled on `n_right` were confirmed or resolved; `low` and `high` are the
    ends of the 95 % interval. No relation and no metric mean all. No rows: nobody has ruled yet.
    """

    relation: str | None
    metric: str | None
    n_ruled: int
    n_right: int
    precision: float
    low: float
    high: float
    n_dismissed: int
    n_wrong_match: int
    n_wrong_reading: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What people rule on, the most pressing first. Takes nothing.

    `sort` is contradiction, quotation, reference, edit or sum. Side b of a reference is the reference, its
    `claim_b` the reference's id; of a sum it is the working; of an edit the text after.
    """

    sort: str
    finding_id: str
    alert: bool
    subject: str | None
    metric: str | None
    about: str
    value_a: str | None
    value_b: str | None
    claim_a: str | None
    claim_b: str | None
    outlet_a: str | None
    outlet_b: str | None
    published_a: str | None
    published_b: str | None
    url_a: str | None
    url_b: str | None
    sentence_a: str | None
    sentence_b: str | None
    n_origins_a: int | None
    n_origins_b: int | None
    explanation: str
    confidence: float
    severity: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFinding:
    """The findings that a claim is a side of, the most pressing first. Takes `claim_id`."""

    finding_id: str
    metric: str | None


QUERIES: dict[type, str] = {
    RunningPrecision: "running_precision",
    Finding: "findings",
    ClaimFinding: "claim_findings",
}
"""Which query of `sql/queries/` makes which record."""
