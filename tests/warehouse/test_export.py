"""The canonical export: equal contents give equal bytes, and nothing of when they were made is in them."""

import json
import re
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.made import article, batch, check_all, claim
from warehouse import Warehouse, WarehouseError
from warehouse.export import Export, export_parquet, load_canon

_TABLES = "select table_name from duckdb_tables() where schema_name = 'core'"
"""What is stored for speed alone (the schema `mart`) is in the views, and not exported twice."""


def story(number: int) -> tuple[object, list[object]]:
    told = article(f"n{number}", f"Halden AI is worth ${number} billion.")
    return told, [claim(told, f"${number} billion", f"{number}000000000")]


def published(data: Path, batches: list[list[int]], threads: int = 1) -> Path:
    with Warehouse.open(data, threads=threads) as warehouse:
        for run, numbers in enumerate(batches, 1):
            warehouse.load_batch(run, batch(*map(story, numbers)))  # type: ignore[arg-type]
            check_all(warehouse, run)
        warehouse.publish()
    return data / "claims.duckdb"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("one"), [[1, 2, 3, 4, 5]])


def hashes(export: Export) -> dict[str, str]:
    return {each.name: each.sha256 for each in export.files}


@pytest.mark.parametrize(
    "batches", [[[5, 3, 1, 4, 2]], [[4], [2, 3], [5], [1]], [[1, 2, 3, 4, 5], [2, 1]]], ids=str
)
def test_order_and_number_of_batches_change_no_byte(
    tmp_path: Path, one: Path, batches: list[list[int]]
) -> None:
    other = published(tmp_path / "data", batches, threads=2)
    assert other.read_bytes() != one.read_bytes()
    assert hashes(export_parquet(other, tmp_path / "b")) == hashes(export_parquet(one, tmp_path / "a"))


def test_another_figure_is_another_export(tmp_path: Path, one: Path) -> None:
    other = published(tmp_path / "data", [[1, 2, 3, 4, 6]])
    ours, theirs = export_parquet(one, tmp_path / "a"), export_parquet(other, tmp_path / "b")
    assert ours.digest != theirs.digest
    assert hashes(ours)["tables/claims.parquet"] != hashes(theirs)["tables/claims.parquet"]


def test_every_public_relation_is_exported_without_clocks(tmp_path: Path, one: Path) -> None:
    export = export_parquet(one, tmp_path / "out")
    canon = load_canon()
    with duckdb.connect(str(one), read_only=True) as con:
        tables = {row[0] for row in con.execute(_TABLES).fetchall()}
        views = {
            row[0]
            for row in con.execute("select view_name from duckdb_views() where not internal").fetchall()
        }
        claims = con.execute("select count(*) from claims").fetchall()[0][0]
    wanted = {f"tables/{name}.parquet" for name in tables - set(canon.left_out.tables)}
    wanted |= {f"views/{name}.parquet" for name in views - set(canon.left_out.views)}
    assert {each.name for each in export.files} == wanted
    assert set(canon.keys.tables) <= tables
    assert set(canon.keys.views) <= views
    with duckdb.connect() as con:
        for each in export.files:
            described = con.execute(f"describe from '{export.folder / each.name}'").fetchall()
            of_time = [n for n, kind, *_ in described if "TIMESTAMP" in kind or re.search(r"run(_|$)", n)]
            assert of_time == [], each.name
        assert con.execute(f"select count(*) from '{export.folder}/tables/claims.parquet'").fetchall() == [
            (claims,)
        ]


def test_keys_are_keys(tmp_path: Path, one: Path) -> None:
    canon = load_canon()
    with duckdb.connect(str(one), read_only=True) as con:
        for schema, keys in (("core", canon.keys.tables), ("main", canon.keys.views)):
            for name, key in keys.items():
                twice = f"select 1 from {schema}.{name} group by {', '.join(key)} having count(*) > 1"
                assert con.execute(twice).fetchall() == [], name


def test_the_manifest_says_what_lies_there(tmp_path: Path, one: Path) -> None:
    folder = tmp_path / "out"
    first = export_parquet(one, folder)
    written = json.loads((folder / "manifest.json").read_text())
    assert written["digest"] == first.digest
    assert {name: each["sha256"] for name, each in written["files"].items()} == hashes(first)
    (folder / "tables" / "gone.parquet").write_bytes(b"of an older program")
    (folder / "tables" / "half.parquet.new").write_bytes(b"of a killed export")
    assert export_parquet(one, folder) == first
    assert sorted(path.name for path in folder.glob("tables/*")) == sorted(
        name.partition("/")[2] for name in hashes(first) if name.startswith("tables/")
    )


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, one: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WarehouseError, match=r"holds thesis\.txt, which is of no export"):
        export_parquet(one, tmp_path)
    with pytest.raises(WarehouseError, match="is a file"):
        export_parquet(one, tmp_path / "thesis.txt")
    with pytest.raises(WarehouseError, match="nothing has been published yet"):
        export_parquet(tmp_path / "claims.duckdb", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
