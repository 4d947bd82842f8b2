"""The words that tell time (`periods.toml`) and the rules that use them (`period_rules.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.strict import build, read_toml, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodWords:
    """The tables of `periods.toml`, as commented there."""

    months: tuple[tuple[str, ...], ...]
    plain_months: tuple[str, ...]
    capital_months: tuple[str, ...]
    weekdays: tuple[tuple[str, ...], ...]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    day_ordinals: tuple[str, ...]
    numbers: dict[str, int]
    tens: dict[str, int]
    relative: dict[str, int]
    days: dict[str, int]
    anaphoric: tuple[str, ...]
    parts: dict[str, tuple[int, ...]]
    month_parts: dict[str, tuple[int, ...]]
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

    def day_number(self, word: str) -> int:
        """The number of an ordinal, in digits ("23rd") or words ("twenty third")."""
        digits = word.rstrip("stndrhSTNDRH")
        if digits.isdigit():
            return int(digits)
        return self.day_ordinals.index("-".join(re.split(r"[\s-]+", word.lower()))) + 1

    def year(self, words: str) -> int:
        """A year in words: "nineteen ninety-eight", "two thousand and five", "nineteen hundred ninety"."""
        told = [word for word in re.findall(r"[a-z]+", words.lower()) if word not in ("and", "hundred")]
        if told[1:2] == ["thousand"]:
            return 1000 * self.numbers[told[0]] + self._sum(told[2:])
        return 100 * self._sum(told[:1]) + self._sum(told[1:])

    def _sum(self, words: list[str]) -> int:
        return sum(self.tens.get(word, 0) or self.numbers.get(word, 0) for word in words)

    def part_of(self, word: str, parts: dict[str, tuple[int, ...]]) -> tuple[int, int]:
        """The two numbers that `parts` has for a printed word ("mid-", "Middle of")."""
        key = re.sub(r"[\s-]+", " ", word.lower()).strip()
        low, high = parts[key] if key in parts else parts[f"the {key}"]
        return low, high

    def count(self, word: str) -> int:
        """A small number, in digits or words ("forty-five"); at most 9999."""
        if word.isdigit():
            return min(int(word), 9999)
        key = " ".join(word.lower().split())
        if key in self.numbers:
            return self.numbers[key]
        ten, _, one = key.replace("-", " ").partition(" ")
        return self.tens[ten] + (self.numbers[one] if one else 0)


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
    path = shipped("periods.toml")
    return build(PeriodWords, read_toml(path), str(path))


def load_period_rules() -> tuple[ListedRule, ...]:
    """The shipped rules in their order."""
    path = shipped("period_rules.toml")
    return build(_RulesFile, read_toml(path), str(path)).rule
