"""The metric lexicon: what can be measured, in which words news says so, and how it behaves in time.

One TOML file a metric in `metrics/`, named after it. A *frame* is a regular expression over the masked
sentence (see `extractors.claims.masking`), in which names, quantities and periods are single tokens:

    {V}      the value in question, with articles and filler adjectives before it
    {S}      the metric's subject: an entity of its `subject` kinds, an unknown name or a resolved pronoun
    {O}      the counterparty: any organisation, person or product
    {E} {Q} {D}   any entity, another quantity, a period
    {L}      a verb of multiples or a duration, which frames may step over
    {BENCH}  the name of a benchmark, letter case as listed
    {NAME}   a fragment of `frame_words.toml`, in capitals
    ..       up to sixty characters of the same clause that hold no other quantity

The named group `np` captures a printed noun phrase as subject where there is no entity to be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml, shipped
from extractors.records import Quantity


class OfWorks(StrEnum):
    """Whether a metric is told of works: never, where one heads the clause, or of one before anybody else."""

    NONE = "none"
    HEADS = "heads"
    FIRST = "first"


class Behaviour(StrEnum):
    """How a metric lives in time (DESIGN: constant, event, flow, stock)."""

    CONSTANT = "constant"
    EVENT = "event"
    FLOW = "flow"
    STOCK = "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence whose `value` must be read as this metric, of this subject where one is named."""

    text: str
    value: str
    subject: str | None = None
    counterparty: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """A sentence whose `value` must not be read as this metric, and what it is instead."""

    text: str
    value: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One thing that can be measured.

    `units` lists unit names, or the classes `currency` and `count`. `unit_only` says that the unit alone
    decides, except for its `framed_units`, which need the words of a frame. `least` and `most` bound the
    value as printed: no company is bought for $29. `counterparty_kinds` says which kinds the second party can
    be of, all if empty. `priority` lifts a narrower metric above a wider one
    whose frames also fit. `materiality` is 0..1: how much an editor cares. `counted_in` is the unit of what
    is counted, whatever noun is printed. `negative` cues turn the value's sign. A metric of subject `event`
    is told of the article's event (`events.toml`), of one of the classes `events` where there are any.
    `of_works` says whether it can be of a plant, a bridge, a campus (`works.toml`).
    """

    name: str
    definition: str
    units: tuple[str, ...]
    subject: tuple[str, ...]
    behaviour: Behaviour
    materiality: float
    frames: tuple[str, ...]
    monotone: bool = False
    counted_in: str | None = None
    events: tuple[str, ...] = ()
    of_works: OfWorks = OfWorks.NONE
    unit_only: bool = False
    framed_units: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    counterparty: bool = False
    counterparty_kinds: tuple[str, ...] = ()
    priority: int = 0
    negative: tuple[str, ...] = ()
    not_cues: tuple[str, ...] = ()
    example: tuple[Example, ...] = ()
    counterexample: tuple[Counterexample, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.materiality <= 1:
            raise ValueError(f"materiality {self.materiality} is not within 0..1")
        for frame in (*self.frames, *self.negative, *self.not_cues):
            try:
                re.compile(re.sub(r"\{[A-Z]+\}", "x", frame))
            except re.error as error:
                raise ValueError(f"frame {frame!r} is no regular expression: {error}") from error

    def may_be(self, quantity: Quantity) -> bool:
        """Whether a quantity is of a size that this metric can have."""
        return (self.least is None or abs(quantity.high) >= self.least) and (
            self.most is None or abs(quantity.low) <= self.most
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords:
    """Words that frames step over or name (`frame_words.toml`)."""

    determiners: tuple[str, ...]
    benchmarks: tuple[str, ...]
    fragments: dict[str, str]
    parentheticals: tuple[str, ...]
    joints: tuple[str, ...]
    not_nouns: tuple[str, ...]


@lru_cache(maxsize=1)
def frame_words() -> FrameWords:
    """The shipped frame words; a fragment may use the fragments before it."""
    path = shipped("frame_words.toml")
    words = build(FrameWords, read_toml(path), str(path))
    spelt: dict[str, str] = {}
    for name, fragment in words.fragments.items():
        spelt[name] = f"(?:{_spelt_out(fragment, spelt)})"
    return replace(words, fragments=spelt)


def _spelt_out(fragment: str, earlier: dict[str, str]) -> str:
    for name, meaning in earlier.items():
        fragment = fragment.replace(f"{{{name}}}", meaning)
    return fragment


@lru_cache(maxsize=1)
def benchmark_names() -> re.Pattern[str]:
    """The shipped names of benchmarks as one pattern; a `fullmatch` tells a benchmark from other names."""
    return re.compile("|".join(frame_words().benchmarks))


def load_metrics(extra: Path | None = None) -> tuple[Metric, ...]:
    """All metrics in order of name; a user's folder `extra`/metrics adds to them or replaces by name.

    Raises:
        LexiconError: a file that does not fit, or whose name is not its metric's.
    """
    metrics = {metric.name: metric for metric in _shipped()}
    if extra is not None:
        metrics.update({metric.name: metric for metric in _read_folder(extra / "metrics")})
    return tuple(metrics[name] for name in sorted(metrics))


@lru_cache(maxsize=1)
def _shipped() -> tuple[Metric, ...]:
    return _read_folder(shipped("metrics"))


def _read_folder(folder: Path) -> tuple[Metric, ...]:
    metrics = []
    for path in sorted(folder.glob("*.toml")):
        metric = build(Metric, read_toml(path), str(path))
        if metric.name != path.stem:
            raise LexiconError(f"{path}: the metric is called {metric.name!r}; name the file after it")
        metrics.append(metric)
    return tuple(metrics)


_OWN_FOLDER = ("metrics", "entities", "outlets.toml")


def check_own_folder(extra: Path) -> None:
    """Refuse a user's lexicon folder that holds what would be read by nobody: a misspelt name does nothing.

    Raises:
        LexiconError: the folder does not exist, or holds an entry of an unknown name.
    """
    if not extra.is_dir():
        raise LexiconError(f"{extra}: there is no such lexicon folder")
    for entry in sorted(extra.iterdir()):
        if entry.name not in _OWN_FOLDER and not entry.name.startswith((".", "README")):
            near = get_close_matches(entry.name, _OWN_FOLDER, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"it may hold {', '.join(_OWN_FOLDER)}"
            raise LexiconError(f"{entry}: not a part of a lexicon; {hint}")


def folder_sha256(extra: Path | None = None) -> str:
    """SHA-256 over every TOML file of the shipped lexicon and of `extra`, in order of path, hexadecimal."""
    digest = sha256()
    root = Path(str(files("extractors.lexicon")))
    for base in (root, extra) if extra is not None else (root,):
        for path in sorted(base.rglob("*.toml")):
            digest.update(str(path.relative_to(base)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
