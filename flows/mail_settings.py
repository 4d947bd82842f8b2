"""What the settings of letters, posts and feeds may be."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from flows.settings import Settings

SECURITIES = ("starttls", "tls", "none")
_FEED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.xml")
_LONGEST = 2_000
_SECRET_PREFIX = "whsec_"  # noqa: S105 -- how Standard Webhooks marks a secret
_SECRET_BYTES = range(24, 65)


def why_no_mail(settings: Settings) -> str | None:
    """What is wrong with the settings of letters, in one sentence; `None` when nothing is.

    Neither a secret nor the address of a webhook, which may hold one, stands in it.
    """
    if settings.smtp_security not in SECURITIES:
        return f"smtp_security is {settings.smtp_security!r}: it is one of {', '.join(SECURITIES)}"
    if settings.smtp_password and settings.smtp_password_block:
        return "smtp_password and smtp_password_block are both set: the password has one place"
    if settings.alerts_a_day < 1:
        return f"alerts_a_day is {settings.alerts_a_day}: at least one letter a day is needed"
    if settings.subscriptions is not None and not settings.subscriptions.is_file():
        return f"subscriptions is {settings.subscriptions}: there is no such file"
    if settings.webhook is not None and (wrong := why_no_address(settings.webhook)):
        return f"webhook: {wrong}"
    if settings.webhook_secret is not None and not _is_secret(settings.webhook_secret):
        return (
            'webhook_secret cannot sign: write "whsec_" and 24 to 64 bytes in base64 '
            '(echo "whsec_$(openssl rand -base64 32)")'
        )
    if settings.feed is not None and not is_feed_name(settings.feed):
        return f"feed is {settings.feed!r}: write a file name such as news.xml"
    if settings.site_url is not None and (wrong := why_no_address(settings.site_url)):
        return f"site_url: {wrong}"
    return None


def is_feed_name(name: str) -> bool:
    """Whether a feed may be called so: a plain file name, which leads nowhere but into its folder."""
    return bool(_FEED.fullmatch(name))


def why_no_address(url: str) -> str | None:
    """Why something is no address on the web that a person set on purpose; `None` when it is one."""
    if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        return f"write an address in plain ASCII, without spaces, of {_LONGEST} characters at most"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"this is no address ({error})"
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return 'write "https://", a host and a path'
    if parts.username or parts.password or parts.fragment:
        return "leave out the name, the password and what stands behind #"
    return None


def _is_secret(secret: str) -> bool:
    try:
        return len(base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)) in _SECRET_BYTES
    except (binascii.Error, ValueError):
        return False
