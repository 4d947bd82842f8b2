"""How fast pages come in from many hosts, in how much memory, with hostile hosts among them.

    python -m benchmarks.fetch                       2,000 hosts with 3 pages each, about a minute
    python -m benchmarks.fetch --hosts 200           a short form
    python -m benchmarks.fetch --json OUT            the figures for a program

The hosts are loopback addresses (`benchmarks.fetch_world`), one in twenty hostile: drips, silence, endless
bodies, bombs, lies. Each answers after 0.1 seconds. Manners are the usual ones: robots.txt first, one request
at a time for each host, a second between two. Beside it what people write first, one `httpx.get` after the
other, for some seconds and over the healthy hosts only: the first drip would hold it for ever.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from rich.console import Console

from benchmarks.fetch_world import LOOPBACK, host_of, is_hostile, serve, urls_of
from extractors.articles.fetch import Failed, Fetched, Fetcher, Moved, Validators
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool, Manners
from extractors.articles.limits import limit

_AGENT = "twosource-benchmark/1"
_WAIT = 0.1
_TARGET_RATE = 60.0
_TARGET_MB = 400.0
_MB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured. Seconds, MB of resident memory, pages a second; `longest` is one request's.

    `seconds` last until the last hostile host was given up, `last_page` until the last page had come.
    """

    hosts: int
    hostile: int
    urls: int
    pages: int
    megabytes: float
    seconds: float
    last_page: float
    rate: float
    rss_mb: float
    longest: float
    deadline: float
    threads: int
    issues: dict[str, int]
    naive_rate: float

    @property
    def holds(self) -> bool:
        """Whether the targets are met."""
        healthy = (self.hosts - self.hostile) * (self.urls // self.hosts)
        return (
            self.rate >= _TARGET_RATE
            and self.rss_mb <= _TARGET_MB
            and self.longest <= self.deadline + 1
            and self.pages == healthy
        )


class Watched(Fetcher):
    """A fetcher that writes down how long its requests took, and when the last page came."""

    longest = 0.0
    last_page = 0.0

    def ask(
        self, chain: Sequence[str], *, seconds: float, validators: Validators | None = None
    ) -> Fetched | Moved | Failed:
        """One request."""
        begun = time.monotonic()
        answer = super().ask(chain, seconds=seconds, validators=validators)
        now = time.monotonic()
        self.longest = max(self.longest, now - begun)
        if isinstance(answer, Fetched):
            self.last_page = max(self.last_page, now)
        return answer

    def follow(self, url: str, *, cut_at: int | None = None) -> Fetched | Failed:
        """A robots.txt."""
        begun = time.monotonic()
        answer = super().follow(url, cut_at=cut_at)
        self.longest = max(self.longest, time.monotonic() - begun)
        return answer


@contextmanager
def world(wait: float) -> Iterator[int]:
    """The hosts, running; their port."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(wait, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def measure(hosts: int, pages: int, *, deadline: float, pace: float, naive_seconds: float) -> Figures:
    """One measurement over a fresh world."""
    with world(_WAIT) as port:
        naive_rate = naive(port, hosts, naive_seconds)
        fetcher = Watched(_AGENT, deadline_seconds=deadline, allow_private=(LOOPBACK,))
        manners = Manners(pace=pace, retry_wait=pace, connections=limit("fetch_connections"))
        counts: Counter[str] = Counter()
        megabytes = 0.0
        threads = 0
        begun = time.monotonic()
        with FetchPool(fetcher, manners=manners, book=HostBook(now=datetime.now(UTC))) as pool:
            for answer in pool.fetch_all(urls_of(hosts, pages, port)):
                threads = max(threads, threading.active_count())
                if isinstance(answer, Fetched):
                    counts["page"] += 1
                    megabytes += len(answer.body) / 1e6
                else:
                    counts[answer.code] += 1
        seconds = time.monotonic() - begun
    return Figures(
        hosts=hosts,
        hostile=sum(map(is_hostile, range(hosts))),
        urls=hosts * pages,
        pages=counts.pop("page"),
        megabytes=megabytes,
        seconds=seconds,
        last_page=fetcher.last_page - begun,
        rate=(hosts * pages - sum(counts.values())) / seconds,
        rss_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB,
        longest=fetcher.longest,
        deadline=fetcher.deadline_seconds,
        threads=threads,
        issues=dict(counts),
        naive_rate=naive_rate,
    )


def naive(port: int, hosts: int, seconds: float) -> float:
    """Pages a second of one `httpx.get` after the other, over healthy hosts."""
    end = time.monotonic() + seconds
    fetched = 0
    for number in range(hosts):
        if time.monotonic() >= end:
            break
        if not is_hostile(number):
            httpx.get(f"http://{host_of(number)}:{port}/0", timeout=30).raise_for_status()
            fetched += 1
    return fetched / max(seconds - max(end - time.monotonic(), 0.0), 1e-9)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--hosts", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=3, help="pages of each host")
    parser.add_argument("--deadline", type=float, default=float(limit("fetch_deadline")))
    parser.add_argument("--pace", type=float, default=limit("fetch_pace") / 1000)
    parser.add_argument("--naive", type=float, default=10.0, help="seconds for the naive loop")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(argv)
    found = measure(
        given.hosts, given.pages, deadline=given.deadline, pace=given.pace, naive_seconds=given.naive
    )
    show(found)
    if given.json:
        given.json.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")
    return 0 if found.holds else 1


def show(found: Figures) -> None:
    """The figures in words."""
    say = Console(highlight=False).print
    say(f"{found.hosts:,} hosts, {found.hostile} of them hostile, {found.urls:,} URLs, {_WAIT:g} s to answer")
    say(f"  pages        {found.pages:,} ({found.megabytes:,.0f} MB) in {found.seconds:.1f} s")
    say(f"  last page    after {found.last_page:.1f} s; then hostile hosts are waited for")
    say(f"  rate         {found.rate:.0f} pages/s (target {_TARGET_RATE:.0f})")
    say(f"  naive loop   {found.naive_rate:.1f} pages/s, healthy hosts only")
    say(f"  memory       {found.rss_mb:.0f} MB (target {_TARGET_MB:.0f})")
    say(f"  longest      {found.longest:.1f} s for one request, deadline {found.deadline:g}")
    say(f"  threads      {found.threads}")
    say(f"  not fetched  {', '.join(f'{code} {number}' for code, number in sorted(found.issues.items()))}")
    say("holds" if found.holds else "MISSED")


if __name__ == "__main__":
    sys.exit(main())
