"""A quotation as words that can be aligned: typography folded, contractions written out, marks kept apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.strict import build, read_toml

_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "‒": "-", "–": " ", "—": " "})
_TOKENS = re.compile(r"\[[^\]\[]{0,200}\]|\.{3,}|…|[^\W_]+(?:[.,'][^\W_]+)*'?|%|[.!?]")
_ENDS = re.compile(r"(?:ing|edly|ed|ies|es|s|ly)$")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingWords:
    """The words of `wording.toml`."""

    function_words: tuple[str, ...]
    negations: tuple[str, ...]
    contractions: dict[str, str]
    irregular: dict[str, str]
    auxiliaries: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]
    opposites: tuple[tuple[str, ...], ...]
    numbers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a quotation. `stems` align, `words` tell changes; `free` marks words an editor put in.

    An ellipsis is a word of its own, `…`. `closes` are the places of words that end a sentence.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    free: tuple[bool, ...]
    closes: frozenset[int]
    telling: frozenset[str]

    @property
    def spoken(self) -> tuple[str, ...]:
        """The words that were said: no ellipsis, no insertion."""
        return tuple(
            word for word, free in zip(self.words, self.free, strict=True) if not free and word != _ELLIPSIS
        )


@lru_cache(maxsize=2)
def wording_words(path: Path | None = None) -> WordingWords:
    """The words about wording that ship with the package, or those of `path`."""
    source = path or Path(str(files("checkers") / "wording.toml"))
    return build(WordingWords, read_toml(source), source.name)


def stem(word: str) -> str:
    """A word without its ending, so that `build` and `building`, `company` and `companies` align.

    Short words stay whole.
    """
    bare = _ENDS.sub("", word)
    bare = bare[:-1] if len(bare) > 4 and bare[-1] in "ey" else bare
    return bare if len(bare) >= 3 else word


def _spelled_out(word: str) -> list[str]:
    lexicon = wording_words()
    if word in lexicon.irregular:
        return lexicon.irregular[word].split()
    for ending, full in lexicon.contractions.items():
        if word.endswith(ending) and len(word) > len(ending):
            return [word[: -len(ending)], full]
    return [word]


@lru_cache(maxsize=131072)
def wording_of(text: str) -> Wording:
    """The words of a quotation; `[…]` and `...` are one ellipsis, bracketed words are free."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD).casefold()
    words: list[str] = []
    free: list[bool] = []
    closes: set[int] = set()
    for match in _TOKENS.finditer(folded):
        mark = match.group()
        if mark in ".!?":
            closes.add(len(words) - 1)
            continue
        if mark[0] == "[" and any(letter.isalnum() for letter in mark):
            for inner in re.findall(r"[^\W_]+", mark):
                words.append(inner)
                free.append(True)
            continue
        plain = [_ELLIPSIS] if mark[0] in ".[…" else _spelled_out(mark.strip("'"))
        words.extend(plain)
        free.extend(False for _ in plain)
    closes.add(len(words) - 1)
    spoken = [word for word, is_free in zip(words, free, strict=True) if not is_free]
    functional = wording_words().function_words
    return Wording(
        words=tuple(words),
        stems=tuple(stem(word) for word in words),
        free=tuple(free),
        closes=frozenset(closes),
        telling=frozenset(stem(word) for word in spoken if len(word) > 3 and word not in functional),
    )
