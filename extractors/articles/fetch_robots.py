"""What a site's robots.txt lets us read, by RFC 9309, and how long it wants us to wait.

An unreadable file (5xx, no answer, time out) forbids everything, a missing one (4xx) nothing. Only the groups
of our own product token, else those of `*`, are kept (RFC 9309, 2.2.1), so a file of 500 kB that names 20,000
other robots costs no more than its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from protego import Protego

from extractors.articles.decode import clean_text
from extractors.articles.fetch import Failed, Fetched, Trouble
from extractors.articles.host_records import Robots, Standing
from extractors.articles.limits import limit

_TOKEN = re.compile(r"[A-Za-z_-]+")
_AGENT_LINE = re.compile(
    r"\s{0,99}user[ -]?agent\s{0,99}[:\s]\s{0,99}(?P<token>[^\s#]{0,200})", re.IGNORECASE
)
_RULE = re.compile(r"\s{0,99}[a-z -]{1,30}\s{0,99}[:\s]", re.IGNORECASE)
_ALL = "*"
_EMPTY = (HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """Which of some URLs may be asked for, and seconds to keep between requests, when the site names them."""

    allowed: tuple[bool, ...]
    delay: float | None = None


def is_fresh(robots: Robots, now: datetime, agent: str) -> bool:
    """Whether a robots.txt still counts: of this robot, an answer, and of the last `fetch_robots_hours`."""
    age = now - robots.read_at
    most = timedelta(hours=limit("fetch_robots_hours"))
    return robots.agent == agent and robots.is_answer and timedelta(0) <= age < most


def agent_of(user_agent: str) -> str:
    """The product token by which robots.txt names a robot: `twosource` of `twosource/0.1 (+https://…)`."""
    found = _TOKEN.match(user_agent)
    return found.group().lower() if found else _ALL


def read_robots(answer: Fetched | Failed, *, origin: str, agent: str, now: datetime) -> Robots:
    """What the answer to `origin`/robots.txt means."""
    if isinstance(answer, Failed):
        standing = _without_rules(answer)
        return Robots(origin=origin, agent=agent, standing=standing, read_at=now, reason=answer.reason)
    text = clean_text(answer.body[: limit("fetch_robots_bytes")].decode("utf-8", "replace"))
    return Robots(
        origin=origin, agent=agent, standing=Standing.RULES, read_at=now, rules=own_groups(text, agent)
    )


def _without_rules(answer: Failed) -> Standing:
    if answer.code == "fetch_refused":
        return Standing.REFUSED
    if answer.status is None:
        return Standing.UNREADABLE if answer.trouble is Trouble.PAGE else Standing.SILENT
    is_missing = answer.status in range(400, 500) and answer.trouble is Trouble.PAGE
    return Standing.ABSENT if is_missing or answer.status in _EMPTY else Standing.UNREADABLE


def own_groups(text: str, agent: str) -> str:
    """The rules of `text` that concern `agent`, as one group; linear in the text."""
    groups: dict[str, list[str]] = {agent: [], _ALL: []}
    named: set[str] = set()
    current: set[str] = set()
    is_heading = False
    for line in text.splitlines():
        agent_line = _AGENT_LINE.match(line)
        if agent_line:
            if not is_heading:
                current = set()
            is_heading = True
            token = _token(agent_line["token"])
            if token in groups:
                current.add(token)
                named.add(token)
        elif _RULE.match(line) and not line.lstrip().lower().startswith("sitemap"):
            is_heading = False
            for token in current:
                groups[token].append(line.strip())
    chosen = groups[agent if agent in named else _ALL]
    return "\n".join([f"User-agent: {_ALL}", *dict.fromkeys(chosen)]) if chosen else ""


def _token(name: str) -> str:
    if name.startswith(_ALL):
        return _ALL
    found = _TOKEN.match(name)
    return found.group().lower() if found else ""


def permissions(robots: Robots, urls: Sequence[str]) -> Permissions:
    """Which of `urls` may be asked for.

    Cost: the rules are taken apart anew at each call (0.3 ms; half a second for 500 kB of them), because
    held they would be 50 times their text. So ask for many URLs at once.
    """
    if robots.standing is not Standing.RULES or not robots.rules:
        return Permissions(allowed=(robots.is_answer,) * len(urls))
    rules = Protego.parse(robots.rules)
    rate = rules.request_rate(_ALL)
    delays = [rules.crawl_delay(_ALL) or 0.0, rate.seconds / rate.requests if rate else 0.0]
    delay = min(max(delays), float(limit("fetch_crawl_delay")))
    return Permissions(allowed=tuple(rules.can_fetch(url, _ALL) for url in urls), delay=delay or None)
