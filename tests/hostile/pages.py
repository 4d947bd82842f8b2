"""The hostile pages of `pages.toml`, built."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HostilePage:
    """A page built as before + repeat x times + after; `outcome` are the codes that it may end in."""

    name: str
    repeat: str
    times: int
    outcome: tuple[str, ...]
    before: str = ""
    after: str = ""
    is_slow: bool = False

    def body(self, at_most: int | None = None) -> bytes:
        """Its bytes; cut in the middle to `at_most` if they are more."""
        middle = (
            "".join(self.repeat.replace("{n}", str(n)) for n in range(self.times))
            if "{n}" in self.repeat
            else self.repeat * self.times
        )
        if at_most is not None:
            middle = middle[: at_most - len(self.before) - len(self.after)]
        return f"{self.before}{middle}{self.after}".encode()


def hostile_pages() -> tuple[HostilePage, ...]:
    """All of them, in the order of the file."""
    text = Path(__file__).with_name("pages.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["page"]
    return tuple(HostilePage(**row | {"outcome": tuple(row["outcome"])}) for row in rows)
