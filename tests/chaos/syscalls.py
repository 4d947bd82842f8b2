"""A run that is killed as it enters a system call, also one of DuckDB's: by `strace`, where there is one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.chaos.processes import state_of

CALLS = ("fsync", "fdatasync", "pwrite64", "ftruncate", "rename", "unlink", "mkdir")
"""Those that change what is on the disk, or make it last."""

_PATIENCE = 20.0


def is_there() -> bool:
    """Whether this machine has strace."""
    return shutil.which("strace") is not None


def watch(pid: int, out: Path, *more: str, calls: Sequence[str] = CALLS) -> subprocess.Popen[str]:
    """Trace these calls of a process that has stopped itself, with all its threads, and let it go on.

    `more` are options of strace.

    Raises:
        OSError: it may not be traced.
    """
    stopped_by = time.monotonic() + _PATIENCE
    while (state := state_of(pid)) not in ("T", "") and time.monotonic() < stopped_by:
        time.sleep(0.005)
    tracer = subprocess.Popen(
        ["strace", "-f", "-o", str(out), "-e", f"trace={','.join(calls)}", *more, "-p", str(pid)],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    os.kill(pid, signal.SIGCONT)
    if "attached" not in line:
        tracer.wait()
        raise OSError(f"strace of {pid} ({state or 'gone'}): {line.strip()}")
    return tracer


def killing(call: str, number: int) -> tuple[str, str]:
    """The options that kill a thread's process as the thread enters its n-th call of this name."""
    return "-e", f"inject={call}:signal=SIGKILL:when={number}"


def counted(out: Path) -> Counter[str]:
    """How often each call was made, by what strace wrote: the most by any one thread."""
    made: dict[str, Counter[str]] = {}
    for line in out.read_text(errors="replace").splitlines():
        thread, _, rest = line.partition(" ")
        call = rest.strip().partition("(")[0]
        if call in CALLS:
            made.setdefault(thread, Counter())[call] += 1
    most: Counter[str] = Counter()
    for each in made.values():
        most |= each
    return most
