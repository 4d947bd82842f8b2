"""The quantities an article states: no page furniture, and bare numbers in their sentence's unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.claims.figures.metrics import unit_class
from extractors.claims.reading import inside
from extractors.claims.tables.grids import Grid
from extractors.records import Quantity, Span
from extractors.text.furniture import without_furniture

_SUM_SAID = re.compile(
    r"\b(?:revenues?|sales|profits?|loss(?:es)?|turnover|valu(?:ation|ed)|funding|rais(?:ed?|es|ing)|guided|forecast|"
    r"income|earnings|spending|capex|market cap|investment)\b",
    re.IGNORECASE,
)
_BARE_SUM = re.compile(r"(?:[a-z]+ ){0,3}\d[\d.,]*\s?(?:B|T|bn|tn|[bt]rillion|billion)")
_BARE_MILLIONS = re.compile(r"(?:[a-z]+ ){0,3}\d[\d.,]*\s?(?:M|m|million)")
# Between the ends of a change: "8.8 percent from 14.1", "118 seats, five more than it needs, down from 126".
_OTHER_END = re.compile(
    r"[^.;:\d]{0,40}?(?:\b(?:up|down) from|\bfrom|\bagainst|\bcompared (?:with|to)|\bversus|\bvs\.?)"
    r" (?:(?:about|some|nearly|just|only|over|a record|the) )?"
)
_NOTHING_COUNTED = re.compile(
    r"(?=[.,;)!?]|$)(?!\.\d)| (?:in|on|at|by|a|an|the|last|this|next|two|three|four|five|and|but|when|"
    r"after|before|earlier|previously|then|as|among|for|years?|months?|over|during|ago|since|while|to)\b"
)
_LEVEL = re.compile(
    r"\b(?:to|at|was|were|is|are|of|hit|reached|stood at|won|took|gets?|got|has|had) "
    r"(?:(?:about|just|only) )?$"
)
_PLAIN = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_LEFT_UNSAID = ("percent", "count", "people", "usd_per_mtok", "tonnes", "hectares", "km", "degrees_celsius")
_SUM_NOUNS = (None, "valuation", "round", "funding")
_PARAMETERS_SAID = re.compile(r"\bparam(?:eter)?s?\b", re.IGNORECASE)
_BARE_SIZE = re.compile(r"~?\d[\d.]*(?:\s?[-–]\s?\d[\d.]*)?\s?(?:[BMT]|[bmtr]+illion)")


def stated_quantities(
    text: str, sentences: Sequence[Span], found: tuple[Quantity, ...], grids: Sequence[Grid]
) -> tuple[Quantity, ...]:
    """The quantities `found` in a text that its sentences and tables state, in order of place. Linear."""
    read: list[Quantity] = []
    money: str | None = None
    found = without_furniture(text, sentences, found, [grid.span for grid in grids])
    for sentence in sentences:
        words = sentence.of(text)
        own = _with_units(inside(found, sentence), words, sentence.start)
        read += _with_money(own, words, money)
        money = next((q.unit for q in reversed(own) if unit_class(q) == "currency"), money)
    return tuple(read)


def _with_units(quantities: Sequence[Quantity], sentence: str, start: int) -> tuple[Quantity, ...]:
    """The quantities of a sentence with what bare numbers leave unsaid.

    The other end of a change is of the same ("8.8 percent from 14.1", "118 seats, down from 126"); bare sizes
    ("36B") in a sentence that speaks of parameters are parameters too. `start` is where the sentence begins.
    """
    quantities = _other_ends(quantities, sentence, start)
    if not any(quantity.unit == "count" for quantity in quantities) or not _PARAMETERS_SAID.search(sentence):
        return tuple(quantities)
    return tuple(
        replace(quantity, unit="parameters")
        if quantity.unit == "count" and _BARE_SIZE.fullmatch(quantity.text)
        else quantity
        for quantity in quantities
    )


def _other_ends(quantities: Sequence[Quantity], sentence: str, start: int) -> Sequence[Quantity]:
    told = list(quantities[:1])
    for quantity in quantities[1:]:
        before = told[-1]
        between = sentence[before.span.end - start : quantity.span.start - start]
        same = (
            _is_bare(quantity)
            and not _is_bare(before)
            and before.unit in _LEFT_UNSAID
            and _OTHER_END.fullmatch(between) is not None
            and _NOTHING_COUNTED.match(sentence, quantity.span.end - start) is not None
            and (before.unit != "percent" or _is_level(quantity, sentence[: before.span.start - start]))
        )
        told.append(replace(quantity, unit=before.unit, unit_noun=before.unit_noun) if same else quantity)
    return told


def _is_level(other: Quantity, words: str) -> bool:
    """Whether words before a percentage say what something stands at, not by how much it moved.

    "Fell to 8.8 % from 14.1", not "rose 8.8 % from 14.1 million".
    """
    return _LEVEL.search(words) is not None and _PLAIN.fullmatch(other.text) is not None


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit == "count" and quantity.unit_noun is None


def _with_money(quantities: Sequence[Quantity], sentence: str, money: str | None) -> tuple[Quantity, ...]:
    """Bare billions in a sentence that speaks of revenue and the like are of the article's `money`.

    "Sales of the drug reached 1.9 billion francs, while group sales were 8.7 billion." Bare millions only
    beside a sum: they may be of cars. `money` is the last currency printed before, `None` when none was.
    """
    here = next((quantity.unit for quantity in quantities if unit_class(quantity) == "currency"), None)
    unit = here or money
    bare = any(quantity.unit == "count" and quantity.unit_noun in _SUM_NOUNS for quantity in quantities)
    if unit is None or not bare or not _SUM_SAID.search(sentence):
        return tuple(quantities)
    return tuple(
        replace(quantity, unit=unit, unit_noun=None)
        if quantity.unit == "count"
        and quantity.unit_noun in _SUM_NOUNS
        and (_BARE_SUM.fullmatch(quantity.text) or (here and _BARE_MILLIONS.fullmatch(quantity.text)))
        else quantity
        for quantity in quantities
    )
