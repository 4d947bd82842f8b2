"""Small web sites on the loopback, each told what to answer, that write down when they were asked what."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from extractors.articles.fetch import Fetcher
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool, Known, Manners, nothing_known
from tests.articles.server import PAGE

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LOOPBACK = ("127.0.0.1/32",)
AGENT = "twosource-tests/1 (+https://example.org/bot)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a path answers, after a wait in seconds, and `tells` that it was asked.

    With `after` it waits until that has been told, and fails where nobody does: so two sites can show that
    they were asked side by side.
    """

    status: int = 200
    body: bytes = PAGE.encode()
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    tells: threading.Event | None = None
    after: threading.Event | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request as it was met, in seconds of the monotonic clock."""

    path: str
    begun: float
    ended: float
    headers: Mapping[str, str]


class Site(ThreadingHTTPServer):
    """A site: `answers` by path, one after the other, the last of them for ever. robots.txt is a 404."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answers: Mapping[str, Answer | tuple[Answer, ...]], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answers = {"/robots.txt": Answer(status=404), **answers}
        self.visits: list[Visit] = []

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def asked(self, path: str) -> int:
        return sum(visit.path == path for visit in self.visits)

    @property
    def pages(self) -> list[Visit]:
        """All visits but those of robots.txt, in order."""
        return [visit for visit in self.visits if visit.path != "/robots.txt"]

    def next_answer(self, path: str) -> Answer:
        answers = self.answers.get(path, Answer(status=404, body=b"not here"))
        if isinstance(answers, Answer):
            return answers
        return answers[min(self.asked(path), len(answers) - 1)]

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        begun = time.monotonic()
        self.close_connection = True
        answer = self.server.next_answer(self.path)
        if answer.tells is not None:
            answer.tells.set()
        if answer.after is not None and not answer.after.wait(10):
            answer = Answer(status=410, body=b"nobody came")
        if answer.wait:
            time.sleep(answer.wait)
        visit = Visit(path=self.path, begun=begun, ended=time.monotonic(), headers=dict(self.headers))
        self.server.visits.append(visit)
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)


@contextmanager
def site_on(
    port: int, answers: Mapping[str, Answer | tuple[Answer, ...]], *, tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """A running site on a port of choice; 0 for a free one."""
    site = Site(answers, port)
    if tls is not None:
        site.socket = tls.wrap_socket(site.socket, server_side=True)
    threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


@contextmanager
def sites(*told: Mapping[str, Answer | tuple[Answer, ...]]) -> Iterator[list[Site]]:
    """Running sites."""
    with ExitStack() as stack:
        yield [stack.enter_context(site_on(0, answers)) for answers in told]


def pool(
    *,
    book: HostBook | None = None,
    pace: float = 0.0,
    deadline: float = 2.0,
    known: Known = nothing_known,
    connections: int = 16,
) -> FetchPool:
    """A pool that may reach the loopback and is in no hurry to be polite."""
    return FetchPool(
        Fetcher(AGENT, deadline_seconds=deadline, allow_private=LOOPBACK),
        manners=Manners(pace=pace, retry_wait=0.02, connections=connections),
        book=book or HostBook(now=NOON),
        known=known,
    )
