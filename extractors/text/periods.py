"""Times told in a text, as periods: the date of publication turns "last month" into one, nothing else does.

A prefix of a date is a stretch of days (`intervals.py`); what the text leaves open stays open. Without a
publication date "in May" is found but has no period: today is never asked. A number is a year only where
it reads as one: not in "$2024", "2,024", "2048 GPUs" or the name of a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.lexicon.naming import plain
from extractors.lexicon.period_words import load_period_words
from extractors.records import Span
from extractors.text.anchors import Anchor
from extractors.text.intervals import contains, days_between, interval, is_period, overlaps
from extractors.text.period_meaning import Clock, Meaning, PeriodKind
from extractors.text.period_patterns import Rule, Rules, load_rules

__all__ = [
    "PeriodKind",
    "PeriodMention",
    "contains",
    "days_between",
    "find_periods",
    "interval",
    "is_period",
    "overlaps",
]

_CUE = re.compile(r"\b(since|until|till|before|after|by|as of)\s(?:the\s)?\Z", re.IGNORECASE)
_CUE_WINDOW = 14
_ONWARD = re.compile(r"\s(?:onwards?|and beyond|or later|and later|and after|or after)\b", re.IGNORECASE)
_JOINT = re.compile(r"\s?(?:(through|until|till|-)|(to)|(and))\s?\Z", re.IGNORECASE)
_OPENER = re.compile(r"\b(from|between)\s(?:the\s)?\Z", re.IGNORECASE)
_JOINT_LONGEST = 12
_SIGHT = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMention:
    """A time told in a text.

    `period` is ISO, or None when it cannot be told. `kind` is how long it is. `relative` says that it was
    reckoned from the publication date. `cue` is the word that governs it (since, until, before, after, by,
    as of); only `since` changes the period, to one without an end. `partial` is a day or month without its
    year, `--07-05` or `--07`.
    """

    span: Span
    text: str
    period: str | None
    kind: PeriodKind
    relative: bool = False
    cue: str | None = None
    partial: str | None = None


def find_periods(text: str, published: str | None) -> tuple[PeriodMention, ...]:
    """The times told in `text`, in order of place, not overlapping.

    Args:
        text: An article or a sentence.
        published: The ISO day or instant of publication, from which relative words are reckoned; None when
            unknown, and then they have no period.

    Linear in the length of the text.
    """
    shown = plain(text)
    anchor = Anchor.of(published)
    sight = _Sight(shown)
    clock = Clock(words=load_period_words(), anchor=anchor, ahead=sight.is_ahead)
    found: list[PeriodMention] = []
    for span, meaning in _scan(shown, clock, load_rules()):
        mention = PeriodMention(
            span=span,
            text=span.of(text),
            period=meaning.period if meaning.period is None or is_period(meaning.period) else None,
            kind=meaning.kind,
            relative=meaning.relative,
            partial=meaning.partial,
        )
        joined = _joined(text, shown, found[-1], mention) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(mention)
    return tuple(_governed(text, shown, mention) for mention in found)


def _scan(text: str, clock: Clock, rules: Rules) -> Iterator[tuple[Span, Meaning]]:
    """Places and meanings, in order, not overlapping: the first rule that reads something at each opening."""
    done = 0
    openings = rules.openings
    for token in rules.token.finditer(text):
        known = openings.get(token[0].lower())
        if known is None or token.start() < done:
            continue
        for opening in known:
            if not opening.pattern.match(text, token.end()):
                continue
            read = _read(text, token.start(), opening.rules, clock)
            if read is not None:
                yield read
                done = read[0].end
                break


def _read(text: str, start: int, rules: tuple[Rule, ...], clock: Clock) -> tuple[Span, Meaning] | None:
    for rule in rules:
        match = rule.pattern.match(text, start)
        meaning = rule.read(match, clock) if match else None
        if match and meaning:
            return Span(start=start, end=match.end()), meaning
    return None


def _joined(text: str, shown: str, first: PeriodMention, last: PeriodMention) -> PeriodMention | None:
    """The range that two neighbouring times make: `from May to July 2023`, `between 2021 and 2023`."""
    gap = shown[first.span.end : last.span.start]
    if len(gap) > _JOINT_LONGEST or not (joint := _JOINT.match(gap)) or first.cue == "joined":
        return None
    opener = _OPENER.search(shown, max(0, first.span.start - _CUE_WINDOW), first.span.start)
    word = opener[1].lower() if opener else ""
    if (joint[3] and word != "between") or (
        joint[2] and word != "from" and not (first.period and last.period)
    ):
        return None
    if PeriodKind.OPEN in (first.kind, last.kind):
        return None
    span = Span(start=first.span.start, end=last.span.end)
    period = _range(_with_year(first, last), last)
    relative = first.relative or last.relative
    if period is None and first.period and last.period:
        return None
    return PeriodMention(
        span=span, text=span.of(text), period=period, kind=PeriodKind.RANGE, relative=relative
    )


def _with_year(first: PeriodMention, last: PeriodMention) -> PeriodMention:
    """`first` with the year of `last`, when only `last` states one ("from May to July 2023")."""
    if first.partial is None or last.period is None:
        return first
    year = int(last.period[:4])
    if first.partial[:4] > f"--{last.period[5:7]}":
        year -= 1
    period = f"{year:04d}{first.partial[1:]}"
    return replace(first, period=period) if is_period(period) else first


def _range(first: PeriodMention, last: PeriodMention) -> str | None:
    if first.period is None or last.period is None or "/" in first.period or "/" in last.period:
        return None
    period = f"{first.period}/{last.period}"
    return period if is_period(period) and interval(first.period)[0] < interval(last.period)[0] else None


def _governed(text: str, shown: str, mention: PeriodMention) -> PeriodMention:
    """The mention with the word that governs it; `since 2021` and `2021 onward` become open periods."""
    match = _CUE.search(shown, max(0, mention.span.start - _CUE_WINDOW), mention.span.start)
    cue = match[1].lower() if match else None
    onward = _ONWARD.match(shown, mention.span.end)
    if cue != "since" and not onward:
        return replace(mention, cue={"till": "until"}.get(cue, cue)) if cue else mention
    if mention.kind is PeriodKind.RANGE and mention.relative and cue != "since":
        return mention
    start = match.start() if match and cue == "since" else mention.span.start
    span = Span(start=start, end=onward.end() if onward else mention.span.end)
    period = (
        f"{mention.period.partition('/')[0]}/.."
        if mention.period and ".." not in mention.period
        else mention.period
    )
    return replace(mention, span=span, text=span.of(text), period=period, kind=PeriodKind.OPEN, cue=cue)


class _Sight:
    """Whether a sentence looks ahead at some place: its last telling word before the place decides."""

    def __init__(self, text: str) -> None:
        words = load_period_words()
        both = sorted((*words.ahead, *words.back), key=len, reverse=True)
        self._text = text
        self._ahead = frozenset(words.ahead)
        self._telling = _telling(tuple(both))

    def is_ahead(self, place: int) -> bool:
        """Looks at most 90 characters back, not past the end of the sentence before."""
        head = self._text[max(0, place - _SIGHT) : place]
        if head.endswith(("by ", "until ", "till ")):
            return True
        cut = max(head.rfind(". "), head.rfind("\n"), head.rfind("? "), head.rfind("! "))
        told = self._telling.findall(head[cut + 1 :].lower())
        return bool(told) and told[-1] in self._ahead


@lru_cache(maxsize=1)
def _telling(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")
