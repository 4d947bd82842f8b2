"""Tuned numbers of extraction, by name, from `tuning.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.strict import LexiconError, build, read_toml, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """One tuned number with its unit, its meaning and what it was tuned on."""

    name: str
    value: float
    unit: str
    meaning: str
    tuned_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _TuningFile:
    number: tuple[Tuned, ...]


@lru_cache(maxsize=1)
def _numbers() -> dict[str, Tuned]:
    path = shipped("tuning.toml")
    rows = build(_TuningFile, read_toml(path), str(path)).number
    if len({row.name for row in rows}) != len(rows):
        raise LexiconError(f"{path}: a number is listed twice")
    return {row.name: row for row in rows}


@lru_cache(maxsize=64)
def tuned(name: str) -> float:
    """The value of a tuned number.

    Raises:
        LexiconError: there is no number of that name.
    """
    if name not in _numbers():
        raise LexiconError(f"tuning.toml: no number is called {name!r}")
    return _numbers()[name].value
