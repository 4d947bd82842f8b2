"""What `twosource sql` and `twosource tables` do: take the question, ask it, write the answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import TextIO

from rich.console import Console

from flows.forms import Form
from flows.report import open_published
from flows.settings import Settings, SettingsError
from reports.tables import write_csv, write_json, write_table
from warehouse.asking import Answer, Bounds
from warehouse.cookbook import Recipe, recipes
from warehouse.query import Table
from warehouse.view_rows import ViewColumn

_STDIN = "-"
_BY_ENDING = {".csv": Form.CSV, ".json": Form.JSON, ".parquet": Form.PARQUET, ".txt": Form.TABLE}
_WIDE = 160
"""Characters a line of a table that goes to a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How an answer is wanted. `limit` holds for tables; `seconds` of `None` is the packaged bound."""

    form: Form
    output: Path | None
    limit: int
    seconds: float | None


def chosen_text(query: str | None, file: Path | None, example: str | None) -> str:
    """The statement: given, of a file, of standard input, or an example of the cookbook.

    Raises:
        SettingsError: none or several are given, the file does not open, there is no such example.
    """
    given = [each for each in (query, file, example) if each is not None]
    if len(given) > 1 or (not given and sys.stdin.isatty()):
        raise SettingsError(
            'Give one SELECT: twosource sql "select ...", --file question.sql, --example NAME (--examples '
            "lists them), or by standard input."
        )
    if example is not None:
        return example_named(example).sql
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file} cannot be read: {error}") from error
    return sys.stdin.read() if query in (None, _STDIN) else str(query)


def example_named(name: str) -> Recipe:
    """The question of the cookbook that has this name.

    Raises:
        SettingsError: there is none; the message has the nearest names.
    """
    known = {recipe.name: recipe for recipe in recipes()}
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        meant = f"Did you mean {' or '.join(near)}? " if near else ""
        raise SettingsError(f"There is no example {name}. {meant}--examples lists all.")
    return known[name]


def example_lines() -> Iterator[str]:
    """A line for each question of the cookbook: its name and what it asks."""
    widest = max(len(recipe.name) for recipe in recipes())
    return (f"{recipe.name:<{widest}}  {recipe.question}" for recipe in recipes())


def form_of(form: Form | None, output: Path | None) -> Form:
    """The form asked for, else that of the file's ending, else a table.

    Raises:
        SettingsError: the ending says nothing, or Parquet is to go to the screen.
    """
    if form is Form.PARQUET and output is None:
        raise SettingsError("Parquet is not for the screen: name a file with --output.")
    if form is not None or output is None:
        return form or Form.TABLE
    if (known := _BY_ENDING.get(output.suffix.lower())) is None:
        raise SettingsError(
            f"{output}: what form is that? End its name in {', '.join(_BY_ENDING)}, or say --format."
        )
    return known


def answer(settings: Settings, text: str, wanted: Wanted, console: Console, errors: Console) -> None:
    """Ask the published file and write the answer; a file is written whole or not at all.

    Raises:
        QueryRefused, WarehouseError: as `warehouse.asking.Answer`.
        SettingsError: the file cannot be written.
    """
    bounds = Bounds(threads=settings.threads, memory=settings.memory)
    if wanted.seconds is not None:
        bounds = Bounds(threads=settings.threads, memory=settings.memory, seconds=wanted.seconds)
    most = wanted.limit if wanted.form is Form.TABLE else None
    with Answer(settings.published, text, bounds, most=most) as asked:
        if wanted.output is None:
            _write(asked, wanted.form, sys.stdout, console)
            return
        with whole_file(wanted.output) as unborn:
            if wanted.form is Form.PARQUET:
                asked.write_parquet(unborn)
            else:
                with unborn.open("w", encoding="utf-8", newline="") as file:
                    _write(asked, wanted.form, file, Console(file=file, width=_WIDE, no_color=True))
        errors.print(f"written: {wanted.output}", highlight=False, markup=False)


def listing(settings: Settings, view: str | None, *, every_column: bool) -> Table:
    """The views with what they hold, or the columns of one, or every column of all (or of one).

    Raises:
        SettingsError: there is no such view; the message has the nearest names.
        WarehouseError: nothing has been published yet.
    """
    with open_published(settings) as published:
        columns = published.rows(ViewColumn)
    views = {name: tuple(held) for name, held in groupby(columns, key=lambda column: column.view)}
    if view is not None and view not in views:
        near = get_close_matches(view, views, n=3, cutoff=0.5)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise SettingsError(f"There is no view {view}.{meant}")
    if every_column:
        chosen = columns if view is None else views[view]
        return _table(
            ("view", "column", "type", "meaning"), [(c.view, c.column, c.type, c.comment) for c in chosen]
        )
    if view is not None:
        return _table(("column", "type", "meaning"), [(c.column, c.type, c.comment) for c in views[view]])
    return _table(("view", "what it holds"), [(name, held[0].view_comment) for name, held in views.items()])


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    return Table(columns=columns, rows=tuple(rows), is_cut=False)


def _write(asked: Answer, form: Form, out: TextIO, console: Console) -> None:
    if form is Form.TABLE:
        write_table(asked.table(), console)
    elif form is Form.CSV:
        write_csv(asked.columns, asked.rows(), out)
    else:
        write_json(asked.columns, asked.rows(), out)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to, which takes its place when all went well."""
    unborn = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield unborn
        unborn.replace(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        raise SettingsError(
            f"{path} cannot be written: {error.strerror}. Name a file in a folder that is there."
        ) from error
    finally:
        unborn.unlink(missing_ok=True)
