"""The data dictionary: every view and column of the published file with its comment, rendered as Markdown.

`python -m warehouse.dictionary docs/data-dictionary.md` writes it, `--check` says whether it is up to date.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import duckdb

from warehouse.publish import create_tables, create_views
from warehouse.statements import run, statement
from warehouse.view_names import VIEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a public view."""

    view: str
    view_comment: str
    column: str
    type: str
    comment: str


def dictionary() -> tuple[Column, ...]:
    """Every column of every public view, views in the order of `VIEWS`."""
    with duckdb.connect(":memory:") as con:
        create_tables(con)
        create_views(con)
        rows = run(con, "dictionary/columns")
    columns = (Column(view=v, view_comment=vc, column=c, type=t, comment=cc) for v, vc, c, t, cc in rows)
    return tuple(sorted(columns, key=lambda column: VIEWS.index(column.view)))


def render(columns: Iterable[Column]) -> str:
    """The dictionary as a Markdown page."""
    lines = [
        "# Data dictionary",
        "",
        "The views of the published file `claims.duckdb`. Made by `make docs` from the comments in",
        "`warehouse/sql/views/`; edit them there.",
    ]
    for view, group in groupby(columns, key=attrgetter("view")):
        held = tuple(group)
        grain, question = _header(view)
        lines += [
            "",
            f"## {view}",
            "",
            held[0].view_comment,
            "",
            f"Grain: {grain} For example: {question}",
            "",
        ]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        lines += [
            f"| `{c.column}` | {c.type.lower()} | {c.comment.replace('|', chr(92) + '|')} |" for c in held
        ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or with `--check` only compare it. Exit code 1 when it is out of date."""
    parser = argparse.ArgumentParser(prog="python -m warehouse.dictionary", description=__doc__)
    parser.add_argument("path", type=Path, help="the Markdown file")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail when the file is out of date"
    )
    chosen = parser.parse_args(arguments)
    page = render(dictionary())
    if not chosen.check:
        chosen.path.write_text(page, encoding="utf-8")
        return 0
    if chosen.path.exists() and chosen.path.read_text(encoding="utf-8") == page:
        return 0
    print(f"{chosen.path} is out of date: run `python -m warehouse.dictionary {chosen.path}`.")
    return 1


def _header(view: str) -> tuple[str, str]:
    """The first two lines of a view's file: its grain and a question it answers."""
    grain, question = statement(f"views/{view}").splitlines()[:2]
    return grain.removeprefix("-- Grain: "), question.removeprefix("-- Answers: ")


if __name__ == "__main__":
    raise SystemExit(main())
