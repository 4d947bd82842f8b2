"""Articles out to the rules of sums, broken sums back: the sums of an article are replaced as a whole."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from itertools import chain, groupby

import duckdb

from checkers.records import ArticleSums
from extractors.records import Claim, Issue, Kind, Modifier, Status
from warehouse.columns import issue_table, key_table, staged, sum_table
from warehouse.connect import transaction, translated_errors
from warehouse.rows import plain_number, scope_of, stream
from warehouse.state import note_change
from warehouse.statements import Row, run, statement

_ROWS_AT_ONCE = 8_192


def unsummed_articles(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The articles whose sums are to be worked out, sorted: their quantities changed since they were."""
    with translated_errors():
        return tuple(row[0] for row in run(con, "sums/queue"))


def stream_quantities(
    con: duckdb.DuckDBPyConnection, article_ids: Iterable[str], metrics: Sequence[str]
) -> Generator[tuple[str, tuple[Claim, ...]], None, None]:
    """The quantities of these articles that a sum could be made of, article by article, in order of place.

    They are those that share a sentence with another, and those of `metrics` when the article has two or more
    of them. Articles without any do not come. Holds one article at a time.
    """
    reader = con.cursor()
    try:
        with translated_errors(), staged(reader, staged_keys=key_table(article_ids, "article_id")):
            batches = stream(reader, statement("sums/stream"), _ROWS_AT_ONCE, metrics=list(metrics))
            rows = chain.from_iterable(batches)
            for article_id, group in groupby(rows, key=lambda row: str(row[0])):
                yield article_id, tuple(map(_quantity_of, group))
    finally:
        reader.close()


def replace_sums(
    con: duckdb.DuckDBPyConnection,
    run_number: int,
    article_ids: Iterable[str],
    found: Sequence[ArticleSums],
    issues: Sequence[Issue] = (),
) -> None:
    """Store the broken sums of some articles in one transaction, in place of what was found before.

    `issues` say whose sums could not be worked out.

    The articles leave the queue, also those of which nothing was found.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing is stored.
    """
    keys = key_table(article_ids, "article_id")
    sums = [broken for each in found for broken in each.sums]
    tables = {
        "staged_keys": keys,
        "staged_sums": sum_table(sums),
        "staged_issues": issue_table([(None, issue) for issue in issues]),
    }
    with staged(con, **tables), transaction(con, "sums"):
        run(con, "sums/clear")
        run(con, "sums/insert")
        run(con, "load/insert_issues", run_number=run_number)
        if keys.num_rows:
            note_change(con, "sums", (str(run_number), *keys.column(0).to_pylist()))


def _quantity_of(row: Row) -> Claim:
    return Claim(
        article_id=row[0],
        claim_id=row[1],
        kind=Kind.QUANTITY,
        subject=row[2],
        metric=row[3],
        low=plain_number(row[4]),
        high=plain_number(row[5]),
        unit=row[6],
        unit_noun=row[7],
        modifier=Modifier(row[8]),
        scope=scope_of(row[9]),
        period=row[10],
        status=Status(row[11]),
        counterparty=row[12],
        value_text=row[13],
        sentence=row[14],
        start=row[15],
        end=row[16],
        confidence=row[17],
    )
