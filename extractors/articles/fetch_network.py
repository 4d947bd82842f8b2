"""The network under the fetcher: every address judged when connecting, every step under one deadline."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from extractors.articles.addresses import Address, Network, is_allowed, why_blocked
from extractors.articles.limits import limit
from extractors.articles.urls import host_address


class RefusedError(Exception):
    """A request that is not made, or an answer that is not taken, by rule."""


class FailedError(Exception):
    """A request that did not work out."""


class LateError(FailedError):
    """A request that took too long, or came too slowly."""


class Deadline:
    """One moment after which nothing more is waited for."""

    def __init__(
        self, seconds: float, *, told: float | None = None, slow_seconds: float | None = None
    ) -> None:
        """`told` is how long people are told it is, where redirects or retries took some of it already.

        `slow_seconds` is how long an answer may take however slowly it comes; else `fetch_slow_seconds`.
        """
        self._told = told or seconds
        self.slow_seconds = slow_seconds or limit("fetch_slow_seconds")
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left.

        Raises:
            LateError: when none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise LateError(f"it took longer than {self._told:g} seconds")
        return left


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a connection may go: open networks and web ports, and opted-in networks on any port.

    With `proxy` (a host and port) all connections go there, wherever that is; what it is asked for is judged
    all the same.
    """

    allowed: tuple[Network, ...] = ()
    ports: tuple[int, ...] = (80, 443)
    proxy: tuple[str, int] | None = None

    def judge(self, host: str, address: Address, port: int) -> None:
        """Nothing, when `address` may be connected to.

        Raises:
            RefusedError: it may not.
        """
        if is_allowed(address, self.allowed):
            return
        why = why_blocked(address)
        if why:
            raise RefusedError(f"the host {host!r} is at {address} ({why}), which is not on the open web")
        if port not in self.ports:
            raise RefusedError(f"port {port} is not a web port")


class Transport(httpx.BaseTransport):
    """httpx on a connection pool whose network is guarded; errors come out as httpcore raises them."""

    def __init__(self, deadline: Deadline, reach: Reach, tls: ssl.SSLContext) -> None:
        self._deadline = deadline
        self._reach = reach
        self._pool = _connections(_Backend(deadline, reach), reach, tls)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        if self._reach.proxy is not None:
            port = url.port or (443 if url.scheme == b"https" else 80)
            _judged(url.host.decode("ascii"), port, self._deadline, self._reach)
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=url,
                headers=request.headers.raw,
                content=request.read() or None,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


def _connections(backend: _Backend, reach: Reach, tls: ssl.SSLContext) -> httpcore.ConnectionPool:
    """What makes one connection, to a host or to the proxy."""
    if reach.proxy is None:
        return httpcore.ConnectionPool(
            ssl_context=tls, max_connections=1, max_keepalive_connections=0, network_backend=backend
        )
    host, port = reach.proxy
    return httpcore.HTTPProxy(
        httpcore.URL(scheme=b"http", host=host.encode("ascii"), port=port, target=b"/"),
        ssl_context=tls,
        max_connections=1,
        max_keepalive_connections=0,
        network_backend=backend,
    )


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Resolves once, judges every address, connects to a judged one, and watches the deadline."""

    def __init__(self, deadline: Deadline, reach: Reach) -> None:
        self._deadline = deadline
        self._reach = reach
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first reachable address of `host`, when all of them are allowed."""
        if (host, port) == self._reach.proxy:
            addresses = _resolve(host, port, self._deadline)
        else:
            addresses = _judged(host, port, self._deadline, self._reach)
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    str(address), port, self._deadline.remaining(), local_address, socket_options
                )
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or FailedError(f"the host {host!r} has no address")


class _TimedStream(httpcore.NetworkStream):
    """A connection each of whose steps waits at most until the deadline, and that must not drip.

    From its first byte on it may take `fetch_slow_seconds`, and then so long as it has brought
    `fetch_slow_rate` bytes for each second.
    """

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        self._begun: float | None = None
        self._received = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.remaining()
        patience = self._patience()
        try:
            data = self._inner.read(max_bytes, min(left, patience))
        except httpcore.ReadTimeout:
            self._patience()
            self._deadline.remaining()
            raise
        if self._begun is None:
            self._begun = time.monotonic()
        self._received += len(data)
        return data

    def _patience(self) -> float:
        """Seconds until it has been too slow."""
        if self._begun is None:
            return float("inf")
        earned = max(self._deadline.slow_seconds, self._received / limit("fetch_slow_rate"))
        spent = time.monotonic() - self._begun
        if spent >= earned:
            raise LateError(f"it sent {self._received:,} bytes in {spent:.0f} seconds, which is too slow")
        return earned - spent

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.remaining())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, self._deadline.remaining())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _judged(host: str, port: int, deadline: Deadline, reach: Reach) -> Sequence[Address]:
    """The addresses of `host`, when every one of them may be connected to."""
    literal = host_address(host)
    addresses = [literal] if literal is not None else _resolve(host, port, deadline)
    for address in addresses:
        reach.judge(host, address, port)
    return addresses


def _resolve(host: str, port: int, deadline: Deadline) -> Sequence[Address]:
    """All addresses of `host`. The look-up runs in a thread, because it takes no time limit itself."""
    answers: list[list[Address] | OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.append(error)
            return
        found = [host_address(str(row[4][0]).partition("%")[0]) for row in rows]
        answers.append([address for address in dict.fromkeys(found) if address is not None])

    worker = threading.Thread(target=look_up, daemon=True)
    worker.start()
    worker.join(deadline.remaining())
    if not answers:
        raise LateError(f"looking up the host {host!r} took too long")
    answer = answers[0]
    if not isinstance(answer, list):
        raise FailedError(f"the host {host!r} cannot be found")
    return answer
