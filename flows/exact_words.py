"""Quotations of claims: the sentence, the place of its figure, and a link that opens the page there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.records import Span
from extractors.text.fragments import fragment_of
from reports.digest import Quotation
from warehouse import Published
from warehouse.kin_rows import HeldPage
from warehouse.site_rows import SiteWords


def pages_of(published: Published, rows: Sequence[SiteWords]) -> dict[str, HeldPage]:
    """The articles of some claims with their texts, by their ids."""
    ids = sorted({row.article_id for row in rows})
    return {page.article_id: page for page in published.rows(HeldPage, article_ids=ids)} if ids else {}


def quotation_of(row: SiteWords, pages: Mapping[str, HeldPage]) -> Quotation:
    """The sentence of a claim, with the place of its value in it."""
    start = _place(row)
    return Quotation(
        outlet=row.outlet,
        published=row.published,
        sentence=row.sentence,
        start=start,
        end=start + len(row.value) if start is not None and row.value else None,
        link=_link(row, pages[row.article_id]),
    )


def _place(row: SiteWords) -> int | None:
    if not row.value or row.value == row.sentence:  # a quotation is all figure: nothing to mark
        return None
    start = row.value_start
    if start is not None and start >= 0 and row.sentence[start : start + len(row.value)] == row.value:
        return start
    place = row.sentence.find(row.value)
    return place if place >= 0 else None


def _link(row: SiteWords, page: HeldPage) -> str | None:
    if not page.url.startswith(("http://", "https://")):
        return None
    if row.start_char is None or row.end_char is None or not row.start_char < row.end_char <= len(page.text):
        return page.url
    span = Span(start=row.start_char, end=row.end_char)
    if not span.of(page.text).strip():
        return page.url
    return fragment_of(page.text, span, (page.title,) if page.title else ()).link(page.url)
