"""What a draft is held against: a record per named query of the published file, as in `held_rows`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from checkers.records import Relation
from extractors.records import CreditKind, Kind, Modifier, Reference
from warehouse.held_rows import FormColumns
from warehouse.rows import plain_number, scope_of, value_place


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftForm(FormColumns):
    """Written forms of some blocks with what judging needs. Takes `block_keys`, `left_out`.

    `n_origins` are those of the answer that the form states, 0 if it states none.
    """

    sureness: float
    only_article: str | None
    spellings: list[str]
    named: list[str] | None
    n_claims: int
    first_claim: str
    first_sentence: str
    first_value: str | None
    answer_id: str | None
    n_origins: int
    question_id: str | None
    question: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGroup:
    """Who tells groups of forms. Takes `places`, `block_keys`, `form_ids`, `left_out`."""

    place: int
    n_claims: int
    n_articles: int
    outlets: list[str]
    first_told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVoice:
    """The distinct voices behind groups of forms. Takes as `DraftGroup`."""

    place: int
    origin: str
    outlet: str | None
    attributed_to: str | None
    attribution_kind: str | None
    sources: list[str]

    def kind(self) -> CreditKind | None:
        """What sort of source is credited."""
        return None if self.attribution_kind is None else CreditKind(self.attribution_kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTelling:
    """The earliest claims of groups of forms. Takes as `DraftGroup`, and `limit`."""

    place: int
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuote:
    """Claims with their articles, as they are quoted. Takes `claim_ids`."""

    claim_id: str
    sentence: str
    value_text: str | None
    start_char: int | None
    end_char: int | None
    attributed_to: str | None
    url: str
    outlet: str | None
    title: str | None
    published: str | None
    text: str

    def value_place(self) -> int | None:
        """Where the value stands in the sentence; `None` where it does not, or there is none."""
        start = None if self.start_char is None else self.start_char - self.text.find(self.sentence)
        return value_place(self.sentence, self.value_text, start)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTwin:
    """Articles that may be the draft. Takes `digest`, `sentences`, `subjects`, `limit`."""

    article_id: str
    url: str
    outlet: str | None
    title: str | None
    published: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftJoined:
    """Names that stand under another name of their subject. Takes nothing."""

    name: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReference:
    """References of some blocks. Takes `block_keys`."""

    reference_id: str
    block_key: str
    kind: str
    subject: str
    metric: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modifier: str
    value_text: str
    object: str | None
    scope: str
    period: str | None
    source: str
    url: str
    is_own: bool

    def reference(self) -> Reference:
        """The reference as checking compares it; its place in a file is not published."""
        return Reference(
            reference_id=self.reference_id,
            kind=Kind(self.kind),
            subject=self.subject,
            metric=self.metric,
            value_text=self.value_text,
            source=self.source,
            url=self.url,
            place="",
            low=plain_number(self.low),
            high=plain_number(self.high),
            unit=self.unit,
            modifier=Modifier(self.modifier),
            object=self.object,
            scope=scope_of(self.scope),
            period=self.period,
            is_own=self.is_own,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStanding:
    """How forms of some blocks stand to references. Takes `block_keys`."""

    form_id: str
    reference_id: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKnown:
    """What there is to hold a draft against. Takes nothing; one row."""

    n_articles: int
    n_claims: int
    told_until: str | None
    run_number: int | None
    finished_at: datetime | None


QUERIES: dict[type, str] = {
    DraftForm: "draft_forms",
    DraftGroup: "draft_groups",
    DraftVoice: "draft_voices",
    DraftTelling: "draft_tellings",
    DraftQuote: "draft_quotes",
    DraftTwin: "draft_twins",
    DraftJoined: "draft_joined",
    DraftReference: "draft_references",
    DraftStanding: "draft_standing",
    DraftKnown: "draft_known",
}
"""Which query of `sql/queries/` makes which record."""
