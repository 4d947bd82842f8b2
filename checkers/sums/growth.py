"""Growth: what was there before, changed as the text says, is what is there now."""

from __future__ import annotations

from decimal import Decimal

from checkers.compare.periods import interval
from checkers.sums.figures import Term, comparable, shown_number
from checkers.sums.intervals import Interval, point
from checkers.sums.matching import Match
from checkers.sums.worked import Worked

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_MULTIPLES = ("doubl", "tripl", "trebl", "quadrupl", "fold")
_LONG_AGO_DAYS = 350
"""A month and the same one of the year before lie 335 days apart, two years with one between them 365."""
_SHARES = ("percentage_points", "basis_points", "times")


def grown(match: Match) -> Worked | None:
    """The sum new = old x (1 + change), or old x change for a multiple; `None` where these are no such three.

    A percentage that changes by a percentage may have changed by so many points as well.
    """
    ends = _ends(match)
    change = match.figures["change"]
    if ends is None or ends[0].unit in _SHARES:
        return None
    new, old = ends
    factor, middle = _factor(change, match.is_rise)
    if factor is None or not factor.is_positive or not old.interval.is_positive:
        return None
    points = new.is_share and change.is_share
    return _worked(
        (old, change, new),
        given=old.interval.times(factor),
        middle=old.value * middle,
        expression=f"{old.printed} × {shown_number(middle, 'times')}",
        others=(_moved(old, _size(change), rises=bool(match.is_rise)),) if points else (),
    )


def _factor(change: Term, is_rise: bool | None) -> tuple[Interval | None, Decimal]:
    if change.unit == "times":
        words = (change.claim.value_text or "").casefold()
        known = any(word in words for word in _MULTIPLES) and is_rise is not False
        return (change.interval if known else None), change.value
    if not change.is_share or is_rise is None:
        return None, _ONE
    size = _size(change)
    share = size.interval.scaled(_ONE / _HUNDRED)
    if is_rise:
        return point(_ONE).plus(share), _ONE + size.value / _HUNDRED
    return point(_ONE).minus(share), _ONE - size.value / _HUNDRED


def changed(match: Match) -> Worked | None:
    """The sum new = old + change, all of one unit; percentages change by percentage points."""
    ends = _ends(match)
    change = match.figures["change"]
    if ends is None or match.is_rise is None:
        return None
    new, old = ends
    points = new.is_share and change.unit == "percentage_points"
    if not points and (new.is_share or new.unit in _SHARES or not comparable(change, new)):
        return None
    size, rises = _size(change), match.is_rise
    return _worked(
        (old, change, new),
        given=_moved(old, size, rises=rises),
        middle=old.value + size.value if rises else old.value - size.value,
        expression=f"{old.printed} {'+' if rises else '-'} {change.printed}",
    )


def changed_by_share(match: Match) -> Worked | None:
    """The share that a change is of what was before: "rose 98 cents, or 1.3%, to $76.50"."""
    new, change, share = (match.figures[name] for name in ("new", "change", "share"))
    if match.is_rise is None or not share.is_share or new.is_share or not comparable(change, new):
        return None
    size, part, rises = _size(change), _size(share), match.is_rise
    before = _moved(new, size, rises=not rises)
    if not size.interval.is_positive or before.low is None or before.low <= 0:
        return None
    sign, old = ("-", new.value - size.value) if rises else ("+", new.value + size.value)
    return Worked(
        terms=(change, share, new),
        told=part.printed,
        role="",
        told_interval=part.interval,
        given=size.interval.over(before).scaled(_HUNDRED),
        middle=size.value / old * _HUNDRED,
        expression=f"{size.printed} / ({new.printed} {sign} {size.printed})",
        unit="percent",
    )


def _size(change: Term) -> Term:
    """A change as a positive number: the words say which way it went."""
    return change.turned() if change.value < 0 else change


def _moved(old: Term, size: Term, *, rises: bool) -> Interval:
    return old.interval.plus(size.interval) if rises else old.interval.minus(size.interval)


def _ends(match: Match) -> tuple[Term, Term] | None:
    """What is now and what was before, as positive numbers; `None` when they are not of one kind and time."""
    new, old = match.figures["new"], match.figures["old"]
    if not comparable(new, old) or _is_long_ago(new, old):
        return None
    if new.value < 0 and old.value < 0:
        return new.turned(), old.turned()
    return (new, old) if new.value > 0 and old.value > 0 else None


def _is_long_ago(new: Term, old: Term) -> bool:
    """Whether the two are stated for times so far apart that the change told may be another's."""
    now, before = interval(new.claim.period), interval(old.claim.period)
    return now is not None and before is not None and now.gap(before) > _LONG_AGO_DAYS


def _worked(
    terms: tuple[Term, Term, Term],
    *,
    given: Interval,
    middle: Decimal,
    expression: str,
    others: tuple[Interval, ...] = (),
) -> Worked:
    new = terms[-1]
    return Worked(
        terms=terms,
        told=new.printed,
        role="",
        told_interval=new.interval,
        given=given,
        middle=middle,
        expression=expression,
        unit=new.unit,
        others=others,
    )
