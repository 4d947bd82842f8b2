"""Arrow rows -> records: the way back, streamed, so that memory holds one record batch at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import duckdb
import pyarrow as pa

from checkers.records import Telling
from checkers.ruling_records import Judgement, Ruling
from extractors.records import (
    Article,
    Attribution,
    Claim,
    Credit,
    CreditKind,
    Kind,
    Link,
    Modifier,
    Scope,
    Span,
    Status,
)
from warehouse.statements import Row

_KINDS = {kind.value: kind for kind in Kind}
_MODIFIERS = {modifier.value: modifier for modifier in Modifier}
_STATUSES = {status.value: status for status in Status}


def stream(
    con: duckdb.DuckDBPyConnection, sql: str, batch_rows: int, **params: object
) -> Iterator[list[Row]]:
    """The rows of a query in lists of up to `batch_rows`; holds one list, whatever the size of the result."""
    reader = con.sql(sql, params=params or None).to_arrow_reader(batch_rows)
    for batch in reader:
        yield rows_of(batch)


def rows_of(table: pa.RecordBatch | pa.Table) -> list[Row]:
    """The rows of a table, a tuple each."""
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


@lru_cache(maxsize=4096)
def scope_of(text: str) -> Scope:
    """The scope that `columns.scope_json` wrote."""
    return tuple(sorted(json.loads(text).items()))


@lru_cache(maxsize=16384)
def plain_number(value: Decimal | None) -> Decimal | None:
    """The number without the zeros that a fixed scale adds: 6600000000, not 6600000000.000000 or 6.6E+9."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


def value_place(sentence: str, value: str | None, start: int | None) -> int | None:
    """Where a value stands in its sentence: at `start` if it does, else where it first does.

    `None` where it does not, or there is none.
    """
    if not value:
        return None
    if start is not None and start >= 0 and sentence.startswith(value, start):
        return start
    place = sentence.find(value)
    return place if place >= 0 else None


def telling_of(row: Row) -> tuple[str, Telling]:
    """A row of `blocks/stream.sql`: the block's key and the telling."""
    claim = Claim(
        claim_id=row[1],
        external_id=row[2],
        article_id=row[3],
        kind=_KINDS[row[4]],
        subject=row[5],
        mention=row[6],
        metric=row[7],
        low=plain_number(row[8]),
        high=plain_number(row[9]),
        unit=row[10],
        unit_noun=row[11],
        modifier=_MODIFIERS[row[12]],
        scope=scope_of(row[13]),
        period=row[14],
        status=_STATUSES[row[15]],
        attributed_to=row[16],
        attribution_kind=None if row[17] is None else CreditKind(row[17]),
        counterparty=row[18],
        object=row[19],
        value_text=row[20],
        sentence=row[21],
        start=row[22],
        end=row[23],
        confidence=row[24],
    )
    telling = Telling(
        claim=claim, published=row[25], outlet=row[26], origin=row[27], sources=tuple(row[28] or ())
    )
    return row[0], telling


def article_of(row: Row) -> Article:
    """A row of `lineage/stream_articles.sql`."""
    links = tuple(
        Link(url=link["url"], span=Span(start=link["start_char"], end=link["end_char"]))
        for link in row[8] or ()
    )
    return Article(
        article_id=row[0],
        url=row[1],
        outlet=row[2],
        title=row[3],
        author=row[4],
        published=row[5],
        text=row[6],
        text_sha256=row[7],
        links=links,
    )


def credit_of(row: Row) -> Credit:
    """A row of `lineage/stream_credits.sql`."""
    attribution = Attribution(
        kind=CreditKind(row[1]),
        name=row[2],
        span=Span(start=row[3], end=row[4]),
        chain=tuple(json.loads(row[5])),
        url=row[6],
    )
    return Credit(article_id=row[0], attribution=attribution, evidence=row[7])


def judgement_of(row: Row) -> Judgement:
    """A row of `judgements/read.sql`."""
    return Judgement(
        ruling=Ruling(row[0]),
        left=row[1],
        right=row[2],
        subject=row[3],
        metric=row[4],
        scope=row[5],
        period=row[6],
        user=row[7],
        at=row[8],
        note=row[9],
        ruling_id=row[10],
        finding_id=row[11],
        claim_a=row[12],
        claim_b=row[13],
        reading=row[14],
        answer=row[15],
        assignee=row[16],
        undoes=row[17],
        holds=row[18],
    )
