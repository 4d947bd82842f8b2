"""Sitemaps, sitemap indexes and news sitemaps to entries. Nothing is fetched here.

The protocol is that of sitemaps.org with Google's news tags. A sitemap speaks for its own site: pages and
further sitemaps of other sites are left out, and said.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.articles.dates import parse_published
from extractors.articles.decode import clean_text
from extractors.articles.encodings import BodyError, decode_content
from extractors.articles.entries import Child, Entry, Listing, newest_first
from extractors.articles.feeds import refuse
from extractors.articles.limits import limit
from extractors.articles.urls import UrlError, checked_url, same_site
from extractors.records import Issue, Stage

_ROOT = re.compile(rb"<(?:[a-z0-9]{1,20}:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_HEAD = 4096
_GZIP = b"\x1f\x8b"
_LONGEST = 4096


def unpacked(body: bytes) -> bytes:
    """The body of a sitemap that is sent as a gzip file; any other body as it is.

    Raises:
        BodyError: it is damaged, cut, or unpacks to more than a body may.
    """
    if not body.startswith(_GZIP):
        return body
    return decode_content(body, "gzip", max_bytes=limit("fetch_decoded_bytes"))


def looks_like_sitemap(body: bytes) -> bool:
    """Whether the bytes begin as a sitemap or an index of sitemaps does."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _ROOT.search(body[:_HEAD]) is not None


@dataclass(slots=True)
class _Row:
    """The texts of one `<url>` or `<sitemap>`, by the local names of its elements."""

    is_child: bool
    texts: dict[str, str] = field(default_factory=dict)


def parse_sitemap(body: bytes, *, url: str) -> Listing | Issue:
    """What a sitemap holds: its newest pages, at most `sitemap_entries` of them, or the sitemaps of an index.

    Args:
        body: The document, not packed.
        url: Where it was read; only pages of the same site are taken.

    Returns:
        The entries, or an issue `bad_sitemap`, `too_big` or `empty_file`. Never raises for bad input.
    """
    refused = refuse(body, url)
    if refused:
        return refused
    try:
        rows = list(_rows(body))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        return _issue("bad_sitemap", url, f"is a sitemap that cannot be parsed ({error})")
    entries: list[Entry] = []
    children: list[Child] = []
    strange: list[str] = []
    for row in rows:
        place = _place(row.texts.get("loc"))
        if place is None or not same_site(place, url):
            strange.append(row.texts.get("loc", "")[:100] or "an entry without an address")
        elif row.is_child:
            children.append(Child(url=place, changed=parse_published(row.texts.get("lastmod", ""))))
        else:
            entries.append(_entry(row.texts, place))
    order = newest_first([entry.day for entry in entries])[: limit("sitemap_entries")]
    return Listing(
        entries=tuple(entries[n] for n in order),
        n_entries=len(entries),
        title=next((row.texts["name"] for row in rows if "name" in row.texts), None),
        children=tuple(children[n] for n in newest_first([child.changed for child in children])),
        issues=(_foreign(url, strange),) if strange else (),
    )


def _rows(body: bytes) -> Iterator[_Row]:
    """The entries in the order of the document. Elements are freed as they are read."""
    row: _Row | None = None
    events = etree.iterparse(
        io.BytesIO(body),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    for event, element in events:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if event == "start":
            if name in ("url", "sitemap"):
                row = _Row(is_child=name == "sitemap")
            continue
        if row is not None and name in ("url", "sitemap"):
            yield row
            row = None
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif row is not None and element.text and element.text.strip():
            row.texts.setdefault(name, clean_text(element.text).strip()[:_LONGEST])


def _place(loc: str | None) -> str | None:
    try:
        return checked_url(loc) if loc else None
    except UrlError:
        return None


def _entry(texts: dict[str, str], place: str) -> Entry:
    given = texts.get("publication_date")
    published = parse_published(given) if given else None
    return Entry(
        url=place,
        title=texts.get("title"),
        published=published,
        bad_date=given if given and not published else None,
        language=texts.get("language"),
        changed=parse_published(texts.get("lastmod", "")),
        # the day of the last change is all that tells of one
        words=f"{texts.get('title', '')}\n{texts.get('lastmod', '')}",
    )


def _foreign(url: str, strange: list[str]) -> Issue:
    return _issue(
        "foreign_page",
        url,
        f"lists what is not of its own site, such as {strange[0]}; a sitemap speaks for its site alone",
    )


def unpacking_issue(url: str, error: BodyError) -> Issue:
    """The issue of a packed sitemap that `unpacked` refuses."""
    return _issue("bad_sitemap", url, f"cannot be unpacked: {error}")


def _issue(code: str, url: str, what: str) -> Issue:
    return Issue(stage=Stage.PARSE, code=code, where=url, message=f"{url[:300]} {what}.")
