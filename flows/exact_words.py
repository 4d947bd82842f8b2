"""Quotations of claims: the sentence, the place of its figure, and a link that opens the page there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from extractors.records import Span
from extractors.text.fragments import fragment_of
from reports.digest import Quotation
from reports.digest_words import outlet_of
from warehouse import Published
from warehouse.kin_rows import HeldPage
from warehouse.rows import value_place
from warehouse.site_rows import SiteWords

_WORD = re.compile(r"\w[\w'’-]{0,60}")


def pages_of(published: Published, rows: Sequence[SiteWords]) -> dict[str, HeldPage]:
    """The articles of some claims with their texts, by their ids."""
    ids = sorted({row.article_id for row in rows})
    return {page.article_id: page for page in published.rows(HeldPage, article_ids=ids)} if ids else {}


def quotation_of(row: SiteWords, pages: Mapping[str, HeldPage]) -> Quotation:
    """The sentence of a claim, with the place of its value in it."""
    is_marked = row.value != row.sentence  # a quotation is all figure: nothing to mark
    start = value_place(row.sentence, row.value, row.value_start) if is_marked else None
    return Quotation(
        outlet=outlet_of(row.outlet, row.url),
        published=row.published,
        sentence=row.sentence,
        start=start,
        end=start + len(row.value) if start is not None and row.value else None,
        link=link_to(pages[row.article_id], row.start_char, row.end_char),
    )


def link_to(page: HeldPage, start: int | None, end: int | None) -> str | None:
    """The page, opened at these code points where its text is held; `None` for what is not on the web."""
    if not page.url.startswith(("http://", "https://")):
        return None
    if start is None or end is None or not start < end <= len(page.text):
        return page.url
    span = Span(start=start, end=end)
    if not span.of(page.text).strip():
        return page.url
    return fragment_of(page.text, span, (page.title,) if page.title else ()).link(page.url)


def differing(left: Quotation, right: Quotation) -> tuple[Quotation, Quotation]:
    """Two wordings with the words marked in which they differ, from the first to the last."""
    spans = [[match.span() for match in _WORD.finditer(each.sentence)] for each in (left, right)]
    words = [
        [each.sentence[start:end].casefold() for start, end in places]
        for each, places in zip((left, right), spans, strict=True)
    ]
    changed = [
        code
        for code in SequenceMatcher(a=words[0], b=words[1], autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    if not changed or not all(spans):
        return left, right
    first, last = changed[0], changed[-1]
    return _marked(left, spans[0], first[1], last[2]), _marked(right, spans[1], first[3], last[4])


def _marked(quotation: Quotation, places: Sequence[tuple[int, int]], start: int, end: int) -> Quotation:
    # Where nothing stands that stands in the other, the words on both sides of the gap are marked.
    low, high = (start, end) if start < end else (max(0, start - 1), min(len(places), end + 1))
    return replace(quotation, start=places[low][0], end=places[high - 1][1])
