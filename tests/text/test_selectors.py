"""Quote selectors find their words again, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Span
from extractors.text.selectors import CONTEXT_CHARS, TextQuote, find_quote, quote_of

STORY = "Halvorsen raised $420 million. Before, it had raised $420 million from others."


def test_words_with_their_surroundings() -> None:
    start = STORY.index("$420")
    quote = quote_of(STORY, Span(start=start, end=start + len("$420 million")))
    assert quote == TextQuote(
        exact="$420 million",
        prefix="Halvorsen raised ",
        suffix=". Before, it had raised $420 mill"[:CONTEXT_CHARS],
    )


def test_the_context_grows_until_the_words_are_alone() -> None:
    text = "raised $420 million. " * 12
    span = Span(start=text.rindex("$420"), end=text.rindex("$420") + 4)
    quote = quote_of(text, span)
    assert find_quote(text, quote) == (span,)


@pytest.mark.parametrize("span", [Span(start=3, end=3), Span(start=0, end=1000)])
def test_a_span_of_no_words_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="no words"):
        quote_of(STORY, span)


@given(st.text(alphabet="ab \n", min_size=1, max_size=200), st.data())
def test_it_finds_its_words_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
    quote = quote_of(text, span)
    assert quote.exact == span.of(text)
    found = find_quote(text, quote)
    assert span in found
    whole = (quote.prefix, quote.suffix) == (text[: span.start], text[span.end :])
    assert found == (span,) or whole
