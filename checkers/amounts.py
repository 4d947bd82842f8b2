"""Numbers as an editor reads them: `$1.05bn`, `12 %`, and how far two of them lie apart."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from checkers.compare.quantities import Value, ends, value_of
from checkers.records import Form
from checkers.rules import Rules
from extractors.records import Modifier

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"}
_SIZES = (
    (Decimal(10**12), "tn"),
    (Decimal(10**9), "bn"),
    (Decimal(10**6), "m"),
)
_POINTS = frozenset(("percent", "percentage_points", "basis_points"))
_DIGITS = 6
_FEW_TIMES = Decimal(2)
_MANY_TIMES = Decimal(10)


def amount_words(number: Decimal, unit: str | None) -> str:
    """A number in base units with its unit: `$1.05bn`, `72.3bn parameters`, `12 %`; six digits at most."""
    size, ending = next(((size, ending) for size, ending in _SIZES if abs(number) >= size), (Decimal(1), ""))
    digits = f"{_short(number / size)}{ending}"
    if unit in _SIGNS:
        return f"-{_SIGNS[unit]}{digits[1:]}" if digits.startswith("-") else f"{_SIGNS[unit]}{digits}"
    if unit == "percent":
        return f"{digits} %"
    if unit is None or unit == "count":
        return digits
    if unit.isupper():
        return f"{unit} {digits}"
    return f"{digits} {unit.replace('_', ' ')}"


def _short(number: Decimal) -> str:
    places = max(0, _DIGITS - max(1, number.adjusted() + 1)) if number else 0
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def meaning_words(form: Form, rules: Rules) -> str:
    """The interval that a written value means: `$0.95bn to $1.05bn`; empty when it has no number."""
    value = value_of(form, rules.thresholds)
    if value is None:
        return ""
    low, high = ends(value, rules.thresholds)
    if value.is_lower:
        return f"from {amount_words(value.low.value, form.unit)} up"
    if value.is_upper:
        return f"up to {amount_words(value.high.value, form.unit)}"
    if low == high:
        return amount_words(low, form.unit)
    return f"{amount_words(low, form.unit)} to {amount_words(high, form.unit)}"


def apart_words(a: Form, b: Form, rules: Rules) -> str:
    """How far two values lie apart: `26 % apart` (of their mean), `3.2 times the other`, `5 points apart`.

    Measured between the printed numbers, of ranges the nearest ends; an amount of another currency is
    converted. Empty where there is nothing to measure.
    """
    left, right = value_of(a, rules.thresholds), value_of(b, rules.thresholds)
    if left is None or right is None:
        return ""
    rate = Decimal(1)
    if a.unit != b.unit and rules.rates.is_currency(a.unit) and rules.rates.is_currency(b.unit):
        day = min(filter(None, (a.period, b.period, a.told, b.told)), default=None)
        found = rules.rates.rate(b.unit or "", a.unit or "", day)
        if found is None:
            return ""
        rate = found.mean
    return _distance(left, right, rate, a.unit if a.unit in _POINTS and a.unit == b.unit else None)


@lru_cache(maxsize=65536)  # the values of a question meet in many pairs
def _distance(left: Value, right: Value, rate: Decimal, points: str | None) -> str:
    one, other = _nearest(left, right, rate)
    if one == other:
        return ""
    if points is not None:
        name = "basis points" if points == "basis_points" else "points"
        return f"{_short(abs(one - other))} {name} apart"
    small, large = sorted((abs(one), abs(other)))
    if small == 0 or (one < 0) != (other < 0):
        return ""
    return _ratio_words(large / small, (large - small) / ((large + small) / 2))


def _nearest(left: Value, right: Value, rate: Decimal) -> tuple[Decimal, Decimal]:
    low, high = (right.low.value * rate, right.high.value * rate)
    if left.high.value < low:
        return left.high.value, low
    if high < left.low.value:
        return left.low.value, high
    if left.modifier is Modifier.RANGE or right.modifier is Modifier.RANGE:
        return (left.low.value, low) if left.low.value != low else (left.high.value, high)
    return left.low.value, low


def _ratio_words(ratio: Decimal, share: Decimal) -> str:
    if ratio >= _MANY_TIMES:
        return f"one {round(ratio):,} times the other"
    if ratio >= _FEW_TIMES:
        times = _short(round(ratio, 1))
        return "one twice the other" if times == "2" else f"one {times} times the other"
    percent = share * 100
    return f"{_short(round(percent, 0 if percent >= 1 else 2))} % apart"
