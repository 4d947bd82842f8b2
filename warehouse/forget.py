"""Taking an article or an outlet out for good, with a hash that keeps it from coming back.

Deleted rows stay in free blocks of a DuckDB file, in older snapshots and in exports. So what is deleted here
is only gone when the run that follows has written those anew: the state `erasing` says so until it has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Stage
from warehouse.batches import BatchTables
from warehouse.columns import issue_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.state import note_change, read_state, write_state
from warehouse.statements import number, run, statement

ERASING = "erasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was taken out."""

    articles: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstones:
    """Ids of articles and hashes of outlets' names that are not to be read again."""

    articles: frozenset[str]
    outlets: frozenset[str]

    def hold(self, article: Article) -> bool:
        """Whether an article was forgotten, or is of an outlet that was."""
        return article.article_id in self.articles or (
            bool(self.outlets) and text_sha256((article.outlet or "").lower()) in self.outlets
        )


def forget(con: duckdb.DuckDBPyConnection, *, url: str | None, outlet: str | None) -> Forgotten:
    """Take out the article at a canonical URL, or all of an outlet, in one transaction; leave a tombstone.

    The blocks that lose claims become dirty. Nothing found leaves the tombstone all the same.
    """
    key = article_id(url) if url else None
    with transaction(con, "forget"):
        run(con, "forget/find", article_id=key, outlet=outlet)
        run(con, "forget/touched")
        ((articles, claims),) = run(con, "forget/count")
        run(con, "forget/remember", article_id=key, outlet=outlet)
        for schema, table in run(con, "forget/tables"):
            con.execute(statement("forget/remove").format(schema=schema, table=table))
        run(con, "forget/remove_traces")
        run(con, "window/forget")  # what is shared with others is kept by pairs: all is traced anew
        write_state(con, "tracing_version", "")
        run(con, "load/mark_touched")
        run(con, "load/vanished_blocks")
        run(con, "blocks/clear")
        write_state(con, ERASING, "1")
        note_change(con, "forget", (str(articles), key or "", outlet or ""))
    return Forgotten(articles=int(articles), claims=int(claims))


def addresses(con: duckdb.DuckDBPyConnection, *, url: str | None, outlet: str | None) -> tuple[str, ...]:
    """The addresses of the articles that `forget` would take out."""
    with translated_errors():
        run(con, "forget/find", article_id=article_id(url) if url else None, outlet=outlet)
        return tuple(str(row[0]) for row in run(con, "forget/addresses"))


def is_erasing(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether something was forgotten that files may still hold."""
    return read_state(con, ERASING) == "1"


def erased(con: duckdb.DuckDBPyConnection) -> None:
    """Say that no file holds any more what was forgotten."""
    with transaction(con, "erased"):
        write_state(con, ERASING, "")


def tombstones(con: duckdb.DuckDBPyConnection) -> Tombstones:
    """What is not to be read again."""
    with translated_errors():
        rows = run(con, "forget/tombstones")
    return Tombstones(
        articles=frozenset(key for kind, key in rows if kind == "article"),
        outlets=frozenset(key for kind, key in rows if kind == "outlet"),
    )


def without_forgotten(con: duckdb.DuckDBPyConnection, batch: BatchTables) -> BatchTables:
    """The batch without what was forgotten; an issue `forgotten_article` tells of each article."""
    with translated_errors():
        if not number(con, "forget/any"):
            return batch
        with staged(con, staged_articles=batch.tables["staged_articles"]):
            met = [str(row[0]) for row in run(con, "forget/met_again")]
    if not met:
        return batch
    gone = pa.array(met, pa.string())
    kept = {
        name: table.filter(pc.invert(pc.fill_null(pc.is_in(table.column("article_id"), gone), False)))
        for name, table in batch.tables.items()
    }
    told = issue_table([(None, forgotten_issue(each)) for each in met])
    kept["staged_issues"] = pa.concat_tables([kept["staged_issues"], told])
    return replace(batch, tables=kept)


def forgotten_issue(article: str) -> Issue:
    """What is told of an article, by its id alone, that is met again."""
    return Issue(
        stage=Stage.EXTRACT,
        code="forgotten_article",
        where=article,
        message=f"The article {article} was forgotten on request; it was met again and is not stored.",
    )
