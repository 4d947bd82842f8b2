"""How long a server asks to be left alone: the Retry-After header."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST = 10**9


def seconds_asked(header: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for, not below 0; `None` when it says nothing that can be read.

    Source: RFC 9110, 10.2.3: a number of seconds or an HTTP date.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:12]), _LONGEST))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), float(_LONGEST))
