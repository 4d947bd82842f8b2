"""Answers of queries in three forms."""

import csv
import json
from datetime import datetime
from decimal import Decimal
from io import StringIO

from rich.console import Console

from reports.tables import write_csv, write_json, write_table
from warehouse.query import Table

TABLE = Table(
    columns=("name", "value", "at"),
    rows=(
        ('Example "AI", Inc.', Decimal("6600000000.000000"), datetime(2031, 3, 4, 5, 6)),
        ("two\nlines [red]", None, None),
    ),
    is_cut=False,
)
NOTHING = Table(columns=("name",), rows=(), is_cut=False)


def test_csv_reads_back() -> None:
    out = StringIO()
    write_csv(TABLE, out)
    rows = list(csv.reader(StringIO(out.getvalue())))
    assert rows == [
        ["name", "value", "at"],
        ['Example "AI", Inc.', "6600000000.000000", "2031-03-04 05:06:00"],
        ["two\nlines [red]", "", ""],
    ]


def test_json_reads_back() -> None:
    out = StringIO()
    write_json(TABLE, out)
    assert json.loads(out.getvalue()) == [
        {"name": 'Example "AI", Inc.', "value": 6600000000, "at": "2031-03-04T05:06:00"},
        {"name": "two\nlines [red]", "value": None, "at": None},
    ]


def test_a_table_shows_text_as_it_is_and_says_when_it_is_cut() -> None:
    out = StringIO()
    console = Console(file=out, width=100)
    write_table(Table(columns=TABLE.columns, rows=TABLE.rows, is_cut=True), console)
    assert "two lines [red]" in out.getvalue()
    assert "the first 2 rows; there are more (--limit)" in out.getvalue()


def test_no_rows() -> None:
    out = StringIO()
    write_table(NOTHING, Console(file=out, width=100))
    assert out.getvalue().strip() == "0 rows"
