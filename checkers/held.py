"""Articles as tracing holds them: identity and print, no text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checkers.shingles import Print, Vocabulary, read_print
from checkers.tracing import TracingRules
from checkers.tracing_records import Known
from extractors.records import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An article as tracing keeps it: identity and print, no text."""

    article_id: str
    url: str
    outlet: str | None
    author: str | None
    published: str | None
    text_sha256: str
    print: Print

    @property
    def known(self) -> Known:
        """What judging needs of it, without the text."""
        return Known(
            article_id=self.article_id,
            url=self.url,
            outlet=self.outlet,
            author=self.author,
            published=self.published,
            size=self.print.size,
            telling=frozenset(self.print.names.tolist()) | self.print.figures,
            figures=self.print.figures,
        )


def shelf_order(one: Held | Known) -> tuple[str, str]:
    """The order of publication: undated articles last, ties by article id."""
    return one.published or "9999", one.article_id


Reader = Callable[[Iterable[Article]], Iterator[Held]]
"""What makes of articles what is held of them, here or in other processes."""


def read_all(articles: Iterable[Article], rules: TracingRules) -> Iterator[Held]:
    """What is held of each article, in the order given; linear in the texts, one of them in memory."""
    vocabulary = Vocabulary()
    for article in articles:
        yield Held(
            article_id=article.article_id,
            url=article.url,
            outlet=article.outlet,
            author=article.author,
            published=article.published,
            text_sha256=article.text_sha256,
            print=read_print(article.text, vocabulary, rules),
        )
