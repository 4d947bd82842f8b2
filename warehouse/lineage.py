"""Lineage that was worked out elsewhere into the warehouse; `warehouse.window` is how a run traces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from checkers.records import ArticleOrigin, LineageEdge
from warehouse.columns import key_table, staged
from warehouse.connect import transaction
from warehouse.statements import run
from warehouse.window import replace_concerned


def replace_lineage(
    con: duckdb.DuckDBPyConnection,
    article_ids: Iterable[str],
    edges: Sequence[LineageEdge],
    origins: Sequence[ArticleOrigin],
) -> int:
    """Store the lineage of those articles in one transaction, in place of their old one.

    The blocks of articles whose origin is another than before become dirty in the same transaction.
    Nothing is written when nothing changed.

    Returns:
        The number of articles whose origin changed.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; the old lineage stays.
    """
    with staged(con, staged_ids=key_table(article_ids, "article_id")), transaction(con):
        run(con, "lineage/concerned")
        return replace_concerned(con, edges, origins)
