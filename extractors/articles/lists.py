"""An answer of the web to what it lists: a feed, a sitemap, an index with its sitemaps, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from extractors.articles.encodings import BodyError
from extractors.articles.entries import Entry, Listing, newest_first
from extractors.articles.feeds import looks_like_feed, named_feeds, parse_feed
from extractors.articles.fetch import Fetched
from extractors.articles.limits import limit
from extractors.articles.seen import SeenArticles
from extractors.articles.sitemaps import looks_like_sitemap, parse_sitemap, unpacked, unpacking_issue
from extractors.articles.sources import Source, SourceKind
from extractors.records import Issue, Stage

_LISTS = frozenset({SourceKind.FEED, SourceKind.SITEMAP})


class Web(Protocol):
    """What answers for the open web."""

    def get(self, url: str) -> Fetched | Issue:
        """What is behind `url`, or an issue that says why nothing is."""


@runtime_checkable
class Expecting(Protocol):
    """One that fetches ahead when it is told what will be asked for."""

    def expect(self, urls: Sequence[str]) -> None:
        """Begin to fetch these; each is then taken once with `get`."""


def expect(web: Web, urls: Sequence[str]) -> None:
    """Tell the web what will be asked of it, where it fetches ahead."""
    if urls and isinstance(web, Expecting):
        web.expect(urls)


def read_list(answer: Fetched, source: Source, web: Web, seen: SeenArticles) -> Listing | Issue | None:
    """What an answer lists; None when it is neither feed nor sitemap, and the source does not say it is.

    The sitemaps of an index are fetched, newest first, at most `sitemap_children` of them.
    """
    try:
        body = unpacked(answer.body)
    except BodyError as error:
        return unpacking_issue(answer.final_url, error)
    is_feed, is_sitemap = looks_like_feed(body), looks_like_sitemap(body)
    if not is_feed and not is_sitemap:
        return _no_list(body, answer.final_url, source) if source.kind in _LISTS else None
    first = seen.first_place(body, source.at)
    if first != source.at:
        return _issue("repeated_source", source.at, f"is what {first[:300]} is, and was read there")
    if is_feed:
        return parse_feed(body, url=answer.final_url)
    found = parse_sitemap(body, url=answer.final_url)
    return found if isinstance(found, Issue) or not found.children else _with_children(found, answer, web)


def _with_children(index: Listing, answer: Fetched, web: Web) -> Listing:
    """The pages of an index's own sitemaps, put together. An index within an index is not followed."""
    issues = list(index.issues)
    entries: list[Entry] = list(index.entries)
    total, title = index.n_entries, index.title
    children = index.children[: limit("sitemap_children")]
    expect(web, [child.url for child in children])
    for child in children:
        found = _child(child.url, web)
        if isinstance(found, Issue):
            issues.append(found)
            continue
        issues += found.issues
        entries += found.entries
        total += found.n_entries
        title = title or found.title
        if found.children:
            issues.append(
                _issue("bad_sitemap", child.url, "is an index within an index; give its address by itself")
            )
    if len(index.children) > limit("sitemap_children"):
        number = limit("sitemap_children")
        issues.append(
            _issue(
                "sitemap_capped", answer.url, f"names more than {number} sitemaps; the newest ones are read"
            )
        )
    order = newest_first([entry.day for entry in entries])
    kept = tuple(entries[n] for n in order[: limit("sitemap_entries")])
    return replace(
        index, entries=kept, n_entries=total, title=title, children=(), issues=tuple(dict.fromkeys(issues))
    )


def _child(url: str, web: Web) -> Listing | Issue:
    answer = web.get(url)
    if isinstance(answer, Issue):
        return answer
    try:
        body = unpacked(answer.body)
    except BodyError as error:
        return unpacking_issue(url, error)
    if looks_like_feed(body):
        return parse_feed(body, url=answer.final_url)
    return parse_sitemap(body, url=answer.final_url)


def _no_list(body: bytes, url: str, source: Source) -> Issue:
    named = named_feeds(body, url=url) if source.kind is SourceKind.FEED else ()
    cure = f"; it names the feed {named[0]}" if named else "; give the address of the list itself"
    code = "bad_feed" if source.kind is SourceKind.FEED else "bad_sitemap"
    return _issue(code, source.at, f"is no {source.kind}{cure}")


def _issue(code: str, where: str, what: str) -> Issue:
    return Issue(stage=Stage.READ, code=code, where=where, message=f"{where[:300]} {what}.")
