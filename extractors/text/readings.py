"""What a number was found to measure, and the words that follow it."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.text.shadow import Shadow

COUNT = "count"
NOUN_RUN = 6
_WORD = re.compile(r"([ -]?)([^\W\d_](?:[\w&]|['./-](?=[^\W_]))*)")


class Reading(NamedTuple):
    """The unit of a number: where the whole value ends once the unit is part of it.

    `factor` turns the printed number into the unit (cents into dollars), `noun` is the printed unit noun,
    singular. `dimension` is that of the unit lexicon, `currency`, or empty for a count.
    """

    unit: str
    noun: str | None
    end: int
    dimension: str
    ambiguous: tuple[str, ...] = ()
    minor: bool = False
    divide: int = 1


class Word(NamedTuple):
    """A word after a number: lower case, at `[start, end)`, `joint` the space or hyphen before it."""

    low: str
    start: int
    end: int
    joint: str


NOTHING = Reading(COUNT, None, -1, "")


def words_after(shadow: Shadow, end: int, limit: int = NOUN_RUN) -> list[Word]:
    """The words that follow `end` with nothing but a space or a hyphen before each, at most `limit`."""
    found: list[Word] = []
    place = end
    while len(found) < limit:
        match = _WORD.match(shadow.low, place)
        if match is None or (not match.group(1) and found):
            break
        found.append(Word(match.group(2), match.start(2), match.end(), match.group(1)))
        place = match.end()
    return found
