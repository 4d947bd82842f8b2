"""Long sentences made short for a letter: the words around the figure, and where it then stands."""

from __future__ import annotations

MOST_LETTERS = 480
"""Code points of an excerpt. A letter whose HTML goes over 102 kB is cut off by Gmail."""

_GAP = "… "


def excerpt(
    sentence: str, start: int | None = None, end: int | None = None
) -> tuple[str, int | None, int | None]:
    """At most about `MOST_LETTERS` of a sentence around `[start, end)`, cut at spaces, and the place in it.

    Without a place, or with one that is longer itself, the beginning.
    """
    if len(sentence) <= MOST_LETTERS:
        return sentence, start, end
    if start is None or end is None or end - start > MOST_LETTERS:
        return _until(sentence, MOST_LETTERS) + " …", None, None
    first = max(0, min(start - (MOST_LETTERS - (end - start)) // 2, len(sentence) - MOST_LETTERS))
    if first > 0:
        space = sentence.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    last = first + MOST_LETTERS
    kept = (
        sentence[first:]
        if last >= len(sentence)
        else sentence[first : _last_space(sentence, end, last)] + " …"
    )
    before = _GAP if first else ""
    return before + kept, start - first + len(before), end - first + len(before)


def _until(sentence: str, last: int) -> str:
    return sentence[: _last_space(sentence, 1, last)]


def _last_space(sentence: str, first: int, last: int) -> int:
    space = sentence.rfind(" ", first, last + 1)
    return space if space > 0 else last
