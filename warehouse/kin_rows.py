"""The claims and edges of which the tree of a claim is grown: a record per named query, as in `held_rows`."""

from __future__ import annotations

from dataclasses import dataclass

from checkers.records import Direction, LineageEdge, LineageKind
from warehouse.held_rows import HeldClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class KinBlock:
    """Blocks and subjects that a question, or one claim, is about. Takes `question_id`, `claim_id`."""

    block_key: str
    kind: str
    subject: str
    metric: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KinClaim(HeldClaim):
    """Claims of some blocks, and figures of articles near them. Takes `block_keys`, `figures`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KinEdge:
    """The lineage of some articles and of those above them. Takes `article_ids`."""

    article_id: str
    origin_article_id: str | None
    origin_name: str | None
    kind: str
    direction: str
    confidence: float
    evidence: str

    def edge(self) -> LineageEdge:
        """The edge as tracing made it."""
        return LineageEdge(
            article_id=self.article_id,
            origin_article_id=self.origin_article_id,
            origin_name=self.origin_name,
            kind=LineageKind(self.kind),
            direction=Direction(self.direction),
            confidence=self.confidence,
            evidence=self.evidence,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage:
    """Articles with their texts. Takes `article_ids`."""

    article_id: str
    url: str
    outlet: str | None
    title: str | None
    published: str | None
    text: str


QUERIES: dict[type, str] = {
    KinBlock: "kin_of",
    KinClaim: "kin_claims",
    KinEdge: "kin_edges",
    HeldPage: "held_pages",
}
"""Which query of `sql/queries/` makes which record."""
