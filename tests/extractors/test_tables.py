"""Figures of tables and label rows, as `tests/cases/tables.toml` has them, and what holds of every table."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims.pipeline import extract_claims
from extractors.claims.tables.grids import find_grids
from extractors.claims.tables.labels import read_label
from extractors.records import Claim, Kind
from tests.extractors.reading import article, lexicon
from tests.extractors.test_figures import check
from tests.spent import processor

CASES = tomllib.loads(Path("tests/cases/tables.toml").read_text(encoding="utf-8"))["case"]
BUSY = 10  # how much slower a loaded machine may be


def quantities_of(text: str, case: dict[str, Any]) -> list[Claim]:
    found = extract_claims(article(text, case.get("published"), case.get("title")), lexicon()).claims
    return [claim for claim in found if claim.kind is Kind.QUANTITY]


def claim_at(claims: list[Claim], place: int) -> Claim | None:
    return next((c for c in claims if c.start is not None and c.start <= place < (c.end or 0)), None)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_tables(case: dict[str, Any]) -> None:
    text = case["text"].strip()
    claims = quantities_of(text, case)
    for wanted in case.get("expect", ()):
        place = text.index(wanted["value"], text.index(wanted.get("after", "")))
        place += len(wanted["value"]) - len(wanted["value"].lstrip("+-| ")) if "after" in wanted else 0
        claim = claim_at(claims, place)
        assert claim is not None, (wanted["value"], [claim.value_text for claim in claims])
        check(claim, wanted)
        if "unit" in wanted:
            assert claim.unit == wanted["unit"]
    for value in case.get("silent", ()):
        assert claim_at(claims, text.index(value)) is None, value


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_values_are_printed_where_they_stand_and_read_once(case: dict[str, Any]) -> None:
    text = case["text"].strip()
    end = 0
    for claim in quantities_of(text, case):
        assert claim.start is not None
        assert claim.end is not None
        assert text[claim.start : claim.end] == claim.value_text
        assert claim.sentence in text
        assert claim.start >= end
        end = claim.end


def test_without_its_header_a_table_has_no_metrics() -> None:
    for name in ("rounds-in-tabs", "power-plants", "segments-of-a-company", "years-down"):
        case = next(case for case in CASES if case["id"] == name)
        bare = re.sub(r"(?m)^(?:\| |)(?:Company|Plant|Segment|Year)\b.*\n", "", case["text"].strip())
        known = lexicon().frames.by_name
        assert not [claim.metric for claim in quantities_of(bare, case) if claim.metric in known]


@pytest.mark.parametrize(
    ("words", "unit", "factor", "period"),
    [
        ("In EUR million", "EUR", 10**6, None),
        ("Revenue, $bn", "USD", 10**9, None),
        ("£'000", "GBP", 1000, None),
        ("Turnover (in thousands of Swiss francs)", "CHF", 1000, None),
        ("(unaudited, in $ millions, except per share data)", "USD", 10**6, None),
        ("(in thousands)", None, 1000, None),
        ("Training Time (GPU hours)", "gpu_hours", 1, None),
        ("Users (m)", "users", 10**6, None),
        ("Height (m)", "metres", 1, None),
        ("Vote share, %", "percent", 1, None),
        ("2024 revenue ($bn)", "USD", 10**9, "2024"),
        ("Input ($ per million tokens)", "usd_per_mtok", 1, None),
    ],
)
def test_headers_say_in_what_they_count(
    words: str, unit: str | None, factor: int, period: str | None
) -> None:
    label = read_label(words, None)
    assert label.unit is not None
    assert (label.unit.name, label.unit.factor, label.period) == (unit, factor, period)


@pytest.mark.parametrize(
    "words", ["Share", "Time", "Price per month", "Points", "Model", "Net income per share"]
)
def test_headers_that_state_no_unit(words: str) -> None:
    assert read_label(words, None).unit is None


CELLS = st.text(alphabet="aB1 .,|\t\n<>/tdrh$%()", max_size=120)


@settings(max_examples=150, deadline=None)
@given(CELLS)
def test_cells_stand_within_their_rows_in_order(text: str) -> None:
    end = 0
    for grid in find_grids(text):
        assert grid.span.start >= end
        for row in grid.rows:
            for cell in row.cells:
                assert cell.span.start >= end
                assert cell.span.end <= len(text)
                end = cell.span.end


@pytest.mark.parametrize(
    "piece",
    [
        "|",
        "| ",
        "||\n",
        "| 1 ",
        "| a | 1 |\n",
        "\t",
        "a\t1\n",
        "a  1\n",
        "<td>",
        "<tr><td>1",
        "<table>",
        "<tr>\n",
        "-|",
        "  ",
    ],
)
def test_tables_without_end_are_found_in_time(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    find_grids(piece)  # what is compiled at the first use is
    with processor() as spent:
        find_grids(text)
    assert spent() < 0.05 * BUSY


@pytest.mark.parametrize("piece", ["| a | 1 |\n", "a\t1\n", "<tr><td>a<td>1\n", "| 2024 | 1 | 2 |\n"])
def test_rows_without_end_are_read_in_time(piece: str) -> None:
    text = "| a | b |\n" + (piece * (100_000 // len(piece) + 1))[:100_000]
    known = lexicon()
    with processor() as spent:
        extract_claims(article(text, "2026-03-31"), known)
    assert spent() < 2.0 * BUSY
