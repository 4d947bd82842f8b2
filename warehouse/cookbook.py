"""The questions of docs/cookbook.md with their SQL, from `warehouse/sql/cookbook/`, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from warehouse.statements import names, statement

_QUESTION = "-- Question: "
_READING = "-- Reading: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A question that analysts ask: its name, how to read the answer, and the SQL without these lines."""

    name: str
    question: str
    reading: str
    sql: str


@cache
def recipes() -> tuple[Recipe, ...]:
    """All of them, in the order of the cookbook."""
    return tuple(_recipe(name) for name in names("cookbook"))


def _recipe(file: str) -> Recipe:
    question, reading, sql = statement(f"cookbook/{file}").split("\n", 2)
    if not question.startswith(_QUESTION) or not reading.startswith(_READING):
        raise ValueError(f"{file}.sql: it begins with a line {_QUESTION!r} and a line {_READING!r}")
    return Recipe(
        name=file.partition("_")[2].replace("_", "-"),
        question=question.removeprefix(_QUESTION),
        reading=reading.removeprefix(_READING),
        sql=sql.strip() + "\n",
    )
