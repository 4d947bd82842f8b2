"""A sentence folded for frames: names and dates as single signs, markup gone, every character traceable.

"**Nimbus**, based in Oslo, has named [Ada Berg](https://…) CEO" becomes `N, based in Oslo, has named P CEO`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.lexicon.facts import MAX_PER_SENTENCE, number_of, sign
from extractors.records import Span
from extractors.text.replacing import replaced

MAX_SENTENCE = 1_500  # folded characters looked at; longer "sentences" are tables and lists
_MARKUP = re.compile(
    r"\]\([^()\s]{0,400}\)|\*\*|__|[`\[\]\\]|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|[\u00ad\u200b\u2060\ufeff]"
)
_UNEVEN = re.compile(r"\s\s|[^\S ]|[\ue000-\uf8ff]")
_TYPOGRAPHY = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "‑": "-",
        "‐": "-",
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something a sign stands for: a name (or what stands for one), or a period.

    `name` is the canonical name, or the ISO form of a period. `developer` and `family` are the lexicon's.
    `pronoun` says that the words are "it", "the company" and the like, `owning` that they are "its".
    """

    span: Span
    kind: str
    name: str
    developer: str | None = None
    pronoun: bool = False
    owning: bool = False
    oblique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """The folded sentence. `origin[i]` is where character `i` stands in the article."""

    text: str
    sentence: Span
    items: tuple[Item, ...]
    origin: array[int]

    def item(self, token: str) -> Item | None:
        """The item of a sign, `None` for any other character."""
        number = number_of(token)
        return self.items[number] if number is not None and number < len(self.items) else None

    def items_in(self, start: int, end: int) -> list[Item]:
        """The items whose signs stand in `[start, end)` of the folded text, in order."""
        found = (self.item(character) for character in self.text[start:end])
        return [item for item in found if item is not None]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the article that `[start, end)` of the folded text came from."""
        last = self.item(self.text[end - 1])
        return Span(start=self.origin[start], end=last.span.end if last else self.origin[end - 1] + 1)


def fold(text: str, sentence: Span, items: Sequence[Item]) -> Folded:
    """Fold one sentence; `items` in order of place, not overlapping, within the sentence."""
    kept = tuple(items[:MAX_PER_SENTENCE])
    characters: list[str] = []
    origin = array("q")
    at = sentence.start
    for number, item in enumerate(kept):
        _copy(text, at, item.span.start, characters, origin)
        token = sign(item.kind, number) + ("'s" if item.owning else "")
        characters.append(token)
        origin.extend([item.span.start] * len(token))
        at = item.span.end
        if len(origin) > MAX_SENTENCE:
            break
    _copy(text, at, min(sentence.end, at + MAX_SENTENCE), characters, origin)
    folded = "".join(characters)
    return Folded(text=folded[:MAX_SENTENCE], sentence=sentence, items=kept, origin=origin)


def _copy(text: str, start: int, end: int, characters: list[str], origin: array[int]) -> None:
    at = start
    for markup in _MARKUP.finditer(text, start, end):
        _plain(text, at, markup.start(), characters, origin)
        at = markup.end()
    _plain(text, at, end, characters, origin)


def _plain(text: str, start: int, end: int, characters: list[str], origin: array[int]) -> None:
    """Copy a stretch with plain typography; runs of space become one, and no stray sign gets through."""
    stretch = text[start:end]
    stretch = stretch if stretch.isascii() else replaced(stretch, _TYPOGRAPHY)
    if not _UNEVEN.search(stretch) and not (
        stretch.startswith(" ") and characters and characters[-1][-1] == " "
    ):
        if stretch:
            characters.append(stretch)
            origin.extend(range(start, end))
        return
    for place, character in enumerate(stretch, start):
        plain = " " if character.isspace() or number_of(character) is not None else character
        if plain == " " and characters and characters[-1][-1] == " ":
            continue
        characters.append(plain)
        origin.append(place)
