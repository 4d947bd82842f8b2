"""Single findings of the published file, to be explained: a record per named query, as in `summary_rows`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from checkers.records import Form, FormRelation, Relation
from checkers.ruling_records import Judgement, Ruling
from extractors.records import Kind, Modifier, Status
from warehouse.claim_columns import ClaimColumns
from warehouse.rows import plain_number, scope_of, value_place


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """What an id, or the beginning of one, may mean. Takes `given`, `limit`."""

    sort: str
    id: str
    external_id: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFinding:
    """What the id of a contradiction, or the beginning of one, may mean. Takes `given`, `limit`."""

    finding_id: str
    question_id: str
    claim_a: str
    claim_b: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClaim(ClaimColumns):
    """Claims with their articles, and those that their sentences make beside them. Takes `claim_ids`.

    `value_start` is the place of the value in the sentence, where the article's text is held.
    """

    value_start: int | None
    url: str
    form_id: str | None
    question_id: str | None
    question: str | None

    def value_place(self) -> int | None:
        """Where the value stands in the sentence; `None` where it does not, or there is none."""
        return value_place(self.sentence, self.value_text, self.value_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumns:
    """The columns of a written form."""

    form_id: str
    block_key: str
    kind: str
    subject: str
    metric: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modifier: str
    value_text: str | None
    object: str | None
    scope: str
    period: str | None
    status: str
    counterparty: str | None
    provider: str | None
    told: str | None

    def form(self) -> Form:
        """The form as checking compares it, without what only its sentence tells: `beside` and `change`."""
        return Form(
            form_id=self.form_id,
            block_key=self.block_key,
            kind=Kind(self.kind),
            subject=self.subject,
            metric=self.metric,
            low=plain_number(self.low),
            high=plain_number(self.high),
            unit=self.unit,
            modifier=Modifier(self.modifier),
            value_text=self.value_text,
            object=self.object,
            scope=scope_of(self.scope),
            period=self.period,
            status=Status(self.status),
            counterparty=self.counterparty,
            provider=self.provider,
            told=self.told,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldForm(FormColumns):
    """Written forms with what judging needs beside them. Takes `block_key`, `form_ids`."""

    sureness: float
    only_article: str | None
    spellings: list[str]
    named: list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRelation:
    """How two written forms were judged. Takes `form_a`, `form_b`."""

    form_a: str
    form_b: str
    relation: str
    reason: str
    explanation: str
    confidence: float
    severity: float
    alert: bool
    dismissed: bool

    def judged(self) -> FormRelation:
        """The relation as checking made it."""
        return FormRelation(
            form_a=self.form_a,
            form_b=self.form_b,
            relation=Relation(self.relation),
            reason=self.reason,
            explanation=self.explanation,
            confidence=self.confidence,
            severity=self.severity,
            alert=self.alert,
            dismissed=self.dismissed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBetween(HeldRelation):
    """How the answers to a question stand to each other. Takes `question_id`."""

    answer_a: str
    answer_b: str
    outlet_a: str | None
    outlet_b: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRuling:
    """The rulings of people, in the order in which they were made. Takes nothing."""

    ruling: str
    left: str
    right: str
    subject: str
    metric: str
    scope: str
    period: str
    user: str
    at: str
    note: str
    ruling_id: str
    finding_id: str
    claim_a: str
    claim_b: str
    reading: str
    answer: str
    assignee: str
    undoes: str
    holds: bool

    def judgement(self) -> Judgement:
        """The ruling as checking reads it."""
        return Judgement(
            ruling=Ruling(self.ruling),
            left=self.left,
            right=self.right,
            subject=self.subject,
            metric=self.metric,
            scope=self.scope,
            period=self.period,
            user=self.user,
            at=self.at,
            note=self.note,
            ruling_id=self.ruling_id,
            finding_id=self.finding_id,
            claim_a=self.claim_a,
            claim_b=self.claim_b,
            reading=self.reading,
            answer=self.answer,
            assignee=self.assignee,
            undoes=self.undoes,
            holds=self.holds,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldQuestion:
    """A question. Takes `question_id`."""

    question_id: str
    text: str
    verdict: str
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAnswer:
    """The answers to some questions, those of most origins first. Takes `question_ids`."""

    question_id: str
    answer_id: str
    value: str | None
    n_claims: int
    n_articles: int
    n_origins: int
    first_seen_at: str | None
    first_url: str | None
    first_outlet: str | None
    outlets: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTelling(FormColumns):
    """The written forms of some questions, the answer of each and who tells it. Takes `question_ids`."""

    question_id: str
    answer_id: str | None
    role: str | None
    n_claims: int
    n_articles: int
    n_origins: int
    outlets: list[str]
    first_told: str | None


QUERIES: dict[type, str] = {
    NamedThing: "ids_like",
    NamedFinding: "findings_like",
    HeldClaim: "held_claims",
    HeldForm: "held_forms",
    HeldRelation: "held_relation",
    HeldBetween: "held_between",
    HeldRuling: "held_rulings",
    HeldQuestion: "held_question",
    HeldAnswer: "held_answers",
    HeldTelling: "held_tellings",
}
"""Which query of `sql/queries/` makes which record."""
