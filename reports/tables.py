"""Answers of SQL queries for people (a table), spreadsheets (CSV) and programs (JSON)."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from warehouse.query import Table

_LONGEST_CELL = 300


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
    rows = f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'}"
    note = f"the first {rows}; there are more (--limit)" if table.is_cut else rows
    console.print(Text(note, style="dim"))


def write_csv(table: Table, out: TextIO) -> None:
    """CSV with a header line; nothing is empty, text is as stored."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(["" if value is None else value for value in row] for row in table.rows)


def write_json(table: Table, out: TextIO) -> None:
    """One JSON array of objects, one a row; dates as ISO text, decimals as numbers."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    json.dump(rows, out, ensure_ascii=False, indent=2, default=_plain)
    out.write("\n")


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
