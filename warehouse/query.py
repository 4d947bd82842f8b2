"""Reading the published file: named queries for our own reports, one SELECT at a time for analysts.

A connection here can read the views and nothing else: the file is attached read-only to an empty database,
then access to files, the network, the settings and our own variables is shut for good. It does not bound
computing time: an analyst's statement is worked out in a process of its own, see `warehouse.asking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb
import pyarrow as pa

from warehouse import (
    digest_rows,
    draft_rows,
    held_rows,
    kin_rows,
    review_rows,
    site_rows,
    stored_rows,
    summary_rows,
    view_rows,
)
from warehouse.connect import Engine
from warehouse.errors import QueryRefused, WarehouseError
from warehouse.limits import load_limits
from warehouse.refusals import in_words
from warehouse.statements import run, statement

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")

QUERIES = (
    summary_rows.QUERIES
    | held_rows.QUERIES
    | kin_rows.QUERIES
    | stored_rows.QUERIES
    | digest_rows.QUERIES
    | view_rows.QUERIES
    | review_rows.QUERIES
    | site_rows.QUERIES
    | draft_rows.QUERIES
)
"""Which query of `sql/queries/` makes which record."""

_ALLOWED = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The result of an analyst's statement. `is_cut` says that there were more rows than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool


class Published:
    """The published file at `path`, as it is at this moment: a later publication is not seen.

    `spill` is the folder for what does not fit into memory, at most `answer_spill` of `limits.toml`.

    Raises:
        WarehouseError: there is no such file, or it does not open.
    """

    def __init__(
        self, path: Path, *, threads: int | None = None, memory: str = "2GB", spill: Path | None = None
    ) -> None:
        if not path.exists():
            raise WarehouseError(f"{path} does not exist: nothing has been published yet. Do a run first.")
        self.path = path
        settings = Engine(threads=threads, memory=memory).settings(spill)
        settings["max_temp_directory_size"] = f"{load_limits().answer_spill}MB"
        # Attached to an instance of its own: DuckDB keeps instances by path, and would hand out the old file.
        self._con = duckdb.connect(":memory:", config=settings)
        try:
            run(self._con, "query/attach", path=str(path))
            run(self._con, "query/lock_down")
        except duckdb.Error as error:
            self._con.close()
            raise WarehouseError(f"{path} does not open: {error}") from error

    def close(self) -> None:
        """Let the file go."""
        self._con.close()

    def __enter__(self) -> Published:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rows(self, record: type[R], **params: object) -> tuple[R, ...]:
        """The rows of the named query that belongs to a record of a module of rows, in order.

        `params` are bound by name; the query file says which it takes. Of a query that gives a whole view,
        the columns that the record has no field for are left out.

        Raises:
            KeyError: no query belongs to the record.
            QueryRefused: the file is of another version, and has not what the query asks for.
        """
        try:
            result = self._con.execute(statement(f"queries/{QUERIES[record]}"), params or None)
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise QueryRefused(
                f"{self.path} was published by another version of twosource and does not hold what is asked "
                "for. Run again, which publishes it anew."
            ) from error
        names = {each.name for each in fields(record)}
        places = [(n, column[0]) for n, column in enumerate(result.description or ()) if column[0] in names]
        return tuple(record(**{name: row[n] for n, name in places}) for row in result.fetchall())

    def sql(self, text: str, limit: int | None = None) -> Table:
        """Run one SELECT (or WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, EXPLAIN), up to `limit` rows of it.

        Raises:
            QueryRefused: it is something else, more than one statement, or it fails; the message says why.
        """
        try:
            result = self._con.execute(self._only(text))
            rows = result.fetchall() if limit is None else result.fetchmany(limit + 1)
        except duckdb.Error as error:
            raise QueryRefused(in_words(error)) from error
        columns = tuple(str(column[0]) for column in result.description or ())
        kept = rows if limit is None else rows[:limit]
        return Table(columns=columns, rows=tuple(map(tuple, kept)), is_cut=len(kept) < len(rows))

    def stream(self, text: str, rows: int) -> Iterator[pa.Schema | pa.RecordBatch]:
        """What `sql` gives as Arrow: its schema, then batches of so many rows, as they are worked out.

        Raises:
            QueryRefused: as `sql`, also in the middle.
        """
        try:
            # Of a relation, not of a result: that one would be worked out whole before its first row.
            reader = self._con.sql(self._only(text)).to_arrow_reader(rows)
            yield reader.schema
            yield from reader
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            self.sql(text, limit=0)  # a relation does not say in which line; a statement does
            raise QueryRefused(in_words(error)) from error
        except (duckdb.Error, OSError) as error:  # Arrow hands on what DuckDB says as an OSError
            raise QueryRefused(in_words(error)) from error

    def _only(self, text: str) -> duckdb.Statement:
        statements = self._con.extract_statements(text)
        if len(statements) != 1:
            raise QueryRefused(f"One statement at a time, please: there are {len(statements)}.")
        if (kind := statements[0].type) not in _ALLOWED:
            hint = " Say which values a PIVOT has: `in (...)`." if kind.name == "MULTI" else ""
            raise QueryRefused(
                f"{kind.name} is not for readers: the published file answers SELECT only.{hint}"
            )
        return statements[0]
