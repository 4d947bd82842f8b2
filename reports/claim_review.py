"""Contradictions as schema.org/ClaimReview, JSON-LD that search engines and other fact-checkers read.

A ClaimReview usually says how true a claim is. This program does not know that, so the rating has no value:
it says between whom a claim is disputed, and both sides stand in it with their words and where they stood
first.
`claim_review.schema.json` beside this module is what holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from warehouse.summary_rows import ToldAgainst

AUTHOR = "twosource"
"""Who reviews, when no newsroom gives its name: a program, and nobody has looked at it."""

_UNNAMED = "an unnamed outlet"


def to_json_ld(found: Iterable[ToldAgainst], author: str = AUTHOR, author_url: str | None = None) -> str:
    """One JSON-LD document with a ClaimReview for each contradiction, in the order given."""
    by = {"@type": "Organization", "name": author} | ({"url": author_url} if author_url else {})
    graph = [_review(each, by) for each in found]
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _review(each: ToldAgainst, author: dict[str, str]) -> dict[str, Any]:
    between = f"{each.outlet_a or _UNNAMED} and {each.outlet_b or _UNNAMED}"
    sides = (each.value_a or each.sentence_a, each.value_b or each.sentence_b)
    behind = f"{_origins(each.n_origins_a)} for {sides[0]}, {_origins(each.n_origins_b)} for {sides[1]}."
    return {
        "@type": "ClaimReview",
        "@id": f"urn:twosource:{each.question_id}:{each.claim_a}:{each.claim_b}",
        "inLanguage": "en",
        "claimReviewed": f"{each.question}: {sides[0]}, or {sides[1]}",
        "author": author,
        "reviewBody": each.explanation,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f"Told differently by copies of one origin: {between}"
            if each.same_origin
            else f"Disputed between {between}",
            "ratingExplanation": f"{behind} Who is right is not rated.",
        },
        "itemReviewed": [
            _claim(each.claim_a, each.value_a, each.sentence_a)
            | {"firstAppearance": _article(each.article_url_a, each.outlet_a, each.published_a)},
            _claim(each.claim_b, each.value_b, each.sentence_b)
            | {"firstAppearance": _article(each.article_url_b, each.outlet_b, each.published_b)},
        ],
    }


def _origins(count: int) -> str:
    return f"{count} independent origin{'' if count == 1 else 's'}"


def _claim(claim_id: str, value: str | None, sentence: str) -> dict[str, Any]:
    named = {"name": value} if value else {}
    return {"@type": "Claim", "@id": f"urn:twosource:{claim_id}", **named, "text": sentence}


def _article(url: str, outlet: str | None, published: str | None) -> dict[str, Any]:
    place = {"url": url} if url.startswith(("http://", "https://")) else {"identifier": url}
    article: dict[str, Any] = {"@type": "Article", **place}
    if published is not None:
        article["datePublished"] = published
    if outlet is not None:
        article["publisher"] = {"@type": "Organization", "name": outlet}
    return article
