"""Two forms beside each other: the first slot, in order, that settles it names the relation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from checkers.compare.currencies import compare_units
from checkers.compare.facts import compare_facts
from checkers.compare.quantities import Value, compare_values, ends, value_of
from checkers.compare.quotes import compare_quotes
from checkers.compare.revisions import compare_revisions
from checkers.compare.scopes import compare_scopes
from checkers.compare.statuses import compare_polarity, finding
from checkers.compare.subjects import compare_counterparties, compare_subjects
from checkers.compare.times import compare_times
from checkers.phrases import explain, shown
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, FormRelation, Relation, Ruling
from checkers.rules import Rules
from extractors.records import Kind

Comparator = Callable[[Form, Form, Rules], Comparison | None]

COMPARATORS: Mapping[Kind, tuple[Comparator, ...]]
"""What is looked at, in order, for each kind. A comparison without a relation only lowers confidence."""

_FACT_GAP = 0.5
_QUOTE_GAPS = {Reason.NEGATION_DIFFERS: 0.9, Reason.NUMBER_DIFFERS: 0.8, Reason.TENSE_DIFFERS: 0.1}
_QUOTE_GAP = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What judging pairs needs beside the pair.

    `spellings` holds every printed value of a form, `sureness` the confidence of its surest claim, and
    `articles` the article of a form that only one article tells, all by form id.
    """

    rules: Rules
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sureness: Mapping[str, float] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)

    def sure(self, a: Form, b: Form) -> float:
        """How sure extraction is of the less sure of two forms, 0..1; 1 when nothing is known."""
        return min(self.sureness.get(a.form_id, 1.0), self.sureness.get(b.form_id, 1.0))

    def within_one_article(self, a: Form, b: Form) -> bool:
        """Whether one and the same article is the only one that tells either form."""
        only = self.articles.get(a.form_id)
        return only is not None and only == self.articles.get(b.form_id)


def _quantities(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """Units, values, polarity, then time and status: the order in which news contradicts itself."""
    value = compare_units(a, b, rules)
    if value is None or value.relation is None:
        value = compare_values(a, b, rules.thresholds)
    elif value.relation is Relation.DIFFERENT:
        return value
    if value is None:
        return None
    denial = compare_polarity(a, b, value.relation is Relation.AGREE)
    if denial is not None:
        return denial
    revised = compare_revisions(a, b, rules) if value.relation is Relation.CONTRADICT else None
    return revised or compare_times(a, b, value, rules)


COMPARATORS = {
    Kind.QUANTITY: (compare_subjects, compare_counterparties, compare_scopes, _quantities),
    Kind.FACT: (compare_subjects, compare_counterparties, compare_scopes, compare_facts),
    Kind.QUOTE: (compare_subjects, compare_quotes),
}


def compare_forms(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """The comparison that settles how two forms stand; `None` when they say nothing of each other.

    Symmetric in its arguments. Reads nothing but the two forms and the rules, so that a third claim never
    changes the relation of two others.
    """
    first, second = (a, b) if a.form_id <= b.form_id else (b, a)
    share = 1.0
    for comparator in COMPARATORS[first.kind]:
        found = comparator(first, second, rules)
        if found is None:
            continue
        if found.relation is not None:
            found = _side_by_side(first, second, found)
            return found.dimmed(share)
        share *= found.score
    return None


def _side_by_side(a: Form, b: Form, found: Comparison) -> Comparison:
    """No writer contradicts himself within a sentence: two values there are of two things.

    An outcome beside a forecast of its own period is measured against what others had expected.
    """
    if a.beside is None or a.beside != b.beside:
        return found
    if found.reason is Reason.PLAN_THEN_OUTCOME and a.period is not None and a.period == b.period:
        return finding("sentence", Relation.DIFFERENT, Reason.EXPECTATION, found.score)
    if found.relation is not Relation.CONTRADICT:
        return found
    return finding("sentence", Relation.DIFFERENT, Reason.TOLD_TOGETHER, found.score)


def judge(a: Form, b: Form, bench: Bench) -> FormRelation | None:
    """The relation of two forms with its sentence, confidence, severity and alert; a ruling outranks it."""
    first, second = (a, b) if a.form_id <= b.form_id else (b, a)
    found = compare_forms(first, second, bench.rules)
    if found is None or found.relation is None:
        return None
    relation, sure = found.relation, bench.sure(first, second)
    found = found.dimmed(sure)
    severity, alert = _weighed(first, second, found, bench)
    judged = FormRelation(
        form_a=first.form_id,
        form_b=second.form_id,
        relation=relation,
        reason=str(found.reason),
        explanation=explain(first, second, found),
        confidence=round(found.score, 4),
        severity=severity,
        alert=alert,
    )
    return _ruled(judged, first, second, bench)


def _weighed(a: Form, b: Form, found: Comparison, bench: Bench) -> tuple[float, bool]:
    """Severity of a contradiction (gap, materiality, confidence) and whether it is worth an alert.

    Within one article, where figures of different scope stand close together, more confidence is asked for.
    """
    if found.relation is not Relation.CONTRADICT:
        return 0.0, False
    rules = bench.rules
    behaviour = rules.behaviours.of(a.metric)
    severity = round(_gap(a, b, found, rules) * behaviour.materiality * found.score, 4)
    limits = rules.thresholds
    needed = limits.alert_confidence_unnamed if behaviour.unnamed else limits.alert_confidence
    if a.kind is not Kind.QUOTE and bench.within_one_article(a, b):
        needed = limits.alert_confidence_one_article
    return severity, severity >= limits.alert_severity.share and found.score >= needed.share


def _gap(a: Form, b: Form, found: Comparison, rules: Rules) -> float:
    """How far two answers lie apart, 0..1: for numbers by the ratio of their nearest ends."""
    if a.kind is Kind.QUOTE:
        return _QUOTE_GAPS.get(Reason(found.reason), _QUOTE_GAP)
    left, right = value_of(a, rules.thresholds), value_of(b, rules.thresholds)
    if a.kind is Kind.FACT or left is None or right is None or a.unit != b.unit:
        return _FACT_GAP
    lows, highs = ends(left, rules.thresholds), ends(right, rules.thresholds)
    far, near = (highs[0], lows[1]) if left.low.value < right.low.value else (lows[0], highs[1])
    if found.reason in (Reason.DENIED, Reason.OPPOSITE_SIGN, Reason.OPPOSITE_DIRECTIONS):
        return _FACT_GAP
    if near <= 0 or far <= near:
        return _raw_gap(left, right, rules)
    return _share_of_gap(math.log(far / near), rules)


def _raw_gap(left: Value, right: Value, rules: Rules) -> float:
    """The gap where the intervals touch: the larger of that of the two lows and that of the two highs."""
    pairs = ((left.low.value, right.low.value), (left.high.value, right.high.value))
    sizes = [sorted((abs(one), abs(other))) for one, other in pairs]
    if any(small == 0 for small, _ in sizes):
        return _FACT_GAP
    return _share_of_gap(max(math.log(large / small) for small, large in sizes), rules)


def _share_of_gap(gap: float, rules: Rules) -> float:
    return gap / (gap + rules.thresholds.gap_half.share)


def _ruled(relation: FormRelation, a: Form, b: Form, bench: Bench) -> FormRelation:
    ruling = bench.rules.judgements.on_pair(a, b, bench.spellings)
    if ruling is None:
        return relation
    by = f" by {ruling.user}" if ruling.user else ""
    if ruling.ruling is Ruling.DISMISSED:
        text = f"{relation.explanation} Dismissed{by}."
        return replace(relation, alert=False, dismissed=True, explanation=text)
    if ruling.ruling is Ruling.CONFIRMED:
        contradicts = relation.relation is Relation.CONTRADICT
        text = f"{relation.explanation} Confirmed{by}."
        return replace(relation, confidence=1.0, alert=contradicts, explanation=text)
    return replace(
        relation,
        relation=Relation.DIFFERENT,
        reason=str(Reason.JUDGED_APART),
        explanation=f"{shown(a)} and {shown(b)}: {MEANING[Reason.JUDGED_APART]}{by}.",
        confidence=1.0,
        severity=0.0,
        alert=False,
    )
