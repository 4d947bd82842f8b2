"""URLs: which may be fetched, and the one form of a URL that identifies an article.

One canonicaliser for the whole product: two spellings of one address must give one article id. Anything
odd is refused with a reason instead of being repaired, because what this parser and the network client
read differently is how guards are passed by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import idna

from extractors.lexicon.strict import build, read_toml

_FILE = Path(__file__).with_name("tracking.toml")
_SCHEMES = {"http": 80, "https": 443}
_MAX_URL = 4096
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\\u0080-\u00a0\u2000-\u200f\u2028-\u202f\ud800-\udfff\ufeff]")
_TO_ESCAPE = re.compile(r"[ \"<>^`{|}]|[^\x00-\x7f]+")
_PLAIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.){1,3}[a-z]{2,63})(?P<path>(?:/[A-Za-z0-9._~-]+)+)"
)
"""A URL that is canonical but for copies: as most are, and far quicker to see than to take apart."""

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBERISH = re.compile(r"(?:0x[0-9a-f]*|\d+)")
_DOTTED_QUAD = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)")


class UrlError(ValueError):
    """A URL that is not fetched. The message says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tracking:
    keys: tuple[str, ...]
    prefixes: tuple[str, ...]
    copies: tuple[str, ...]
    host_copies: tuple[str, ...]


@lru_cache(maxsize=1)
def _tracking() -> _Tracking:
    return build(_Tracking, read_toml(_FILE), _FILE.name)


def is_web_url(source: str) -> bool:
    """Whether `source` names a page of the web rather than a file."""
    return source.lower().startswith(("http://", "https://"))


def checked_url(url: str) -> str:
    """The URL, normalised, when it may be fetched: http or https, a plain host, no user name, a real port.

    Raises:
        UrlError: for anything else. Whether the *address* behind the host may be reached is judged when
            connecting, never here.
    """
    url = url.strip()
    if len(url) > _MAX_URL:
        raise UrlError(f"it is longer than {_MAX_URL} characters")
    if _FORBIDDEN.search(url):
        raise UrlError("it holds a backslash, a control character or another character that no URL has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UrlError(f"it is not a URL: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in _SCHEMES:
        raise UrlError(f"its scheme is {scheme or 'missing'!r}; only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise UrlError("it holds a user name or password")
    if port == 0:
        raise UrlError("its port is 0")
    host = _host(parts.hostname or "")
    netloc = host if port is None or port == _SCHEMES[scheme] else f"{host}:{port}"
    return urlunsplit((scheme, netloc, _escaped(parts.path) or "/", _escaped(parts.query), ""))


def _escaped(part: str) -> str:
    return _TO_ESCAPE.sub(lambda found: quote(found.group(), safe=""), part)


def _host(host: str) -> str:
    if not host:
        raise UrlError("it has no host")
    if ":" in host:
        if "%" in host:
            raise UrlError("its host names a network interface")
        try:
            return f"[{IPv6Address(host)}]"
        except ValueError as error:
            raise UrlError(f"its host [{host}] is not an IPv6 address") from error
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise UrlError(f"its host {host!r} is not a host name") from error
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise UrlError(f"its host {host[:80]!r} is not a host name")
    if _NUMBERISH.fullmatch(labels[-1]) and not _DOTTED_QUAD.fullmatch(host):
        raise UrlError(f"its host {host!r} is a number in disguise; write an address as four decimal parts")
    return host


def host_address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host literal is, or None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


@lru_cache(maxsize=1024)  # the rows of one article name it again and again
def canonical_url(url: str) -> str:
    """The form of `url` that identifies an article.

    Scheme and host in lower case, default port, fragment and tracking keys dropped, query in order of its
    keys, the `/amp` copy folded into its page. What is no fetchable URL comes back stripped, with
    control characters written out: it is still an identity.
    """
    plainly = _PLAIN.fullmatch(url)
    if plainly:
        return f"{plainly['scheme']}://{_site(plainly['host'])}{_page(plainly['path'])}"
    readable = url.strip().encode("utf-8", "replace").decode("utf-8")
    plain = _FORBIDDEN.sub(lambda found: quote(found.group(), safe=""), readable)
    try:
        parts = urlsplit(checked_url(plain))
    except UrlError:
        return plain
    return urlunsplit((parts.scheme, _site(parts.netloc), _page(parts.path), _query(parts.query), ""))


def _site(netloc: str) -> str:
    first, _, rest = netloc.partition(".")
    while first in _tracking().host_copies and "." in rest:
        netloc = rest
        first, _, rest = netloc.partition(".")
    return netloc


def _page(path: str) -> str:
    head, _, last = path.rstrip("/").rpartition("/")
    while head and last in _tracking().copies:
        path = head
        head, _, last = path.rstrip("/").rpartition("/")
    return path


def _query(query: str) -> str:
    tracking = _tracking()
    kept = []
    for pair in query.split("&"):
        key = pair.partition("=")[0].lower()
        if pair and key not in tracking.keys and not key.startswith(tracking.prefixes):
            kept.append(pair)
    return "&".join(sorted(kept))


def host_of(url: str) -> str | None:
    """The host of a web URL without `www.`, for naming an outlet that does not name itself."""
    try:
        return (urlsplit(checked_url(url)).hostname or "").removeprefix("www.") or None
    except UrlError:
        return None


def same_site(one: str, other: str) -> bool:
    """Whether two URLs are of one site: equal hosts, or one the parent of the other, `www.` aside."""
    left, right = host_of(one), host_of(other)
    if left is None or right is None:
        return False
    return left == right or left.endswith("." + right) or right.endswith("." + left)
