"""The bounds of `limits.toml`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the views show, and what an answer may take; each number is explained in `limits.toml`."""

    shown_whole: int
    shown_per_form: int
    answer_seconds: int
    answer_slack: int
    answer_spill: int


@cache
def load_limits() -> Limits:
    """The bounds that the package brings.

    Raises:
        TypeError: the file names a bound that `Limits` lacks, or lacks one.
    """
    text = resources.files(__package__).joinpath("limits.toml").read_text(encoding="utf-8")
    return Limits(**{name: entry["value"] for name, entry in tomllib.loads(text).items()})
