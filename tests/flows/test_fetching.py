"""A run over pages: with the pace of the settings, and with hosts remembered by the next run."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.articles.server import closed_port
from tests.articles.sites import LOOPBACK, Answer, sites
from tests.flows.conftest import RunJob
from tests.flows.connections import connections_of_others
from warehouse import Warehouse

TRAPS = {
    "path.xml": "/etc/hostname",
    "url.xml": "http://127.0.0.1:9/feed.xml",
    "dtd.html": '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><p>The mill of Oldham closes in June.</p>',
    "link.rss": '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">'
    '<rss version="2.0"><channel>'
    "<item><link>http://127.0.0.1:9/a</link></item></channel></rss>",
    "base.html": '<base href="http://127.0.0.1:9/"><img src="a.png"><p>The mill at Oldham made 40 looms.</p>',
}
"""Files that lead on: what parses them must open no connection, and no file."""


SKIPPED = (("bad_feed", 2), ("fetch_failed", 1), ("link_only_entry", 1), ("robots_disallowed", 1))


def feed(*urls: str) -> bytes:
    items = "".join(f"<item><link>{url}</link></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>Mills</title>{items}</channel></rss>'.encode()


def feed_sites() -> list[dict[str, Answer]]:
    """Three sites with a feed and two pages each.

    The first page of the first answers when the last page of the last was asked for, and else not at all.
    """
    is_asked = threading.Event()
    pages = {"/feed": Answer(), "/a": Answer(), "/b": Answer()}
    first = {**pages, "/a": Answer(after=is_asked)}
    return [first, dict(pages), {**pages, "/b": Answer(tells=is_asked)}]


def test_a_run_over_pages(run_job: RunJob, tmp_path: Path) -> None:
    robots = Answer(body=b"User-agent: *\nDisallow: /closed\n")
    traps = tmp_path / "traps"
    traps.mkdir()
    for name, text in TRAPS.items():
        (traps / name).write_text(text)
    tmp_path /= "data"
    with (
        connections_of_others() as heard,
        sites({"/robots.txt": robots, "/a": Answer(), "/closed": Answer()}, *feed_sites()) as running,
    ):
        site, *fed = running
        for each in fed:
            each.answers["/feed"] = Answer(body=feed(each.url("/a"), each.url("/b")))
        feeds = [each.url("/feed") for each in fed]
        pages = (site.url("/a"), site.url("/closed"))
        down = f"http://127.0.0.1:{closed_port()}/b"
        first = run_job((*pages, down, str(traps), *feeds), tmp_path, allow_private=LOOPBACK, pace=0.0)
        again = run_job(pages, tmp_path, allow_private=LOOPBACK, pace=0.0)
    assert heard == [], "only the fetcher connects"
    assert (first.new, first.skipped) == (9, SKIPPED), "pages of several feeds are fetched side by side"
    assert (again.unchanged, dict(again.skipped)) == (1, {"robots_disallowed": 1})
    assert site.asked("/robots.txt") == 1
    assert site.asked("/closed") == 0
    with Warehouse.open(tmp_path) as warehouse:
        held = warehouse.held_hosts()
    assert [(record.host, record.failed_runs) for record in held.records] == [(down.split("/")[2], 1)]
    assert {robots.origin for robots in held.robots} == {each.url("") for each in running}
