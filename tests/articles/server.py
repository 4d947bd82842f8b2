"""A real server on the loopback: the pages of `tests/site`, and routes that misbehave in one way each."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).parents[1] / "site"
KINDS = {".html": "text/html", ".xml": "application/rss+xml", ".txt": "text/plain"}
PAGE = (
    "<html><head><title>Mill closes after 140 years</title></head>"
    "<body><article><h1>Mill closes after 140 years</h1>"
    "<p>The mill at Oldham closes in June, its owner said, and 320 people lose their work.</p>"
    "<p>It made a loss of £4 million last year on sales of £21 million, the café included.</p>"
    "</article></body></html>"
)

BOMB = gzip.compress(bytes(20_000_000))


class Handler(BaseHTTPRequestHandler):
    """One route a misdeed."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        route = self.path.partition("?")[0]
        action: Callable[[], None] | None = getattr(self, "route_" + route.strip("/").replace("/", "_"), None)
        self.close_connection = True
        try:
            if action is not None:
                action()
            else:
                self.serve_file(route)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def serve_file(self, route: str) -> None:
        path = SITE / route.strip("/")
        if not path.is_file():
            self.answer(b"<h1>not here</h1>", status=404)
            return
        body = path.read_bytes().replace(b"https://daily.example/2024/09/13/", self.server.url("/").encode())
        self.answer(body, kind=KINDS[path.suffix])

    def answer(self, body: bytes, *, status: int = 200, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        fields = {"Content_Length": str(len(body)), **headers}
        for name, value in fields.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, target: str, status: int = 302) -> None:
        self.answer(b"", status=status, Location=target)

    def route_page(self) -> None:
        self.answer(PAGE.encode(), kind="text/html; charset=utf-8")

    def route_tagged(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(b"", status=304, ETag='"v1"', Content_Length="")
        else:
            self.answer(PAGE.encode(), kind="text/html; charset=utf-8", ETag='"v1"')

    def route_gzip(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def route_deflate(self) -> None:
        self.answer(zlib.compress(PAGE.encode()), Content_Encoding="deflate")

    def route_raw_deflate(self) -> None:
        packer = zlib.compressobj(wbits=-15)
        self.answer(packer.compress(PAGE.encode()) + packer.flush(), Content_Encoding="deflate")

    def route_cut_gzip(self) -> None:
        body = gzip.compress(PAGE.encode())
        self.answer(body[: len(body) // 2], Content_Encoding="gzip")

    def route_not_gzip(self) -> None:
        self.answer(PAGE.encode(), Content_Encoding="gzip")

    def route_brotli(self) -> None:
        self.answer(b"\x0b\x02\x80", Content_Encoding="br")

    def route_bomb(self) -> None:
        self.answer(BOMB, Content_Encoding="gzip")

    def route_double_bomb(self) -> None:
        self.answer(gzip.compress(BOMB), Content_Encoding="gzip, gzip")

    def route_stacked(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding=", ".join(["gzip"] * 1001))

    def route_short_length(self) -> None:
        self.answer(b"only twelve b", Content_Length="1000")

    def route_two_lengths(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello")

    def route_length_and_chunks(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.wfile.write(b"5\r\nhello\r\n0\r\n\r\n")

    def route_cut_chunks(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nhello")

    def route_no_http(self) -> None:
        self.wfile.write(b"hello, I am not a web server\r\n")

    def route_huge_header(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Big: " + b"a" * 2_000_000 + b"\r\n\r\n")

    def route_slow_body(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.drip(b"a")

    def route_slow_header(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.drip(b"X-Drip: 1\r\n")

    def route_endless_hints(self) -> None:
        self.drip(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")

    def route_silent(self) -> None:
        self.server.stopping.wait(20)

    def drip(self, piece: bytes) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end and not self.server.stopping.is_set():
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.1)

    def route_endless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not self.server.stopping.is_set():
            self.wfile.write(b"<p>again and again</p>" * 5000)

    def route_big(self) -> None:
        self.answer(b"<p>" + b"a" * 6_000_000)

    def route_status_204(self) -> None:
        self.answer(b"", status=204)

    def route_error(self) -> None:
        self.answer(b"<h1>broken</h1>", status=500)

    def route_odd_status(self) -> None:
        self.answer(b"odd", status=999)

    def route_moved(self) -> None:
        self.redirect("/page?utm_source=x", status=301)

    def route_loop(self) -> None:
        self.redirect("/loop")

    def route_growing(self) -> None:
        self.redirect(self.path + ("&" if "?" in self.path else "?") + "a=1")

    def route_to_file(self) -> None:
        self.redirect("file:///etc/passwd")

    def route_to_data(self) -> None:
        self.redirect("data:text/html,<p>hello</p>")

    def route_to_private(self) -> None:
        self.redirect("http://169.254.169.254/latest/meta-data/")

    def route_to_nonsense(self) -> None:
        self.redirect("http://[::1/")

    def route_latin1_as_utf8(self) -> None:
        self.answer(PAGE.encode("cp1252"), kind="text/html; charset=utf-8")

    def route_utf8_as_latin1(self) -> None:
        self.answer(PAGE.encode(), kind="text/html; charset=iso-8859-1")

    def route_utf7(self) -> None:
        self.answer(PAGE.replace("loss", "+ADw-script+AD4-").encode(), kind="text/html; charset=utf-7")

    def route_no_codec(self) -> None:
        self.answer(PAGE.encode(), kind="text/html; charset=rot13")

    def route_utf16_lie(self) -> None:
        self.answer(PAGE.encode(), kind="text/html; charset=utf-16")

    def route_utf16(self) -> None:
        self.answer(PAGE.encode("utf-16"), kind="text/html")

    def route_bom_wins(self) -> None:
        self.answer(b"\xef\xbb\xbf" + PAGE.encode(), kind="text/html; charset=windows-1251")

    def route_notes(self) -> None:
        text = "Bakery opens third shop in Leiden\n12 March 2024\n\nIt employs 14 and made €1.2 million.\n"
        self.answer(text.encode(), kind="text/plain; charset=utf-8")

    def route_picture(self) -> None:
        self.answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, kind="image/png")

    def route_empty(self) -> None:
        self.answer(b"")


class Server(ThreadingHTTPServer):
    """The server, what it was asked, and its own address."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        pass


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
