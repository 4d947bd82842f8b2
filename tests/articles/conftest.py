from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from extractors.articles.fetch import Fetcher
from tests.articles.server import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = Server()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield running
    running.stopping.set()
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="session")
def fetcher() -> Fetcher:
    return Fetcher(
        "twosource-tests/1 (+https://example.org/bot)", deadline_seconds=1.0, allow_private=("127.0.0.1/32",)
    )
