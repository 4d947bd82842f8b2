"""The records of claim genealogy: tellings, what changed between them, and the tree they make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkers.records import Direction, Form, LineageKind, Telling
from extractors.records import Status


class Mutation(StrEnum):
    """What happened to a claim between the article that told it and the one that passed it on."""

    ROUNDED = "rounded"
    MADE_FINER = "made_finer"
    CONVERTED = "converted"
    HEDGE_LOST = "hedge_lost"
    HEDGE_GAINED = "hedge_gained"
    HEDGE_CHANGED = "hedge_changed"
    FORECAST_TURNED_FACT = "forecast_turned_fact"
    TARGET_TURNED_FACT = "target_turned_fact"
    RUMOUR_TURNED_FACT = "rumour_turned_fact"
    ESTIMATE_TURNED_FACT = "estimate_turned_fact"
    STATUS_CHANGED = "status_changed"
    DENIAL_LOST = "denial_lost"
    DENIAL_GAINED = "denial_gained"
    MILLION_BILLION = "million_billion"
    THOUSAND_FOLD = "thousand_fold"
    TEN_FOLD = "ten_fold"
    DIGIT_SWAP = "digit_swap"
    WRONG_CURRENCY = "wrong_currency"
    PERCENT_POINTS = "percent_points"
    PRE_POST_MONEY = "pre_post_money"
    ROUND_TURNED_TOTAL = "round_turned_total"
    TOTAL_TURNED_ROUND = "total_turned_round"
    PART_TURNED_WHOLE = "part_turned_whole"
    METRIC_CHANGED = "metric_changed"
    SCOPE_CHANGED = "scope_changed"
    PERIOD_CHANGED = "period_changed"
    FIGURE_CHANGED = "figure_changed"
    STATEMENT_CHANGED = "statement_changed"
    ATTRIBUTION_LOST = "attribution_lost"
    SHORTENED = "shortened"
    WORDING_CHANGED = "wording_changed"
    NUMBER_CHANGED = "number_changed"
    NEGATION_CHANGED = "negation_changed"


class Weight(StrEnum):
    """How much an editor must mind a change: a way of telling, a loss of caution, or another claim."""

    HARMLESS = "harmless"
    LOSS = "loss"
    ERROR = "error"


MEANING: dict[Mutation, str] = {
    Mutation.ROUNDED: "told more coarsely than before",
    Mutation.MADE_FINER: "told more finely than before, so not from this source alone",
    Mutation.CONVERTED: "converted to another currency at the rate of the time",
    Mutation.HEDGE_LOST: "the hedge is gone",
    Mutation.HEDGE_GAINED: "a hedge was put in",
    Mutation.HEDGE_CHANGED: "hedged in another direction",
    Mutation.FORECAST_TURNED_FACT: "a forecast told as a fact",
    Mutation.TARGET_TURNED_FACT: "a target told as reached",
    Mutation.RUMOUR_TURNED_FACT: "a rumour told as a fact",
    Mutation.ESTIMATE_TURNED_FACT: "an estimate told as a fact",
    Mutation.STATUS_CHANGED: "told with another standing",
    Mutation.DENIAL_LOST: "what was denied is told as so",
    Mutation.DENIAL_GAINED: "what was told as so is denied",
    Mutation.MILLION_BILLION: "the same digits a thousand times apart: a million for a billion, or the like",
    Mutation.THOUSAND_FOLD: "the same digits a thousand times apart",
    Mutation.TEN_FOLD: "the same digits, a nought too many or too few",
    Mutation.DIGIT_SWAP: "two digits changed places",
    Mutation.WRONG_CURRENCY: "the same number in another currency",
    Mutation.PERCENT_POINTS: "percent for percentage points, or the reverse",
    Mutation.PRE_POST_MONEY: "pre-money for post-money, or the reverse",
    Mutation.ROUND_TURNED_TOTAL: "the money of one round told as all that was ever raised",
    Mutation.TOTAL_TURNED_ROUND: "all that was ever raised told as the money of one round",
    Mutation.PART_TURNED_WHOLE: "a part told as the whole",
    Mutation.METRIC_CHANGED: "the same figure given to something else that is measured",
    Mutation.SCOPE_CHANGED: "narrowed in another way",
    Mutation.PERIOD_CHANGED: "the same figure given to another period",
    Mutation.FIGURE_CHANGED: "another figure",
    Mutation.STATEMENT_CHANGED: "another name, date or stage",
    Mutation.ATTRIBUTION_LOST: "nobody is credited any more",
    Mutation.SHORTENED: "the quotation is shorter",
    Mutation.WORDING_CHANGED: "the quotation has other words",
    Mutation.NUMBER_CHANGED: "the quotation has another number",
    Mutation.NEGATION_CHANGED: "the quotation gained or lost a negation",
}
"""What each mutation means, for a person."""

_HARMLESS = frozenset(
    (
        Mutation.ROUNDED,
        Mutation.MADE_FINER,
        Mutation.CONVERTED,
        Mutation.HEDGE_GAINED,
        Mutation.SHORTENED,
    )
)
_LOSSES = frozenset(
    (
        Mutation.HEDGE_LOST,
        Mutation.HEDGE_CHANGED,
        Mutation.STATUS_CHANGED,
        Mutation.ESTIMATE_TURNED_FACT,
        Mutation.SCOPE_CHANGED,
        Mutation.ATTRIBUTION_LOST,
        Mutation.WORDING_CHANGED,
    )
)


def weight_of(mutation: Mutation) -> Weight:
    """How much an editor must mind it."""
    if mutation in _HARMLESS:
        return Weight.HARMLESS
    return Weight.LOSS if mutation in _LOSSES else Weight.ERROR


TURNED_FACT: dict[Status, Mutation] = {
    Status.PROJECTED: Mutation.FORECAST_TURNED_FACT,
    Status.TARGET: Mutation.TARGET_TURNED_FACT,
    Status.RUMOURED: Mutation.RUMOUR_TURNED_FACT,
    Status.ESTIMATED: Mutation.ESTIMATE_TURNED_FACT,
}
"""What it is called when a claim of such a status is told as reported."""


class Tie(StrEnum):
    """Why one telling is taken for the source of another."""

    SYNDICATED = "syndicated"
    REWRITE = "rewrite"
    CITES = "cites"
    QUOTES_FROM = "quotes_from"
    CREDITED = "credited"
    SHARED_CHANGE = "shared_change"


TIE_OF = {
    LineageKind.SYNDICATED: Tie.SYNDICATED,
    LineageKind.REWRITE: Tie.REWRITE,
    LineageKind.CITES: Tie.CITES,
    LineageKind.QUOTES_FROM: Tie.QUOTES_FROM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A claim with its article's date, outlet and origin, the form it takes and the question it answers."""

    telling: Telling
    form: Form
    question_id: str | None

    @property
    def article_id(self) -> str:
        """The article that makes the claim."""
        return self.telling.claim.article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed: what was told before and after, as a person reads it."""

    mutation: Mutation
    before: str
    after: str

    @property
    def weight(self) -> Weight:
        """How much an editor must mind it."""
        return weight_of(self.mutation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """Where a node has its claim from: another node, by what tie, how sure, and what changed on the way.

    `evidence` is the shared words or the credit as printed. `through` are the articles between the two that
    do not make the claim themselves, nearest to the child first.
    """

    parent: str
    tie: Tie
    direction: Direction
    confidence: float
    evidence: str
    changes: tuple[Change, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One article's telling of the claim, or a source that is not held.

    `tellers` are the article's claims that say this same value, in order of place; empty for a source not
    held, which `source` then names. `descent` is `None` at a root.
    """

    node_id: str
    source: str | None
    tellers: tuple[Teller, ...]
    descent: Descent | None

    @property
    def is_held(self) -> bool:
        """Whether we hold the article."""
        return bool(self.tellers)

    @property
    def published(self) -> str | None:
        """When the article was published; `None` for an undated one and for a source that is not held."""
        return self.tellers[0].telling.published if self.tellers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where a change came in, which nodes inherited it, and which of those below told it rightly again."""

    node_id: str
    change: Change
    inherited_by: tuple[str, ...]
    corrected_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Genealogy:
    """Trees of tellings: `nodes` in the order in which they are drawn, every parent before its children."""

    nodes: tuple[Node, ...]
    entries: tuple[Entry, ...]
