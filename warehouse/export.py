"""The canonical export: what is published, as Parquet files that are equal when the findings are.

A DuckDB file of equal contents has other bytes each time. These files have not: every table is sorted by its
key, written by one thread with a fixed size of row groups and codec, and holds nothing of when it was made.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from importlib.resources import files
from pathlib import Path

import duckdb

from extractors.lexicon.strict import build, read_toml
from warehouse.connect import Engine, translated_errors
from warehouse.durable import put_in_place, write_durably
from warehouse.errors import WarehouseError
from warehouse.statements import run, statement

MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is not exported, by name."""

    columns: tuple[str, ...]
    tables: tuple[str, ...]
    views: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """By what the rows of a table or view are sorted."""

    tables: dict[str, tuple[str, ...]]
    views: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Canon:
    """The rules of `canonical.toml`."""

    row_group_rows: int
    left_out: LeftOut
    keys: Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file of an export: its name below the folder, its rows and the SHA-256 of its bytes."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export that is whole. Two with one digest hold the same bytes."""

    folder: Path
    files: tuple[ExportedFile, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the names and hashes of all files."""
        lines = "".join(f"{each.sha256}  {each.name}\n" for each in self.files)
        return sha256(lines.encode()).hexdigest()

    @property
    def manifest(self) -> str:
        """The text of the manifest."""
        held = {each.name: {"rows": each.rows, "sha256": each.sha256} for each in self.files}
        return json.dumps({"digest": self.digest, "files": held}, indent=1) + "\n"


@cache
def load_canon() -> Canon:
    """The rules of `canonical.toml`.

    Raises:
        LexiconError: it cannot be understood.
    """
    path = Path(str(files("warehouse").joinpath("canonical.toml")))
    return build(Canon, read_toml(path), path.name)


def export_parquet(published: Path, folder: Path, memory: str = "4GB") -> Export:
    """Export the published file into `folder`: `tables/` for what is stored, `views/` for what analysts read.

    The manifest is written last, so a folder with one is whole. Files of an earlier export are replaced, and
    those that this one does not have are removed. Cost: every table is sorted once, by one thread.

    Raises:
        WarehouseError: nothing is published, or the folder holds something else than an export.
        WarehouseBroken, DiskFull: a file cannot be written; there is no manifest then.
    """
    if not published.exists():
        raise WarehouseError(f"{published} does not exist: nothing has been published yet. Do a run first.")
    _refuse_others(folder)
    with translated_errors():
        for kind in ("tables", "views"):
            (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST_NAME).unlink(missing_ok=True)
        with duckdb.connect(":memory:", config=Engine(threads=1, memory=memory).settings()) as con:
            run(con, "query/attach", path=str(published))
            con.execute("use warehouse")
            exported = _copy_all(con, folder)
        held = {each.name for each in exported}
        for path in folder.glob("*/*.parquet*"):
            if path.relative_to(folder).as_posix() not in held:
                path.unlink()
        export = Export(folder=folder, files=exported)
        write_durably(folder / MANIFEST_NAME, export.manifest.encode())
    return export


def is_export(folder: Path) -> bool:
    """Whether a folder is a whole export of ours."""
    return (folder / MANIFEST_NAME).is_file() and (folder / "tables" / "claims.parquet").is_file()


def _refuse_others(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WarehouseError(f"{folder} is a file: name a folder to export to.")
    strange = sorted(
        path.name for path in folder.iterdir() if path.name not in ("tables", "views", MANIFEST_NAME)
    )
    if strange:
        raise WarehouseError(
            f"{folder} holds {strange[0]}, which is of no export: name a new folder, or that of an export."
        )


def _copy_all(con: duckdb.DuckDBPyConnection, folder: Path) -> tuple[ExportedFile, ...]:
    canon = load_canon()
    left = canon.left_out
    relations = run(
        con,
        "export/relations",
        columns=list(left.columns),
        tables=list(left.tables),
        views=list(left.views),
    )
    exported = []
    for is_view, name, columns in relations:
        keys = canon.keys.views if is_view else canon.keys.tables
        final = folder / ("views" if is_view else "tables") / f"{name}.parquet"
        unborn = final.with_name(f"{final.name}.new")
        copy = statement("export/copy").format(
            columns=_quoted(columns),
            relation=f"main.{_quoted((name,))}" if is_view else f"core.{_quoted((name,))}",
            key=_quoted(keys.get(name) or columns),
            path="'" + str(unborn).replace("'", "''") + "'",
            rows=canon.row_group_rows,
        )
        rows = int(con.execute(copy).fetchall()[0][0])
        put_in_place(unborn, final)
        with final.open("rb") as handle:
            digest = file_digest(handle, "sha256").hexdigest()
        exported.append(ExportedFile(name=final.relative_to(folder).as_posix(), rows=rows, sha256=digest))
    return tuple(sorted(exported, key=lambda each: each.name))


def _quoted(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)
