"""The tables of `genealogy.toml`: metrics that are told for each other, and the tuned numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from checkers.genealogy.records import Mutation
from extractors.lexicon.strict import LexiconError, build, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One tuned number: its value and unit, what it means and what it was tuned on."""

    value: float
    unit: str
    meaning: str
    tuned_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """All of them, each under its name."""

    kept_words: Number
    credited_words: Number
    least_words: Number
    likely_factor: Number
    telling_digits: Number
    same_words: Number
    conversion_slack: Number
    bare_rounding: Number
    steps: Number
    sure_parent: Number
    of_another: Number
    shared_change: Number
    credited: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Metrics of which a telling may put one for another, and why."""

    metrics: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What it is called when one metric is told as another."""

    source: str
    target: str
    mutation: Mutation


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """The whole file."""

    number_words: tuple[str, ...]
    unfinished: tuple[str, ...]
    until: tuple[str, ...]
    under_way: tuple[str, ...]
    past: tuple[str, ...]
    numbers: Numbers
    kin: tuple[Kin, ...]
    alike: tuple[Kin, ...]
    turn: tuple[Turn, ...]

    def is_unfinished(self, sentence: str) -> bool:
        """Whether a sentence tells of what is to come, or is only said to be."""
        return _any_of(self.unfinished).search(sentence.casefold().replace("’", "'")) is not None

    def is_planned(self, sentence: str) -> bool:
        """The same, or whether it gives a date until when something is to be done."""
        return self.is_unfinished(sentence) or _any_of(self.until).search(sentence.casefold()) is not None

    def is_under_way(self, sentence: str) -> bool:
        """Whether a sentence tells of what is being done, or is owed."""
        return _any_of(self.under_way).search(sentence.casefold()) is not None

    def is_past(self, sentence: str) -> bool:
        """Whether a sentence has a verb in the past."""
        return _any_of(self.past).search(sentence.casefold()) is not None

    def of(self, metric: str) -> tuple[str, ...]:
        """The metrics that tellings may put for this one, itself first."""
        others = sorted({name for kin in self.kin if metric in kin.metrics for name in kin.metrics})
        return (metric, *(name for name in others if name != metric))

    def are_kin(self, one: str, other: str) -> bool:
        """Whether one metric may be told for the other."""
        return one == other or any(one in kin.metrics and other in kin.metrics for kin in self.kin)

    def are_alike(self, one: str, other: str) -> bool:
        """Whether the two metrics are two ways of telling one sum."""
        return any(one in alike.metrics and other in alike.metrics for alike in self.alike)

    def turned(self, before: str, after: str) -> Mutation:
        """What it is called when `before` is told as `after`."""
        named = (turn.mutation for turn in self.turn if (turn.source, turn.target) == (before, after))
        return next(named, Mutation.METRIC_CHANGED)


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@lru_cache(maxsize=2)
def load_kinship(path: Path | None = None) -> Kinship:
    """The tables of `path`, or those that ship with the package.

    Raises:
        LexiconError: an unknown, missing or mistyped key, a negative number, or words that are no regular
            expressions.
    """
    source = path or Path(str(files("checkers") / "genealogy" / "genealogy.toml"))
    found = build(Kinship, read_toml(source), source.name)
    for words in (found.unfinished, found.until, found.under_way, found.past):
        try:
            _any_of(words)
        except re.error as error:
            raise LexiconError(f"{source.name}: no regular expression among the words: {error}") from error
    for field in fields(Numbers):
        if getattr(found.numbers, field.name).value < 0:
            raise LexiconError(f"{source.name}: [numbers.{field.name}].value: expected 0 or more")
    return found
