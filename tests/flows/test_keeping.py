"""What is fetched is on disk before anything is made of it, and a run that starts again reads it there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from extractors.articles.fetch import Fetched
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.sources import Source
from extractors.records import Issue
from flows.fetching import fetch_pool
from flows.ingest import read_all
from flows.keeping import Keeper, Versions, source_of
from flows.session import Session
from flows.settings import Settings
from tests.articles.server import PAGE, Server
from warehouse import Warehouse
from warehouse.bodies import BodyStore
from warehouse.fetches import Fetch

LAB = Settings(allow_private=("127.0.0.1/32",), pace=0.0)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


class Known(Versions):
    """Nothing is known of earlier runs."""

    def __init__(self) -> None:
        self._kept = {}


class Rows(list[Fetch]):
    """Rows as a warehouse would have them."""

    def store(self, rows: tuple[Fetch, ...]) -> None:
        self.extend(rows)


def keeper(data: Path, rows: Rows, held: tuple[Fetch, ...] = ()) -> Keeper:
    web = fetch_pool(LAB, HostBook.of(datetime.now(UTC), (), ()))
    kept = {each.url: each for each in held}
    return Keeper(web, BodyStore(data), kept, rows.store, Known())


def test_kept_and_read_again_without_the_network(server: Server, tmp_path: Path) -> None:
    rows, again = Rows(), Rows()
    first = keeper(tmp_path, rows)
    first.begin(Source(at="https://daily.example/feed", outlet="The Daily"))
    url = server.url("/moved")
    answer = first.get(url)
    assert isinstance(answer, Fetched)
    first.expect((url, url))
    asked = len(server.asked)
    assert first.get(url) == answer  # twice in one run is asked once
    first.flush()
    assert len(server.asked) == asked
    row = rows[0]
    assert source_of(row.source) == Source(at="https://daily.example/feed", outlet="The Daily")
    assert (row.url, row.chain) == (url, answer.chain)
    assert BodyStore(tmp_path).read(row.body_sha256) == answer.body

    second = keeper(tmp_path, again, tuple(rows))
    assert second.get(url) == answer
    second.flush()
    assert len(server.asked) == asked
    assert again[0].fetched_at == row.fetched_at


def test_a_body_that_was_lost_is_fetched_again(server: Server, tmp_path: Path) -> None:
    rows = Rows()
    first = keeper(tmp_path, rows)
    first.get(server.url("/page"))
    first.flush()
    BodyStore(tmp_path).forget(rows[0].body_sha256)
    answer = keeper(tmp_path, Rows(), tuple(rows)).get(server.url("/page"))
    assert isinstance(answer, Fetched)
    assert answer.body == PAGE.encode()


def test_what_has_not_changed_is_not_sent_again(server: Server, tmp_path: Path) -> None:
    url = server.url("/tagged")
    with Warehouse.open(tmp_path) as warehouse:
        pages = []
        for number in (1, 2):
            versions = Versions(warehouse)
            pool = fetch_pool(LAB, HostBook.of(datetime.now(UTC), (), ()), versions)
            kept = Keeper(pool, warehouse.bodies, {}, partial(warehouse.add_fetches, number), versions)
            kept.expect((url,))
            pages.append(kept.get(url))
            kept.flush()
            pool.close()
        assert pages[0] == pages[1]
        (row,) = warehouse.newest_fetches([url, "https://daily.example/unknown"])
        assert (row.run_number, row.etag, row.n_bytes) == (2, '"v1"', len(PAGE.encode()))
    sent = [headers for path, headers in server.asked if path == "/tagged"]
    assert [headers.get("If-None-Match") for headers in sent] == [None, '"v1"']


def test_what_was_not_fetched_is_not_kept(server: Server, tmp_path: Path) -> None:
    rows = Rows()
    kept = keeper(tmp_path, rows)
    assert isinstance(kept.get(server.url("/nowhere")), Issue)
    kept.flush()
    assert not rows
    assert not (tmp_path / "bodies").exists()


def test_a_run_that_is_started_again_asks_nothing_twice(server: Server, tmp_path: Path) -> None:
    data = tmp_path / "data"
    sources = [server.url("/page"), server.url("/notes")]
    chosen = replace(LAB, data=data)

    def run(stop: bool) -> None:
        with Session(chosen) as session:
            session.begin(datetime.now(UTC))
            with session.ingest(partial(read_all, sources)) as ingest:
                while not stop and ingest.take() is not None:
                    pass
                if stop:
                    assert len(list(ingest._works)) == 1  # read, and never loaded
                    assert ingest._keeper is not None
                    ingest._keeper.flush()
                    return
            session.finish(datetime.now(UTC), {})

    run(stop=True)
    run(stop=False)
    assert [path for path, _ in server.asked if path in ("/page", "/notes")] == ["/page", "/notes"]
    with Warehouse.open(data) as warehouse:
        assert sum(len(some) for some in warehouse.stream_articles()) == 2
        assert warehouse.unfinished_fetches() == ()
    run(stop=False)  # the run before came to its end: what is asked now may have changed
    assert [path for path, _ in server.asked].count("/page") == 2
