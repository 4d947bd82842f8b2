"""Answers of queries in three forms."""

import csv
import json
from datetime import date, datetime
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


HOSTILE = (
    "=HYPERLINK(1)",
    "+1-2",
    "-5 %",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\x00=1",
    "'=1",
    'a "b",\r\n=c',
    " =1",
    "",
)


def test_csv_reads_back() -> None:
    out = StringIO(newline="")
    write_csv(TABLE.columns, TABLE.rows, out)
    assert out.getvalue().count("\r\n") == 3
    assert list(csv.reader(StringIO(out.getvalue(), newline=""))) == [
        ["name", "value", "at"],
        ['Example "AI", Inc.', "6600000000.000000", "2031-03-04 05:06:00"],
        ["two\nlines [red]", "", ""],
    ]


def test_csv_holds_no_formula_and_numbers_stay_numbers() -> None:
    out = StringIO(newline="")
    write_csv(("=name", "n"), [(text, -5) for text in HOSTILE], out)
    header, *rows = csv.reader(StringIO(out.getvalue(), newline=""))
    assert header == ["'=name", "n"]
    for text, (cell, number) in zip(HOSTILE, rows, strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\x00"))
        assert cell.removeprefix("'") == text.removeprefix("'")
        assert float(number) == -5


def test_csv_has_lists_as_json() -> None:
    out = StringIO(newline="")
    write_csv(("outlets",), [(["The Ledger", 'Post "E"'],), ({"at": date(2031, 3, 4)},)], out)
    _, first, second = csv.reader(StringIO(out.getvalue(), newline=""))
    assert json.loads(first[0]) == ["The Ledger", 'Post "E"']
    assert json.loads(second[0]) == {"at": "2031-03-04"}


def test_json_reads_back() -> None:
    out = StringIO()
    write_json(TABLE.columns, TABLE.rows, out)
    assert json.loads(out.getvalue()) == [
        {"name": 'Example "AI", Inc.', "value": 6600000000, "at": "2031-03-04T05:06:00"},
        {"name": "two\nlines [red]", "value": None, "at": None},
    ]


def test_json_of_nothing_and_of_no_number() -> None:
    out = StringIO()
    write_json(("n",), [], out)
    assert json.loads(out.getvalue()) == []
    out = StringIO()
    write_json(("n", "list"), [(float("nan"), [float("inf"), 1.5])], out)
    assert json.loads(out.getvalue()) == [{"n": None, "list": [None, 1.5]}]


def test_a_table_moves_no_cursor() -> None:
    out = StringIO()
    write_table(
        Table(columns=("t",), rows=(("a\x1b[2Jb\u202ec",),), is_cut=False), Console(file=out, width=80)
    )
    assert "a\ufffd[2Jb\ufffdc" in out.getvalue()


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
