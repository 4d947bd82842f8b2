"""Every quantity of a text: value, unit, noun, hedge and the exact words.

>>> [(q.text, q.unit, str(q.modifier)) for q in find_quantities("It raised nearly $6.6bn from 12 funds.")]
[('$6.6bn', 'USD', 'about'), ('12', 'count', 'exact')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from extractors.lexicon.tuning import tuned
from extractors.records import Modifier, Quantity, Span
from extractors.text.hedges import Hedge, hedge_after, hedge_before
from extractors.text.measures import Measure
from extractors.text.ranges import join
from extractors.text.scan import Scan
from extractors.text.shadow import Shadow, disguised_numbers, shadow_of

_BOUNDS = {Modifier.OVER, Modifier.AT_LEAST}, {Modifier.UNDER, Modifier.UP_TO}
_BETWEEN_BOUNDS = re.compile(r",? (?:and|but|yet)? ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The quantities of a text, and what was not read of it.

    `unreadable` is where a number stands that is none (`1e400`, 300 digits, letters among digits).
    `stopped` is the offset from which a page of more than `most_figures` numbers was not read; None when
    all of it was.
    """

    quantities: tuple[Quantity, ...]
    unreadable: tuple[Span, ...]
    stopped: int | None = None


def find_quantities(text: str, *, home_currency: str | None = None) -> tuple[Quantity, ...]:
    """The quantities of a text, in order of place, never overlapping.

    Args:
        text: An article or a sentence. Spans are code points of it.
        home_currency: ISO code of the outlet's own money: `$` in a paper of `CAD` is `CAD`, and
            `ambiguous` then names `USD`.

    Returns:
        Numbers that count something. Years, dates, times of day, versions, names ("H100", "Boeing 737"),
        labels ("chapter 11"), scores and list numbers are left out. Linear in the length of the text. Of a
        text with more than `most_figures` numbers (`tuning.toml`) the first so many.
    """
    return read_figures(text, home_currency=home_currency).quantities


def read_figures(text: str, *, home_currency: str | None = None) -> Figures:
    """The quantities of a text as `find_quantities` returns them, with what could not be read."""
    shadow = shadow_of(text)
    scan = Scan(shadow, home_currency)
    most = int(tuned("most_figures"))
    found = list(islice(scan.measures(), most + 1))
    stopped = shadow.span(found[most].start, found[most].end).start if len(found) > most else None
    measures = join(shadow, found[:most])
    measures = _known_sizes([measure for measure in measures if not measure.weak])
    return Figures(
        quantities=tuple(_quantities(text, shadow, measures)),
        unreadable=(
            *(shadow.span(start, end) for start, end in scan.unreadable),
            *disguised_numbers(text),
        ),
        stopped=stopped,
    )


def _known_sizes(measures: list[Measure]) -> list[Measure]:
    """Reads a bare `405B` as parameters when the same token is a model size elsewhere in the text."""
    sizes = {
        (measure.mantissa, measure.letter)
        for measure in measures
        if measure.unit == "parameters" and measure.letter in ("B", "T")
    }
    if not sizes:
        return measures
    return [
        measure._replace(unit="parameters", dimension="parameters")
        if measure.blank and (measure.mantissa, measure.letter) in sizes
        else measure
        for measure in measures
    ]


def _quantities(text: str, shadow: Shadow, measures: list[Measure]) -> Iterator[Quantity]:
    hedged: list[tuple[Measure, Hedge | None]] = []
    for measure in measures:
        hedge = _hedge(shadow.low, measure)
        if hedged and (both := _bounded(shadow.low, hedged[-1], (measure, hedge))):
            hedged[-1] = (both, None)
        else:
            hedged.append((measure, hedge))
    for measure, hedge in hedged:
        span = shadow.span(measure.start, measure.end)
        modifier = hedge.modifier if hedge else Modifier.EXACT
        yield Quantity(
            low=measure.low,
            high=measure.high,
            unit=measure.unit,
            unit_noun=measure.noun,
            modifier=modifier if measure.low == measure.high else Modifier.RANGE,
            span=span,
            text=span.of(text),
            hedge_span=shadow.span(hedge.start, hedge.end) if hedge else None,
            ambiguous=measure.ambiguous,
        )


def _hedge(low: str, measure: Measure) -> Hedge | None:
    before = hedge_before(low, measure.start, time=measure.dimension == "time")
    after = hedge_after(low, measure.end)
    if after is None and measure.end != measure.number_end:
        after = hedge_after(low, measure.number_end)
    if before and after and before.modifier == Modifier.ABOUT and after.modifier != Modifier.ABOUT:
        return after
    return before or after


def _bounded(
    low: str, left: tuple[Measure, Hedge | None], right: tuple[Measure, Hedge | None]
) -> Measure | None:
    """One range of two opposite bounds: `more than 5 but less than 10 percent`."""
    (first, floor), (second, ceiling) = left, right
    if floor is None or ceiling is None or second.start - first.end > 40 or first.joined or second.joined:
        return None
    rising = floor.modifier in _BOUNDS[0] and ceiling.modifier in _BOUNDS[1]
    falling = floor.modifier in _BOUNDS[1] and ceiling.modifier in _BOUNDS[0]
    if (
        not (rising or falling)
        or ceiling.start < first.end
        or not _BETWEEN_BOUNDS.fullmatch(low[first.end : ceiling.start])
    ):
        return None
    bottom, top = (first.low, second.high) if rising else (second.low, first.high)
    if not bottom < top or not (first.unit == second.unit or first.blank):
        return None
    return second._replace(start=first.start, low=bottom, high=top, joined=True)
