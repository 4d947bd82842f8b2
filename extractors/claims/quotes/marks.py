"""Quotation marks to stretches of quoted words, paragraph by paragraph.

Marks in the wild are straight or curly, mixed within one pair, left open, or the same sign as an
apostrophe. Double marks are paired by a small state machine, single ones by looking the first fitting
closing mark up in a list, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

from extractors.records import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[\"“”„‟«»]|``|''|&quot;")
_ANY = re.compile(r"[\"“”„‟«»'‘’‚‛′`]|&quot;")
_SINGLE = re.compile(r"['‘’‚‛′]")
_OPENERS = "“„‟"
_ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
_AND = re.compile(r"['‘’](?<=[\s(].)n['‘’](?=\s)")  # rock 'n' roll
_DROPPED_G = re.compile(r"[a-z]in")
_MAX_WORDS = 6_000  # characters between two marks beyond which the pair is taken for a slip
_MAX_MARKS = 400  # in one paragraph; beyond it the paragraph is code, data or an attack, never speech
_RUNS_ON = re.compile(r"(?:\S+\s+){3}\S")  # fewer words than these do not run on into a next paragraph
_BEFORE_OPEN = " \t\u00a0([{—–-/:>*_|\"“‘'„«"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words between quotation marks.

    `words` is the stretch between the marks, `outer` includes them. `single` says which kind of mark
    it was. `open_end` is set when the closing mark is missing because the quotation runs on into the next
    paragraph, whose own opening mark starts the next part. `is_bare` says that there are no marks at all.
    """

    words: Span
    outer: Span
    single: bool
    open_end: bool = False
    is_bare: bool = False


def find_marked(text: str) -> tuple[Marked, ...]:
    """All quoted stretches of `text` in order of place; nested ones are part of the outer one."""
    found: list[Marked] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for place, paragraph in enumerate(paragraphs):
        start, end = paragraph.span()
        if not _ANY.search(text, start, end) or _too_many(text, start, end):
            continue
        following = paragraphs[place + 1].group() if place + 1 < len(paragraphs) else ""
        doubles = _double_pairs(text, start, end, runs_on=_opens(following))
        singles = _single_pairs(text, start, end)
        found += _outermost(text, doubles, singles)
    return tuple(found)


def _too_many(text: str, start: int, end: int) -> bool:
    if end - start <= _MAX_MARKS:
        return False
    return sum(1 for _ in islice(_ANY.finditer(text, start, end), _MAX_MARKS + 1)) > _MAX_MARKS


def _opens(paragraph: str) -> bool:
    return paragraph.lstrip(" \t\u00a0>*_")[:1] in ('"', "“", "„", "«")


def _double_pairs(text: str, start: int, end: int, *, runs_on: bool) -> list[Marked]:
    pairs: list[Marked] = []
    opened: tuple[int, int] | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        at, after = mark.span()
        if _is_markup(text, at, start) or _is_inner(text, mark, opened, end):
            continue
        role = _double_role(text, mark, Span(start=start, end=end), is_open=opened is not None)
        if role == "open" or opened is None:
            if role != "close":
                opened = (at, after)
        else:
            _add(pairs, text, opened, (at, after), single=False)
            opened = None
    if opened is not None and runs_on and not text[start : opened[0]].strip(" \t\u00a0>*_"):
        words = _trim(text, opened[1], end)
        if words is not None and _RUNS_ON.match(text, words.start, words.end):
            pairs.append(
                Marked(words=words, outer=Span(start=opened[0], end=end), single=False, open_end=True)
            )
    return pairs


def _double_role(text: str, found: re.Match[str], paragraph: Span, *, is_open: bool) -> str:
    """Whether a double mark opens or closes: by its shape, else by the space around it."""
    mark = found.group()
    before = text[found.start() - 1] if found.start() > paragraph.start else " "
    behind = text[found.end()] if found.end() < paragraph.end else " "
    if mark in ("„", "‟", "«", "``"):
        return "open"
    if mark in ("»", "''"):
        return "close"
    spaced_before = before in _BEFORE_OPEN
    if mark == "“":  # also the closing mark of German pairs, and a typist's slip
        closes = is_open and not spaced_before and not behind.isalnum()
        return "close" if closes else "open"
    if mark == "”":
        opens = not is_open and spaced_before and behind.isalnum()
        return "open" if opens else "close"
    if spaced_before and not behind.isspace():
        # '... said. "Then' opens anew; 'and "' at the end of a stretch that is open closes it
        return "open" if not is_open or behind.isalnum() or before in " \t\u00a0(" else "close"
    return "close" if is_open or behind.isspace() else "open"


def _is_inner(text: str, mark: re.Match[str], opened: tuple[int, int] | None, end: int) -> bool:
    """Whether, between straight marks, a curly one opens or closes a quotation within, or one is inches."""
    if opened is None or text[opened[0]] != '"':
        return False
    if mark.group() == "“":
        return text.find("”", mark.end(), end) >= 0 and text.find('"', mark.end(), end) >= 0
    if mark.group() == "”":
        return text.rfind("“", opened[1], mark.start()) >= 0
    later = text.find('"', mark.end(), end)
    is_inch = text[mark.start() - 1].isdigit() and text[mark.end() : mark.end() + 1] == " "
    return is_inch and later >= 0 and text[later - 1] in ".,!?"


def _is_markup(text: str, at: int, start: int) -> bool:
    """Whether a mark belongs to code or an attribute (`src="…"`), or stands for inches (`27"`)."""
    if text[at - 1 : at] == "=" and at > start:
        return True
    return text[at - 2 : at - 1] == "\\" and at - 1 > start


def _single_pairs(text: str, start: int, end: int) -> list[Marked]:
    opening: list[int] = []
    strong: list[int] = []
    weak: list[int] = []
    elided = {at for found in _AND.finditer(text, start, end) for at in (found.start(), found.end() - 1)}
    for mark in _SINGLE.finditer(text, start, end):
        at = mark.start()
        before = text[at - 1] if at > start else " "
        behind = text[at + 1] if at + 1 < end else " "
        if (before.isalnum() and behind.isalnum()) or at in elided:
            continue
        if not before.isalnum() and before not in ".,!?…" and (behind.isalnum() or behind in '$€£“"[(….'):
            if not _ELISION.match(text, at + 1) and before != "=":
                opening.append(at)
        elif not before.isspace() and not behind.isalnum() and mark.group() != "‘":
            may_own = before in "sSzZ" or _DROPPED_G.fullmatch(
                text, at - 3, at
            )  # "the lads' rate", "goin' home"
            goes_on = behind == " " and text[at + 2 : at + 3].islower()
            (weak if may_own and goes_on else strong).append(at)
    pairs: list[Marked] = []
    free = start
    for at in opening:
        if at < free:
            continue
        close = _first_after(strong, at)
        if close is None:
            close = _first_after(weak, at)
        if close is not None and _add(pairs, text, (at, at + 1), (close, close + 1), single=True):
            free = close + 1
    return pairs


def _first_after(places: list[int], at: int) -> int | None:
    index = bisect_left(places, at + 2)
    return places[index] if index < len(places) else None


def _add(
    pairs: list[Marked], text: str, opened: tuple[int, int], closed: tuple[int, int], *, single: bool
) -> bool:
    words = _trim(text, opened[1], closed[0])
    if words is None or words.end - words.start > _MAX_WORDS:
        return False
    pairs.append(Marked(words=words, outer=Span(start=opened[0], end=closed[1]), single=single))
    return True


def _trim(text: str, start: int, end: int) -> Span | None:
    """The words without the space at both ends and without the comma that hands over to "he said"."""
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_,"):
        end -= 1
    has_word = any(character.isalnum() for character in text[start:end])
    return Span(start=start, end=end) if has_word else None


def _outermost(text: str, doubles: list[Marked], singles: list[Marked]) -> list[Marked]:
    """Both kinds merged: nested pairs dropped, and of two that cross the double one is kept."""
    starts = [double.outer.start for double in doubles]
    kept_singles: list[Marked] = []
    swallowed: set[int] = set()
    for single in singles:
        first = bisect_left(starts, single.outer.start)
        if first and doubles[first - 1].outer.end > single.outer.start:
            continue  # nested in a double pair, or crossing one
        last = bisect_left(starts, single.outer.end)
        inner = range(first, last)
        if not inner:
            kept_singles.append(single)
        elif doubles[last - 1].outer.end < single.outer.end and _is_sure(text, single):
            kept_singles.append(single)
            swallowed.update(inner)
    kept = [double for place, double in enumerate(doubles) if place not in swallowed]
    return sorted(kept + kept_singles, key=lambda marked: marked.outer)


def _is_sure(text: str, single: Marked) -> bool:
    """Whether a single pair that holds a double one is a quotation and not two stray apostrophes."""
    return text[single.outer.start] == "‘" or text[single.outer.end - 2] in ".,!?…"
