"""What reading some articles brought, as records and as the tables that are loaded.

The tables are made in any process; only the one that holds the warehouse loads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from extractors.ids import claim_id
from extractors.records import Article, Claim, Credit, Issue, Stage
from warehouse.columns import (
    article_table,
    claim_table,
    credit_table,
    issue_table,
    link_table,
    storable_number,
)
from warehouse.state import digest_of


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
class BatchTables:
    """A batch as Arrow tables by the name under which SQL reads them; every row once."""

    extractor_version: str
    tables: dict[str, pa.Table]

    @property
    def size(self) -> int:
        """Bytes of the tables in memory."""
        return sum(int(table.nbytes) for table in self.tables.values())

    @property
    def key(self) -> str:
        """What the batch holds, as one word: extractor version, texts and claims."""
        texts = self.tables["staged_articles"].column("text_sha256").to_pylist()
        claims = self.tables["staged_claims"].column("claim_id").to_pylist()
        return digest_of((self.extractor_version, *texts, *sorted(claims)))


def batch_tables(batch: Batch) -> BatchTables:
    """The tables of a batch. Linear in its rows."""
    articles = each_once(batch.articles)
    claims = {claim.claim_id: (claim, key) for claim, key in zip(batch.claims, batch.block_keys, strict=True)}
    issues = (*batch.issues, *_oversized(claims.values()))
    return BatchTables(
        extractor_version=batch.extractor_version,
        tables={
            "staged_articles": article_table(articles, batch.extractor_version),
            "staged_links": link_table(articles),
            "staged_claims": claim_table(
                [claim for claim, _ in claims.values()], [key for _, key in claims.values()]
            ),
            "staged_credits": credit_table(batch.credits),
            "staged_issues": issue_table([(None, issue) for issue in issues]),
        },
    )


class EqualClaims:
    """Tells equal claims of one file apart when its lines were read in several stretches.

    The id of a claim counts which of several equal ones it is. A stretch counts its own; here they are
    counted over the file. Memory grows with the claims: some 60 bytes each.
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def settle(self, batch: BatchTables) -> BatchTables:
        """The batch of the next stretch, with ids that no stretch before it has."""
        claims = batch.tables["staged_claims"]
        ids = claims.column("claim_id").to_pylist()
        numbers = [int(each[4:], 16) for each in ids]
        if self._taken.isdisjoint(numbers):
            self._taken.update(numbers)
            return batch
        keys = claims.column("block_key").to_pylist()
        for n, number in enumerate(numbers):
            if number in self._taken:
                old, ids[n] = ids[n], self._free(claims.slice(n, 1).to_pylist()[0])
                keys[n] = keys[n].replace(old, ids[n])
            self._taken.add(int(ids[n][4:], 16))
        for name, values in (("claim_id", ids), ("block_key", keys)):
            claims = claims.set_column(
                claims.schema.get_field_index(name), name, pa.array(values, pa.string())
            )
        return replace(batch, tables={**batch.tables, "staged_claims": claims})

    def _free(self, row: dict[str, str | None]) -> str:
        """The id of the next claim that is equal to those met."""
        stated = row["value_text"] or row["object"] or ""
        occurrence = 1
        while True:
            found = claim_id(row["article_id"] or "", row["sentence"] or "", stated, occurrence)
            if int(found[4:], 16) not in self._taken:
                return found
            occurrence += 1


def each_once(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Each article once, in the order given: the first with a text wins."""
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
