"""Ending what a killed run left, and nothing else."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from flows.processes import ProcessRecord, end_recorded, identify, write_record

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True);"
    "time.sleep(60)",
]


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(SLEEP)
    yield process
    process.kill()
    process.wait()


def test_a_recorded_process_is_ended(tmp_path: Path, child: subprocess.Popen[bytes]) -> None:
    record = tmp_path / "server.json"
    write_record(record, child.pid)
    assert end_recorded(record)
    assert child.wait(timeout=5) == -signal.SIGTERM
    assert not record.exists()


@pytest.mark.slow
def test_a_stubborn_process_is_ended_too(tmp_path: Path) -> None:
    with subprocess.Popen(STUBBORN, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        write_record(tmp_path / "server.json", process.pid)
        assert end_recorded(tmp_path / "server.json")
        assert process.wait(timeout=5) == -signal.SIGKILL


def test_another_process_with_the_same_number_is_left_alone(
    tmp_path: Path, child: subprocess.Popen[bytes]
) -> None:
    record = tmp_path / "server.json"
    earlier = ProcessRecord(pid=child.pid, started="another boot/1")
    record.write_text(json.dumps(asdict(earlier)), encoding="utf-8")
    assert not end_recorded(record)
    assert child.poll() is None
    assert not record.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"pid": 1, "started": "x"}', '{"pid": -1, "started": ""}', '{"pid": "me"}', "7"]
)
def test_a_spoilt_record_ends_nothing(tmp_path: Path, text: str) -> None:
    record = tmp_path / "server.json"
    record.write_text(text, encoding="utf-8")
    assert not end_recorded(record)
    assert not record.exists()


def test_no_record_no_end(tmp_path: Path) -> None:
    assert not end_recorded(tmp_path / "server.json")


def test_a_process_is_the_same_for_its_whole_life(child: subprocess.Popen[bytes]) -> None:
    first = identify(child.pid)
    time.sleep(0.05)
    assert first is not None
    assert identify(child.pid) == first
    assert identify(os.getpid()) != first
    child.kill()
    deadline = time.monotonic() + 5
    while identify(child.pid) is not None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert identify(child.pid) is None, "a dead child that waits to be reaped counts as gone"
