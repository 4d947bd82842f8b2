"""How grave a contradiction is, and whether it is worth an alert."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from checkers.compare.quantities import Value, ends, value_of
from checkers.reasons import Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules
from extractors.records import Kind

_FACT_GAP = 0.5
_QUOTE_GAPS = {Reason.NEGATION_DIFFERS: 0.9, Reason.NUMBER_DIFFERS: 0.8, Reason.TENSE_DIFFERS: 0.1}
_QUOTE_GAP = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What judging pairs needs beside the pair.

    `spellings` holds every printed value of a form, `sureness` the confidence of its surest claim,
    `articles` the article of a form that only one article tells, `standing` how it stands to each
    reference, and `named` its claims that rulings name, all by form id.
    """

    rules: Rules
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sureness: Mapping[str, float] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    standing: Mapping[str, Mapping[str, Relation]] = field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def sure(self, a: Form, b: Form) -> float:
        """How sure extraction is of the less sure of two forms, 0..1; 1 when nothing is known."""
        return min(self.sureness.get(a.form_id, 1.0), self.sureness.get(b.form_id, 1.0))

    def within_one_article(self, a: Form, b: Form) -> bool:
        """Whether one and the same article is the only one that tells either form."""
        only = self.articles.get(a.form_id)
        return only is not None and only == self.articles.get(b.form_id)

    def is_backed(self, a: Form, b: Form) -> bool:
        """Whether a reference agrees with one of two forms and contradicts the other."""
        left, right = self.standing.get(a.form_id, {}), self.standing.get(b.form_id, {})
        sides = {Relation.AGREE, Relation.CONTRADICT}
        return any({left[reference], right[reference]} == sides for reference in left.keys() & right.keys())


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a contradiction weighs: `severity` is gap x materiality x confidence, each 0..1.

    It is worth an alert when severity and confidence reach what is needed. `backing` is how far towards 1 a
    reference behind one side moves the severity.
    """

    gap: float = 0.0
    materiality: float = 0.0
    confidence: float = 0.0
    needed_severity: float = 0.0
    needed_confidence: float = 0.0
    backing: float = 0.0

    @property
    def severity(self) -> float:
        """What ranks contradictions, 0..1."""
        severity = self.gap * self.materiality * self.confidence
        return round(severity + (1 - severity) * self.backing, 4)

    @property
    def alert(self) -> bool:
        """Whether it is worth an alert."""
        sure = self.gap > 0 and self.confidence >= self.needed_confidence
        return sure and self.severity >= self.needed_severity


_NOTHING = Weight()


def weigh(a: Form, b: Form, found: Comparison, bench: Bench) -> Weight:
    """What a comparison weighs whose score is its confidence; nothing unless it is a contradiction.

    Within one article, where figures of different scope stand close together, more confidence is asked for.
    """
    if found.relation is not Relation.CONTRADICT:
        return _NOTHING
    rules = bench.rules
    behaviour = rules.behaviours.of(a.metric)
    limits = rules.thresholds
    needed = limits.alert_confidence_unnamed if behaviour.unnamed else limits.alert_confidence
    if a.kind is not Kind.QUOTE and bench.within_one_article(a, b):
        needed = limits.alert_confidence_one_article
    return Weight(
        gap=_gap(a, b, found, rules),
        materiality=behaviour.materiality,
        confidence=found.score,
        needed_severity=limits.alert_severity.share,
        needed_confidence=needed.share,
        backing=limits.reference_weight.share if bench.is_backed(a, b) else 0.0,
    )


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
