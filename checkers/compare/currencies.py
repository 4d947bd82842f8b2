"""Amounts of two currencies (DESIGN 3.7), and units that cannot be set against each other."""

from __future__ import annotations

from decimal import Decimal

from checkers.compare.quantities import Value, ends, value_of
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules

_SHARES = frozenset(("percent", "percentage_points", "basis_points"))
_COUNTED = frozenset(
    ("count", "people", "users", "customers", "gpus", "shares", "units", "employees", "vehicles")
)


def compare_units(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """`different` for units of two dimensions, a conversion for two currencies, `None` for one unit.

    A bare `count` may stand beside any counted thing, since one text prints the noun and another does not.
    """
    if a.unit == b.unit or a.unit is None or b.unit is None:
        return None
    if rules.rates.is_currency(a.unit) and rules.rates.is_currency(b.unit):
        return _compare_amounts(a, b, rules)
    if a.unit in _SHARES and b.unit in _SHARES:
        same = a.low is not None and a.low == b.low
        return _found(Relation.CONTRADICT if same else Relation.DIFFERENT, Reason.PERCENT_POINTS, 0.6)
    if a.unit in _COUNTED and b.unit in _COUNTED and "count" in (a.unit, b.unit):
        return None
    return _found(Relation.DIFFERENT, Reason.OTHER_UNIT, 0.95)


def _compare_amounts(a: Form, b: Form, rules: Rules) -> Comparison | None:
    left, right = value_of(a, rules.thresholds), value_of(b, rules.thresholds)
    if left is None or right is None or a.unit is None or b.unit is None:
        return None
    day = min(filter(None, (a.period, b.period, a.told, b.told)), default=None)
    rate = rules.rates.rate(b.unit, a.unit, day)
    if rate is None:
        return _found(Relation.DIFFERENT, Reason.OTHER_UNIT, 0.5)
    if left.low.value == right.low.value and left.high.value == right.high.value:
        if rate.low <= 1 <= rate.high:
            return _found(Relation.AGREE, Reason.CONVERTED, 0.6)
        if left.modifier == right.modifier and (left.is_lower or left.is_upper):
            return _found(Relation.DIFFERENT, Reason.BOUND_FAR, 0.5)
        return _found(Relation.CONTRADICT, Reason.WRONG_CURRENCY, 0.85)
    low, high = ends(right, rules.thresholds)
    bounds = (min(low * rate.low, low * rate.high), max(high * rate.low, high * rate.high))
    return _meet(left, right, bounds, rate.mean, rules)


def _meet(
    left: Value, right: Value, bounds: tuple[Decimal, Decimal], mean: Decimal, rules: Rules
) -> Comparison:
    low, high = ends(left, rules.thresholds)
    overlap = low <= bounds[1] and bounds[0] <= high
    if overlap:
        return _found(Relation.AGREE, Reason.CONVERTED, 0.85)
    above = bounds[0] > high
    below_met = (left.is_lower and above) or (right.is_lower and not above)
    above_met = (left.is_upper and not above) or (right.is_upper and above)
    if below_met or above_met:
        mine, theirs = abs(left.low.value), abs(right.low.value * mean)
        small, large = sorted((mine, theirs))
        near = large <= rules.thresholds.bound_near.value * small
        return (
            _found(Relation.AGREE, Reason.BOUND_MET, 0.7)
            if near
            else _found(Relation.DIFFERENT, Reason.BOUND_FAR, 0.7)
        )
    return _found(Relation.CONTRADICT, Reason.CONVERSION_DIFFERS, 0.75)


def _found(relation: Relation, reason: Reason, score: float) -> Comparison:
    return Comparison(slot="unit", relation=relation, reason=reason, detail=MEANING[reason], score=score)
