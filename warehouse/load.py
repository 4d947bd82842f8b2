"""Batches of articles, claims, credits and issues into the warehouse: each thing once, whatever is repeated.

A batch is one transaction: its rows, the blocks it leaves to be checked and its row of the ledger are
stored together or not at all. A run that is killed is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from extractors.records import Article, Claim, Credit, Issue, Stage
from warehouse.columns import (
    article_table,
    claim_table,
    credit_table,
    issue_table,
    key_table,
    link_table,
    staged,
    storable_number,
)
from warehouse.connect import transaction, translated_errors
from warehouse.state import digest_of, note_change
from warehouse.statements import number, run


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What reading some articles brought: 100 to 500 articles make a good batch.

    `block_keys[n]` is the block of `claims[n]`. `extractor_version` names extractor and lexicon: another
    version makes the stored claims of an article stale. An article may occur several times if its text is
    the same or empty; every claim and credit belongs to an article of the batch.

    Raises:
        ValueError: one of these does not hold, which is a fault of the program.
    """

    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    block_keys: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    issues: tuple[Issue, ...] = ()
    extractor_version: str = ""

    def __post_init__(self) -> None:
        if len(self.claims) != len(self.block_keys):
            raise ValueError(f"{len(self.claims)} claims and {len(self.block_keys)} block keys in one batch")
        shas: dict[str, str] = {}
        for article in self.articles:
            if (
                article.text
                and shas.setdefault(article.article_id, article.text_sha256) != article.text_sha256
            ):
                raise ValueError(
                    f"{article.url} is in one batch with two texts; choose one before extraction"
                )
        held = {article.article_id for article in self.articles}
        owners = {claim.article_id for claim in self.claims} | {credit.article_id for credit in self.credits}
        if strays := sorted(owners - held):
            raise ValueError(
                f"claims or credits of articles that are not in the batch: {', '.join(strays[:3])}"
            )


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


def load_batch(con: duckdb.DuckDBPyConnection, run_number: int, batch: Batch) -> LoadCounts:
    """Store a batch in one transaction; loading it again adds nothing.

    A known article with another text (or another extractor version) is replaced together with the claims,
    credits and links read from it. Ready-made claims stay, and are replaced one by one when corrected.
    Cost: a few scans of the id columns, so large batches are cheaper than many small ones.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing of the batch is stored.
    """
    articles = _each_once(batch.articles)
    claims = {claim.claim_id: (claim, key) for claim, key in zip(batch.claims, batch.block_keys, strict=True)}
    tables: dict[str, pa.Table] = {
        "staged_articles": article_table(articles, batch.extractor_version),
        "staged_links": link_table(articles),
        "staged_claims": claim_table([c for c, _ in claims.values()], [key for _, key in claims.values()]),
        "staged_credits": credit_table(batch.credits),
        "staged_issues": issue_table(
            [(None, issue) for issue in (*batch.issues, *_oversized(claims.values()))]
        ),
    }
    batch_key = digest_of((batch.extractor_version, *(a.text_sha256 for a in articles), *sorted(claims)))
    with staged(con, **tables), transaction(con):
        counts = _store(con, run_number)
        if not counts.is_nothing:
            note_change(con, "load", (str(run_number), batch_key))
        run(
            con,
            "load/record_batch",
            stage="load",
            batch_key=batch_key,
            run_number=run_number,
            n_articles=len(articles),
            n_claims=len(claims),
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
    distinct = _each_once(articles)
    with translated_errors(), staged(con, staged_articles=article_table(distinct, extractor_version)):
        run(con, "load/incoming")
        wanted = {row[0] for row in run(con, "load/unread")}
    return tuple(article for article in distinct if article.article_id in wanted)


def add_issues(con: duckdb.DuckDBPyConnection, run_number: int, issues: Sequence[Issue]) -> int:
    """Store issues that belong to no batch; the number of those that were not known."""
    with staged(con, staged_issues=issue_table([(None, issue) for issue in issues])), transaction(con):
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
    removed = number(con, "load/count_leaving")
    run(con, "load/remove")
    run(con, "load/insert_changed_articles", run_number=run_number)
    run(con, "load/redescribe")
    run(con, "load/mark_touched")
    run(con, "load/mark_unsummed")
    return removed


def _each_once(articles: Sequence[Article]) -> tuple[Article, ...]:
    chosen: dict[str, Article] = {}
    for article in articles:
        first = chosen.setdefault(article.article_id, article)
        if article.text and not first.text:
            chosen[article.article_id] = article
    return tuple(chosen.values())


def _oversized(claims: Iterable[tuple[Claim, str]]) -> tuple[Issue, ...]:
    return tuple(
        Issue(
            stage=Stage.EXTRACT,
            code="number_out_of_range",
            where=claim.article_id,
            message=f'The number of "{claim.value_text or claim.sentence}" is too large to be stored.',
            article_id=claim.article_id,
        )
        for claim, _ in claims
        if (claim.low is not None and storable_number(claim.low) is None)
        or (claim.high is not None and storable_number(claim.high) is None)
    )
