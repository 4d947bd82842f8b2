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
_LONG_AGO_DAYS = 550
_SHARES = ("percent", "percentage_points", "basis_points", "times")


def grown(match: Match) -> Worked | None:
    """New = old x (1 + change), or old x change for a multiple; `None` where these are no such three."""
    ends = _ends(match)
    change = match.figures["change"]
    if ends is None or ends[0].unit in _SHARES:
        return None
    new, old = ends
    factor, middle = _factor(change, match.is_rise)
    if factor is None or not factor.is_positive or not old.interval.is_positive:
        return None
    return _worked(
        match,
        new,
        given=old.interval.times(factor),
        middle=old.value * middle,
        expression=f"{old.printed} × {_factor_words(middle)}",
    )


def _factor(change: Term, is_rise: bool | None) -> tuple[Interval | None, Decimal]:
    if change.unit == "times":
        words = (change.claim.value_text or "").casefold()
        known = any(word in words for word in _MULTIPLES) and is_rise is not False
        return (change.interval if known else None), change.value
    if not change.is_share or is_rise is None:
        return None, _ONE
    size = change.turned() if change.value < 0 else change
    share = size.interval.scaled(_ONE / _HUNDRED)
    if is_rise:
        return point(_ONE).plus(share), _ONE + size.value / _HUNDRED
    return point(_ONE).minus(share), _ONE - size.value / _HUNDRED


def _factor_words(middle: Decimal) -> str:
    return shown_number(middle, "times")


def changed(match: Match) -> Worked | None:
    """New = old + change, all of one unit; percentages change by percentage points."""
    ends = _ends(match)
    change = match.figures["change"]
    if ends is None or match.is_rise is None:
        return None
    new, old = ends
    points = new.is_share and change.unit == "percentage_points"
    if not points and (new.unit in _SHARES or not comparable(change, new)):
        return None
    size = change.turned() if change.value < 0 else change
    rises = match.is_rise
    return _worked(
        match,
        new,
        given=old.interval.plus(size.interval) if rises else old.interval.minus(size.interval),
        middle=old.value + size.value if rises else old.value - size.value,
        expression=f"{old.printed} {'+' if rises else '-'} {change.printed}",
    )


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
    return now is not None and before is not None and abs((now.start - before.start).days) > _LONG_AGO_DAYS


def _worked(match: Match, new: Term, *, given: Interval, middle: Decimal, expression: str) -> Worked:
    return Worked(
        terms=(match.figures["old"], match.figures["change"], match.figures["new"]),
        told=new.printed,
        role="",
        told_interval=new.interval,
        given=given,
        middle=middle,
        expression=expression,
        unit=new.unit,
    )
