"""The network code of reading: one URL in, its bytes out, or one issue that says why not.

The rules, each with a test (docs/fetching.md): http and https only, every hop; the *resolved* address is
judged when connecting, and the connection goes to that very address, so a name that changes its answer gains
nothing; no proxies, cookies or credentials from the environment; redirects by hand; one wall-clock deadline
around look-up, connect, TLS, headers and body, and a least rate; caps on what is sent and on what it unpacks
to; a body that is cut is an error, never a short article.

Whom to ask, when and how often is not decided here: `fetch_pool` has manners, this module has none.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from http import HTTPStatus
from urllib.parse import urljoin

import httpcore
import httpx

from extractors.articles.addresses import parse_networks
from extractors.articles.encodings import BodyError, decode_content
from extractors.articles.fetch_network import Deadline, FailedError, LateError, Reach, RefusedError, Transport
from extractors.articles.limits import limit
from extractors.articles.urls import UrlError, checked_url
from extractors.records import Issue, Stage

_REDIRECTS = (301, 302, 303, 307, 308)
_SERVER_ERRORS = range(500, 600)
_HUNG_UP = "disconnected without sending"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a page said of its version when it was last fetched, to ask whether it has changed since."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a URL answered: `body` is decoded, `chain` lists every URL asked, first to last.

    With status 304 the page is what it was when its validators were kept, and `body` is empty.
    """

    url: str
    final_url: str
    status: int
    content_type: str | None
    body: bytes
    chain: tuple[str, ...]
    etag: str | None = None
    last_modified: str | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that the page has not changed."""
        return self.status == HTTPStatus.NOT_MODIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An answer that points elsewhere; `url` may be asked."""

    url: str


class Trouble(StrEnum):
    """What a failure says of the host."""

    PAGE = "page"  # nothing: this page is missing, too big, damaged or against the rules
    LATE = "late"  # it did not answer in time
    HOST = "host"  # it could not be reached, or broke down; another try may work
    BUSY = "busy"  # it asks to be asked later


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An answer that is no page: `code` as issues have it, and why. `retry_after` is the header's value."""

    code: str
    reason: str
    trouble: Trouble = Trouble.PAGE
    status: int | None = None
    retry_after: str | None = None


@cache
def _tls() -> ssl.SSLContext:
    """The usual rules of TLS, with certificates that do not depend on the environment; slow to make."""
    return httpx.create_ssl_context(trust_env=False)


class _PageError(Exception):
    """An answer that leads to no page, whatever the state of its host."""


class Fetcher:
    """Fetches pages and feeds. Holds no connections and no cookies, so threads may share one.

    Args:
        user_agent: Sent with every request; say who you are and how to reach you.
        deadline_seconds: Wall-clock time for one `get`, all redirects included.
        slow_seconds: How long an answer may take, however slowly it comes; then it must have a rate.
        max_bytes: Cap on a body as sent.
        max_decoded_bytes: Cap on a body once unpacked.
        allow_private: Networks such as `127.0.0.1/32` that may be reached, on any port, although they are
            not of the open web. For tests and laboratories.
        ports: Ports of the open web that may be asked.
        proxy: Host and port of an HTTP proxy, on any network, through which everything goes. It looks names
            up by itself, after they were judged here.

    Raises:
        ValueError: when an entry of `allow_private` is not a network.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        deadline_seconds: float | None = None,
        slow_seconds: float | None = None,
        max_bytes: int | None = None,
        max_decoded_bytes: int | None = None,
        allow_private: Sequence[str] = (),
        ports: Sequence[int] = (80, 443),
        proxy: tuple[str, int] | None = None,
    ) -> None:
        self.user_agent = user_agent
        self.deadline_seconds = deadline_seconds or float(limit("fetch_deadline"))
        self._slow_seconds = slow_seconds
        self._max_bytes = max_bytes or limit("fetch_raw_bytes")
        self._max_decoded = max_decoded_bytes or limit("fetch_decoded_bytes")
        self._reach = Reach(allowed=parse_networks(allow_private), ports=tuple(ports), proxy=proxy)
        self._tls = _tls()

    def get(self, url: str) -> Fetched | Issue:
        """The decoded body behind `url`, or an issue: `fetch_refused` (by rule) or `fetch_failed`.

        Redirects are followed at once and robots.txt is not asked: `fetch_pool.FetchPool` minds both.
        """
        answer = self.follow(url)
        return issue_of(answer, url) if isinstance(answer, Failed) else answer

    def follow(self, url: str, *, cut_at: int | None = None) -> Fetched | Failed:
        """The same, with what a failure says of the host. `cut_at` takes that many bytes and no more."""
        deadline = Deadline(self.deadline_seconds, slow_seconds=self._slow_seconds)
        chain: list[str] = []
        there: str = url
        while True:
            try:
                there = checked_url(there)
            except UrlError as error:
                return Failed(code="fetch_refused", reason=str(error))
            chain.append(there)
            answer = self._answer(there, deadline, chain, None, cut_at)
            if isinstance(answer, Fetched):
                return replace(answer, url=url, chain=tuple(chain))
            if isinstance(answer, Failed):
                return answer
            there = answer.url

    def ask(
        self, chain: Sequence[str], *, seconds: float, validators: Validators | None = None
    ) -> Fetched | Moved | Failed:
        """One request: what the last URL of `chain` answers, when the others have led there.

        Args:
            chain: URLs as `checked_url` gives them, the one to ask last.
            seconds: Wall-clock time it may take.
            validators: Asks only for another version than these, where they are of this URL.
        """
        deadline = Deadline(seconds, told=self.deadline_seconds, slow_seconds=self._slow_seconds)
        return self._answer(chain[-1], deadline, chain, validators, None)

    def _answer(
        self,
        url: str,
        deadline: Deadline,
        chain: Sequence[str],
        validators: Validators | None,
        cut_at: int | None,
    ) -> Fetched | Moved | Failed:
        try:
            return self._request(url, deadline, chain, validators, cut_at)
        except RefusedError as error:
            return Failed(code="fetch_refused", reason=str(error))
        except BodyError as error:
            return Failed(code="fetch_refused" if error.too_big else "fetch_failed", reason=str(error))
        except LateError as error:
            return Failed(code="fetch_failed", reason=str(error), trouble=Trouble.LATE)
        except FailedError as error:
            return Failed(code="fetch_failed", reason=str(error), trouble=Trouble.HOST)
        except httpcore.TimeoutException:
            reason = f"it took longer than {self.deadline_seconds:g} seconds"
            return Failed(code="fetch_failed", reason=reason, trouble=Trouble.LATE)
        except _PageError as error:
            return Failed(code="fetch_failed", reason=str(error))
        except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
            reason = f"the server does not keep to HTTP ({error})"
            trouble = Trouble.HOST if _HUNG_UP in str(error) else Trouble.PAGE
            return Failed(code="fetch_failed", reason=reason, trouble=trouble)
        except (
            httpcore.NetworkError,
            httpcore.ProxyError,
            httpx.HTTPError,
            httpx.StreamError,
            httpx.InvalidURL,
            OSError,
        ) as error:
            reason = f"the connection failed ({error})"
            return Failed(code="fetch_failed", reason=reason, trouble=Trouble.HOST)
        except ValueError as error:  # headers that the client cannot read: UnicodeError and its kin
            return Failed(code="fetch_failed", reason=f"the answer cannot be read ({error})")

    def _request(
        self,
        url: str,
        deadline: Deadline,
        chain: Sequence[str],
        validators: Validators | None,
        cut_at: int | None,
    ) -> Fetched | Moved | Failed:
        # httpx.Client is left out: it reads the Location header even when told not to follow it
        with (
            Transport(deadline, self._reach, self._tls) as transport,
            closing(
                transport.handle_request(httpx.Request("GET", url, headers=self._headers(url, validators)))
            ) as answer,
        ):
            status, headers = answer.status_code, answer.headers
            if status in _REDIRECTS and "location" in headers:
                return Moved(url=next_hop(chain, headers["location"]))
            is_unchanged = status == HTTPStatus.NOT_MODIFIED and validators is not None
            if status != HTTPStatus.OK and not is_unchanged:
                return _failed_status(status, headers.get("retry-after"))
            return Fetched(
                url=url,
                final_url=url,
                status=status,
                content_type=headers.get("content-type"),
                body=b"" if is_unchanged else self._body(answer, cut_at),
                chain=(url,),
                etag=_kept(headers.get("etag")),
                last_modified=_kept(headers.get("last-modified")),
            )

    def _headers(self, url: str, validators: Validators | None) -> dict[str, str]:
        headers = {
            "User-Agent": self.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",  # no br or zstd: what they unpack to cannot be capped
            "Connection": "close",
        }
        if validators is not None and validators.url == url:
            if validators.etag:
                headers["If-None-Match"] = validators.etag
            if validators.last_modified:
                headers["If-Modified-Since"] = validators.last_modified
        return headers

    def _body(self, answer: httpx.Response, cut_at: int | None) -> bytes:
        headers = answer.headers
        if "content-length" in headers and "transfer-encoding" in headers:
            raise BodyError("the answer states its length in two ways, so it may be cut")
        encoding = headers.get("content-encoding")
        if cut_at is not None and not encoding:
            return _head(answer, cut_at)
        return decode_content(self._read(answer), encoding, max_bytes=self._max_decoded)

    def _read(self, answer: httpx.Response) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in answer.iter_raw():
            size += len(piece)
            if size > self._max_bytes:
                raise BodyError(f"the body is larger than {self._max_bytes:,} bytes", too_big=True)
            pieces.append(piece)
        return b"".join(pieces)


def _head(answer: httpx.Response, cut_at: int) -> bytes:
    head = bytearray()
    for piece in answer.iter_raw():
        head += piece
        if len(head) >= cut_at:
            break
    return bytes(head[:cut_at])


def _kept(header: str | None) -> str | None:
    """A validator as it may be sent back: printable ASCII of a sane length, else nothing."""
    if header and header.isascii() and header.isprintable() and len(header) <= limit("fetch_validator_chars"):
        return header
    return None


def _failed_status(status: int, retry_after: str | None) -> Failed:
    trouble = Trouble.HOST if status in _SERVER_ERRORS else Trouble.PAGE
    is_busy = status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after
    )
    return Failed(
        code="fetch_failed",
        reason=f"the server answered {_status_words(status)}",
        trouble=Trouble.BUSY if is_busy else trouble,
        status=status,
        retry_after=retry_after,
    )


def next_hop(chain: Sequence[str], location: str) -> str:
    """The URL that a redirect of the last URL of `chain` leads to, when it may be followed.

    Raises:
        RefusedError: it leads off the web, or from https down to http.
        _PageError: it leads in a circle, or `fetch_redirects` have been followed.
    """
    here = chain[-1]
    try:
        there = checked_url(urljoin(here, location.strip()))
    except UrlError as error:
        raise RefusedError(f"{here} redirects to {location[:200]!r}, and {error}") from error
    except ValueError as error:
        raise RefusedError(f"{here} redirects to {location[:200]!r}, which is not a URL") from error
    if here.startswith("https:") and not there.startswith("https:"):
        raise RefusedError(f"{here} redirects from https down to {there}")
    if there in chain:
        raise _PageError(f"{here} redirects in a circle")
    if len(chain) > limit("fetch_redirects"):
        raise _PageError(f"it redirects more than {limit('fetch_redirects')} times")
    return there


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def issue_of(failed: Failed, url: str) -> Issue:
    """The issue that says why `url` has no page."""
    verb = "could not be fetched" if failed.code == "fetch_failed" else "was not fetched"
    return Issue(
        stage=Stage.READ, code=failed.code, where=url, message=f"{url[:300]} {verb}: {failed.reason}."
    )
