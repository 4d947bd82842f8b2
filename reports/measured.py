"""How often the program was right on labelled articles, as `measured.toml` has it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Contradictions worth an alert on some labelled articles. `precision` and `recall` are 0 to 1."""

    name: str
    right: int
    wrong: int
    unjudged: int
    precision: float
    recall: float


@cache
def load_measured() -> tuple[Measured, ...]:
    """What was measured, those articles first that the program was built on.

    Raises:
        TypeError: the file names a figure that `Measured` lacks, or lacks one.
    """
    text = resources.files(__package__).joinpath("measured.toml").read_text(encoding="utf-8")
    return tuple(Measured(**entry) for entry in tomllib.loads(text)["articles"])
