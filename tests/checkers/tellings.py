"""Tellings for tests, from a few words each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from checkers.records import Telling
from extractors.records import Claim, CreditKind, Kind, Modifier, Status


def telling(table: Mapping[str, Any], number: int = 0) -> Telling:
    """A telling of a table as the case files write it: value, low, high, unit, mod, period, status, …"""
    kind = Kind(table.get("kind", "quantity"))
    low = Decimal(table["low"]) if "low" in table else None
    high = Decimal(table["high"]) if "high" in table else low
    article = table.get("article", f"art_{number}")
    credit = table.get("credit")
    claim = Claim(
        claim_id=table.get("id", f"clm_{number}"),
        article_id=article,
        kind=kind,
        subject=table["subject"],
        metric=table["metric"],
        sentence=table.get("sentence", table.get("object", table.get("value", ""))),
        low=low,
        high=high,
        unit=table.get("unit", "USD") if kind is Kind.QUANTITY else None,
        modifier=Modifier(table.get("mod", "exact")),
        scope=tuple(sorted(table.get("scope", {}).items())),
        period=table.get("period"),
        status=Status(table.get("status", "reported")),
        attributed_to=table.get("by"),
        attribution_kind=CreditKind(credit) if credit else None,
        counterparty=table.get("to"),
        object=table.get("object"),
        value_text=table.get("value"),
    )
    return Telling(
        claim=claim,
        published=table.get("told"),
        outlet=table.get("outlet"),
        origin=table.get("origin", article),
        sources=tuple(table.get("sources", ())),
    )
