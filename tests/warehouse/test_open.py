import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.made import article, batch, claim, contents
from warehouse import NewerSchema, Warehouse, WarehouseBroken, WarehouseLocked
from warehouse.connect import STORAGE_VERSION
from warehouse.migrate import known_version


def test_a_new_folder_gets_a_warehouse_and_nothing_else(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        assert warehouse.notices == ()
        assert warehouse.dirty_blocks() == ()
    assert sorted(p.name for p in data.iterdir()) == ["twosource.lock", "warehouse.duckdb"]


def test_what_was_stored_is_there_when_it_is_opened_again(data: Path) -> None:
    a = article("one", "Halden AI is worth $4 billion.")
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch((a, [claim(a, "$4 billion", "4000000000")])))
    with Warehouse.open(data) as warehouse:
        assert len(warehouse.dirty_blocks()) == 1


@pytest.mark.parametrize("size", [0, 4096, 8192])
def test_a_file_cut_short_at_its_creation_is_moved_aside(data: Path, size: int) -> None:
    data.mkdir()
    (data / "warehouse.duckdb").write_bytes(b"\0" * size)
    with Warehouse.open(data) as warehouse:
        (notice,) = warehouse.notices
        assert "moved to warehouse.duckdb.broken-1" in notice
        assert warehouse.dirty_blocks() == ()


def test_a_large_file_that_does_not_open_is_left_alone(data: Path) -> None:
    data.mkdir()
    path = data / "warehouse.duckdb"
    path.write_bytes(b"not a database" * 2000)
    with pytest.raises(WarehouseBroken, match="does not open: it is not a DuckDB file"):
        Warehouse.open(data)
    assert path.read_bytes() == b"not a database" * 2000


def test_leftovers_of_killed_runs_are_cleared(data: Path) -> None:
    data.mkdir()
    (data / "warehouse.duckdb.new").write_bytes(b"\0" * 4096)
    (data / "claims.duckdb.new").write_bytes(b"\0" * 100)
    (data / "claims.duckdb.new.wal").write_bytes(b"\0" * 100)
    with Warehouse.open(data) as warehouse:
        assert warehouse.notices == ()
    assert sorted(p.name for p in data.iterdir()) == ["twosource.lock", "warehouse.duckdb"]


def test_a_newer_schema_is_refused_and_not_touched(data: Path) -> None:
    Warehouse.open(data).close()
    path = data / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("insert into core.schema_migrations values (9999, '9999_from_the_future')")
    before = path.read_bytes()
    with pytest.raises(NewerSchema, match=r"has schema 9999, and this twosource knows schemas up to \d+"):
        Warehouse.open(data)
    assert path.read_bytes() == before
    assert not Path(f"{path}.wal").exists()


def test_a_refused_warehouse_is_not_locked(data: Path) -> None:
    data.mkdir()
    (data / "warehouse.duckdb").write_bytes(b"not a database" * 2000)
    for _ in range(2):
        with pytest.raises(WarehouseBroken):
            Warehouse.open(data)


def test_migrations_are_numbered_without_gaps(data: Path) -> None:
    Warehouse.open(data).close()
    rows = contents(data / "warehouse.duckdb", "schema_migrations")["schema_migrations"]
    assert [row[0] for row in rows] == list(range(1, known_version() + 1))


def test_the_loser_is_told_who_holds_the_lock(data: Path) -> None:
    with (
        Warehouse.open(data),
        pytest.raises(WarehouseLocked, match=f"in use by process {os.getpid()}") as told,
    ):
        Warehouse.open(data)
    assert told.value.pid == os.getpid()
    Warehouse.open(data).close()


def test_another_process_is_kept_out_until_the_holder_is_gone(data: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(data)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(WarehouseLocked, match=f"process {holder.pid}"):
        Warehouse.open(data)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    Warehouse.open(data).close()


def test_a_forked_child_does_not_keep_the_lock(data: Path) -> None:
    script = subprocess.run(
        [sys.executable, "-c", _FORK, str(data)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert script.stdout == "opened while the child lived\n", script.stderr


def test_files_are_written_in_the_pinned_storage_version(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.publish()
    for name in ("warehouse.duckdb", "claims.duckdb"):
        with duckdb.connect(str(data / name), read_only=True) as con:
            row = con.execute(
                "select tags['storage_version'] from duckdb_databases() where not internal"
            ).fetchone()
        assert row is not None
        assert str(row[0]).startswith(STORAGE_VERSION)


_HOLD = """
import pathlib, sys, time
from warehouse import Warehouse
warehouse = Warehouse.open(pathlib.Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""

_FORK = """
import os, pathlib, signal, sys, time
from warehouse.lock import WriterLock
data = pathlib.Path(sys.argv[1])
data.mkdir()
lock = WriterLock(data)
child = os.fork()
if not child:
    time.sleep(60)
    os._exit(0)
time.sleep(0.2)
lock.release()
WriterLock(data)
print("opened while the child lived", flush=True)
os.kill(child, signal.SIGKILL)
"""


def test_the_log_of_another_file_changes_nothing(data: Path, tmp_path: Path) -> None:
    Warehouse.open(data).close()
    with duckdb.connect(str(tmp_path / "other.duckdb")) as con:
        con.execute("set checkpoint_threshold = '1TB'; pragma disable_checkpoint_on_shutdown")
        con.execute("create table t as select 1")
    log = (tmp_path / "other.duckdb.wal").read_bytes()
    (data / "warehouse.duckdb.wal").write_bytes(log)
    with pytest.raises(WarehouseBroken, match=r"warehouse\.duckdb does not open"):
        Warehouse.open(data)
    assert (data / "warehouse.duckdb.wal").read_bytes() == log
    (data / "warehouse.duckdb.wal").unlink()
    Warehouse.open(data).close()


def test_a_link_in_place_of_the_file_is_followed(data: Path, tmp_path: Path) -> None:
    Warehouse.open(tmp_path / "real").close()
    data.mkdir()
    (data / "warehouse.duckdb").symlink_to(tmp_path / "real" / "warehouse.duckdb")
    a = article("one", "Halden AI is worth $4 billion.")
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch((a, [claim(a, "$4 billion", "4000000000")])))
    assert (data / "warehouse.duckdb").is_symlink()
    assert len(contents(tmp_path / "real" / "warehouse.duckdb", "claims")["claims"]) == 1


def test_a_link_to_nothing_is_replaced_by_a_new_warehouse(data: Path, tmp_path: Path) -> None:
    data.mkdir()
    (data / "warehouse.duckdb").symlink_to(tmp_path / "unmounted" / "warehouse.duckdb")
    Warehouse.open(data).close()
    assert (data / "warehouse.duckdb").is_file()


def test_a_folder_in_place_of_the_file_is_told(data: Path) -> None:
    (data / "warehouse.duckdb").mkdir(parents=True)
    with pytest.raises(WarehouseBroken, match=r"warehouse\.duckdb does not open"):
        Warehouse.open(data)
