"""Regular expressions that are compiled when they are first tried.

Of a thousand frames a short text tries some dozens: which they are the sieve reads off the expression itself.
Compiling all takes a second, which whoever checks one draft would wait for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Protocol


class Written(Protocol):
    """What is asked of an expression before it is tried: its text and its flags, as `re.Pattern` has them."""

    @property
    def pattern(self) -> str:
        """The text."""

    @property
    def flags(self) -> int:
        """The flags of `re`."""

    def __hash__(self) -> int:
        """What is read off an expression is kept by it."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression by its text; equal ones are compiled once a process."""

    pattern: str
    flags: int = re.IGNORECASE

    @property
    def compiled(self) -> re.Pattern[str]:
        """The expression compiled.

        Raises:
            re.error: the text is none.
        """
        return _compiled(self)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return _compiled(self).search(text)


@cache
def _compiled(expression: Expression) -> re.Pattern[str]:
    return re.compile(expression.pattern, expression.flags)
