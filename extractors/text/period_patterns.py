"""The ways English news writes a time: a list of rules, a pattern and its reader each.

Where two rules match at one place the first is taken, so the longer way of writing comes first; a rule
whose reader refuses gives way to the next. The words come from `periods.toml`; here is only how they are
put together. Every repetition is bounded. A group `x` marks the words to report, when those are not all.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules, and one pattern that finds the place and number of the first that matches."""

    rules: tuple[Rule, ...]
    anywhere: re.Pattern[str]


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
    plain = [spelled for name in words.plain_months for spelled in (name.capitalize(), name.upper(), name)]
    weekdays = [row[0] for row in words.weekdays]
    second_month = rf"(?P<mon2>{_any(capital_full)}\b|{_any(capital_short)}\b\.?+)"
    all_weekdays = _any(name.capitalize() for row in words.weekdays for name in row)
    relative = _any(words.relative)
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    return {
        "_": _GAP,
        "H": f"(?:{_GAP}|-)",
        "THE": f"(?:(?i:the|its|their|our){_GAP})?",
        "MON": rf"(?P<mon>(?i:{_any(full)})\b|(?i:{_any(short)})\b\.?+)",
        "CMON": rf"(?P<mon>{_any(capital_full)}\b|{_any(capital_short)}\b\.?+)",
        "CMON2": second_month,
        "PMON": rf"(?P<mon>{_any(plain)}\b)",
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
        "DAYWORD": rf"(?P<day>(?i:{_any(words.days)}))\b",
        "ANAPHORIC": rf"(?i:{_any(words.anaphoric)})",
        "PART": rf"(?P<part>(?i:early|mid|late|(?:beginning|start|middle){_GAP}of))",
        "FY": rf"(?P<fy>(?i:fiscal|financial)(?:{_GAP}(?i:year))?|FY)",
    }


_Table = tuple[tuple[str, str, readers.Reader], ...]

_DAYS: _Table = (
    ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?", readers.read_iso_day),
    ("week_of", r"{THE}(?i:week)(?:{_}|-)(?i:of|beginning|starting|commencing|ended|ending|to)(?:{_}on)?{_}{WDAY}(?:the{_})?{CMON}{_}{D}(?:,?{_}{Y})?", readers.read_week_of),
    ("nth_week", r"{THE}(?P<nth>(?i:first|second|third|fourth|last|1st|2nd|3rd|4th)){_}(?i:week){_}(?i:of|in){_}(?:{CMON}(?:,?{_}{Y})?|{Y5})", readers.read_nth_week),
    ("iso_month", r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-]|[.,]\d)", readers.read_iso_month),
    ("day_range", r"{CMON}{_}{D}(?:,?{_}{Y})?{_}?(?:-|(?i:to|through)){_}?{CMON2}{_}{D2}(?:,?{_}{Y2})", readers.read_day_range),
    ("month_range", r"{CMON}{_}?(?:-|/|(?i:to|through|until)){_}?{CMON2}{_}(?:(?:of|in){_})?{Y}", readers.read_month_range),
    ("iso_slashed", r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)", readers.read_iso_day),
    ("slashed", r"(?P<m>\d{1,2})(?P<sep>/)(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])", readers.read_slashed_day),
    ("dashed", r"(?P<m>\d{1,2})(?P<sep>-)(?P<d>\d{1,2})-(?P<y>\d{4})(?![\d-])", readers.read_slashed_day),
    ("dotted", r"(?P<m>\d{1,2})(?P<sep>\.)(?P<d>\d{1,2})\.(?P<y>\d{4})(?!\d|\.\d)", readers.read_slashed_day),
    ("month_day_year", r"{WDAY}{MON}{_}{D}(?:(?:{_}?-{_}?|{_}(?:to|through|and){_}){D2})?(?:{_}?,{_}?|{_}(?:(?:of|in){_})?){Y}", readers.read_named_day),
    ("day_month_year", r"{WDAY}{THE}{D}(?:{_}?-{_}?{D2})?(?:{_}of)?{H}{MON}(?:,?{_}(?:(?:of|in){_})?|-|,){YY}", readers.read_named_day),
    ("month_day_rel", r"{WDAY}{CMON}{_}{D},?{_}{RELYEAR}", readers.read_named_day),
    ("month_day", r"{WDAY}{CMON}{_}(?:the{_})?{D}(?:(?:{_}?-{_}?|{_}(?:to|through){_}){D2})?(?!-|{_}?(?:hundred|thousand|million|billion|trillion|percent|per{_}cent)\b)", readers.read_month_day),
    ("day_month", r"{WDAY}{THE}{D}(?:{_}?-{_}?{D2})?(?:{_}of)?{_}{CMON}(?!{_}?\d)", readers.read_named_day),
)

_MONTHS: _Table = (
    ("month_year", r"(?:{THE}(?P<part>(?i:early|mid|late|(?:beginning|start|middle|end){_}of)){H})?{MON}(?:,?{_}(?:of{_})?|-|,)?{YY}", readers.read_month),
    ("month_in_year", r"{CMON}{_}(?i:in){_}{Y}", readers.read_month),
    ("month_rel_year", r"{CMON},?{_}{RELYEAR}", readers.read_month),
    ("rel_month", r"{THE}{REL}{_}{CMON}(?!{_}?\d)", readers.read_relative_month),
    ("part_month", r"{THE}(?P<part>(?i:early|mid|late|(?:beginning|start|middle|end){_}of)){H}{CMON}(?!{_}?\d)", readers.read_month),
    ("cued_month", r"(?P<cue>(?i:in|since|until|till|by|through|during|for|from|between|to|and|or|after|before|of|a))(?:{_}|-)(?P<x>{CMON})(?!{_}\d|-\d)", readers.read_cued_month),
    ("plain_month", r"{PMON}(?!{_}\d|-\d)", readers.read_month),
)

_ENDED: _Table = (
    ("ended", r"{THE}(?:(?i:fiscal|first|second|third|fourth|latest){H}){{0,2}}(?:{N}{H})?(?P<unit>(?i:(?:fiscal |financial )?year|months?|quarter|half)){_}(?:that{_})?(?P<end>(?i:ended|ending|ends|to)){_}(?:(?:on|in){_})?(?:the{_}end{_}of{_})?{CMON}(?:{_}\d{{1,2}}\b)?(?:,?{_}{Y})?", readers.read_ended),
    ("ended_day_first", r"{THE}(?:(?i:fiscal|first|second|third|fourth|latest){H}){{0,2}}(?:{N}{H})?(?P<unit>(?i:(?:fiscal |financial )?year|months?|quarter|half)){_}(?P<end>(?i:ended|ending|ends|to)){_}(?:on{_})?\d{{1,2}}{_}{CMON}(?:{_}{Y})?", readers.read_ended),
)

_QUARTERS: _Table = (
    ("q_year", r"(?:(?P<fy2>(?i:fiscal)){_})?[Qq](?P<q>[1-4])(?:{_}|-)?(?:of{_})?(?:the{_})?(?:{FY}[ -]?)?(?P<y>{YEAR}|'\d\d\b|(?<=FY)\d\d\b|(?<=FY )\d\d\b)", readers.read_quarter),
    ("q_rel", r"[Qq](?P<q>[1-4]){_}{RELYEAR}", readers.read_quarter),
    ("nq_year", r"(?P<q>[1-4])Q(?:{_}|-)?(?:(?P<fy>FY)[ -]?)?(?P<y>{YEAR}|'?\d\d\b)", readers.read_quarter),
    ("year_q", r"(?P<y>{YEAR})(?:{_}|-|/)?[Qq](?P<q>[1-4])\b", readers.read_quarter),
    ("fy_q", r"(?P<fy>FY|(?i:fiscal)(?:{_}(?i:year))?)[ '-]?(?P<y>(?:20)?\d\d)(?:{_}|-|/)?[Qq](?P<q>[1-4])\b", readers.read_quarter),
    ("q", r"(?:[Qq](?P<q>[1-4])|(?P<q1>[1-4])Q)\b", readers.read_quarter),
    ("quarter_of_year", r"{THE}(?:(?P<fy>(?i:fiscal|financial)){_})?{Q}{H}(?P<fy2>(?i:fiscal{H}))?(?i:quarter),?{_}(?i:of{_})?(?:(?i:the|its|their){_})?(?:(?P<fy3>(?i:fiscal|financial)){_}(?:(?i:year){_})?)?{YY}", readers.read_quarter),
    ("year_quarter", r"{THE}(?:(?P<fy>(?i:fiscal|financial)){_}(?:(?i:year){_})?)?{Y}(?:'s)?{_}{Q}{H}(?i:quarter)\b", readers.read_quarter),
    ("rel_year_quarter", r"(?P<rel>(?i:{RELATIVE})){_}(?i:year)'s{_}(?i:fiscal{_})?{Q}{H}(?i:quarter)\b", readers.read_quarter),
    ("quarter_rel", r"{THE}{Q}{H}(?i:quarter){_}{RELYEAR}", readers.read_quarter),
    ("fiscal_quarter", r"{THE}(?:(?P<fy>(?i:fiscal|financial)){_}{Q}{H}(?i:quarter)|(?P<q1>(?i:first|second|third|fourth)){H}(?P<fy2>(?i:fiscal|financial)){_}(?i:quarter)|(?P<q2>(?i:first|second|third|fourth)){H}(?i:quarter){_}of{_}(?:the|its|their)(?:{_}\w{{1,12}})?{_}(?P<fy3>(?i:fiscal|financial)){_}year)\b", readers.read_quarter),
    ("quarter", r"{THE}{Q}{H}(?i:quarter)\b(?!{_}(?:century|of{_}(?:a|the{_}(?!year))))", readers.read_quarter),
)

_YEARS: _Table = (
    ("fiscal_range", r"{THE}(?:(?i:fiscal|financial)(?:{H}(?i:year))?{H}|FY[ '-]?){Y}(?:-|/)(?P<y2>\d\d(?:\d\d)?)(?!\d)", readers.read_fiscal_year),
    ("fiscal", r"{THE}(?i:fiscal|financial)(?:{H}(?i:year))?{H}(?:{Y}|'(?P<yy>\d\d)\b)", readers.read_fiscal_year),
    ("fy", r"FY[ '-]?(?P<y>20\d\d|\d\d)(?:[-/](?P<y2>\d\d))?(?!\d)", readers.read_fiscal_year),
    ("fiscal_after", r"{THE}{Y}{_}(?i:fiscal|financial){_}(?i:year)\b", readers.read_fiscal_year),
    ("half_year", r"(?:{THE}(?P<h>(?i:first|second|1st|2nd)){H}(?i:half)(?:{_}(?i:of))?,?{_}{Y}|[Hh](?P<h1>[12])(?:{_}|-)?(?:FY)?{Y3}|(?P<h2>[12])H(?:{_}|-)?(?P<y4>{YEAR}|'?\d\d\b))", readers.read_half),
    ("year_half", r"(?P<y>{YEAR})(?:{_}|-)?[Hh](?P<h1>[12])\b", readers.read_half),
    ("half_rel", r"{THE}(?:(?P<h>(?i:first|second|1st|2nd)){H}(?i:half)|[Hh](?P<h1>[12])){_}{RELYEAR}", readers.read_half),
    ("half", r"(?:{THE}(?P<h>(?i:first|second|1st|2nd)){H}(?i:half)\b(?!{_}(?:of|century|time)))", readers.read_half),
    ("end_of_year", r"(?:{THE}(?:very{_})?(?i:end)(?:-|{_}(?i:of){_})(?:(?i:the{_}year){_})?|(?i:year)-(?i:end),?{_}(?:of{_})?){Y}", readers.read_end_of_year),
    ("end_of_rel_year", r"{THE}(?i:end){_}(?i:of){_}(?P<rel>(?i:the|{RELATIVE}))(?:{_}(?i:calendar))?{_}(?i:year)\b", readers.read_end_of_year),
    ("year_end", r"(?P<rel>(?i:year(?:-|'s{_})end))\b", readers.read_end_of_year),
    ("part_of_year", r"{THE}{PART}(?:{H}(?:(?i:in){_})?(?:the{_}year{_})?{Y}|{_}(?:(?i:in){_})?(?P<rel>(?i:the|{RELATIVE})){_}(?i:year)\b)(?!s)", readers.read_part_of_year),
    ("decade", r"{THE}(?:(?P<part>(?i:early|mid|late)){H}(?:the{_})?)?(?P<decade>(?:1[5-9]|20)\d0) ?'?s\b", readers.read_decade),
    ("decade_short", r"{THE}(?:(?P<part>(?i:early|mid|late)){H}(?:the{_})?)?'(?P<decade>\d0)'?s\b", readers.read_decade),
    ("season_year", r"(?:{THE}(?i:early|mid|late){H})?{THE}{SEASON},?{_}(?:of{_})?(?:{YY}|{RELYEAR})", readers.read_season),
    ("rel_season", r"(?:(?i:early|late|earlier|later){_})?{REL}{_}{SEASON}", readers.read_season),
    ("year_range", r"{Y}(?:{_}?-{_}?|/)(?P<y2>(?:1[5-9]|20)\d\d|\d\d)(?![\d-]|[.,]\d)", readers.read_year_range),
    ("the_year", r"{THE}(?:(?i:calendar){_})?(?i:year){_}{Y}", readers.read_stated_year),
    ("year", r"{Y}(?!-\d)", readers.read_bare_year),
)

_RELATIVE: _Table = (
    ("stretch", r"{THE}(?P<rel>(?i:{RELATIVE}|past|trailing)){_}(?:{N})(?:{_}(?:full|fiscal|consecutive))?{H}(?P<unit>(?i:years|months|quarters|weeks|days|decades|fortnights))\b", readers.read_stretch),
    ("stretch_one", r"(?:(?i:over|in|during|within|for|throughout){_})?(?P<x>(?i:the){_}(?P<rel>(?i:past|last|coming|next))(?:{_}(?P<n>(?!)))?{_}(?P<unit>(?i:year|month|week|decade)))\b", readers.read_stretch_one),
    ("end_of_unit", r"{THE}(?i:beginning|start|middle|end){_}(?i:of){_}(?P<rel>(?i:the|{RELATIVE})){_}{UNIT}", readers.read_end_of_unit),
    ("rel_unit", r"(?:(?i:earlier|later|early|late|so{_}far|sometime|at{_}some{_}point){_}(?:(?i:in|on){_})?)?{THE}{REL}(?:{_}(?i:full|whole))?{_}{UNIT}", readers.read_relative_unit),
    ("this_unit", r"(?:(?i:earlier|later|early|late|so{_}far|rest|remainder){_}(?:(?i:in|on|of){_})?(?i:the){_}(?P<unit>(?i:year|month|week|quarter|decade))|(?P<u2>(?i:year))(?:-|{_})(?i:to)(?:-|{_})(?i:date))\b", readers.read_this_unit),
    ("anaphoric", r"(?i:the{_})?{ANAPHORIC}(?:{_}(?i:fiscal|calendar))?{_}(?P<unit>(?i:year|quarter|month|week|weekend|day|half|decade))\b", readers.read_anaphor),
    ("earlier", r"{N}(?:{_}(?:full|fiscal))?{H}(?P<unit>(?i:years?|quarters?|months?|weeks?|days?|decades?)){_}(?i:earlier|later|before|after|prior|previously)\b", readers.read_anaphor),
    ("ago", r"{N}(?:{_}(?:full|fiscal))?{H}(?P<unit>(?i:years?|quarters?|months?|weeks?|days?|decades?)){_}(?P<dir>(?i:ago|back|from{_}(?:now|today)))\b", readers.read_ago),
    ("ahead", r"(?i:in|within){_}(?:about{_}|just{_})?{N}{H}(?P<unit>(?i:years?|quarters?|months?|weeks?|days?|decades?))\b(?!{_}(?i:of|ago|earlier|before|after|since)|['-])", readers.read_ahead),
    ("single_day", r"{DAYWORD}", readers.read_single_day),
    ("rel_weekday", r"{THE}{REL}{_}(?:week's{_})?{WD}(?:{_}(?i:morning|afternoon|evening|night)\b)?", readers.read_weekday),
    ("weekday_rel", r"{WD}(?:{_}of)?{_}(?P<rel>(?i:last|this|next)){_}week\b", readers.read_weekday_of_week),
    ("weekday", r"{WD}(?:{_}(?i:morning|afternoon|evening|night)\b)?(?!')", readers.read_weekday),
)


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """All rules in order of preference, compiled once."""
    words = load_period_words()
    parts = {**_fragments(words), "YEAR": _YEAR, "RELATIVE": _any(words.relative), "Y3": f"(?P<y3>{_YEAR}|'?\\d\\d\\b)", "Y5": f"(?P<y5>{_YEAR})"}
    table = (*_ENDED, *_DAYS, *_QUARTERS, *_MONTHS, *_YEARS, *_RELATIVE)
    filled = [(name, _fill(pattern, parts), read) for name, pattern, read in table]
    rules = tuple(Rule(name, re.compile(_BEFORE + pattern), read) for name, pattern, read in filled)
    heads = "|".join(f"(?P<r{number}>{re.sub(r'[(][?]P<[^>]+>', '(?:', text)})" for number, (_, text, _) in enumerate(filled))
    return Rules(rules=rules, anywhere=re.compile(rf"{_BEFORE}(?=[0-9A-Za-z'])(?:{heads})"))


def _fill(pattern: str, parts: dict[str, str]) -> str:
    for _ in range(2):  # fragments may name fragments once
        pattern = re.sub(r"\{([A-Z_]\w*)\}", lambda found: parts[found[1]], pattern)
    return pattern.replace("{{", "{").replace("}}", "}")
