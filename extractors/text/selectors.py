"""Selectors that find exact words in a text again: the words themselves, and what stands around them.

`TextQuote` is the TextQuoteSelector of the W3C's Web Annotation Data Model (2017, section 4.2.4): the exact
words with the words before and after. It holds where offsets do not: on a page that was fetched anew, in a
text that was cleaned in another way.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.records import Span

CONTEXT_CHARS = 32
"""Code points of context on either side; as many more as it takes to tell the words from their like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuote:
    """Exact words of a text, with what stands directly before and after them."""

    exact: str
    prefix: str
    suffix: str


def quote_of(text: str, span: Span) -> TextQuote:
    """The selector of a span: with so much context that the text has no other place like it.

    Args:
        text: The text.
        span: The words; not empty.

    Raises:
        ValueError: the span is empty or reaches beyond the text.
    """
    if not span.start < span.end <= len(text):
        raise ValueError(f"no words of the text: {span}")
    size = CONTEXT_CHARS
    while True:
        quote = TextQuote(
            exact=span.of(text),
            prefix=text[max(0, span.start - size) : span.start],
            suffix=text[span.end : span.end + size],
        )
        whole = span.start <= size and len(text) - span.end <= size
        if whole or len(find_quote(text, quote)) == 1:
            return quote
        size *= 2


def find_quote(text: str, quote: TextQuote) -> tuple[Span, ...]:
    """Every place of a text that a selector selects, in order, overlapping ones included."""
    words = quote.prefix + quote.exact + quote.suffix
    found: list[Span] = []
    place = text.find(words)
    while place >= 0 and quote.exact:
        start = place + len(quote.prefix)
        found.append(Span(start=start, end=start + len(quote.exact)))
        place = text.find(words, place + 1)
    return tuple(found)
