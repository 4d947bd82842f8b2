"""Every hostile page has one outcome in time, and costs the pool no process.

`make hostile` tries all of them; without TWOSOURCE_HOSTILE those that take seconds are left out.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.articles.limits import limit
from extractors.articles.parsing import Raw
from extractors.records import Article, Issue
from flows.page_pool import PagePool
from tests.hostile.pages import HostilePage, hostile_pages
from tests.spent import processor

IN_TIME = limit("parse_wall_seconds") + 1
"""Of the clock. On an idle machine each takes at most `parse_seconds`, of a processor; CI is not idle."""
IS_LONG = bool(os.environ.get("TWOSOURCE_HOSTILE"))
PAGES = [page for page in hostile_pages() if IS_LONG or not page.is_slow]
URL = "https://daily.example/page"
LARGE = "".join(
    f"<p>The port of Selby took {n},000 tonnes of grain at pier {n}.</p>" for n in range(2_000)
).encode()


@pytest.fixture(scope="module")
def pool() -> Iterator[PagePool]:
    with PagePool(1) as pool:
        good = pool.hand(
            Raw(body=b"<p>The port of Selby took 412,000 tonnes of grain.</p>", url=URL, shown=URL)
        )
        assert isinstance(good.take(), Article)
        yield pool


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_one_outcome_in_time(pool: PagePool, page: HostilePage) -> None:
    raw = Raw(body=page.body(), url=URL, shown=URL)
    begun = time.monotonic()
    found = pool.hand(raw).take()
    assert time.monotonic() - begun <= IN_TIME
    assert (found.code if isinstance(found, Issue) else "article") in page.outcome
    after = pool.hand(Raw(body=b"<p>The port of Selby took 388,000 tonnes of rye.</p>", url=URL, shown=URL))
    assert isinstance(after.take(), Article)
    assert pool.size == 1


@pytest.mark.skipif(not IS_LONG, reason="make hostile")
@pytest.mark.parametrize("page", hostile_pages(), ids=lambda page: page.name)
def test_small_ones_are_harmless_in_the_process_of_the_run(page: HostilePage) -> None:
    with processor() as spent, PagePool(1) as pool:
        body = page.body(limit("parse_here_bytes"))
        pool.hand(Raw(body=body, url="file:x.html", shown="x.html", is_local=True)).take()
        assert pool.size == 0
    assert spent() <= IN_TIME


def test_no_process_is_left(tmp_path: Path) -> None:
    with PagePool(1) as pool:
        pool.hand(Raw(body=b"<p>The port of Selby took 412,000 tonnes.</p>", url=URL, shown=URL)).take()
        assert pool.size == 1
    assert pool.size == 0


@pytest.mark.skipif(not IS_LONG, reason="make hostile")
def test_a_busy_machine_makes_no_page_an_issue(pool: PagePool) -> None:
    ticket = pool.hand(Raw(body=LARGE, url=URL, shown=URL))
    while not any(child.page is ticket for child in pool._busy):
        pool.work(0.1)
    (busy,) = [child for child in pool._busy if child.page is ticket]
    assert busy.process.pid is not None
    os.kill(busy.process.pid, signal.SIGSTOP)  # as if it got no processor
    time.sleep(limit("parse_seconds") + 0.5)
    os.kill(busy.process.pid, signal.SIGCONT)
    assert isinstance(ticket.take(), Article)
