"""Who connects, or looks up a name: an audit hook that can be told when to listen, for it stays for ever."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

_EVENTS = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "urllib.Request",
        "ftplib.connect",
        "smtplib.connect",
    }
)
_listening: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    inside = event == "socket.connect" and isinstance(arguments[1], str | bytes)  # within this machine
    if event in _EVENTS and _listening and not inside:
        files = [frame.filename for frame in traceback.extract_stack()]
        if not any(name.endswith("extractors/articles/fetch_network.py") for name in files):
            _listening[-1].append(f"{event} {arguments} by {files[-3:]}")


sys.addaudithook(_hear)


@contextmanager
def connections_of_others() -> Iterator[list[str]]:
    """Connections and look-ups that are not the fetcher's, while the block runs, in any thread."""
    heard: list[str] = []
    _listening.append(heard)
    try:
        yield heard
    finally:
        _listening.remove(heard)
