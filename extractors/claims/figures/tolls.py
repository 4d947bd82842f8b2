"""When the figures of an event hold: a toll as of the day it is told, whatever day the event was on."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.claims.figures.metrics import Fit
from extractors.claims.subjects.events import EVENT
from extractors.lexicon.metrics import Behaviour
from extractors.lexicon.tuning import tuned
from extractors.text.intervals import interval


def as_told(
    fits: Sequence[Fit | None], periods: Sequence[str | None], told_on: str | None
) -> tuple[str | None, ...]:
    """The periods, where counts of an event that go on changing hold as of `told_on`, the article's day.

    "Monday's fire killed 12" says on Wednesday how many had died by then. A figure of another year, of a
    season that is over ("fires killed 310 people in 2023") or told in an article without a day keeps its own
    period.
    """
    return tuple(
        told_on
        if told_on is not None and _is_toll(fit) and _may_change(period, told_on)
        else (None if _is_compared(fit, period) else period)
        for fit, period in zip(fits, periods, strict=True)
    )


def _is_compared(fit: Fit | None, period: str | None) -> bool:
    """Whether a period only says what an event is compared with: "the highest since 1994"."""
    return fit is not None and EVENT in fit.metric.subject and period is not None and period.endswith("..")


def _is_toll(fit: Fit | None) -> bool:
    return fit is not None and EVENT in fit.metric.subject and fit.metric.behaviour is Behaviour.STOCK


def _may_change(period: str | None, told_on: str) -> bool:
    """Whether a period is open, or begins in the year up to the telling and is no season that is over."""
    if period is None:
        return True
    begun, over = interval(period)
    if (over - begun).days > tuned("event_days") and over.isoformat() <= told_on:
        return False
    year = int(told_on[:4])
    return year - 1 <= begun.year <= year and begun.isoformat() <= told_on
