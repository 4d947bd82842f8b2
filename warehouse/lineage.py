"""All articles and credits out, and all lineage in; a run traces piece by piece (`warehouse.window`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from checkers.records import ArticleOrigin, LineageEdge
from extractors.records import Article, Credit
from warehouse.connect import transaction, translated_errors
from warehouse.rows import article_of, credit_of, stream
from warehouse.statements import run, statement
from warehouse.window import replace_concerned

_ARTICLES_AT_ONCE = 512  # a few megabytes of text
_CREDITS_AT_ONCE = 8_192


def stream_articles(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[Article, ...]]:
    """The articles that lineage may concern, in batches, by publication and id; undated ones last."""
    reader = con.cursor()
    try:
        with translated_errors():
            for rows in stream(reader, statement("lineage/stream_articles"), _ARTICLES_AT_ONCE):
                yield tuple(map(article_of, rows))
    finally:
        reader.close()


def stream_credits(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[Credit, ...]]:
    """All credits of whole articles, in batches, by article and place."""
    reader = con.cursor()
    try:
        with translated_errors():
            for rows in stream(reader, statement("lineage/stream_credits"), _CREDITS_AT_ONCE):
                yield tuple(map(credit_of, rows))
    finally:
        reader.close()


def replace_lineage(
    con: duckdb.DuckDBPyConnection, edges: Sequence[LineageEdge], origins: Sequence[ArticleOrigin]
) -> int:
    """Store the whole lineage in one transaction, in place of the old one.

    The blocks of articles whose origin is another than before become dirty in the same transaction.
    Nothing is written when nothing changed.

    Returns:
        The number of articles whose origin changed.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; the old lineage stays.
    """
    with transaction(con, "lineage"):
        run(con, "lineage/all_concerned")
        return replace_concerned(con, edges, origins)
