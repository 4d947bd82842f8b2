"""Parts and totals: parts that make up a total, parts that must not exceed one, shares of one whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from checkers.sums.figures import Term, comparable
from checkers.sums.intervals import Interval, point, total
from checkers.sums.matching import Match
from checkers.sums.worked import Worked

_HUNDRED = Decimal(100)
_MOST_PARTS = 8
"""A list of more parts is read in one way only: the ways to leave some out double with each."""


def made_up(match: Match) -> Worked | None:
    """Total = the sum of its parts, where the words say that these are all."""
    return _sum_of(match.figures["total"], match.listed, is_least=False)


def exceeded_by_parts(match: Match) -> Worked | None:
    """Total >= the sum of parts that lie in different places."""
    return _sum_of(match.figures["total"], match.listed, is_least=True)


def exceeded_by_part(match: Match) -> Worked | None:
    """Total >= a part of it."""
    return _sum_of(match.figures["total"], (match.figures["part"],), is_least=True)


def _sum_of(whole: Term, parts: Sequence[Term], *, is_least: bool) -> Worked | None:
    fitting = all(comparable(part, whole) and part.value > 0 for part in parts)
    if not fitting or whole.is_share or whole.unit == "times" or whole.value <= 0:
        return None
    if not all(comparable(a, b) for a in parts for b in parts):
        return None
    return Worked(
        terms=(*parts, whole),
        told=whole.printed,
        role="in all",
        told_interval=whole.interval,
        given=total(part.interval for part in parts),
        middle=sum((part.value for part in parts), Decimal(0)),
        expression=" + ".join(part.printed for part in parts),
        unit=whole.unit,
        is_least=is_least,
        others=() if is_least else _of_some(parts, least=2),
    )


def _of_some(parts: Sequence[Term], *, least: int) -> tuple[Interval, ...]:
    """The sums of some of the parts: one may be told as a part of another ("70% are women, 40% young")."""
    if len(parts) > _MOST_PARTS:
        return ()
    sizes = range(least, len(parts))
    return tuple(
        total(term.interval for term in some) for size in sizes for some in combinations(parts, size)
    )


def remaining(match: Match) -> Worked | None:
    """The remaining share is what the other shares leave of the whole."""
    rest, shares = match.figures["rest"], match.listed
    if not all(term.is_share for term in (rest, *shares)):
        return None
    whole = point(_HUNDRED)
    return Worked(
        terms=(*shares, rest),
        told=rest.printed,
        role="remaining",
        told_interval=rest.interval,
        given=whole.minus(total(term.interval for term in shares)),
        others=tuple(whole.minus(some) for some in _of_some(shares, least=1)),
        middle=_HUNDRED - sum((term.value for term in shares), Decimal(0)),
        expression=" - ".join(("100%", *(term.printed for term in shares))),
        unit="percent",
    )


def exceed_whole(match: Match) -> Worked | None:
    """The shares of several holders in one whole are no more than the whole."""
    shares = (match.figures["first"], *match.listed)
    if not all(term.is_share for term in shares):
        return None
    return Worked(
        terms=shares,
        told="100%",
        role="of one whole",
        told_interval=Interval(low=_HUNDRED, high=_HUNDRED),
        given=total(term.interval for term in shares),
        middle=sum((term.value for term in shares), Decimal(0)),
        expression=" + ".join(term.printed for term in shares),
        unit="percent",
        is_least=True,
    )


def share_of_total(match: Match) -> Worked | None:
    """Part = share x whole."""
    part, share, whole = (match.figures[name] for name in ("part", "share", "whole"))
    if not share.is_share or not _alike(part, whole):
        return None
    if not whole.interval.is_positive or not share.interval.is_positive:
        return None
    return Worked(
        terms=(part, share, whole),
        told=part.printed,
        role="",
        told_interval=part.interval,
        given=whole.interval.times(share.interval.scaled(1 / _HUNDRED)),
        middle=whole.value * share.value / _HUNDRED,
        expression=f"{share.printed} of {whole.printed}",
        unit=part.unit,
    )


def _alike(part: Term, whole: Term) -> bool:
    return part.value > 0 and not part.is_share and part.unit != "times" and comparable(part, whole)


def priced(match: Match) -> Worked | None:
    """Amount = number x price."""
    number, price, amount = (match.figures[name] for name in ("number", "price", "amount"))
    if not (price.is_money and amount.unit == price.unit) or number.is_money or number.is_share:
        return None
    if not number.interval.is_positive or not price.interval.is_positive or amount.value < price.value:
        return None
    return Worked(
        terms=(number, price, amount),
        told=amount.printed,
        role="",
        told_interval=amount.interval,
        given=number.interval.times(price.interval),
        middle=number.value * price.value,
        expression=f"{number.printed} × {price.printed}",
        unit=amount.unit,
    )


def bought(match: Match) -> Worked | None:
    """Paid = stake x valuation; before the money or after it, as the text does not say which it means."""
    share, paid, value = (match.figures[name] for name in ("share", "paid", "value"))
    if not share.is_share or not paid.is_money or value.unit != paid.unit:
        return None
    if not all(term.interval.is_positive for term in (share, paid, value)):
        return None
    portion = share.interval.scaled(1 / _HUNDRED)
    return Worked(
        terms=(share, paid, value),
        told=paid.printed,
        role="paid",
        told_interval=paid.interval,
        given=value.interval.times(portion),
        middle=value.value * share.value / _HUNDRED,
        expression=f"{share.printed} of {value.printed}",
        unit=paid.unit,
        others=(value.interval.plus(paid.interval).times(portion),),
    )
