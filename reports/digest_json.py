"""A digest as JSON, for programs: what is posted to a webhook. Its schema is `digest.schema.json`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from reports.digest import Block, Digest
from reports.ruling_commands import ruling_commands

VERSION = 1
"""Of the form of it. A field that is added does not change it; one that goes or means something else does."""


def digest_json(digest: Digest, written_at: datetime) -> bytes:
    """The digest as one JSON object in UTF-8; `written_at` is UTC. Numbers of charts are decimal text."""
    told: dict[str, Any] = {
        "version": VERSION,
        "text": digest.subject,
        "subscription": digest.name,
        "written_at": f"{written_at:%Y-%m-%dT%H:%M:%SZ}",
        "articles_until": digest.told_until,
        "contradictions": [_block(digest, block) for block in digest.contradictions],
        "quotations": [_block(digest, block) for block in digest.quotations],
    }
    for name in ("silent_edits", "broken_sums", "against_references", "updates"):
        told[name] = [
            {**asdict(line), **_rulings(digest, line.finding_id, is_update=name == "updates")}
            for line in getattr(digest, name)
        ]
    told["left_out"] = list(digest.left_out)
    told["blind_spots"] = [asdict(spot) for spot in digest.blind_spots]
    return json.dumps(told, ensure_ascii=False, allow_nan=False, default=_decimal).encode(
        "utf-8", "backslashreplace"
    )


def _block(digest: Digest, block: Block) -> dict[str, Any]:
    told = asdict(block)
    pairs = told.pop("pairs")
    commands = (ruling_commands(digest, pair.finding_id, has_sides=True) for pair in block.pairs)
    told["findings"] = [
        {**pair, "short_id": digest.short(pair["finding_id"]), "commands": list(each)}
        for pair, each in zip(pairs, commands, strict=True)
    ]
    return told


def _rulings(digest: Digest, finding_id: str, *, is_update: bool) -> dict[str, Any]:
    commands = () if is_update else ruling_commands(digest, finding_id, has_sides=False)
    return {"short_id": digest.short(finding_id), "commands": list(commands)}


def _decimal(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no place in a digest")
