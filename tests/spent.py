"""How long something takes of the processor."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def processor() -> Iterator[Callable[[], float]]:
    """Gives what tells the processor seconds of the block, once it has ended.

    Garbage is left lying meanwhile: that of all tests before is much.
    """
    spent: list[float] = []
    was_on = gc.isenabled()
    gc.disable()
    begun = time.process_time()
    try:
        yield lambda: spent[0]
    finally:
        spent.append(time.process_time() - begun)
        if was_on:
            gc.enable()
