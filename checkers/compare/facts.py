"""Facts beside each other (DESIGN 3.9): names, dates by prefix, licences by a table, stages of an event."""

from __future__ import annotations

import re
from dataclasses import replace

from checkers.behaviours import MetricBehaviour, Values
from checkers.compare.names import name_key, name_words
from checkers.compare.periods import interval
from checkers.compare.statuses import compare_polarity, finding, is_plan, placed
from checkers.reasons import Reason
from checkers.records import Change, Comparison, Form, Relation
from checkers.rules import Rules
from extractors.lexicon.metrics import Behaviour
from extractors.records import Status

_LABELS = frozenset(("round", "deal", "event", "tranche"))
_LIST = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_DATE = re.compile(r"^(?:\d{4}|--)(?:-?\d{2})?(?:-\d{2})?$|^\d{4}-Q[1-4]$")


def compare_facts(a: Form, b: Form, rules: Rules) -> Comparison:
    """The relation of two facts of one subject and metric; none, with the reason, when they do not touch."""
    if a.object is None or b.object is None:
        return finding("object", None, Reason.NO_VALUE, 1.0)
    behaviour = rules.behaviours.of(a.metric)
    if behaviour.values is Values.DATE or (_is_date(a.object) and _is_date(b.object)):
        return _dates(a, b, behaviour, rules)
    if behaviour.values is Values.LICENCE:
        return _licences(a, b, rules)
    if behaviour.values is Values.STATUS:
        return _statuses(a, b, rules)
    return _names(a, b, behaviour, rules)


def _is_date(words: str) -> bool:
    return bool(_DATE.match(words))


def _names(a: Form, b: Form, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    left, right = _listed(a.object or "", rules), _listed(b.object or "", rules)
    joined = {words.replace(" ", "") for words in left} == {words.replace(" ", "") for words in right}
    same = joined or (len(left) == len(right) == 1 and _same_person(*left, *right))
    denial = compare_polarity(a, b, same)
    if denial is not None:
        return denial
    if same:
        return finding("object", Relation.AGREE, Reason.SAME_NAME, 0.95)
    several = a.beside is not None or b.beside is not None or len(left) > 1 or len(right) > 1
    if behaviour.unnamed or not behaviour.exclusive or several:
        if behaviour.unnamed:
            return finding("object", None, Reason.UNNAMED_FACT, 1.0)
        return finding("object", Relation.DIFFERENT, Reason.ONE_OF_SEVERAL, 0.7)
    return _one_holder(a, b, behaviour, rules)


def _listed(words: str, rules: Rules) -> frozenset[str]:
    parts = (part for part in _LIST.split(words) if part)
    return frozenset(name_key(rules.judgements.subject_of(part)) for part in parts)


def _same_person(left: str, right: str) -> bool:
    """Whether one name is the other's last word: `altman`, `sam altman`."""
    short, long = sorted((left.split(), right.split()), key=len)
    return bool(short) and long[-len(short) :] == short


def _one_holder(a: Form, b: Form, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    left, right = placed(a), placed(b)
    if Change.FORMER in (a.change, b.change) and a.change != b.change:
        return finding("change", Relation.UPDATE, Reason.HANDED_OVER, 0.75)
    if behaviour.behaviour is Behaviour.EVENT:
        if _is_labelled_elsewhere(a, b) or _is_labelled_elsewhere(b, a):
            return finding("scope", Relation.DIFFERENT, Reason.OTHER_EVENT, 0.7)
        gap = left.gap(right) if left is not None and right is not None else None
        if gap is not None and gap > rules.thresholds.event_days.value:
            return finding("period", Relation.DIFFERENT, Reason.OTHER_EVENT, 0.8)
        if is_plan(a, behaviour) != is_plan(b, behaviour):
            return finding("status", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.7)
        share = 1.0 if gap is not None else rules.thresholds.undated_share.share
        return replace(finding("object", Relation.CONTRADICT, Reason.OTHER_NAME, 0.8), score=0.8 * share)
    if a.period is not None and a.period == b.period and a.status == b.status:
        return finding("object", Relation.CONTRADICT, Reason.OTHER_NAME, 0.7)
    return finding("period", Relation.UPDATE, Reason.HANDED_OVER, 0.7)


def _is_labelled_elsewhere(a: Form, b: Form) -> bool:
    """Whether the first is placed by a label alone, and the second by a date and no label.

    "Which led the Series B" looks back to a round that the article's date does not place.
    """
    labels = {slot for slot, _ in a.scope} & _LABELS
    return (
        bool(labels)
        and not labels & {slot for slot, _ in b.scope}
        and a.period is None
        and b.period is not None
    )


def _dates(a: Form, b: Form, behaviour: MetricBehaviour, rules: Rules) -> Comparison:
    left, right = a.object or "", b.object or ""
    fit = _date_fit(left, right)
    denial = compare_polarity(a, b, fit is not None)
    if denial is not None:
        return denial
    if fit is not None:
        return finding("object", Relation.AGREE, fit, 0.95 if fit is Reason.SAME_DATE else 0.85)
    first, second = interval(left), interval(right)
    if first is None or second is None:
        partial = left.startswith("--") or right.startswith("--")
        if partial:
            return finding("object", Relation.CONTRADICT, Reason.DATE_DIFFERS, 0.6)
        return finding("object", None, Reason.UNKNOWN_VALUE, 1.0)
    apart = first.gap(second) > rules.thresholds.event_days.value
    if Change.FORMER in (a.change, b.change) and a.change != b.change:
        return finding("change", Relation.UPDATE, Reason.REVISED, 0.75)
    if is_plan(a, behaviour) != is_plan(b, behaviour):
        return finding("status", Relation.UPDATE, Reason.PLAN_THEN_OUTCOME, 0.8)
    if behaviour.behaviour is Behaviour.EVENT and apart:
        return finding("object", Relation.DIFFERENT, Reason.OTHER_EVENT, 0.6)
    days = abs((first.start - second.start).days)
    near = len(left) == len(right) == 10 and days <= rules.thresholds.near_date_days.value
    score = rules.thresholds.alert_confidence.share * 0.9 if near else 0.85
    return finding("object", Relation.CONTRADICT, Reason.DATE_DIFFERS, score)


def _date_fit(left: str, right: str) -> Reason | None:
    if left == right:
        return Reason.SAME_DATE
    if left.startswith("--") or right.startswith("--"):
        bare_left, bare_right = left.lstrip("-"), right.lstrip("-")
        return Reason.DATE_PREFIX if bare_left[-5:] == bare_right[-5:] and len(bare_left[-5:]) == 5 else None
    first, second = interval(left), interval(right)
    if first is not None and second is not None and (first.contains(second) or second.contains(first)):
        return Reason.DATE_PREFIX
    return None


def _licences(a: Form, b: Form, rules: Rules) -> Comparison:
    left, right = a.object or "", b.object or ""
    one, other = rules.licences.class_of(left), rules.licences.class_of(right)
    same = rules.licences.same_name(left, right)
    denied = (a.status is Status.DENIED, b.status is Status.DENIED)
    if denied[0] != denied[1] and one is not None and other is not None:
        refused, stated = (one, other) if denied[0] else (other, one)
        relation = rules.licences.denial(refused, stated)
        reason = {Relation.CONTRADICT: Reason.DENIED, Relation.AGREE: Reason.DENIAL_AGREES}
        return finding("object", relation, reason.get(relation, Reason.LICENCE_COMPATIBLE), 0.8)
    both = compare_polarity(a, b, same or (one is not None and one == other)) if all(denied) else None
    if both is not None:
        return both
    if same:
        return finding("object", Relation.AGREE, Reason.SAME_LICENCE, 0.95)
    if one is None or other is None:
        return finding("object", None, Reason.UNKNOWN_VALUE, 1.0)
    if one == other == "custom":
        return finding("object", Relation.DIFFERENT, Reason.LICENCE_COMPATIBLE, 0.5)
    relation = rules.licences.relation(one, other)
    reasons = {Relation.AGREE: Reason.SAME_LICENCE, Relation.CONTRADICT: Reason.LICENCE_CONFLICT}
    return finding("object", relation, reasons.get(relation, Reason.LICENCE_COMPATIBLE), 0.8)


def _statuses(a: Form, b: Form, rules: Rules) -> Comparison:
    left, right = name_words(a.object or ""), name_words(b.object or "")
    denial = compare_polarity(a, b, left == right)
    if denial is not None:
        return denial
    if left == right:
        return finding("object", Relation.AGREE, Reason.SAME_STATUS, 0.9)
    stages = rules.behaviours.stage
    good = [any(name_words(stage) == words for stage in stages.ended_well) for words in (left, right)]
    bad = [any(name_words(stage) == words for stage in stages.ended_badly) for words in (left, right)]
    one, other = placed(a), placed(b)
    moved = one is not None and other is not None and one.gap(other) > 0
    if not moved and ((good[0] and bad[1]) or (good[1] and bad[0])):
        return finding("object", Relation.CONTRADICT, Reason.OPPOSITE_ENDS, 0.7)
    return finding("object", Relation.UPDATE, Reason.PROGRESS, 0.75)
