"""How firmly a sentence's figures stand: their status by its words, by the story so far and by the calendar.

The old end of a change is told as known, unless it is a forecast that was revised. In a story that is a
rumour, what "would" follow is rumoured too. What is told of a time still to come is at most foreseen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.claims.figures.clauses import clause_of, status_of
from extractors.claims.figures.metrics import Fit
from extractors.claims.figures.story import Story
from extractors.claims.figures.timing import base_at, is_ahead, is_revised
from extractors.claims.masking import ANY_PERIOD, ANY_QUANTITY, VALUE, Masked, count_quantities, last_quantity
from extractors.lexicon.metrics import Behaviour, OfWorks
from extractors.records import Status

_CONDITIONAL = re.compile(r"\b(?:would|could|may|might)\b", re.IGNORECASE)
# "600 jobs, or 4% of its workforce": the same figure once more.
_RESTATED = re.compile(
    rf"[{ANY_QUANTITY}][^,;:{ANY_QUANTITY}]{{0,30}}(?:,? or|, i\.e\.,?|, that is,?|, equal to) "
    r"(?:about |some |roughly |around |nearly )?$"
)
# "It expects revenue of $5m and a loss of $3m": figures side by side stand alike.
_ALONGSIDE = re.compile(
    rf"[{ANY_QUANTITY}][^;:{ANY_QUANTITY}]{{0,40}}?(?:,? and|,? with|, plus|, along with|, including) "
    r"(?:(?!already |has |have |had |is |was |were |now |[a-z]{1,20}ed )[a-z]{1,20} ){0,4}$"
)
# "The forecast for 2031 was raised to $5m, and for 2032 to $7m": said of each time in turn.
_IN_TURN = re.compile(
    rf"[,;]? (?:and|or|but) (?:for|in|by) [{ANY_PERIOD}](?:, [^,;{ANY_QUANTITY}]{{1,60}},)?"
    r"(?: (?:to|at|of|is|was))? (?:over |about |some |around |nearly |more than |at least |up to )?$"
)
_PENDING = (Status.RUMOURED, Status.PROJECTED, Status.TARGET)
_OF_RUMOUR = (Behaviour.EVENT, Behaviour.STOCK)


def standings_of(
    masked: Masked, fits: Sequence[Fit | None], periods: Sequence[str | None], story: Story
) -> tuple[Status, ...]:
    """The status of each quantity of a sentence, in order of place."""
    found: list[Status] = []
    rumoured = story.rumoured
    for number, fit in enumerate(fits):
        text = masked.for_value(number)
        behaviour = fit.metric.behaviour if fit is not None else None
        status = _told(text, fit, base_at(text))
        if found and _RESTATED.search(text[: text.index(VALUE)]):
            status = found[-1]
        elif status is None:
            status = found[-1] if found else status_of(masked.for_value(number + 1), constant=False)
        if status is Status.REPORTED and found and found[-1] in _PENDING and base_at(text) is None:
            status = found[-1] if _ALONGSIDE.search(text[: text.index(VALUE)]) else status
        if status is Status.REPORTED and fit is not None and _IN_TURN.search(text[: text.index(VALUE)]):
            status = _last_of(fit, fits[:number], found) or status
        if status is Status.PROJECTED and rumoured and behaviour in _OF_RUMOUR:
            status = Status.RUMOURED if _CONDITIONAL.search(clause_of(text)) else status
        if status is Status.REPORTED and fit is not None and is_ahead(periods[number], story.published):
            status = Status.PROJECTED
        if status is Status.PROJECTED and fit is not None and _is_size_of_work(fit):
            status = Status.TARGET  # what a plant will hold is its builder's plan
        if story.denied and fit is not None:
            status = Status.DENIED
        rumoured = rumoured or (status is Status.RUMOURED and behaviour is Behaviour.EVENT)
        found.append(status)
    return tuple(found)


def _is_size_of_work(fit: Fit) -> bool:
    return fit.metric.of_works is OfWorks.FIRST and fit.metric.behaviour is Behaviour.STOCK


def _last_of(fit: Fit, fits: Sequence[Fit | None], found: Sequence[Status]) -> Status | None:
    """The status of the last figure of the same metric."""
    told = zip(reversed(fits), reversed(found), strict=True)
    return next((status for other, status in told if other and other.metric is fit.metric), None)


def _told(text: str, fit: Fit | None, base: int | None) -> Status | None:
    """The status that the words tell; `None` for the old end of a revised forecast, as firm as the new."""
    constant = fit is not None and fit.metric.behaviour is Behaviour.CONSTANT
    if base is None and not (fit is not None and fit.earlier):
        return status_of(text, constant=constant)
    own = status_of(text[_own_words(text, base) :], constant=constant)
    between = count_quantities(text) > 0
    return None if own is Status.REPORTED and between and is_revised(text) else own


def _own_words(text: str, base: int | None) -> int:
    """Where the words begin that are said of the old end of a change alone."""
    figure = last_quantity(text, text.index(VALUE))
    return max(0 if figure is None else figure + 1, base or 0)
