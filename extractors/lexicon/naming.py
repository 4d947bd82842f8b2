"""How names are compared: one spelling for the many that typography, case and company law allow.

Two forms. `plain` keeps the length (and so every offset) and only evens out typography: quotes, hyphens,
spaces. `name_key` is for looking a name up on its own: lower case, no accents, no punctuation, no "Inc.".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TYPOGRAPHY = (
    *((char, "'") for char in "‘’‛ʼ′＇"),
    *((char, '"') for char in "“”„‟″"),
    *((char, "-") for char in "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"),
    *((char, " ") for char in (*"\u00a0\u1680\u202f\u205f\u3000", *map(chr, range(0x2000, 0x200B)))),
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_AT_ONCE = 50_000
_KEY_GAP = re.compile(r"[^\w+&]+")


def plain(text: str) -> str:
    """`text` with straight quotes, plain hyphens and plain spaces, of the same length."""
    text = text.replace("\t", " ")
    if not text.isascii():
        for printed, even in _TYPOGRAPHY:  # each a scan in C; `str.translate` takes ten times as long
            text = text.replace(printed, even)
    return text


def lowered(text: str) -> str:
    """`text` in lower case, of the same length (a letter whose lower case is longer stays as it is).

    A long text goes in parts: beside its result `str.lower` takes twelve bytes for each character.
    """
    if len(text) <= _AT_ONCE or text.isascii():
        return _lowered(text)
    return "".join(map(_lowered, _parts(text)))


def _parts(text: str) -> Iterator[str]:
    """The text cut before spaces: a letter is lowered by its word alone."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + _AT_ONCE)
        end = end if end >= 0 else len(text)
        yield text[start:end]
        start = end


def _lowered(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def without_invisible(text: str) -> tuple[str, list[int]] | None:
    """`text` without zero-width, soft-hyphen and bidi characters, and where each kept character stood.

    None when there are none, which is nearly always: then offsets need no map. The list has one more
    entry than the text, for the end.
    """
    if not _INVISIBLE.search(text):
        return None
    kept = [place for place, char in enumerate(text) if not _INVISIBLE.match(char)]
    return "".join(text[place] for place in kept), [*kept, len(text)]


def unaccented(text: str) -> str:
    """`text` without accents: `Timothée` becomes `Timothee`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=8192)  # an article asks for the same few names many times
def name_key(name: str) -> str:
    """The key a name is looked up by: `"Meta Platforms, Inc."` and `meta platforms inc` share one."""
    low = unaccented(plain(name)).casefold().replace(".", "").replace("'", "")
    return _KEY_GAP.sub(" ", low.replace("_", " ")).strip()
