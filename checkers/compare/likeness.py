"""How alike two names are, 0..1. Likeness proposes that two names are one subject; it never decides it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from rapidfuzz.distance import OSA

from checkers.compare.names import name_words, subject_key
from extractors.lexicon.strict import build, read_toml

_LETTERS_POWER = 4  # letters alone carry only a slip: one in twenty leaves .81, one in ten .66
_DIGIT = re.compile(r"\d")
_ROMAN = re.compile(r"^(?:x{0,3})(?:ix|iv|v?i{0,3})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessWords:
    """The tables of `likeness.toml`."""

    sounds: dict[str, str]
    numbers: dict[str, str]
    titles: tuple[str, ...]
    generic: tuple[str, ...]
    expanding: tuple[str, ...]
    lines: tuple[str, ...]
    same_word: float
    generic_weight: float
    exchanged: float
    added: float
    other_number: float


@lru_cache(maxsize=2)
def likeness_words(path: Path | None = None) -> LikenessWords:
    """The tables that ship with the package, or those of `path`."""
    source = path or Path(str(files("checkers") / "likeness.toml"))
    return build(LikenessWords, read_toml(source), source.name)


@lru_cache(maxsize=65536)
def sounding(word: str) -> str:
    """A folded word by its sound, roughly: `Wladimir` and `Vladimir` are one."""
    for spelt, sound in likeness_words().sounds.items():
        word = word.replace(spelt, sound)
    return "".join(sign for n, sign in enumerate(word) if n == 0 or sign != word[n - 1])


@lru_cache(maxsize=65536)
def _sounds(name: str) -> tuple[str, ...]:
    table = likeness_words()
    words = [word for word in name_words(name) if word not in table.titles] or list(name_words(name))
    numbered = (table.numbers.get(word, word) for word in words)
    return tuple(word if _is_number(word) else sounding(word) for word in numbered)


def _is_number(word: str) -> bool:
    return bool(_DIGIT.search(word)) or (len(word) > 1 and bool(_ROMAN.match(word)))


def likeness(left: str, right: str) -> float:
    """How alike two names are, 0..1: words aligned in any order, each by its sound.

    A word that stands for another counts more against it than one that only one name has; words that many
    organisations share (`bank`, `international`) count little. Another number or version is another thing.
    """
    if subject_key(left) == subject_key(right):
        return 1.0
    one, other = _sounds(left), _sounds(right)
    if not one or not other:
        return 0.0
    together, apart = "".join(sorted(one)), "".join(sorted(other))
    if together == apart or "".join(one) == "".join(other):
        return 1.0
    score = _aligned(one, other)
    whole = OSA.normalized_similarity("".join(one), "".join(other))
    score = max(score, whole**_LETTERS_POWER)
    return score * likeness_words().other_number if _numbers(one) != _numbers(other) else score


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    table = likeness_words()
    pairs = sorted(
        ((_alike(a, b), n, m) for n, a in enumerate(one) for m, b in enumerate(other)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    left, right = dict(enumerate(one)), dict(enumerate(other))
    met = full = 0.0
    for alike, n, m in pairs:
        if alike >= table.same_word and n in left and m in right:
            weight = (_weight(left.pop(n)) + _weight(right.pop(m))) / 2
            met, full = met + alike * weight, full + weight
    mine, theirs = (sum(map(_weight, rest.values())) for rest in (left, right))
    against = table.exchanged * min(mine, theirs) + table.added * abs(mine - theirs)
    return met / (full + against) if met else 0.0


def _alike(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and long.startswith(short):
        return 0.9  # an initial
    if _is_number(one) or _is_number(other):
        return 1.0 if one == other else 0.0
    return float(OSA.normalized_similarity(one, other))


def _weight(word: str) -> float:
    table = likeness_words()
    return (table.generic_weight if word in _generic() else 1.0) * math.sqrt(min(len(word), 8))


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(sounding(word) for word in likeness_words().generic)


def _numbers(words: tuple[str, ...]) -> list[str]:
    return sorted(word for word in words if _is_number(word))
