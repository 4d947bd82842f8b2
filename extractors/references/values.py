"""The value of a reference, read as the same words of an article: quantities, dates, licences, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.claims.facts.facts import shared_date
from extractors.lexicon.entities import Entities
from extractors.lexicon.facts import FactMetric
from extractors.lexicon.metrics import Metric
from extractors.records import Modifier, Quantity
from extractors.text.intervals import is_period
from extractors.text.periods import find_periods
from extractors.text.quantities import read_figures

_COUNT = "count"


class ValueRefusedError(ValueError):
    """A value that is none of its metric. The message says what it is instead and how to write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a reference states: numbers of a quantity, or the `object` of a fact."""

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    modifier: Modifier = Modifier.EXACT
    object: str | None = None


def read_quantity(words: str, metric: Metric | None) -> Value:
    """The one quantity that `words` are; `metric` is `None` for a noun that no metric names.

    Raises:
        ValueRefusedError: no quantity, several, words around it that are not read, or another metric's unit.
    """
    found = read_figures(words).quantities
    if not found:
        raise ValueRefusedError(f"{words!r} holds no figure; {_example(metric)}")
    if len(found) > 1:
        raise ValueRefusedError(
            f"{words!r} holds {len(found)} figures; write one, or a range such as 5 to 6 million"
        )
    quantity = found[0]
    unread = _around(words, quantity)
    if unread:
        raise ValueRefusedError(
            f"{words!r}: {unread!r} is not read as part of the figure; {_example(metric)}"
        )
    unit = quantity.unit if metric is None else _fitting_unit(words, quantity, metric)
    return Value(low=quantity.low, high=quantity.high, unit=unit, modifier=quantity.modifier)


def _around(words: str, quantity: Quantity) -> str:
    """The words that are neither the figure nor its hedge nor the noun that is counted."""
    spans = [quantity.span, *([quantity.hedge_span] if quantity.hedge_span else [])]
    kept = "".join(
        " " if any(span.start <= place < span.end for span in spans) else sign
        for place, sign in enumerate(words)
    )
    noun = {quantity.unit_noun or "", f"{quantity.unit_noun}s", *quantity.unit.split("_")}
    return " ".join(word for word in re.findall(r"[^\W_]+", kept) if word.lower() not in noun)


def _fitting_unit(words: str, quantity: Quantity, metric: Metric) -> str:
    if not metric.may_be(quantity):
        raise ValueRefusedError(f"{words!r} is no size that {metric.name} can have; check its magnitude")
    money = len(quantity.unit) == 3 and quantity.unit.isupper()
    if "currency" in metric.units and money:
        return quantity.unit
    if quantity.unit not in metric.units:
        raise ValueRefusedError(f"{words!r} is read as {_read_as(quantity)}; {_example(metric)}")
    if quantity.unit == _COUNT:
        named = [unit for unit in metric.units if unit != _COUNT]
        if quantity.unit_noun or not (metric.counted_in or named):
            return _COUNT
        return metric.counted_in or named[0]
    return metric.counted_in or quantity.unit


def _read_as(quantity: Quantity) -> str:
    return f"a count of {quantity.unit_noun}" if quantity.unit_noun else f"a figure in {quantity.unit}"


def _example(metric: Metric | None) -> str:
    if metric is None:
        return "write a figure with its noun, such as 350 stores"
    units = ", ".join("a currency" if unit == "currency" else unit for unit in metric.units)
    return f"write it with its unit ({units}), as an article would"


def read_date(words: str) -> Value:
    """The date that `words` are, as exact as they are: ISO, or as an article prints it.

    Raises:
        ValueRefusedError: they are no date.
    """
    bare = words.strip()
    if is_period(bare):
        return Value(object=shared_date(bare))
    found = find_periods(bare, None)
    if len(found) == 1 and found[0].period is not None and found[0].text.strip() == bare:
        return Value(object=shared_date(found[0].period))
    raise ValueRefusedError(f"{words!r} is no date; write 2017, 2017-06, 2017-06-12 or 12 June 2017")


def read_fact(words: str, metric: FactMetric, entities: Entities) -> Value:
    """What `words` state of a metric of facts: a date, one of the metric's own values, or a name.

    Raises:
        ValueRefusedError: no date where one is needed.
    """
    if metric.object_kind == "date":
        return read_date(words)
    if metric.object_kind == "value":
        for value, spellings in (metric.values or {}).items():
            if any(re.fullmatch(spelling, words, re.IGNORECASE) for spelling in spellings):
                return Value(object=words if value == "as_printed" else value)
        return Value(object=words)
    known = entities.resolve(words)
    return Value(object=known.name if known else words)
