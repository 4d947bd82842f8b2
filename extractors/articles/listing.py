"""The entries of a feed or sitemap to articles: which are read, which were, whose they are.

What an earlier run read is known by its canonical URL or its GUID. An entry that says the same as then is
not fetched again, whatever day it states now: a feed that dates old items anew brings nothing new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.articles.entries import Entry, Listing
from extractors.articles.feeds import entry_article
from extractors.articles.limits import limit
from extractors.articles.seen import HeldEntry, SeenArticles
from extractors.articles.sources import Source
from extractors.articles.urls import host_of, is_web_url, same_site
from extractors.records import Article, Issue, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page to fetch and parse; `finish` makes of what came of it what its entry says it is."""

    url: str
    finish: Callable[[Article | Issue], Article | Issue]
    source: Source | None = None


def read_listing(
    listing: Listing, *, source: Source, at: str, seen: SeenArticles, is_online: bool
) -> Iterator[Article | Issue | Wanted]:
    """What the entries come to, newest first: the article where an entry carries its text, else its page.

    Args:
        listing: What the feed or sitemap holds.
        source: What it was read for; `source.at` is its name for people.
        at: Where it was read in the end, a web URL or `file:` path.
        seen: What this run and earlier ones read.
        is_online: Whether pages may be fetched; not for a feed in a file.
    """
    yield from listing.issues
    entries = listing.entries[: source.max_entries]
    if listing.n_entries > len(entries):
        yield _issue(
            "feed_capped",
            source.at,
            f"holds more than {len(entries):,} entries; the newest ones are read",
        )
    yield from _Reader(listing, source, at, seen, is_online).read(entries)


@dataclass(frozen=True, slots=True)
class _Reader:
    listing: Listing
    source: Source
    at: str
    seen: SeenArticles
    is_online: bool

    def read(self, entries: Sequence[Entry]) -> Iterator[Article | Issue | Wanted]:
        """The articles and issues of the entries that are wanted and new."""
        wanted = tuple(entry for entry in entries if not self._is_early(entry))
        if len(wanted) < len(entries):
            self.seen.passed_over["before_since"] += len(entries) - len(wanted)
        held: Mapping[str, HeldEntry] = {}
        if self.is_online:
            held = self.seen.held.recall([key for entry in wanted for key in entry.keys(self.at)])
        waiting: Counter[str] = Counter()
        for number, entry in enumerate(wanted, start=1):
            keys = entry.keys(self.at)
            known = next((held[key] for key in keys if key in held), None)
            refused = self._refused(entry, keys, f"{self.source.at}#{number}")
            if refused is not None:
                yield refused
            elif known is not None and known.words_sha256 == entry.words_sha256:
                self._pass_over(known)
            elif entry.content is None and not self._may_fetch(entry):
                waiting[host_of(entry.url or "") or ""] += 1
            else:
                yield from self._taken(entry, keys, known)
        for site in sorted(waiting):
            self.seen.passed_over["site_capped"] += waiting[site]
            yield _issue(
                "site_capped",
                site,
                "lists more new pages than one run fetches from a site; the next runs read on, newest first",
            )

    def _is_early(self, entry: Entry) -> bool:
        since, day = self.source.since, entry.day
        return since is not None and day is not None and day[: len(since)] < since

    def _refused(self, entry: Entry, keys: Sequence[str], where: str) -> Issue | None:
        """The issue of an entry that is not read at all."""
        languages, stated = self.source.languages, (entry.language or "").lower().replace("_", "-")
        if stated and languages and not any(_is_language(stated, each) for each in languages):
            return _issue(
                "other_language",
                entry.url or where,
                f"is stated to be in {stated[:20]!r}, and {', '.join(languages)} is what is read of "
                f"{self.source.outlet or self.source.at}",
            )
        if entry.content is None and entry.url is None:
            return _issue(
                "link_only_entry", where, "has neither the article's text nor a link to it; left out"
            )
        if entry.content is None and not self.is_online:
            return _issue(
                "link_only_entry",
                where,
                f"only links to {(entry.url or '')[:300]}; give that URL, or the feed's own URL",
            )
        if keys and not self.seen.is_new_entry(keys):
            return _issue(
                "repeated_article", entry.url or where, "was already met in this run; it counts once"
            )
        return None

    def _pass_over(self, known: HeldEntry) -> None:
        if known.text_sha256 is not None:
            self.seen.unchanged += 1
        else:
            self.seen.passed_over[known.outcome] += 1

    def _may_fetch(self, entry: Entry) -> bool:
        most = self.source.max_pages or limit("site_pages")
        return self.seen.may_fetch(host_of(entry.url or "") or "", most)

    def _taken(
        self, entry: Entry, keys: Sequence[str], known: HeldEntry | None
    ) -> Iterator[Article | Issue | Wanted]:
        misdated = entry.bad_date
        if entry.published and self._is_to_come(entry.published):
            misdated, entry = entry.published, replace(entry, published=None)
        where = entry.url or self.source.at
        if misdated:
            yield _issue(
                "bad_date",
                where,
                f"is given the day {misdated!r} by {self.source.at[:300]}, which is none it can be of; "
                "its page may tell a better one",
            )

        def finish(found: Article | Issue) -> Article | Issue:
            if isinstance(found, Article):
                found = self._described(found, entry, known)
                self.seen.held.note(keys, entry.words_sha256, found.article_id)
            elif found.stage is Stage.PARSE:
                # What was fetched and holds no article is not fetched again until the entry says otherwise.
                self.seen.held.note(keys, entry.words_sha256, found.code)
            return found

        carried = entry_article(entry, fallback_url=self.at)
        if carried is not None:
            yield finish(carried)
        elif entry.url is not None and self.is_online:
            yield Wanted(url=entry.url, finish=finish)
        else:
            yield _issue("link_only_entry", where, "carries hardly any text of its own; left out")

    def _is_to_come(self, day: str) -> bool:
        if self.seen.as_of is None:
            return False
        return day[:10] > (date.fromisoformat(self.seen.as_of) + timedelta(days=2)).isoformat()

    def _described(self, found: Article, entry: Entry, known: HeldEntry | None) -> Article:
        """The article with what its entry tells and its page does not; its day is the earliest it had."""
        published = found.published or entry.published
        if (
            known is not None
            and known.published
            and known.text_sha256 == found.text_sha256
            and (published is None or known.published[:10] < published[:10])
        ):
            published = known.published
        return replace(
            found,
            title=found.title or entry.title,
            author=found.author or entry.author,
            published=published,
            outlet=self._outlet(found, entry),
        )

    def _outlet(self, found: Article, entry: Entry) -> str | None:
        """Whose the article is: a feed is not the publisher of what it gathers.

        Whom the entry credits is, unless a page of another site names itself. The name of the sources file,
        else of the feed, holds for pages of the feed's own site.
        """
        page = found.url if is_web_url(found.url) else None
        host = host_of(page) if page else None
        own = found.outlet if found.outlet != host else None
        name, channel = self.source.outlet, self.listing.title
        at_home = page is None or same_site(page, self.at) or same_site(page, self.listing.home or "")
        if entry.outlet and entry.outlet not in (name, channel):
            return entry.outlet if at_home or own is None else own
        if at_home and not self.source.aggregator:
            return name or own or channel or host
        return own or host


def named_outlet(article: Article, source: Source) -> Article:
    """The article of a page, folder or file of a source: the outlet's, where it names none of its own."""
    if source.outlet is None or source.aggregator:
        return article
    same = is_web_url(article.url) and is_web_url(source.at) and same_site(article.url, source.at)
    if same or article.outlet is None:
        return replace(article, outlet=source.outlet)
    return article


def _is_language(stated: str, wanted: str) -> bool:
    return stated == wanted or stated.partition("-")[0] == wanted


def _issue(code: str, where: str, what: str) -> Issue:
    return Issue(stage=Stage.READ, code=code, where=where, message=f"{where[:300]} {what}.")
