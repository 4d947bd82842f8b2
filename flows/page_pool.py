"""Processes that parse pages, each page under a deadline and a cap on memory that hostile markup cannot lift.

Markup of a few hundred kilobytes can hold the parsers' C code for minutes, where no signal handler runs. So a
page is parsed in a child; before each page the child asks the kernel to end it when it has had its share of
processor time (not of the clock: a busy machine must not make a harmless page an issue), and should even that
fail, this process kills it after a while. The page is then an issue with the hash of its bytes, a fresh child
takes the place of the dead one, and the run goes on. Children are forked off a server that has the parsers
loaded, so a fresh one costs milliseconds.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType

from extractors.articles.limits import limit
from extractors.articles.parsing import Here, Parsed, Raw, Ticket, poison, read_raw
from extractors.articles.pdf import is_pdf
from flows.workers import WorkerLost

_AHEAD = 4
"""Pages handed in for each process: one in hand, the others waiting, so that a slow page stops nobody."""

_GRACE = 0.5
"""Seconds that a child which is ending by itself is waited for."""

_UNBORN = 3
"""Children in a row that end before they are ready, after which no more are tried."""

_PRELOAD = ["extractors.articles.parsing", "flows.terminal"]


@dataclass(slots=True)
class _Page:
    """A page that was handed in: a ticket for what comes of it."""

    pool: PagePool
    raw: Raw
    found: Parsed | None = None

    @property
    def is_done(self) -> bool:
        """Whether `take` returns at once."""
        if self.found is None:
            self.pool.work(0)
        return self.found is not None

    def take(self) -> Parsed:
        """What came of it; waits for it."""
        while self.found is None:
            self.pool.work(None)
        return self.found


@dataclass(slots=True)
class _Child:
    """One process that parses, and the page it has in hand."""

    process: BaseProcess
    line: Connection
    page: _Page | None = None
    until: float = 0.0
    pages: int = 0


@dataclass(slots=True)
class PagePool:
    """So many processes that parse, each started when there is a page for it; a context that ends them.

    Small pages of the user's own disk are parsed in this process, as long as there are few: no markup of that
    size is known to take a second, and starting a process takes longer than parsing them.
    """

    count: int
    _starting: list[_Child] = field(default_factory=list)
    _idle: list[_Child] = field(default_factory=list)
    _busy: list[_Child] = field(default_factory=list)
    _queue: deque[_Page] = field(default_factory=deque)
    _here: int = 0
    _unborn: int = 0

    def __enter__(self) -> PagePool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in (*self._starting, *self._idle, *self._busy):
            _end(child)
        self._starting, self._idle, self._busy = [], [], []

    @property
    def ahead(self) -> int:
        """Pages that may be handed in at once."""
        return self.count * _AHEAD

    @property
    def size(self) -> int:
        """Processes that live."""
        return len(self._starting) + len(self._idle) + len(self._busy)

    def hand(self, raw: Raw) -> Ticket:
        """Take a page in."""
        if (
            raw.is_local
            and not is_pdf(raw.body)
            and len(raw.body) <= limit("parse_here_bytes")
            and self._here < limit("parse_here_pages")
        ):
            self._here += 1
            return Here().hand(raw)
        page = _Page(self, raw)
        self._queue.append(page)
        self.work(0)
        return page

    def work(self, patience: float | None) -> None:
        """Give waiting pages to idle children and take in what is done.

        `patience` is how many seconds to wait for something to happen; `None` until something does.

        Raises:
            WorkerLost: children do not start.
        """
        self._hand_out()
        children = {child.line: child for child in (*self._busy, *self._starting)}
        if not children:
            return
        left = max(0.0, min(child.until for child in children.values()) - time.monotonic())
        for line in wait(children, left if patience is None else min(patience, left)):
            child = children[line]  # type: ignore[index]
            if child in self._starting:
                self._welcome(child)
            else:
                self._take_in(child)
        now = time.monotonic()
        for child in [child for child in children.values() if child.until <= now and not child.line.closed]:
            if child in self._starting:
                self._welcome(child)
            elif child.page is not None and not child.line.poll():
                self._bury(child)
        self._hand_out()

    def _hand_out(self) -> None:
        while self._queue and self._idle:
            child = self._idle.pop()
            page = self._queue.popleft()
            child.page, child.pages = page, child.pages + 1
            child.until = time.monotonic() + limit("parse_wall_seconds")
            try:
                child.line.send(page.raw)
            except OSError:  # it died while idle: the page has done nothing to deserve blame
                child.page = None
                _end(child)
                self._queue.appendleft(page)
            else:
                self._busy.append(child)
        while self.size < self.count and len(self._queue) > len(self._starting):
            self._starting.append(_start())

    def _welcome(self, child: _Child) -> None:
        """A child that says that it is ready, or has died before it was, or never says anything."""
        self._starting.remove(child)
        try:
            is_ready = child.line.poll() and bool(child.line.recv())
        except (EOFError, OSError):
            is_ready = False
        if is_ready:
            self._idle.append(child)
            self._unborn = 0
            return
        _end(child)
        self._unborn += 1
        if self._unborn >= _UNBORN:
            raise WorkerLost(
                "processes that parse pages end before they begin, perhaps for lack of memory; what was "
                "stored is safe. Run again when the machine has room."
            )

    def _take_in(self, child: _Child) -> None:
        try:
            found = child.line.recv()
        except (EOFError, OSError):
            self._bury(child)
            return
        assert child.page is not None
        child.page.found = found
        child.page = None
        self._busy.remove(child)
        if child.pages >= limit("parse_recycle_pages"):
            _end(child)
        else:
            self._idle.append(child)

    def _bury(self, child: _Child) -> None:
        """A child that died over its page, or must: the page is an issue."""
        self._busy.remove(child)
        code = _end(child)
        assert child.page is not None
        child.page.found = poison(child.page.raw, _why(code))


def _why(code: int | None) -> str:
    if code == -signal.SIGPROF:
        return f"it took more than {limit('parse_seconds')} seconds of a processor"
    if code == -signal.SIGKILL:
        return f"it took longer than {limit('parse_wall_seconds')} seconds"
    return "it made the parser crash"


def _start() -> _Child:
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Child(process, ours, until=time.monotonic() + limit("parse_start_seconds"))


def _end(child: _Child) -> int | None:
    """End a child at once; its exit code."""
    child.line.close()
    if child.page is not None and child.process.exitcode is None:
        child.process.join(_GRACE if child.until > time.monotonic() else 0)
    if child.process.exitcode is None:
        child.process.kill()
    child.process.join()
    return child.process.exitcode


def _serve(line: Connection) -> None:
    """Parse page after page until the line is closed. Runs in a child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends its children
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # its default ends the process, whatever code it is in
    most = limit("parse_memory_bytes")
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what goes wrong the parent tells
    line.send(True)
    while True:
        try:
            raw = line.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_PROF, limit("parse_seconds"))
        try:
            found: Parsed = read_raw(raw)
        except MemoryError:
            found = poison(
                raw, f"it took more than {limit('parse_memory_bytes') // 1_000_000:,} MB of memory"
            )
        signal.setitimer(signal.ITIMER_PROF, 0)
        line.send(found)
