"""What a cell measures: its quantity in the unit of its header, and the metric that the two read as."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.claims.figures.metrics import Fit, MetricFrames, unit_class
from extractors.claims.masking import Masked, mask_alone
from extractors.claims.tables.labels import Label, Unit, is_money, read_label
from extractors.lexicon.tables import table_words
from extractors.records import Quantity, Span

_BARE = re.compile(r"[~≈+−–-]?\s?\d[\d.,\s]*(?P<size>[KkMBT]|[mb]n|[mbt]r?illion)?%?")
_PRINTED_SUM = re.compile(r"(?:[A-Z]{0,3}\s?[$€£¥₹]|[A-Z]{3}\s)\s?[+−–-]?\d[\d.,]*")
_WORD = re.compile(r"[a-z]+")
_PER = re.compile(r"\bper\b|\bshare\b|\bratio\b", re.IGNORECASE)
_REVENUE = re.compile(r"(?:net |total |group )?(?:revenues?|sales|turnover)", re.IGNORECASE)
_GROWTH = "growth_rate"
_EDGES = " .:*#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A cell's quantity as its header counts it, the words it was read in, and its metric if one is known."""

    quantity: Quantity
    masked: Masked
    fit: Fit | None


def is_bare(quantity: Quantity) -> bool:
    """Whether a quantity prints no unit: only digits and at most a magnitude."""
    return _BARE.fullmatch(quantity.text.strip()) is not None and "%" not in quantity.text


def in_unit(quantity: Quantity, unit: Unit | None) -> Quantity:
    """The quantity in the unit of its header: `1,234` under "EUR million" is 1,234,000,000 euros.

    A printed unit stays; a printed magnitude ("1.2M") is not multiplied again.
    """
    if unit is None:
        return quantity
    sized = _BARE.fullmatch(quantity.text.strip())
    if is_bare(quantity):
        factor = unit.factor if sized is not None and not sized["size"] else Decimal(1)
        if is_money(unit) or unit.name is None or unit.factor == 1 or not (sized and sized["size"]):
            quantity = _times(quantity, factor)
        return replace(quantity, unit=unit.name, unit_noun=unit.noun) if unit.name is not None else quantity
    if unit.name is not None and unit.name.startswith(f"{quantity.unit.lower()}_per_"):
        return replace(quantity, unit=unit.name, unit_noun=unit.noun)  # "$3" under "$ per million tokens"
    if _PRINTED_SUM.fullmatch(quantity.text) and (unit.name is None or is_money(unit)):
        return _times(quantity, unit.factor)
    return quantity


def _times(quantity: Quantity, factor: Decimal) -> Quantity:
    return replace(quantity, low=quantity.low * factor, high=quantity.high * factor)


def measure(
    phrase: str, quantity: Quantity, frames: MetricFrames, sentence: Span, *, unit: Unit | None
) -> Measure:
    """The metric of a value under a header, read as news would put it: "header : V", "V header".

    `unit` is what the table as a whole counts in. It is taken where the header names a sum of money, or
    where it is none of money and the header counts nothing of its own.
    """
    own = _best(phrase, quantity, frames, sentence)
    if own.fit is not None or unit is None or not is_open(quantity):
        return own
    if is_money(unit) and _PER.search(phrase):
        unit = replace(unit, factor=Decimal(1))  # "in millions, except per share"
    scaled = in_unit(quantity, unit)
    if scaled == quantity:
        return own
    found = _best(phrase, scaled, frames, sentence)
    if not is_money(unit) or unit_class(quantity) == "currency":
        return found
    named = found.fit is not None and not found.fit.metric.unit_only
    return found if named or _is_sum(phrase) else own


def measure_change(phrase: str, quantity: Quantity, frames: MetricFrames, sentence: Span) -> Measure:
    """The metric of how much a label's figures have changed: a growth rate of revenue, or none.

    What else has grown by how many per cent is no growth rate of its subject.
    """
    masked = mask_alone(f"{phrase} rose ", quantity, "", sentence)
    fit = frames.decide(masked, 0) if _REVENUE.fullmatch(phrase) and quantity.unit == "percent" else None
    is_growth = fit is not None and fit.metric.name == _GROWTH
    return Measure(quantity=quantity, masked=masked, fit=fit if is_growth else None)


def _is_sum(phrase: str) -> bool:
    """Whether a label of accounts is of a sum of money: "Net debt", "Cash at the end of the period"."""
    words, sums = _WORD.findall(phrase.lower()), table_words().money
    return any(" ".join(words[-size:]) in sums for size in (1, 2)) or (words[0:1] != [] and words[0] in sums)


def is_open(quantity: Quantity) -> bool:
    """Whether a quantity prints a number or a sum only, so that what it is of stands elsewhere."""
    return is_bare(quantity) or _PRINTED_SUM.fullmatch(quantity.text) is not None


def names_metric(phrase: str, quantity: Quantity, frames: MetricFrames, sentence: Span) -> bool:
    """Whether a header names the metric of a value, which the value's own unit does not tell."""
    fit = _best(phrase, quantity, frames, sentence).fit
    if fit is None or fit.metric.unit_only:
        return False
    alone = _best("", quantity, frames, sentence).fit
    return alone is None or alone.metric is not fit.metric


def _best(phrase: str, quantity: Quantity, frames: MetricFrames, sentence: Span) -> Measure:
    found: list[Measure] = []
    forms = ((f"{phrase}: ", ""), ("", f" {phrase}")) if phrase else (("", ""),)
    for before, after in forms[:1] if unit_class(quantity) == "currency" else forms:
        masked = mask_alone(before, quantity, after, sentence)
        fit = frames.decide(masked, 0)
        found.append(Measure(quantity=quantity, masked=masked, fit=fit))
        if fit is not None and not fit.metric.unit_only:
            break
    named = [item for item in found if item.fit is not None]
    return (
        named[-1] if named and named[-1].fit and not named[-1].fit.metric.unit_only else (named or found)[0]
    )


def shortened(label: Label, kind: str | None) -> Label:
    """The label with what it is short for where the rows are of a kind: "Context" of models, a window."""
    meanings, of = table_words().meanings, kind or ""
    meaning = meanings.get((of, label.words.lower().strip(_EDGES))) or meanings.get(
        (of, label.phrase.lower())
    )
    if meaning is None:
        return label
    means = read_label(meaning, None)
    return replace(label, phrase=means.phrase, unit=label.unit or means.unit)
