"""Stored articles out to be read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from extractors.records import Article
from warehouse.columns import key_table, staged
from warehouse.connect import translated_errors
from warehouse.rows import article_of
from warehouse.statements import run

_ARTICLES_AT_ONCE = 512  # a few megabytes of text


def stored_texts(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> Iterator[tuple[Article, ...]]:
    """These articles with their texts and links, in batches, by id; nothing stays open between two."""
    ids = sorted(article_ids)
    for start in range(0, len(ids), _ARTICLES_AT_ONCE):
        some = key_table(ids[start : start + _ARTICLES_AT_ONCE], "article_id")
        with translated_errors(), staged(con, staged_ids=some):
            rows = run(con, "articles/texts")
        yield tuple(map(article_of, rows))
