"""Texts whose lines somebody broke to fit a screen: a figure must not end with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WRAPPED = 50
_BREAKS_OFF = re.compile(r"[\w,$€£%)(’'-]\s*$")
_NO_PROSE = re.compile(r"\s*(?:#{1,6}\s|[-*+>|•]|\d{1,3}[.)]\s|```|~~~|={3,}|\w{1,20}:\s)|.*\|.*\|")


def unwrapped(text: str, *, markdown: bool) -> str:
    """The text with the lines of a paragraph on one line: a break within one becomes a space.

    Every place stays where it was. With `markdown` a paragraph ends with an empty line. Else each line may be
    one: lines are joined where one breaks off within a sentence and is about as long as others are, in a
    stretch of lines of which at least one goes on with a small letter, as none after a headline does.
    """
    lines = text.split("\n")
    front = len(lines) and lines[0].rstrip() == "---"
    breaks: list[bool] = []  # after each line: whether the break stays
    stretch: list[int] = []
    for number, line in enumerate(lines[:-1]):
        breaks.append(True)
        if front:  # its fields are lines
            front = number == 0 or line.rstrip() != "---"
        elif _is_prose(line) and _is_prose(lines[number + 1]):
            stretch.append(number)
            continue
        _join(stretch, lines, breaks, markdown=markdown)
        stretch = []
    _join(stretch, lines, breaks, markdown=markdown)
    joined = [
        part for line, stays in zip(lines, breaks, strict=False) for part in (line, "\n" if stays else " ")
    ]
    return "".join((*joined, lines[-1]))


def _join(stretch: Sequence[int], lines: Sequence[str], breaks: list[bool], *, markdown: bool) -> None:
    """Undo the breaks after the lines of a stretch, where somebody made them to fit a screen."""
    inside = [n for n in stretch if not lines[n].endswith("  ")]
    if not markdown:
        inside = [n for n in inside if len(lines[n]) >= _WRAPPED and _BREAKS_OFF.search(lines[n])]
        if not any(lines[n + 1].lstrip()[:1].islower() for n in inside):
            return
    for number in inside:
        breaks[number] = False


def _is_prose(line: str) -> bool:
    """Whether a line may be part of a paragraph: no empty line, heading, list, quotation, table or label."""
    return bool(line.strip()) and _NO_PROSE.match(line) is None
