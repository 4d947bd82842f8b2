"""How metrics live in time and how their values exclude each other: the records behind `behaviours.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.metrics import Behaviour, Metric
from extractors.lexicon.strict import LexiconError, build, read_toml

_UNNAMED = "other:"


class Values(StrEnum):
    """What sort of value a metric has, which decides how two of them are compared."""

    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    LICENCE = "licence"
    STATUS = "status"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricBehaviour:
    """How one metric's values relate to time and to each other. `materiality` is 0..1.

    `unnamed` marks a quantity of no known metric; `guessed` one whose noun does not tell its behaviour, so
    that it depends on the periods of the two values. `once` is an event that two parties
    have once, `of_event` a metric whose subjects are events.
    """

    behaviour: Behaviour
    materiality: float = 0.5
    monotone: bool = False
    values: Values = Values.NUMBER
    exclusive: bool = False
    running: bool = False
    once: bool = False
    unlabelled: tuple[str, ...] = ()
    unnamed: bool = False
    guessed: bool = False
    of_event: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heads:
    """Head nouns of unnamed metrics by behaviour. Compared by identity, so that caches are cheap."""

    flow: tuple[str, ...]
    stock: tuple[str, ...]
    event: tuple[str, ...]
    monotone: tuple[str, ...]
    running: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Words that end an event, for good or bad."""

    ended_well: tuple[str, ...]
    ended_badly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviours:
    """The whole table."""

    metric: dict[str, MetricBehaviour]
    head: Heads
    stage: Stages

    def of(self, metric: str) -> MetricBehaviour:
        """The behaviour of a metric, for an unnamed one guessed from its head noun."""
        known = self.metric.get(metric)
        return known if known is not None else _guess(self.head, metric)

    def learned(self, metrics: Iterable[Metric]) -> Behaviours:
        """This table with what a metric lexicon says in place of our defaults."""
        merged = dict(self.metric)
        for metric in metrics:
            ours = merged.get(metric.name, MetricBehaviour(behaviour=metric.behaviour))
            merged[metric.name] = replace(
                ours,
                behaviour=metric.behaviour,
                monotone=metric.monotone,
                materiality=metric.materiality,
                of_event="event" in metric.subject,
            )
        return replace(self, metric=merged)


@lru_cache(maxsize=4096)
def _guess(head: Heads, metric: str) -> MetricBehaviour:
    words = metric.removeprefix(_UNNAMED).split("_")
    nouns = (words[-1], *reversed(words[:-1]))
    found = next(filter(None, (_of_noun(head, word) for word in nouns)), None)
    return MetricBehaviour(
        behaviour=found or Behaviour.CONSTANT,
        monotone=any(word in head.monotone for word in words),
        running=words[-1] in head.running,
        unnamed=True,
        guessed=found is None,
    )


def _of_noun(head: Heads, word: str) -> Behaviour | None:
    for behaviour, nouns in (
        (Behaviour.FLOW, head.flow),
        (Behaviour.STOCK, head.stock),
        (Behaviour.EVENT, head.event),
    ):
        if word in nouns:
            return behaviour
    return None


@lru_cache(maxsize=8)
def load_behaviours(path: Path | None = None) -> Behaviours:
    """The table of `path`, or the one that ships with the package.

    Raises:
        LexiconError: unknown or mistyped key, or a materiality outside 0..1.
    """
    source = path or Path(str(files("checkers") / "behaviours.toml"))
    table = build(Behaviours, read_toml(source), source.name)
    for name, behaviour in table.metric.items():
        if not 0 <= behaviour.materiality <= 1:
            raise LexiconError(f"{source.name}.metric.{name}: materiality must lie in 0..1")
    return table
