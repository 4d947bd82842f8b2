"""What is looked up about credits is what asking all of them gives."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from extractors.claims.credits.antecedents import Antecedents
from extractors.claims.credits.index import CreditIndex
from extractors.claims.credits.sources import Source
from extractors.records import Attribution, CreditKind, Span

NAMES = st.sampled_from(["Nimbus AI", "Tern Robotics", "Hollow Corp"])
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(start=pair[0], end=sum(pair)))


@given(st.lists(st.lists(SPANS, max_size=3), max_size=8), SPANS)
def test_credits_that_reach_over_a_place(reaches: list[list[Span]], place: Span) -> None:
    credits = [
        Attribution(kind=CreditKind.COMPANY, name=str(number), span=Span(start=0, end=1), reach=tuple(own))
        for number, own in enumerate(reaches)
    ]
    asked = tuple(credit for credit in credits if any(stretch.contains(place) for stretch in credit.reach))
    assert CreditIndex(credits).over(place) == asked


@given(st.lists(st.tuples(NAMES, st.booleans(), st.booleans()), max_size=12), st.integers(0, 80))
def test_antecedents_before_a_place(rows: list[tuple[str, bool, bool]], place: int) -> None:
    sources = [
        Source(
            span=Span(start=6 * number, end=6 * number + 3),
            sign="company" if is_company else "person",
            name=name,
            prominent=prominent,
        )
        for number, (name, is_company, prominent) in enumerate(rows)
    ]
    before = [source for source in sources if source.sign == "company" and source.span.start < place]
    before = [source for source in before if source.prominent] or before
    count = Counter(source.name for source in before)
    leading = max(before, key=lambda source: (count[source.name], -source.span.start), default=None)
    found = Antecedents(sources, "company")
    assert found.last(place) == (before[-1] if before else None)
    assert found.leading(place) == leading
