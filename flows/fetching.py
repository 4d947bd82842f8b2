"""What fetches pages, as the settings want it."""

from __future__ import annotations

from extractors.articles.fetch import Fetcher
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool, Known, Manners, nothing_known
from extractors.articles.limits import limit
from flows.settings import Settings


def fetch_pool(settings: Settings, book: HostBook, known: Known = nothing_known) -> FetchPool:
    """A pool with the user agent, reach and manners of the settings.

    Args:
        settings: What a person chose.
        book: What is known of hosts.
        known: Versions of pages whose bodies are held.
    """
    fetcher = Fetcher(
        settings.user_agent,
        allow_private=settings.allow_private,
        ports=settings.ports,
        proxy=settings.proxy_address,
    )
    wait = min(limit("fetch_retry_wait") / 1000, max(settings.pace, _LEAST_WAIT))
    manners = Manners(pace=settings.pace, retry_wait=wait, connections=settings.connections)
    return FetchPool(fetcher, manners=manners, book=book, known=known)


_LEAST_WAIT = 0.05
"""Seconds before a second try where the pace is nothing, as in a laboratory."""
