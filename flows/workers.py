"""Processes that check blocks beside this one. They get claims and give findings; only this one stores.

Each parcel of blocks is judged by the same pure function wherever it runs, and results come back in the
order of the parcels, so what is found does not depend on how many workers there are, or on none.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from types import TracebackType

from checkers.blocks import check_block
from checkers.rules import Rules
from warehouse.findings import FoundTables, found_tables
from warehouse.parcels import Parcel, blocks_of

WORTH_WORKERS = 20_000
"""Claims from which on workers save more time than starting them takes, about a second."""

_GARBAGE = 200_000
"""Objects made before a worker looks for cycles among them."""

_AHEAD = 2
"""Parcels handed out for each worker: one in work, one waiting."""


class WorkerLost(Exception):  # noqa: N818 -- the state a person meets
    """A worker process ended before its work was done. The message says what to do."""


def check_parcel(parcel: Parcel, rules: Rules) -> FoundTables:
    """The findings of the blocks of a parcel, as tables."""
    return found_tables([check_block(key, tellings, rules) for key, tellings in blocks_of(parcel)])


class Workers:
    """So many processes, started at the first use; they end with the context, or with this process."""

    def __init__(self, count: int, rules: Rules) -> None:
        self._count = count
        self._pool = ProcessPoolExecutor(
            count, mp_context=get_context("spawn"), initializer=_begin, initargs=(rules,)
        )

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for child in active_children():  # a run that is stopped does not wait for what is half done
                child.terminate()
        self._pool.shutdown(cancel_futures=True)

    def map(self, parcels: Iterable[Parcel]) -> Iterator[FoundTables]:
        """The findings of each parcel, in order; holds `_AHEAD` parcels for each worker.

        Raises:
            WorkerLost: a worker was killed, as by a system that ran out of memory.
        """
        waiting: deque[Future[FoundTables]] = deque()
        try:
            for parcel in parcels:
                if len(waiting) >= self._count * _AHEAD:
                    yield waiting.popleft().result()
                waiting.append(self._pool.submit(_check, parcel))
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerLost(
                "a process that compared claims was ended from outside, perhaps for lack of memory; what was "
                'stored is safe. Run again, with the setting "workers" at 1 if it happens again.'
            ) from error


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_rules: Rules | None = None


def _begin(rules: Rules) -> None:
    global _rules  # noqa: PLW0603 -- a worker's rules are its only state, set once as it starts
    _rules = rules
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the parent ends its workers
    atexit.register(os._exit, 0)  # nothing to tidy up, and DuckDB's bindings would complain on the terminal
    gc.freeze()
    gc.set_threshold(_GARBAGE)  # records hold no cycles, and looking for them takes a tenth of the time
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent closes nothing, and its workers would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _check(parcel: Parcel) -> FoundTables:
    assert _rules is not None
    return check_parcel(parcel, _rules)
