"""How a figure changed from one telling to the next: rounded, converted, or by a slip that has a name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checkers.compare.currencies import compare_units
from checkers.compare.quantities import Value, compare_values, same_number, value_of
from checkers.compare.written import Written
from checkers.genealogy.kinship import Numbers
from checkers.genealogy.records import Mutation
from checkers.reasons import Reason
from checkers.records import Form, Relation
from checkers.rules import Rules
from checkers.slips import name_slip

_SLIPS = {
    Reason.TEN_FOLD: Mutation.TEN_FOLD,
    Reason.THOUSAND_FOLD: Mutation.THOUSAND_FOLD,
    Reason.MILLION_BILLION: Mutation.MILLION_BILLION,
    Reason.DIGIT_SWAP: Mutation.DIGIT_SWAP,
    Reason.WRONG_CURRENCY: Mutation.WRONG_CURRENCY,
    Reason.PERCENT_POINTS: Mutation.PERCENT_POINTS,
}
_FOLDS = (Decimal(1000), Decimal(1_000_000))
_MILLION = Decimal(1_000_000)


def has_figures(a: Form, b: Form, rules: Rules) -> bool:
    """Whether both have a figure, of units that can be set against each other."""
    if value_of(a, rules.thresholds) is None or value_of(b, rules.thresholds) is None:
        return False
    units = compare_units(a, b, rules)
    return units is None or units.reason != Reason.OTHER_UNIT


def figure_change(a: Form, b: Form, rules: Rules, numbers: Numbers) -> Mutation | None:
    """What happened to the figure of `a` that is told as `b`; `None` when it is the same figure.

    Two figures of units that cannot be set against each other have no such history: `None` too. Between
    copies two things count as told alike that would contradict as figures of their own: one that lost its
    last digits to noughts was rounded, one in another currency near the rate was converted.

    Args:
        a: What was told before, with the day of the telling as `told` where its currency matters.
        b: What was told after.
        rules: The tables of comparison.
        numbers: The tuned numbers of genealogy.
    """
    left, right = value_of(a, rules.thresholds), value_of(b, rules.thresholds)
    if left is None or right is None:
        return None
    units = compare_units(a, b, rules)
    if units is not None:
        mutation = _other_unit(a, b, Reason(units.reason), units.relation)
        off = mutation is Mutation.FIGURE_CHANGED
        return Mutation.CONVERTED if off and _is_near_rate(a, b, rules, numbers) else mutation
    if (left.low.value, left.high.value) == (right.low.value, right.high.value):
        return None
    found = compare_values(a, b, rules.thresholds)
    if found is None or found.reason == Reason.BINARY_PREFIX:
        return None
    if found.relation is Relation.AGREE:
        if _is_other_bound(left, right):
            return _named(name_slip(left.low, right.low)) or Mutation.FIGURE_CHANGED
        return Mutation.ROUNDED if _is_coarser(left, right) else Mutation.MADE_FINER
    named = _named(Reason(found.reason)) or _rounded_slip(left, right, rules)
    if named is None and _is_rounded_bare(left, right, numbers.bare_rounding.value):
        return Mutation.ROUNDED
    return named or Mutation.FIGURE_CHANGED


def _named(slip: Reason | None) -> Mutation | None:
    return _SLIPS.get(slip) if slip is not None else None


def _other_unit(a: Form, b: Form, reason: Reason, relation: Relation | None) -> Mutation | None:
    if reason is Reason.PERCENT_POINTS:
        return Mutation.PERCENT_POINTS if (a.low, a.high) == (b.low, b.high) else None
    if reason is Reason.OTHER_UNIT:
        return None
    if (a.low, a.high) == (b.low, b.high):
        return Mutation.WRONG_CURRENCY  # also where the rate is near one: nobody converts to the same digits
    if relation is Relation.AGREE:
        return Mutation.CONVERTED
    return _named(reason) or Mutation.FIGURE_CHANGED


def _is_other_bound(left: Value, right: Value) -> bool:
    """Whether two bounds of one side differ that are written as finely: no rounding made one of the other."""
    alike = (left.is_lower and right.is_lower) or (left.is_upper and right.is_upper)
    return alike and not (left.is_range or right.is_range) and left.low.step == right.low.step


def _is_near_rate(a: Form, b: Form, rules: Rules, numbers: Numbers) -> bool:
    """Whether one amount is the other at the rate of the month in which it was told, nearly."""
    rate = rules.rates.rate(a.unit or "", b.unit or "", max(filter(None, (a.told, b.told)), default=None))
    if rate is None or a.low is None or b.low is None:
        return False
    converted = a.low * rate.mean
    return abs(converted - b.low) <= Decimal(str(numbers.conversion_slack.value)) * abs(b.low)


def _is_coarser(before: Value, after: Value) -> bool:
    """Whether the second value says less than the first: wider steps, or a range for a point."""
    if before.is_range != after.is_range:
        return after.is_range
    if before.low.step != after.low.step:
        return after.low.step > before.low.step
    bounded = (before.is_lower or before.is_upper, after.is_lower or after.is_upper)
    if bounded[0] != bounded[1]:
        return bounded[1]
    return after.low.last_digit > before.low.last_digit


def _is_rounded_bare(left: Value, right: Value, most: float) -> bool:
    if left.is_range or right.is_range:
        return False
    p, q = left.low, right.low
    coarse = replace(q, step=q.last_digit)
    apart = abs(p.value - q.value)
    return (
        coarse.step > p.last_digit and coarse.rounds(p.value) and apart <= Decimal(str(most)) * abs(p.value)
    )


def _rounded_slip(left: Value, right: Value, rules: Rules) -> Mutation | None:
    """A figure rounded and set a thousand- or million-fold too high or low on the way."""
    if left.is_range or right.is_range:
        return None
    p, q = left.low, right.low
    for fold in _FOLDS:
        if any(_is_same(_times(one, fold), other, rules) for one, other in ((p, q), (q, p))):
            small = min(abs(p.value), abs(q.value))
            return Mutation.MILLION_BILLION if small >= _MILLION else Mutation.THOUSAND_FOLD
    return None


def _times(number: Written, fold: Decimal) -> Written:
    return replace(number, value=number.value * fold, step=number.step * fold, others=())


def _is_same(one: Written, other: Written, rules: Rules) -> bool:
    return same_number(one, other, rules.thresholds) is not None
