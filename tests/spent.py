"""How long something takes of the processor."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of some work. Garbage is left lying meanwhile: that of all tests before is much."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        if was_on:
            gc.enable()
