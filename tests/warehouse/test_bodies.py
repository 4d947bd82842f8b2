"""Raw bodies: kept once under their hash, whole or not at all, and said to be lost when they are."""

from __future__ import annotations

import gzip
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse import RunStatus, Warehouse
from warehouse.bodies import BodyLost, BodyStore, BodyWriter
from warehouse.fetches import FILE, WEB, Fetch

PAGE = b"<p>The port of Selby took 412,000 tonnes of grain.</p>" * 20
AT = datetime(2031, 5, 2, 9, 30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(st.binary(max_size=300), max_size=5))
def test_what_is_kept_is_read_again(tmp_path: Path, bodies: list[bytes]) -> None:
    store = BodyStore(tmp_path)
    names = [store.keep(body) for body in bodies]
    assert names == [sha256(body).hexdigest() for body in bodies]
    assert [store.read(name) for name in names] == bodies


def test_kept_once_and_small(tmp_path: Path) -> None:
    store = BodyStore(tmp_path)
    name = store.keep(PAGE)
    written = store.path_of(name).stat()
    assert store.keep(PAGE) == name
    assert store.path_of(name).stat().st_mtime_ns == written.st_mtime_ns
    assert written.st_size < len(PAGE) / 4
    assert gzip.decompress(store.path_of(name).read_bytes()) == PAGE
    assert [path.name for path in (tmp_path / "bodies").rglob("*") if path.is_file()] == [f"{name[2:]}.gz"]


def test_bodies_kept_beside_the_caller_are_on_the_disk_once_settled(tmp_path: Path) -> None:
    store = BodyStore(tmp_path)
    writer = BodyWriter(store)
    bodies = [PAGE + str(number % 90).encode() for number in range(200)]
    names = [writer.keep(body) for body in bodies]
    writer.settle()
    assert [store.read(name) for name in names] == bodies
    assert store.names() == set(names)
    assert list((tmp_path / "bodies" / "unborn").iterdir()) == []
    writer.close()


def test_a_body_that_cannot_be_kept_is_told_when_settled(tmp_path: Path) -> None:
    (tmp_path / "bodies").write_bytes(b"in the way")
    writer = BodyWriter(BodyStore(tmp_path))
    writer.keep(PAGE)
    with pytest.raises(OSError, match="bodies"):
        writer.settle()
    writer.close()


def test_a_body_that_is_gone_or_changed_is_said_to_be(tmp_path: Path) -> None:
    store = BodyStore(tmp_path)
    name = store.keep(PAGE)
    path = store.path_of(name)
    whole = path.read_bytes()
    for damaged in (whole[:-9], whole[:40], b"", gzip.compress(b"another page", mtime=0)):
        path.write_bytes(damaged)
        with pytest.raises(BodyLost):
            store.read(name)
    assert store.forget(name)
    assert not store.forget(name)
    with pytest.raises(BodyLost, match="is gone"):
        store.read(name)


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path) as warehouse:
        warehouse.bodies.keep(PAGE)
    (tmp_path / "bodies" / "unborn" / "half").write_bytes(b"half a bo")
    with Warehouse.open(tmp_path):
        assert list((tmp_path / "bodies" / "unborn").iterdir()) == []


def fetch(number: int, **other: object) -> Fetch:
    url = f"https://daily.example/{number}"
    given = {"source": url, "kind": WEB, "url": url, "final_url": url, "fetched_at": AT, "body_sha256": "ab"}
    return Fetch(**{**given, "n_bytes": 2, "chain": (url,), **other})  # type: ignore[arg-type]


def test_fetches_of_unfinished_runs_are_held_for_the_next(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path) as warehouse:
        now = datetime.fromisoformat("2031-05-02T09:30:00+00:00")
        for number, is_done in enumerate((True, False, False), start=1):
            run = warehouse.begin_run(started_at=now, code_version="1", lexicon_sha="1")
            warehouse.add_fetches(run, [fetch(number, status=200, etag='"x"')])
            warehouse.add_fetches(run, [fetch(9, body_sha256=f"{number}"), fetch(0, kind=FILE, chain=())])
            if is_done:
                warehouse.finish_run(run, finished_at=now, status=RunStatus.DONE, counts={})
        held = warehouse.unfinished_fetches()
        assert [each.url[-1] for each in held] == ["2", "3", "9"]
        assert held[-1].body_sha256 == "3"
        assert held[0] == fetch(2, status=200, etag='"x"', run_number=2)
        assert len(warehouse.fetches_since(AT)) == 9
        assert warehouse.fetches_since(datetime(2031, 5, 3)) == ()
