"""Where articles come from, against their texts: the words by which a copy or a credit is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.verification.held import Held
from reports.verification import Check, Outcome
from warehouse.stored_rows import StoredEdge

_CUT = "…"
_COPIES = frozenset(("syndicated", "rewrite", "quotes_from"))


def lineage_checks(held: Held, article_ids: Iterable[str]) -> Iterator[Check]:
    """A check for each edge of these articles: its evidence stands in the text, of a copy in both texts."""
    edges = held.published.rows(StoredEdge, article_ids=sorted(set(article_ids)))
    held.fetch_articles(
        each for edge in edges for each in (edge.article_id, edge.origin_article_id) if each is not None
    )
    for edge in edges:
        yield _edge_check(held, edge)


def _edge_check(held: Held, edge: StoredEdge) -> Check:
    about = f"lineage of {held.article(edge.article_id).url}"
    origin = edge.origin_article_id
    name = held.article(origin).url if origin else edge.origin_name or "a source"
    texts = [held.article(edge.article_id).text]
    if origin and edge.kind in _COPIES:
        texts.append(held.article(origin).text)
    words = f"{edge.kind.replace('_', ' ')} of {name}: “{edge.evidence}”"
    if all(_bare(edge.evidence) in _bare(text) for text in texts):
        where = "both texts" if len(texts) > 1 else "the text"
        return Check(name="lineage", about=about, outcome=Outcome.OK, detail=f"{words} stands in {where}")
    detail = f"{words} was not found word for word"
    return Check(name="lineage", about=about, outcome=Outcome.OPEN, detail=detail)


def _bare(words: str) -> str:
    """Letters and digits alone, without a last word that is cut: evidence is stored without typography."""
    whole = words.rstrip(_CUT).rpartition(" ")[0] if words.endswith(_CUT) else words
    return "".join(sign for sign in whole.casefold() if sign.isalnum())
