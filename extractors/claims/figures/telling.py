"""In which year an undated article was told: after what it reports, before what it foresees has ended.

News names the year of a month only where it is another than its own ("in October 2024" is not told in 2024).
A year whose result is told, and whose next one's is foreseen, is over. What is foreseen for a time is told
before that time ends. Only figures of a known metric speak: what is said of others is read less surely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.lexicon.metrics import Behaviour
from extractors.records import Status
from extractors.text.intervals import interval
from extractors.text.periods import PeriodMention, find_periods

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-\d\d")
_KNOWN = (Status.REPORTED, Status.ESTIMATED)
_FORESEEN = (Status.PROJECTED, Status.TARGET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A figure with its period and status, as later sentences lean on it; `base`: the old end of a change."""

    behaviour: Behaviour | None
    subject: str
    counterparty: str | None
    period: str | None
    status: Status
    base: bool


def year_told(figures: Sequence[Dated]) -> str | None:
    """The year in which all of the figures can have been told as they are; `None` when several are left."""
    dated = [each for each in figures if each.behaviour is not None and _is_plain(each.period)]
    results = {
        (each.subject, int(each.period or ""))
        for each in dated
        if each.behaviour is Behaviour.FLOW and each.status in _KNOWN and _YEAR.fullmatch(each.period or "")
    }
    outlooks = {(each.subject, each.period) for each in dated if each.status in _FORESEEN}
    after = [_soonest(each.period or "") for each in dated if each.status in _KNOWN]
    after += [
        date(year + 1, 1, 1)
        for subject, year in results
        if (subject, str(year + 1)) in outlooks and (subject, str(year)) not in outlooks
    ]
    before = [interval(each.period or "")[1] for each in dated if each.status in _FORESEEN]
    if not after or not before:
        return None
    earliest, latest = max(after), min(before) - timedelta(days=1)
    return f"{earliest.year:04d}" if earliest <= latest and earliest.year == latest.year else None


def _is_plain(period: str | None) -> bool:
    """Whether both ends of a period are told, by the calendar and not by somebody's fiscal year."""
    return period is not None and ".." not in period and not period.startswith("FY")


def _soonest(period: str) -> date:
    """The first day on which something can be told of a time as known."""
    if _MONTH.fullmatch(period):
        return date(int(period[:4]) + 1, 1, 1)
    return interval(period)[0]


def periods_in(text: str, year: str) -> tuple[PeriodMention, ...]:
    """The times of a text told some day of `year`: those that are the same on its first and its last day."""
    late = {mention.span: mention.period for mention in find_periods(text, f"{year}-12-31")}
    return tuple(
        mention
        if mention.period is None or late.get(mention.span) == mention.period
        else replace(mention, period=None, relative=False, days=None)
        for mention in find_periods(text, f"{year}-01-01")
    )
