"""Manners: whom the pool asks, when, how often, and in what order its answers come."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from extractors.articles.fetch import Fetched, Validators
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool
from extractors.articles.fetch_schedule import Schedule, Task
from extractors.articles.fetch_schedule import Site as QueuedSite
from extractors.articles.fetch_turns import Turns
from extractors.records import Issue
from tests.articles.server import closed_port
from tests.articles.sites import NOON, Answer, Site, pool, site_on, sites

BROKEN = Answer(status=500, body=b"broken")
BUSY = Answer(status=429, body=b"later")


def codes(answers: Sequence[Fetched | Issue]) -> list[str]:
    return ["page" if isinstance(answer, Fetched) else answer.code for answer in answers]


def fetch(fetching: FetchPool, *urls: str) -> list[Fetched | Issue]:
    return list(fetching.fetch_all(urls))


def gaps(site: Site) -> list[float]:
    """Seconds from the end of each request to the start of the next."""
    return [after.begun - before.ended for before, after in zip(site.visits, site.visits[1:], strict=False)]


def test_answers_come_in_the_order_asked() -> None:
    paths = [f"/{number}" for number in range(6)]
    slow = {path: Answer(wait=0.05) for path in paths}
    with sites(slow, dict.fromkeys(paths, Answer()), {"/0": Answer(wait=0.2)}) as running:
        urls = [site.url(path) for path in paths for site in running]
        answers = fetch(pool(), *urls)
    assert [a.url if isinstance(a, Fetched) else a.where for a in answers] == urls
    assert codes(answers).count("page") == 13


def test_answers_do_not_depend_on_how_many_are_asked_at_once() -> None:
    chance = Random(3)
    kinds = (Answer(), Answer(status=404), BROKEN, Answer(status=302, headers={"Location": "/0"}))
    told = [
        {f"/{number}": replace(chance.choice(kinds), wait=chance.random() / 50) for number in range(8)}
        for _ in range(5)
    ]
    with sites(*told) as running:
        urls = [site.url(f"/{number}") for number in range(8) for site in running]
        chance.shuffle(urls)
        one, many = (
            [
                (answer.code, answer.message) if isinstance(answer, Issue) else (answer.chain, answer.body)
                for answer in fetch(pool(connections=connections), *urls)
            ]
            for connections in (1, 16)
        )
    assert one == many


def test_a_host_gets_one_request_at_a_time_with_a_pace() -> None:
    told = {f"/{number}": Answer(wait=0.03) for number in range(4)}
    with sites(told, told) as running:
        begun = time.monotonic()
        answers = fetch(pool(pace=0.1), *(site.url(path) for site in running for path in told))
        took = time.monotonic() - begun
    assert codes(answers) == ["page"] * 8
    for site in running:
        assert len(site.visits) == 5
        assert min(gaps(site)) >= 0.09
    assert took < 1.0, "two hosts wait side by side"


def test_crawl_delay_is_kept_to() -> None:
    robots = Answer(body=b"User-agent: *\nCrawl-delay: 0.15\n")
    with sites({"/robots.txt": robots, "/a": Answer(), "/b": Answer()}) as (site,):
        fetch(pool(), site.url("/a"), site.url("/b"))
    assert gaps(site)[1] >= 0.14


def test_robots_are_kept_to_and_asked_for_once() -> None:
    robots = Answer(body=b"User-agent: twosource-tests\nDisallow: /private\nUser-agent: *\nDisallow: /\n")
    with sites({"/robots.txt": robots, "/a": Answer(), "/private/b": Answer()}) as (site,):
        book = HostBook(now=NOON)
        answers = fetch(pool(book=book), *map(site.url, ("/a", "/private/b", "/a?again")))
        assert codes(answers) == ["page", "robots_disallowed", "fetch_failed"]
        later = HostBook.of(NOON + timedelta(hours=23), (), book.kept().robots)
        assert codes(fetch(pool(book=later), site.url("/private/c"))) == ["robots_disallowed"]
        assert site.asked("/robots.txt") == 1
        next_day = HostBook.of(NOON + timedelta(hours=25), (), book.kept().robots)
        fetch(pool(book=next_day), site.url("/private/c"))
        assert site.asked("/robots.txt") == 2
    assert site.asked("/private/b") == site.asked("/private/c") == 0


@pytest.mark.parametrize(
    ("robots", "code", "asked"),
    [
        (Answer(status=404), "page", 1),
        (Answer(status=403), "page", 1),
        (Answer(status=503), "robots_unreadable", 3),
        (Answer(status=500), "robots_unreadable", 3),
        (BUSY, "robots_unreadable", 3),
        (Answer(wait=1.0), "fetch_failed", 0),
        (Answer(status=302, headers={"Location": "/elsewhere.txt"}), "robots_disallowed", 1),
        (Answer(status=302, headers={"Location": "http://169.254.169.254/"}), "fetch_refused", 1),
        (Answer(status=302, headers={"Location": "/robots.txt"}), "robots_unreadable", 1),
        (Answer(headers={"Content-Encoding": "gzip"}), "robots_unreadable", 1),
        (Answer(body=b"<html>User-agent: * Disallow: /</html>"), "page", 1),
    ],
)
def test_robots_that_misbehave(robots: Answer, code: str, asked: int) -> None:
    elsewhere = Answer(body=b"\xef\xbb\xbfUser-agent: *\nDisallow: /*a\n")
    with sites({"/robots.txt": robots, "/elsewhere.txt": elsewhere, "/a": Answer()}) as (site,):
        book = HostBook(now=NOON)
        assert codes(fetch(pool(book=book, deadline=0.5), site.url("/a"))) == [code]
        assert site.asked("/robots.txt") == asked
        assert bool(book.kept().robots) == (code in ("page", "robots_disallowed"))


def test_failures_are_tried_again() -> None:
    with sites({"/a": (BROKEN, Answer(status=502), Answer()), "/b": BROKEN, "/c": Answer(status=404)}) as (
        site,
    ):
        book = HostBook(now=NOON)
        answers = fetch(pool(book=book), *map(site.url, ("/a", "/b", "/c")))
        assert codes(answers) == ["page", "fetch_failed", "fetch_failed"]
        assert [site.asked(path) for path in ("/a", "/b", "/c")] == [3, 3, 1]
        assert not book.kept().records, "a host that answers now and then has not failed"
        assert "500 Internal Server Error" in answers[1].message  # type: ignore[union-attr]


def test_retry_after_is_waited_for() -> None:
    asks_for_one = Answer(status=429, headers={"Retry-After": "1"})
    with sites({"/a": (asks_for_one, Answer())}) as (site,):
        assert codes(fetch(pool(), site.url("/a"))) == ["page"]
    assert site.pages[1].begun - site.pages[0].ended >= 0.95


@pytest.mark.parametrize("wanted", ["7200", "Mon, 02 Mar 2026 14:00:00 GMT"])
def test_a_host_that_wants_hours_of_rest_gets_them(wanted: str) -> None:
    with sites({"/a": Answer(status=503, headers={"Retry-After": wanted}), "/b": Answer()}) as (site,):
        book = HostBook(now=NOON)
        assert codes(fetch(pool(book=book), site.url("/a"), site.url("/b"))) == [
            "fetch_failed",
            "host_resting",
        ]
        kept = book.kept()
        soon = HostBook.of(NOON + timedelta(hours=1), kept.records, kept.robots)
        assert codes(fetch(pool(book=soon), site.url("/b"))) == ["host_resting"]
        assert len(site.pages) == 1
        late = HostBook.of(NOON + timedelta(hours=3), kept.records, kept.robots)
        assert codes(fetch(pool(book=late), site.url("/b"))) == ["page"]


def test_a_host_that_keeps_failing_is_left_alone() -> None:
    with sites({"/robots.txt": Answer(status=404), **{f"/{n}": BROKEN for n in range(8)}}) as (site,):
        answers = fetch(pool(), *(site.url(f"/{number}") for number in range(8)))
    assert codes(answers) == ["fetch_failed"] * 2 + ["host_resting"] * 6
    assert len(site.pages) == 5


def test_a_host_that_is_down_for_three_runs_and_comes_back() -> None:
    port = closed_port()
    url = f"http://127.0.0.1:{port}/a"
    kept = HostBook(now=NOON).kept()
    seen = []
    for hour in range(8):  # a run each hour; the host is down for the first five
        book = HostBook.of(NOON + timedelta(hours=hour), kept.records, kept.robots)
        if hour < 5:
            seen += codes(fetch(pool(book=book), url))
        else:
            with site_on(port, {"/a": Answer()}) as site:
                seen += codes(fetch(pool(book=book), url))
                if seen[-1] == "page":
                    assert site.asked("/a") == 1
        found = book.kept()
        kept = found if found.records or found.well else kept
    assert seen == ["fetch_failed"] * 3 + [
        "host_resting",
        "fetch_failed",
        "host_resting",
        "host_resting",
        "host_resting",
    ]
    back = HostBook.of(NOON + timedelta(hours=9), kept.records, kept.robots)
    with site_on(port, {"/a": Answer()}):
        assert codes(fetch(pool(book=back), url)) == ["page"]
    assert back.kept().well == (f"127.0.0.1:{port}",), "and so its record goes"
    assert not back.kept().records


def test_a_host_that_is_down_for_weeks_is_called_dead() -> None:
    url = f"http://127.0.0.1:{closed_port()}/a"
    kept = HostBook(now=NOON).kept()
    seen = []
    for day in range(0, 18, 3):
        book = HostBook.of(NOON + timedelta(days=day), kept.records, kept.robots)
        seen += codes(fetch(pool(book=book), url))
        kept = book.kept()
    assert seen == ["fetch_failed"] * 5 + ["host_dead"]
    again = HostBook.of(NOON + timedelta(days=15, hours=1), kept.records, kept.robots)
    (issue,) = fetch(pool(book=again), url)
    assert isinstance(issue, Issue)
    assert issue.code == "host_dead"
    assert "in 6 runs since 2026-03-02" in issue.message


def test_nobody_is_blamed_for_our_own_lack_of_a_network() -> None:
    book = HostBook(now=NOON)
    fetch(pool(book=book), *(f"http://127.0.0.1:{closed_port()}/" for _ in range(6)))
    assert not book.kept().records


def test_unchanged_pages_are_not_sent_again() -> None:
    page = Answer(headers={"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"})
    with sites({"/a": (page, Answer(status=304, body=b"")), "/b": Answer(status=304, body=b"")}) as (site,):
        first = pool().get(site.url("/a"))
        assert isinstance(first, Fetched)
        held = {
            first.url: Validators(url=first.final_url, etag=first.etag, last_modified=first.last_modified)
        }
        again = pool(known=lambda urls: {url: held[url] for url in urls if url in held})
        second, third = again.fetch_all([site.url("/a"), site.url("/b")])
    assert isinstance(second, Fetched)
    assert (second.is_unchanged, second.body) == (True, b"")
    asked = [visit.headers for visit in site.pages]
    assert (asked[1]["If-None-Match"], asked[1]["If-Modified-Since"]) == (first.etag, first.last_modified)
    assert "If-None-Match" not in asked[0]
    assert codes([third]) == ["fetch_failed"], "nobody asked for a 304"


def test_redirects_pass_the_gates_of_where_they_lead() -> None:
    closed = {
        "/robots.txt": Answer(body=b"User-agent: *\nDisallow: /closed\n"),
        "/open": Answer(),
        "/closed": Answer(),
    }
    with sites(closed) as (there,):
        leads = {
            path: Answer(status=301, headers={"Location": there.url(path)}) for path in ("/open", "/closed")
        }
        with sites(
            {**leads, "/out": Answer(status=302, headers={"Location": "http://169.254.169.254/x"})}
        ) as (here,):
            answers = fetch(pool(), *map(here.url, ("/open", "/closed", "/out")))
    assert codes(answers) == ["page", "robots_disallowed", "fetch_refused"]
    assert isinstance(answers[0], Fetched)
    assert answers[0].chain == (here.url("/open"), there.url("/open"))
    assert (answers[0].url, answers[0].final_url) == (here.url("/open"), there.url("/open"))
    assert there.asked("/closed") == 0


def test_what_is_no_url_is_an_issue_in_its_place() -> None:
    with sites({"/a": Answer()}) as (site,):
        answers = fetch(pool(), "http://[::1/", site.url("/a"), "ftp://a.example/")
    assert codes(answers) == ["fetch_refused", "page", "fetch_refused"]


def test_one_host_is_asked_for_so_many_urls_and_no_more() -> None:
    robots = Answer(body=b"User-agent: *\nDisallow: /\n")
    with sites({"/robots.txt": robots}) as (site,):
        answers = fetch(pool(), *(site.url(f"/{number}") for number in range(1_003)))
    assert codes(answers) == ["robots_disallowed"] * 1_000 + ["host_capped"] * 3


def test_what_nobody_waits_for_is_not_asked() -> None:
    urls = [f"/{number}" for number in range(50)]
    with sites({url: Answer(wait=0.02) for url in urls}) as (site,):
        fetching = pool()
        answers = fetching.fetch_all(map(site.url, urls))
        next(answers)
        fetching.forget()
        time.sleep(0.1)
        assert len(site.pages) < 5
        fetching.close()


def test_what_is_expected_is_fetched_before_it_is_asked_for() -> None:
    with sites({"/a": Answer(), "/b": Answer()}) as (site,), pool() as fetching:
        fetching.expect(list(map(site.url, ("/a", "/b", "/a"))))
        answers = [fetching.get(site.url(path)) for path in ("/b", "/a", "/c", "/a")]
    assert codes(answers) == ["page", "page", "fetch_failed", "page"]
    assert [visit.path for visit in site.pages] == ["/a", "/b", "/a", "/c"]


def test_bodies_wait_for_their_turn_on_disk() -> None:
    turns = Turns()
    body = bytes(range(256)) * 40_000
    for number in reversed(range(12)):
        page = Fetched(
            url=f"u{number}",
            final_url="f",
            status=200,
            content_type=None,
            body=body + bytes([number]),
            chain=(),
        )
        turns.put(number, page)
    assert turns._shelf is not None
    for number in range(12):
        page_again = turns.take(number)
        assert isinstance(page_again, Fetched)
        assert (page_again.url, page_again.body[-1], len(page_again.body)) == (
            f"u{number}",
            number,
            len(body) + 1,
        )
    assert turns._shelf.seek(0, 2) == 0
    turns.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_breaks_is_heard_of() -> None:
    turns = Turns()

    def visit(site: QueuedSite) -> None:
        raise OSError("no space left")

    schedule = Schedule(2, visit, turns.fail)
    schedule.add(Task(url="u", number=0, chain=["http://a.example/"], seconds=1.0))
    with pytest.raises(OSError, match="no space left"):
        turns.take(0)
    for thread in threading.enumerate():
        if thread.name == "twosource-fetch":
            thread.join(1)
