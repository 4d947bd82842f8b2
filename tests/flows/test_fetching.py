"""A run over pages: with the pace of the settings, and with hosts remembered by the next run."""

from __future__ import annotations

from pathlib import Path

from tests.articles.server import closed_port
from tests.articles.sites import LOOPBACK, Answer, sites
from tests.flows.conftest import RunJob
from warehouse import Warehouse


def test_a_run_over_pages(run_job: RunJob, tmp_path: Path) -> None:
    robots = Answer(body=b"User-agent: *\nDisallow: /closed\n")
    with sites({"/robots.txt": robots, "/a": Answer(), "/closed": Answer()}) as (site,):
        pages = (site.url("/a"), site.url("/closed"))
        down = f"http://127.0.0.1:{closed_port()}/b"
        first = run_job((*pages, down), tmp_path, allow_private=LOOPBACK, pace=0.0)
        again = run_job(pages, tmp_path, allow_private=LOOPBACK, pace=0.0)
    assert (first.new, dict(first.skipped)) == (1, {"fetch_failed": 1, "robots_disallowed": 1})
    assert (again.unchanged, dict(again.skipped)) == (1, {"robots_disallowed": 1})
    assert site.asked("/robots.txt") == 1
    assert site.asked("/closed") == 0
    with Warehouse.open(tmp_path) as warehouse:
        held = warehouse.held_hosts()
    assert [(record.host, record.failed_runs) for record in held.records] == [(down.split("/")[2], 1)]
    assert [robots.origin for robots in held.robots] == [site.url("").removesuffix("/")]
