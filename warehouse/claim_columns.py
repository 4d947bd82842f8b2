"""A claim with its article as a named query gives it, and back to records: what several queries share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checkers.records import Telling
from extractors.records import Claim, CreditKind, Kind, Modifier, Status
from warehouse.rows import plain_number, scope_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimColumns:
    """The columns of a claim and of its article that checking reads; such queries begin with them."""

    block_key: str
    claim_id: str
    external_id: str | None
    article_id: str
    kind: str
    subject: str
    mention: str | None
    metric: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    unit_noun: str | None
    modifier: str
    scope: str
    period: str | None
    status: str
    attributed_to: str | None
    attribution_kind: str | None
    counterparty: str | None
    object: str | None
    value_text: str | None
    sentence: str
    start_char: int | None
    end_char: int | None
    confidence: float
    published: str | None
    outlet: str | None
    origin: str
    sources: Sequence[str] | None

    def claim(self) -> Claim:
        """The claim as extraction made it."""
        return Claim(
            claim_id=self.claim_id,
            external_id=self.external_id,
            article_id=self.article_id,
            kind=Kind(self.kind),
            subject=self.subject,
            mention=self.mention,
            metric=self.metric,
            low=plain_number(self.low),
            high=plain_number(self.high),
            unit=self.unit,
            unit_noun=self.unit_noun,
            modifier=Modifier(self.modifier),
            scope=scope_of(self.scope),
            period=self.period,
            status=Status(self.status),
            attributed_to=self.attributed_to,
            attribution_kind=None if self.attribution_kind is None else CreditKind(self.attribution_kind),
            counterparty=self.counterparty,
            object=self.object,
            value_text=self.value_text,
            sentence=self.sentence,
            start=self.start_char,
            end=self.end_char,
            confidence=self.confidence,
        )

    def telling(self) -> Telling:
        """The claim as checking reads it."""
        return Telling(
            claim=self.claim(),
            published=self.published,
            outlet=self.outlet,
            origin=self.origin,
            sources=tuple(self.sources or ()),
        )
