"""Changed articles: their texts are read by one version and compared. Plain functions, no Prefect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from checkers.revisions.follow import follow
from checkers.revisions.records import SeenText
from checkers.rules import Rules
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.records import Article, Claim
from warehouse import Warehouse

ARTICLES_AT_ONCE = 200
"""Changed articles whose texts are compared in one transaction: up to eleven texts each are held."""


def revise_batch(
    warehouse: Warehouse,
    run_number: int,
    article_ids: Sequence[str],
    *,
    lexicon: Lexicon,
    rules: Rules,
    version: str,
) -> int:
    """Compare the texts of these articles and store what changed; how many claims were edited."""
    found = [
        follow(history, reader_of(history.article, lexicon), version, rules)
        for history in warehouse.stream_histories(article_ids)
    ]
    warehouse.replace_revisions(run_number, article_ids, found)
    return sum(len(each.edits) for each in found)


def reader_of(article: Article, lexicon: Lexicon) -> Callable[[SeenText], tuple[Claim, ...]]:
    """What reads the claims of any text of an article as the lexicon now reads it, without its links."""

    def read(seen: SeenText) -> tuple[Claim, ...]:
        text = seen.text or ""
        told = replace(
            article,
            title=seen.title,
            published=seen.published,
            text=text,
            text_sha256=seen.text_sha256,
            links=(),
        )
        return extract_claims(told, lexicon).claims if text else ()

    return read


def revision_batches(article_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The articles in order, `ARTICLES_AT_ONCE` at a time."""
    for start in range(0, len(article_ids), ARTICLES_AT_ONCE):
        yield article_ids[start : start + ARTICLES_AT_ONCE]
