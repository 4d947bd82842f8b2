"""What feeds and sitemaps list: entries that point to articles, or carry them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.articles.urls import canonical_url, host_of
from extractors.ids import content_id, text_sha256
from extractors.records import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `content` is the markup of the whole article when the entry carries it, else None.

    `outlet` is the publisher whom the entry itself names, which is not the feed's. `bad_date` is what it
    gives for a day of publication and is none; `changed` the day of its last change. `words` is what it
    says of its article, without the day of publication.
    """

    url: str | None
    guid: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    bad_date: str | None = None
    outlet: str | None = None
    language: str | None = None
    content: str | None = None
    changed: str | None = None
    words: str = ""

    def keys(self, feed: str) -> tuple[str, ...]:
        """What tells this entry from every other: its canonical URL, and its GUID on the site of `feed`."""
        found = [content_id("ent", "url", canonical_url(self.url))] if self.url else []
        if self.guid:
            found.append(content_id("ent", "guid", host_of(feed) or feed, self.guid))
        return tuple(found)

    @property
    def day(self) -> str | None:
        """The day it is put in order by."""
        return self.published or self.changed

    @property
    def words_sha256(self) -> str:
        """SHA-256 of `words`: an entry with another is one whose article may have changed."""
        return text_sha256(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A sitemap that an index names, with the day it says it was changed."""

    url: str
    changed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or sitemap holds, newest entry first. `n_entries` counts all, read or not.

    `title` and `home` are the feed's own; `children` are the sitemaps of an index, newest first.
    """

    entries: tuple[Entry, ...] = ()
    n_entries: int = 0
    title: str | None = None
    home: str | None = None
    children: tuple[Child, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def newest(self) -> str | None:
        """The latest day that an entry gives."""
        return max((entry.day for entry in self.entries if entry.day), default=None)


def newest_first(days: Sequence[str | None]) -> list[int]:
    """The places of entries by day of publication, latest first; an undated one stays behind the one before.

    Feeds tell the latest first, so that is the best guess for it.
    """
    known: list[str] = []
    for day in days:
        known.append(day or (known[-1] if known else "9"))
    return sorted(range(len(days)), key=lambda place: known[place], reverse=True)
