"""The classes of works that costs and capacities are told of, from `works.toml`: their words and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.lexicon.strict import LexiconError, build, read_toml, shipped
from extractors.text.alternation import any_word


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkClass:
    """One class of works. A word between `not_before` and `not_after` (patterns) names none."""

    name: str
    words: tuple[str, ...]
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _WorksFile:
    any: tuple[str, ...]
    work: tuple[WorkClass, ...]


@dataclass(frozen=True, kw_only=True)
class WorkLexicon:
    """All classes, by the words (singular, lower case) that name them; `any_words` stand for each."""

    classes: tuple[WorkClass, ...]
    by_word: dict[str, WorkClass]
    any_words: frozenset[str]

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Every word for a work, the longest first, in lower-case text."""
        return re.compile(rf"(?<![\w-])(?:{any_word({*self.by_word, *self.any_words})})(?![\w-])")

    @cached_property
    def barred(self) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
        """For each class what may stand neither straight before nor straight behind its words."""
        never = "(?!)"
        return {
            own.name: (
                re.compile(rf"(?<![\w-])(?:{'|'.join(own.not_before) or never})[ -]$"),
                re.compile(rf"[ -](?:{'|'.join(own.not_after) or never})(?![\w-])"),
            )
            for own in self.classes
        }


@lru_cache(maxsize=1)
def load_works() -> WorkLexicon:
    """The shipped classes of works, read once a process.

    Raises:
        LexiconError: the file does not fit, or one word names two classes.
    """
    path = shipped("works.toml")
    read = build(_WorksFile, read_toml(path), str(path))
    by_word: dict[str, WorkClass] = {}
    for own in read.work:
        for word in own.words:
            if by_word.setdefault(word, own) is not own:
                raise LexiconError(f"{path}: the word {word!r} names two classes")
    return WorkLexicon(classes=read.work, by_word=by_word, any_words=frozenset(read.any))
