"""What time makes of two values that fit or clash (DESIGN 3.6): events, flows, stocks and constants."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from checkers.behaviours import MetricBehaviour
from checkers.compare.periods import Interval, interval
from checkers.compare.quantities import ends, value_of
from checkers.compare.statuses import compare_plans, finding, is_plan, placed
from checkers.reasons import Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules
from extractors.lexicon.metrics import Behaviour
from extractors.records import Modifier, Status

_SLIPS = (
    Reason.WRONG_CURRENCY,
    Reason.TEN_FOLD,
    Reason.THOUSAND_FOLD,
    Reason.MILLION_BILLION,
)
_MONTH_DAYS = 31
_ANCHOR_SLOTS = ("round", "deal", "event")


def compare_times(a: Form, b: Form, value: Comparison, rules: Rules) -> Comparison:
    """The relation of forms whose values compare as `value`; none, with its reason, if they do not touch."""
    behaviour = _settled(a, b, rules.behaviours.of(a.metric))
    if value.relation is Relation.CONTRADICT:
        return _clash(a, b, value, behaviour, rules)
    moved = _apart(a, b, value, behaviour, rules)
    return moved or _dimmed(a, b, value, behaviour, rules)


def _settled(a: Form, b: Form, behaviour: MetricBehaviour) -> MetricBehaviour:
    """An unknown noun is a flow if both state a period, a level if one does, else a constant."""
    if not behaviour.guessed:
        return behaviour
    return _settled_by(behaviour, (a.period is not None) + (b.period is not None))


@lru_cache(maxsize=1024)
def _settled_by(behaviour: MetricBehaviour, stated: int) -> MetricBehaviour:
    kind = (Behaviour.CONSTANT, Behaviour.STOCK, Behaviour.FLOW)[stated]
    return replace(behaviour, behaviour=kind, guessed=False, unnamed=behaviour.unnamed)


def _open_share(a: Form, b: Form, behaviour: MetricBehaviour, rules: Rules) -> float:
    if behaviour.behaviour is Behaviour.CONSTANT or (a.period and b.period):
        return 1.0
    if placed(a) is not None and placed(b) is not None:
        return rules.thresholds.open_period_share.share
    return rules.thresholds.undated_share.share


def _dimmed(a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    return value.dimmed(_open_share(a, b, behaviour, rules))


_LOOSE = (Reason.BOUND_MET, Reason.BOUND_FAR, Reason.IN_RANGE)


def _apart(
    a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules
) -> Comparison | None:
    """The relation of values that fit, where their times are nevertheless two; `None` where they are one."""
    loose = value.reason in _LOOSE
    if loose and value.reason != Reason.BOUND_FAR and _is_outcome_of_plan(a, b, behaviour):
        return finding("status", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.75)
    left, right = interval(a.period), interval(b.period)
    if behaviour.behaviour is Behaviour.STOCK and loose:
        if value.reason != Reason.BOUND_FAR:
            left, right = placed(a), placed(b)
        if left is not None and right is not None and left.gap(right) > 0:
            return finding("period", Relation.UPDATE, Reason.OTHER_DATE, 0.75)
        return None
    if behaviour.behaviour is Behaviour.CONSTANT or left is None or right is None or left == right:
        return None
    if behaviour.behaviour is Behaviour.FLOW:
        nested = left.contains(right) or right.contains(left)
        return None if nested and rules.behaviours.of(a.metric).guessed else _two_flows(left, right, value)
    if behaviour.behaviour is Behaviour.EVENT and left.gap(right) > rules.thresholds.event_days.value:
        return _other_event(a, b, behaviour, rules)
    return None


def _is_outcome_of_plan(a: Form, b: Form, behaviour: MetricBehaviour) -> bool:
    """Whether one is a plan and the other a report of the same period or of an open one."""
    plans = (is_plan(a, behaviour), is_plan(b, behaviour))
    if plans[0] == plans[1]:
        return False
    report = b if plans[0] else a
    same = a.period is None or b.period is None or a.period == b.period
    return report.status is Status.REPORTED and same and behaviour.behaviour is not Behaviour.CONSTANT


def _other_event(a: Form, b: Form, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    """Two events; but a plan and what came of it within a year are one story."""
    left, right = interval(a.period), interval(b.period)
    plans = (is_plan(a, behaviour), is_plan(b, behaviour))
    if left is None or right is None or plans[0] == plans[1]:
        return finding("period", Relation.DIFFERENT, Reason.OTHER_EVENT, 0.8)
    first, second = (left, right) if plans[0] else (right, left)
    if first.start < second.start and left.gap(right) <= rules.thresholds.plan_days.value:
        return finding("period", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.6)
    return finding("period", Relation.DIFFERENT, Reason.OTHER_EVENT, 0.8)


def _two_flows(left: Interval, right: Interval, value: Comparison) -> Comparison | None:
    if left.fiscal != right.fiscal and left.start == right.start:
        return None
    if not left.same_length(right):
        return finding("period", Relation.DIFFERENT, Reason.OTHER_LENGTH, 0.85)
    exact = value.reason in (Reason.SAME_VALUE, Reason.ROUNDED, Reason.TRUNCATED)
    reason = Reason.SAME_VALUE_OTHER_PERIOD if exact else Reason.OTHER_PERIOD
    return finding("period", Relation.UPDATE, reason, 0.8)


def _clash(a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    if behaviour.behaviour is Behaviour.CONSTANT:
        return _settled_by_plans(a, b, value, behaviour, rules) or value
    if behaviour.running:
        return _running(a, b, value, behaviour, rules)
    if behaviour.behaviour is Behaviour.EVENT:
        return _event(a, b, value, behaviour, rules)
    if behaviour.behaviour is Behaviour.FLOW:
        return _flow(a, b, value, behaviour, rules)
    return _stock(a, b, value, behaviour, rules)


def _same_time(a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    """Two clashing values of one time: a slip, a plan and its outcome, or a contradiction."""
    if value.reason == Reason.WRONG_CURRENCY:
        return _dimmed(a, b, value, behaviour, rules)
    found = _settled_by_plans(a, b, value, behaviour, rules)
    return found or _dimmed(a, b, value, behaviour, rules)


def _settled_by_plans(
    a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules
) -> Comparison | None:
    """What plans and expectations make of a clash; where they contradict, the slip keeps its name."""
    found = compare_plans(a, b, behaviour, rules)
    if found is None or found.relation is not Relation.CONTRADICT:
        return found
    return replace(value, score=found.score)


def _event(a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    left, right = placed(a), placed(b)
    is_open = a.period is None or b.period is None
    anchored = _share_anchor(a, b, labels_only=True)
    if behaviour.once and a.counterparty is not None and b.counterparty is not None:
        if _tell_of_one(a, b, value, rules):
            return _same_time(a, b, value, behaviour, rules)
        return finding("period", Relation.DIFFERENT, Reason.FAR_APART, 0.6)
    if left is not None and right is not None and left.gap(right) > rules.thresholds.event_days.value:
        if not is_open:
            return _other_event(a, b, behaviour, rules)
        if not anchored:
            return finding("period", Relation.UPDATE, Reason.OTHER_DATE, 0.6)
    near = _tell_of_one(a, b, value, rules)
    if a.period == b.period and not is_open and (near or a.counterparty is None):
        return _same_time(a, b, value, behaviour, rules)
    if _has_plan(a, b, behaviour):
        return compare_plans(a, b, behaviour, rules) or _dimmed(a, b, value, behaviour, rules)
    if not near:
        return finding("period", Relation.DIFFERENT, Reason.FAR_APART, 0.6)
    unplaced = left is None or right is None
    if unplaced and is_open and not (a.period is None and b.period is None) and not _share_anchor(a, b):
        return finding("period", None, Reason.OPEN_PERIOD, 1.0)
    return _same_time(a, b, value, behaviour, rules)


def _tell_of_one(a: Form, b: Form, value: Comparison, rules: Rules) -> bool:
    """Whether two clashing values lie close enough to be one event told twice.

    One party's money to another comes in parts and sums, so with an open period they must be closer, unless
    the undated one was told when the dated one happened.
    """
    limits = rules.thresholds
    parts = a.counterparty is not None and (a.period is None or b.period is None)
    left, right = placed(a), placed(b)
    if (a.period is None) != (b.period is None) and left is not None and right is not None:
        parts = parts and left.gap(right) > limits.event_days.value
    factor = limits.same_level_factor if parts else limits.same_telling_factor
    return value.reason in _SLIPS or _close(a, b, factor.value, rules)


def _flow(a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    left, right = interval(a.period), interval(b.period)
    if left is None or right is None:
        if _share_anchor(a, b) and _close(a, b, rules.thresholds.same_telling_factor.value, rules):
            return _same_time(a, b, value, behaviour, rules)
        return finding("period", None, Reason.OPEN_PERIOD, 1.0)
    if left.start == right.start and left.end == right.end:
        found = _same_time(a, b, value, behaviour, rules)
        if left.fiscal != right.fiscal:
            return found.dimmed(rules.thresholds.fiscal_share.share)
        return found
    if left.same_length(right):
        return finding("period", Relation.UPDATE, Reason.OTHER_PERIOD, 0.85)
    part, whole = (a, b) if left.days < right.days else (b, a)
    inside = right.contains(left) or left.contains(right)
    if inside and part.status == whole.status and _outgrows(part, whole, rules):
        return finding("period", Relation.CONTRADICT, Reason.PART_EXCEEDS_WHOLE, 0.75)
    return finding("period", Relation.DIFFERENT, Reason.OTHER_LENGTH, 0.85)


def _stock(a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    if a.period is not None and b.period is not None and _same_day(a.period, b.period):
        return _same_time(a, b, value, behaviour, rules)
    if behaviour.of_event and _are_seasons_apart(a, b, rules):
        return finding("period", Relation.DIFFERENT, Reason.OTHER_EVENT, 0.8)
    if _has_plan(a, b, behaviour):
        return _level_and_plan(a, b, value, behaviour, rules)
    if behaviour.monotone and _falls(a, b, rules):
        return finding("period", Relation.CONTRADICT, Reason.MONOTONE_FALLS, 0.8)
    if a.period is not None and b.period is not None:
        return finding("period", Relation.UPDATE, Reason.OTHER_DATE, 0.85)
    if a.period is None and b.period is None:
        return _two_open_levels(a, b, value, behaviour, rules)
    if _told_at_once(a, b, behaviour) and _is_no_drift(a, b, rules):
        return _same_time(a, b, value, behaviour, rules)
    anchored = _share_anchor(a, b) and _close(a, b, rules.thresholds.same_level_factor.value, rules)
    if anchored or value.reason == Reason.WRONG_CURRENCY:
        return _dimmed(a, b, value, behaviour, rules)
    return finding("period", Relation.UPDATE, Reason.OTHER_DATE, 0.6)


def _told_at_once(a: Form, b: Form, behaviour: MetricBehaviour) -> bool:
    """Whether an undated level is told in the month of the dated one: two tellings of one piece of news.

    Tolls go on changing while they are told, so theirs are not.
    """
    dated = interval(a.period if a.period is not None else b.period)
    told = interval(b.told if a.period is not None else a.told)
    if dated is None or told is None or behaviour.of_event:
        return False
    return dated.days <= _MONTH_DAYS and told.gap(dated) == 0


def _is_no_drift(a: Form, b: Form, rules: Rules) -> bool:
    """Whether two levels are near enough to be one thing, and too far apart for what grows in some days."""
    limits = rules.thresholds
    drift = 1 + limits.about_widening.value
    return _close(a, b, limits.same_level_factor.value, rules) and not _close(a, b, drift, rules)


def _same_day(left: str, right: str) -> bool:
    """Whether two as-of dates may be one: equal, a day of a month, the last day of a quarter or a year."""
    one, other = interval(left), interval(right)
    if left == right or one is None or other is None:
        return left == right
    short, long = sorted((one, other), key=lambda span: span.days)
    if not long.contains(short):
        return False
    return long.days <= _MONTH_DAYS or (short.days <= _MONTH_DAYS and short.end == long.end)


def _are_seasons_apart(a: Form, b: Form, rules: Rules) -> bool:
    """Whether two tolls are of two events that only share a name: a fire and that of another year."""
    left, right = placed(a), placed(b)
    return left is not None and right is not None and left.gap(right) > rules.thresholds.plan_days.value


def _two_open_levels(
    a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules
) -> Comparison:
    left, right = interval(a.told), interval(b.told)
    moved = left is not None and right is not None and left.gap(right) > 0
    limits = rules.thresholds
    factor = limits.same_level_factor if left is None or right is None else limits.same_telling_factor
    if moved or not _close(a, b, factor.value, rules):
        return finding("period", Relation.UPDATE, Reason.OTHER_DATE, 0.6)
    loose = Modifier.ABOUT in (a.modifier, b.modifier)
    if loose and _close(a, b, 1 + rules.thresholds.about_widening.value, rules):
        return finding("period", Relation.UPDATE, Reason.OTHER_DATE, 0.5)
    return _same_time(a, b, value, behaviour, rules)


def _level_and_plan(
    a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules
) -> Comparison:
    """A level and a plan of it: before the level it is an earlier plan, after it a target for later."""
    plans = (is_plan(a, behaviour), is_plan(b, behaviour))
    if all(plans):
        if a.period is None or b.period is None:
            return _two_open_levels(a, b, value, behaviour, rules)
        return finding("period", Relation.UPDATE, Reason.OTHER_DATE, 0.8)
    plan, level = (a, b) if plans[0] else (b, a)
    aimed, held = placed(plan), placed(level)
    if aimed is not None and held is not None and aimed.end <= held.start:
        return finding("status", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.8)
    if plan.status is Status.TARGET:
        return finding("status", Relation.DIFFERENT, Reason.TARGET_FOR_LATER, 0.7)
    return finding("status", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.7)


def _running(a: Form, b: Form, value: Comparison, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    left, right = placed(a), placed(b)
    moves = a.unit == "percent" or behaviour.behaviour is not Behaviour.STOCK
    if left is not None and right is not None and left.gap(right) > 0 and moves:
        return finding("period", Relation.DIFFERENT, Reason.OTHER_MOVE, 0.8)
    if moves and a.low is not None and b.low is not None and a.low * b.low < 0:
        if left is None or right is None:  # nothing says that it was one day
            return finding("period", Relation.DIFFERENT, Reason.OTHER_MOVE, 0.5)
        return finding("value", Relation.CONTRADICT, Reason.OPPOSITE_DIRECTIONS, 0.8)
    fixed = any(slot == "instant" and instant == "close" for slot, instant in a.scope)
    if a.scope == b.scope and fixed and a.period is not None and a.period == b.period:
        return value
    return finding("period", Relation.UPDATE, Reason.RUNNING_PRICE, 0.7)


def _has_plan(a: Form, b: Form, behaviour: MetricBehaviour) -> bool:
    return is_plan(a, behaviour) or is_plan(b, behaviour)


def _anchors(form: Form, labels_only: bool) -> set[tuple[str, str]]:
    found = {pair for pair in form.scope if pair[0] in _ANCHOR_SLOTS}
    if form.counterparty is not None and not labels_only:
        found.add(("counterparty", form.counterparty.casefold()))
    return found


def _share_anchor(a: Form, b: Form, labels_only: bool = False) -> bool:
    return bool(_anchors(a, labels_only) & _anchors(b, labels_only))


def _close(a: Form, b: Form, factor: Decimal, rules: Rules) -> bool:
    """Whether two values lie within a factor of each other, in one currency."""
    if a.low is None or b.low is None:
        return False
    left, right = abs(a.low), abs(b.low)
    if a.unit != b.unit and a.unit is not None and b.unit is not None:
        rate = rules.rates.rate(b.unit, a.unit, a.period or b.period or a.told or b.told)
        right = right * rate.mean if rate is not None else right
    small, large = sorted((left, right))
    return small > 0 and large < factor * small


def _falls(a: Form, b: Form, rules: Rules) -> bool:
    """Whether the later of two levels is the smaller, beyond their written intervals."""
    left, right = placed(a), placed(b)
    if left is None or right is None or left.gap(right) == 0:
        return False
    early, late = (a, b) if left.start < right.start else (b, a)
    before, after = value_of(early, rules.thresholds), value_of(late, rules.thresholds)
    if before is None or after is None or early.unit != late.unit or before.is_upper or after.is_lower:
        return False
    return ends(after, rules.thresholds)[1] < ends(before, rules.thresholds)[0]


def _outgrows(part: Form, whole: Form, rules: Rules) -> bool:
    """Whether the value of a shorter period is beyond that of the longer one that holds it."""
    small, large = value_of(part, rules.thresholds), value_of(whole, rules.thresholds)
    if small is None or large is None or part.unit != whole.unit or small.is_upper or large.is_lower:
        return False
    if part.unit == "percent" or small.low.value <= 0:
        return False
    return ends(small, rules.thresholds)[0] > ends(large, rules.thresholds)[1]
