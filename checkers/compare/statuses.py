"""How far the texts stand behind their values (DESIGN 3.5): denials, plans before outcomes, expectations."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from checkers.behaviours import MetricBehaviour
from checkers.compare.names import subject_key
from checkers.compare.periods import Interval, interval
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules
from extractors.lexicon.metrics import Behaviour
from extractors.records import Kind, Modifier, Status

_PLANS = (Status.RUMOURED, Status.PROJECTED, Status.TARGET)


def is_plan(form: Form, behaviour: MetricBehaviour) -> bool:
    """Whether the text tells of what may come: a rumour, forecast or target.

    A rumour about what does not change (a parameter count) is no plan but a claim like any other.
    """
    if behaviour.behaviour is Behaviour.CONSTANT and not behaviour.guessed:
        return form.status in (Status.PROJECTED, Status.TARGET)
    return form.status in _PLANS or (
        behaviour.behaviour is Behaviour.FLOW and is_unfinished(form.period, form.told)
    )


def is_unfinished(period: str | None, told: str | None) -> bool:
    """Whether a period was not over when it was told of: whatever the words, that figure is a forecast."""
    span, month = interval(period), interval(told)
    return span is not None and month is not None and month.end < span.end


def compare_polarity(a: Form, b: Form, fits: bool) -> Comparison | None:
    """The relation of a denial: it contradicts what it denies and is `different` from anything else."""
    denied = (a.status is Status.DENIED, b.status is Status.DENIED)
    if denied == (False, False):
        return None
    if denied[0] != denied[1] and a.kind is Kind.QUANTITY:
        bound = _denied_bound(*((a, b) if denied[0] else (b, a)))
        if bound is not None:
            return bound
    if all(denied):
        return finding("status", Relation.AGREE if fits else Relation.DIFFERENT, Reason.BOTH_DENY, 0.8)
    if fits:
        return finding("status", Relation.CONTRADICT, Reason.DENIED, 0.85)
    return finding("status", Relation.DIFFERENT, Reason.DENIED_OTHER, 0.8)


def _denied_bound(denied: Form, told: Form) -> Comparison | None:
    """The relation of "not more than X" to a bare value: what lies beyond is what it rules out.

    Told before, such a denial is a word about what will be, and what came of it is news.
    `None` when what is denied is no bound, or the other repeats the bound itself.
    """
    above = denied.modifier in (Modifier.OVER, Modifier.AT_LEAST)
    below = denied.modifier in (Modifier.UNDER, Modifier.UP_TO)
    if not (above or below) or denied.low is None or told.low is None or denied.unit != told.unit:
        return None
    if told.modifier is denied.modifier and told.low == denied.low:
        return None
    within = told.low > denied.low if above else told.low < denied.low
    met = told.low == denied.low and denied.modifier in (Modifier.AT_LEAST, Modifier.UP_TO)
    if within or met:
        earlier, later = placed(denied), placed(told)
        if earlier is not None and later is not None and earlier.start < later.start:
            return finding("status", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.7)
        return finding("status", Relation.CONTRADICT, Reason.DENIED, 0.75)
    return finding("status", Relation.DIFFERENT, Reason.DENIED_OTHER, 0.8)


def placed(form: Form) -> Interval | None:
    """When a value holds: its stated period, else the month in which it was told."""
    return interval(form.period) or interval(form.told)


def compare_plans(a: Form, b: Form, behaviour: MetricBehaviour, rules: Rules) -> Comparison | None:
    """The relation of two clashing values of one thing where one is a plan, forecast or expectation."""
    plans = (is_plan(a, behaviour), is_plan(b, behaviour))
    if all(plans):
        return _two_plans(a, b, behaviour)
    if any(plans):
        plan, outcome = (a, b) if plans[0] else (b, a)
        if outcome.status is Status.ESTIMATED and behaviour.behaviour in (Behaviour.CONSTANT, Behaviour.FLOW):
            return _plan_and_estimate(plan)
        if behaviour.behaviour is Behaviour.FLOW and _is_hindsight(plan, outcome):
            return finding("status", Relation.DIFFERENT, Reason.EXPECTATION, 0.75)
        return _plan_and_outcome(plan, outcome, rules)
    return _expectation(a, b, behaviour)


def _is_hindsight(plan: Form, outcome: Form) -> bool:
    """Whether others' forecast is told after its period: as what the result is measured against."""
    told, span = interval(plan.told), interval(outcome.period)
    if told is None or span is None or plan.status is not Status.PROJECTED or is_own(plan):
        return False
    return told.start >= span.end


def is_own(form: Form) -> bool:
    """Whether a forecast is the subject's own."""
    return form.provider is not None and subject_key(form.provider) == subject_key(form.subject)


def _two_plans(a: Form, b: Form, behaviour: MetricBehaviour) -> Comparison:
    """Two forecasts of one period contradict, but a subject revises its own, and plans of an event change."""
    own = (is_own(a), is_own(b))
    ranges = Modifier.RANGE in (a.modifier, b.modifier)
    if all(own) or (any(own) and ranges):
        return finding("status", Relation.UPDATE, Reason.GUIDANCE_REVISED, 0.7)
    if behaviour.behaviour in (Behaviour.EVENT, Behaviour.STOCK):
        left, right = interval(a.told), interval(b.told)
        moved = left is not None and right is not None and left.gap(right) > 0
        firmer = (a.status is Status.RUMOURED) != (b.status is Status.RUMOURED)
        if moved or firmer:
            return finding("status", Relation.UPDATE, Reason.PLAN_CHANGED, 0.6)
    return finding("status", Relation.CONTRADICT, Reason.VALUE_DIFFERS, 0.8)


def _plan_and_estimate(plan: Form) -> Comparison:
    if is_own(plan):
        return finding("status", Relation.DIFFERENT, Reason.EXPECTATION, 0.7)
    return finding("status", Relation.CONTRADICT, Reason.VALUE_DIFFERS, 0.7)


def _plan_and_outcome(plan: Form, outcome: Form, rules: Rules) -> Comparison:
    told, happened = interval(plan.told), placed(outcome)
    late = timedelta(days=int(rules.thresholds.event_days.value))
    if told is not None and happened is not None and told.start >= happened.end + late:
        return finding("status", Relation.CONTRADICT, Reason.VALUE_DIFFERS, 0.7)
    return finding("status", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.85)


def _expectation(a: Form, b: Form, behaviour: MetricBehaviour) -> Comparison | None:
    estimated = (a.status is Status.ESTIMATED, b.status is Status.ESTIMATED)
    if behaviour.behaviour not in (Behaviour.FLOW, Behaviour.STOCK) or estimated == (False, False):
        return None
    if all(estimated):
        apart = a.provider is not None and b.provider is not None
        if apart and subject_key(a.provider or "") != subject_key(b.provider or ""):
            return finding("status", Relation.DIFFERENT, Reason.OTHER_PROVIDER, 0.8)
        return None
    if a.period is not None and b.period is not None:
        return finding("status", Relation.DIFFERENT, Reason.EXPECTATION, 0.8)
    return None


@lru_cache(maxsize=1024)
def finding(slot: str, relation: Relation | None, reason: Reason, score: float) -> Comparison:
    """A comparison with the plain meaning of its reason as detail."""
    return Comparison(slot=slot, relation=relation, reason=reason, detail=MEANING[reason], score=score)
