"""Values that a text itself tells as changed (DESIGN 3.6): old and new are news, not an error."""

from __future__ import annotations

from checkers.behaviours import MetricBehaviour
from checkers.compare.statuses import finding, is_plan
from checkers.reasons import Reason
from checkers.records import Change, Comparison, Form, Relation
from checkers.rules import Rules
from extractors.lexicon.metrics import Behaviour
from extractors.records import Status

_PINNED = (Behaviour.STOCK, Behaviour.FLOW)


def compare_revisions(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """`update` for two clashing values of which one was given up, raised or lowered; else `None`.

    "Up from $8.9bn" makes $8.9bn the old value wherever it clashes, but not where both are reported for one
    stated time.
    "Raised its offer to $41" makes what is lower an older offer; a figure reported for a stated period is
    not moved by words: that revenue rose to $12bn says nothing of another figure for the same year.
    """
    if a.change == b.change:
        return None
    behaviour = rules.behaviours.of(a.metric)
    if behaviour.behaviour is Behaviour.STOCK and is_plan(a, behaviour) != is_plan(b, behaviour):
        return None  # from where it stands to what is aimed at: nothing is given up
    if Change.FORMER in (a.change, b.change):
        pinned = a.period is not None and a.period == b.period and behaviour.behaviour in _PINNED
        if pinned and not _is_open(a, b, behaviour):
            return None
        return finding("change", Relation.UPDATE, Reason.REVISED, 0.75)
    if Change.RAISED in (a.change, b.change) and Change.LOWERED in (a.change, b.change):
        return None
    moved, other = (a, b) if a.change is not None else (b, a)
    moves = behaviour.behaviour in (Behaviour.EVENT, Behaviour.STOCK) or _is_open(a, b, behaviour)
    if moves and _went_past(moved, other, rules):
        return finding("change", Relation.UPDATE, Reason.REVISED, 0.65)
    return None


def _is_open(a: Form, b: Form, behaviour: MetricBehaviour) -> bool:
    """Whether one of two is no report but a plan, a forecast or an estimate, which people change."""
    return any(is_plan(form, behaviour) or form.status is Status.ESTIMATED for form in (a, b))


def _went_past(moved: Form, other: Form, rules: Rules) -> bool:
    """Whether a value was moved away from where the other stands, within the reach of one story."""
    if moved.low is None or other.low is None or moved.unit != other.unit or other.low <= 0 or moved.low <= 0:
        return False
    small, large = sorted((moved.low, other.low))
    if large >= rules.thresholds.same_telling_factor.value * small:
        return False
    return (moved.low > other.low) == (moved.change is Change.RAISED)
