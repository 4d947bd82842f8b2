"""The quantity words: number words, magnitudes, currencies, units and hedges, read from TOML once.

The files next to this one hold the knowledge; this module checks them and turns them into the look-up
tables that `extractors.text` reads numbers with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml
from extractors.records import Modifier

FOLDER = Path(__file__).parent
FILES = ("number_words.toml", "magnitudes.toml", "currencies.toml", "units.toml", "hedges.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Magnitude:
    """A multiplier: its words (any case), its letters (case as written, touching the digits)."""

    factor: Decimal
    words: tuple[str, ...]
    letters: tuple[str, ...] = ()
    currency_letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """One currency and the ways it is printed."""

    code: str
    codes: tuple[str, ...]
    words: tuple[str, ...]
    signs: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A sign or word that several currencies share (`$`, "pounds")."""

    default: str
    members: tuple[str, ...]
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()
    open: bool = False

    def read(self, home: str | None) -> tuple[str, tuple[str, ...]]:
        """The currency code for an outlet whose money is `home`, and the other readings to keep."""
        if home is not None and home in self.members:
            return home, (() if home == self.default else (self.default,))
        return self.default, (tuple(m for m in self.members if m != self.default) if self.open else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: canonical name, dimension, and how many base units of the dimension it holds."""

    name: str
    dimension: str
    words: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    spaced_symbols: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    noun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What a currency sign, code or word stands for. `minor` is true for cents and pence."""

    family: Family
    noun: str | None
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeRule:
    """Hedging words before or after a value and what they mean."""

    modifier: Modifier
    words: tuple[str, ...]
    skip: bool = False
    not_time: bool = False
    verb: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeWords:
    """Words that go with hedges: what may stand between, what belongs to them."""

    skip: tuple[str, ...]
    adverbs: tuple[str, ...]
    over_time: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextWords:
    """Words around numbers, see `number_words.toml`."""

    not_after_factor: frozenset[str]
    after_twice: frozenset[str]
    after_change: frozenset[str]
    after_part: frozenset[str]
    not_before_part: frozenset[str]
    not_before_quarter: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    before_year: frozenset[str]
    function_words: frozenset[str]
    not_plurals: frozenset[str]
    after_score: frozenset[str]
    moves: frozenset[str]
    from_moves: frozenset[str]
    range_openers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityWords:
    """All quantity words as look-up tables. Keys of `*_words` are lower case."""

    values: Mapping[str, Decimal]
    parts: Mapping[str, Decimal]
    factors: Mapping[str, Decimal]
    context: ContextWords
    magnitude_words: Mapping[str, Decimal]
    magnitude_letters: Mapping[str, Decimal]
    currency_letters: Mapping[str, Decimal]
    money_signs: Mapping[str, Money]
    money_codes: Mapping[str, Money]
    money_words: Mapping[str, Money]
    units: Mapping[str, Unit]
    unit_words: Mapping[str, tuple[Unit, str]]
    symbols: Mapping[str, Unit]
    spaced_symbols: Mapping[str, Unit]
    sized: frozenset[str]
    metre_cues: frozenset[str]
    metre_nouns: frozenset[str]
    weight_cues: frozenset[str]
    mass_words: frozenset[str]
    money_nouns: frozenset[str]
    doubtful_money: frozenset[str]
    not_before_money: frozenset[str]
    hedges_before: Mapping[str, HedgeRule]
    hedges_after: Mapping[str, HedgeRule]
    hedge_signs: Mapping[str, Modifier]
    hedge_words: HedgeWords
    known: frozenset[str] = field(default_factory=frozenset)


@cache
def load_quantity_words(folder: Path = FOLDER) -> QuantityWords:
    """The quantity words of `folder`, read once per process.

    Raises:
        LexiconError: a file that is missing, is not TOML or holds an unknown key or a repeated word.
    """
    numbers, magnitudes, currencies, units, hedges = (read_toml(folder / name) for name in FILES)
    mags = [
        build(Magnitude, row, f"{FILES[1]}:magnitude[{n}]") for n, row in enumerate(magnitudes["magnitude"])
    ]
    money = _money(currencies)
    unit_rows = [build(Unit, row, f"{FILES[3]}:unit[{n}]") for n, row in enumerate(units["unit"])]
    context = {key: frozenset(words) for key, words in numbers["context"].items()}
    try:
        context_words = ContextWords(**context)
    except TypeError as error:
        raise LexiconError(f"{FILES[0]}:context: {error}") from error
    return QuantityWords(
        values={word: Decimal(value) for word, value in numbers["values"].items()},
        parts={word: Decimal(value) for word, value in numbers["parts"].items()},
        factors={word: Decimal(value) for word, value in numbers["factors"].items()},
        context=context_words,
        magnitude_words={word: m.factor for m in mags for word in m.words},
        magnitude_letters={letter: m.factor for m in mags for letter in m.letters},
        currency_letters={letter: m.factor for m in mags for letter in m.currency_letters},
        money_signs=money[0],
        money_codes=money[1],
        money_words=money[2],
        units={unit.name: unit for unit in reversed(unit_rows)},
        unit_words=_unit_words(unit_rows),
        symbols={symbol: unit for unit in unit_rows for symbol in unit.symbols},
        spaced_symbols={symbol: unit for unit in unit_rows for symbol in unit.spaced_symbols},
        sized=frozenset(units["sized"]),
        metre_cues=frozenset(units["metre_cues"]),
        metre_nouns=frozenset(units["metre_nouns"]),
        weight_cues=frozenset(units["weight_cues"]),
        mass_words=frozenset(units["mass_words"]),
        money_nouns=frozenset(currencies["money_nouns"]),
        doubtful_money=frozenset(currencies["doubtful"]),
        not_before_money=frozenset(currencies["not_before"]),
        hedges_before=_hedges(hedges, "before"),
        hedges_after=_hedges(hedges, "after"),
        hedge_signs={sign: Modifier(name) for sign, name in hedges["signs"].items()},
        hedge_words=build(HedgeWords, hedges["words"], f"{FILES[4]}:words"),
    )


def plural(word: str) -> str:
    """The regular English plural of the last word of a singular phrase."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def singular(word: str) -> str:
    """The singular of a plural noun as printed; a word that is no plural comes back as it is.

    Irregular plurals are those of the unit lexicon's `plurals` and a short list of common nouns.
    """
    low = word.lower()
    if low in IRREGULAR:
        return IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return low[:-2] if low.endswith("'s") else low[:-1]
    return low


IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "feet": "foot", "mice": "mouse", "teeth": "tooth", "geese": "goose", "lives": "life", "wives": "wife",
    "knives": "knife", "halves": "half", "criteria": "criterion", "phenomena": "phenomenon", "data": "data",
    "series": "series", "species": "species", "aircraft": "aircraft", "spacecraft": "spacecraft",
    "staff": "staff", "police": "police", "movies": "movie", "cookies": "cookie", "centuries": "century",
    "buses": "bus", "gases": "gas", "viruses": "virus", "hertz": "hertz", "pence": "pence",
    "ties": "tie", "lies": "lie", "dies": "die", "matrices": "matrix", "indices": "index",
    "analyses": "analysis", "crises": "crisis", "theses": "thesis", "bonuses": "bonus", "campuses": "campus",
    "offspring": "offspring", "sheep": "sheep", "fish": "fish", "deer": "deer",
    "alumni": "alumnus", "media": "media", "leaves": "leaf", "shelves": "shelf", "calves": "calf",
    "calories": "calorie", "selfies": "selfie", "zombies": "zombie", "rookies": "rookie",
}  # fmt: skip


def _money(
    table: Mapping[str, list[dict[str, object]]],
) -> tuple[dict[str, Money], dict[str, Money], dict[str, Money]]:
    signs: dict[str, Money] = {}
    codes: dict[str, Money] = {}
    words: dict[str, Money] = {}

    def enter(entry: Currency | Family, family: Family) -> None:
        for sign in entry.signs:
            signs[sign] = Money(family=family, noun=None)
        for word in entry.words:
            money = Money(family=family, noun=singular(word.split()[-1]))
            words[word.lower()] = words[plural(word.lower())] = money
        for word in entry.minor:
            money = Money(family=family, noun="cent" if word == "¢" else singular(word), minor=True)
            words[word] = words[plural(word)] = money

    for n, row in enumerate(table["currency"]):
        currency = build(Currency, row, f"{FILES[2]}:currency[{n}]")
        family = Family(default=currency.code, members=(currency.code,))
        enter(currency, family)
        for code in currency.codes:
            codes[code] = Money(family=family, noun=None)
    for n, row in enumerate(table["family"]):
        family = build(Family, row, f"{FILES[2]}:family[{n}]")
        enter(family, family)
    for word in table["any_case"]:
        codes[str(word)] = codes[str(word).upper()]
    words["pennies"] = words["penny"]
    return signs, codes, words


def _unit_words(rows: Iterable[Unit]) -> dict[str, tuple[Unit, str]]:
    words: dict[str, tuple[Unit, str]] = {}
    for unit in rows:
        for word in unit.words:
            noun = word.replace("-", " ")
            for form in (noun, plural(noun)):
                words.setdefault(form, (unit, noun))
        for word in unit.plurals:
            words[word.replace("-", " ")] = (unit, singular(word) if " " not in word else word)
    return words


def _hedges(table: Mapping[str, list[dict[str, object]]], side: str) -> dict[str, HedgeRule]:
    rules: dict[str, HedgeRule] = {}
    for n, row in enumerate(table[side]):
        rule = build(HedgeRule, row, f"{FILES[4]}:{side}[{n}]")
        for word in rule.words:
            if word not in rules or rule.skip or rule.verb:
                rules[word] = rule
    return rules
