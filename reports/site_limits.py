"""The bounds of `site_limits.toml`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLimits:
    """How much the site shows; each number is explained in `site_limits.toml`."""

    findings: int
    questions: int
    claims: int
    first: int
    subjects: int
    outlets: int
    rows: int
    runs: int


@cache
def load_site_limits() -> SiteLimits:
    """The bounds that the package brings.

    Raises:
        TypeError: the file names a bound that `SiteLimits` lacks, or lacks one.
    """
    text = resources.files(__package__).joinpath("site_limits.toml").read_text(encoding="utf-8")
    return SiteLimits(**{name: entry["value"] for name, entry in tomllib.loads(text).items()})
