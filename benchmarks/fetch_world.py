"""A web of many hosts on the loopback addresses, one in twenty of them hostile, served by one process.

Each host is an address `127.1.x.y`; what it does follows from its number. A healthy host has a robots.txt and
pages of some 100 kB, sent as gzip after a wait. Of the hostile ones each kind does another thing that servers
do to crawlers, by malice or mistake.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import socket
import zlib
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

LOOPBACK = "127.0.0.0/8"
_EVERY = 20
_PAGES = 16
_WORDS = (
    "the harbour",
    "of Lund",
    "reported",
    "a loss",
    "of 4.1 million",
    "crowns",
    "and",
    "its owner",
    "said",
    "in March",
)

Writer = asyncio.StreamWriter


def host_of(number: int) -> str:
    """The address of a host."""
    return f"127.1.{number // 250}.{number % 250 + 1}"


def urls_of(hosts: int, pages: int, port: int) -> list[str]:
    """Every page of every host, host after host, as feeds would list them."""
    return [f"http://{host_of(host)}:{port}/{page}" for host in range(hosts) for page in range(pages)]


def is_hostile(number: int) -> bool:
    """One in twenty is."""
    return number % _EVERY == 7


def _page(seed: int) -> bytes:
    chance = random.Random(seed)
    words = " ".join(f"{chance.choice(_WORDS)} {chance.randrange(10_000)}" for _ in range(6_200))
    return f"<html><head><title>Page {seed}</title></head><body><p>{words}</p></body></html>".encode()


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(megabytes)), packer.flush()])


def _head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", "Connection: close", *lines, "", "")).encode()


async def _drip(writer: Writer, piece: bytes, every: float) -> None:
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(every)


async def _slow_body(writer: Writer) -> None:
    writer.write(_head("Content-Length: 100000"))
    await _drip(writer, b"a", 0.3)


async def _slow_header(writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    await _drip(writer, b"X-Drip: 1\r\n", 0.3)


async def _hints(writer: Writer) -> None:
    await _drip(writer, b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", 0.01)


async def _chunk_extensions(writer: Writer) -> None:
    writer.write(_head("Transfer-Encoding: chunked"))
    await _drip(writer, b"1;" + b"e" * 2_000 + b"\r\na\r\n", 0.01)


async def _silent(writer: Writer) -> None:
    await asyncio.sleep(600)


async def _endless(writer: Writer) -> None:
    writer.write(_head("Content-Type: text/html"))
    await _drip(writer, b"<p>again and again</p>" * 3_000, 0)


async def _cut_gzip(writer: Writer) -> None:
    body = gzip.compress(_page(1))[:9_000]
    writer.write(_head("Content-Encoding: gzip", f"Content-Length: {len(body)}") + body)


async def _short(writer: Writer) -> None:
    writer.write(_head("Content-Length: 90000") + b"only a little")


async def _huge_header(writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Big: ")
    for _ in range(160):
        writer.write(b"a" * 65_536)
        await writer.drain()


async def _hang_up(writer: Writer) -> None:
    writer.transport.abort()


class World:
    """The server."""

    def __init__(self, wait: float) -> None:
        self._wait = wait
        self._pages = [gzip.compress(_page(seed), 6) for seed in range(_PAGES)]
        bomb = _bomb(200)
        twice = gzip.compress(bomb, 9)
        self._misdeeds: tuple[Callable[[Writer], Awaitable[None]], ...] = (
            _slow_body,
            _bombing(bomb, "gzip"),
            _silent,
            _endless,
            _slow_header,
            _bombing(twice, "gzip, gzip"),
            _hints,
            _cut_gzip,
            _chunk_extensions,
            _short,
            _huge_header,
            _hang_up,
        )

    async def answer(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        """One connection, one request."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            parts = [int(part) for part in writer.get_extra_info("sockname")[0].split(".")]
            await asyncio.sleep(self._wait)
            await self._do(parts[2] * 250 + parts[3] - 1, path, writer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _do(self, number: int, path: str, writer: Writer) -> None:
        kind = number // _EVERY
        if is_hostile(number) and (path != "/robots.txt" or kind % 4 == 0):
            await self._misdeeds[kind % len(self._misdeeds)](writer)
        elif path == "/robots.txt":
            body = b"User-agent: *\nDisallow: /admin\nDisallow: /*?print=\n"
            writer.write(_head("Content-Type: text/plain", f"Content-Length: {len(body)}") + body)
        else:
            body = self._pages[(number + len(path)) % _PAGES]
            kinds = ("Content-Type: text/html", "Content-Encoding: gzip", f"Content-Length: {len(body)}")
            writer.write(_head(*kinds) + body)


def _bombing(body: bytes, encoding: str) -> Callable[[Writer], Awaitable[None]]:
    async def bomb(writer: Writer) -> None:
        writer.write(_head(f"Content-Encoding: {encoding}", f"Content-Length: {len(body)}") + body)

    return bomb


def serve(wait: float, ready: Connection) -> None:
    """Serve until the process is ended; sends the port when it listens. Only the loopback is answered."""

    async def run() -> None:
        listener = socket.create_server(("0.0.0.0", 0), backlog=1024)  # all of 127.0.0.0/8
        server = await asyncio.start_server(_only_loopback(World(wait)), sock=listener)
        ready.send(listener.getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _only_loopback(world: World) -> Callable[[asyncio.StreamReader, Writer], Awaitable[None]]:
    async def answer(reader: asyncio.StreamReader, writer: Writer) -> None:
        if writer.get_extra_info("peername")[0].startswith("127."):
            await world.answer(reader, writer)
        else:
            writer.transport.abort()

    return answer
