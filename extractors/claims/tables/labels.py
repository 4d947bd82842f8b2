"""What a header or label says: its phrase, the unit in it, its time, whether it is a total or a rank."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractors.lexicon.tables import table_words
from extractors.lexicon.units import singular
from extractors.records import Quantity
from extractors.text.periods import PeriodKind, find_periods
from extractors.text.quantities import find_quantities

_BRACKETS = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,60})\]")
_BEHIND = re.compile(r"(?:,| -| –|:| in|/) ?((?:in )?[^,:/]{1,40})$")
_MONEY = re.compile(
    r"(?:(?:un)?audited,? )?(?:(?:all )?(?:figures|amounts|values) )?(?:are )?(?:expressed )?(?:in )?"
    r"(?P<lead>(?-i:[A-Z]{0,3}) ?[$€£¥₹]|(?-i:[A-Z]{3})|Rs\.?|RMB)? ?"
    r"(?P<size>['’]?000s?|thousands?|k|millions?|mn|mln|mio|m|billions?|bn|b|trillions?|tn|crores?|lakhs?)?"
    r"(?: of)? ?(?P<name>(?-i:[A-Z]{3})|[$€£¥₹]|(?:U\.?S\.? )?[A-Za-z]{3,}(?: [a-z]{3,})?)?"
    r"(?:,? (?:except|unless|excluding|apart from) .*)?",
    re.IGNORECASE,
)
_METRES = re.compile(
    r"\b(?:height|length|depth|width|distance|altitude|elevation|span|draught|beam)\b", re.IGNORECASE
)
_COUNTS = re.compile(r"(?:s|people|staff|personnel|hours?)$", re.IGNORECASE)
_PER = re.compile(r"\b(?:per|an?|each|every|of|in)(?: \d[\d,.]*)?$", re.IGNORECASE)
_SIZES = {"0": 3, "t": 3, "k": 3, "m": 6, "b": 9, "c": 7, "l": 5}
_STATED = re.compile(
    r"\b(?:e|est|estimated?|estimates?|forecasts?|projected|projections?|targets?|plan(?:ned)?|guidance|consensus|"
    r"expected|budget(?:ed)?|outlook|provisional|preliminary|actual|reported|restated|unaudited|audited|"
    r"ended|ending|year|full|months?|quarter|half|to|as|at|of|on|end|the|for|season|fiscal|financial)\b",
    re.IGNORECASE,
)
_YEAR_MARK = re.compile(r"(?<=\b(?:19|20)\d\d)(?:([EeFP])|A)\b")
_OR_LOSS = re.compile(r" ?/? ?\((?:loss(?:es)?|deficit|used(?: in)?|decrease|expense)\)", re.IGNORECASE)
_FORESEEN = re.compile(r"\b(?:forecast|expected|project|outlook|guidance|estimate|planned)", re.IGNORECASE)
_OPEN_END = re.compile(r" (?:in|for|at|on|of|to|as of|by|since)$", re.IGNORECASE)
_EDGES = " .,;:*-–—|()[]"
_MOST_WORDS = 7
_SHORTEST_PLURAL = 3
_SNAKE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the bare numbers of a column or row count, and what each is to be multiplied by.

    `name` is `None` where only a magnitude is stated ("in thousands").
    """

    name: str | None
    noun: str | None
    factor: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A header or row label. `phrase` is what is left of the words without unit and time.

    `period` is ISO or `None`; `is_time` says that the label is nothing but a time. `forecast` says that it
    marks its figures as foreseen.
    """

    words: str
    phrase: str
    unit: Unit | None
    period: str | None
    is_time: bool
    forecast: bool

    def is_in(self, words: Collection[str]) -> bool:
        """Whether the whole label is one of these words."""
        return self.words.lower().strip(_EDGES) in words or self.phrase.lower() in words

    @property
    def snake(self) -> str:
        """The phrase as the noun of `other:<noun>`, in snake case, singular; empty when it has no words."""
        words = _SNAKE.sub(" ", self.phrase.lower()).split()[:_MOST_WORDS]
        if not words:
            return ""
        last = singular(words[-1]) if len(words[-1]) > _SHORTEST_PLURAL else words[-1]
        return "_".join((*words[:-1], last))


@lru_cache(maxsize=4096)
def read_label(words: str, published: str | None) -> Label:
    """What a header or label says; `published` dates "last year"."""
    mark = _YEAR_MARK.search(words)
    unit, phrase = _unit_in(_YEAR_MARK.sub(" ", _OR_LOSS.sub("", words)))
    periods = [found for found in find_periods(phrase, published) if found.kind is not PeriodKind.WINDOW]
    rest = phrase
    for found in reversed(periods):
        rest = f"{rest[: found.whole.start]} {rest[found.whole.end :]}"
    forecast = bool(mark and mark[1]) or bool(periods and _FORESEEN.search(rest))
    left = re.sub(r"[\W\d]+", "", _STATED.sub("", rest))
    is_time = bool(periods) and len(left) < 2
    period = periods[-1].period if len(periods) == 1 else None
    return Label(
        words=words,
        phrase="" if is_time else _OPEN_END.sub("", " ".join(rest.split()).strip(_EDGES)),
        unit=unit,
        period=period,
        is_time=is_time,
        forecast=forecast,
    )


def _unit_in(words: str) -> tuple[Unit | None, str]:
    """The unit that a label states in brackets or behind a comma, or that it is, and the words without it."""
    for match in reversed(list(_BRACKETS.finditer(words))):
        unit = read_unit_words(match[1] or match[2], of=words)
        if unit is not None:
            rest = f"{words[: match.start()]} {words[match.end() :]}".strip(_EDGES)
            return _scaled(unit, rest), rest
    bare = words.strip(_EDGES)
    if bare[:1] == "%" or bare[-1:] == "%":
        return Unit(name="percent", noun=None, factor=Decimal(1)), bare.strip(f"% {_EDGES}")
    whole = _money(bare)
    if whole is not None:
        return whole, ""
    behind = _BEHIND.search(bare)
    if behind is not None and (unit := read_unit_words(behind[1], of=words)) is not None:
        rest = bare[: behind.start()].strip(_EDGES)
        return _scaled(unit, rest), rest
    return _tail_unit(bare), bare


def _scaled(unit: Unit, rest: str) -> Unit:
    """A mere magnitude with what the label counts: "Passengers (millions)"."""
    tail = _tail_unit(rest) if unit.name is None else None
    return Unit(name=tail.name, noun=tail.noun, factor=unit.factor) if tail is not None else unit


def _tail_unit(words: str) -> Unit | None:
    """What the last words of a label count: "Training tokens", "GPU hours", "MW"."""
    parts = words.split()
    for size in range(min(3, len(parts)), 0, -1):
        tail = " ".join(parts[-size:])
        if tail[:1].isdigit() or (size < len(parts) and _PER.search(" ".join(parts[:-size]))):
            continue
        unit = _counted(tail)
        if unit is None or unit.name in (None, "count") or is_money(unit):
            continue
        if unit.noun is None if size < len(parts) else unit.noun is not None and not _COUNTS.search(tail):
            continue
        return unit if unit.noun is None or _COUNTS.search(tail) else None
    return None


@lru_cache(maxsize=4096)
def read_unit_words(words: str, *, of: str = "") -> Unit | None:
    """The unit that words are ("GPU hours", "EUR million", "in millions of euros", "$m"), or `None`.

    `of` is the label that they stand in: "m" is metres behind a height and millions elsewhere.
    """
    words = words.strip(_EDGES)
    if not words or len(words) > 60 or words[:1].isdigit():
        return None
    if words == "m" and _METRES.search(of):
        return _counted(words)
    money = _money(words)
    if money is not None:
        return money
    return _counted(words.removeprefix("in ").strip())


def _money(words: str) -> Unit | None:
    match = _MONEY.fullmatch(words)
    if match is None or not any(match.groups()):
        return None
    size = (match["size"] or "").lower().strip("'’")
    power = _power(size)
    named = match["lead"] or match["name"]
    if not named:
        return Unit(name=None, noun=None, factor=Decimal(10) ** power) if power else None
    found = _one(f"{named} 1" if match["lead"] else f"1 {named}")
    if found is None and match["name"] in ("$", "€", "£", "¥", "₹"):
        found = _one(f"{match['name']}1")
    if found is None or not (len(found.unit) == 3 and found.unit.isupper()):
        return None
    return Unit(name=found.unit, noun=None, factor=found.low * Decimal(10) ** power)


def _power(size: str) -> int:
    if not size:
        return 0
    if size.startswith(("tr", "tn")):
        return 12
    return _SIZES[size[0]]


def _counted(words: str) -> Unit | None:
    """The unit of a number with these words behind it ("MW", "tons CO2eq", "$ per million tokens")."""
    found = _one(f"{words[0]}1 {words[1:].strip()}") if words[:1] in "$€£" else _one(f"1 {words}")
    if found is None or found.low == 0:
        return None
    whole = len(found.text) >= len(words) + 2 or found.unit not in ("count",)
    if found.unit == "count" and (found.unit_noun is None or not whole):
        return None
    return Unit(name=found.unit, noun=found.unit_noun, factor=found.low)


def _one(text: str) -> Quantity | None:
    found = find_quantities(text)
    return found[0] if len(found) == 1 and found[0].low == found[0].high else None


def is_money(unit: Unit) -> bool:
    """Whether a unit is a currency."""
    return unit.name is not None and len(unit.name) == 3 and unit.name.isupper()


def is_rank(label: Label) -> bool:
    """Whether a header only numbers the rows; "No" without a full stop is an answer."""
    return label.is_in(table_words().ranks) and label.words != "No"
