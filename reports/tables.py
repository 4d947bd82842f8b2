"""Answers of SQL queries for people (a table), spreadsheets (CSV) and programs (JSON)."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from reports.counting import count_words
from warehouse.query import Table

Row = tuple[Any, ...]

_LONGEST_CELL = 300
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\x00")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What would move a terminal's cursor, colour it or turn its text around: articles may hold anything."""


def write_table(table: Table, console: Console) -> None:
    """A table as wide as the console allows; long cells are cut."""
    grid = Grid(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name, values in zip(table.columns, zip(*table.rows, strict=True), strict=True) if table.rows else ():
        numeric = all(value is None or isinstance(value, int | float | Decimal) for value in values)
        grid.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(_shown(value)) for value in row))
    if table.rows:
        console.print(grid)
    rows = count_words(len(table.rows), "row")
    note = f"the first {rows}; there are more (--limit)" if table.is_cut else rows
    console.print(Text(note, style="dim"))


def write_csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """CSV as RFC 4180 has it, with a header line; a null is an empty cell, a list or structure its JSON.

    Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP ASVS 5, 1.2.10);
    numbers stay numbers.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in columns])
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def write_json(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """One JSON array of objects, one a row and a line; dates as ISO text, decimals as numbers, no NaN."""
    before = "[\n"
    for row in rows:
        named = dict(zip(columns, map(_plain, row), strict=True))
        out.write(before + json.dumps(named, ensure_ascii=False, allow_nan=False))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, list | dict | tuple):
        return json.dumps(_plain(value), ensure_ascii=False)
    return value


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    text = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(str(value).split()))
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _plain(value: Any) -> Any:  # a value as JSON has it
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value)
