"""A database of Prefect's is made once, and nothing that anybody put there goes on to another folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from flows.prefect_template import keep, lay_out


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "twosource"


def database(path: Path, filled: Sequence[str] = ("alembic_version", "block_type")) -> Path:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as con:
        con.execute("pragma journal_mode = wal")
        for table in ("alembic_version", "block_type", "block_document", "configuration", "flow_run"):
            con.execute(f"create table {table} (value text)")
        for table in filled:
            con.execute(f"insert into {table} values ('canary')")
        con.commit()
    return path


def test_it_is_made_once(tmp_path: Path, cache: Path) -> None:
    other = tmp_path / "other" / "prefect.db"
    other.parent.mkdir()
    assert not lay_out(other)
    assert list(other.parent.iterdir()) == []
    made = database(tmp_path / "made" / "prefect.db")
    keep(made)
    assert lay_out(other)
    assert [path.name for path in other.parent.iterdir()] == ["prefect.db"]
    assert len(list(cache.iterdir())) == 1
    with closing(sqlite3.connect(other)) as con:
        assert con.execute("select value from block_type").fetchall() == [("canary",)]
        assert con.execute("select count(*) from flow_run").fetchall() == [(0,)]


def test_one_that_is_there_is_left_alone(tmp_path: Path, cache: Path) -> None:
    keep(database(tmp_path / "made" / "prefect.db"))
    own = database(tmp_path / "own" / "prefect.db", ("flow_run",))
    before = own.read_bytes()
    assert lay_out(own)
    assert own.read_bytes() == before


@pytest.mark.parametrize("table", ["block_document", "configuration", "flow_run"])
def test_one_that_holds_anything_of_anybody_is_not_kept(tmp_path: Path, cache: Path, table: str) -> None:
    keep(database(tmp_path / "made" / "prefect.db", ("alembic_version", table)))
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("size", [0, 100, 5_000])
def test_a_torn_one_is_not_used(tmp_path: Path, cache: Path, size: int) -> None:
    keep(database(tmp_path / "made" / "prefect.db"))
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:size])
    other = tmp_path / "other" / "prefect.db"
    other.parent.mkdir()
    assert not lay_out(other)
    assert list(other.parent.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    keep(database(tmp_path / "made" / "prefect.db"))
    assert not lay_out(tmp_path / "other" / "prefect.db")


def test_the_log_of_one_that_is_gone_is_not_replayed(tmp_path: Path, cache: Path) -> None:
    keep(database(tmp_path / "made" / "prefect.db"))
    own = tmp_path / "own" / "prefect.db"
    writer = sqlite3.connect(database(own, ("flow_run",)))
    writer.execute("insert into flow_run values ('another')")
    writer.commit()
    kept_log = (tmp_path / "own" / "prefect.db-wal").read_bytes()
    writer.close()
    own.unlink()
    (tmp_path / "own" / "prefect.db-wal").write_bytes(kept_log)
    assert lay_out(own)
    with closing(sqlite3.connect(own)) as con:
        assert con.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert con.execute("select count(*) from flow_run").fetchall() == [(0,)]


def test_one_kept_by_somebody_else_with_something_in_it_is_not_used(tmp_path: Path, cache: Path) -> None:
    keep(database(tmp_path / "made" / "prefect.db"))
    (kept,) = cache.iterdir()
    with closing(sqlite3.connect(kept)) as con:
        con.execute("insert into block_document values ('canary')")
        con.commit()
    other = tmp_path / "other" / "prefect.db"
    other.parent.mkdir()
    assert not lay_out(other)
    (other.parent / "prefect.db.new").mkdir()
    assert not lay_out(other)


def test_nothing_is_left_where_it_cannot_be_kept(tmp_path: Path, cache: Path) -> None:
    made = database(tmp_path / "made" / "prefect.db")
    keep(made)
    (kept,) = cache.iterdir()
    kept.unlink()
    kept.mkdir()
    keep(made)
    assert list(cache.iterdir()) == [kept]
