"""Classes of things told by common nouns, as events and works are: their words, and what bars them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from extractors.lexicon.strict import LexiconError
from extractors.text.alternation import any_word

_NEVER = "(?!)"


class WordClass(Protocol):
    """One class. A word between `not_before` and `not_after` (patterns) names none."""

    @property
    def name(self) -> str:
        """What the class is called."""

    @property
    def not_before(self) -> Sequence[str]:
        """Patterns of what may not stand straight before a word of the class."""

    @property
    def not_after(self) -> Sequence[str]:
        """Patterns of what may not stand straight behind one."""


C = TypeVar("C", bound=WordClass)


def class_of_words(named: Iterable[tuple[str, C]], path: Path) -> dict[str, C]:
    """Each word with its class.

    Raises:
        LexiconError: one word names two classes.
    """
    found: dict[str, C] = {}
    for word, own in named:
        if found.setdefault(word, own) is not own:
            raise LexiconError(f"{path}: the word {word!r} names two classes")
    return found


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words, the longest first, in lower-case text; a part of a longer word is none."""
    return re.compile(rf"(?<![\w-])(?:{any_word(words)})(?![\w-])")


def bars(
    classes: Iterable[WordClass], never_before: Sequence[str] = ()
) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each class what may stand neither straight before nor straight behind its words."""
    return {
        own.name: (
            re.compile(rf"(?<![\w-])(?:{'|'.join((*never_before, *own.not_before)) or _NEVER})[ -]$"),
            re.compile(rf"[ -](?:{'|'.join(own.not_after) or _NEVER})(?![\w-])"),
        )
        for own in classes
    }
