"""Page furniture: numbers of a page that nobody states: counters, footnote marks, rows of bare numbers.

What is found here is no figure of the article and becomes no claim. A number that carries a unit or a noun
of its own in a sentence is never furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.records import Quantity, Span

_LONGEST_LABEL = 80  # characters: a counter or a label stands in a line of its own
_NUMBER = r"\d[\d.,]{0,11} ?(?:[KkMm]\b)?"
_COUNTED = (
    r"min(?:ute)?s?\.? read|comments?|views?|shares?|likes?|retweets?|replies|reactions?|claps|upvotes?|"
    r"followers|photos?|images|votes?|ratings?|reviews?|results?|of \d{1,4}"
)
_COUNTER = re.compile(
    rf"\W{{0,4}}(?:{_NUMBER} ?(?:\+ ?)?(?:{_COUNTED})\W{{0,4}}){{1,4}}"
    r"|\W{0,4}(?:comments?|views?|shares?|likes?|score|replies|votes?|page|slide|reading time|read time|"
    r"time to read|tel|phone|fax|call us|call|isbn|rating|photo|image)\W{1,4}\d[\d\W]{0,30}"
    r"(?:[KkMm]\b|(?:min(?:ute)?s?|out of|of) ?\d{0,4})?\W{0,4}",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:accept (?:all )?cookies|uses? cookies|subscribe (?:now|today|for|to)|all rights reserved|"
    r"terms of (?:use|service)|privacy policy|read more|related (?:articles|stories)|click here|"
    r"getty images|photo(?:graph)? by|file photo)\b|©",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)")
_PHONE_TAIL = re.compile(r"\d{3}[ .-]\d{4}(?!\d)")  # what ends each of them, quickly found
_FOOTNOTE = re.compile(r"[(\[]\d{1,3}(?:, ?\d{1,3}|[–-]\d{1,3}){0,6}[)\]]")
_FEWEST_FOOTNOTES = 3  # bracketed numbers that make a page one with footnotes
_FEWEST_IN_ROW = 4  # bare numbers that make a line a row of a table
_TOKEN = re.compile(r"\S+")
_BARE = re.compile(r"[-+]?\d[\d.,:%-]*")


def without_furniture(
    text: str, sentences: Sequence[Span], quantities: Sequence[Quantity], tables: Sequence[Span] = ()
) -> tuple[Quantity, ...]:
    """The quantities of `text` that are no page furniture, in order; linear in the length of the text.

    `sentences`, `quantities` and `tables`, in which rows of bare numbers are wanted, are of `text` and in
    order of place.
    """
    notes = _footnotes(text)
    kept: list[Quantity] = []
    place = 0
    for sentence in sentences:
        if place == len(quantities):
            break
        if quantities[place].span.start >= sentence.end:
            continue
        words = sentence.of(text)
        label, row, phones = _is_label(words), _is_row(words), _phones(words, sentence.start)
        while place < len(quantities) and quantities[place].span.start < sentence.end:
            quantity = quantities[place]
            place += 1
            bare = quantity.unit == "count" and quantity.unit_noun is None
            if label or any(span.overlaps(quantity.span) for span in phones):
                continue
            if bare and (row or _is_in(notes, quantity.span)) and not _is_in(tables, quantity.span):
                continue
            kept.append(quantity)
    return (*kept, *quantities[place:])


def _is_label(words: str) -> bool:
    """Whether a sentence is a counter, a notice or a credit of the page."""
    line = words.strip()
    return len(line) <= _LONGEST_LABEL and bool(_COUNTER.fullmatch(line) or _NOTICE.search(line))


def _is_row(words: str) -> bool:
    """Whether a line is a row of bare numbers; a table in markup has its columns named and is read."""
    tokens = _TOKEN.findall(words)
    bare = sum(1 for token in tokens if _BARE.fullmatch(token))
    return bare >= _FEWEST_IN_ROW and 2 * bare >= len(tokens) and "|" not in words


def _phones(words: str, start: int) -> tuple[Span, ...]:
    found = _PHONE.finditer(words) if _PHONE_TAIL.search(words) else ()
    return tuple(Span(start=start + match.start(), end=start + match.end()) for match in found)


def _is_in(places: Sequence[Span], span: Span) -> bool:
    """Whether one of `places`, which are in order, holds `span`."""
    place = bisect_right(places, span.start, key=lambda held: held.start)
    return place > 0 and places[place - 1].contains(span)


def _footnotes(text: str) -> tuple[Span, ...]:
    """The marks of a page's footnotes, when it has so many bracketed numbers that they are marks."""
    found = [Span(start=match.start(), end=match.end()) for match in _FOOTNOTE.finditer(text)]
    return tuple(found) if len(found) >= _FEWEST_FOOTNOTES else ()
