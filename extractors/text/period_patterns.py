"""The ways English news writes a time: a list of rules, each with its openings, pattern and reader.

A text is searched for openings first: a digit, a month, "last" before a unit, and so on. Only the rules of
that opening are tried there, in order; the longer way of writing comes first, and a rule whose reader
refuses gives way to the next. The words come from `periods.toml`; here is only how they are put together.
Every repetition is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.period_words import PeriodWords, load_period_words
from extractors.text import period_readers as readers


class Rule(NamedTuple):
    """One way of writing a time."""

    name: str
    pattern: re.Pattern[str]
    read: readers.Reader


class Opening(NamedTuple):
    """What may begin a time: a cheap pattern to refuse most words, and the rules to try in order."""

    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`token` finds words and digits that may open a time, `openings` says by the small word which they do."""

    token: re.Pattern[str]
    openings: dict[str, tuple[Opening, ...]]


_GAP = r"(?: {1,2}|\n)"  # between words, also across one line break
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d%]|[.,]\d)"
_BEFORE = r"(?<![\w@#/$€£¥₹])(?<!\d[.,:])(?<!\w-)"


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first so that no word hides a longer one."""
    return "(?:" + "|".join(sorted((re.escape(word).replace(r"\ ", _GAP) for word in words), key=len, reverse=True)) + ")"


def _fragments(words: PeriodWords) -> dict[str, str]:
    full, short = [row[0] for row in words.months], [name for row in words.months for name in row[1:]]
    capital_full = [spelled for name in full for spelled in (name.capitalize(), name.upper())]
    capital_full += [name for name in full if name not in words.capital_months]
    capital_short = [spelled for name in short for spelled in (name.capitalize(), name.upper())]
    weekdays = [row[0] for row in words.weekdays]
    second_month = rf"(?P<mon2>{_any(capital_full)}\b|{_any(capital_short)}\b\.?+)"
    all_weekdays = _any(name.capitalize() for row in words.weekdays for name in row)
    relative = _any(words.relative)
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    return {
        "_": _GAP,
        "H": f"(?:{_GAP}|-)",
        "MON": rf"(?P<mon>(?i:{_any(full)})\b|(?i:{_any(short)})\b\.?+)",
        "CMON": rf"(?P<mon>{_any(capital_full)}\b|{_any(capital_short)}\b\.?+)",
        "CMON2": second_month,
        "D": rf"(?P<d>{day}(?:st|nd|rd|th)?)(?![\d%]|[.,:]\d)",
        "D2": rf"(?P<d2>{day}(?:st|nd|rd|th)?)(?![\d%]|[.,:]\d)",
        "Y": rf"(?P<y>{_YEAR})",
        "Y2": rf"(?P<y2>{_YEAR})",
        "YY": rf"(?P<y>{_YEAR}|'\d\d(?!\w))",
        "WDAY": rf"(?:(?:{all_weekdays}\b\.?,?{_GAP}))?",
        "REL": rf"(?P<rel>(?i:{relative}))",
        "RELYEAR": rf"(?:(?i:of){_GAP})?(?P<rel>(?i:{relative}|the)){_GAP}(?i:(?:calendar )?year)\b",
        "WD": rf"(?P<wd>(?i:{_any(weekdays)}))\b",
        "Q": rf"(?P<q>(?i:{_any(words.ordinals)}))",
        "SEASON": rf"(?P<season>(?i:{_any(words.seasons)}))\b",
        "N": rf"(?P<n>(?i:\d{{1,4}}|{_any(words.numbers)}))",
        "UNIT": r"(?P<unit>(?i:(?:fiscal |financial |calendar )?(?:years?|quarters?|months?)|weeks?|weekends?|days?|decades?|century|half))\b",
        "DAYWORD": rf"(?P<day>(?i:{_any(word.removeprefix('the ') for word in words.days)}))\b",
        "ANAPHORIC": rf"(?i:{_any(words.anaphoric)})",
        "PART": rf"(?P<part>(?i:early|mid|late|(?:beginning|start|middle){_GAP}of))",
        "YEAR": _YEAR,
        "Y3": rf"(?P<y3>{_YEAR}|'?\d\d\b)",
        "Y5": rf"(?P<y5>{_YEAR})",
        "RELATIVE": relative,
        "FY": rf"(?P<fy>(?i:fiscal|financial)(?:{_GAP}(?i:year))?|FY)",
    }


_Table = tuple[tuple[str, str, str, readers.Reader], ...]

_DAYS: _Table = (
    ("iso", "digit", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?", readers.read_iso_day),
    ("week_of", "unit", r"(?i:week)(?:{_}|-)(?i:of|beginning|starting|commencing|ended|ending|to)(?:{_}on)?{_}{WDAY}(?:the{_})?{CMON}{_}{D}(?:,?{_}{Y})?", readers.read_week_of),
    ("nth_week", "ordinal relative digit", r"(?P<nth>(?i:first|second|third|fourth|last|1st|2nd|3rd|4th)){_}(?i:week){_}(?i:of|in){_}(?:{CMON}(?:,?{_}{Y})?|{Y5})", readers.read_nth_week),
    ("iso_month", "digit", r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-]|[.,]\d)", readers.read_iso_month),
    ("day_range", "month", r"{CMON}{_}{D}(?:,?{_}{Y})?{_}?(?:-|(?i:to|through)){_}?{CMON2}{_}{D2}(?:,?{_}{Y2})", readers.read_day_range),
    ("month_range", "month", r"{CMON}{_}?(?:-|/|(?i:to|through|until)){_}?{CMON2}{_}(?:(?:of|in){_})?{Y}", readers.read_month_range),
    ("iso_slashed", "digit", r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)", readers.read_iso_day),
    ("slashed", "digit", r"(?P<m>\d{1,2})(?P<sep>/)(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])", readers.read_slashed_day),
    ("dashed", "digit", r"(?P<m>\d{1,2})(?P<sep>-)(?P<d>\d{1,2})-(?P<y>\d{4})(?![\d-])", readers.read_slashed_day),
    ("dotted", "digit", r"(?P<m>\d{1,2})(?P<sep>\.)(?P<d>\d{1,2})\.(?P<y>\d{4})(?!\d|\.\d)", readers.read_slashed_day),
    ("month_day_year", "weekday month", r"{WDAY}{MON}{_}{D}(?:(?:{_}?-{_}?|{_}(?:to|through|and){_}){D2})?(?:{_}?,{_}?|{_}(?:(?:of|in){_})?){Y}", readers.read_named_day),
    ("day_month_year", "weekday digit", r"{WDAY}(?:the{_})?{D}(?:{_}?-{_}?{D2})?(?:{_}of)?{H}{MON}(?:,?{_}(?:(?:of|in){_})?|-|,){YY}", readers.read_named_day),
    ("month_day_rel", "weekday month", r"{WDAY}{CMON}{_}{D},?{_}{RELYEAR}", readers.read_named_day),
    ("month_day", "weekday month", r"{WDAY}{CMON}{_}(?:the{_})?{D}(?:(?:{_}?-{_}?|{_}(?:to|through){_}){D2})?(?!-|{_}?(?:hundred|thousand|million|billion|trillion|percent|per{_}cent)\b)", readers.read_month_day),
    ("day_month", "weekday digit", r"{WDAY}(?:the{_})?{D}(?:{_}?-{_}?{D2})?(?:{_}of)?{_}{CMON}(?!{_}?\d)", readers.read_named_day),
)

_MONTHS: _Table = (
    ("month_year", "part month", r"(?:(?P<part>(?i:early|mid|late|(?:beginning|start|middle|end){_}of)){H})?{MON}(?:,?{_}(?:of{_})?|-|,)?{YY}", readers.read_month),
    ("month_in_year", "month", r"{CMON}{_}(?i:in){_}{Y}", readers.read_month),
    ("month_rel_year", "month", r"{CMON},?{_}{RELYEAR}", readers.read_month),
    ("rel_month", "relative", r"{REL}{_}{CMON}(?!{_}?\d)", readers.read_relative_month),
    ("part_month", "part", r"(?P<part>(?i:early|mid|late|(?:beginning|start|middle|end){_}of)){H}{CMON}(?!{_}?\d)", readers.read_month),
    ("bare_month", "month", r"{CMON}(?!{_}\d|-\d)", readers.read_bare_month),
)

_ENDED: _Table = (
    ("ended", "latest fiscal ordinal number digit unit", r"(?:(?i:fiscal|first|second|third|fourth|latest){H}){{0,2}}(?:{N}{H})?(?P<unit>(?i:(?:fiscal |financial )?year|months?|quarter|half)){_}(?:that{_})?(?P<end>(?i:ended|ending|ends|to)){_}(?:(?:on|in){_})?(?:the{_}end{_}of{_})?{CMON}(?:{_}\d{{1,2}}\b)?(?:,?{_}{Y})?", readers.read_ended),
    ("ended_day_first", "latest fiscal ordinal number digit unit", r"(?:(?i:fiscal|first|second|third|fourth|latest){H}){{0,2}}(?:{N}{H})?(?P<unit>(?i:(?:fiscal |financial )?year|months?|quarter|half)){_}(?P<end>(?i:ended|ending|ends|to)){_}(?:on{_})?\d{{1,2}}{_}{CMON}(?:{_}{Y})?", readers.read_ended),
)

_QUARTERS: _Table = (
    ("q_year", "quarter fiscal", r"(?:(?P<fy2>(?i:fiscal)){_})?[Qq](?P<q>[1-4])(?:{_}|-)?(?:of{_})?(?:the{_})?(?:{FY}[ -]?)?(?P<y>{YEAR}|'\d\d\b|(?<=FY)\d\d\b|(?<=FY )\d\d\b)", readers.read_quarter),
    ("q_rel", "quarter", r"[Qq](?P<q>[1-4]){_}{RELYEAR}", readers.read_quarter),
    ("nq_year", "digit", r"(?P<q>[1-4])Q(?:{_}|-)?(?:(?P<fy>FY)[ -]?)?(?P<y>{YEAR}|'?\d\d\b)", readers.read_quarter),
    ("year_q", "digit", r"(?P<y>{YEAR})(?:{_}|-|/)?[Qq](?P<q>[1-4])\b", readers.read_quarter),
    ("fy_q", "fiscal", r"(?P<fy>FY|(?i:fiscal)(?:{_}(?i:year))?)[ '-]?(?P<y>(?:20)?\d\d)(?:{_}|-|/)?[Qq](?P<q>[1-4])\b", readers.read_quarter),
    ("q", "quarter digit", r"(?:[Qq](?P<q>[1-4])|(?P<q1>[1-4])Q)\b", readers.read_quarter),
    ("quarter_of_year", "ordinal fiscal digit", r"(?:(?P<fy>(?i:fiscal|financial)){_})?{Q}{H}(?P<fy2>(?i:fiscal{H}))?(?i:quarter),?{_}(?i:of{_})?(?:(?i:the|its|their){_})?(?:(?P<fy3>(?i:fiscal|financial)){_}(?:(?i:year){_})?)?{YY}", readers.read_quarter),
    ("year_quarter", "digit fiscal", r"(?:(?P<fy>(?i:fiscal|financial)){_}(?:(?i:year){_})?)?{Y}(?:'s)?{_}{Q}{H}(?i:quarter)\b", readers.read_quarter),
    ("rel_year_quarter", "relative", r"(?P<rel>(?i:{RELATIVE})){_}(?i:year)'s{_}(?i:fiscal{_})?{Q}{H}(?i:quarter)\b", readers.read_quarter),
    ("quarter_rel", "ordinal digit", r"{Q}{H}(?i:quarter){_}{RELYEAR}", readers.read_quarter),
    ("fiscal_quarter", "ordinal fiscal", r"(?:(?P<fy>(?i:fiscal|financial)){_}{Q}{H}(?i:quarter)|(?P<q1>(?i:first|second|third|fourth)){H}(?P<fy2>(?i:fiscal|financial)){_}(?i:quarter)|(?P<q2>(?i:first|second|third|fourth)){H}(?i:quarter){_}of{_}(?:the|its|their)(?:{_}\w{{1,12}})?{_}(?P<fy3>(?i:fiscal|financial)){_}year)\b", readers.read_quarter),
    ("quarter", "ordinal digit", r"{Q}{H}(?i:quarter)\b(?!{_}(?:century|of{_}(?:a|the{_}(?!year))))", readers.read_quarter),
)

_YEARS: _Table = (
    ("fiscal_range", "fiscal", r"(?:(?i:fiscal|financial)(?:{H}(?i:year))?{H}|FY[ '-]?){Y}(?:-|/)(?P<y2>\d\d(?:\d\d)?)(?!\d)", readers.read_fiscal_year),
    ("fiscal", "fiscal", r"(?i:fiscal|financial)(?:{H}(?i:year))?{H}(?:{Y}|'(?P<yy>\d\d)\b)", readers.read_fiscal_year),
    ("fy", "fiscal", r"FY[ '-]?(?P<y>20\d\d|\d\d)(?:[-/](?P<y2>\d\d))?(?!\d)", readers.read_fiscal_year),
    ("fiscal_after", "digit", r"{Y}{_}(?i:fiscal|financial){_}(?i:year)\b", readers.read_fiscal_year),
    ("half_year", "ordinal quarter digit", r"(?:(?P<h>(?i:first|second|1st|2nd)){H}(?i:half)(?:{_}(?i:of))?,?{_}{Y}|[Hh](?P<h1>[12])(?:{_}|-)?(?:FY)?{Y3}|(?P<h2>[12])H(?:{_}|-)?(?P<y4>{YEAR}|'?\d\d\b))", readers.read_half),
    ("year_half", "digit", r"(?P<y>{YEAR})(?:{_}|-)?[Hh](?P<h1>[12])\b", readers.read_half),
    ("half_rel", "ordinal quarter digit", r"(?:(?P<h>(?i:first|second|1st|2nd)){H}(?i:half)|[Hh](?P<h1>[12])){_}{RELYEAR}", readers.read_half),
    ("half", "ordinal digit", r"(?:(?P<h>(?i:first|second|1st|2nd)){H}(?i:half)\b(?!{_}(?:of|century|time)))", readers.read_half),
    ("end_of_year", "part unit", r"(?:(?:very{_})?(?i:end)(?:-|{_}(?i:of){_})(?:(?i:the{_}year){_})?|(?i:year)-(?i:end),?{_}(?:of{_})?){Y}", readers.read_end_of_year),
    ("end_of_rel_year", "part", r"(?i:end){_}(?i:of){_}(?P<rel>(?i:the|{RELATIVE}))(?:{_}(?i:calendar))?{_}(?i:year)\b", readers.read_end_of_year),
    ("year_end", "unit", r"(?P<rel>(?i:year(?:-|'s{_})end))\b", readers.read_end_of_year),
    ("part_of_year", "part", r"{PART}(?:{H}(?:(?i:in){_})?(?:the{_}year{_})?{Y}|{_}(?:(?i:in){_})?(?P<rel>(?i:the|{RELATIVE})){_}(?i:year)\b)(?!s)", readers.read_part_of_year),
    ("decade", "part digit", r"(?:(?P<part>(?i:early|mid|late)){H}(?:the{_})?)?(?P<decade>(?:1[5-9]|20)\d0) ?'?s\b", readers.read_decade),
    ("decade_short", "part tick", r"(?:(?P<part>(?i:early|mid|late)){H}(?:the{_})?)?'(?P<decade>\d0)'?s\b", readers.read_decade),
    ("season_year", "part season", r"(?:(?i:early|mid|late){H})?(?:the{_})?{SEASON},?{_}(?:of{_})?(?:{YY}|{RELYEAR})", readers.read_season),
    ("rel_season", "part adverb relative", r"(?:(?i:early|late|earlier|later){_})?{REL}{_}{SEASON}", readers.read_season),
    ("year_range", "digit", r"{Y}(?:{_}?-{_}?|/)(?P<y2>(?:1[5-9]|20)\d\d|\d\d)(?![\d-]|[.,]\d)", readers.read_year_range),
    ("the_year", "unit fiscal", r"(?:(?i:calendar){_})?(?i:year){_}{Y}", readers.read_stated_year),
    ("year", "digit", r"{Y}(?!-\d)", readers.read_bare_year),
)

_RELATIVE: _Table = (
    ("stretch", "relative", r"(?P<rel>(?i:{RELATIVE}|past|trailing)){_}(?:{N})(?:{_}(?:full|fiscal|consecutive))?{H}(?P<unit>(?i:years|months|quarters|weeks|days|decades|fortnights))\b", readers.read_stretch),
    ("stretch_one", "relative", r"(?<=[Tt]he )(?P<rel>(?i:past|last|coming|next))(?:{_}(?P<n>(?!)))?{_}(?P<unit>(?i:year|month|week|decade))\b", readers.read_stretch_one),
    ("end_of_unit", "part", r"(?i:beginning|start|middle|end){_}(?i:of){_}(?P<rel>(?i:the|{RELATIVE})){_}{UNIT}", readers.read_end_of_unit),
    ("rel_unit", "part adverb relative", r"(?:(?i:earlier|later|early|late|so{_}far|sometime|at{_}some{_}point){_}(?:(?i:in|on){_})?)?(?:the{_})?{REL}(?:{_}(?i:full|whole))?{_}{UNIT}", readers.read_relative_unit),
    ("this_unit", "part adverb unit", r"(?:(?i:earlier|later|early|late|so{_}far|rest|remainder){_}(?:(?i:in|on|of){_})?(?i:the){_}(?P<unit>(?i:year|month|week|quarter|decade))|(?P<u2>(?i:year))(?:-|{_})(?i:to)(?:-|{_})(?i:date))\b", readers.read_this_unit),
    ("anaphoric", "anaphor", r"{ANAPHORIC}(?:{_}(?i:fiscal|calendar))?{_}(?P<unit>(?i:year|quarter|month|week|weekend|day|half|decade))\b", readers.read_anaphor),
    ("earlier", "number digit", r"{N}(?:{_}(?:full|fiscal))?{H}(?P<unit>(?i:years?|quarters?|months?|weeks?|days?|decades?)){_}(?i:earlier|later|before|after|prior|previously)\b", readers.read_anaphor),
    ("ago", "number digit", r"{N}(?:{_}(?:full|fiscal))?{H}(?P<unit>(?i:years?|quarters?|months?|weeks?|days?|decades?)){_}(?P<dir>(?i:ago|back|from{_}(?:now|today)))\b", readers.read_ago),
    ("ahead", "ahead", r"(?i:in|within){_}(?:about{_}|just{_})?{N}{H}(?P<unit>(?i:years?|quarters?|months?|weeks?|days?|decades?))\b(?!{_}(?i:of|ago|earlier|before|after|since)|['-])", readers.read_ahead),
    ("single_day", "dayword", r"{DAYWORD}", readers.read_single_day),
    ("rel_weekday", "relative", r"{REL}{_}(?:week's{_})?{WD}(?:{_}(?i:morning|afternoon|evening|night)\b)?", readers.read_weekday),
    ("weekday_rel", "weekday", r"{WD}(?:{_}of)?{_}(?P<rel>(?i:last|this|next)){_}week\b", readers.read_weekday_of_week),
    ("weekday", "weekday", r"{WD}(?:{_}(?i:morning|afternoon|evening|night)\b)?(?!')", readers.read_weekday),
)


def _openings(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    """The kinds of openings: the first words of each, and what must follow them, looked at before any rule."""
    months = [name for row in words.months for name in row]
    weekdays = [name for row in words.weekdays for name in row]
    units = r"(?:year|quarter|month|week|day|decade|half|century|fortnight)"
    after_relative = _any((*months, *weekdays, *words.seasons, *words.numbers, "full", "whole", "fiscal", "financial", "calendar", "weekend"))
    counts = rf"(?:\d{{1,4}}|{_any(words.numbers)})"
    return {
        "digit": ("0123456789", r""),
        "tick": ("'", r""),
        "month": (months, r"\b"),
        "weekday": (weekdays, r"\b"),
        "quarter": ("qh", r"[1-4](?!\d)"),
        "fiscal": (("fy", "fiscal", "financial", "calendar"), r"[ \n\d'-]"),
        "ordinal": (("first", "second", "third", "fourth"), r"[ \n-](?:quarter|half|week|fiscal|financial)"),
        "latest": (("latest",), r"[ \n](?:quarter|fiscal|half|year)"),
        "part": (("early", "mid", "late", "beginning", "start", "middle", "end", "very"), r"[ \n-]"),
        "dayword": ({word.removeprefix("the ").split(" ")[0] for word in words.days}, r""),
        "relative": ((*words.relative, "trailing"), rf"[ \n](?:\d|{units}|{after_relative})"),
        "anaphor": (words.anaphoric, rf"[ \n](?:fiscal|calendar|{units})"),
        "number": (words.numbers, rf"[ \n-](?:full|fiscal|{units})"),
        "unit": (("year", "quarter", "month", "months", "half", "week"), r"[ \n'-]"),
        "season": (words.seasons, r",?[ \n]"),
        "adverb": (("earlier", "later", "so", "rest", "remainder", "sometime", "at"), r"[ \n]"),
        "ahead": (("in", "within"), rf"[ \n](?:(?:about|just) )?{counts}[ \n-]{units}"),
    }


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """All rules by their openings, compiled once."""
    words = load_period_words()
    parts = _fragments(words)
    by_kind: dict[str, list[Rule]] = {}
    for name, kinds, pattern, read in (*_ENDED, *_DAYS, *_QUARTERS, *_MONTHS, *_YEARS, *_RELATIVE):
        rule = Rule(name, re.compile(_fill(pattern, parts)), read)
        for kind in kinds.split():
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


def _fill(pattern: str, parts: dict[str, str]) -> str:
    for _ in range(2):  # fragments may name fragments once
        pattern = re.sub(r"\{([A-Z_]\w*)\}", lambda found: parts[found[1]], pattern)
    return pattern.replace("{{", "{").replace("}}", "}")
