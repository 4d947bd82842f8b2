"""Fetches each URL of its arguments under RLIMIT_AS; prints codes and how many MB of memory each took."""

from __future__ import annotations

import json
import resource
import sys

from extractors.articles.fetch import Fetcher
from extractors.records import Issue
from tests.articles.sites import LOOPBACK

_LIMIT = 512 << 20


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(urls: list[str]) -> None:
    """Fetch and print."""
    fetcher = Fetcher("hostile-tests/1", deadline_seconds=20, allow_private=LOOPBACK)
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT, _LIMIT))
    found = []
    for url in urls:
        before = _peak()
        answer = fetcher.get(url)
        found.append((answer.code if isinstance(answer, Issue) else "page", _peak() - before))
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
