"""Values printed in two units: feet and inches, hours and minutes, dollars and cents."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.lexicon.units import load_quantity_words
from extractors.text.measures import Measure
from extractors.text.shadow import Shadow

_GAP = re.compile(r" | and |, |, and ")
_IN = re.compile(r" in(?:\.|(?![a-z0-9]))")
_APART = frozenset(("between", "both", "either", "from", "distances", "lengths", "times", "respectively"))
_IMPERIAL = frozenset(("inches", "feet", "yards", "miles", "pounds", "ounces"))
_SUMMED = frozenset(("length", "time", "mass"))
_CLOSING = re.compile(r"$|[\n.,;:!?)]| more\b")
LOOSEST = 3
"""How many of the larger unit the smaller may come to: "2 yards, 7 feet" is still one length."""


def compound(shadow: Shadow, left: Measure, right: Measure, gap: str) -> Measure | None:
    """Both as one value, or None when they stand for themselves.

    The value is exact in the smaller unit; only feet and inches, a height, are told in feet.
    """
    touching = gap == "" and left.unit == "feet"
    if not (touching or _GAP.fullmatch(gap)) or left.low != left.high or left.minor:
        return None
    if left.dimension == "currency" and left.magnitude == 1:
        return _coins(left, right) or _spoken_coins(shadow, left, right, gap)
    if left.unit == "feet" and gap == " " and right.blank and (stop := _IN.match(shadow.low, right.end)):
        right = right._replace(unit="inches", dimension="length", noun="inch", end=stop.end())
    if left.dimension in _SUMMED and left.dimension == right.dimension:
        return _sum(shadow, left, right, gap)
    return None


def _coins(left: Measure, right: Measure) -> Measure | None:
    """Dollars and cents, rupees and paise."""
    if not right.minor or right.dimension != "currency" or not 0 < right.low < 1 or not _is_whole(left.low):
        return None
    value = left.low + right.low
    return left._replace(low=value, high=value, end=right.end, joined=True)


def _spoken_coins(shadow: Shadow, left: Measure, right: Measure, gap: str) -> Measure | None:
    """`15 dollars 50`: two bare digits after a sum whose currency is printed after its number."""
    if left.sign or left.end == left.number_end or not _is_whole(left.low) or not right.blank or right.sign:
        return None
    if (
        gap not in (" ", " and ")
        or right.magnitude != 1
        or not 10 <= right.low < 100
        or not _is_whole(right.low)
    ):
        return None
    if "." in right.lexeme or not _CLOSING.match(shadow.low, right.end):
        return None
    value = left.low + right.low / 100
    return left._replace(low=value, high=value, end=right.end, joined=True)


def _sum(shadow: Shadow, left: Measure, right: Measure, gap: str) -> Measure | None:
    units = load_quantity_words().units
    large, small = units.get(left.unit), units.get(right.unit)
    if large is None or small is None or (left.unit in _IMPERIAL) != (right.unit in _IMPERIAL):
        return None
    ratio = large.factor / small.factor
    whole = ratio.quantize(Decimal(1))
    if whole <= 1 or abs(ratio - whole) > ratio / 1_000_000:
        return None
    loosest = Decimal(LOOSEST if left.unit in _IMPERIAL else 1)
    most = max(left.low, loosest * 2) if gap == " " else loosest
    if right.low >= most * whole or left.low < 0 or left.magnitude != 1 != right.magnitude:
        return None
    if not _is_whole(left.low):
        return None
    before = shadow.low[max(0, left.start - 24) : left.start].split()
    if not _APART.isdisjoint(before[-2:]):
        return None
    if left.unit == "feet" and not left.joined:
        value = left.low + right.low / whole
        return left._replace(low=value, high=value, end=right.end, number_end=right.end, joined=True)
    value = left.low * whole + right.low
    return right._replace(start=left.start, low=value, high=value, joined=True, weak=False)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()  # `% 1` raises where there are more digits than the context has
