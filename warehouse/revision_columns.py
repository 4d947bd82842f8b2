"""Revisions and edits -> Arrow tables, beside those of `columns`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from checkers.revisions.records import ArticleRevisions, ClaimEdit
from extractors.records import Claim
from warehouse.columns import scope_json, storable_number, text_table

_DECIMAL = pa.decimal128(38, 6)
_SEEN = ("article_id", "title", "published", "text", "text_sha256", "compared_by")
_CLAIM = (
    "claim_id", "article_id", "kind", "subject", "mention", "metric", "unit", "modifier", "scope", "period",
    "status", "attributed_to", "counterparty", "object", "value_text", "sentence",
)  # fmt: skip
_EDIT = (
    "edit_id", "article_id", "kind", "notice", "note", "claim_kind", "subject", "metric", "unit", "old_unit",
    "relation", "reason", "explanation",
)  # fmt: skip
_SIDE = ("claim_id", "object", "value", "sentence")


def revision_table(found: Sequence[ArticleRevisions]) -> pa.Table:
    """The texts that articles have had."""
    rows = [(each.article_id, seen) for each in found for seen in each.texts]
    texts: list[tuple[str | None, ...]] = [
        (article, s.title, s.published, s.text, s.text_sha256, s.compared_by) for article, s in rows
    ]
    return (
        text_table(_SEEN, texts)
        .append_column("number", _integers([seen.number for _, seen in rows]))
        .append_column("run_number", _integers([seen.run_number for _, seen in rows]))
        .append_column("notes", pa.array([list(seen.notes) for _, seen in rows], pa.list_(pa.string())))
    )


def reworked_table(found: Sequence[ArticleRevisions]) -> pa.Table:
    """The revisions that were compared with the one before just now."""
    rows = [(each.article_id, number) for each in found for number in each.reworked]
    articles = text_table(("article_id",), [(article,) for article, _ in rows])
    return articles.append_column("number", _integers([number for _, number in rows]))


def former_table(found: Sequence[ArticleRevisions]) -> pa.Table:
    """Claims that revisions made and the next did not."""
    rows = [former for each in found for former in each.former]
    claims = [former.claim for former in rows]
    texts: list[tuple[str | None, ...]] = [
        (
            c.claim_id, c.article_id, c.kind.value, c.subject, c.mention, c.metric, c.unit, c.modifier.value,
            scope_json(c.scope), c.period, c.status.value, c.attributed_to, c.counterparty, c.object,
            c.value_text, c.sentence,
        )
        for c in claims
    ]  # fmt: skip
    return (
        text_table(_CLAIM, texts)
        .append_column("number", _integers([former.number for former in rows]))
        .append_column("until_number", _integers([former.until for former in rows]))
        .append_column("low", _numbers([c.low for c in claims]))
        .append_column("high", _numbers([c.high for c in claims]))
        .append_column("start_char", _integers([c.start for c in claims]))
        .append_column("end_char", _integers([c.end for c in claims]))
        .append_column("confidence", pa.array([c.confidence for c in claims], pa.float64()))
    )


def edit_table(found: Sequence[ArticleRevisions]) -> pa.Table:
    """Edits, each with what both claims say, since neither need be held."""
    rows = [edit for each in found for edit in each.edits]
    table = text_table(_EDIT, [_texts(edit) for edit in rows])
    for name, claims in (("old", [edit.old for edit in rows]), ("new", [edit.new for edit in rows])):
        side = text_table([f"{name}_{column}" for column in _SIDE], [_side(claim) for claim in claims])
        for column in side.column_names:
            table = table.append_column(column, side.column(column))
        table = table.append_column(f"{name}_low", _numbers([c.low if c else None for c in claims]))
        table = table.append_column(f"{name}_high", _numbers([c.high if c else None for c in claims]))
    return (
        table.append_column("number", _integers([edit.number for edit in rows]))
        .append_column("old_number", _integers([edit.old_number for edit in rows]))
        .append_column("confidence", pa.array([edit.confidence for edit in rows], pa.float64()))
        .append_column("alert", pa.array([edit.alert for edit in rows], pa.bool_()))
    )


def _texts(edit: ClaimEdit) -> tuple[str | None, ...]:
    told = edit.new or edit.old
    assert told is not None
    return (
        edit.edit_id, edit.article_id, edit.kind.value, edit.notice.value, edit.note, told.kind.value,
        told.subject, told.metric, edit.new.unit if edit.new else None, edit.old.unit if edit.old else None,
        edit.relation.value if edit.relation else None, edit.reason, edit.explanation,
    )  # fmt: skip


def _side(claim: Claim | None) -> tuple[str | None, ...]:
    if claim is None:
        return (None,) * len(_SIDE)
    return claim.claim_id, claim.object, claim.value_text or claim.object, claim.sentence


def _numbers(values: Sequence[Decimal | None]) -> pa.Array:
    return pa.array([storable_number(value) for value in values], _DECIMAL)


def _integers(values: Sequence[int | None]) -> pa.Array:
    return pa.array(values, pa.int32())
