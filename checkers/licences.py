"""What licence statements mean beside each other: a table, since licences are no order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain, combinations
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
class Licences:
    """The whole table: classes, and by class those that contradict it, agree with it or can hold beside it.

    A pair is stated on one side. `denial_agrees` gives by denied class the asserted ones that say the same.
    """

    licence: tuple[Licence, ...]
    contradict: dict[str, tuple[str, ...]]
    agree: dict[str, tuple[str, ...]]
    different: dict[str, tuple[str, ...]]
    denial_agrees: dict[str, tuple[str, ...]]

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
        if _states(self.contradict, left, right):
            return Relation.CONTRADICT
        return Relation.AGREE if _states(self.agree, left, right) else Relation.DIFFERENT

    def denial(self, denied: str, asserted: str) -> Relation:
        """How the denial of one class stands to the assertion of another."""
        if denied == asserted or self.implies(asserted, denied):
            return Relation.CONTRADICT
        return Relation.AGREE if asserted in self.denial_agrees.get(denied, ()) else Relation.DIFFERENT


def _states(table: Mapping[str, tuple[str, ...]], left: str, right: str) -> bool:
    return right in table.get(left, ()) or left in table.get(right, ())


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
        LexiconError: unknown key, a pattern that is no regular expression, an unknown class, or a pair stated
            twice or nowhere.
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
    for lines in (table.contradict, table.agree, table.different, table.denial_agrees):
        for name in (*lines, *chain.from_iterable(lines.values())):
            if name not in known:
                raise LexiconError(f"{source.name}: {name!r} is not a known licence")
    for left, right in combinations(sorted(known), 2):
        _check_pair(table, left, right, source.name)
    return table


def _check_pair(table: Licences, left: str, right: str, where: str) -> None:
    """Raises where a pair of classes is not stated exactly once."""
    implied = table.implies(left, right) or table.implies(right, left)
    stated = sum(_states(lines, left, right) for lines in (table.contradict, table.agree, table.different))
    if implied + stated != 1:
        times = "twice" if implied + stated else "nowhere"
        raise LexiconError(f"{where}: how {left} and {right} stand to each other is stated {times}")
