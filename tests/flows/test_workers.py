"""Worker processes: they find what one process finds, and none outlives the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from benchmarks.scale_world import write_claims
from checkers.rules import load_rules
from extractors.articles.limits import limit
from flows.check import Checked, check_batch, check_parcel, parcel_checker
from flows.job import PLAIN
from flows.processes import identify
from flows.session import Session
from flows.workers import WorkerLost, Workers
from tests.flows.conftest import ROOT, RunJob, environment
from tests.flows.test_job import contents
from tests.warehouse.made import batch
from tests.warehouse.test_blocks import many_claims
from warehouse import Warehouse
from warehouse.parcels import Parcel

PATIENCE = 60.0


def parcels(data: Path) -> list[Parcel]:
    """The blocks of a few hundred claims."""
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch(*many_claims(300, 5, per_article=20)))
        return list(warehouse.stream_parcels(warehouse.dirty_blocks()))


def test_workers_find_what_one_process_finds(tmp_path: Path, run_job: RunJob) -> None:
    (source,) = write_claims(tmp_path / "world.claims.jsonl", 1_500)
    run_job([str(source)], tmp_path / "alone", workers=1)

    def check(session: Session, keys: Sequence[str]) -> Checked:
        with Workers(2, partial(parcel_checker, session.rules)) as workers:
            return check_batch(
                session.warehouse,
                session.run_number,
                keys,
                session.rules,
                bugs=session.bugs,
                workers=workers,
            )

    run_job([str(source)], tmp_path / "helped", replace(PLAIN, check=check), workers=1)
    assert contents(tmp_path / "helped") == contents(tmp_path / "alone")


def test_readers_load_what_one_process_loads(
    tmp_path: Path, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles and ready-made claims, cut small, some claims equal to others far away in the file."""
    (source,) = write_claims(tmp_path / "world.claims.jsonl", 600)
    rows = source.read_text(encoding="utf-8").splitlines()
    source.write_text(
        "\n".join([*rows, *rows[:40], '{"kind": "fictt"}', *rows[:20]]) + "\n", encoding="utf-8"
    )
    sources = [str(source), str(ROOT / "examples")]
    run_job(sources, tmp_path / "whole", workers=1)
    small = {"claim_rows_bytes": 20_000}
    monkeypatch.setattr("extractors.articles.ready_groups.limit", lambda name: small.get(name) or limit(name))
    run_job(sources, tmp_path / "cut", workers=1, batch_articles=3)
    monkeypatch.setattr("flows.ingest._WORTH_WORKERS", 0.0)
    run_job(sources, tmp_path / "helped", workers=2, batch_articles=3)
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
    assert contents(tmp_path / "helped") == contents(tmp_path / "whole")


def test_results_come_in_the_order_of_the_parcels(tmp_path: Path) -> None:
    rules = load_rules()
    (parcel,) = parcels(tmp_path)
    alone = check_parcel(parcel, rules)
    with Workers(2, partial(parcel_checker, rules)) as workers:
        found = list(workers.map([parcel] * 7))
    assert [each.tables.block_keys for each in found] == [alone.tables.block_keys] * 7
    assert all(each.tables.tables == alone.tables.tables for each in found)


def test_a_worker_that_is_killed_is_told_in_words(tmp_path: Path) -> None:
    (parcel,) = parcels(tmp_path)
    with Workers(1, partial(parcel_checker, load_rules())) as workers:
        found = workers.map([parcel] * 50)
        next(found)
        for child in active_children():
            child.kill()
        with pytest.raises(WorkerLost, match="workers"):
            list(found)


WAITING = """
import sys, time
from multiprocessing import active_children
from pathlib import Path
from functools import partial
from checkers.rules import load_rules
from flows.check import parcel_checker
from flows.workers import Workers
from tests.flows.test_workers import parcels
if __name__ == "__main__":
    workers = Workers(2, partial(parcel_checker, load_rules()))
    list(workers.map(parcels(Path(sys.argv[1])) * 4))
    print(*(child.pid for child in active_children()), flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "waiting.py"
    script.write_text(WAITING, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env=environment(),
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(identify(pid) for pid in pids)
        parent.kill()
    deadline = time.monotonic() + PATIENCE
    while any(identify(pid) for pid in pids):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.1)


def test_a_stopped_run_leaves_no_worker_at_work(tmp_path: Path) -> None:
    (parcel,) = parcels(tmp_path)

    def stopped() -> None:
        with Workers(2, partial(parcel_checker, load_rules())) as workers:
            next(workers.map([parcel] * 50))
            assert active_children()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert not active_children()


def heavy() -> Callable[[float], bytes]:
    """Work that gives much, in a process that is killed after so many seconds."""

    def work(seconds: float) -> bytes:
        threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(200_000_000)

    return work


@pytest.mark.parametrize("seconds", [0.1, 0.3])
def test_a_worker_killed_while_it_sends_is_no_hang(seconds: float) -> None:
    with suppress(WorkerLost), Workers(1, heavy) as workers:
        workers.hand(seconds)
        assert len(workers.take()) == 200_000_000
    assert not active_children()
