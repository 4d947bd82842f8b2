"""What tracing leaves to other processes: texts to read, and pairs of them to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from checkers.copies import Kept, shared_prose, shared_quotations
from checkers.held import Held, read_all
from checkers.tracing import TracingRules, load_tracing_rules
from checkers.tracing_records import SharedText
from checkers.unions import components
from extractors.records import Article
from flows.workers import Workers
from warehouse.window_columns import PROSE, Pair

Done = TypeVar("Done")
Done_co = TypeVar("Done_co", covariant=True)

PAIRS_AT_ONCE = 2_000
"""Pairs that are compared together: half a second of work, and at most some 40 MB of texts."""


class Task(Protocol[Done_co]):
    """A piece of work that depends on nothing but itself and the tuned numbers."""

    def do(self, rules: TracingRules) -> Done_co:
        """Do it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles to read."""

    articles: Sequence[Article]

    def do(self, rules: TracingRules) -> list[Held]:
        """What is held of them."""
        return list(read_all(self.articles, rules))


@dataclass(frozen=True, slots=True)
class Comparing:
    """Pairs to compare, by their places among `held`."""

    held: Sequence[Held]
    pairs: Sequence[tuple[str, int, int]]

    def do(self, rules: TracingRules) -> list[SharedText | None]:
        """What each pair shares, with the places 0 and 1 for its earlier and later article."""
        kept = Kept(rules)
        return [
            (shared_prose if part == PROSE else shared_quotations)(
                (self.held[earlier], self.held[later]), 0, 1, kept
            )
            for part, earlier, later in self.pairs
        ]


TracingWorkers = Workers[Task[Any], Any]


def worker() -> Callable[[Task[Done]], Done]:
    """What a worker does with a task."""
    return partial(_do, rules=load_tracing_rules())


def _do(task: Task[Done], rules: TracingRules) -> Done:
    return task.do(rules)


def done(tasks: Iterable[Task[Done]], workers: TracingWorkers | None, rules: TracingRules) -> Iterator[Done]:
    """What comes of each task, in order, from workers or, without any, from here."""
    return workers.map(tasks) if workers is not None else (task.do(rules) for task in tasks)


def comparisons(pairs: Sequence[Pair], held: Mapping[str, Held]) -> Iterator[Comparing]:
    """The pairs in order, in pieces that hold only the texts they need."""
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        some = pairs[start : start + PAIRS_AT_ONCE]
        place = {name: n for n, name in enumerate(dict.fromkeys(each for pair in some for each in pair[1:]))}
        yield Comparing(
            tuple(held[name] for name in place),
            tuple((part, place[earlier], place[later]) for part, earlier, later in some),
        )


def by_family(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs with those next to each other that pairs join, so that few texts are needed at a time."""
    families = components((earlier, later) for _, earlier, later in pairs)
    number = {name: n for n, family in enumerate(families) for name in family}
    return sorted(pairs, key=lambda pair: number[pair[1]])
