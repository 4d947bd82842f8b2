"""Many regular expressions over one text: which of them need be tried at all, and in which lines.

One pass of an automaton finds the literals that the expressions cannot match without (`literals.py`); an
expression none of whose literals occurs is passed over. The answer is never other than that of trying all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from extractors.text.literals import folded, required_literals, stays_in_line

_SHORTEST = 2  # characters besides blanks; a shorter literal stands in every text

Required = Callable[[re.Pattern[str]], frozenset[str] | None]
"""What tells the literals of which every match of a pattern holds one."""


class Sieve:
    """A fixed list of patterns, held against one text after another; patterns go by their place in it."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], required: Required = required_literals) -> None:
        """Read off what each pattern needs, by `required`; linear in their length."""
        self.patterns = tuple(patterns)
        self._always = 0
        users: dict[str, int] = {}
        for number, pattern in enumerate(patterns):
            needed = required(pattern)
            if needed is None or any(len(word.replace(" ", "")) < _SHORTEST for word in needed):
                self._always |= 1 << number
                continue
            for word in needed:
                users[word] = users.get(word, 0) | 1 << number
        self._users = list(users.values())
        self._search = AhoCorasick(list(users)) if users else None

    def possible(self, text: str) -> int:
        """A number whose bit `n` is set when pattern `n` may match somewhere in `text`; linear."""
        found = self._always
        if self._search is not None:
            hits = self._search.find_matches_as_indexes(folded(text), overlapping=True)
            for word in {hit[0] for hit in hits}:
                found |= self._users[word]
        return found

    def candidates(self, text: str) -> Iterator[int]:
        """The numbers of the patterns that may match somewhere in `text`, ascending."""
        possible = self.possible(text)
        while possible:
            yield (possible & -possible).bit_length() - 1
            possible &= possible - 1


class LineSieve:
    """As `Sieve`, for long texts: patterns are sought only in the lines that hold what they need."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """Read off what each pattern needs; linear in their length."""
        self._patterns = tuple(patterns)
        self._whole: list[bool] = []
        users: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            needed = required_literals(pattern) if stays_in_line(pattern) else None
            told = needed is not None and all(len(word.replace(" ", "")) >= _SHORTEST for word in needed)
            self._whole.append(not told)
            for word in needed if told and needed is not None else ():
                users.setdefault(word, []).append(number)
        self._users = list(users.values())
        self._search = AhoCorasick(list(users)) if users else None

    def matches(self, text: str) -> list[Iterator[re.Match[str]]]:
        """For each pattern all its matches in `text`, as `finditer` gives them."""
        lines: list[dict[int, None]] = [{} for _ in self._patterns]
        breaks = [found.start() for found in _BREAK.finditer(text)]
        if self._search is not None:
            for word, start, _ in self._search.find_matches_as_indexes(folded(text), overlapping=True):
                line = bisect_right(breaks, start)
                for number in self._users[word]:
                    lines[number][line] = None
        bounds = [-1, *breaks, len(text)]
        return [
            pattern.finditer(text) if whole else _in_lines(pattern, text, own, bounds)
            for pattern, whole, own in zip(self._patterns, self._whole, lines, strict=True)
        ]


_BREAK = re.compile("\n")


def _in_lines(
    pattern: re.Pattern[str], text: str, lines: dict[int, None], bounds: Sequence[int]
) -> Iterator[re.Match[str]]:
    """The matches within lines; the break behind a line is let in, for what looks ahead."""
    for line in sorted(lines):
        yield from pattern.finditer(text, bounds[line] + 1, min(len(text), bounds[line + 1] + 1))
