"""References and how forms stand to them -> Arrow tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from checkers.records import ReferenceFinding
from extractors.records import Reference
from warehouse.columns import scope_json, storable_number, text_table

_TEXTS = (
    "reference_id", "block_key", "kind", "subject", "metric", "unit", "modifier", "value_text", "object",
    "scope", "period", "source", "url",
)  # fmt: skip
_FOUND = ("reference_id", "form_id", "block_key", "relation", "reason", "explanation")


def reference_table(references: Sequence[tuple[str, Reference]]) -> pa.Table:
    """References, each with the block of the claims it is set against."""
    texts: list[tuple[str | None, ...]] = [
        (
            r.reference_id, block, r.kind.value, r.subject, r.metric, r.unit, r.modifier.value, r.value_text,
            r.object, scope_json(r.scope), r.period, r.source, r.url,
        )
        for block, r in references
    ]  # fmt: skip
    return (
        text_table(_TEXTS, texts)
        .append_column("low", _numbers([r.low for _, r in references]))
        .append_column("high", _numbers([r.high for _, r in references]))
        .append_column("is_own", pa.array([r.is_own for _, r in references], pa.bool_()))
    )


def reference_relation_table(found: Sequence[tuple[str, ReferenceFinding]]) -> pa.Table:
    """How forms stand to references, each with its block."""
    texts: list[tuple[str | None, ...]] = [
        (r.reference_id, r.form_id, block, r.relation.value, r.reason, r.explanation) for block, r in found
    ]
    return (
        text_table(_FOUND, texts)
        .append_column("confidence", pa.array([r.confidence for _, r in found], pa.float64()))
        .append_column("severity", pa.array([r.severity for _, r in found], pa.float64()))
        .append_column("alert", pa.array([r.alert for _, r in found], pa.bool_()))
        .append_column("dismissed", pa.array([r.dismissed for _, r in found], pa.bool_()))
    )


def _numbers(values: Sequence[Decimal | None]) -> pa.Array:
    return pa.array([storable_number(value) for value in values], pa.decimal128(38, 6))
