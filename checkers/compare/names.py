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
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectWords:
    """The words of `subjects.toml`."""

    edition_words: tuple[str, ...]
    edition_metrics: tuple[str, ...]
    member_words: tuple[str, ...]
    legal_forms: tuple[str, ...]


@lru_cache(maxsize=2)
def subject_words(path: Path | None = None) -> SubjectWords:
    """The words about names that ship with the package, or those of `path`."""
    source = path or Path(str(files("checkers") / "subjects.toml"))
    return build(SubjectWords, read_toml(source), source.name)


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded: `The OpenAI Corp.` gives `("openai",)`, `GPT‑4o` gives `("gpt", "4o")`."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace(".ai", " ai")
    words = tuple(word.strip(".") for word in _SEPARATORS.split(folded) if word.strip("."))
    forms = subject_words().legal_forms
    kept = tuple(word for word in words if word not in forms)
    return kept or words


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """One key per way of printing a name."""
    return " ".join(name_words(name))


@lru_cache(maxsize=65536)
def edition_key(name: str, metric: str) -> str:
    """The key of a name for one metric: `DBRX Instruct` and `DBRX` share the figures of training."""
    words = name_words(name)
    lexicon = subject_words()
    if metric.removeprefix("other:") in lexicon.edition_metrics:
        while len(words) > 1 and words[-1] in lexicon.edition_words:
            words = words[:-1]
    return " ".join(words)


def is_version(word: str) -> bool:
    """Whether a word of a name tells versions apart: it holds a digit and is not a size such as 405b."""
    return bool(_HAS_DIGIT.search(word)) and not _SIZE.match(word)


def is_member_word(word: str) -> bool:
    """Whether a word after a family's name marks a member of it: a size or an edition."""
    return bool(_SIZE.match(word)) or word in subject_words().member_words
