"""A text as its words and figures: what is left when typography, spacing and punctuation are aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"(?:(?<=[\s(])|^)-(?=[$€£¥₹₩]?\d)|\d+(?:\.\d+)*|[^\W\d_]+|[%‰$€£¥₹₩]")
_GROUPED = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))")
_MINUS = re.compile(r"[‐‑‒–—−]")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\"'”’»)\]]*\s+|\n+")
"""Where a text is cut into units: after full stops and at ends of lines."""


def words_of(text: str) -> tuple[str, ...]:
    """The words, numbers, signs of currency and minus signs of a text, in order, in lower case. Linear.

    `1,500` and `1500`, `“so”` and `"so"` are alike; `1.5` and `15` are not.
    """
    plain = _MINUS.sub("-", unicodedata.normalize("NFKC", text)).casefold()
    return tuple(_TOKEN.findall(_GROUPED.sub("", plain)))


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """The words of a text with single blanks between and around them, to be looked for in another."""
    return f" {' '.join(words_of(text))} "


def stands_in(part: str, spelled_text: str) -> bool:
    """Whether a text, made by `spelled`, holds the words of `part` in a row; nothing stands nowhere."""
    wanted = spelled(part)
    return len(wanted) > 2 and wanted in spelled_text


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that are not blank."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def units_of(text: str) -> tuple[str, ...]:
    """A text cut at the ends of lines and sentences: enough to say what of it was moved."""
    return tuple(part.strip() for part in SENTENCE_ENDS.split(text) if part and part.strip())
