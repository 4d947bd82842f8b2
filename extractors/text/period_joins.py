"""Neighbouring times that make one, and the words before and behind a time that change what it means.

`from May to July 2023` is a range, `since 2021` has no end, `two days after Jan. 12` is a day. All of it
looks at the words right beside a time, never further than a few dozen characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.records import Span
from extractors.text.anchors import Anchor, one_day_before, span_of_days
from extractors.text.intervals import interval, is_period
from extractors.text.period_meaning import Meaning, PeriodKind

_CUE = re.compile(
    r"\b(since|until|till|(?:on or )?before|prior to|(?:on or )?after|by|as of|starting(?: from| on| in)?"
    r"|beginning(?: on| in)?|effective|(?:no|not) later than|later than)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_CUE_NAMES = {
    "till": "until",
    "prior to": "before",
    "on or before": "by",
    "no later than": "by",
    "not later than": "by",
    "later than": "after",
    "on or after": "from",
    "starting": "from",
    "starting from": "from",
    "starting on": "from",
    "starting in": "from",
    "beginning": "from",
    "beginning on": "from",
    "beginning in": "from",
    "effective": "from",
}
_CUE_WINDOW = 20
_ONWARD = re.compile(
    r"\s(?:onwards?|and beyond|(?:or|and) (?:later|after)(?!\s(?:than\s)?(?:[A-Z][a-z]{2,8}\.?\s)?\d))\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?(?:(through|thru|until|till|-|~)|(,? ?to)|(and))\s?(?:the\s)?\Z", re.IGNORECASE)
_OPENER = re.compile(r"\b(from|between)\s(?:the\s)?\Z", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:postponed|moved|delayed|deferred|rescheduled|shifted|changed|pushed(?: back)?|brought forward)"
    r"\s\Z",
    re.IGNORECASE,
)
_JOINT_LONGEST = 13
_NOW = re.compile(
    r"\s?(?:to|and|until|till|through|-)\s?(?:the\s)?(?:now|(?:current )?date|present(?:[ -]day)?)\b",
    re.IGNORECASE,
)
_END = re.compile(r"end\b", re.IGNORECASE)
_OFFSET_GAP = re.compile(r"[ \n](?:the )?")


_UNJOINED = frozenset((PeriodKind.RANGE, PeriodKind.DECADE, PeriodKind.OPEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A time and where it stands; `whole` has the words that govern it too ("from", "before").

    `cue` is the governing word, by one name for all its synonyms; `joined` says that two times made it.
    """

    span: Span
    meaning: Meaning
    whole: Span
    cue: str | None = None
    joined: bool = False


def joined(shown: str, first: Found, last: Found, today: str | None) -> Found | None:
    """The range that two neighbouring times make: `from May to July 2023`, `between 2021 and 2023`.

    `today` is the day of publication.
    """
    gap = shown[first.span.end : last.span.start]
    if len(gap) > _JOINT_LONGEST or not (joint := _JOINT.match(gap)) or first.joined:
        return None
    opener = _OPENER.search(shown, max(0, first.span.start - _CUE_WINDOW), first.span.start)
    word = opener[1].lower() if opener else ""
    known = first.meaning.period and last.meaning.period
    if opener and _MOVED.search(shown, max(0, opener.start() - _CUE_WINDOW), opener.start()):
        return None  # "moved from Tuesday to Friday"
    if (joint[3] and word != "between") or (joint[2] and word != "from" and not known):
        return None
    span = Span(start=first.span.start, end=last.span.end)
    begun, ended = _in_step(_with_year(first.meaning, last.meaning), last.meaning, today)
    period = _range(begun, ended)
    if period is None and known:
        return None
    meaning = Meaning(
        kind=PeriodKind.RANGE,
        period=period,
        relative=first.meaning.relative or last.meaning.relative,
        days=_to_its_end(period) if period and _END.match(shown, last.span.start) else None,
    )
    whole = Span(start=opener.start() if opener else span.start, end=span.end)
    return Found(span=span, meaning=meaning, whole=whole, joined=True)


def until_now(shown: str, found: Found, today: str | None) -> Found:
    """`from 2019 to date`, `between May and now`: the range that ends with the day of publication."""
    opener = _OPENER.search(shown, max(0, found.span.start - _CUE_WINDOW), found.span.start)
    now = _NOW.match(shown, found.span.end) if opener else None
    if opener is None or now is None or found.joined or found.meaning.kind is PeriodKind.OPEN:
        return found
    span = Span(start=found.span.start, end=now.end())
    start = found.meaning.period
    period = f"{start.partition('/')[0]}/{today}" if start and today else None
    meaning = Meaning(
        kind=PeriodKind.RANGE, period=period if period and is_period(period) else None, relative=True
    )
    return Found(span=span, meaning=meaning, whole=Span(start=opener.start(), end=span.end), joined=True)


def offset_joined(shown: str, first: Found, last: Found) -> Found | None:
    """The day that lies so far from another: `two weeks after Jan. 12`, `the day before yesterday's vote`."""
    offset, base = first.meaning.offset, last.meaning
    gap = shown[first.span.end : last.span.start]
    if offset is None or base.period is None or not _OFFSET_GAP.fullmatch(gap):
        return None
    if base.kind is PeriodKind.DAY:
        anchor = Anchor.of(base.period)
        assert anchor is not None
        moved = anchor.moved(offset.unit, offset.count)
        period = moved.isoformat()
        if offset.run:
            period = span_of_days(anchor.day, one_day_before(moved))
        kind = PeriodKind.STRETCH if offset.run else PeriodKind.DAY
    elif base.kind is PeriodKind.YEAR and offset.unit == "year" and not offset.run and base.period.isdigit():
        period, kind = f"{int(base.period) + offset.count:04d}", PeriodKind.YEAR
    else:
        return None
    if not is_period(period):
        return None
    span = Span(start=first.span.start, end=last.span.end)
    return Found(span=span, meaning=Meaning(kind=kind, period=period, relative=base.relative), whole=span)


def governed(shown: str, found: Found) -> Found:
    """With the word that governs it; `since 2021` and `2021 onward` become open periods."""
    match = _CUE.search(shown, max(0, found.span.start - _CUE_WINDOW), found.span.start)
    printed = " ".join(match[1].lower().split()) if match else ""
    cue = _CUE_NAMES.get(printed, printed) or None
    start = match.start() if match else found.whole.start
    onward = _ONWARD.match(shown, found.span.end)
    meaning = found.meaning
    settled = meaning.kind in (PeriodKind.STRETCH, PeriodKind.WINDOW) and meaning.relative
    if cue != "since" and (not onward or settled):
        return replace(found, cue=cue, whole=Span(start=start, end=found.span.end)) if cue else found
    span = Span(
        start=start if cue == "since" else found.span.start, end=onward.end() if onward else found.span.end
    )
    whole = Span(start=min(start, span.start), end=span.end)
    meaning = replace(
        meaning, kind=PeriodKind.OPEN, period=_opened(meaning.period), days=_opened(meaning.days)
    )
    return Found(span=span, meaning=meaning, whole=whole, cue=cue, joined=found.joined)


def _opened(period: str | None) -> str | None:
    if period is None or ".." in period:
        return period
    opened = f"{period.partition('/')[0]}/.."
    return opened if is_period(opened) else None


def _with_year(first: Meaning, last: Meaning) -> Meaning:
    """`first` with the year of `last`, when only `last` states one ("from May to July 2023")."""
    if first.partial is None or last.period is None or last.partial is not None:
        return first
    if not last.period[:4].isdigit():
        return first  # whose fiscal year it is, is not told
    year = int(last.period[:4])
    told = f"{year:04d}{first.partial[1:]}"
    if first.partial.startswith("--Q") == last.period.startswith("-Q", 4):
        year -= first.partial[:4] > f"--{last.period[5:7]}"
    elif is_period(told):
        year -= interval(told)[0] > interval(last.period)[0]
    period = f"{year:04d}{first.partial[1:]}"
    return replace(first, period=period) if is_period(period) else first


def _in_step(first: Meaning, last: Meaning, today: str | None) -> tuple[Meaning, Meaning]:
    """The two in their order, when neither states a year: "from August to October" told in September."""
    if first.period is None or last.period is None or first.period <= last.period:
        return first, last
    if last.relative and first.kind is last.kind is PeriodKind.DAY and not last.partial:
        return first, _weeks_on(first.period, last)
    if not (first.partial and last.partial):
        return first, last
    if today is not None and last.period >= today[: len(last.period)]:
        return _years_on(first, -1), last
    return first, _years_on(last, 1)


def _weeks_on(start: str, last: Meaning) -> Meaning:
    """`last` in the week after `start`: "from next Monday to Friday" does not end last Friday."""
    assert last.period is not None
    begun, day = interval(start)[0], interval(last.period)[0]
    moved = Anchor(day=day).shifted(((begun - day).days // 7 + 1) * 7)
    return replace(last, period=moved.isoformat())


def _years_on(meaning: Meaning, shift: int) -> Meaning:
    assert meaning.period is not None
    period = f"{int(meaning.period[:4]) + shift:04d}{meaning.period[4:]}"
    return replace(meaning, period=period) if is_period(period) else meaning


def _to_its_end(period: str) -> str:
    """All days of the period, one by one: "between 2021 and the end of 2023"."""
    start, end = interval(period)
    return span_of_days(start, one_day_before(end))


def _range(first: Meaning, last: Meaning) -> str | None:
    """From the first to the last; "from early 2021 to late 2023" has the whole of both."""
    if first.period is None or last.period is None or _UNJOINED & {first.kind, last.kind}:
        return None
    period = f"{first.period.partition('/')[0]}/{last.period.rpartition('/')[2]}"
    return period if is_period(period) and interval(first.period)[0] < interval(last.period)[0] else None
