"""Two forms beside each other: the first slot, in order, that settles it names the relation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checkers.compare.currencies import compare_units
from checkers.compare.facts import compare_facts
from checkers.compare.quantities import compare_values
from checkers.compare.quotes import compare_quotes
from checkers.compare.revisions import compare_revisions
from checkers.compare.scopes import compare_scopes
from checkers.compare.statuses import compare_polarity, finding
from checkers.compare.subjects import compare_counterparties, compare_subjects
from checkers.compare.times import compare_times
from checkers.phrases import explain, shown
from checkers.reasons import Reason
from checkers.records import Comparison, Form, FormRelation, Relation, Slot
from checkers.ruled import ruled
from checkers.rules import Rules
from checkers.severity import Bench, weigh
from extractors.records import Kind

Comparator = Callable[[Form, Form, Rules], Comparison | None]
Look = tuple[Slot, Comparison | None]

COMPARATORS: Mapping[Kind, tuple[tuple[Slot, Comparator], ...]] = {
    Kind.QUANTITY: (
        (Slot.SUBJECT, compare_subjects),
        (Slot.COUNTERPARTY, compare_counterparties),
        (Slot.SCOPE, compare_scopes),
    ),
    Kind.FACT: (
        (Slot.SUBJECT, compare_subjects),
        (Slot.COUNTERPARTY, compare_counterparties),
        (Slot.SCOPE, compare_scopes),
        (Slot.OBJECT, compare_facts),
    ),
    Kind.QUOTE: ((Slot.SUBJECT, compare_subjects), (Slot.WORDS, compare_quotes)),
}
"""What is looked at first, in order, by kind. A comparison without a relation only lowers confidence."""


def in_order(a: Form, b: Form) -> tuple[Form, Form]:
    """Two forms in the order in which they are compared: by id."""
    return (a, b) if a.form_id <= b.form_id else (b, a)


def look(a: Form, b: Form, rules: Rules) -> list[Look]:
    """Every slot that is looked at, in order, with what was found there; `None` where nothing matters.

    What is found last settles how the two stand; if it has no relation, they say nothing of each other. The
    two must be in the order of `in_order`.
    """
    looked: list[Look] = []
    found: Comparison | None = None
    for slot, comparator in COMPARATORS[a.kind]:
        found = comparator(a, b, rules)
        looked.append((slot, found))
        if found is not None and found.relation is not None:
            break
    else:
        if a.kind is Kind.QUANTITY:
            found = _look_at_quantities(a, b, rules, looked)
    together = _side_by_side(a, b, found)
    if together is not None:
        looked.append((Slot.SENTENCE, together))
    return looked


def _look_at_quantities(a: Form, b: Form, rules: Rules, looked: list[Look]) -> Comparison:
    """Units, values, polarity, then time and status: the order in which news contradicts itself."""
    value = compare_units(a, b, rules)
    looked.append((Slot.UNIT, value))
    if value is not None and value.relation is Relation.DIFFERENT:
        return value
    if value is None:
        value = compare_values(a, b, rules.thresholds) or finding("value", None, Reason.NO_VALUE, 1.0)
        looked.append((Slot.VALUE, value))
    if value.relation is None:
        return value
    denial = compare_polarity(a, b, value.relation is Relation.AGREE)
    looked.append((Slot.DENIAL, denial))
    if denial is not None:
        return denial
    if value.relation is Relation.CONTRADICT:
        revised = compare_revisions(a, b, rules)
        looked.append((Slot.CHANGE, revised))
        if revised is not None:
            return revised
    found = compare_times(a, b, value, rules)
    looked.append((Slot.TIME, found))
    return found


def compare_forms(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """The comparison that settles how two forms stand; `None` when they say nothing of each other.

    Symmetric in its arguments. Reads nothing but the two forms and the rules, so that a third claim never
    changes the relation of two others.
    """
    last: Comparison | None = None
    share = 1.0
    for _, found in look(*in_order(a, b), rules):
        if found is not None:
            last = found
            share *= found.score if found.relation is None else 1.0
    if last is None or last.relation is None:
        return None
    return last.dimmed(share)


def _side_by_side(a: Form, b: Form, found: Comparison | None) -> Comparison | None:
    """No writer contradicts himself within a sentence: two values there are of two things.

    An outcome beside a forecast of its own period is measured against what others had expected.
    """
    if found is None or a.beside is None or a.beside != b.beside:
        return None
    if found.reason is Reason.PLAN_THEN_OUTCOME and a.period is not None and a.period == b.period:
        return finding("sentence", Relation.DIFFERENT, Reason.EXPECTATION, found.score)
    if found.relation is not Relation.CONTRADICT:
        return None
    return finding("sentence", Relation.DIFFERENT, Reason.TOLD_TOGETHER, found.score)


def judge(a: Form, b: Form, bench: Bench) -> FormRelation | None:
    """The relation of two forms with its sentence, confidence, severity and alert; a ruling outranks it."""
    first, second = in_order(a, b)
    found = compare_forms(first, second, bench.rules)
    if found is None or found.relation is None:
        return None
    relation = found.relation
    found = found.dimmed(bench.sure(first, second))
    weight = weigh(first, second, found, bench)
    judged = FormRelation(
        form_a=first.form_id,
        form_b=second.form_id,
        relation=relation,
        reason=str(found.reason),
        explanation=explain(first, second, found, bench.rules),
        confidence=round(found.score, 4),
        severity=weight.severity,
        alert=weight.alert,
    )
    return ruled(judged, first, second, bench, _values)


def _values(a: Form, b: Form) -> str:
    return f"{{a}}{shown(a)}{{/}}; {{b}}{shown(b)}{{/}}; "
