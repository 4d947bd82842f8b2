"""The network code of reading: one URL in, its bytes out, or one issue that says why not.

The rules, each with a test: http and https only, every hop; the *resolved* address is judged when
connecting, and the connection goes to that very address, so a name that changes its answer gains nothing;
no proxies, cookies or credentials from the environment; redirects by hand; one wall-clock deadline around
look-up, connect, TLS, headers and body; caps on what is sent and on what it unpacks to; a body that is cut
is an error, never a short article.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

import httpcore
import httpx

from extractors.articles.addresses import Address, Network, is_allowed, parse_networks, why_blocked
from extractors.articles.encodings import BodyError, decode_content
from extractors.articles.limits import limit
from extractors.articles.urls import UrlError, checked_url, host_address
from extractors.records import Issue, Stage

_REDIRECTS = (301, 302, 303, 307, 308)
_WEB_PORTS = (80, 443)
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a URL answered: `body` is decoded, `chain` lists every URL asked, first to last."""

    url: str
    final_url: str
    status: int
    content_type: str | None
    body: bytes
    chain: tuple[str, ...]


class _RefusedError(Exception):
    """A request that is not made, or an answer that is not taken, by rule."""


class _FailedError(Exception):
    """A request that did not work out."""


class _Deadline:
    """One moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left.

        Raises:
            _FailedError: when none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise _FailedError(f"it took longer than {self.seconds:g} seconds")
        return left


class Fetcher:
    """Fetches pages and feeds. Holds no connections and no cookies, so threads may share one.

    Args:
        user_agent: Sent with every request; say who you are and how to reach you.
        deadline_seconds: Wall-clock time for one `get`, all redirects included.
        max_bytes: Cap on a body as sent.
        max_decoded_bytes: Cap on a body once unpacked.
        allow_private: Networks such as `127.0.0.1/32` that may be reached, on any port, although they are
            not of the open web. For tests and laboratories.

    Raises:
        ValueError: when an entry of `allow_private` is not a network.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        deadline_seconds: float | None = None,
        max_bytes: int | None = None,
        max_decoded_bytes: int | None = None,
        allow_private: Sequence[str] = (),
    ) -> None:
        self._user_agent = user_agent
        self._deadline_seconds = deadline_seconds or float(limit("fetch_deadline"))
        self._max_bytes = max_bytes or limit("fetch_raw_bytes")
        self._max_decoded = max_decoded_bytes or limit("fetch_decoded_bytes")
        self._allowed = parse_networks(allow_private)
        self._tls = httpx.create_ssl_context(trust_env=False)

    def get(self, url: str) -> Fetched | Issue:
        """The decoded body behind `url`, or an issue: `fetch_refused` (by rule) or `fetch_failed`."""
        try:
            return self._follow(url, _Deadline(self._deadline_seconds))
        except (UrlError, _RefusedError) as error:
            return _issue("fetch_refused", url, str(error))
        except BodyError as error:
            return _issue("fetch_refused" if error.too_big else "fetch_failed", url, str(error))
        except _FailedError as error:
            return _issue("fetch_failed", url, str(error))
        except httpcore.TimeoutException:
            return _issue("fetch_failed", url, f"it took longer than {self._deadline_seconds:g} seconds")
        except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
            return _issue("fetch_failed", url, f"the server does not keep to HTTP ({error})")
        except (
            httpcore.NetworkError,
            httpx.HTTPError,
            httpx.StreamError,
            httpx.InvalidURL,
            OSError,
        ) as error:
            return _issue("fetch_failed", url, f"the connection failed ({error})")
        except ValueError as error:  # headers that the client cannot read: UnicodeError and its kin
            return _issue("fetch_failed", url, f"the answer cannot be read ({error})")

    def _follow(self, url: str, deadline: _Deadline) -> Fetched:
        chain = [checked_url(url)]
        while True:
            answer = self._ask(chain[-1], deadline)
            if isinstance(answer, Fetched):
                return Fetched(
                    url=url,
                    final_url=chain[-1],
                    status=answer.status,
                    content_type=answer.content_type,
                    body=answer.body,
                    chain=tuple(chain),
                )
            chain.append(_next_hop(chain, answer))

    def _ask(self, url: str, deadline: _Deadline) -> Fetched | str:
        """One request: what it answered, or where it points to."""
        headers = {
            "User-Agent": self._user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        # httpx.Client is left out: it reads the Location header even when told not to follow it
        with (
            _Transport(_Backend(deadline, self._allowed), self._tls) as transport,
            closing(transport.handle_request(httpx.Request("GET", url, headers=headers))) as answer,
        ):
            if answer.status_code in _REDIRECTS and "location" in answer.headers:
                return str(answer.headers["location"])
            if answer.status_code != HTTPStatus.OK:
                raise _FailedError(f"the server answered {_status_words(answer.status_code)}")
            if "content-length" in answer.headers and "transfer-encoding" in answer.headers:
                raise _FailedError("the answer states its length in two ways, so it may be cut")
            sent = self._read(answer)
            encoding = answer.headers.get("content-encoding")
            body = decode_content(sent, encoding, max_bytes=self._max_decoded)
            kind = answer.headers.get("content-type")
            return Fetched(
                url=url, final_url=url, status=answer.status_code, content_type=kind, body=body, chain=()
            )

    def _read(self, answer: httpx.Response) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in answer.iter_raw():
            size += len(piece)
            if size > self._max_bytes:
                raise BodyError(f"the body is larger than {self._max_bytes:,} bytes", too_big=True)
            pieces.append(piece)
        return b"".join(pieces)


def _next_hop(chain: list[str], location: str) -> str:
    here = chain[-1]
    try:
        there = checked_url(urljoin(here, location.strip()))
    except UrlError as error:
        raise _RefusedError(f"{here} redirects to {location[:200]!r}, and {error}") from error
    except ValueError as error:
        raise _RefusedError(f"{here} redirects to {location[:200]!r}, which is not a URL") from error
    if here.startswith("https:") and not there.startswith("https:"):
        raise _RefusedError(f"{here} redirects from https down to {there}")
    if there in chain:
        raise _FailedError(f"{here} redirects in a circle")
    if len(chain) > limit("fetch_redirects"):
        raise _FailedError(f"it redirects more than {limit('fetch_redirects')} times")
    return there


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _issue(code: str, url: str, reason: str) -> Issue:
    verb = "was not fetched" if code == "fetch_refused" else "could not be fetched"
    return Issue(stage=Stage.READ, code=code, where=url, message=f"{url[:300]} {verb}: {reason}.")


class _Transport(httpx.BaseTransport):
    """httpx on a connection pool whose network is guarded; errors come out as httpcore raises them."""

    def __init__(self, backend: _Backend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, max_connections=1, max_keepalive_connections=0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method, url=url, headers=request.headers.raw, extensions=request.extensions
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


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Resolves once, judges every address, connects to a judged one, and watches the deadline."""

    def __init__(self, deadline: _Deadline, allowed: Sequence[Network]) -> None:
        self._deadline = deadline
        self._allowed = allowed
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
        literal = host_address(host)
        addresses = [literal] if literal is not None else _resolve(host, port, self._deadline)
        for address in addresses:
            self._judge(host, address, port)
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
        raise failure or _FailedError(f"the host {host!r} has no address")

    def _judge(self, host: str, address: Address, port: int) -> None:
        if is_allowed(address, self._allowed):
            return
        why = why_blocked(address)
        if why:
            raise _RefusedError(f"the host {host!r} is at {address} ({why}), which is not on the open web")
        if port not in _WEB_PORTS:
            raise _RefusedError(f"port {port} is not a web port")


class _TimedStream(httpcore.NetworkStream):
    """A connection each of whose steps waits at most until the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.remaining())

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


def _resolve(host: str, port: int, deadline: _Deadline) -> list[Address]:
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
        raise _FailedError(f"looking up the host {host!r} took longer than {deadline.seconds:g} seconds")
    answer = answers[0]
    if not isinstance(answer, list):
        raise _FailedError(f"the host {host!r} cannot be found")
    return answer
