"""When a value holds: the period its sentence states for it.

A period belongs to the value it stands nearest to in the same clause, so that of a change ("$300 billion,
against $157 billion in October 2024") each end keeps its own. What is not stated stays open.
"""

from __future__ import annotations

import re

from extractors.claims.masking import VALUE, Masked, is_period, is_quantity, period_number
from extractors.lexicon.metrics import Behaviour
from extractors.lexicon.tuning import tuned

_BREAK = re.compile(
    r"; |, (?:and|but|while|whereas) | while | whereas |, (?:against|compared|up|down|after|when)\b"
)


def period_of(masked: Masked, number: int, behaviour: Behaviour | None) -> str | None:
    """The ISO period of quantity `number`; `None` when the text does not say, or the metric is constant."""
    if behaviour is Behaviour.CONSTANT:
        return None
    text = masked.for_value(number)
    place = text.index(VALUE)
    best: tuple[float, str] | None = None
    for position, token in enumerate(text):
        if not is_period(token):
            continue
        period = masked.periods[period_number(token)].period
        cost = _cost(text, position, place)
        if period is not None and cost < tuned("period_farthest") and (best is None or cost < best[0]):
            best = (cost, period)
    return best[1] if best is not None else None


def _cost(text: str, position: int, place: int) -> float:
    low, high = min(position, place), max(position, place)
    between = text[low + 1 : high]
    cost = high - low + tuned("period_figure_between") * sum(1 for token in between if is_quantity(token))
    cost += tuned("period_break_between") * len(_BREAK.findall(between))
    return cost + (tuned("period_before") if position < place else 0.0)
