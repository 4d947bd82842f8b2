import errno
import multiprocessing
import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.made import article, batch, check_all, claim
from warehouse import DiskFull, Published, RunStatus, Warehouse, WarehouseError
from warehouse.snapshots import snapshots
from warehouse.summary_rows import Run
from warehouse.view_names import VIEWS

CONTRACT = {
    "claims": "claim_id, external_id, article_id, article_url, kind, subject, mention, metric, low, high,"
    " unit, modifier, scope, period, status, attributed_to, counterparty, object, value_text, sentence,"
    " start_char, end_char, confidence, question_id",
    "claim_relations": "claim_a, claim_b, relation, reason, explanation, confidence",
    "answers": "answer_id, question_id, low, high, unit, object, n_claims, n_articles, n_origins,"
    " first_seen_at, first_url, n_outlets, n_effective",
    "lineage": "article_url, origin_url, origin_name, kind, direction, confidence, evidence",
}


def load(warehouse: Warehouse, number: int) -> None:
    a = article(f"n{number}", f"Halden AI is worth ${number} billion.")
    warehouse.load_batch(1, batch((a, [claim(a, f"${number} billion", f"{number}000000000")])))
    check_all(warehouse)


def test_the_published_file_has_the_public_views_and_columns(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        views = published.sql(
            "select view_name from duckdb_views() where not internal order by view_name"
        ).rows
        assert [row[0] for row in views] == sorted(VIEWS)
        for view, columns in CONTRACT.items():
            assert published.sql(f"select * from {view}").columns == tuple(columns.split(", "))
        types = published.sql("select low, high, scope, confidence from claims").rows
        assert types == ()
        described = published.sql("select column_name, column_type from (describe claims)").rows
        assert dict(described)["low"] == "DOUBLE"


def test_every_view_and_column_is_commented_after_publication(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        bare = published.sql(
            "select table_name, column_name from duckdb_columns() where not internal and comment is null"
            " and database_name = 'warehouse'"
            " union all select view_name, '' from duckdb_views() where not internal and comment is null"
            " union all select table_name, '' from duckdb_tables() where comment is null"
        )
    assert bare.rows == ()


def test_nothing_private_is_published(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        load(warehouse, 1)
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        schemas = published.sql("select distinct schema_name from duckdb_tables()").rows
    assert sorted(schemas) == [("core",), ("mart",)]


def test_an_unchanged_warehouse_is_not_published_again(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        load(warehouse, 1)
        assert warehouse.publish().is_new
        inode = (data / "claims.duckdb").stat().st_ino
        load(warehouse, 1)
        assert not warehouse.publish().is_new
        assert (data / "claims.duckdb").stat().st_ino == inode
        load(warehouse, 2)
        assert warehouse.publish().is_new
        (data / "claims.duckdb").unlink()
        assert warehouse.publish().is_new
        (data / "claims.duckdb").write_bytes(b"not a database")
        assert warehouse.publish().is_new
        assert not warehouse.publish().is_new
    assert sorted(p.name for p in data.iterdir()) == ["claims.duckdb", "twosource.lock", "warehouse.duckdb"]


def test_unchecked_blocks_are_not_published(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        a = article("n", "Halden AI is worth $4 billion.")
        warehouse.load_batch(1, batch((a, [claim(a, "$4 billion", "4")])))
        with pytest.raises(WarehouseError, match="1 blocks of claims are not checked yet"):
            warehouse.publish()
    assert not (data / "claims.duckdb").exists()


def test_a_stray_log_beside_the_published_file_goes(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.publish()
        (data / "claims.duckdb.wal").write_bytes(b"left by somebody")
        load(warehouse, 1)
        warehouse.publish()
    assert not (data / "claims.duckdb.wal").exists()


def test_an_open_reader_keeps_its_file_and_a_new_one_sees_the_new(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        load(warehouse, 1)
        warehouse.publish()
        with Published(data / "claims.duckdb") as old:
            load(warehouse, 2)
            warehouse.publish()
            with Published(data / "claims.duckdb") as new:
                assert new.sql("select count(*) from claims").rows == ((2,),)
            assert old.sql("select count(*) from claims").rows == ((1,),)


def test_readers_in_other_processes_never_fail_and_never_see_half_a_run(data: Path) -> None:
    for opened, versions, errors in publish_under_readers(data, readers=2, publications=5):
        assert errors == []
        assert opened > 1
        assert len(versions) > 1


def test_the_last_publications_stay_as_snapshots(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        for number in range(1, 6):
            load(warehouse, number)
            warehouse.begin_run(
                started_at=datetime(2024, 1, 1, tzinfo=UTC), code_version="1", lexicon_sha="a"
            )
            assert warehouse.publish(keep=3).is_new
        held = snapshots(data)
        assert [path.name for path in held] == [f"claims-{n:06}.duckdb" for n in (3, 4, 5)]
        assert held[-1].samefile(data / "claims.duckdb")
        for path, articles in zip(held, (3, 4, 5), strict=True):
            with Published(path) as old:
                assert old.sql("select count(*) from articles").rows == ((articles,),)
        load(warehouse, 6)
        assert warehouse.publish(keep=0).is_new
    assert snapshots(data) == ()


def test_a_file_system_without_links_gets_copies(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", no_links)
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.publish(keep=2)
    (held,) = snapshots(data)
    assert held.read_bytes() == (data / "claims.duckdb").read_bytes()


def test_a_folder_in_place_of_the_published_file_is_told(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        (data / "claims.duckdb").mkdir()
        with pytest.raises(WarehouseError, match="is a folder"):
            warehouse.publish()


def test_without_room_nothing_is_begun(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        load(warehouse, 1)
        warehouse.publish()
        before = (data / "claims.duckdb").stat().st_ino
        load(warehouse, 2)
        room = shutil.disk_usage(data)._replace(free=100_000)
        monkeypatch.setattr("shutil.disk_usage", lambda folder: room)
        with pytest.raises(DiskFull, match=r"publishing needs about [\d.]+ MB and 0\.1 MB are free"):
            warehouse.publish(keep=3)
        assert (data / "claims.duckdb").stat().st_ino == before
    assert sorted(p.name for p in data.iterdir()) == ["claims.duckdb", "twosource.lock", "warehouse.duckdb"]


def publish_under_readers(
    data: Path, readers: int, publications: int
) -> list[tuple[int, set[int], list[str]]]:
    """So many publications while readers of other processes open the file again and again; what each saw."""
    spawn = multiprocessing.get_context("spawn")
    stop, seen = spawn.Event(), spawn.Queue()
    with Warehouse.open(data, threads=1) as warehouse:
        load(warehouse, 0)
        warehouse.publish()
        started = [
            spawn.Process(target=_read, args=(data / "claims.duckdb", stop, seen)) for _ in range(readers)
        ]
        for reader in started:
            reader.start()
        assert [seen.get(timeout=60) for _ in started] == ["ready"] * readers
        for number in range(1, publications + 1):
            load(warehouse, number)
            warehouse.publish(keep=3)
        stop.set()
        reports = [seen.get(timeout=60) for _ in started]
        for reader in started:
            reader.join()
    return reports


def _read(path: Path, stop: object, seen: object) -> None:
    opened, versions, errors = 0, set(), []
    while not stop.is_set():  # type: ignore[attr-defined]
        try:
            with duckdb.connect(str(path), read_only=True) as con:
                row = con.execute(
                    "select (select count(*) from articles), (select count(*) from claims),"
                    " (select count(*) from answers), (select sum(n_claims) from questions)"
                ).fetchall()[0]
            if len(set(row)) != 1:
                errors.append(f"half a run: {row}")
            versions.add(row[0])
        except duckdb.Error as error:
            errors.append(str(error))
        if not opened:
            seen.put("ready")  # type: ignore[attr-defined]
        opened += 1
    seen.put((opened, versions, errors))  # type: ignore[attr-defined]


def test_runs_are_numbered_and_killed_ones_marked(data: Path) -> None:
    start = datetime(2024, 10, 2, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    with Warehouse.open(data) as warehouse:
        assert warehouse.begin_run(started_at=start, code_version="1", lexicon_sha="a") == 1
    with Warehouse.open(data) as warehouse:
        assert warehouse.begin_run(started_at=start, code_version="1", lexicon_sha="a") == 2
        end = datetime(2024, 10, 2, 12, 5, tzinfo=UTC)
        warehouse.finish_run(2, finished_at=end, status=RunStatus.DONE, counts={"b": 2, "a": 1})
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        last, first = published.rows(Run, limit=5)
    assert (first.run_number, first.status, first.finished_at) == (1, "interrupted", None)
    assert (last.status, last.counts) == ("done", '{"a": 1, "b": 2}')
    assert (last.started_at, last.finished_at) == (datetime(2024, 10, 2, 12, 0), datetime(2024, 10, 2, 12, 5))


def test_an_instant_without_a_zone_is_refused(warehouse: Warehouse) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        warehouse.begin_run(started_at=datetime(2024, 10, 2), code_version="1", lexicon_sha="a")
