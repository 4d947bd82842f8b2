"""Blocks of claims as news tells them, drawn at random: a small world, so that claims often meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from checkers.records import Telling
from tests.checkers.tellings import telling

MONEY = ("valuation", "funding_round", "revenue", "total_funding", "net_income", "market_cap", "fine")
COUNTED = ("employees", "layoffs", "parameter_count", "other:experts", "other:deliveries", "monthly_users")
SHARES = ("market_share", "growth_rate", "share_price_change")
FACTS: Mapping[str, Sequence[str]] = {
    "ceo": ("Ada Brook", "Ada M. Brook", "Olin Farrow"),
    "founder": ("Ada Brook", "Olin Farrow", "Ada Brook and Olin Farrow"),
    "founded": ("1998", "1998-05", "1998-05-04", "1999", "1998/1999"),
    "release_date": ("2024-07", "2024-07-23", "2024-07-24", "2024-Q3", "2025"),
    "license": ("Apache 2.0", "MIT", "open_source", "open_weight", "proprietary", "non_commercial"),
    "lead_investor": ("Tarn Capital", "Tarn Capital LLC", "Veyle Partners"),
    "headquarters": ("Osterby", "Wexholm"),
    "event_status": ("announced", "completed", "cancelled", "delayed"),
}
PERIODS = (
    None,
    None,
    "2024",
    "FY2024",
    "2024-Q3",
    "2024-10",
    "2024-10-02",
    "2025",
    "2023-11/2024-10",
    "2024-W40",
)
TOLD = (None, "2024-09-20", "2024-10-03", "2024-10-03T08:00:00Z", "2025-04-01")
SCOPES: tuple[Mapping[str, str], ...] = (
    {},
    {},
    {"round": "series_b"},
    {"round": "series_c"},
    {"part": "first tranche"},
    {"part": "additional"},
    {"part": "total"},
    {"basis": "pre_money"},
    {"basis": "post_money"},
    {"segment": "data center"},
    {"region": "Europe"},
    {"round": "series_b", "basis": "post_money"},
    {"instant": "close"},
)
STATUSES = ("reported", "reported", "reported", "projected", "estimated", "rumoured", "target", "denied")
MODIFIERS = ("exact", "exact", "exact", "about", "over", "under", "at_least", "up_to")
SPOKEN = (
    "We will not sell the plant in 2025, and the 400 people who work there can stay.",
    "Nobody asked us before the vote, nobody told us after it, and we found out from the radio.",
)


@st.composite
def claims(draw: st.DrawFn, metric: str) -> dict[str, Any]:
    """One claim of any kind about one metric, as `telling` reads it."""
    if metric == "said":
        return draw(_quoted())
    table: dict[str, Any] = {
        "subject": draw(st.sampled_from(("Halcyon", "Halcyon", "Halcyon, Inc.", "Halcyon 2"))),
        "metric": metric,
        "status": draw(st.sampled_from(STATUSES)),
        **_optional(draw, "period", PERIODS),
        **_optional(draw, "to", (None, None, "Nimbus", "Calder")),
        **_context(draw),
    }
    if metric in FACTS:
        said = draw(st.sampled_from(FACTS[metric]))
        return table | {"kind": "fact", "object": said, "value": said}
    table["scope"] = draw(st.sampled_from(SCOPES))
    return table | draw(_figures(metric))


@st.composite
def _figures(draw: st.DrawFn, metric: str) -> dict[str, Any]:
    """A number as news prints it, with its unit and its hedge or range."""
    number = draw(st.sampled_from(("6.6", "6.60", "6.7", "6.57", "66", "7", "6", "-6.6")))
    unit = "percent" if metric in SHARES else "count" if metric in COUNTED else None
    unit = unit or draw(st.sampled_from(("USD", "USD", "USD", "EUR")))
    sign, word = {"USD": "$", "EUR": "€"}.get(unit, ""), "%" if unit == "percent" else " billion"
    scale = Decimal(1 if unit == "percent" else 10**9)
    low = high = Decimal(number) * scale
    printed, modifier = f"{sign}{number}{word}", draw(st.sampled_from(MODIFIERS))
    style = draw(st.sampled_from(("spelled", "spelled", "spelled", "bare", "range", "short")))
    if style == "bare" and unit != "percent":
        printed = f"{sign}{low:,.0f}"
    elif style == "short" and unit != "percent":
        printed = f"{sign}{number}bn"
    elif style == "range":
        high, modifier = low + abs(low) / 10, "range"
        printed = f"{sign}{number}{word} to {sign}{high / scale:f}{word}"
    return {"value": printed, "low": str(low), "high": str(high), "unit": unit, "mod": modifier}


@st.composite
def _quoted(draw: st.DrawFn) -> dict[str, Any]:
    """An utterance as printed: whole, cut, with brackets, or with words changed."""
    words = draw(st.sampled_from(SPOKEN)).split()
    change = draw(st.sampled_from(("none", "cut", "dots", "bracket", "negation", "number", "word", "tense")))
    if change == "cut":
        words = words[: draw(st.integers(4, len(words)))]
    elif change == "dots":
        words = [*words[:4], "…", *words[7:]]
    elif change == "bracket":
        words = ["[The board]", *words[1:]]
    elif change == "negation":
        words = [word for word in words if word not in ("not", "Nobody", "nobody")]
    elif change in ("number", "word", "tense"):
        swaps = {"number": ("400", "300"), "word": ("plant", "mill"), "tense": ("found", "find")}
        old, new = swaps[change]
        words = [new if word == old else word for word in words]
    table = {"kind": "quote", "subject": draw(st.sampled_from(("Ada Brook", "Ada Brook"))), "metric": "said"}
    return table | {"object": " ".join(words)} | _context(draw)


def _context(draw: st.DrawFn) -> dict[str, Any]:
    """When, by whom and on whose word."""
    return {
        "origin": draw(st.sampled_from(("o1", "o2", "o3"))),
        "outlet": draw(st.sampled_from(("Herald", "Courier"))),
        **_optional(draw, "told", TOLD),
        **_optional(draw, "by", (None, None, "Herald", "Halcyon", "analysts")),
        **_optional(draw, "credit", (None, "outlet", "company", "anonymous")),
    }


def _optional(draw: st.DrawFn, key: str, choices: Sequence[Any]) -> dict[str, Any]:
    chosen = draw(st.sampled_from(choices))
    return {} if chosen is None else {key: chosen}


@st.composite
def blocks(draw: st.DrawFn, at_least: int = 2, at_most: int = 9) -> list[Telling]:
    """The claims of one block: one metric, sometimes several values in one sentence of one article."""
    metric = draw(st.sampled_from((*MONEY, *COUNTED, *SHARES, *FACTS, "said")))
    drawn = draw(st.lists(claims(metric), min_size=at_least, max_size=at_most))
    told = [telling(table, number) for number, table in enumerate(drawn)]
    together = draw(st.lists(st.booleans(), min_size=len(told), max_size=len(told)))
    return [_in_one_sentence(each) if joins else each for each, joins in zip(told, together, strict=True)]


def _in_one_sentence(told: Telling) -> Telling:
    claim = told.claim
    if claim.kind.value == "quote":
        return told
    return replace(told, claim=replace(claim, article_id="art_all", sentence="All at once."), origin="o1")
