"""What may begin a time: its first word, and what must follow before any rule is tried."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.lexicon.holidays import load_holidays
from extractors.lexicon.period_words import PeriodWords
from extractors.text.period_fragments import any_of

_HEAD = re.compile(r"[a-z]+")


def openings_of(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    """The kinds of openings: the first words of each, and what must follow; tried in this order."""
    return {**_by_number(words), **_by_name(words), **_by_relation(words)}


_UNITS = r"(?:year|quarter|month|week|day|decade|half|century|fortnight)"


def _by_number(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    months = [name for row in words.months for name in row]
    counts = _counts(words)
    return {
        "nth": (
            ({word.partition("-")[0] for word in words.day_ordinals} | {"last", "final"}),
            rf"[ \n-](?:{_UNITS}|of[ \n](?:the|this|next|last|{any_of(months)})|{counts}[ \n-]{_UNITS}"
            rf"|(?:the[ \n])?{any_of(words.day_ordinals[:9])}[ \n](?:day|of)\b"
            r"|(?:to|through|until|till|and)[ \n])",
        ),
        "digit": ("0123456789", r""),
        "tick": ("'", r""),
        "quarter": ("qh", r"[1-4](?!\d)"),
        "ordinal": (("first", "second", "third", "fourth"), r"[ \n-](?:quarter|half|fiscal|financial)"),
        "number": (
            {word.partition(" ")[0] for word in (*words.numbers, *words.tens)},
            rf"(?:[ \n-]\w{{2,9}}(?:[ \n]of)?)?[ \n-](?:full|fiscal|{_UNITS})",
        ),
        "ahead": (("in", "within"), rf"[ \n](?:(?:about|just|next|the next) )?{counts}[ \n-]{_UNITS}"),
    }


def _by_name(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    holidays = _holidays()
    return {
        "holiday": (
            {head for head, _ in holidays},
            rf"(?:{any_of({tail for _, tail in holidays if tail})})(?!\w)|(?!\w|'\w)",
        ),
        "month": ([name for row in words.months for name in row], r"\b"),
        "weekday": ([name for row in words.weekdays for name in row], r"\b"),
        "fiscal": (("fy", "fiscal", "financial", "calendar"), r"[ \n\d'-]"),
        "dayword": ({word.removeprefix("the ").split(" ")[0] for word in words.days}, r""),
        "season": (words.seasons, r",?[ \n]"),
    }


def _by_relation(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    names = [name for row in (*words.months, *words.weekdays) for name in row]
    names += [*words.seasons, *(head for head, _ in _holidays())]
    others = ("full", "whole", "fiscal", "financial", "calendar", "weekend", "past")
    after = any_of((*names, *words.numbers, *words.tens, *others))
    return {
        "latest": (("latest",), r"[ \n](?:quarter|fiscal|half|year)"),
        "part": (("early", "mid", "late", "beginning", "start", "middle", "end", "very"), r"[ \n-]"),
        "relative": ((*words.relative, "trailing"), rf"[ \n](?:\d|{_UNITS}|{after})"),
        "anaphor": (words.anaphoric, rf"[ \n](?:fiscal|calendar|{_UNITS})"),
        "unit": (("year", "quarter", "month", "months", "half", "week", "day"), r"[ \n'-]"),
        "adverb": (("earlier", "later", "so", "rest", "remainder", "sometime", "at"), r"[ \n]"),
    }


def _counts(words: PeriodWords) -> str:
    return rf"(?:\d{{1,4}}|{any_of((*words.numbers, *words.tens))}(?:[ -]\w{{3,5}})?)"


def _holidays() -> set[tuple[str, str]]:
    """The first word of each holiday and what follows it."""
    return {(head[0], name[head.end() :]) for name in load_holidays() if (head := _HEAD.match(name))}
