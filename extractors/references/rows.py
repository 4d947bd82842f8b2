"""Files of references to rows: TOML with `[[reference]]` tables, or CSV. Nothing is understood yet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extractors.lexicon.strict import LexiconError, build, nearest, read_toml

TABLE = "reference"
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*reference[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One reference as it is written; an empty cell of a CSV file is a key left out.

    `scope` is written as in rulings: `round=series_b; part=first tranche`. `unlisted` says that the subject
    is in no lexicon and is written as the articles write it. `note` is for people.
    """

    subject: str
    metric: str
    value: str
    source: str
    url: str
    period: str | None = None
    scope: str = ""
    unlisted: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("subject", "metric", "value", "source", "url"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name} is empty; {_MISSING[name]}")


_MISSING = {
    "subject": "write whom or what the fact is about",
    "metric": "`twosource lexicon list` prints the metrics",
    "value": "write it as an article would, with its unit",
    "source": "name the paper, filing, model card or page that says so",
    "url": "give the public address where anyone can look it up",
}
_COLUMNS = tuple(item.name for item in fields(Row))
_YES = {"true": True, "yes": True, "false": False, "no": False}


def read_rows(path: Path) -> Iterator[tuple[str, Row | LexiconError]]:
    """The rows of one file in order: where each stands, and the row or what is wrong with it.

    Raises:
        LexiconError: the file as a whole cannot be read.
    """
    if path.suffix == ".toml":
        return _toml_rows(path)
    if path.suffix == ".csv":
        return _csv_rows(path)
    raise LexiconError(f"{path}: references are read from .toml and .csv files; move it elsewhere")


def _toml_rows(path: Path) -> Iterator[tuple[str, Row | LexiconError]]:
    tables = read_toml(path)
    unknown = sorted(set(tables) - {TABLE})
    if unknown:
        raise LexiconError(f"{path}: unknown table {unknown[0]!r}; references are [[{TABLE}]] tables")
    found = tables.get(TABLE, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise LexiconError(f"{path}: references are [[{TABLE}]] tables, with two brackets on either side")
    text = path.read_text(encoding="utf-8")
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEADER.finditer(text)]
    for number, table in enumerate(found, 1):
        line = f"line {lines[number - 1]}" if len(lines) == len(found) else f"reference {number}"
        yield _built(table, f"{path}: {line}")


def _csv_rows(path: Path) -> Iterator[tuple[str, Row | LexiconError]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            for name in reader.fieldnames or ():
                if name not in _COLUMNS:
                    raise LexiconError(f"{path}: line 1: unknown column {name!r}{nearest(name, _COLUMNS)}")
            for cells in reader:
                yield _csv_row(cells, f"{path}: line {reader.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LexiconError(f"{path}: cannot be read: {error}") from error


def _csv_row(cells: Mapping[Any, Any], where: str) -> tuple[str, Row | LexiconError]:
    if None in cells:
        return where, LexiconError(
            f"{where}: more cells than the header has columns; quote a cell that holds a comma"
        )
    if None in cells.values():
        return where, LexiconError(f"{where}: fewer cells than the header has columns")
    table: dict[str, Any] = {name: text.strip() for name, text in cells.items() if text.strip()}
    if "unlisted" in table:
        if table["unlisted"].lower() not in _YES:
            return where, LexiconError(f"{where}: unlisted is {table['unlisted']!r}: write true or false")
        table["unlisted"] = _YES[table["unlisted"].lower()]
    return _built(table, where)


def _built(table: Mapping[str, Any], where: str) -> tuple[str, Row | LexiconError]:
    missing = [name for name in _MISSING if name not in table]
    if missing and set(table) <= set(_COLUMNS):
        return where, LexiconError(f"{where}: {missing[0]} is missing; {_MISSING[missing[0]]}")
    for name, held in table.items():
        if name in _COLUMNS and name != "unlisted" and not isinstance(held, str):
            return where, LexiconError(f"{where}: {name} is {held}; write it as text, between quotes")
    try:
        return where, build(Row, table, where)
    except LexiconError as error:
        return where, error
