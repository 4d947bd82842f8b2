"""Quotations as credits: what stands between the marks is its speaker's word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.claims.credits.index import CreditIndex
from extractors.claims.credits.reach import credit_for
from extractors.claims.quotes.quotations import FoundQuote
from extractors.lexicon.entities import Entities
from extractors.records import Attribution, CreditKind, Span

_BY_CREDIT = 0.5
_ORGANISATIONS = ("company", "investor", "institution", "outlet")


def with_credited(quotes: Sequence[FoundQuote], credits: CreditIndex) -> tuple[FoundQuote, ...]:
    """The quotations, those without a speaker under the person whose word a credit says that they are."""
    return tuple(_credited(quote, credits) if quote.speaker is None else quote for quote in quotes)


def _credited(quote: FoundQuote, credits: CreditIndex) -> FoundQuote:
    credit = credit_for(quote.words_span, credits.over(quote.words_span))
    if credit is None or credit.kind is not CreditKind.PERSON:
        return quote
    return replace(quote, speaker=credit.name, confidence=_BY_CREDIT)


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
