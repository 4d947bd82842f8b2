"""What licence statements mean beside each other: a table, since licences are no order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from checkers.records import Relation
from extractors.lexicon.strict import LexiconError, build, read_toml

_NOISE = re.compile(
    r"\b(?:the|a|an|licen[cs]es?|licensed|agreement|model|models|under|version)\b|[^a-z0-9. ]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A class of licence: the words that name it, and the wider classes that it implies."""

    name: str
    words: tuple[str, ...]
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LicencePairs:
    """How classes stand to each other, as pairs."""

    contradict: tuple[tuple[str, ...], ...]
    agree: tuple[tuple[str, ...], ...]
    denial_agrees: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Licences:
    """The whole table."""

    licence: tuple[Licence, ...]
    relations: LicencePairs

    def class_of(self, words: str) -> str | None:
        """The class that a licence statement names, or `None`."""
        return _class_of(self.licence, words.casefold().replace("_", " ").replace("-", " "))

    def same_name(self, left: str, right: str) -> bool:
        """Whether two statements print one licence's name."""
        return _bare(left) == _bare(right)

    def implies(self, narrow: str, wide: str) -> bool:
        """Whether the first class is a case of the second."""
        return any(entry.name == narrow and wide in entry.implies for entry in self.licence)

    def relation(self, left: str, right: str) -> Relation:
        """How two asserted classes stand to each other."""
        if left == right or self.implies(left, right) or self.implies(right, left):
            return Relation.AGREE
        pair = {left, right}
        if any(set(known) == pair for known in self.relations.contradict):
            return Relation.CONTRADICT
        if any(set(known) == pair for known in self.relations.agree):
            return Relation.AGREE
        return Relation.DIFFERENT

    def denial(self, denied: str, asserted: str) -> Relation:
        """How the denial of one class stands to the assertion of another."""
        if denied == asserted or self.implies(asserted, denied):
            return Relation.CONTRADICT
        if any(known == (denied, asserted) for known in self.relations.denial_agrees):
            return Relation.AGREE
        return Relation.DIFFERENT


@lru_cache(maxsize=4096)
def _class_of(licences: tuple[Licence, ...], words: str) -> str | None:
    for entry in licences:
        if entry.name.replace("_", " ") == words.strip():
            return entry.name
    for entry in licences:
        if any(re.search(pattern.replace("_", " "), words) for pattern in entry.words):
            return entry.name
    return None


def _bare(words: str) -> str:
    return " ".join(_NOISE.sub(" ", words.casefold().replace("_", " ")).split())


@lru_cache(maxsize=8)
def load_licences(path: Path | None = None) -> Licences:
    """The table of `path`, or the one that ships with the package.

    Raises:
        LexiconError: unknown key, a pattern that is no regular expression, or a pair of unknown classes.
    """
    source = path or Path(str(files("checkers") / "licences.toml"))
    table = build(Licences, read_toml(source), source.name)
    known = {entry.name for entry in table.licence}
    for entry in table.licence:
        for pattern in entry.words:
            try:
                re.compile(pattern)
            except re.error as error:
                raise LexiconError(f"{source.name}: licence {entry.name}: {pattern!r}: {error}") from error
    pairs = table.relations.contradict + table.relations.agree + table.relations.denial_agrees
    for pair in pairs:
        if len(pair) != 2 or not set(pair) <= known:
            raise LexiconError(f"{source.name}: {list(pair)} is not a pair of known licences")
    return table
