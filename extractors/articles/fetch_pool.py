"""Many pages from many hosts at once, with manners: answers come in the order asked, whatever the hosts do.

Each host gets one request at a time, with a pace between them; its robots.txt is asked first and kept to
(RFC 9309); redirects go through the same gates as any URL; failures are tried again a few times; a host that
keeps failing is left alone, for the run and then for longer and longer (`fetch_hosts`).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from types import TracebackType

from extractors.articles.fetch import Failed, Fetched, Fetcher, Trouble, Validators, issue_of
from extractors.articles.fetch_hosts import HostBook, is_dead
from extractors.articles.fetch_robots import agent_of, permissions, read_robots
from extractors.articles.fetch_schedule import Schedule, Site, Task, host_key, origin_of
from extractors.articles.fetch_turns import Turns
from extractors.articles.fetch_waits import seconds_asked
from extractors.articles.host_records import HostRecord, HostsKept, Robots, Standing
from extractors.articles.limits import limit
from extractors.articles.urls import UrlError, checked_url
from extractors.records import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How hosts are treated: seconds between requests to one, seconds before a second try, hosts at once."""

    pace: float
    retry_wait: float
    connections: int

    @classmethod
    def usual(cls) -> Manners:
        """As `limits.toml` has them."""
        return cls(
            pace=limit("fetch_pace") / 1000,
            retry_wait=limit("fetch_retry_wait") / 1000,
            connections=limit("fetch_connections"),
        )


Known = Callable[[Sequence[str]], Mapping[str, Validators]]
"""What some URLs said of their version when their bodies were stored; it is asked on the caller's thread."""


def nothing_known(urls: Sequence[str]) -> Mapping[str, Validators]:
    """No validators: every page is asked for whole."""
    return {}


class FetchPool:
    """Fetches with manners; used by one thread, it asks with many.

    What is to be fetched is told early, with `expect`, and taken later, with `get`, in the order that the
    taker likes: what comes out depends on no timing. `fetch_all` does both for a list of URLs.

    Args:
        fetcher: What makes the requests.
        manners: Pace and number of hosts at once.
        book: What earlier runs know of hosts; it takes up what this run meets.
        known: Versions of pages whose bodies are held; those pages may then answer with 304.
    """

    def __init__(
        self, fetcher: Fetcher, *, manners: Manners, book: HostBook, known: Known = nothing_known
    ) -> None:
        self._fetcher = fetcher
        self._manners = manners
        self._book = book
        self._known = known
        self._agent = agent_of(fetcher.user_agent)
        self._turns = Turns()
        self._schedule = Schedule(manners.connections, self._visit, self._turns.fail)
        self._expected: dict[str, deque[Task]] = {}
        self._begun = time.monotonic()
        self._tasks = 0

    def expect(self, urls: Sequence[str]) -> None:
        """Begin to fetch these; each is then taken once with `get`."""
        known = self._known(urls)
        for url in urls:
            self._tasks += 1
            task = Task(
                url=url,
                number=self._tasks,
                seconds=self._fetcher.deadline_seconds,
                validators=known.get(url),
            )
            self._expected.setdefault(url, deque()).append(task)
            try:
                task.chain.append(checked_url(url))
            except UrlError as error:
                self._end(task, Failed(code="fetch_refused", reason=str(error)))
            else:
                self._admit(task)

    def get(self, url: str) -> Fetched | Issue:
        """The page behind `url`, or the issue that says why there is none; waits for it.

        Issues: `fetch_refused`, `fetch_failed`, `robots_disallowed`, `robots_unreadable`, `host_resting`,
        `host_dead`, `host_capped`.

        Raises:
            OSError: there is no room for what waits on disk.
        """
        if url not in self._expected:
            self.expect((url,))
        task = self._expected[url].popleft()
        if not self._expected[url]:
            del self._expected[url]
        return self._turns.take(task.number)

    def fetch_all(self, urls: Iterable[str]) -> Iterator[Fetched | Issue]:
        """An answer for each URL, in the order of the URLs, `fetch_window` of them being fetched ahead."""
        waiting = iter(urls)
        ahead = deque(islice(waiting, limit("fetch_window")))
        self.expect(ahead)
        while ahead:
            yield self.get(ahead.popleft())
            more = tuple(islice(waiting, 1))
            self.expect(more)
            ahead.extend(more)

    def forget(self) -> None:
        """Nobody takes what is still expected: what was not begun is not asked."""
        for tasks in self._expected.values():
            for task in tasks:
                task.is_dropped = True
        self._expected.clear()

    def kept(self) -> HostsKept:
        """What to remember of the hosts for the next run."""
        with self._schedule.lock:
            return self._book.kept()

    def close(self) -> None:
        """Start no more requests; nothing can be taken any more."""
        self.forget()
        self._schedule.close()
        self._turns.close()

    def __enter__(self) -> FetchPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _admit(self, task: Task) -> None:
        """Queue a task at the host that it is to ask, unless that host is not asked now."""
        host = host_key(task.here)
        with self._schedule.lock:
            site = self._schedule.site(host)
            record = self._book.resting(host)
            if record is not None and site.closed is None:
                site.closed = _rest_words(record, self._book.now)
            site.met += 1
            if site.closed is not None:
                refused = Failed(code=site.closed[0], reason=site.closed[1])
            elif site.met > limit("fetch_host_urls"):
                reason = f"{host} was asked for {limit('fetch_host_urls'):,} URLs in this run"
                refused = Failed(code="host_capped", reason=reason)
            else:
                self._schedule.add(task)
                return
        self._end(task, refused)

    # What a thread does at one site, which no other thread visits meanwhile -------------------------------

    def _visit(self, site: Site) -> None:
        task = self._first(site)
        if task is None:
            return
        origin = origin_of(task.here)
        robots = self._book.fresh_robots(origin, self._agent)
        if robots is None:
            self._ask_robots(site, origin)
            return
        if task.is_permitted is None:
            self._judge(site, origin, robots)
        if not task.is_permitted:
            refusal = _forbidden(robots)
            self._end(self._pop(site), self._with_history(site, refusal) if robots.is_unread else refusal)
            return
        self._pop(site)
        begun = time.monotonic()
        answer = self._fetcher.ask(task.chain, seconds=task.seconds, validators=task.validators)
        task.seconds -= time.monotonic() - begun
        self._rest(site)
        if isinstance(answer, Failed):
            self._settle_failure(site, task, answer)
            return
        with self._schedule.lock:
            self._answered(site)
        if isinstance(answer, Fetched):
            self._turns.put(task.number, replace(answer, url=task.url, chain=tuple(task.chain)))
            return
        task.chain.append(answer.url)
        task.tries, task.is_permitted = 0, None
        self._admit(task)

    def _first(self, site: Site) -> Task | None:
        """The next task that somebody still waits for; the others are dropped."""
        with self._schedule.lock:
            while site.tasks and site.tasks[0].is_dropped:
                site.tasks.popleft()
            return site.tasks[0] if site.tasks else None

    def _pop(self, site: Site) -> Task:
        with self._schedule.lock:
            return site.tasks.popleft()

    def _rest(self, site: Site) -> None:
        site.ready_at = time.monotonic() + max(self._manners.pace, site.delay)

    def _now(self) -> datetime:
        return self._book.now + timedelta(seconds=time.monotonic() - self._begun)

    def _judge(self, site: Site, origin: str, robots: Robots) -> None:
        """Hold everything that waits at this site against its robots.txt."""
        with self._schedule.lock:
            tasks = [
                task for task in site.tasks if task.is_permitted is None and origin_of(task.here) == origin
            ]
        found = permissions(robots, [task.here for task in tasks])
        for task, is_allowed in zip(tasks, found.allowed, strict=True):
            task.is_permitted = is_allowed
        site.delay = found.delay or 0.0

    def _ask_robots(self, site: Site, origin: str) -> None:
        answer = self._fetcher.follow(f"{origin}/robots.txt", cut_at=limit("fetch_robots_bytes"))
        self._rest(site)
        with self._schedule.lock:
            if isinstance(answer, Failed) and answer.trouble is not Trouble.PAGE:
                site.robots_tries += 1
                if self._tries_again(site, answer, site.robots_tries):
                    return
            else:
                self._answered(site)
            site.robots_tries = 0
            self._book.note_robots(read_robots(answer, origin=origin, agent=self._agent, now=self._now()))

    def _settle_failure(self, site: Site, task: Task, failed: Failed) -> None:
        with self._schedule.lock:
            if failed.trouble is Trouble.PAGE:
                if failed.status is not None:
                    self._answered(site)
            else:
                task.tries += 1
                if self._tries_again(site, failed, task.tries) and task.seconds > 0:
                    self._schedule.add(task, first=True)
                    return
                failed = self._with_history(site, failed)
        self._end(task, failed)

    def _tries_again(self, site: Site, failed: Failed, tries: int) -> bool:
        """Whether to ask again after a failure, and when; a host that fails too often is closed."""
        late = failed.trouble is Trouble.LATE
        site.failures += limit("fetch_late_weight") if late else 1
        wait = self._manners.retry_wait * 2 ** (tries - 1)
        if failed.trouble is Trouble.BUSY:
            asked = seconds_asked(failed.retry_after, self._now())
            if asked is not None and asked > limit("fetch_longest_wait"):
                self._book.note_busy(site.host, asked, failed.reason)
                self._shut(site, f"{site.host} asks to be left alone ({failed.reason})")
                return False
            wait = max(wait, asked or 0.0)
        else:
            self._book.note_failure(site.host, failed.reason)
        if site.failures >= limit("fetch_breaker"):
            self._shut(site, f"{site.host} fails again and again ({failed.reason})")
            return False
        site.ready_at = max(site.ready_at, time.monotonic() + wait)
        return not late and tries < limit("fetch_attempts")

    def _answered(self, site: Site) -> None:
        self._book.note_answer(site.host)
        site.failures = 0

    def _shut(self, site: Site, why: str) -> None:
        """Leave a host alone for the rest of the run; call it with the lock held."""
        site.closed = ("host_resting", f"{why}, so it is left alone for the rest of this run")
        while site.tasks:
            self._end(site.tasks.popleft(), Failed(code=site.closed[0], reason=site.closed[1]))

    def _end(self, task: Task, failed: Failed) -> None:
        self._turns.put(task.number, issue_of(failed, task.url))

    def _with_history(self, site: Site, failed: Failed) -> Failed:
        record = self._book.records.get(site.host)
        if record is None or not is_dead(record, self._book.now):
            return failed
        return Failed(code="host_dead", reason=f"{failed.reason}, and so it has been {_since(record)}")


def _forbidden(robots: Robots) -> Failed:
    if robots.standing in (Standing.SILENT, Standing.REFUSED):
        code = "fetch_failed" if robots.standing is Standing.SILENT else "fetch_refused"
        return Failed(code=code, reason=robots.reason)
    if robots.standing is Standing.UNREADABLE:
        reason = f"{robots.origin}/robots.txt could not be read ({robots.reason}), and so nothing is allowed"
        return Failed(code="robots_unreadable", reason=reason)
    return Failed(code="robots_disallowed", reason=f"{robots.origin}/robots.txt does not allow it")


def _rest_words(record: HostRecord, now: datetime) -> tuple[str, str]:
    until = f"{record.rests_until:%Y-%m-%d %H:%M} UTC"
    if not record.failed_runs:
        return "host_resting", f"{record.host} asks to be left alone ({record.reason}) until {until}"
    code = "host_dead" if is_dead(record, now) else "host_resting"
    return (
        code,
        f"{record.host} has failed {_since(record)} ({record.reason}); it is asked again after {until}",
    )


def _since(record: HostRecord) -> str:
    return f"in {record.failed_runs} runs since {record.failed_since:%Y-%m-%d}"
