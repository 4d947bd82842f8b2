"""One writer per data folder: an operating-system lock that dies with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from weakref import WeakSet

from warehouse.errors import WarehouseLocked

LOCK_NAME = "twosource.lock"

_held: WeakSet[WriterLock] = WeakSet()


class WriterLock:
    """The lock `DATA/twosource.lock`, or of another name, held until `release` or the end of the process.

    The file holds the process id of the holder, for people; the lock itself is the kernel's, so a file
    left behind by a killed process locks nothing.

    Raises:
        WarehouseLocked: another process holds it.
    """

    def __init__(self, data: Path, name: str = LOCK_NAME) -> None:
        self._handle = os.open(data / name, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = _written_pid(self._handle)
            self.release()
            raise WarehouseLocked(data, pid) from None
        os.truncate(self._handle, 0)
        os.pwrite(self._handle, f"{os.getpid()}\n".encode("ascii"), 0)
        _held.add(self)

    def release(self) -> None:
        """Let the next writer in. Releasing twice is harmless."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def is_locked(data: Path) -> tuple[bool, int | None]:
    """Whether a process holds the data folder now, and its id, when the lock file tells. Locks nothing."""
    try:
        handle = os.open(data / LOCK_NAME, os.O_RDONLY)
    except FileNotFoundError:
        return False, None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True, _written_pid(handle)
    finally:
        os.close(handle)
    return False, None


def _written_pid(handle: int) -> int | None:
    digits = os.pread(handle, 32, 0).strip()
    return int(digits) if digits.isdigit() else None


def _let_go_in_child() -> None:
    # A forked worker that outlives its parent would hold the lock for ever, under the parent's dead pid.
    for lock in tuple(_held):
        lock.release()


os.register_at_fork(after_in_child=_let_go_in_child)
