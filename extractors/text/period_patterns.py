"""The rules of `period_rules.toml` put together with the words of `periods.toml`, ready to search with.

A text is searched for openings first: a digit, a month, "last" before a unit, and so on. Only the rules of
that opening are tried there, in order; a rule whose reader refuses gives way to the next. Every repetition
in a pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.period_words import ListedRule, PeriodWords, load_period_rules, load_period_words
from extractors.lexicon.strict import LexiconError
from extractors.text.period_dates import DATE_READERS
from extractors.text.period_meaning import Reader
from extractors.text.period_relative import RELATIVE_READERS
from extractors.text.period_within import WITHIN_READERS
from extractors.text.period_years import YEAR_READERS


class Rule(NamedTuple):
    """One way of writing a time."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


class Opening(NamedTuple):
    """What may begin a time: a cheap pattern to refuse most words, and the rules to try in order."""

    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`token` finds words and digits; `openings` has, by the small word, what such a one may open."""

    token: re.Pattern[str]
    openings: dict[str, tuple[Opening, ...]]


_GAP = r"(?: {1,2}|\n)"  # between words, also across one line break
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d%]|[.,]\d)"
_NAMED = re.compile(r"\{([A-Z_]\w*)\}")
_READERS: dict[str, Reader] = {**DATE_READERS, **YEAR_READERS, **RELATIVE_READERS, **WITHIN_READERS}
_BEFORE = r"(?<![\w@#/$€£¥₹])(?<!\d[.,:])(?<!\w-)"


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first so that no word hides a longer one."""
    return (
        "(?:"
        + "|".join(sorted((re.escape(word).replace(r"\ ", _GAP) for word in words), key=len, reverse=True))
        + ")"
    )


def _fragments(words: PeriodWords) -> dict[str, str]:
    full, short = [row[0] for row in words.months], [name for row in words.months for name in row[1:]]
    capital_full = [spelled for name in full for spelled in (name.capitalize(), name.upper())]
    capital_full += [name for name in full if name not in words.capital_months]
    capital_short = [spelled for name in short for spelled in (name.capitalize(), name.upper())]
    weekdays = [row[0] for row in words.weekdays]
    second_month = rf"(?P<mon2>{_any(capital_full)}\b|{_any(capital_short)}\b\.?+)"
    all_weekdays = _any(name.capitalize() for row in words.weekdays for name in row)
    relative = _any(words.relative)
    small = [
        word for word, number in words.numbers.items() if number < 10 and len(word) > 2 and " " not in word
    ]
    tens = rf"{_any(words.tens)}(?:(?:{_GAP}|-){_any(small)})?"
    day_words = _any(words.day_ordinals).replace(r"\-", r"[ -]")
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    dateish = rf"\d|{_any(capital_full)}\b|{_any(capital_short)}\b|{all_weekdays}\b"
    return {
        "_": _GAP,
        "H": f"(?:{_GAP}|-)",
        "MON": rf"(?P<mon>(?i:{_any(full)})\b|(?i:{_any(short)})\b\.?+)",
        "CMON": rf"(?P<mon>{_any(capital_full)}\b|{_any(capital_short)}\b\.?+)",
        "CMON2": second_month,
        "D": rf"(?P<d>{day}(?:st|nd|rd|th)?)(?![\d%]|[.,:]\d)",
        "D2": rf"(?P<d2>{day}(?:st|nd|rd|th)?)(?![\d%]|[.,:]\d)",
        "MONTHS": _any(full + short),
        "SHORT": _any(short),
        "DAY": rf"(?:{day}(?:st|nd|rd|th)|(?i:{day_words}))",
        "AWD": rf"(?P<wd>(?i:{_any(weekdays)})|{all_weekdays})\b",
        "DW": rf"(?P<d>(?i:{day_words}))\b",
        "DORD": rf"(?P<d>{day}(?:st|nd|rd|th)|(?i:{day_words}))\b",
        "NTH": rf"(?P<nth>(?i:last|final|(?:1st|2nd|3rd|[4-9]th|1[0-2]th)|{_any(words.day_ordinals[:12])}))",
        "DATEISH": rf"(?={_GAP}(?:the{_GAP})?(?:{dateish}|(?i:yesterday|today|tomorrow)\b))",
        "Y": rf"(?P<y>{_YEAR})",
        "Y2": rf"(?P<y2>{_YEAR})",
        "YY": rf"(?P<y>{_YEAR}|'\d\d(?!\w))",
        "WDAY": rf"(?:(?:{all_weekdays}\b\.?,?{_GAP}))?",
        "REL": rf"(?P<rel>(?i:{relative}))",
        "RELYEAR": rf"(?:(?i:of){_GAP})?(?P<rel>(?i:{relative}|the)){_GAP}(?i:(?:calendar )?year)\b",
        "WD": rf"(?P<wd>(?i:{_any(weekdays)}))\b",
        "Q": rf"(?P<q>(?i:{_any(words.ordinals)}))",
        "SEASON": rf"(?P<season>(?i:{_any(words.seasons)}))\b",
        "N": rf"(?P<n>(?i:\d{{1,4}}|{_any(words.numbers)}|{tens}))",
        "UNIT": r"(?P<unit>(?i:(?:fiscal |financial |calendar )?(?:years?|quarters?|months?)"
        r"|weeks?|weekends?|days?|decades?|century|half))\b",
        "DAYWORD": rf"(?P<day>(?i:{_any(word.removeprefix('the ') for word in words.days)}))\b",
        "ANAPHORIC": rf"(?i:{_any(words.anaphoric)})",
        "PART": rf"(?P<part>(?i:early|mid|late|(?:beginning|start|middle){_GAP}of))",
        "YEAR": _YEAR,
        "Y3": rf"(?P<y3>{_YEAR}|'?\d\d\b)",
        "Y5": rf"(?P<y5>{_YEAR})",
        "RELATIVE": relative,
        "FY": rf"(?P<fy>(?i:fiscal|financial)(?:{_GAP}(?i:year))?|FY)",
    }


def _openings(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    """The kinds of openings: the first words of each, and what must follow before any rule is tried."""
    months = [name for row in words.months for name in row]
    weekdays = [name for row in words.weekdays for name in row]
    units = r"(?:year|quarter|month|week|day|decade|half|century|fortnight)"
    counts = rf"(?:\d{{1,4}}|{_any((*words.numbers, *words.tens))}(?:[ -]\w{{3,5}})?)"
    after_relative = _any(
        (
            *months,
            *weekdays,
            *words.seasons,
            *words.numbers,
            *words.tens,
            "full",
            "whole",
            "fiscal",
            "financial",
            "calendar",
            "weekend",
        )
    )
    ordinals = {word.partition("-")[0] for word in words.day_ordinals}
    return {
        "nth": (
            (*ordinals, "last", "final"),
            rf"[ \n-](?:{units}|of[ \n](?:the|this|next|last|{_any(months)})|{counts}[ \n-]{units}"
            rf"|{_any(words.day_ordinals[:9])}[ \n](?:day|of)\b)",
        ),
        "digit": ("0123456789", r""),
        "tick": ("'", r""),
        "month": (months, r"\b"),
        "weekday": (weekdays, r"\b"),
        "quarter": ("qh", r"[1-4](?!\d)"),
        "fiscal": (("fy", "fiscal", "financial", "calendar"), r"[ \n\d'-]"),
        "ordinal": (("first", "second", "third", "fourth"), r"[ \n-](?:quarter|half|fiscal|financial)"),
        "latest": (("latest",), r"[ \n](?:quarter|fiscal|half|year)"),
        "part": (("early", "mid", "late", "beginning", "start", "middle", "end", "very"), r"[ \n-]"),
        "dayword": ({word.removeprefix("the ").split(" ")[0] for word in words.days}, r""),
        "relative": ((*words.relative, "trailing"), rf"[ \n](?:\d|{units}|past[ \n]|{after_relative})"),
        "anaphor": (words.anaphoric, rf"[ \n](?:fiscal|calendar|{units})"),
        "number": (
            {word.partition(" ")[0] for word in (*words.numbers, *words.tens)},
            rf"(?:[ \n-]\w{{2,9}}(?:[ \n]of)?)?[ \n-](?:full|fiscal|{units})",
        ),
        "unit": (("year", "quarter", "month", "months", "half", "week", "day"), r"[ \n'-]"),
        "season": (words.seasons, r",?[ \n]"),
        "adverb": (("earlier", "later", "so", "rest", "remainder", "sometime", "at"), r"[ \n]"),
        "ahead": (("in", "within"), rf"[ \n](?:(?:about|just|next|the next) )?{counts}[ \n-]{units}"),
    }


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """All rules by their openings, compiled once."""
    words = load_period_words()
    parts = _fragments(words)
    by_kind: dict[str, list[Rule]] = {}
    for listed in load_period_rules():
        rule = Rule(listed.name, re.compile(_fill(listed, parts)), _READERS[listed.reader])
        for kind in listed.openings:
            by_kind.setdefault(kind, []).append(rule)
    openings: dict[str, list[Opening]] = {}
    for kind, (firsts, following) in _openings(words).items():
        opening = Opening(re.compile(following, re.IGNORECASE), tuple(by_kind[kind]))
        for first in firsts:
            openings.setdefault(first.lower(), []).append(opening)
    return Rules(
        token=re.compile(rf"{_BEFORE}(?:[A-Za-z]+|\d|'(?=\d0))"),
        openings={first: tuple(several) for first, several in openings.items()},
    )


def _fill(listed: ListedRule, parts: dict[str, str]) -> str:
    """The pattern of a rule with its {NAMES} put in; these may name others once.

    Raises:
        LexiconError: a name that no fragment has.
    """
    pattern = listed.pattern
    try:
        for _ in range(2):
            pattern = _NAMED.sub(lambda found: parts[found[1]], pattern)
    except KeyError as error:
        raise LexiconError(f"period_rules.toml: {listed.name!r}: no fragment is called {error}") from error
    return pattern
