"""Sentences with choices: `{a|b}` is one of two wordings, `<town>` a name of the story, `<V>` its figure.

A sentence keeps which wording it chose. A copy keeps the choices, a rewrite makes some of them anew: so the
text of an article and that of its source share what news copies share, and differ where those differ.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_TOKEN = re.compile(r"[{}|]|<\w+>|[^{}|<]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several wordings, each a row of parts; `place` is its index among the choices of a sentence."""

    place: int
    options: tuple[tuple[str | Choice, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A sentence with choices. `widths` says of each choice how many options it has."""

    parts: tuple[str | Choice, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence as one article prints it.

    `fact` names the fact it tells, `words` its figure as printed. Copies leave as it is what `is_spoken`.
    """

    pattern: Pattern
    choices: tuple[int, ...]
    names: Mapping[str, str]
    fact: str | None = None
    words: str = ""
    is_spoken: bool = False

    def text(self) -> str:
        """The sentence with a capital at its head."""
        printed = "".join(_printed(self.pattern.parts, self)).strip()
        head = next((n for n, char in enumerate(printed) if char.isalnum()), 0)
        return printed[:head] + printed[head : head + 1].upper() + printed[head + 1 :]

    def reworded(self, rand: random.Random, rate: float) -> Line:
        """The sentence with this share of its choices made anew; the same when it is spoken."""
        return self if self.is_spoken else self.turned(rand, rate)

    def turned(self, rand: random.Random, rate: float) -> Line:
        """The sentence with this share of its choices made anew, spoken or not."""
        widths = self.pattern.widths
        choices = tuple(
            rand.randrange(width) if rand.random() < rate else old
            for old, width in zip(self.choices, widths, strict=True)
        )
        return replace(self, choices=choices)


def line_of(
    pattern: Pattern, names: Mapping[str, str], rand: random.Random, fact: str | None = None, words: str = ""
) -> Line:
    """A sentence of this pattern with choices drawn at random."""
    choices = tuple(map(rand.randrange, pattern.widths))
    return Line(pattern=pattern, choices=choices, names=names, fact=fact, words=words)


def parse_pattern(text: str) -> Pattern:
    """The pattern that a text with braces spells.

    Raises:
        ValueError: braces that do not match.
    """
    tokens = _TOKEN.findall(text)
    widths: list[int] = []
    place = 0

    def row() -> tuple[str | Choice, ...]:
        nonlocal place
        parts: list[str | Choice] = []
        while place < len(tokens) and tokens[place] not in "|}":
            token = tokens[place]
            place += 1
            parts.append(choice() if token == "{" else token)
        return tuple(parts)

    def choice() -> Choice:
        nonlocal place
        number = len(widths)
        widths.append(0)
        options = [row()]
        while place < len(tokens) and tokens[place] == "|":
            place += 1
            options.append(row())
        if place == len(tokens):
            raise ValueError(f"a brace is not closed: {text}")
        place += 1
        widths[number] = len(options)
        return Choice(number, tuple(options))

    parts = row()
    if place < len(tokens):
        raise ValueError(f"a brace is not opened: {text}")
    return Pattern(parts=parts, widths=tuple(widths))


def _printed(parts: tuple[str | Choice, ...], line: Line) -> list[str]:
    found: list[str] = []
    for part in parts:
        if isinstance(part, Choice):
            found += _printed(part.options[line.choices[part.place]], line)
        elif part == "<V>":
            found.append(line.words)
        elif part[0] == "<":
            found.append(line.names[part[1:-1]])
        else:
            found.append(part)
    return found
