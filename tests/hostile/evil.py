"""Servers that misbehave in one way each, on the loopback, and the table of what becomes of it."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.lexicon.strict import build, read_toml
from tests.articles.server import PAGE

_TABLE = Path(__file__).with_name("answers.toml")
_ROBOTS = 20
_GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + PAGE.encode()
_MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_LONGEST = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EvilAnswer:
    """A row of answers.toml."""

    name: str
    input: int
    does: str
    code: str
    how: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    answer: tuple[EvilAnswer, ...]


def evil_answers() -> tuple[EvilAnswer, ...]:
    """The table."""
    return build(_Table, read_toml(_TABLE), _TABLE.name).answer


class Evil:
    """A server for one row: good but for its robots.txt where the row is about that, else bad pages."""

    def __init__(self, row: EvilAnswer) -> None:
        self.row = row
        self.asked: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._stopping = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path: str = "/page") -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}{path}"

    def close(self) -> None:
        self._stopping.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                link, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with link, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (piece := link.recv(65_536)):
                head += piece
            path = head.decode("latin-1").partition(" ")[2].partition(" ")[0]
            self.asked.append(path)
            if (path == "/robots.txt") == (self.row.input == _ROBOTS):
                misdeed: Callable[[socket.socket, str], None] = getattr(self, self.row.does)
                misdeed(link, path)
            else:
                link.sendall(_GOOD if self.row.input == _ROBOTS else _MISSING)

    def _drip(self, link: socket.socket, piece: bytes, wait: float = 0.1) -> None:
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end and not self._stopping.wait(wait):
            link.sendall(piece)

    def raw(self, link: socket.socket, path: str) -> None:
        link.sendall(self.row.how.encode())

    robots = raw

    def packed(self, link: socket.socket, path: str) -> None:
        _send(link, packed_zeros(self.row.how), f"Content-Encoding: {self.row.how}")

    def stacked(self, link: socket.socket, path: str) -> None:
        _send(link, gzip.compress(PAGE.encode()), "Content-Encoding: " + ", ".join(["gzip"] * 1001))

    def cut_gzip(self, link: socket.socket, path: str) -> None:
        body = gzip.compress(PAGE.encode())
        _send(link, body[: len(body) // 2], "Content-Encoding: gzip")

    def not_packed(self, link: socket.socket, path: str) -> None:
        _send(link, PAGE.encode(), f"Content-Encoding: {self.row.how}")

    def zstd(self, link: socket.socket, path: str) -> None:
        # RFC 8878: magic, a frame header that asks for a window of 2 GiB, an empty last block
        _send(link, b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", "Content-Encoding: zstd")

    def members(self, link: socket.socket, path: str) -> None:
        _send(link, gzip.compress(b"") * 1_000, "Content-Encoding: gzip")

    def slow_body(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        self._drip(link, b"a")

    def stalled(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhello")
        self._stopping.wait(_LONGEST)

    def slow_header(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\n")
        self._drip(link, b"X-Drip: 1\r\n")

    def hints(self, link: socket.socket, path: str) -> None:
        self._drip(link, b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", 0.01)

    def chunk_extensions(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self._drip(link, b"1;" + b"e" * 2_000 + b"\r\na\r\n", 0.01)

    def silence(self, link: socket.socket, path: str) -> None:
        self._stopping.wait(_LONGEST)

    def endless(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        self._drip(link, b"<p>again and again</p>" * 5_000, 0)

    def big_header(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nX-Big: " + b"a" * 10_000_000 + b"\r\n\r\n")

    def headers(self, link: socket.socket, path: str) -> None:
        lines = "".join(f"Set-Cookie: c{number}=v{number}; Path=/\r\n" for number in range(int(self.row.how)))
        _send(link, PAGE.encode(), lines.strip())

    def reset(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhello")
        time.sleep(0.05)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def redirect(self, link: socket.socket, path: str) -> None:
        location = self.row.how.encode("latin-1")
        link.sendall(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n")

    def growing(self, link: socket.socket, path: str) -> None:
        there = f"{path}{'&' if '?' in path else '?'}a=1"
        link.sendall(f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {there}\r\n\r\n".encode())

    def endless_robots(self, link: socket.socket, path: str) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /page\n")
        self._drip(link, b"".join(b"Disallow: /%d\n" % number for number in range(5_000)), 0)

    def robot_names(self, link: socket.socket, path: str) -> None:
        names = "".join(f"User-agent: robot{number}\n" for number in range(20_000))
        rules = "".join(f"Disallow: /{number}\n" for number in range(2_000))
        body = f"User-agent: *\nDisallow: /page\n{names}{rules}".encode()
        _send(link, body, "Content-Type: text/plain")


def _send(link: socket.socket, body: bytes, header: str) -> None:
    link.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n{header}\r\n\r\n".encode() + body)


@cache
def packed_zeros(encoding: str, gigabytes: int = 1) -> bytes:
    """So many GiB of zeros in these encodings, made by repeating a packed MiB."""
    first, *others = encoding.split(", ")
    packer = zlib.compressobj(9, wbits=31 if first == "gzip" else 15)
    begin = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = begin + piece * ((gigabytes << 10) - 1) + packer.flush()
    for _ in others:
        body = gzip.compress(body, 9)
    return body


@contextmanager
def evil_servers(rows: tuple[EvilAnswer, ...]) -> Iterator[list[Evil]]:
    """A running server for each row."""
    with ExitStack() as stack:
        servers = [Evil(row) for row in rows]
        for server in servers:
            stack.callback(server.close)
        yield servers
