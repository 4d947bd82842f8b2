"""Whether two tellings give a claim to two times, or only read one time from two days of print."""

from __future__ import annotations

from checkers.compare.periods import interval
from checkers.rules import Rules

_SHORT_DAYS = 7


def are_apart(one: str | None, other: str | None, rules: Rules) -> bool:
    """Whether two periods have nothing in common, and are not one date read differently.

    A copy printed a day later says "on Friday" of another Friday. So dates of a week or less count as apart
    only when more days lie between them than between tellings of one event.
    """
    left, right = interval(one), interval(other)
    if left is None or right is None or (left.start < right.end and right.start < left.end):
        return False
    if min(left.days, right.days) <= _SHORT_DAYS:
        return left.gap(right) > rules.thresholds.event_days.value
    return True
