"""The text outside quotations: each quotation blanked, and the sentence that stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.claims.quotes.marks import Marked
from extractors.claims.quotes.phrases import QUOTED, Phrases

REACH = 260
"""Characters before or after a quotation within which its speaker is looked for."""

_LINK = re.compile(r"\]\([^()\s]{1,400}\)|[*\[\]`]|(?<!\w)_|_(?!\w)")
_MARK = re.compile(r"[*_\[\]`]")
# The sign first, then what may not stand before it: looking back at every letter takes ten times as long.
_SENTENCE_END = re.compile(
    r"[.!?](?<!\b[A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bMrs.)(?<!\bDr.)(?<!\bInc.)(?<!\bU\.S.)"
    r"(?<!\bGov.)(?<!\bSen.)(?<!\bRep.)(?<!\bProf.)(?<!\bGen.)(?<!\bRev.)[)\]’]?(?=\s|$)"
)
_BOUNDARY = re.compile(rf"\n+|{_SENTENCE_END.pattern}")


class Outside:
    """The text of one article with its quotations and the marks of links blanked, of the same length."""

    def __init__(self, text: str, marked: Sequence[Marked], phrases: Phrases) -> None:
        """Blank them; linear in the text."""
        self.text = without(text, marked)
        self._verb = phrases.verb

    def tail_end(self, marked: Marked) -> int:
        """Where the words of the sentence after a quotation end."""
        start = marked.outer.end
        line = self.text.find("\n", start)
        end = min(len(self.text) if line < 0 else line, start + REACH)
        stop = _SENTENCE_END.search(self.text, start, end)
        end = stop.start() if stop else end
        quoted = self.text.find(QUOTED, start, end)
        return end if quoted < 0 else quoted

    def head_start(self, marked: Marked) -> int:
        """Where the words of the sentence before a quotation begin."""
        floor = max(0, marked.outer.start - REACH)
        line = self.text.rfind("\n", floor, marked.outer.start)
        start = max(floor, line + 1)
        if not self.text[start : marked.outer.start].strip(" \t>-•*_"):
            start = self._paragraph_above(marked.outer.start, line)
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text, start, marked.outer.start)]
        return ends[-1] if ends else start

    def _paragraph_above(self, place: int, line: int) -> int:
        """Where the head starts for a block quotation: in the paragraph above, if that hands over to it."""
        floor = max(0, line - REACH)
        above_end = floor + len(self.text[floor : max(line, 0)].rstrip())
        if line < 0 or self.text[above_end - 1 : above_end] in (".", "!", "?", ""):
            return place
        start = max(self.text.rfind("\n", floor, above_end) + 1, floor)
        hands_over = self.text[above_end - 1] == ":" or self._verb.search(
            self.text, max(start, above_end - 40), above_end
        )
        return start if hands_over else place

    def sentences(self, floor: int, place: int) -> list[tuple[int, int]]:
        """The sentences, and the part of one, within `[floor, place)`."""
        bounds, start = [], floor
        for match in _BOUNDARY.finditer(self.text, floor, place):
            bounds.append((start, match.end()))
            start = match.end()
        if self.text[start:place].strip():
            bounds.append((start, place))
        return bounds


def without(text: str, marked: Sequence[Marked]) -> str:
    """The text with its quotations and the marks of links blanked, of the same length; linear in it."""
    parts, at = [], 0
    for quotation in marked:
        parts.append(_blank_links(text[at : quotation.outer.start]))
        length = quotation.outer.end - quotation.outer.start
        last = text[quotation.words.end - 1]
        ending = last if last in ".!?" else QUOTED
        parts.append(QUOTED * (length - 1) + ending)
        at = quotation.outer.end
    parts.append(_blank_links(text[at:]))
    return "".join(parts)


def _blank_links(stretch: str) -> str:
    if _MARK.search(stretch):
        stretch = _LINK.sub(lambda match: " " * len(match.group()), stretch)
    return stretch.replace("\u00a0", " ")
