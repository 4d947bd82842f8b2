"""When a value holds: the period its sentence states for it, or for news of the day the month it was told.

A period belongs to the value it stands nearest to in the same clause, so that of a change ("$300 billion,
against $157 billion in October 2024") each end keeps its own. An event or a level that an article opens
with is of the month the article appeared in, unless the words look back. All else stays open.
"""

from __future__ import annotations

import re

from extractors.claims.clauses import clause_of
from extractors.claims.masking import VALUE, Masked, is_period, is_quantity, period_number
from extractors.lexicon.metrics import Behaviour
from extractors.lexicon.tuning import tuned

_BREAK = re.compile(
    r"; |, (?:and|but|while|whereas) | while | whereas |, (?:against|compared|up|down|after|when)\b"
)
_STARTED = re.compile(
    r"\bsince (?:it|they|its|the company)\b[^,;]*$|"
    r"\b(?:founded|started|launched|created|born|established|incorporated|set up)(?: back)?(?: in| on)? $",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:previous(?:ly)?|earlier|former(?:ly)?|had|already|so far|to date|originally|at the time|once|"
    r"since|ago|before|initial(?:ly)?|last (?:year|month|time|round)|history|biggest rounds?|largest deals?|"
    r"total of|in (?:all|total))\b",
    re.IGNORECASE,
)


def period_of(masked: Masked, number: int, behaviour: Behaviour | None, told_on: str | None) -> str | None:
    """The ISO period of quantity `number`, `None` when it cannot be told or the metric is constant.

    `told_on` is the day of publication of an article that opens with this sentence, else `None`.
    """
    if behaviour is Behaviour.CONSTANT:
        return None
    text = masked.for_value(number)
    stated = _stated(masked, text)
    if stated is None and told_on and behaviour in (Behaviour.EVENT, Behaviour.STOCK) and not masked.periods:
        return None if _LOOKS_BACK.search(clause_of(text)) else told_on[:7]
    return stated


def _stated(masked: Masked, text: str) -> str | None:
    place = text.index(VALUE)
    best: tuple[float, str] | None = None
    for position, token in enumerate(text):
        if not is_period(token) or _STARTED.search(text[:position]):
            continue
        period = masked.periods[period_number(token)].period
        cost = _cost(text, position, place)
        if period is not None and cost < tuned("period_farthest") and (best is None or cost < best[0]):
            best = (cost, period)
    return best[1] if best is not None else None


def _cost(text: str, position: int, place: int) -> float:
    low, high = min(position, place), max(position, place)
    between = text[low + 1 : high]
    figures = sum(1 for token in between if is_quantity(token))
    breaks = len(_BREAK.findall(between))
    cost = high - low + tuned("period_break_between") * breaks
    if position < place:
        return cost + tuned("period_before") + tuned("period_figure_before") * figures
    if figures and breaks:  # the period of the other end of a change
        return tuned("period_farthest")
    return cost + tuned("period_figure_between") * figures
