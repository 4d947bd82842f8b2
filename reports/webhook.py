"""The network code of posting: a digest as JSON to an address that the owner of this program has set.

Signed as Standard Webhooks has it (https://www.standardwebhooks.com, specification of 2024): the receiver
knows a post that comes twice by its id, and who sent it by the signature. The network is the guarded one of
the fetcher: one deadline over look-up, connection and answer, every address judged, no redirect followed.
"""

from __future__ import annotations

import base64
import hmac
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

import httpcore
import httpx

from extractors.articles.addresses import parse_networks
from extractors.articles.fetch_network import Deadline, FailedError, Reach, RefusedError, Transport
from reports.mail import Outcome, Verdict

DEADLINE_SECONDS = 20
"""Most that one post may take, from the look-up of the host to the head of the answer."""

_SECRET_PREFIX = "whsec_"  # noqa: S105 -- how the standard marks a secret
_LOOPBACK = ("127.0.0.0/8", "::1/128")
_GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where digests are posted. The address may hold a secret of its own: messages name only its host.

    `allowed` are private networks that it may lie in; without `secret` what is posted is unsigned.
    """

    url: str = field(repr=False)
    user_agent: str
    secret: str | None = field(default=None, repr=False)
    allowed: Sequence[str] = ()
    proxy: tuple[str, int] | None = None
    seconds: float = DEADLINE_SECONDS


def signature(secret: str, key: str, at: int, body: bytes) -> str:
    """The header `webhook-signature`: HMAC-SHA256 of id, moment (seconds since 1970) and body, in base64."""
    signed = b".".join((key.encode("ascii"), str(at).encode("ascii"), body))
    return "v1," + base64.b64encode(hmac.new(_key(secret), signed, sha256).digest()).decode("ascii")


def post(hook: Hook, *, key: str, body: bytes, at: datetime) -> Outcome:
    """Post a digest, and say what the other side made of it.

    Args:
        hook: Where to.
        key: What the receiver knows a second delivery by: the same for the same digest, whenever it is sent.
        body: JSON.
        at: Now, with a time zone; the signature holds it.
    """
    moment = int(at.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": hook.user_agent,
        "Idempotency-Key": key,
        "webhook-id": key,
        "webhook-timestamp": str(moment),
    }
    if hook.secret is not None:
        headers["webhook-signature"] = signature(hook.secret, key, moment, body)
    where = urlsplit(hook.url)
    try:
        status = _status_of(hook, body, headers)
    except RefusedError as error:
        plain = " over plain http, which anybody on the way can read" if where.scheme == "http" else ""
        return _later(f"{where.hostname} is not posted to{plain} ({error}); `allow_private` can allow it")
    except FailedError as error:
        return _later(f"{where.hostname}: {error}")
    except (httpcore.TimeoutException, httpx.TimeoutException):
        return _later(f"{where.hostname} did not answer within {hook.seconds:g} seconds")
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpx.RequestError,
        httpx.InvalidURL,
        OSError,
    ) as error:
        return _later(f"{where.hostname} cannot be reached ({_words(error)})")
    return _judged(where.hostname or "", status)


def _status_of(hook: Hook, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; what it says beside that is not read."""
    where = urlsplit(hook.url)
    is_plain = where.scheme == "http"
    own_port = where.port or 443
    reach = Reach(
        allowed=parse_networks((*_LOOPBACK, *hook.allowed)),
        ports=() if is_plain else (own_port,),  # plain http: nowhere but in the allowed networks
        proxy=hook.proxy,
    )
    deadline = Deadline(hook.seconds)
    tls = ssl.create_default_context()
    with (
        Transport(deadline, reach, tls) as transport,
        httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client,
        client.stream("POST", hook.url, content=body, headers=headers) as answer,
    ):
        return answer.status_code


def _judged(host: str, status: int) -> Outcome:
    """Taken, or to be tried again until it is too old; 410 says that nobody wants it any more."""
    if httpx.codes.is_success(status):
        return Outcome(verdict=Verdict.SENT)
    if httpx.codes.is_redirect(status):
        return _later(f"{host} answers {status} and names another address: redirects are not followed")
    if status == _GONE:
        return Outcome(verdict=Verdict.NEVER, why=f"{host} answers {status}: it wants no more posts")
    return _later(f"{host} answers {status}")


def _later(why: str) -> Outcome:
    return Outcome(verdict=Verdict.LATER, why=why)


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
