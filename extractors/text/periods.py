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
from extractors.text.period_joins import Found, governed, joined, offset_joined, until_now
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

_SIGHT = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMention:
    """A time told in a text.

    `period` is ISO, or None when it cannot be told. `kind` is how long it is. `relative` says that it was
    reckoned from the publication date. `cue` is the word that governs it (since, until, before, after, by,
    from, as of); only `since` changes the period, to one without an end. `partial` is a day, month or
    quarter without its year, `--07-05`, `--07` or `--Q3`. `whole` is the span with the governing words, as
    "from" and "before". `days` are the days meant where they are fewer than the period's: "mid-May 2024" is
    of 2024-05 and means 2024-05-10/2024-05-20, "two years ago" is of a year and means one day of it.
    """

    span: Span
    text: str
    period: str | None
    kind: PeriodKind
    whole: Span
    relative: bool = False
    cue: str | None = None
    partial: str | None = None
    days: str | None = None


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
    today = anchor.day.isoformat() if anchor else None
    found: list[Found] = []
    for span, meaning in _scan(shown, clock, load_rules()):
        time = Found(span=span, meaning=_checked(meaning), whole=span)
        both = found and (offset_joined(shown, found[-1], time) or joined(shown, found[-1], time, today))
        if both:
            found[-1] = both
        else:
            found.append(time)
    return tuple(_mention(text, governed(shown, until_now(shown, time, today))) for time in found)


def _checked(meaning: Meaning) -> Meaning:
    """Without a period that the calendar has not."""
    return meaning if meaning.period is None or is_period(meaning.period) else replace(meaning, period=None)


def _mention(text: str, found: Found) -> PeriodMention:
    meaning = found.meaning
    return PeriodMention(
        span=found.span,
        text=found.span.of(text),
        period=meaning.period,
        kind=meaning.kind,
        relative=meaning.relative,
        cue=found.cue,
        partial=meaning.partial,
        whole=found.whole,
        days=meaning.days,
    )


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
