"""The table of rules: every sum that is checked, what it says and how it is worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checkers.sums import growth, parts, told_of_one
from checkers.sums.figures import Term
from checkers.sums.matching import Match
from checkers.sums.worked import Worked


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRule:
    """A sum told within one sentence by one of the frames of `frames.toml`."""

    meaning: str
    work: Callable[[Match], Worked | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRule:
    """A sum of figures that an article tells of one subject."""

    meaning: str
    work: Callable[[Sequence[Term]], Iterator[Worked]]
    metrics: tuple[str, ...]


SENTENCE_RULES: Mapping[str, SentenceRule] = {
    "growth": SentenceRule(
        meaning="new = old × (1 + change), or old × change for doubled, tripled, …-fold", work=growth.grown
    ),
    "before_and_after": SentenceRule(
        meaning="new = old + change, all of one unit; percentages by percentage points", work=growth.changed
    ),
    "change_and_share": SentenceRule(
        meaning="share = change / (new - change): a move told in units and in per cent",
        work=growth.changed_by_share,
    ),
    "parts_and_total": SentenceRule(
        meaning="parts that the text says make up the total sum to it", work=parts.made_up
    ),
    "parts_exceed_total": SentenceRule(
        meaning="parts in different places are together no more than the total", work=parts.exceeded_by_parts
    ),
    "part_exceeds_total": SentenceRule(
        meaning="a part (including, of which, bringing the total to) is no more than the total",
        work=parts.exceeded_by_part,
    ),
    "shares_of_whole": SentenceRule(
        meaning="the remaining share is 100 % less the shares before it", work=parts.remaining
    ),
    "shares_exceed_whole": SentenceRule(
        meaning="the shares of several holders of one whole are together no more than 100 %",
        work=parts.exceed_whole,
    ),
    "share_of_total": SentenceRule(meaning="part = share × whole", work=parts.share_of_total),
    "price_times_number": SentenceRule(meaning="amount = number × price", work=parts.priced),
    "stake_price": SentenceRule(
        meaning="paid = stake × valuation, before or after the money", work=parts.bought
    ),
}
"""By the code that `frames.toml` and `broken_sums.rule` name them with."""

SUBJECT_RULES: Mapping[str, SubjectRule] = {
    "active_parameters": SubjectRule(
        meaning="a model's active parameters are no more than all its parameters",
        work=told_of_one.parameters,
        metrics=("parameter_count", "active_parameters"),
    ),
    "post_money": SubjectRule(
        meaning="post-money valuation = pre-money valuation + round",
        work=told_of_one.post_money,
        metrics=("valuation", "funding_round"),
    ),
}
"""By code. `metrics` are what such a sum is made of."""

METRICS_OF_SUMS = tuple(sorted({metric for rule in SUBJECT_RULES.values() for metric in rule.metrics}))
"""The metrics of which a single figure, wherever it stands, may be part of a sum."""
