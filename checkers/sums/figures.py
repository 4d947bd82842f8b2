"""A claim as a term of a sum: the interval that its written value means, and what it may be put beside.

The interval is half a unit of the last written digit each side, and the rest of that digit upwards, since a
figure may have been truncated (`$4.87bn` is printed `$4.8bn`). Counted things written in full (`14 people`,
`1,523 votes`) are exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from checkers.compare.quantities import value_of_claim
from checkers.compare.written import Written, clean_text
from checkers.sums.intervals import Interval
from checkers.thresholds import Thresholds
from extractors.records import Claim, Modifier

_HALF = Decimal("0.5")
_DIGIT = re.compile(r"\d")
_MEASURED = frozenset(("percent", "percentage_points", "basis_points", "times"))
_PEOPLE = frozenset(("people", "employees", "users", "customers"))
_COUNT = "count"
_SAME_AS_ALL = frozenset((None, "one"))
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A claim with its interval. `value` is the middle of what is printed, for the working."""

    claim: Claim
    interval: Interval
    value: Decimal

    @property
    def unit(self) -> str:
        """Its unit, empty when none is known."""
        return self.claim.unit or ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of a currency."""
        return bool(_CURRENCY.fullmatch(self.unit))

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "percent"

    @property
    def printed(self) -> str:
        """Its value as printed, hedge included."""
        hedge = _HEDGES.get(self.claim.modifier, "")
        return f"{hedge}{clean_text(self.claim.value_text or '')}"

    def turned(self) -> Term:
        """The same term as a positive number: a loss of 80 is 80 lost."""
        return Term(claim=self.claim, interval=self.interval.negated(), value=-self.value)


_HEDGES = {
    Modifier.ABOUT: "about ",
    Modifier.OVER: "over ",
    Modifier.UNDER: "under ",
    Modifier.AT_LEAST: "at least ",
    Modifier.UP_TO: "up to ",
}


def term_of(claim: Claim, thresholds: Thresholds) -> Term | None:
    """The term that a claim is; `None` when it has no number."""
    value = value_of_claim(claim, thresholds)
    if value is None:
        return None
    words = clean_text(claim.value_text or "")
    measured = claim.unit in _MEASURED
    below = _room_below(value.low, words, measured, claim.unit, thresholds)
    above = _room_above(value.high, words, measured, claim.unit, thresholds)
    low: Decimal | None = value.low.value - below
    high: Decimal | None = value.high.value + above
    if value.is_lower:
        low, high = value.low.value, None
    elif value.is_upper:
        low, high = (Decimal(0) if value.high.value > 0 else None), value.high.value
    middle = (value.low.value + value.high.value) / 2
    return Term(claim=claim, interval=Interval(low=low, high=high), value=middle)


def _room_below(
    end: Written, words: str, measured: bool, unit: str | None, thresholds: Thresholds
) -> Decimal:
    return _room(end, words, measured, unit, thresholds, truncated=end.value < 0)


def _room_above(
    end: Written, words: str, measured: bool, unit: str | None, thresholds: Thresholds
) -> Decimal:
    return _room(end, words, measured, unit, thresholds, truncated=end.value > 0)


def _room(
    end: Written, words: str, measured: bool, unit: str | None, thresholds: Thresholds, *, truncated: bool
) -> Decimal:
    """How far the true number may lie from the printed one, on the side away from zero when `truncated`."""
    size = abs(end.value)
    exact = end.step == 1 and not measured and not _CURRENCY.fullmatch(unit or "")
    room = Decimal(0) if exact else end.step * _HALF
    if truncated and not exact:
        room = max(room, min(end.step, thresholds.rounding_cap.value * size))
    if end.about:
        room = max(room, min(end.last_digit, thresholds.about_widening.value * size))
    if measured and not _DIGIT.search(words):
        room = max(room, thresholds.sum_loose_word.value * size)
    return room


def comparable(a: Term, b: Term) -> bool:
    """Whether two terms may be added or compared: one currency, or things that are counted alike.

    People are people by whatever noun. Other counted things need one noun, or none on one side ("8 in Kent").
    """
    if a.unit != b.unit and not _counted_alike(a, b):
        return False
    if _COUNT not in (a.unit, b.unit):
        return True
    nouns = {a.claim.unit_noun, b.claim.unit_noun} - _SAME_AS_ALL
    return len(nouns) < 2


def _counted_alike(a: Term, b: Term) -> bool:
    if a.unit in _PEOPLE and b.unit in _PEOPLE:
        return True
    bare, other = (a, b) if a.unit == _COUNT else (b, a)
    return (
        bare.unit == _COUNT
        and bare.claim.unit_noun in _SAME_AS_ALL
        and not other.is_money
        and (other.unit not in _MEASURED)
    )


@lru_cache(maxsize=1024)
def shown_number(value: Decimal, unit: str) -> str:
    """A computed number as a person writes it: `$156.6bn`, `1,550`, `12.5%`; four digits at most."""
    rounded = _significant(value)
    sign, size = ("-" if rounded < 0 else ""), abs(rounded)
    if unit == "percent":
        return f"{sign}{_plain(size)}%"
    money = bool(_CURRENCY.fullmatch(unit))
    body = _scaled(size) if money or size >= 1_000_000 else _plain(size)
    prefix = (_SYMBOLS.get(unit) or f"{unit} ") if money else ""
    return f"{sign}{prefix}{body}"


_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"}
_DIGITS = 4
_MAGNITUDES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))


def _significant(value: Decimal) -> Decimal:
    if value == 0 or (value == value.to_integral_value() and abs(value) < 1_000_000):
        return value
    places = _DIGITS - 1 - value.adjusted()
    return value.quantize(Decimal(1).scaleb(-places)) if places > 0 else _rounded(value, -places)


def _rounded(value: Decimal, zeros: int) -> Decimal:
    scale = Decimal(10) ** zeros
    return (value / scale).to_integral_value() * scale


def _scaled(size: Decimal) -> str:
    for magnitude, name in _MAGNITUDES:
        if size >= magnitude:
            return f"{_plain(size / magnitude)}{name}"
    return _plain(size)


def _plain(size: Decimal) -> str:
    text = f"{size:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
