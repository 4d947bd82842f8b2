"""The pool of processes that parse: killed, starved, recycled; what comes back keeps its order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.articles.files import read_sources
from extractors.articles.limits import limit
from extractors.articles.means import Means
from extractors.articles.parsing import Here, Raw
from extractors.records import Article, Issue
from flows.page_pool import PagePool

URL = "https://daily.example/page"


def raw(number: int, filler: int = 0) -> Raw:
    body = f"<p>The port of Selby took {412 + number},000 tonnes of grain last year.</p>{' ' * filler}"
    return Raw(body=body.encode(), url=f"{URL}/{number}", shown=URL)


@pytest.fixture(scope="module")
def pool() -> Iterator[PagePool]:
    with PagePool(2) as pool:
        yield pool


def test_same_as_in_this_process(pool: PagePool) -> None:
    given = [raw(n) for n in range(12)]
    tickets = [pool.hand(each) for each in given]
    assert [ticket.take() for ticket in tickets] == [Here().hand(each).take() for each in given]
    assert 1 <= pool.size <= 2


def test_a_child_that_is_killed_takes_its_page_with_it(pool: PagePool) -> None:
    slow = "<html><body><article><p>" + "<span>Selby</span> " * 60_000
    ticket = pool.hand(Raw(body=slow.encode(), url=URL, shown=URL))
    while not any(child.page is ticket for child in pool._busy):
        pool.work(0.1)
    (busy,) = [child for child in pool._busy if child.page is ticket]
    assert busy.process.pid is not None
    os.kill(busy.process.pid, signal.SIGSEGV)
    found = ticket.take()
    assert isinstance(found, Issue)
    assert found.code == "poison_page"
    assert "crash" in found.message
    assert isinstance(pool.hand(raw(1)).take(), Article)


def test_a_child_that_died_idle_costs_no_page(pool: PagePool) -> None:
    pool.hand(raw(1)).take()
    for child in pool._idle:
        child.process.kill()
        child.process.join()
    assert isinstance(pool.hand(raw(2)).take(), Article)


def test_children_are_recycled(pool: PagePool) -> None:
    pool.hand(raw(1)).take()
    worn = pool._idle[-1]
    worn.pages = limit("parse_recycle_pages") - 1
    assert isinstance(pool.hand(raw(2)).take(), Article)
    assert worn not in pool._idle


def test_few_small_files_start_no_process(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.html").write_bytes(raw(number).body)
    (tmp_path / "large.html").write_bytes(raw(7, filler=limit("parse_here_bytes")).body)
    with PagePool(1) as pool:
        readings = list(read_sources([str(tmp_path)], Means(reader=pool)))
        assert pool.size == 1  # for the large one
    found = [each.url for each in readings if isinstance(each, Article)]
    assert found == ["file:0.html", "file:1.html", "file:2.html", "file:large.html"]
