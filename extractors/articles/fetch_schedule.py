"""Which host is asked next, and by which thread: one request at a time for each host, with time between."""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from extractors.articles.fetch import Validators


@dataclass(slots=True, eq=False)
class Task:
    """One URL on its way. The last of `chain` is asked next; `seconds` are left of its time."""

    url: str
    number: int
    seconds: float
    chain: list[str] = field(default_factory=list)
    validators: Validators | None = None
    tries: int = 0
    is_permitted: bool | None = None
    is_dropped: bool = False

    @property
    def here(self) -> str:
        """The URL to ask now."""
        return self.chain[-1]


@dataclass(slots=True, eq=False)
class Site:
    """A host with what is to be asked of it. `delay` is what its robots.txt wants between two requests."""

    host: str
    tasks: deque[Task] = field(default_factory=deque)
    is_waiting: bool = False
    is_visited: bool = False
    ready_at: float = 0.0
    delay: float = 0.0
    failures: int = 0
    robots_tries: int = 0
    met: int = 0
    closed: tuple[str, str] | None = None
    """Issue code and reason with which all its tasks end, once it is left alone."""


def host_key(url: str) -> str:
    """The host, with its port where the URL names one: what gets one request at a time."""
    return urlsplit(url).netloc


def origin_of(url: str) -> str:
    """Scheme, host and port: what has one robots.txt."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Schedule:
    """Sites by the moment from which they may be asked, and the threads that visit them.

    Threads come as sites become ready, up to `most`, and go when there is none; one of them, the watch, waits
    for the next site to become ready. `visit` is called with a site that no other thread visits.

    `lock` guards sites and their tasks; `visit` takes it when it changes them.
    """

    def __init__(
        self, most: int, visit: Callable[[Site], None], failed: Callable[[BaseException], None]
    ) -> None:
        self._most = most
        self._visit = visit
        self._failed = failed
        self._sites: dict[str, Site] = {}
        self._ready: list[tuple[float, int, Site]] = []
        self._entered = 0
        self._threads = 0
        self._is_watched = False
        self._is_closed = False
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)

    def site(self, host: str) -> Site:
        """The site of a host; call it with the lock held."""
        return self._sites.setdefault(host, Site(host=host))

    def add(self, task: Task, *, first: bool = False) -> None:
        """Put a task to the end, or to the beginning, of what its host is asked."""
        with self.lock:
            site = self.site(host_key(task.here))
            if first:
                site.tasks.appendleft(task)
            else:
                site.tasks.append(task)
            self._enter(site)
            self._staff()

    def close(self) -> None:
        """Visit no more sites; a visit that goes on ends by itself."""
        with self.lock:
            self._is_closed = True
            self._changed.notify_all()

    def _enter(self, site: Site) -> None:
        if site.is_waiting or site.is_visited or not site.tasks:
            return
        site.is_waiting = True
        self._entered += 1
        heapq.heappush(self._ready, (site.ready_at, self._entered, site))
        if self._ready[0][2] is site:
            self._changed.notify()

    def _staff(self) -> None:
        if self._ready and self._threads < self._most and not self._is_watched and not self._is_closed:
            self._threads += 1
            threading.Thread(target=self._work, name="twosource-fetch", daemon=True).start()

    def _work(self) -> None:
        try:
            while (site := self._next_site()) is not None:
                self._visit(site)
                with self.lock:
                    site.is_visited = False
                    self._enter(site)
        except BaseException as error:
            self._failed(error)
            raise

    def _next_site(self) -> Site | None:
        """A site that is ready; `None` when this thread is not needed any more."""
        with self.lock:
            while self._ready and not self._is_closed:
                wait = self._ready[0][0] - time.monotonic()
                if wait <= 0:
                    site = heapq.heappop(self._ready)[2]
                    site.is_waiting, site.is_visited = False, True
                    self._staff()
                    return site
                if self._is_watched:
                    break
                self._is_watched = True
                self._changed.wait(wait)
                self._is_watched = False
            self._threads -= 1
            return None
