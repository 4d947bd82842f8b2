"""Slips of the pen with a name: what most likely happened where two figures clash."""

from __future__ import annotations

from decimal import Decimal

from checkers.compare.written import Written
from checkers.reasons import Reason

_MILLION = Decimal(1_000_000)
_THOUSAND = Decimal(1000)


def name_slip(left: Written, right: Written) -> Reason | None:
    """The slip that turns one value into the other, `None` when there is none.

    Ten-, hundred-, thousand-, million-fold with the same digits; or two neighbouring digits swapped, of which
    one may be a nought where both numbers are written as finely: 4.06 for 4.60, but not 10.2 for 12.
    """
    small, large = sorted((abs(left.value), abs(right.value)))
    if small in (0, large):
        return None
    ratio = large / small
    if ratio.normalize().as_tuple().digits == (1,) and ratio >= 10:
        return _fold(small, ratio)
    step = left.step if left.step == right.step else None
    return Reason.DIGIT_SWAP if ratio < 10 and _is_swap(small, large, step) else None


def _fold(small: Decimal, ratio: Decimal) -> Reason | None:
    if ratio in (10, 100):
        return Reason.TEN_FOLD
    if ratio in (_THOUSAND, _MILLION):
        return Reason.MILLION_BILLION if small >= _MILLION else Reason.THOUSAND_FOLD
    return None


def _is_swap(small: Decimal, large: Decimal, step: Decimal | None) -> bool:
    left, right = _digits(small, large, step)
    if len(left) != len(right):
        return False
    places = [n for n, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    pair = slice(places[0], places[1] + 1)
    return left[pair] == right[pair][::-1] and ("0" not in left[pair] or step is not None)


def _digits(small: Decimal, large: Decimal, step: Decimal | None) -> tuple[str, str]:
    """The digits of both down to `step`, or else to the last one that either has."""
    if step is None or any(number / step != int(number / step) for number in (small, large)):
        last = min(int(number.normalize().as_tuple().exponent) for number in (small, large))
        step = Decimal(1).scaleb(last)
    return str(int(small / step)), str(int(large / step))
