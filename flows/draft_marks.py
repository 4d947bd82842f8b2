"""The marks that a person names on the command line."""

from __future__ import annotations

from difflib import get_close_matches

from flows.settings import SettingsError
from reports.draft import Mark

NEVER = "never"
_WORDS = {
    "contradict": Mark.CONTRADICTS,
    "newer": Mark.NEWER,
    "disputed": Mark.DISPUTED,
    "one-origin": Mark.ONE_ORIGIN,
    "own": Mark.OWN,
    "unknown": Mark.UNKNOWN,
    "not-compared": Mark.NOT_COMPARED,
    "agree": Mark.AGREES,
}
_SPELLINGS = _WORDS | {str(mark): mark for mark in Mark}


def marks_of(option: str, given: str) -> frozenset[Mark]:
    """The marks that are named, apart by commas or spaces; none for `never`.

    Raises:
        SettingsError: a word that is no mark, or none at all; the message has the nearest.
    """
    words = given.replace(",", " ").split()
    if words == [NEVER]:
        return frozenset()
    if not words:
        raise SettingsError(f"{option} names no mark: it takes {', '.join(_WORDS)}.")
    for word in words:
        if word not in _SPELLINGS:
            near = get_close_matches(word, _SPELLINGS, n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise SettingsError(f"{option}: there is no mark {word!r}.{meant} Marks: {', '.join(_WORDS)}.")
    return frozenset(_SPELLINGS[word] for word in words)
