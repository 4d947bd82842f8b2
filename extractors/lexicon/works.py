"""The classes of works that costs and capacities are told of, from `works.toml`: their words and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.lexicon.strict import build, read_toml, shipped
from extractors.lexicon.word_classes import bars, class_of_words, whole_words


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
        return whole_words({*self.by_word, *self.any_words})

    @cached_property
    def barred(self) -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
        """For each class what may stand neither straight before nor straight behind its words."""
        return bars(self.classes)


@lru_cache(maxsize=1)
def load_works() -> WorkLexicon:
    """The shipped classes of works, read once a process.

    Raises:
        LexiconError: the file does not fit, or one word names two classes.
    """
    path = shipped("works.toml")
    read = build(_WorksFile, read_toml(path), str(path))
    by_word = class_of_words(((word, own) for own in read.work for word in own.words), path)
    return WorkLexicon(classes=read.work, by_word=by_word, any_words=frozenset(read.any))
