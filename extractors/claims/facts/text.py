"""A sentence folded for frames: names and dates as single signs, markup gone, every character traceable.

"**Nimbus**, based in Oslo, has named [Ada Berg](https://…) CEO" becomes `N, based in Oslo, has named P CEO`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
    """The folded sentence: stretches, each with where it starts and its place in the article."""

    text: str
    sentence: Span
    items: tuple[Item, ...]
    starts: Sequence[int]
    places: Sequence[int]

    def place_of(self, at: int) -> int:
        """Where the character at `at` of the folded text stands in the article; logarithmic."""
        stretch = bisect_right(self.starts, at) - 1
        return self.places[stretch] + at - self.starts[stretch]

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
        return Span(start=self.place_of(start), end=last.span.end if last else self.place_of(end - 1) + 1)


def fold(text: str, sentence: Span, items: Sequence[Item]) -> Folded:
    """Fold one sentence; `items` in order of place, not overlapping, within the sentence."""
    kept = tuple(items[:MAX_PER_SENTENCE])
    folding = _Folding()
    at = sentence.start
    for number, item in enumerate(kept):
        folding.copy(text, at, item.span.start)
        for character in sign(item.kind, number) + ("'s" if item.owning else ""):
            folding.add(character, item.span.start)
        at = item.span.end
        if folding.length > MAX_SENTENCE:
            break
    folding.copy(text, at, min(sentence.end, at + MAX_SENTENCE))
    return Folded(
        text="".join(folding.pieces)[:MAX_SENTENCE],
        sentence=sentence,
        items=kept,
        starts=folding.starts,
        places=folding.places,
    )


class _Folding:
    """A folded text as it grows, and where its stretches come from."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.places: list[int] = []
        self.length = 0

    def add(self, words: str, place: int) -> None:
        """Add a stretch that stands at `place` of the article."""
        self.pieces.append(words)
        self.starts.append(self.length)
        self.places.append(place)
        self.length += len(words)

    def copy(self, text: str, start: int, end: int) -> None:
        """Add `text[start:end]` without markup."""
        at = start
        for markup in _MARKUP.finditer(text, start, end):
            self._copy_plain(text, at, markup.start())
            at = markup.end()
        self._copy_plain(text, at, end)

    def _copy_plain(self, text: str, start: int, end: int) -> None:
        """Add a stretch with plain typography; runs of space become one, and no stray sign gets through."""
        stretch = text[start:end]
        stretch = stretch if stretch.isascii() else replaced(stretch, _TYPOGRAPHY)
        if not stretch:
            return
        if not _UNEVEN.search(stretch) and not (stretch[0] == " " and self._ends_in_space()):
            self.add(stretch, start)
            return
        for place, character in enumerate(stretch, start):
            plain = " " if character.isspace() or number_of(character) is not None else character
            if not (plain == " " and self._ends_in_space()):
                self.add(plain, place)

    def _ends_in_space(self) -> bool:
        return bool(self.pieces) and self.pieces[-1][-1] == " "
