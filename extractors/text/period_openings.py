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
    return {**_by_digit(words), **_by_number(words), **_by_name(words), **_by_relation(words)}


_UNITS = r"(?:year|quarter|month|week|day|decade|half|century|fortnight)"


_DIGITS = "0123456789"


def _by_digit(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    """What may follow the first digit of a number."""
    months = any_of(name for row in words.months for name in row)
    to = r"(?:[ \n]?-[ \n]?|[ \n](?:to|through|until|till|and)[ \n])"
    return {
        "count": (
            _DIGITS,
            rf"\d{{0,3}}[ \n-](?:full|fiscal|past|last|previous|next|upcoming|coming|{_UNITS})",
        ),
        "digit_nth": (_DIGITS, r"\d?(?:st|nd|rd|th)\b"),
        "numeric": (_DIGITS, r"\d?[/.-]\d"),
        "digit_day": (
            _DIGITS,
            rf"\d?(?:st|nd|rd|th)?(?:[ \n-](?:(?:day[ \n])?of[ \n])?{months}"
            rf"|{to}(?:the[ \n])?(?:\d|[a-z]{{2,8}}th\b))",
        ),
        "numeric_month": (_DIGITS, rf"\d?/{months}/"),
        "digit_quarter": ("1234", r"[qh]"),
        "year": ("12", r"\d{3}(?!\d)"),
        "compact": ("12", r"\d{7}(?!\d)"),
    }


def _by_number(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    months = [name for row in words.months for name in row]
    counts = _counts(words)
    return {
        "nth": (
            ({word.partition("-")[0] for word in words.day_ordinals} | {"last", "final"}),
            rf"[ \n-](?:{_UNITS}|of[ \n](?:the|this|next|last|{any_of(months)})|{counts}[ \n-]{_UNITS}"
            r"|(?:(?:to|through|until|till|and)[ \n])?(?:the[ \n])?"
            rf"{any_of(words.day_ordinals)}[ \n](?:day|of)\b)",
        ),
        "tick": ("'", r""),
        "quarter": ("qh", r"[1-4](?!\d)"),
        "ordinal": (("first", "second", "third", "fourth"), r"[ \n-](?:quarter|half|fiscal|financial)"),
        "number": (
            {word.partition(" ")[0] for word in (*words.numbers, *words.tens)},
            rf"(?:[ \n-]\w{{2,9}}(?:[ \n]of)?)?[ \n-](?:full|fiscal|{_UNITS})",
        ),
        "ahead": (
            ("in", "within"),
            rf"[ \n](?:(?:about|just|next|the next) )?{counts}[ \n-](?:{_UNITS}|business|working|trading)",
        ),
    }


def _by_name(words: PeriodWords) -> dict[str, tuple[Iterable[str], str]]:
    holidays = _holidays()
    return {
        "holiday": ({head for head, tail in holidays if not tail}, r"(?!\w|'\w)"),
        "holiday_words": (
            {head for head, tail in holidays if tail},
            rf"{any_of({tail for _, tail in holidays if tail})}(?!\w)",
        ),
        "month": ([name for row in words.months for name in row], r"\b"),
        "weekday": ([name for row in words.weekdays for name in row], r"\b"),
        "fiscal": (("fy", "fiscal", "financial", "calendar"), r"[ \n\d'-]"),
        "dayword": ({word.removeprefix("the ").split(" ")[0] for word in words.days}, r""),
        "decade": (words.decades, r"\b"),
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
        "relative": ((*words.relative, "trailing"), rf"[ \n](?:\d|{_UNITS}|{after}\b)"),
        "anaphor": (words.anaphoric, rf"[ \n](?:fiscal|calendar|{_UNITS})"),
        "unit": (("year", "quarter", "month", "months", "half", "week", "day", "weekend"), r"[ \n'-]"),
        "ytd": (("ytd",), r"\b"),
        "weekend": (("weekend",), r"\b"),
        "now": (("now",), r"[ \n]"),
        "adverb": (
            ("earlier", "later", "so", "rest", "remainder", "sometime", "at"),
            r"[ \n](?:far|some[ \n]point|in|on|of|the|last|previous|prior|past|this|current|present|next)\b",
        ),
    }


def _counts(words: PeriodWords) -> str:
    return rf"(?:\d{{1,4}}|{any_of((*words.numbers, *words.tens))}(?:[ -]\w{{3,5}})?)"


def _holidays() -> set[tuple[str, str]]:
    """The first word of each holiday and what follows it."""
    return {(head[0], name[head.end() :]) for name in load_holidays() if (head := _HEAD.match(name))}
