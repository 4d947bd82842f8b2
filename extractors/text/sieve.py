"""Many regular expressions over one text: which of them need be tried at all, and in which lines.

One pass of an automaton finds the literals that the expressions cannot match without (`literals.py`); an
expression none of whose literals occurs is passed over. The answer is never other than that of trying all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import reduce
from operator import or_

from ahocorasick_rs import AhoCorasick

from extractors.text.expressions import Written
from extractors.text.literals import folded, required_literals, stays_in_line

Required = Callable[[Written], Sequence[frozenset[str]]]
"""What tells the sets of literals of each of which every match of a pattern holds one."""

_SETS = 3  # sets of literals a pattern is asked for
_AT_ONCE = 50_000  # characters, and what is left of their last line


class WrittenSieve:
    """A fixed list of expressions, held against one text after another; they go by their place in it."""

    def __init__(self, patterns: Sequence[Written], required: Required = required_literals) -> None:
        """Read off what each expression needs, by `required`; linear in their length. None is compiled."""
        self._needs = _Needs(patterns, required)

    def possible(self, text: str) -> int:
        """A number whose bit `n` is set when pattern `n` may match somewhere in `text`; linear."""
        return self._needs.met({word for word, _, _ in self._needs.hits(text)})

    def candidates(self, text: str) -> Iterator[int]:
        """The numbers of the patterns that may match somewhere in `text`, ascending."""
        return _bits(self.possible(text))


class Sieve(WrittenSieve):
    """As `WrittenSieve`, of compiled patterns, which it holds."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], required: Required = required_literals) -> None:
        super().__init__(patterns, required)
        self.patterns = tuple(patterns)


class LineSieve:
    """As `Sieve`, for long texts: patterns are sought only in the lines that hold what they need.

    A pattern that can match over several lines is sought in the whole text, if that holds what it needs.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """Read off what each pattern needs; linear in their length."""
        self._patterns = tuple(patterns)
        self._lined = tuple(
            stays_in_line(pattern) and bool(required_literals(pattern)) for pattern in patterns
        )
        self._needs = _Needs(patterns, required_literals)

    def matches(self, text: str) -> list[Iterator[re.Match[str]]]:
        """For each pattern all its matches in `text`, as `finditer` gives them."""
        lines: list[list[tuple[int, int]]] = [[] for _ in self._patterns]
        every: set[int] = set()
        for line, words in self._held(text):
            every |= words
            for number in _bits(self._needs.met(words)):
                lines[number].append(line)
        possible = self._needs.met(every)
        return [
            _in_lines(pattern, text, lines[number])
            if self._lined[number]
            else pattern.finditer(text)
            if possible >> number & 1
            else iter(())
            for number, pattern in enumerate(self._patterns)
        ]

    def _held(self, text: str) -> Iterator[tuple[tuple[int, int], set[int]]]:
        """The lines that hold literals, in order, with these; no literal goes over a line's end.

        Looked for in a few lines at a time, since there are many of them in a long text.
        """
        begin = 0
        while begin < len(text):
            end = _line_end(text, begin + _AT_ONCE)
            line, words = (begin, begin), set[int]()
            for word, behind, _ in self._needs.hits(text[begin:end]):
                place = begin + behind
                if place >= line[1]:
                    if words:
                        yield line, words
                    line, words = (text.rfind("\n", begin, place) + 1 or begin, _line_end(text, place)), set()
                words.add(word)
            if words:
                yield line, words
            begin = end + 1


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


class _Needs:
    """What patterns need, as an automaton of all their literals and, for each, whose need it meets."""

    def __init__(self, patterns: Sequence[Written], required: Required) -> None:
        asked = [tuple(required(pattern))[:_SETS] for pattern in patterns]
        words = sorted({word for sets in asked for own in sets for word in own})
        number_of = {word: number for number, word in enumerate(words)}
        # Of each rank of sets: the patterns that ask for none, and for each literal those it satisfies.
        free = [0] * _SETS
        satisfied = [[0] * len(words) for _ in range(_SETS)]
        for place, sets in enumerate(asked):
            for rank in range(_SETS):
                if rank >= len(sets):
                    free[rank] |= 1 << place
                    continue
                for word in sets[rank]:
                    satisfied[rank][number_of[word]] |= 1 << place
        self._ranks = tuple(zip(free, satisfied, strict=True))
        self._search = AhoCorasick(words) if words else None

    def hits(self, text: str) -> Sequence[tuple[int, int, int]]:
        """The literals in a text: number, start and end; linear."""
        return self._search.find_matches_as_indexes(folded(text), overlapping=True) if self._search else ()

    def met(self, words: Collection[int]) -> int:
        """The bits of the patterns all of whose needs the literals `words` meet."""
        every = -1
        for free, satisfied in self._ranks:
            every &= reduce(or_, map(satisfied.__getitem__, words), free)
            if not every:
                break
        return every


def _bits(number: int) -> Iterator[int]:
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _in_lines(
    pattern: re.Pattern[str], text: str, lines: Sequence[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches within lines; the break behind a line is let in, for what looks ahead."""
    for start, end in lines:
        yield from pattern.finditer(text, start, min(len(text), end + 1))
