"""RSS and Atom feeds to entries. Nothing is fetched and no file is opened here."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException

import feedparser
from bs4 import BeautifulSoup

from extractors.articles.blocks import block_lines
from extractors.articles.body import place_links
from extractors.articles.dates import parse_published
from extractors.articles.decode import clean_text
from extractors.articles.entries import Entry, Listing, newest_first
from extractors.articles.limits import limit
from extractors.articles.urls import UrlError, canonical_url, checked_url, host_of, is_web_url
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Stage

_FEED_START = re.compile(
    rb"^[\s\xef\xbb\xbf]*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*|<\?[^>]{0,500}\?>\s*)*<(?:rss|feed|rdf:RDF|channel)\b",
    re.DOTALL | re.IGNORECASE,
)
_HEAD = 4096
_FEED_KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_TEASER_END = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:read|continue|view) (?:more|reading|full)[^.]{0,60})\s*$", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_GIVEN_DATE = 60


def looks_like_feed(body: bytes) -> bool:
    """Whether the bytes begin as an RSS, RDF or Atom document does."""
    return _FEED_START.match(body[:_HEAD]) is not None


def parse_feed(body: bytes, *, url: str) -> Listing | Issue:
    """What a feed holds: its newest entries, at most `feed_entries` of them.

    Args:
        body: The document.
        url: Where it was read, for relative links and messages.

    Returns:
        The entries, or an issue `bad_feed`, `too_big` or `empty_file`. Never raises for bad input.
    """
    refused = refuse(body, url)
    if refused:
        return refused
    try:
        parsed = feedparser.parse(io.BytesIO(body))  # a string or bytes would be taken for a URL or a path
    except (SAXException, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError):
        return _issue(
            "bad_feed", url, "is a feed that cannot be parsed; open it in a browser to see where it breaks"
        )
    if not parsed.entries and (parsed.bozo or not parsed.version):
        if b"<urlset" in body[:_HEAD] or b"<sitemapindex" in body[:_HEAD]:
            return _issue(
                "bad_feed", url, "is a sitemap, not a feed; give the address that it has on its site"
            )
        return _issue("bad_feed", url, "holds no feed entries; give the address of an RSS or Atom feed")
    home = parsed.feed.get("link")
    base = url if is_web_url(url) or not isinstance(home, str) else home
    language = _words(parsed.feed.get("language"))
    days = [_published(item) for item in parsed.entries]
    order = newest_first([day for day, _ in days])[: limit("feed_entries")]
    return Listing(
        entries=tuple(_entry(parsed.entries[n], days[n], base, language) for n in order),
        n_entries=len(parsed.entries),
        title=_words(parsed.feed.get("title")),
        home=home if isinstance(home, str) else None,
    )


def refuse(body: bytes, url: str) -> Issue | None:
    """Why a feed or sitemap is not even parsed, if it is not."""
    if not body.strip():
        return _issue("empty_file", url, "is empty; there is nothing to read")
    if len(body) > limit("page_bytes"):
        return _issue("too_big", url, f"is larger than {limit('page_bytes'):,} bytes; no feed is")
    if b"<!ENTITY" in body[: _HEAD * 16].replace(b"\x00", b"").upper():
        return _issue(
            "bad_feed", url, "defines XML entities of its own, which no feed needs and attacks do; not read"
        )
    return None


def named_feeds(body: bytes, *, url: str) -> tuple[str, ...]:
    """The feeds that a page of the web names in its head, for one who gave the page for the feed."""
    found: list[str] = []
    for tag in BeautifulSoup(body[: limit("sniff_bytes")], "lxml").find_all("link", href=True):
        if str(tag.get("type", "")).strip().lower() in _FEED_KINDS:
            try:
                found.append(checked_url(urljoin(url, str(tag["href"]))))
            except (UrlError, ValueError):
                continue
    return tuple(dict.fromkeys(found))


def _entry(
    item: Mapping[str, Any], day: tuple[str | None, str | None], base: str, language: str | None
) -> Entry:
    credited = _credited(item)
    title = _words(item.get("title"))
    if title and credited:
        title = title.removesuffix(f" - {credited}")
    summary = item.get("summary")
    content = _content(item)
    plain = content or (summary if isinstance(summary, str) else "")
    guid = item.get("id")
    return Entry(
        url=_link(item, base),
        guid=clean_text(guid).strip() or None if isinstance(guid, str) else None,
        title=title,
        author=_words(item.get("author")),
        published=day[0],
        bad_date=day[1],
        outlet=credited,
        language=_words(item.get("language")) or language,
        content=content,
        words=f"{title or ''}\n{_SPACE.sub(' ', plain)}",
    )


def _credited(item: Mapping[str, Any]) -> str | None:
    """The publisher whom the entry names: `<source>`, by its title or else its site, or `dc:publisher`."""
    source = item.get("source")
    if isinstance(source, Mapping):
        href = source.get("href")
        name = _words(source.get("title")) or (host_of(href) if isinstance(href, str) else None)
        if name:
            return name
    return _words(item.get("publisher"))


def _link(item: Mapping[str, Any], base: str) -> str | None:
    guid = item.get("id")
    for href in (item.get("feedburner_origlink"), item.get("link"), guid):
        if not isinstance(href, str) or not href.strip():
            continue
        if href == guid and not is_web_url(href) and not href.startswith("/"):
            continue  # a bare id is taken for a link by the parser, and is none
        try:
            return checked_url(urljoin(base, href.strip()))
        except (UrlError, ValueError):
            continue
    return None


def _published(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The day of publication, and what the entry gives for one that is none."""
    given = None
    for key in ("published", "updated"):
        text, parsed = item.get(key), item.get(f"{key}_parsed")
        moment = parse_published(text) if isinstance(text, str) else None
        if moment is None and isinstance(parsed, struct_time):
            try:
                moment = parse_published(datetime(*parsed[:6], tzinfo=UTC).isoformat())
            except (ValueError, OverflowError):
                moment = None
        if moment:
            return moment, None
        if isinstance(text, str) and text.strip() and given is None:
            given = _SPACE.sub(" ", clean_text(text)).strip()[:_GIVEN_DATE]
    return None, given


def _content(item: Mapping[str, Any]) -> str | None:
    contents = item.get("content")
    for part in contents if isinstance(contents, list) else ():
        value = part.get("value") if isinstance(part, Mapping) else None
        if isinstance(value, str) and _is_whole(value, limit("feed_content_chars")):
            return value
    summary = item.get("summary")
    return summary if isinstance(summary, str) and _is_whole(summary, limit("feed_summary_chars")) else None


def _is_whole(markup: str, least: int) -> bool:
    words = BeautifulSoup(markup, "lxml").get_text(" ", strip=True) if "<" in markup else markup.strip()
    return len(words) >= least and not _TEASER_END.search(words[-120:])


def _words(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    plain = BeautifulSoup(value, "lxml").get_text(" ") if "<" in value else value
    return _SPACE.sub(" ", clean_text(plain)).strip()[: limit("title_max_chars") * 2] or None


def entry_article(entry: Entry, *, fallback_url: str) -> Article | None:
    """The article of an entry that carries its content; None for one that only links to it."""
    if entry.content is None:
        return None
    lines = block_lines(BeautifulSoup(entry.content, "lxml"))
    text = clean_text("\n".join(line.text for line in lines))
    if len(text) < limit("text_min_chars"):
        return None
    url = canonical_url(entry.url) if entry.url else f"{fallback_url}#{text_sha256(text)[:16]}"
    return Article(
        article_id=article_id(url),
        url=url,
        outlet=entry.outlet,
        title=entry.title,
        author=entry.author,
        published=entry.published,
        text=text,
        text_sha256=text_sha256(text),
        links=place_links(text, lines, url),
    )


def _issue(code: str, url: str, what: str) -> Issue:
    return Issue(stage=Stage.PARSE, code=code, where=url, message=f"{url[:300]} {what}.")
