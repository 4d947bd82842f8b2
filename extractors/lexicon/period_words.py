"""The words that tell time (`periods.toml`) and the rules that use them (`period_rules.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.strict import build, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodWords:
    """The tables of `periods.toml`, as commented there."""

    months: tuple[tuple[str, ...], ...]
    plain_months: tuple[str, ...]
    capital_months: tuple[str, ...]
    weekdays: tuple[tuple[str, ...], ...]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    numbers: dict[str, int]
    relative: dict[str, int]
    days: dict[str, int]
    anaphoric: tuple[str, ...]
    parts: dict[str, tuple[int, ...]]
    ahead: tuple[str, ...]
    back: tuple[str, ...]
    hedges: tuple[str, ...]
    prepositions: tuple[str, ...]
    count_nouns: tuple[str, ...]
    year_nouns: tuple[str, ...]
    names_before: tuple[str, ...]

    def month_number(self, word: str) -> int:
        """1 to 12 of a month's name or abbreviation."""
        return _number(self.months, word)

    def weekday_number(self, word: str) -> int:
        """1 (Monday) to 7 of a weekday's name or abbreviation."""
        return _number(self.weekdays, word)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRule:
    """One way of writing a time, as `period_rules.toml` has it."""

    name: str
    openings: tuple[str, ...]
    pattern: str
    reader: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _RulesFile:
    rule: tuple[ListedRule, ...]


def _number(rows: tuple[tuple[str, ...], ...], word: str) -> int:
    key = word.lower().rstrip(".")
    return next(number for number, row in enumerate(rows, 1) if key in row)


@lru_cache(maxsize=1)
def load_period_words() -> PeriodWords:
    """The shipped words (cached)."""
    path = Path(str(files("extractors.lexicon").joinpath("periods.toml")))
    return build(PeriodWords, read_toml(path), str(path))


def load_period_rules() -> tuple[ListedRule, ...]:
    """The shipped rules in their order."""
    path = Path(str(files("extractors.lexicon").joinpath("period_rules.toml")))
    return build(_RulesFile, read_toml(path), str(path)).rule
