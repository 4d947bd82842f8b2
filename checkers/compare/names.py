"""Names of subjects as keys: typography, articles and legal forms aside. Versions are never aside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.strict import build, read_toml

_SEPARATORS = re.compile(r"[\s_\-‐‑‒–—/,:;()\[\]'’\"“”&]+")
_SIZE = re.compile(r"^(?:\d+(?:\.\d+)?[bmt]|\d+x\d+(?:\.\d+)?b|a\d+(?:\.\d+)?b)$")
_DOT_AI = re.compile(r"\.ai\b", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]?$|^[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+$")
_SHORTEST_LONG_FORM = 20
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectWords:
    """The words of `subjects.toml`."""

    edition_words: tuple[str, ...]
    edition_metrics: tuple[str, ...]
    member_words: tuple[str, ...]
    legal_forms: tuple[str, ...]
    long_forms: tuple[str, ...]
    leading_forms: tuple[str, ...]
    short_forms: tuple[str, ...]
    small_words: tuple[str, ...]


@lru_cache(maxsize=2)
def subject_words(path: Path | None = None) -> SubjectWords:
    """The words about names that ship with the package, or those of `path`."""
    source = path or Path(str(files("checkers") / "subjects.toml"))
    return build(SubjectWords, read_toml(source), source.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The tables of `letters.toml`."""

    letters: dict[str, str]
    joined: dict[str, str]
    endings: dict[str, str]


@lru_cache(maxsize=2)
def letters(path: Path | None = None) -> Letters:
    """How letters fold that ships with the package, or the tables of `path`."""
    source = path or Path(str(files("checkers") / "letters.toml"))
    return build(Letters, read_toml(source), source.name)


@lru_cache(maxsize=65536)
def folded_word(word: str) -> str:
    """A word in plain lower-case Latin letters, one for all its transcriptions: `Müller` and `Mueller`.

    A word with a digit keeps its letters: a version must not change.
    """
    if word.isascii() and _HAS_DIGIT.search(word):
        return word.casefold()
    table = letters()
    bare = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(table.letters.get(sign, sign) for sign in bare if not unicodedata.combining(sign))
    if _HAS_DIGIT.search(plain):
        return plain
    for spelt, folded in table.joined.items():
        plain = plain.replace(spelt, folded)
    for ending, folded in table.endings.items():
        if plain.endswith(ending) and len(plain) > len(ending):
            return plain.removesuffix(ending) + folded
    return plain


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded: `The OpenAI Corp.` is `("openai",)`, `GPT‑4o` is `("gpt", "4o")`."""
    spaced = _DOT_AI.sub(" ai", unicodedata.normalize("NFKC", name))
    if len(spaced) > _SHORTEST_LONG_FORM:
        spaced = _long_forms().sub(" ", spaced).strip() or spaced
    printed = [word.strip(".") for word in _SEPARATORS.split(spaced) if word.strip(".")]
    printed = [word.replace(".", "") if _INITIALS.match(word) else word for word in printed]
    return tuple(folded_word(word) for word in _bare(printed))


@lru_cache(maxsize=1)
def _long_forms() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, subject_words().long_forms))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


def _bare(words: list[str]) -> list[str]:
    """The words without articles, conjunctions and legal forms at either end; all if none is left."""
    lexicon = subject_words()
    kept = [word for word in words if word.casefold() not in lexicon.small_words]
    while len(kept) > 1 and _is_form(kept[-1], lexicon.legal_forms, lexicon.short_forms):
        kept = kept[:-1]
    while len(kept) > 1 and _is_form(kept[0], lexicon.leading_forms, lexicon.short_forms):
        kept = kept[1:]
    return kept or words


def _is_form(word: str, forms: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a word is a legal form. Short ones count in capitals only: `Ao` may be somebody's name."""
    return word.casefold() in forms or (word.isupper() and word.casefold() in short)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """One key per way of printing a name, its words apart."""
    return " ".join(name_words(name))


@lru_cache(maxsize=65536)
def subject_key(name: str) -> str:
    """One key per subject however its words are joined: `OpenAI`, `Open AI` and `open-ai` have one.

    Words with a digit stay apart: `Corvid 3 18B` is not `Corvid 31 8B`.
    """
    return _joined(name_words(name))


def _joined(words: tuple[str, ...]) -> str:
    runs: list[str] = []
    for n, word in enumerate(words):
        plain = not _HAS_DIGIT.search(word)
        if n and plain and not _HAS_DIGIT.search(words[n - 1]):
            runs[-1] += word
        else:
            runs.append(word)
    return " ".join(runs)


@lru_cache(maxsize=65536)
def edition_key(name: str, metric: str) -> str:
    """The key of a name for one metric: `DBRX Instruct` and `DBRX` share figures of training."""
    words = name_words(name)
    lexicon = subject_words()
    if metric.removeprefix("other:") in lexicon.edition_metrics:
        while len(words) > 1 and words[-1] in lexicon.edition_words:
            words = words[:-1]
    return _joined(words)


def is_version(word: str) -> bool:
    """Whether a word of a name tells versions apart: it holds a digit and is not a size such as 405b."""
    return bool(_HAS_DIGIT.search(word)) and not _SIZE.match(word)


def is_member_word(word: str) -> bool:
    """Whether a word after a family's name marks a member of it: a size or an edition."""
    return bool(_SIZE.match(word)) or word in subject_words().member_words
