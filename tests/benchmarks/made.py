"""A run that found exactly what is labelled, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.gold import Label, Topic
from benchmarks.matching import Found
from benchmarks.tally import Findings, FoundEdge


def perfect(topics: Iterable[Topic]) -> Findings:
    """Findings made from the labels."""
    claims: list[Found] = []
    relations: dict[frozenset[str], str] = {}
    edges: list[FoundEdge] = []
    for topic in topics:
        articles = {article.id: article for article in topic.articles}
        for label in topic.labels:
            article = articles[label.article]
            claims.append(found_of(label, article.url, article.text, f"{topic.name}/{label.id}"))
        for pair in topic.pairs:
            relations[frozenset((f"{topic.name}/{pair.a}", f"{topic.name}/{pair.b}"))] = pair.relation
        for edge in topic.edges:
            source = articles.get(edge.source)
            edges.append(
                FoundEdge(
                    article_url=articles[edge.article].url,
                    origin_url=source.url if source else None,
                    origin_name=source.outlet if source else edge.source,
                    kind=edge.kind,
                )
            )
    return Findings(claims=tuple(claims), relations=relations, edges=tuple(edges))


def found_of(label: Label, url: str, text: str, claim_id: str) -> Found:
    """The claim that a label describes, at its first place."""
    start = text.index(label.quote) + (label.quote.index(label.value_text) if label.value_text else 0)
    return Found(
        claim_id=claim_id,
        article_url=url,
        kind=label.kind,
        subject=label.subject,
        metric=label.metric,
        low=label.low,
        high=label.high,
        unit=label.unit,
        modifier=label.modifier,
        period=label.period,
        status=label.status,
        attributed_to=label.attributed_to,
        object=label.object,
        value_text=label.value_text or None,
        sentence=label.quote,
        start_char=start,
        end_char=start + len(label.value_text or label.quote),
    )
