"""A process that ends with its parent: one that is left behind would hold the data folder for ever.

Prefect leaves the process of a flow running when its server or runner is killed, and a new one neither adopts
nor ends it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2): the kernel sends a signal when the thread that made this process ends."""

_LOOK_SECONDS = 1.0


def end_with_parent() -> None:
    """Have this process killed when its parent is gone. What is stored is safe, as with any kill.

    On Linux the kernel does it; a thread that looks for another parent each second does it everywhere.
    """
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
