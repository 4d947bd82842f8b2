"""Records -> Arrow tables, the only way rows enter DuckDB.

Row-wise inserts run at about 2,000 rows a second, Arrow tables at a million. What DuckDB cannot hold is
made storable here, one code point for one code point, so that spans stay true.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import lru_cache

import duckdb
import pyarrow as pa

from checkers.records import Answer, ArticleOrigin, BrokenSum, Form, FormRelation, LineageEdge, Question
from checkers.ruling_records import Judgement
from extractors.ids import content_id
from extractors.records import Article, Claim, Credit, Issue, Scope

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"

_PLACES = Decimal("0.000001")
_DECIMAL = pa.decimal128(38, 6)
_WIDE = Context(prec=38, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])


@contextmanager
def staged(con: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Make Arrow tables readable in SQL under their names for the length of the block."""
    for name, table in tables.items():
        con.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            con.unregister(name)


@lru_cache(maxsize=65536)
def storable_number(value: Decimal | None) -> Decimal | None:
    """A number as DECIMAL(38, 6) holds it, decimals beyond rounded away; `None` if too large."""
    if value is None or not value.is_finite():
        return None
    try:
        return value.quantize(_PLACES, context=_WIDE)
    except InvalidOperation:
        return None


def _both(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if None in (storable_number(low), storable_number(high)) else (low, high)


def scope_json(scope: Scope) -> str:
    """A scope as the JSON text it is stored as, keys sorted; `{}` when nothing narrows the claim."""
    return _scope_json(scope)


@lru_cache(maxsize=4096)
def _scope_json(scope: Scope) -> str:
    return json.dumps(dict(scope), ensure_ascii=False, sort_keys=True)


def key_table(keys: Iterable[str], name: str) -> pa.Table:
    """One column of distinct ids, in order."""
    return pa.table({name: _text(sorted(set(keys)))})


def article_table(articles: Sequence[Article], extractor_version: str) -> pa.Table:
    """Articles, without their links."""
    return pa.table(
        {
            "article_id": _text([a.article_id for a in articles]),
            "url": _text([a.url for a in articles]),
            "outlet": _text([a.outlet for a in articles]),
            "title": _text([a.title for a in articles]),
            "author": _text([a.author for a in articles]),
            "published": _text([a.published for a in articles]),
            "text": _text([a.text for a in articles], pa.large_string()),
            "text_sha256": _text([a.text_sha256 for a in articles]),
            "extractor_version": _text([extractor_version] * len(articles)),
        }
    )


def link_table(articles: Sequence[Article]) -> pa.Table:
    """The links of articles, in their order."""
    rows = [(a.article_id, n, link) for a in articles for n, link in enumerate(a.links)]
    return pa.table(
        {
            "article_id": _text([article for article, _, _ in rows]),
            "position": pa.array([n for _, n, _ in rows], pa.int32()),
            "url": _text([link.url for _, _, link in rows]),
            "start_char": pa.array([link.span.start for _, _, link in rows], pa.int32()),
            "end_char": pa.array([link.span.end for _, _, link in rows], pa.int32()),
        }
    )


def claim_table(claims: Sequence[Claim], block_keys: Sequence[str]) -> pa.Table:
    """Claims with their blocks; numbers that do not fit are left out (`storable_number`), of a range both."""
    ends = [_both(c.low, c.high) for c in claims]
    return pa.table(
        {
            "claim_id": _text([c.claim_id for c in claims]),
            "external_id": _text([c.external_id for c in claims]),
            "article_id": _text([c.article_id for c in claims]),
            "kind": _text([c.kind.value for c in claims]),
            "subject": _text([c.subject for c in claims]),
            "mention": _text([c.mention for c in claims]),
            "metric": _text([c.metric for c in claims]),
            "low": _numbers([end for end, _ in ends]),
            "high": _numbers([end for _, end in ends]),
            "unit": _text([c.unit for c in claims]),
            "unit_noun": _text([c.unit_noun for c in claims]),
            "modifier": _text([c.modifier.value for c in claims]),
            "scope": _text([_scope_json(c.scope) for c in claims]),
            "period": _text([c.period for c in claims]),
            "status": _text([c.status.value for c in claims]),
            "attributed_to": _text([c.attributed_to for c in claims]),
            "attribution_kind": _text([c.attribution_kind and c.attribution_kind.value for c in claims]),
            "counterparty": _text([c.counterparty for c in claims]),
            "object": _text([c.object for c in claims]),
            "value_text": _text([c.value_text for c in claims]),
            "sentence": _text([c.sentence for c in claims]),
            "start_char": pa.array([c.start for c in claims], pa.int32()),
            "end_char": pa.array([c.end for c in claims], pa.int32()),
            "confidence": pa.array([c.confidence for c in claims], pa.float64()),
            "is_ready_made": pa.array([is_ready_made(c) for c in claims], pa.bool_()),
            "block_key": _text(list(block_keys)),
        }
    )


def is_ready_made(claim: Claim) -> bool:
    """Whether a claim was given as such, so that it does not come and go with the text of its article."""
    return claim.external_id is not None or claim.start is None


def credit_table(credits_: Sequence[Credit]) -> pa.Table:
    """Credits of whole articles, each once."""
    by_id = {_credit_id(c): c for c in credits_}
    rows = tuple(by_id.values())
    return pa.table(
        {
            "credit_id": _text(list(by_id)),
            "article_id": _text([c.article_id for c in rows]),
            "kind": _text([c.attribution.kind.value for c in rows]),
            "name": _text([c.attribution.name for c in rows]),
            "start_char": pa.array([c.attribution.span.start for c in rows], pa.int32()),
            "end_char": pa.array([c.attribution.span.end for c in rows], pa.int32()),
            "chain": _text([json.dumps(c.attribution.chain, ensure_ascii=False) for c in rows]),
            "url": _text([c.attribution.url for c in rows]),
            "evidence": _text([c.evidence for c in rows]),
        }
    )


def _credit_id(credit: Credit) -> str:
    a = credit.attribution
    place = f"{a.span.start}-{a.span.end}"
    return content_id("crd", credit.article_id, a.kind.value, a.name, place, *a.chain, a.url or "")


def issue_table(issues: Sequence[tuple[str | None, Issue]]) -> pa.Table:
    """Issues with the block each concerns, if any; equal issues once."""
    by_id = {
        content_id("iss", i.stage.value, i.code, i.where, i.message, i.article_id or "", block or ""): (
            block,
            i,
        )
        for block, i in issues
    }
    rows = tuple(by_id.values())
    return pa.table(
        {
            "issue_id": _text(list(by_id)),
            "stage": _text([i.stage.value for _, i in rows]),
            "code": _text([i.code for _, i in rows]),
            "location": _text([i.where for _, i in rows]),
            "message": _text([i.message for _, i in rows]),
            "article_id": _text([i.article_id for _, i in rows]),
            "block_key": _text([block for block, _ in rows]),
        }
    )


def form_table(forms: Sequence[tuple[Form, str | None]]) -> pa.Table:
    """Written forms, each with the question it answers."""
    return pa.table(
        {
            "form_id": _text([f.form_id for f, _ in forms]),
            "block_key": _text([f.block_key for f, _ in forms]),
            "question_id": _text([question for _, question in forms]),
            "kind": _text([f.kind.value for f, _ in forms]),
            "subject": _text([f.subject for f, _ in forms]),
            "metric": _text([f.metric for f, _ in forms]),
            "low": _numbers([f.low for f, _ in forms]),
            "high": _numbers([f.high for f, _ in forms]),
            "unit": _text([f.unit for f, _ in forms]),
            "modifier": _text([f.modifier.value for f, _ in forms]),
            "value_text": _text([f.value_text for f, _ in forms]),
            "object": _text([f.object for f, _ in forms]),
            "scope": _text([_scope_json(f.scope) for f, _ in forms]),
            "period": _text([f.period for f, _ in forms]),
            "status": _text([f.status.value for f, _ in forms]),
            "counterparty": _text([f.counterparty for f, _ in forms]),
            "provider": _text([f.provider for f, _ in forms]),
            "told": _text([f.told for f, _ in forms]),
        }
    )


def relation_table(relations: Sequence[tuple[str, FormRelation]]) -> pa.Table:
    """Judged pairs of forms, each with its block."""
    return pa.table(
        {
            "form_a": _text([r.form_a for _, r in relations]),
            "form_b": _text([r.form_b for _, r in relations]),
            "block_key": _text([block for block, _ in relations]),
            "relation": _text([r.relation.value for _, r in relations]),
            "reason": _text([r.reason for _, r in relations]),
            "explanation": _text([r.explanation for _, r in relations]),
            "confidence": pa.array([r.confidence for _, r in relations], pa.float64()),
            "severity": pa.array([r.severity for _, r in relations], pa.float64()),
            "alert": pa.array([r.alert for _, r in relations], pa.bool_()),
            "dismissed": pa.array([r.dismissed for _, r in relations], pa.bool_()),
        }
    )


def question_table(questions: Sequence[Question]) -> pa.Table:
    """Questions, without their sizes."""
    return pa.table(
        {
            "question_id": _text([q.question_id for q in questions]),
            "block_key": _text([q.block_key for q in questions]),
            "kind": _text([q.kind.value for q in questions]),
            "subject": _text([q.subject for q in questions]),
            "metric": _text([q.metric for q in questions]),
            "scope": _text([_scope_json(q.scope) for q in questions]),
            "period": _text([q.period for q in questions]),
            "text": _text([q.text for q in questions]),
            "verdict": _text([q.verdict.value for q in questions]),
        }
    )


def answer_table(answers: Sequence[tuple[str, Answer]]) -> pa.Table:
    """Answers, each with its block."""
    return pa.table(
        {
            "answer_id": _text([a.answer_id for _, a in answers]),
            "question_id": _text([a.question_id for _, a in answers]),
            "block_key": _text([block for block, _ in answers]),
            "low": _numbers([a.low for _, a in answers]),
            "high": _numbers([a.high for _, a in answers]),
            "unit": _text([a.unit for _, a in answers]),
            "object": _text([a.object for _, a in answers]),
            "value_text": _text([a.value_text for _, a in answers]),
            "n_claims": pa.array([a.n_claims for _, a in answers], pa.int64()),
            "n_articles": pa.array([a.n_articles for _, a in answers], pa.int64()),
            "n_outlets": pa.array([a.n_outlets for _, a in answers], pa.int64()),
            "n_origins": pa.array([a.n_origins for _, a in answers], pa.int64()),
            "n_effective": pa.array([a.n_effective for _, a in answers], pa.float64()),
            "first_seen_at": _text([a.first_seen_at for _, a in answers]),
            "first_article_id": _text([a.first_article_id for _, a in answers]),
        }
    )


def answer_form_table(answers: Sequence[tuple[str, Answer]]) -> pa.Table:
    """Which forms state and which allow each answer."""
    rows = [(a.answer_id, form, block, "states") for block, a in answers for form in a.states]
    rows += [(a.answer_id, form, block, "allows") for block, a in answers for form in a.allows]
    return text_table(("answer_id", "form_id", "block_key", "role"), rows)


def sum_table(sums: Sequence[BrokenSum]) -> pa.Table:
    """Broken sums."""
    return pa.table(
        {
            "sum_id": _text([s.sum_id for s in sums]),
            "article_id": _text([s.article_id for s in sums]),
            "rule": _text([s.rule for s in sums]),
            "claim_ids": pa.array([list(s.claim_ids) for s in sums], pa.list_(pa.string())),
            "told": _text([s.told for s in sums]),
            "low": _numbers([s.low for s in sums]),
            "high": _numbers([s.high for s in sums]),
            "unit": _text([s.unit for s in sums]),
            "gap": pa.array([s.gap for s in sums], pa.float64()),
            "working": _text([s.working for s in sums]),
            "explanation": _text([s.explanation for s in sums]),
            "confidence": pa.array([s.confidence for s in sums], pa.float64()),
            "alert": pa.array([s.alert for s in sums], pa.bool_()),
        }
    )


def edge_table(edges: Sequence[LineageEdge]) -> pa.Table:
    """Lineage edges, each once."""
    rows = tuple(dict.fromkeys(edges))
    return pa.table(
        {
            "article_id": _text([e.article_id for e in rows]),
            "origin_article_id": _text([e.origin_article_id for e in rows]),
            "origin_name": _text([e.origin_name for e in rows]),
            "kind": _text([e.kind.value for e in rows]),
            "direction": _text([e.direction.value for e in rows]),
            "confidence": pa.array([e.confidence for e in rows], pa.float64()),
            "evidence": _text([e.evidence for e in rows]),
        }
    )


def origin_table(origins: Sequence[ArticleOrigin]) -> pa.Table:
    """Origins of those articles that are not their own, or are tied to others."""
    rows = {o.article_id: o for o in origins if o.origin != o.article_id or o.sources}
    return pa.table(
        {
            "article_id": _text(list(rows)),
            "origin": _text([o.origin for o in rows.values()]),
            "sources": pa.array([list(o.sources) for o in rows.values()], pa.list_(pa.string())),
        }
    )


def judgement_table(judgements: Sequence[Judgement]) -> pa.Table:
    """Rulings in the order in which they were made."""
    return pa.table(
        {
            "position": pa.array(range(len(judgements)), pa.int32()),
            "ruling": _text([j.ruling.value for j in judgements]),
            "left_form": _text([j.left for j in judgements]),
            "right_form": _text([j.right for j in judgements]),
            "subject": _text([j.subject for j in judgements]),
            "metric": _text([j.metric for j in judgements]),
            "scope": _text([j.scope for j in judgements]),
            "period": _text([j.period for j in judgements]),
            "ruled_by": _text([j.user for j in judgements]),
            "ruled_at": _text([j.at for j in judgements]),
            "note": _text([j.note for j in judgements]),
            "ruling_id": _text([j.ruling_id for j in judgements]),
            "finding_id": _text([j.finding_id for j in judgements]),
            "claim_a": _text([j.claim_a for j in judgements]),
            "claim_b": _text([j.claim_b for j in judgements]),
            "reading": _text([j.reading for j in judgements]),
            "answer": _text([j.answer for j in judgements]),
            "assignee": _text([j.assignee for j in judgements]),
            "undoes": _text([j.undoes for j in judgements]),
            "holds": pa.array([j.holds for j in judgements], pa.bool_()),
        }
    )


def text_table(names: Sequence[str], rows: Sequence[tuple[str | None, ...]]) -> pa.Table:
    """A table of text columns from tuples, one value per name."""
    return pa.table({name: _text([row[n] for row in rows]) for n, name in enumerate(names)})


def _text(values: list[str] | list[str | None], kind: pa.DataType | None = None) -> pa.Array:
    kind = kind or pa.string()
    try:
        column = pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array(_storable(values), kind)
    # UTF-8 has the byte 0 for NUL and nothing else, so one pass over the bytes finds it.
    data = column.buffers()[2]
    if data is not None and b"\0" in memoryview(data).tobytes():
        return pa.array(_storable(values), kind)
    return column


def _storable(values: Iterable[str | None]) -> list[str | None]:
    return [None if value is None else _UNSTORABLE.sub(_REPLACEMENT, value) for value in values]


def _numbers(values: Sequence[Decimal | None]) -> pa.Array:
    return pa.array([storable_number(value) for value in values], _DECIMAL)
