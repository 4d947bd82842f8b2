"""Two written values beside each other: equal, rounded, bounded, in range, or apart (DESIGN 3.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from checkers.compare.written import Written, clean_text, written_number
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, Relation
from checkers.slips import name_slip
from checkers.thresholds import Thresholds
from extractors.records import Claim, Modifier

_LOWER = (Modifier.OVER, Modifier.AT_LEAST)
_UPPER = (Modifier.UNDER, Modifier.UP_TO)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Value:
    """What a form says of a number: its written ends and its hedge. `low` is `high` unless it is a range.

    Compared by identity, so that caches are cheap: `value_of` gives one value for all that is written alike.
    """

    low: Written
    high: Written
    modifier: Modifier

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low.value != self.high.value

    @property
    def is_lower(self) -> bool:
        """Whether it is a bound from below: over, at least."""
        return self.modifier in _LOWER

    @property
    def is_upper(self) -> bool:
        """Whether it is a bound from above: under, up to."""
        return self.modifier in _UPPER

    @property
    def is_about(self) -> bool:
        """Whether it is hedged as approximate."""
        return self.modifier is Modifier.ABOUT


@lru_cache(maxsize=8192)
def value_of(form: Form, thresholds: Thresholds) -> Value | None:
    """The written value of a form, `None` when it has no number."""
    ends_of = (form.low, form.high)
    return _value(ends_of, form.value_text, form.unit, form.modifier, thresholds.full_digits_below.value)


def value_of_claim(claim: Claim, thresholds: Thresholds) -> Value | None:
    """The written value of a claim, `None` when it has no number."""
    ends_of = (claim.low, claim.high)
    return _value(ends_of, claim.value_text, claim.unit, claim.modifier, thresholds.full_digits_below.value)


@lru_cache(maxsize=65536)
def _value(
    ends_of: tuple[Decimal | None, Decimal | None],
    text: str | None,
    unit: str | None,
    modifier: Modifier,
    full_below: Decimal,
) -> Value | None:
    low, high = ends_of
    lower, upper = (low if low is not None else high), (high if high is not None else low)
    if lower is None or upper is None:
        return None
    words = clean_text(text or "")
    about = modifier is Modifier.ABOUT
    first, last = (written_number(end, words, unit, full_below) for end in (lower, upper))
    step = min(first.step, last.step)  # "2.5 to 3" is 2.5 to 3.0: both ends are written as finely
    first, last = replace(first, step=step), replace(last, step=step)
    return Value(low=replace(first, about=about), high=replace(last, about=about), modifier=modifier)


def same_number(p: Written, q: Written, thresholds: Thresholds) -> Reason | None:
    """Why two written numbers are one, `None` when they are not.

    Of one written precision they must be equal, hedged or not. Else the finer one, rounded or truncated to
    the coarser place, must equal it, within the rounding cap. An `about` admits one last significant digit,
    and its zeros are no digits: `about 400 million` admits 385 million, `about 3,700` does not admit 3,800.
    """
    if p.value == q.value:
        return Reason.SAME_VALUE
    if q.value in p.others or p.value in q.others:
        return Reason.BINARY_PREFIX
    if (p.value < 0) != (q.value < 0):
        return None
    apart, size = abs(p.value - q.value), max(abs(p.value), abs(q.value))
    if p.step != q.step:
        coarse, fine = (p, q) if p.step > q.step else (q, p)
        if apart <= thresholds.rounding_cap.value * size:
            if coarse.rounds(fine.value):
                return Reason.ROUNDED
            if coarse.truncates(fine.value):
                return Reason.TRUNCATED
    hedged = [
        number for number in (p, q) if number.about and (p.step != q.step or number.last_digit > number.step)
    ]
    return Reason.WITHIN_HEDGE if any(apart <= _room(number, thresholds) for number in hedged) else None


def _room(number: Written, thresholds: Thresholds) -> Decimal:
    """How far an `about` reaches: one whole last significant digit, within the cap."""
    return min(number.last_digit, thresholds.about_widening.value * abs(number.value))


def compare_values(a: Form, b: Form, thresholds: Thresholds) -> Comparison | None:
    """How two values of one unit stand by arithmetic alone; `None` when one has no number."""
    left, right = value_of(a, thresholds), value_of(b, thresholds)
    if left is None or right is None:
        return None
    return _compare(left, right, thresholds)


@lru_cache(maxsize=65536)
def _compare(left: Value, right: Value, thresholds: Thresholds) -> Comparison:
    if left.is_range or right.is_range:
        return _with_range(left, right, thresholds)
    p, q = left.low, right.low
    same = same_number(p, q, thresholds)
    if same is not None:
        opposite = (left.is_lower and right.is_upper) or (left.is_upper and right.is_lower)
        return _found(Relation.AGREE, Reason.HEDGE_DIFFERS if opposite else same, _SURE[same])
    if left.is_lower or left.is_upper or right.is_lower or right.is_upper:
        return _with_bound(left, right, thresholds)
    if (p.value < 0) != (q.value < 0) and p.value * q.value != 0:
        return _found(Relation.CONTRADICT, Reason.OPPOSITE_SIGN, 0.8)
    slip = name_slip(p, q)
    return _found(Relation.CONTRADICT, slip or Reason.VALUE_DIFFERS, 0.95)


_SURE = {
    Reason.SAME_VALUE: 1.0,
    Reason.ROUNDED: 0.95,
    Reason.TRUNCATED: 0.95,
    Reason.BINARY_PREFIX: 0.95,
    Reason.WITHIN_HEDGE: 0.85,
}


def _found(relation: Relation, reason: Reason, score: float) -> Comparison:
    return Comparison(slot="value", relation=relation, reason=reason, detail=MEANING[reason], score=score)


def _with_bound(left: Value, right: Value, thresholds: Thresholds) -> Comparison:
    if (left.is_lower and right.is_lower) or (left.is_upper and right.is_upper):
        return _near_or_far(left.low.value, right.low.value, thresholds)
    bound, other = (left, right) if left.is_lower or left.is_upper else (right, left)
    limit, value = bound.low.value, other.low.value
    broken = value < limit if bound.is_lower else value > limit
    if broken:
        return _found(Relation.CONTRADICT, Reason.BOUND_BROKEN, 0.9)
    return _near_or_far(limit, value, thresholds)


def _near_or_far(limit: Decimal, value: Decimal, thresholds: Thresholds) -> Comparison:
    small, large = sorted((abs(limit), abs(value)))
    near = (limit < 0) == (value < 0) and large <= thresholds.bound_near.value * small
    if near:
        return _found(Relation.AGREE, Reason.BOUND_MET, 0.8)
    return _found(Relation.DIFFERENT, Reason.BOUND_FAR, 0.8)


def _with_range(left: Value, right: Value, thresholds: Thresholds) -> Comparison:
    if left.is_range and right.is_range:
        return _two_ranges(left, right, thresholds)
    span, other = (left, right) if left.is_range else (right, left)
    point = other.low
    if other.is_lower or other.is_upper:
        return _range_and_bound(span, other, thresholds)
    room = max(
        point.step * _HALF, thresholds.about_widening.value * abs(point.value) if other.is_about else 0
    )
    inside = span.low.value - span.low.step * _HALF <= point.value + room and (
        point.value - room <= span.high.value + span.high.step * _HALF
    )
    if inside:
        return _found(Relation.AGREE, Reason.IN_RANGE, 0.85)
    return _found(Relation.CONTRADICT, Reason.OUT_OF_RANGE, 0.9)


def _two_ranges(left: Value, right: Value, thresholds: Thresholds) -> Comparison:
    lows = same_number(left.low, right.low, thresholds)
    highs = same_number(left.high, right.high, thresholds)
    if lows and highs:
        worse = min((lows, highs), key=lambda reason: _SURE[reason])
        return _found(Relation.AGREE, worse, _SURE[worse])
    apart = left.high.value < right.low.value or right.high.value < left.low.value
    return _found(Relation.CONTRADICT, Reason.RANGE_DIFFERS, 0.9 if apart else 0.7)


def _range_and_bound(span: Value, bound: Value, thresholds: Thresholds) -> Comparison:
    limit = bound.low
    near_end, far_end = (span.low, span.high) if bound.is_lower else (span.high, span.low)
    meets: Callable[[Decimal], bool] = (
        (lambda value: value >= limit.value) if bound.is_lower else (lambda value: value <= limit.value)
    )
    if meets(near_end.value) or same_number(limit, near_end, thresholds):
        return _near_or_far(limit.value, near_end.value, thresholds)
    if meets(far_end.value):
        return _found(Relation.CONTRADICT, Reason.RANGE_DIFFERS, 0.6)
    return _found(Relation.CONTRADICT, Reason.BOUND_BROKEN, 0.85)


@lru_cache(maxsize=65536)
def ends(value: Value, thresholds: Thresholds) -> tuple[Decimal, Decimal]:
    """The interval a value means: half a last digit each side, more for `about`; bounds by their number."""
    room_low, room_high = (
        min(end.step * _HALF, thresholds.rounding_cap.value * abs(end.value))
        for end in (value.low, value.high)
    )
    if value.is_about:
        about = _room(value.low, thresholds)
        room_low, room_high = max(room_low, about), max(room_high, about)
    return value.low.value - room_low, value.high.value + room_high
