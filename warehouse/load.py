"""Batches into the warehouse: each thing once, whatever is repeated.

A batch is one transaction: its rows, the blocks it leaves to be checked and its row of the ledger are
stored together or not at all. A run that is killed is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from extractors.records import Article, Issue
from warehouse.batches import BatchTables, each_once
from warehouse.columns import article_table, issue_table, key_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.state import note_change
from warehouse.statements import number, run


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadCounts:
    """What a batch changed. The four counts of articles add up to the distinct articles of the batch.

    `reread_articles` have their old text, and another extractor version, date, outlet or title.
    """

    new_articles: int
    changed_articles: int
    reread_articles: int
    unchanged_articles: int
    new_claims: int
    removed_claims: int
    new_credits: int
    new_issues: int

    @property
    def is_nothing(self) -> bool:
        """Whether the warehouse is as it was before."""
        return not (
            self.new_articles
            or self.changed_articles
            or self.reread_articles
            or self.new_claims
            or self.removed_claims
            or self.new_credits
            or self.new_issues
        )


def load_batch(con: duckdb.DuckDBPyConnection, run_number: int, batch: BatchTables) -> LoadCounts:
    """Store a batch in one transaction; loading it again adds nothing.

    A known article with another text (or another extractor version) is replaced together with the claims,
    credits and links read from it. Ready-made claims stay, and are replaced one by one when corrected.
    Cost: a few scans of the id columns, so large batches are cheaper than many small ones.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing of the batch is stored.
    """
    key = batch.key
    with staged(con, **batch.tables), transaction(con, "load"):
        counts = _store(con, run_number)
        if not counts.is_nothing:
            note_change(con, "load", (str(run_number), key))
        run(
            con,
            "load/record_batch",
            stage="load",
            batch_key=key,
            run_number=run_number,
            n_articles=batch.tables["staged_articles"].num_rows,
            n_claims=batch.tables["staged_claims"].num_rows,
        )
    return counts


def known(
    con: duckdb.DuckDBPyConnection, article_ids: Iterable[str], extractor_version: str
) -> Mapping[str, str]:
    """The `text_sha256` of those articles that are held as this extractor version read them."""
    with translated_errors(), staged(con, staged_ids=key_table(article_ids, "article_id")):
        rows = run(con, "load/known", extractor_version=extractor_version)
    return dict(rows)


def unread(
    con: duckdb.DuckDBPyConnection, articles: Sequence[Article], extractor_version: str
) -> tuple[Article, ...]:
    """Those articles whose claims are not held or stale: another text, date, outlet or extractor version.

    Each article comes once, in the order given: the first with a text wins.
    """
    distinct = each_once(articles)
    with translated_errors(), staged(con, staged_articles=article_table(distinct, extractor_version)):
        run(con, "load/incoming")
        wanted = {row[0] for row in run(con, "load/unread")}
    return tuple(article for article in distinct if article.article_id in wanted)


def add_issues(con: duckdb.DuckDBPyConnection, run_number: int, issues: Sequence[Issue]) -> int:
    """Store issues that belong to no batch; the number of those that were not known."""
    with (
        staged(con, staged_issues=issue_table([(None, issue) for issue in issues])),
        transaction(con, "issues"),
    ):
        added = number(con, "load/insert_issues", run_number=run_number)
        if added:
            note_change(con, "issues", (issue.message for issue in issues))
    return added


def _store(con: duckdb.DuckDBPyConnection, run_number: int) -> LoadCounts:
    run(con, "load/incoming")
    new, changed, reread, unchanged = run(con, "load/count_incoming")[0]
    # Most batches bring only what is new: then nothing that is held can leave or change.
    may_replace = changed + reread > 0 or number(con, "load/count_given") > 0
    removed = _replace_held(con, run_number) if may_replace else 0
    run(con, "load/arriving_claims")
    run(con, "load/insert_new_articles", run_number=run_number)
    run(con, "load/insert_links")
    new_claims = number(con, "load/insert_claims", run_number=run_number)
    new_credits = number(con, "load/insert_credits")
    new_issues = number(con, "load/insert_issues", run_number=run_number)
    run(con, "load/mark_dirty")
    if removed:
        run(con, "load/vanished_blocks")
        run(con, "blocks/clear")
    return LoadCounts(
        new_articles=new,
        changed_articles=changed,
        reread_articles=reread,
        unchanged_articles=unchanged,
        new_claims=new_claims,
        removed_claims=removed,
        new_credits=new_credits,
        new_issues=new_issues,
    )


def _replace_held(con: duckdb.DuckDBPyConnection, run_number: int) -> int:
    """Take out what the batch replaces and put the articles back; the number of claims that left."""
    run(con, "load/leaving")
    run(con, "revisions/keep")
    removed = number(con, "load/count_leaving")
    run(con, "load/remove")
    run(con, "load/insert_changed_articles", run_number=run_number)
    run(con, "load/redescribe")
    run(con, "load/mark_touched")
    run(con, "load/mark_unsummed")
    return removed
