"""Of which quarter, half or year accounts are that only say "quarterly", "half-year" or "for the full year".

It is the one of that length last told of the same subject. When none was told it follows from the day of
telling, where results are told soon after the time they are of; a year and a half later nothing does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.claims.masking import ANY_PERIOD, ANY_QUANTITY, VALUE
from extractors.lexicon.timing import timing_words
from extractors.text.anchors import Anchor, months_text, quarter_text
from extractors.text.intervals import interval, is_period

# In days between first and last; retailers count 13, 26 and 52 or 53 weeks.
_LENGTHS = (("quarter", 89, 92), ("half", 180, 185), ("year", 363, 371))
_APART = re.compile(rf"[{ANY_QUANTITY}{ANY_PERIOD}]")
_MONTHS_OF_ANNUAL_RESULTS = range(1, 5)
_MONTHS_OF_FORECASTS = range(2, 13)
_HALF_TOLD_IN = {2: -5, 7: 1, 8: 1}  # month of telling: first month of the half, -5 is July of last year


def length_told(text: str) -> str | None:
    """`quarter`, `half` or `year` where words beside the value in its clause say so, else `None`."""
    place = text.index(VALUE)
    head = re.split(_APART, text[:place])[-1]
    tail = re.split(_APART, text[place + 1 :])[0]
    found = [(match.end(), unit) for unit, cue in _lengths() for match in cue.finditer(head)]
    if found:
        return max(found)[1]
    return next((unit for unit, cue in _lengths() if cue.match(tail)), None)


def length_of(period: str | None) -> str | None:
    """`quarter`, `half` or `year` when a period is as long as one, else `None`."""
    if period is None or ".." in period or not is_period(period):
        return None
    start, end = interval(period)
    return next((unit for unit, least, most in _LENGTHS if least <= (end - start).days <= most), None)


def by_calendar(unit: str, told_on: str | None, *, foreseen: bool) -> str | None:
    """The quarter, half or year whose results (or, `foreseen`, whose outlook) are told on that day.

    `None` in the months when a calendar year's are not, for then whose year it is cannot be told.
    """
    anchor = Anchor.of(told_on)
    if anchor is None:
        return None
    year, month = anchor.day.year, anchor.day.month
    if unit == "year" and foreseen:
        return f"{year:04d}" if month in _MONTHS_OF_FORECASTS else None
    if foreseen:
        return None
    if unit == "year":
        return f"{year - 1:04d}" if month in _MONTHS_OF_ANNUAL_RESULTS else None
    if unit == "quarter":
        return quarter_text(year, (month + 2) // 3 - 1) if month % 3 else None
    first = _HALF_TOLD_IN.get(month)
    return months_text(year, first, 6) if first is not None else None


@lru_cache(maxsize=1)
def _lengths() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = timing_words()
    rows = (("quarter", words.quarterly), ("half", words.half_yearly), ("year", words.yearly))
    return tuple((unit, re.compile("|".join(cues), re.IGNORECASE)) for unit, cues in rows)
