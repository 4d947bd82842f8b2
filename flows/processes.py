"""Ending a process that an earlier run left behind, and never another one that has its number by now.

A process id is used again after a while. So a record of a process is its id *and* when it started, read
from the operating system; only a process that has both is the one that was recorded.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_POLL_SECONDS = 0.05
_PATIENCE_SECONDS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRecord:
    """A process, told apart from every other that had or will have its id on this machine."""

    pid: int
    started: str


def identify(pid: int) -> ProcessRecord | None:
    """The record of a running process; `None` when there is none, or it has ended and waits to be reaped."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        return _from_proc(pid, stat)
    shown = subprocess.run(  # noqa: S603 -- a fixed program and a number
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C"},
    ).stdout.split(maxsplit=1)
    if len(shown) != 2 or shown[0].startswith("Z"):
        return None
    return ProcessRecord(pid=pid, started=" ".join(shown[1].split()))


def _from_proc(pid: int, stat: Path) -> ProcessRecord | None:
    try:
        # The name in brackets may hold anything, so count from the last bracket: state is field 3,
        # start time (in clock ticks since this boot) field 22.
        after_name = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return None
    if after_name[0] == "Z":
        return None
    return ProcessRecord(pid=pid, started=f"{boot}/{after_name[19]}")


def write_record(path: Path, pid: int) -> None:
    """Record a child of ours, so that the next run can end it should this one be killed."""
    record = identify(pid)
    if record is not None:
        path.write_text(json.dumps(asdict(record)) + "\n", encoding="utf-8")


def end_recorded(path: Path) -> bool:
    """End the process that `path` records, if it still runs, and forget the record.

    Asks first (SIGTERM), then insists (SIGKILL). Returns whether there was one to end. A record that
    cannot be read is forgotten: nothing is ended on a guess.
    """
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        record = ProcessRecord(pid=int(written["pid"]), started=str(written["started"]))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        path.unlink(missing_ok=True)
        return False
    found = record.pid > 1 and identify(record.pid) == record
    if found:
        _end(record)
    path.unlink(missing_ok=True)
    return found


def _end(record: ProcessRecord) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(record.pid, number)
        except (ProcessLookupError, PermissionError):
            return
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if identify(record.pid) != record:
                return
            time.sleep(_POLL_SECONDS)
