"""Links that open a page at exact words: `https://post.example/a#:~:text=raised%20%246.6%20billion`.

As the specification "URL Fragment Text Directives" (Web Incubator Community Group, draft report) has it:
`#:~:text=[prefix-,]start[,end][,-suffix]`. A browser scrolls to the first place that fits, ignoring letter
case and accents, between word boundaries, with any white space for white space. `start` alone must lie within
one paragraph; longer stretches are told by where they start and end. Within the parts `-`, `,` and `&` have a
meaning, so they are percent-encoded, as is all that a fragment may not hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from extractors.records import Span

LONGEST_START = 200
"""Code points that are told word for word; of a longer stretch the first and the last words."""

_END_WORDS = 6
_CONTEXT_WORDS = 24
_DELIMITER = ":~:"
_DIRECTIVE = "text="
_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"\S*\w\S*")
_BREAK = re.compile(r"\s*[\n\r\u2028\u2029]\s*")
_INNER = frozenset(".,'’:·_")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDirective:
    """What a text fragment looks for: words, or a stretch from `start` to `end`, with what stands around."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A directive for a place of a text. `is_unique` is false where the text has more places just like it."""

    directive: TextDirective
    is_unique: bool

    def link(self, url: str) -> str:
        """`url` with the directive, after a fragment that it may have; a directive it has is replaced."""
        base = url.partition(_DELIMITER)[0]
        return f"{base}{'' if '#' in base else '#'}{_DELIMITER}{_DIRECTIVE}{encode(self.directive)}"


def encode(directive: TextDirective) -> str:
    """The value of `text=` for a directive."""
    parts = [f"{_encoded(directive.prefix)}-"] if directive.prefix else []
    parts.append(_encoded(directive.start))
    parts += [_encoded(directive.end)] if directive.end else []
    parts += [f"-{_encoded(directive.suffix)}"] if directive.suffix else []
    return ",".join(parts)


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def decode(url: str) -> TextDirective | None:
    """The directive of a link, `None` when it has none that can be understood."""
    _, found, directives = url.partition(_DELIMITER)
    values = [each.removeprefix(_DIRECTIVE) for each in directives.split("&") if each.startswith(_DIRECTIVE)]
    if not found or not values:
        return None
    parts = values[0].split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts and parts[-1].startswith("-") else ""
    if not 1 <= len(parts) <= 2 or not all(parts):
        return None
    start, end = parts[0], parts[1] if len(parts) == 2 else ""
    return TextDirective(
        start=unquote(start), end=unquote(end), prefix=unquote(prefix), suffix=unquote(suffix)
    )


def fragment_of(text: str, span: Span, elsewhere: Sequence[str] = ()) -> Fragment:
    """The fragment that opens the words of a span, with no more context than it takes to find them alone.

    Args:
        text: The text of the article.
        span: The words; widened to whole words, since browsers find no parts of words.
        elsewhere: Further words that stand on the page before the text, such as its headline.

    Raises:
        ValueError: the span holds no words of the text.
    """
    whole = _whole_words(text, span)
    if not whole.of(text):
        raise ValueError(f"no words of the text: {span}")
    start, end = _start_and_end(text, whole)
    pages = [*(_folded(each) for each in elsewhere if each), _folded(text)]
    for prefix, suffix in _contexts(text, whole):
        directive = TextDirective(start=start, end=end, prefix=prefix, suffix=suffix)
        if sum(len(_find(page, directive, 2)) for page in pages) == 1:
            return Fragment(directive=directive, is_unique=True)
    return Fragment(directive=directive, is_unique=False)


def find_fragment(text: str, directive: TextDirective) -> tuple[Span, ...]:
    """The places of a text that a directive fits, in order; a browser opens the first."""
    return tuple(_find(_folded(text), directive, None))


def _whole_words(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and start > 0 and _joins(text, start):
        start -= 1
    while start < end and end < len(text) and _joins(text, end):
        end += 1
    return Span(start=start, end=end)


def _joins(text: str, place: int) -> bool:
    """Whether a word goes on at a place: letters and digits, and the point in `6.6` (after UAX #29)."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if not before or not after:
        return False
    if _is_word(before) and _is_word(after):
        return True
    if after in _INNER:
        return _is_word(before) and _is_word(text[place + 1 : place + 2])
    return before in _INNER and _is_word(after) and _is_word(text[place - 2 : place - 1])


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or (sign != "" and unicodedata.combining(sign) != 0)


def _start_and_end(text: str, span: Span) -> tuple[str, str]:
    """The words as they are, or of a long stretch or one of several paragraphs the first and last ones."""
    words = span.of(text)
    paragraphs = _BREAK.split(words)
    if len(paragraphs) == 1 and len(words) <= LONGEST_START:
        return words, ""
    first = list(_PIECE.finditer(paragraphs[0]))[:_END_WORDS]
    last = list(_PIECE.finditer(paragraphs[-1]))[-_END_WORDS:]
    return paragraphs[0][: first[-1].end()], paragraphs[-1][last[0].start() :]


def _contexts(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Words before and after a span, from none to many, a word more on one side each time.

    All of one paragraph: its own, or the next to it where the span fills its own to that side.
    """
    before = _reversed_starts(text, span.start)
    after = [found.end() for found in _WORD.finditer(_paragraph(text[span.end :].lstrip()))]
    offset = len(text) - len(text[span.end :].lstrip())
    steps = [(0, 0)]
    while steps[-1] != (len(before), len(after)) and len(steps) <= 2 * _CONTEXT_WORDS:
        left, right = steps[-1]
        longer = left < len(before) and (left <= right or right == len(after))
        steps.append((left + 1, right) if longer else (left, right + 1))
    for left, right in steps:
        prefix = text[before[left - 1] : span.start].rstrip() if left else ""
        suffix = text[offset : offset + after[right - 1]] if right else ""
        yield prefix, suffix


def _reversed_starts(text: str, end: int) -> list[int]:
    """Where the words before a place begin, the nearest first, within one paragraph."""
    head = text[:end].rstrip()
    start = max(map(head.rfind, "\n\r\u2028\u2029")) + 1
    return [start + found.start() for found in _WORD.finditer(head[start:])][::-1]


def _paragraph(text: str) -> str:
    return _BREAK.split(text, maxsplit=1)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A text as a browser compares it; `places` maps each of its signs, and its end, to the text."""

    text: str
    places: tuple[int, ...]


@lru_cache(maxsize=64)
def _folded(text: str) -> _Page:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in _fold_sign(sign):
            if plain in " \n" and signs and signs[-1] in " \n":
                signs[-1] = "\n" if "\n" in (plain, signs[-1]) else " "
                continue
            signs.append(plain)
            places.append(place)
    return _Page(text="".join(signs), places=(*places, len(text)))


@lru_cache(maxsize=8192)
def _fold_sign(sign: str) -> str:
    if sign.isspace():
        return "\n" if sign in "\n\r\u2028\u2029" else " "
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    plain = "".join(each for each in bare if not unicodedata.combining(each) and not each.isspace())
    return plain or ("" if unicodedata.combining(sign) else sign)  # a macron alone is a sign of its own


def _find(page: _Page, directive: TextDirective, most: int | None) -> list[Span]:
    """The places that fit, up to `most` of them, by the specification's "find a range from a directive"."""
    prefix, start, end, suffix = (
        _folded(part).text for part in (directive.prefix, directive.start, directive.end, directive.suffix)
    )
    found: list[Span] = []
    if not start:
        return found
    for place in _starts(page.text, prefix, start):
        stop = _stop(page.text, place + len(start), end, suffix)
        if stop is not None:
            found.append(Span(start=page.places[place], end=page.places[stop]))
            if most is not None and len(found) >= most:
                break
    return found


def _starts(text: str, prefix: str, start: str) -> Iterator[int]:
    first = prefix or start
    place = text.find(first)
    while place >= 0:
        if not _joins(text, place):
            at = _after_space(text, place + len(prefix)) if prefix else place
            if text.startswith(start, at):
                yield at
        place = text.find(first, place + 1)


def _stop(text: str, place: int, end: str, suffix: str) -> int | None:
    """Where a match that starts before `place` ends, `None` when what must follow does not."""
    if not end:
        return place if _is_followed(text, place, suffix) else None
    if _joins(text, place):
        return None
    at = text.find(end, place)
    while at >= 0:
        if not _joins(text, at) and _is_followed(text, at + len(end), suffix):
            return at + len(end)
        at = text.find(end, at + 1)
    return None


def _is_followed(text: str, place: int, suffix: str) -> bool:
    if not suffix:
        return not _joins(text, place)
    at = _after_space(text, place)
    return text.startswith(suffix, at) and not _joins(text, at + len(suffix))


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place
