"""Finding listed names in text, fast: two Aho-Corasick automata and the rules of word boundaries.

Names that are also words (`Apple`, `Block`) are looked for exactly as spelled, all others in any case. An
automaton finds names inside words too ("intelligence"), so each hit is checked at both ends; a hit that
fails gives way to a shorter name that begins at the same place, then to names inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ahocorasick_rs import AhoCorasick, MatchKind

from extractors.lexicon.naming import lowered

_HOST = re.compile(r"[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}/", re.ASCII)
_URL_WINDOW = 300
_AT_ONCE = 50_000
_LINE_END = re.compile(r"\n|\*\*|\]\(")
_WORD = re.compile(r"[^\W\d_]+")

Hit = tuple[int, int, str]
"""Start, end and the listed name (as spelled in its automaton)."""


class Gazetteer:
    """A fixed set of names and the places where they stand in a text."""

    def __init__(
        self,
        exact: Iterable[str],
        any_case: Iterable[str],
        numbered: Iterable[str] = (),
        capitals: Mapping[str, tuple[int, ...]] | None = None,
    ) -> None:
        """The names to find.

        Args:
            exact: Names with these capitals only.
            any_case: Names in small letters, found in any case.
            numbered: Those of either list that a digit may follow at once, as in `GPT4`.
            capitals: For names of `any_case`, where a letter must be a capital all the same.
        """
        glued = frozenset(numbered)
        self._automata = tuple(_Automaton(set(names), glued, capitals or {}) for names in (exact, any_case))

    def hits(self, text: str) -> list[Hit]:
        """The names in the plain `text`, whole words only, by start and then longest first; may overlap.

        Linear in the length of the text and the number of names in it.
        """
        spaced = text.replace("\n", " ").replace("\r", " ")
        low = lowered(spaced)
        exact, any_case = self._automata
        found: list[Hit] = []
        for window in _windows(text):
            found += exact.hits(spaced, spaced, window)
            found += any_case.hits(low, spaced, window)
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        return found


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The text in parts between blank lines, over which no name goes: so few hits are held at once."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start + _AT_ONCE)
        yield start, (end if end >= 0 else len(text))
        start = end if end >= 0 else len(text)


class _Automaton:
    """One automaton with its names; all names in one case discipline."""

    def __init__(
        self, names: set[str], glued: frozenset[str], capitals: Mapping[str, tuple[int, ...]]
    ) -> None:
        self._glued = glued
        self._capitals = capitals
        self._names = sorted(names)
        self._search = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest) if names else None
        self._shorter = {name: _prefixes(name, names) for name in self._names}

    def hits(self, text: str, printed: str, within: tuple[int, int]) -> Iterator[Hit]:
        """Whole-word hits in a stretch of `text`; `printed` is it before lowering, for the boundary rules."""
        if self._search is None:
            return
        stack = [(within[0], text[slice(*within)])]
        while stack:
            offset, window = stack.pop()
            for index, begin, finish in self._search.find_matches_as_indexes(window):
                start, end = offset + begin, offset + finish
                name = self._names[index]
                fits = self._fitting(printed, start, name) if begins_word(printed, start) else None
                if fits is None:
                    if end - start > 3:
                        stack.append((start + 1, text[start + 1 : end]))
                    continue
                if not _in_address(printed, start, start + len(fits)):
                    yield start, start + len(fits), fits

    def _fitting(self, printed: str, start: int, name: str) -> str | None:
        """The longest of `name` and the names it begins with that ends a word here, with its capitals."""
        for listed in (name, *self._shorter[name]):
            end = start + len(listed)
            if not all(printed[start + place].isupper() for place in self._capitals.get(listed, ())):
                continue
            if ends_word(printed, end) or (listed in self._glued and printed[end].isdigit()):
                return listed
        return None


def _prefixes(name: str, names: set[str]) -> tuple[str, ...]:
    """The other names that `name` begins with, longest first."""
    return tuple(name[:size] for size in range(len(name) - 1, 0, -1) if name[:size] in names)


def begins_word(text: str, start: int) -> bool:
    """Whether a name may begin at `start`: not inside a word, a number, a handle or a host name."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum() or before in "@_\\":
        return False
    if before in ".'" and start > 1 and text[start - 2].isalnum():
        return before == "." and text[start].isupper()
    return True


def ends_word(text: str, end: int) -> bool:
    """Whether a name may end at `end`: in `OpenAI's` and `OpenAI-backed`, not in `OpenAIs`, `openai.com`."""
    if end >= len(text):
        return True
    after = text[end]
    if after.isalnum() or after in "@_":
        return False
    if after == "." and end + 1 < len(text):
        following = text[end + 1]
        return not (following.islower() or following.isdigit())
    return True


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the name is a piece of a URL or path; looks at most 300 characters back."""
    if not (
        text[start - 1 : start] in ("/", "-", "=", "?", "&", "#")
        or text[end : end + 1] in ("/", "-", "=", "?", "&")
    ):
        return False
    if text.startswith("/", end) and "." in text[start:end]:
        return True
    head = text[max(0, start - _URL_WINDOW) : start]
    token = head[head.rfind(" ") + 1 :]
    return "://" in token or token.startswith("www.") or _HOST.match(token) is not None


class SentenceStarts:
    """Places right after a full stop, line break, opening quote or bullet; asked only for some hits."""

    _START = re.compile(r"""(?:\A|[.!?:;]["')\]]*\s|\n|["'(\[*#>•|]|[-–—]\s)[\s"'(\[*_#>•|-]*\Z""")
    _LOOK_BACK = 12

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, start: int) -> bool:
        """Whether the word at `start` opens a sentence, a line or a quotation."""
        head = self._text[max(0, start - self._LOOK_BACK) : start]
        return start == 0 or bool(self._START.search(head))


def in_title_case(text: str, start: int, end: int) -> bool:
    """Whether the longer words within 40 characters of `[start, end)`, in its line, all have capitals.

    Emphasis and link text are lines of their own: "[**Orvane Bags $10m**](...) The firm said ...".
    """
    head = _LINE_END.split(text[max(0, start - 40) : start])[-1]
    tail = _LINE_END.split(text[end : end + 40], maxsplit=1)[0]
    words = [word for word in (*_WORD.findall(head)[1:], *_WORD.findall(tail)[:-1]) if len(word) > 3]
    return len(words) > 2 and all(word[0].isupper() for word in words)


def word_before(text: str, start: int) -> str:
    """The word before `start`, one space apart; empty when there is none. Looks 30 characters back."""
    head = text[max(0, start - 30) : start]
    if not head.endswith(" "):
        return ""
    return head[:-1].rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]
