"""Slips of the pen with a name: what most likely happened where two figures clash."""

from __future__ import annotations

from decimal import Decimal

from checkers.reasons import Reason

_MILLION = Decimal(1_000_000)
_THOUSAND = Decimal(1000)


def name_slip(left: Decimal, right: Decimal) -> Reason | None:
    """The slip that turns one value into the other, `None` when there is none.

    Ten-, hundred-, thousand-, million-fold with the same digits; or two neighbouring digits swapped.
    """
    small, large = sorted((abs(left), abs(right)))
    if small in (0, large):
        return None
    ratio = large / small
    if ratio.normalize().as_tuple().digits == (1,) and ratio >= 10:
        return _fold(small, ratio)
    return Reason.DIGIT_SWAP if ratio < 10 and _is_swap(small, large) else None


def _fold(small: Decimal, ratio: Decimal) -> Reason | None:
    if ratio in (10, 100):
        return Reason.TEN_FOLD
    if ratio in (_THOUSAND, _MILLION):
        return Reason.MILLION_BILLION if small >= _MILLION else Reason.THOUSAND_FOLD
    return None


def _is_swap(small: Decimal, large: Decimal) -> bool:
    left, right = _digits(small, large), _digits(large, small)
    if len(left) != len(right) or len(left) < 2:
        return False
    apart = [n for n, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and left[apart[0]] == right[apart[1]]
        and left[apart[1]] == right[apart[0]]
        and (min(left[apart[0]], left[apart[1]]) > 0 or len(left) > 2)
    )


def _digits(value: Decimal, other: Decimal) -> tuple[int, ...]:
    exponent = min(int(number.normalize().as_tuple().exponent) for number in (value, other))
    return value.scaleb(-exponent).to_integral_value().as_tuple().digits
