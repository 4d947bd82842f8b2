"""The words that say which time a figure is of, read from `timing.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.strict import build, read_toml, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingWords:
    """Regular expressions over masked text; what each list is for stands in the file."""

    base: tuple[str, ...]
    stands: tuple[str, ...]
    now: tuple[str, ...]
    apart: tuple[str, ...]
    more_than: tuple[str, ...]
    revised: tuple[str, ...]
    looks_back: tuple[str, ...]
    sums_up: tuple[str, ...]
    not_yet: tuple[str, ...]
    supposed: tuple[str, ...]
    quarterly: tuple[str, ...]
    half_yearly: tuple[str, ...]
    yearly: tuple[str, ...]
    same_season: tuple[str, ...]
    started: tuple[str, ...]
    outlook_for: tuple[str, ...]
    trading: tuple[str, ...]
    then: tuple[str, ...]
    goes_on: tuple[str, ...]
    compared: tuple[str, ...]
    step_back: tuple[str, ...]


@lru_cache(maxsize=1)
def timing_words() -> TimingWords:
    """The words of `timing.toml`.

    Raises:
        LexiconError: the file does not fit.
    """
    path = shipped("timing.toml")
    return build(TimingWords, read_toml(path), str(path))
