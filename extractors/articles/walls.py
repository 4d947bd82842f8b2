"""Pages that are no article: "page not found", paywalls, consent notices, robot checks; from `walls.toml`.

Precision first: an ordinary short article is never one of these, whatever its headline says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.articles.limits import limit
from extractors.lexicon.strict import build, read_toml

_FILE = Path(__file__).with_name("walls.toml")
_PARTS = re.compile(r"\s+(?:[|·•–—-]|::)\s+")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_SENTENCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Headline and text of a page of some kind."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """One kind of page that is no article: what to do about it, and what gives it away."""

    what: str
    headings: tuple[str, ...]
    phrases: tuple[str, ...]
    example: tuple[Page, ...]
    counterexample: tuple[Page, ...]


@lru_cache(maxsize=1)
def walls() -> dict[str, Wall]:
    """The kinds by their issue code, in the order in which they are tried.

    Raises:
        LexiconError: when the file cannot be understood.
    """
    return {code: build(Wall, table, f"{_FILE.name}:{code}") for code, table in read_toml(_FILE).items()}


def wall_of(title: str | None, text: str) -> str | None:
    """The kind of page that is no article, by its issue code; None for a page that may hold one.

    A sentence gives a page away when it consists of the tell-tale words to a fifth or more: one that merely
    holds them reports about such pages.
    """
    if len(text) > limit("stub_max_chars"):
        return None
    head = _PARTS.split(_plain(title or ""))[0].strip()
    sentences = _SENTENCES.split(_plain(text))
    for code, wall in walls().items():
        rest = [sentence for sentence in sentences if not _is_notice(sentence, wall)]
        gives_away = head in wall.headings or len(rest) < len(sentences)
        prose = sum(len(sentence) for sentence in rest if len(sentence) >= _SENTENCE)
        if gives_away and prose < limit("stub_rest_chars"):
            return code
    return None


def _is_notice(sentence: str, wall: Wall) -> bool:
    told = sum(len(phrase) for phrase in wall.phrases if phrase in sentence)
    return told * 100 >= len(sentence) * limit("stub_phrase_percent") and told > 0


def _plain(words: str) -> str:
    return words.lower().replace("’", "'")
