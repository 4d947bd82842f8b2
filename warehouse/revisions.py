"""Texts of changed articles out to be compared, revisions and edits back: those of an article as a whole."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from itertools import chain, groupby

import duckdb

from checkers.revisions.records import ArticleRevisions, History, SeenText
from extractors.records import Article, Issue
from warehouse.columns import issue_table, key_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.revision_columns import edit_table, former_table, revision_table, reworked_table
from warehouse.rows import stream
from warehouse.state import note_change
from warehouse.statements import Row, run, statement

_ROWS_AT_ONCE = 256  # of whole texts


def unrevised_articles(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The articles whose texts are to be compared, sorted: one was replaced, or is read anew."""
    with translated_errors():
        return tuple(row[0] for row in run(con, "revisions/queue"))


def stream_histories(
    con: duckdb.DuckDBPyConnection, article_ids: Iterable[str]
) -> Generator[History, None, None]:
    """The texts of these articles, article by article, in the order in which they were first met."""
    reader = con.cursor()
    try:
        with translated_errors(), staged(reader, staged_keys=key_table(article_ids, "article_id")):
            rows = chain.from_iterable(stream(reader, statement("revisions/stream"), _ROWS_AT_ONCE))
            for _, group in groupby(rows, key=lambda row: str(row[0])):
                yield _history(list(group))
    finally:
        reader.close()


def replace_revisions(
    con: duckdb.DuckDBPyConnection,
    run_number: int,
    article_ids: Iterable[str],
    found: Sequence[ArticleRevisions],
    issues: Sequence[Issue] = (),
) -> None:
    """Store the revisions of some articles and what was found of those just compared, in one transaction.

    The articles leave the queue, also those that have no revisions after all; `issues` say whose texts could
    not be compared.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing is stored.
    """
    keys = key_table(article_ids, "article_id")
    tables = {
        "staged_keys": keys,
        "staged_revisions": revision_table(found),
        "staged_reworked": reworked_table(found),
        "staged_former": former_table(found),
        "staged_edits": edit_table(found),
        "staged_issues": issue_table([(None, issue) for issue in issues]),
    }
    with staged(con, **tables), transaction(con, "revisions"):
        run(con, "revisions/clear")
        run(con, "revisions/insert")
        run(con, "load/insert_issues", run_number=run_number)
        if keys.num_rows:
            note_change(con, "revisions", (str(run_number), *keys.column(0).to_pylist()))


def _history(rows: Sequence[Row]) -> History:
    present = rows[-1]
    article = Article(
        article_id=present[0],
        url=present[1],
        outlet=present[2],
        title=present[5],
        author=present[3],
        published=present[6],
        text=present[7],
        text_sha256=present[8],
    )
    return History(article=article, texts=tuple(map(_seen, rows)))


def _seen(row: Row) -> SeenText:
    return SeenText(
        number=row[4],
        title=row[5],
        published=row[6],
        text=row[7],
        text_sha256=row[8],
        run_number=row[9],
        compared_by=row[10],
        notes=tuple(row[11]),
    )
