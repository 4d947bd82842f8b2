"""What a run shows in Prefect: tables of what it read, of contradictions found, of what it could not see.

Made from the published file, so they say what analysts can ask for. Plain functions, no Prefect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flows.report import open_published
from flows.settings import Settings
from warehouse.query import Table
from warehouse.statements import statement

_ROWS = 100
"""Rows of a table; what is left is a question away."""

_CELL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One table with its key and a heading for a person."""

    key: str
    heading: str
    table: Table


_TABLES = (
    ("read", "What was read: articles that are new or changed, by outlet"),
    ("contradictions", "Contradictions worth a look"),
    ("blind_spots", "Blind spots: what could not be read, dated or parsed"),
)


def run_artifacts(settings: Settings) -> tuple[Artifact, ...]:
    """The tables of the last run.

    Raises:
        WarehouseError: nothing has been published yet.
    """
    with open_published(settings) as published:
        return tuple(
            Artifact(
                key=f"twosource-{name.replace('_', '-')}",
                heading=heading,
                table=published.sql(statement(f"artifacts/{name}"), limit=_ROWS),
            )
            for name, heading in _TABLES
        )


def as_rows(table: Table) -> list[dict[str, str | int | float | None]]:
    """The rows of a table as JSON has them; long texts are cut."""
    return [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]


def as_markdown(artifacts: tuple[Artifact, ...]) -> str:
    """All tables on one page."""
    return "\n".join(line for artifact in artifacts for line in _section(artifact))


def _section(artifact: Artifact) -> Iterator[str]:
    table = artifact.table
    yield f"## {artifact.heading}"
    yield ""
    if not table.rows:
        yield "None."
    else:
        yield f"| {' | '.join(table.columns)} |"
        yield f"|{' --- |' * len(table.columns)}"
        for row in table.rows:
            yield f"| {' | '.join(_cell(_plain(value)) for value in row)} |"
        if table.is_cut:
            yield ""
            yield f"The first {len(table.rows)}; there are more."
    yield ""


def _plain(value: object) -> str | int | float | None:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = " ".join(str(value).split())
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def _cell(value: str | int | float | None) -> str:
    """A cell that cannot break its table or become markup: page texts are not ours."""
    text = "" if value is None else str(value)
    for sign in "\\`|<>[]*_#!":
        text = text.replace(sign, f"\\{sign}" if sign not in "<>" else f"&#{ord(sign)};")
    return text
