"""The caps and cut-offs of reading, from `limits.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml

_FILE = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One number, what it counts, what it means and on what it was tuned."""

    value: int
    unit: str
    meaning: str
    tuned_on: str


@lru_cache(maxsize=1)
def _limits() -> dict[str, Limit]:
    return {name: build(Limit, table, f"{_FILE.name}:{name}") for name, table in read_toml(_FILE).items()}


def limits_of(prefix: str) -> dict[str, Limit]:
    """The limits whose names begin so, in the order of the file."""
    return {name: each for name, each in _limits().items() if name.startswith(prefix)}


@cache
def limit(name: str) -> int:
    """The value of a named limit.

    Raises:
        LexiconError: when `limits.toml` has no such name, or cannot be read.
    """
    try:
        return _limits()[name].value
    except KeyError as error:
        raise LexiconError(f"{_FILE.name}: no limit named {name!r}") from error
