"""What was read already, in this run and before it, so that one thing read twice counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from extractors.records import Article, Issue, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEntry:
    """An entry of a feed or sitemap as an earlier run read it.

    `outcome` is the id of its article, or the code of the issue that says why it has none. `text_sha256` and
    `published` are those of the article as it is held.
    """

    words_sha256: str
    outcome: str
    text_sha256: str | None = None
    published: str | None = None


class EntryMemory(Protocol):
    """What remembers entries from run to run."""

    def recall(self, keys: Sequence[str]) -> Mapping[str, HeldEntry]:
        """Those of these keys (`Entry.keys`) that an earlier run read."""

    def note(self, keys: Sequence[str], words_sha256: str, outcome: str) -> None:
        """That an entry was read now; it is remembered once its article is stored."""


class Forgetful:
    """Remembers nothing: every entry is new."""

    def recall(self, keys: Sequence[str]) -> Mapping[str, HeldEntry]:
        """Nothing."""
        return {}

    def note(self, keys: Sequence[str], words_sha256: str, outcome: str) -> None:
        """Nothing is kept."""


class SeenArticles:
    """Remembers the articles of a run by identity: about a hundred bytes each.

    One instance serves all sources of a run; the first reading of an article wins.

    Args:
        held: What earlier runs read of feeds and sitemaps.
        as_of: The day of the run, `YYYY-MM-DD`; what states a day after the next one is misdated. None: any.
    """

    def __init__(self, *, held: EntryMemory | None = None, as_of: str | None = None) -> None:
        self.held = held or Forgetful()
        self.as_of = as_of
        self.unchanged = 0
        """Entries that an earlier run read and that say the same as then; they were not fetched again."""
        self.passed_over: Counter[str] = Counter()
        """Entries left out without an issue of their own, by code: an earlier run or the source says why."""
        self._texts: dict[str, str] = {}
        self._entries: set[str] = set()
        self._bodies: dict[bytes, str] = {}
        self._pages: Counter[str] = Counter()

    def check(self, article: Article, where: str) -> Issue | None:
        """None for a new article; else the issue that says why this reading of it is set aside."""
        key = article.text_sha256[:16]
        first = self._texts.setdefault(article.article_id, "")
        if not first:
            self._texts[article.article_id] = key
            return None
        if first == key:
            return Issue(
                stage=Stage.READ,
                code="repeated_article",
                where=where,
                message=f"{where} was already read in this run with the same text; it counts once.",
                article_id=article.article_id,
            )
        return Issue(
            stage=Stage.READ,
            code="duplicate_article",
            where=where,
            message=f"{where} has another text than the first reading of {article.url} in this run; "
            "the first is kept. Give different articles different URLs or file names.",
            article_id=article.article_id,
        )

    def is_new_entry(self, keys: Sequence[str]) -> bool:
        """Whether no entry with one of these keys was met in this run; they are remembered."""
        is_new = self._entries.isdisjoint(keys)
        self._entries.update(keys)
        return is_new

    def first_place(self, body: bytes, place: str) -> str:
        """Where this very feed or sitemap was read first in this run: `place`, unless elsewhere."""
        return self._bodies.setdefault(sha256(body).digest(), place)

    def may_fetch(self, site: str, most: int) -> bool:
        """Whether one more page of a site may be fetched in this run; it is counted."""
        if self._pages[site] >= most:
            return False
        self._pages[site] += 1
        return True
