"""Quotations as credits: what stands between the marks is its speaker's word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.claims.quotes.quotations import FoundQuote
from extractors.lexicon.entities import Entities
from extractors.records import Attribution, CreditKind, Span

_ORGANISATIONS = ("company", "investor", "institution", "outlet")


def quoted_credits(quotes: Sequence[FoundQuote], entities: Entities) -> Iterator[Attribution]:
    """A credit for each quotation with a speaker, which vouches for the words between the marks."""
    for quote in quotes:
        if quote.speaker is None:
            continue
        known = entities.resolve(quote.speaker)
        is_person = known is None or str(known.kind) not in _ORGANISATIONS
        start = quote.words_span.start
        yield Attribution(
            kind=CreditKind.PERSON if is_person else CreditKind.COMPANY,
            name=quote.speaker,
            span=Span(start=start, end=start),
            reach=(quote.words_span,),
        )
