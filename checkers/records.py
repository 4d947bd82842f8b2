"""The records that checking makes: forms, questions, answers, relations, lineage and verdicts.

A *form* is what a claim says, stripped of where it stands. Relations are judged once per pair of distinct
forms, never per pair of claims: a question may hold 200,000 claims and five forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractors.quick_init import quick_init
from extractors.records import Claim, Issue, Kind, Modifier, Scope, Status


class Relation(StrEnum):
    """How two forms stand to each other."""

    AGREE = "agree"
    CONTRADICT = "contradict"
    UPDATE = "update"
    DIFFERENT = "different"


class LineageKind(StrEnum):
    """How one article derives from another, or from a named source."""

    SYNDICATED = "syndicated"
    REWRITE = "rewrite"
    QUOTES_FROM = "quotes_from"
    CITES = "cites"


class Direction(StrEnum):
    """Whether it is known which of two articles came first."""

    KNOWN = "known"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """Where a question stands. It never says what is true."""

    SETTLED = "settled"
    SINGLE_ORIGIN = "single_origin"
    DISPUTED = "disputed"


class Change(StrEnum):
    """How a sentence tells its value as changed: given up for another, raised or lowered to it."""

    FORMER = "former"
    RAISED = "raised"
    LOWERED = "lowered"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two like names: how many rare sayings they share, in how many articles each stands, and both."""

    one: str
    other: str
    shared: int
    together: int
    one_articles: int
    other_articles: int
    saying: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A name that evidence makes another name of a subject, with what says so."""

    name: str
    subject: str
    evidence: str


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim with what checking needs of its article: when, by whom, and which origin it goes back to.

    `origin` is the id of the article's copy component (itself when it is nobody's copy), `sources` what else
    ties the article to others, as `ArticleOrigin` has it.
    """

    claim: Claim
    published: str | None
    outlet: str | None
    origin: str
    sources: tuple[str, ...] = ()


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One distinct thing that claims say: everything a comparison may read, nothing about place.

    `value_text` is the printed value, typography normalised (its digits carry the precision). `told` is
    the month of the article that says it, set only where a rule of time needs it. `provider` is whose
    forecast or estimate it is. `beside` is set when one sentence gives its subject several values for the
    metric, and names that set: what stands side by side in a sentence is meant to be several things.
    `change` is set when its sentence tells it as a value given up, raised or lowered.
    """

    form_id: str
    block_key: str
    kind: Kind
    subject: str
    metric: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modifier: Modifier
    value_text: str | None
    object: str | None
    scope: Scope
    period: str | None
    status: Status
    counterparty: str | None
    provider: str | None
    told: str | None
    beside: str | None = None
    change: Change | None = None

    def __hash__(self) -> int:
        return hash(self.form_id)  # caches look forms up for every pair


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one comparator found for one slot of two forms.

    `relation` is `None` when the slot settles nothing and the next comparator shall look. `reason` is a
    code of the closed list in `docs/reasons.md`; `detail` is one clause for a person. `score` is 0..1, how
    sure the comparator is that its finding holds.
    """

    slot: str
    relation: Relation | None
    reason: str
    detail: str
    score: float = 1.0

    def dimmed(self, share: float) -> Comparison:
        """The same finding, so much less sure."""
        if share == 1.0:
            return self
        return Comparison(
            slot=self.slot,
            relation=self.relation,
            reason=self.reason,
            detail=self.detail,
            score=self.score * share,
        )


class Slot(StrEnum):
    """What is looked at when two claims are compared, in this order."""

    KIND = "kind"
    METRIC = "metric"
    SUBJECT = "subject"
    COUNTERPARTY = "second party"
    SCOPE = "scope"
    UNIT = "unit"
    VALUE = "value"
    OBJECT = "stated"
    WORDS = "words"
    DENIAL = "denial"
    CHANGE = "change"
    TIME = "time and status"
    SENTENCE = "one sentence"
    JUDGEMENT = "judgement"
    CONFIDENCE = "confidence"
    ALERT = "alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One slot of a comparison: what either side has there and what was found.

    `settles` is set on the one slot that named the relation, or that stopped the comparison. `reason` is
    empty where nothing that matters was found.
    """

    slot: Slot
    left: str
    right: str
    found: str
    reason: str = ""
    settles: bool = False


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class FormRelation:
    """A judged pair of forms, `form_a < form_b`.

    `severity` (0 when not a contradiction) ranks what an editor sees first; `alert` says whether it is
    above the threshold of `thresholds.toml`. `dismissed` says that a person ruled it is nothing to look at.
    """

    form_a: str
    form_b: str
    relation: Relation
    reason: str
    explanation: str
    confidence: float
    severity: float = 0.0
    alert: bool = False
    dismissed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFinding:
    """How one written form stands to one reference, fields as in `FormRelation`.

    A reference is no origin: a finding counts no witness and changes no verdict.
    """

    reference_id: str
    form_id: str
    relation: Relation
    reason: str
    explanation: str
    confidence: float
    severity: float = 0.0
    alert: bool = False
    dismissed: bool = False


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What claims answer: subject, metric, scope and period, e.g. "OpenAI's valuation, October 2024"."""

    question_id: str
    block_key: str
    kind: Kind
    subject: str
    metric: str
    scope: Scope
    period: str | None
    text: str
    verdict: Verdict


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One value given to a question. `states` are the forms that say it, `allows` those that admit it.

    `n_outlets`, `n_origins` and `n_effective` are its `Witnesses` (`checkers/witnesses.py`).
    """

    answer_id: str
    question_id: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    object: str | None
    value_text: str | None
    states: tuple[str, ...]
    allows: tuple[str, ...]
    n_claims: int
    n_articles: int
    n_outlets: int
    n_origins: int
    n_effective: float
    first_seen_at: str | None
    first_article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFindings:
    """Everything found for one block of claims (one subject and metric), stored and replaced as a whole."""

    block_key: str
    forms: tuple[Form, ...]
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]
    relations: tuple[FormRelation, ...]
    form_of_claim: tuple[tuple[str, str], ...]
    question_of_form: tuple[tuple[str, str], ...]
    issues: tuple[Issue, ...] = ()
    references: tuple[ReferenceFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenSum:
    """A sum that one article tells and that does not come out.

    `claim_ids` are the claims taking part, `told` is the printed value that does not fit, `low` and `high`
    what the others give (`high` is `None` where they give a least value only), in base units of `unit`.
    `gap` is how far the two lie apart beyond their written intervals, as a share of the told number.
    `working` is the sum in one line, `explanation` one sentence for a person, `confidence` is 0..1.
    """

    sum_id: str
    article_id: str
    rule: str
    claim_ids: tuple[str, ...]
    told: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    gap: float
    working: str
    explanation: str
    confidence: float
    alert: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSums:
    """The broken sums of one article, stored and replaced as a whole."""

    article_id: str
    sums: tuple[BrokenSum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageEdge:
    """This article derives from that one, or from a named source that we may not hold.

    `origin_article_id` is `None` when the source is not held; `origin_name` then names it. `evidence` is
    the shared words or the credit as printed. `confidence` is 0..1.
    """

    article_id: str
    origin_article_id: str | None
    origin_name: str | None
    kind: LineageKind
    direction: Direction
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleOrigin:
    """The copy component an article belongs to: `origin` is the article id of its earliest telling.

    `sources` is what else ties it to others, sorted: `outlet:` and the key of an outlet that it credits,
    `owner:` and that of its outlet's owner, `article:` and the origin of an article that it credits,
    `quotes:` and the origin of an article with the same quotations.
    """

    article_id: str
    origin: str
    sources: tuple[str, ...] = ()
