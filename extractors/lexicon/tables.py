"""The words of tables (`table_words.toml`): totals, ranks, short headers, accounts that are sums of money."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.lexicon.strict import build, read_toml, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """Headers that are short for something where rows are of the kind `of`; a unit stands in brackets."""

    of: str
    words: tuple[str, ...]
    means: str


@dataclass(frozen=True, kw_only=True)
class TableWords:
    """Lists of words in lower case; what each list is for stands in the file."""

    totals: tuple[str, ...]
    ranks: tuple[str, ...]
    furniture: tuple[str, ...]
    timetable: tuple[str, ...]
    weekdays: tuple[str, ...]
    values: tuple[str, ...]
    changes: tuple[str, ...]
    names: tuple[str, ...]
    segments: tuple[str, ...]
    regions: tuple[str, ...]
    parts: tuple[str, ...]
    rest: tuple[str, ...]
    money: tuple[str, ...]
    short: tuple[Short, ...]

    @cached_property
    def heads(self) -> frozenset[str]:
        """Headers over labels that say whose or of which part a row is, not what is measured."""
        return frozenset((*self.names, *self.segments, *self.regions, *self.parts))

    @cached_property
    def meanings(self) -> dict[tuple[str, str], str]:
        """What a short header means, by kind of the rows and words of the header."""
        return {(entry.of, words): entry.means for entry in self.short for words in entry.words}


@lru_cache(maxsize=1)
def table_words() -> TableWords:
    """The words of `table_words.toml`.

    Raises:
        LexiconError: the file does not fit.
    """
    path = shipped("table_words.toml")
    return build(TableWords, read_toml(path), str(path))
