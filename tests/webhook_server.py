"""A real web server on loopback that digests are posted to, and whose every answer a test may choose."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CUT, HANG, DRIP = -1, -2, -3
"""Answers that never come: the connection is closed, nothing is said, or a header that has no end."""


@dataclass
class Postbox:
    """What was posted: headers (names in lower case) and body, in order; and the statuses to answer with."""

    answers: list[int] = field(default_factory=list)
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def ids(self) -> set[str]:
        """The ids under which something came."""
        return {headers["webhook-id"] for headers, _ in self.posts}


@contextmanager
def webhook_server(box: Postbox) -> Iterator[str]:
    """The address of a running server; it answers 200 when the box has no answer left."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            box.asked.append(self.path)
            self.send_error(500)

        def do_POST(self) -> None:
            box.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            box.posts.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.close_connection = True
            answer = box.answers.pop(0) if box.answers else 200
            if answer == HANG:
                box.done.wait(60)
            elif answer == DRIP:
                self.drip()
            elif answer != CUT:
                self.send_response(answer)
                if 300 <= answer < 400:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def drip(self) -> None:
            while not box.done.is_set():
                try:
                    self.wfile.write(b"H" if box.asked else b"")
                except OSError:
                    return
                time.sleep(0.05)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook"
    finally:
        box.done.set()
        server.shutdown()
        server.server_close()
