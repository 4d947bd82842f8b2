"""The {NAMES} that the patterns of `period_rules.toml` are put together from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.lexicon.holidays import load_holidays
from extractors.lexicon.period_words import PeriodWords

GAP = r"(?: {1,2}|\n)"
"""Between words, also across one line break."""

_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d%]|[.,]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first so that no word hides a longer one."""
    return (
        "(?:"
        + "|".join(sorted((re.escape(word).replace(r"\ ", GAP) for word in words), key=len, reverse=True))
        + ")"
    )


def fragments(words: PeriodWords) -> dict[str, str]:
    """All fragments by name."""
    return {**_days(words), **_years(words), **_counts(words)}


def _days(words: PeriodWords) -> dict[str, str]:
    """Days, weekdays, months and holidays; "may" and "sat" need a capital."""
    full, short = [row[0] for row in words.months], [name for row in words.months for name in row[1:]]
    capital_full = [spelled for name in full for spelled in (name.capitalize(), name.upper())]
    capital_full += [name for name in full if name not in words.capital_months]
    capital_short = [spelled for name in short for spelled in (name.capitalize(), name.upper())]
    month = rf"{any_of(capital_full)}\b|{any_of(capital_short)}\b\.?+"
    weekdays = any_of(row[0] for row in words.weekdays)
    capital_weekdays = any_of(name.capitalize() for row in words.weekdays for name in row)
    ordinals = any_of(words.day_ordinals).replace(r"\-", r"[ -]")
    named = rf"yesterday|today|tomorrow|(?:next|last|this){GAP}{weekdays}|{any_of(load_holidays())}"
    dateish = rf"\d|{month}|{capital_weekdays}\b|(?i:{named})\b"
    return {
        "MON": rf"(?P<mon>(?i:{any_of(full)})\b|(?i:{any_of(short)})\b\.?+)",
        "CMON": rf"(?P<mon>{month})",
        "CMON2": rf"(?P<mon2>{month})",
        "MONTHS": any_of(full + short),
        "SHORT": any_of(short),
        "D": rf"(?P<d>{_DAY}(?:st|nd|rd|th)?)(?![\d%]|[.,:]\d)",
        "D2": rf"(?P<d2>{_DAY}(?:st|nd|rd|th)?)(?![\d%]|[.,:]\d)",
        "DAY": rf"(?:{_DAY}(?:st|nd|rd|th)|(?i:{ordinals}))",
        "DAYS": _DAY,
        "DW": rf"(?P<d>(?i:{ordinals}))\b",
        "DORD": rf"(?P<d>{_DAY}(?:st|nd|rd|th)|(?i:{ordinals}))\b",
        "DATEISH": rf"(?={GAP}(?:the{GAP})?(?:{dateish}))",
        "WDAY": rf"(?:(?:{capital_weekdays}\b\.?,?{GAP}))?",
        "WD": rf"(?P<wd>(?i:{weekdays}))\b",
        "AWD": rf"(?P<wd>(?i:{weekdays})|{capital_weekdays})\b",
        "DAYWORD": rf"(?P<day>(?i:{any_of(word.removeprefix('the ') for word in words.days)}))\b",
        "HOLIDAY": any_of(load_holidays()),
    }


def _years(words: PeriodWords) -> dict[str, str]:
    """Years, quarters, seasons and parts of a year."""
    relative = any_of(words.relative)
    ones = any_of(
        word for word, number in words.numbers.items() if number < 20 and word.isalpha() and len(word) > 2
    )
    tail = rf"(?:{any_of(words.tens)}(?:(?:{GAP}|-){ones})?|{ones})"
    told = (
        rf"two{GAP}thousand{GAP}(?:and{GAP})?{tail}|"
        rf"(?:(?:sixteen|seventeen|eighteen|nineteen)(?:{GAP}hundred(?:{GAP}and)?)?|twenty)(?:{GAP}|-){tail}"
    )
    return {
        "YX": rf"(?P<y>{_YEAR}|'\d\d(?!\w)|(?i:{told})\b)",
        "YEAR": _YEAR,
        "Y": rf"(?P<y>{_YEAR})",
        "Y2": rf"(?P<y2>{_YEAR})",
        "Y3": rf"(?P<y3>{_YEAR}|'?\d\d\b)",
        "Y5": rf"(?P<y5>{_YEAR})",
        "YY": rf"(?P<y>{_YEAR}|'\d\d(?!\w))",
        "RELYEAR": rf"(?:(?i:of){GAP})?(?P<rel>(?i:{relative}|(?<=of )the)){GAP}(?i:(?:calendar )?year)\b",
        "Q": rf"(?P<q>(?i:{any_of(words.ordinals)}))",
        "SEASON": rf"(?P<season>(?i:{any_of(words.seasons)}))\b",
        "PART": rf"(?P<part>(?i:early|mid|late|(?:beginning|start|middle){GAP}of))",
        "FY": rf"(?P<fy>(?i:fiscal|financial)(?:{GAP}(?i:year))?|FY)",
    }


def _counts(words: PeriodWords) -> dict[str, str]:
    """Gaps, relative words, and counts of units."""
    relative = any_of(words.relative)
    small = any_of(
        word for word, number in words.numbers.items() if number < 10 and len(word) > 2 and " " not in word
    )
    tens = rf"{any_of(words.tens)}(?:(?:{GAP}|-){small})?"
    return {
        "_": GAP,
        "H": f"(?:{GAP}|-)",
        "RELATIVE": relative,
        "REL": rf"(?P<rel>(?i:{relative}))",
        "ANAPHORIC": rf"(?i:{any_of(words.anaphoric)})",
        "N": rf"(?P<n>(?i:\d{{1,4}}|{any_of(words.numbers)}|{tens}))",
        "N2": rf"(?P<n2>(?i:\d{{1,4}}|{any_of(words.numbers)}|{tens}))",
        "DECADES": any_of(words.decades),
        "NTH": rf"(?P<nth>(?i:last|final|1st|2nd|3rd|[4-9]th|1[0-2]th|{any_of(words.day_ordinals[:12])}))",
        "UNIT": r"(?P<unit>(?i:(?:fiscal |financial |calendar )?(?:years?|quarters?|months?)"
        r"|weeks?|weekends?|days?|decades?|century|half))\b",
    }
