"""Bytes to articles, one at a time or several ahead: what is parsed, and by whom.

Hostile markup can keep the parsers' C code busy for minutes, and nothing within a process can stop that. So
bytes are handed to a *reader*, which may be a pool of processes that are killed from outside, and what comes
back keeps the order in which it was handed in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from extractors.articles.decode import decode_text, is_binary
from extractors.articles.limits import limit
from extractors.articles.page import parse_page
from extractors.articles.pdf import is_pdf, parse_pdf
from extractors.articles.plain import plain_article
from extractors.articles.ready_groups import ClaimRows
from extractors.articles.urls import canonical_url
from extractors.articles.wrapping import unwrapped
from extractors.records import Article, Issue, Stage

_PLAIN_TYPES = ("text/plain", "text/markdown")

Parsed = Article | Issue
Reading = Article | ClaimRows | Issue
"""What reading yields: an article, lines of ready-made claims, or something that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The bytes of one page, and what is known about them: where they were read, of what type.

    `shown` is how a person named it. `is_local` means a file of the user's own disk, not the open web.
    """

    body: bytes
    url: str
    shown: str
    content_type: str | None = None
    is_local: bool = False


class Ticket(Protocol):
    """What was handed in, and what will come of it."""

    @property
    def is_done(self) -> bool:
        """Whether `take` returns at once."""

    def take(self) -> Parsed:
        """What came of it; waits for it."""


class Reader(Protocol):
    """Who parses. `ahead` is how many pages it takes before the first must be taken back."""

    @property
    def ahead(self) -> int:
        """Pages that may be handed in at once."""

    def hand(self, raw: Raw) -> Ticket:
        """Take a page in; never raises for bad input."""


def read_raw(raw: Raw) -> Parsed:
    """The article of a page, or one issue: the same in any process."""
    if is_pdf(raw.body):
        return parse_pdf(raw.body, url=raw.url)
    kind = (raw.content_type or "").partition(";")[0].strip().lower()
    if kind in _PLAIN_TYPES and not is_binary(raw.body):
        text = decode_text(raw.body, raw.content_type)
        return read_plain(text, canonical_url(raw.url), raw.shown, markdown=kind == "text/markdown")
    return parse_page(raw.body, url=raw.url, content_type=raw.content_type)


def read_plain(text: str, url: str, shown: str, *, markdown: bool = False) -> Parsed:
    """The article that a text is, or an issue `no_text`."""
    if len(text.strip()) < limit("text_min_chars"):
        return Issue(
            stage=Stage.READ,
            code="no_text",
            where=shown,
            message=f"{shown} has hardly any text; there is no article in it.",
        )
    return plain_article(unwrapped(text, markdown=False), url=url, markdown=markdown)


def poison(raw: Raw, why: str) -> Issue:
    """The issue of a page that no process could parse, with the hash of its bytes."""
    return Issue(
        stage=Stage.PARSE,
        code="poison_page",
        where=raw.url,
        message=f"{raw.url[:300]} was not parsed: {why}. Its {len(raw.body):,} bytes have SHA-256 "
        f"{sha256(raw.body).hexdigest()}.",
    )


@dataclass(frozen=True, slots=True)
class _Done:
    found: Parsed
    is_done: bool = True

    def take(self) -> Parsed:
        return self.found


class Here:
    """Parses at once, in this process."""

    ahead = 0

    def hand(self, raw: Raw) -> Ticket:
        """Parse it now."""
        return _Done(read_raw(raw))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A page that a reader has, and what to do with what comes of it."""

    ticket: Ticket
    finish: Callable[[Parsed], Parsed]

    def take(self) -> Parsed:
        """What came of it, finished."""
        return self.finish(self.ticket.take())


def in_order(items: Iterable[tuple[Reading | Pending, str]], reader: Reader) -> Iterator[tuple[Reading, str]]:
    """The items in their order, pending ones replaced by what came of them; at most `reader.ahead` wait."""
    waiting: deque[tuple[Reading | Pending, str]] = deque()
    for each in items:
        waiting.append(each)
        while waiting and (len(waiting) > reader.ahead or _is_done(waiting[0][0])):
            yield _taken(waiting.popleft())
    while waiting:
        yield _taken(waiting.popleft())


def _is_done(item: object) -> bool:
    return not isinstance(item, Pending) or item.ticket.is_done


def _taken(each: tuple[Reading | Pending, str]) -> tuple[Reading, str]:
    item, where = each
    return (item.take(), where) if isinstance(item, Pending) else (item, where)
