"""Articles and credits out to the tracer, edges and origins back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from checkers.records import ArticleOrigin, LineageEdge
from extractors.records import Article, Credit
from warehouse.columns import edge_table, origin_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.rows import article_of, credit_of, stream
from warehouse.state import note_change
from warehouse.statements import number, run, statement

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
    tables = {"staged_edges": edge_table(edges), "staged_origins": origin_table(origins)}
    with staged(con, **tables), transaction(con):
        run(con, "lineage/moved_articles")
        moved = number(con, "lineage/count_moved")
        other_edges = run(con, "lineage/other_edges")
        if moved or other_edges:
            run(con, "lineage/replace")
            note_change(con, "lineage", (str(len(edges)), str(len(origins)), str(moved)))
    return moved
