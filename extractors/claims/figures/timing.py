"""When a value holds: the period its sentence states for it, else what the story around it tells.

A period belongs to the value it stands nearest to in the same clause, so that of a change ("$300 billion,
against $157 billion in October 2024") each end keeps its own; the old end of a change in accounts without a
period of its own is of the year before. News that an article opens with is of the month it appeared in,
accounts are of the period last reported for their subject. All else stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.claims.figures.accounts import by_calendar, length_of, length_told
from extractors.claims.figures.clauses import clause_of, status_of
from extractors.claims.figures.story import Story
from extractors.claims.masking import (
    ANY_LIGHT,
    ANY_PERIOD,
    ANY_QUANTITY,
    KINDS,
    VALUE,
    Masked,
    count_quantities,
    entity_class,
    is_quantity,
    period_number,
    periods_in,
)
from extractors.lexicon.metrics import Behaviour
from extractors.lexicon.timing import timing_words
from extractors.lexicon.tuning import tuned
from extractors.records import Status
from extractors.text.anchors import month_text, quarter_text
from extractors.text.intervals import interval, is_period
from extractors.text.periods import PeriodKind, PeriodMention
from extractors.text.sieve import Sieve

_BREAK = re.compile(
    r"; |, (?:and|but|while|whereas|to be) | while | whereas |, (?:against|compared|up|down|after|when)\b"
)
_DATELINE = re.compile(
    rf"^[^a-z.;{ANY_QUANTITY}]{{0,60}}?[{ANY_PERIOD}],? ?(?:\d{{4}} ?)?(?:\([^()]{{2,40}}\) ?--?|--?) "
)
_TOUCHES = re.compile(rf"^[)\"'*]*(?: [^\s,;:{ANY_QUANTITY}]{{1,20}}){{0,7}} ?$")
_QUARTER = re.compile(r"^(\d{4})-Q([1-4])$")
_MONTH = re.compile(r"^(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(?<![\d-])(\d{4})")
_TELLING_KINDS = (PeriodKind.DAY, PeriodKind.WEEK)
_UNIT = re.compile(r"(?:year|quarter|month)")
# "£812m (2025: £790m)": the time of the figure in brackets only.
_BESIDE_ONLY = re.compile(rf" ?[:,]? ?[{ANY_QUANTITY}]")
_IN_BRACKETS = re.compile(rf"\( ?[{ANY_PERIOD}] ?[:,] ?[^()]{{0,40}}$")
_ASKED_AGAIN = 256  # texts of the last sentences, of which the same is asked again and again
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is known of a figure before its period: how its metric lives in time, and whose it is."""

    behaviour: Behaviour | None
    subject: str
    counterparty: str | None
    open_party: bool


def periods_of(masked: Masked, figures: Sequence[Measured], story: Story) -> tuple[str | None, ...]:
    """The ISO periods of the quantities; `None` where it cannot be told or the metric is constant."""
    texts = [masked.for_value(number) for number in range(len(figures))]
    bases = [is_base(text) for text in texts]
    said = [
        _stated(masked, text, figure.behaviour, base=figure.behaviour is not None and base)
        for text, figure, base in zip(texts, figures, bases, strict=True)
    ]
    apart = [is_of_time_before(text) for text in texts]
    known = [mention.period if mention and not _steps_back(mention) else None for mention in said]
    periods: list[str | None] = []
    for number, figure in enumerate(figures):
        if figure.behaviour is Behaviour.CONSTANT or _any("stands", texts[number]):
            now = figure.behaviour is Behaviour.STOCK and _any("now", texts[number])
            periods.append(story.told_on[:7] if now and story.told_on else None)
            continue
        beside = _beside(number, figures, known, apart)
        mention = said[number]
        if mention is not None:
            same = bases[number] and _is_same_season(masked, texts[number], mention)
            periods.append(_said(mention, beside, figure, story, same))
        elif figure.behaviour is not None and story.last_time and _any("then", clause_of(texts[number])):
            periods.append(story.last_time)
        elif figure.behaviour is Behaviour.FLOW:
            around = beside or _around(masked, texts[number], figure)
            periods.append(_of_accounts(texts[number], around, figure, story))
            known[number] = periods[number]
        elif figure.behaviour is not None and not bases[number]:
            periods.append(_of_news(masked, texts[number], figure, story))
        else:
            periods.append(None)
    return tuple(periods)


def is_base(text: str) -> bool:
    """Whether the value is the end that a change or comparison starts from: "up from {V}"."""
    return base_at(text) is not None


def is_of_time_before(text: str) -> bool:
    """Whether the value is what another one is set beside: the start of a change, or "(2025: {V})"."""
    return is_base(text) or _IN_BRACKETS.search(text[: text.index(VALUE)]) is not None


@lru_cache(maxsize=_ASKED_AGAIN)
def base_at(text: str) -> int | None:
    """Where the words begin that make the value the start of a change, `None` when it is not."""
    clause = clause_of(text)
    sieve = _cues("base")
    cues = (sieve.patterns[number] for number in sieve.candidates(clause))
    match = next((found for cue in cues if (found := cue.search(clause))), None)
    return text.index(clause) + match.start() if match else None


def is_ahead(period: str | None, told_on: str | None) -> bool:
    """Whether a period begins after the day of telling, so that what is told of it has not happened yet."""
    return bool(period and told_on) and interval(period or "")[0].isoformat() > (told_on or "")[:10]


def is_revised(text: str) -> bool:
    """Whether what changed is a forecast, so that both ends are of one time and one standing."""
    return _any("revised", text[: text.index(VALUE)])


def _said(
    mention: PeriodMention, beside: str | None, figure: Measured, story: Story, same_season: bool
) -> str | None:
    """The period of a mention; "a year earlier" is reckoned from the period it steps back from."""
    if not _steps_back(mention):
        if figure.behaviour is Behaviour.FLOW and beside and same_season:
            return _YEAR.sub(mention.period or "", beside) if length_of(beside) != "year" else mention.period
        if figure.behaviour is Behaviour.STOCK and mention.kind is PeriodKind.STRETCH and mention.period:
            return mention.period.rpartition("/")[2]  # a level is told at the end of a stretch
        return mention.period
    start = beside
    if start is None and figure.behaviour is Behaviour.FLOW:
        start = story.accounts.get(figure.subject, story.heading)
    if start is None and story.opens:
        start = story.told_on[:4] if story.told_on else story.year
    stepped = _back(start, mention.text.lower()) if start else None
    if stepped is None:
        return mention.period
    return stepped if figure.behaviour is Behaviour.FLOW else stepped[:4]


def _is_same_season(masked: Masked, text: str, mention: PeriodMention) -> bool:
    """Whether a year is told for the old end of a change, and so only its part that the new end is of."""
    if mention.kind is not PeriodKind.YEAR or mention.period is None:
        return False
    place = next(at for at, token in periods_in(text) if masked.periods[period_number(token)] is mention)
    return mention.relative or _any("same_season", text[:place])


def _around(masked: Masked, text: str, figure: Measured) -> str | None:
    """The period that the sentence states for the new end of the change whose old end this is."""
    mention = _stated(masked, text, figure.behaviour, base=False) if is_base(text) else None
    return mention.period if mention is not None else None


def _of_accounts(text: str, beside: str | None, figure: Measured, story: Story) -> str | None:
    length = length_told(text)
    if length is not None and length != length_of(beside):
        reported = _of_length(length, text, figure, story)
    else:
        reported = beside if beside is not None else _carried(text, figure, story)
    if reported is None or not is_base(text) or is_revised(text):
        return reported
    return _back(reported, "a year earlier")


def _of_length(length: str, text: str, figure: Measured, story: Story) -> str | None:
    """The quarter, half or year that "quarterly" and the like mean for the subject."""
    foreseen = status_of(text, constant=False) in (Status.PROJECTED, Status.TARGET)
    told = [story.lengths.get((figure.subject, length)), story.heading, story.named.get(length)]
    if foreseen:  # what was expected of a quarter is told with its result, of a year before it
        told = [story.outlooks.get(figure.subject), *(told if length != "year" else told[2:])]
    for period in told:
        if period is not None and length_of(period) == length:
            return period
    half = story.lengths.get((figure.subject, "half"), "")
    if half and not half.endswith(("-06", "-12")):
        return None  # the company's year is not the calendar's
    return by_calendar(length, story.told_on, foreseen=foreseen)


def _carried(text: str, figure: Measured, story: Story) -> str | None:
    """The period that was last told of for the subject, of a forecast the one last foreseen.

    A forecast of earlier days is left open: which of its later ones it was of is not told.
    """
    if status_of(text, constant=False) is Status.REPORTED:
        return story.accounts.get(figure.subject, story.heading)
    return None if _any("looks_back", clause_of(text)) else story.outlooks.get(figure.subject)


def _of_news(masked: Masked, text: str, figure: Measured, story: Story) -> str | None:
    clause = clause_of(text)
    if _any("looks_back", clause) or not _only_others_dated(masked, text, story.month):
        return None
    event = figure.behaviour is Behaviour.EVENT
    if event and story.last_day is not None and not masked.periods and _any("goes_on", text):
        return story.last_day
    if story.other_time is not None:
        return story.other_time if event else None
    if story.opens and story.month is not None:
        return None if not event and _any("not_yet", clause) else story.month
    return _of_event(masked, text, figure, story)


def _of_event(masked: Masked, text: str, figure: Measured, story: Story) -> str | None:
    """The period of a figure told after the news: that of its event, or of what is still to come of it."""
    clause = clause_of(text)
    standing = status_of(text, constant=False)
    if standing is Status.RUMOURED or (figure.behaviour is Behaviour.STOCK and _any("trading", text)):
        return story.month
    if figure.behaviour is not Behaviour.EVENT:  # what a deal that is no more than a rumour would bring about
        return story.event if story.rumoured and _any("supposed", clause) else None
    if standing in (Status.PROJECTED, Status.TARGET) and figure.subject in story.prospects:
        return story.prospects[figure.subject]
    parties = {figure.subject, figure.counterparty} & story.about
    if story.event is None or masked.periods or _any("sums_up", clause):
        return None
    return story.event if parties or (figure.open_party and figure.counterparty is None) else None


def _only_others_dated(masked: Masked, text: str, month: str | None) -> bool:
    """Whether every period of the sentence is another figure's own, the dateline's or that of the news."""
    dateline, place = _dateline_end(text), text.index(VALUE)
    for position, token in periods_in(text):
        if position < dateline or _owned(text, position):
            continue
        if _any("more_than", text[place:position]):
            continue
        period = masked.periods[period_number(token)].period
        if period and not (month and period.startswith(month)):
            return False
    return True


def _stated(masked: Masked, text: str, behaviour: Behaviour | None, *, base: bool) -> PeriodMention | None:
    """The mention of the period that the sentence states for the value, of a `base` only its very own.

    The period of accounts is never a day or week: that is when they were told.
    """
    place, dateline, farthest = text.index(VALUE), _dateline_end(text), tuned("period_farthest")
    best: tuple[float, PeriodMention] | None = None
    for position, token in periods_in(text):
        if position < dateline or abs(position - place) > farthest:
            continue
        beside = _BESIDE_ONLY.match(text, position + 1) if text[:position].endswith("(") else None
        if beside is not None and beside.end() != place + 1:
            continue
        if _any("started", text[:position]) or (position > place and _is_of_outlook(text, position)):
            continue
        mention = masked.periods[period_number(token)]
        if behaviour is Behaviour.FLOW and mention.kind in _TELLING_KINDS:
            continue
        touches = position > place and bool(_TOUCHES.match(text[place + 1 : position]))
        if base and not touches:
            continue
        if _steps_back(mention) and (not touches or _any("compared", text[place + 1 : position])):
            continue
        cost = _cost(text, position, place)
        if cost < tuned("period_farthest") and (best is None or cost < best[0]):
            best = (cost, mention)
    return best[1] if best is not None else None


def _is_of_outlook(text: str, position: int) -> bool:
    """Whether a time is that of a forecast told beside the value, which is none itself."""
    return _any("outlook_for", text[:position]) and status_of(text, constant=False) is Status.REPORTED


def _cost(text: str, position: int, place: int) -> float:
    low, high = min(position, place), max(position, place)
    between = text[low + 1 : high]
    figures = count_quantities(between)
    breaks = len(_BREAK.findall(between))
    cost = high - low + tuned("period_break_between") * breaks
    if position < place:
        owned = tuned("period_owned") if _owned(text, position) else 0.0
        return cost + owned + tuned("period_before") + tuned("period_figure_before") * figures
    if (figures and (breaks or _any("apart", between))) or _any("more_than", between):
        return tuned("period_farthest")  # the period of the other end of a change
    listed = figures == 1 and " and " in between
    return cost + tuned("period_figure_listed" if listed else "period_figure_between") * figures


def _owned(text: str, position: int) -> bool:
    """Whether a period follows close upon a figure, other than the value, and so is that figure's own."""
    for before in range(position - 1, max(-1, position - int(tuned("period_owned_reach"))), -1):
        if text[before] == VALUE:
            return False
        if is_quantity(text[before]):
            return bool(_TOUCHES.match(text[before + 1 : position]))
    return False


def _dateline_end(text: str) -> int:
    match = _DATELINE.match(text)
    return match.end() if match else 0


def _beside(
    number: int, figures: Sequence[Measured], known: Sequence[str | None], bases: Sequence[bool]
) -> str | None:
    """The period of the nearest figure of the same behaviour and subject, those before it first.

    That of the old end of a change is only another old end's.
    """
    own = figures[number]
    for other in (*range(number - 1, -1, -1), *range(number + 1, len(figures))):
        same = figures[other].behaviour is own.behaviour and figures[other].subject == own.subject
        period: str | None = known[other]
        if same and period is not None and (bases[number] or not bases[other]):
            return period
    return None


def _steps_back(mention: PeriodMention) -> bool:
    """Whether a mention only counts back from another time: "a year earlier", "the previous quarter"."""
    return _any("step_back", mention.text) and (mention.period is None or not mention.text.endswith("ago"))


def _back(start: str, words: str) -> str | None:
    """The period as long as `start` that lies a year, quarter or month before it."""
    unit = _UNIT.search(words)
    if unit is None or not is_period(start) or ".." in start:
        return None
    count = next((number for word, number in _COUNTS.items() if word in words.split()), 1)
    if unit[0] == "year":
        return _YEAR.sub(lambda match: f"{int(match[1]) - count:04d}", start)
    quarter, month = _QUARTER.match(start), _MONTH.match(start)
    if unit[0] == "quarter" and quarter:
        return quarter_text(int(quarter[1]), int(quarter[2]) - count)
    if unit[0] == "month" and month:
        return month_text(int(month[1]), int(month[2]) - count)
    return None


@lru_cache(maxsize=_ASKED_AGAIN)
def _any(words: str, text: str) -> bool:
    sieve = _cues(words)
    return any(sieve.patterns[number].search(text) for number in sieve.candidates(text))


@lru_cache(maxsize=32)
def _cues(words: str) -> Sieve:
    filler = rf"[^;{ANY_QUANTITY}]{{0,60}}?"
    cues = [
        re.compile(
            cue.replace(" .. ", f" (?:{filler} )??")
            .replace("{V}", VALUE)
            .replace("{D}", f"[{ANY_PERIOD}]")
            .replace("{Q}", f"[{ANY_QUANTITY}]")
            .replace("{L}", f"[{ANY_LIGHT}]")
            .replace("{E}", f"[{entity_class(KINDS)}]"),
            re.IGNORECASE,
        )
        for cue in getattr(timing_words(), words)
    ]
    return Sieve(cues)
