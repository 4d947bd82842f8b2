"""Articles that arrive as JSON objects: `{"url", "outlet", "published", "title", "text"}` and a few more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urljoin

from extractors.articles.dates import parse_published, url_day, visible_day
from extractors.articles.decode import clean_text
from extractors.articles.limits import limit
from extractors.articles.parsing import Parsed, Pending, Raw, Reader
from extractors.articles.urls import UrlError, canonical_url, checked_url
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Link, Span, Stage

ARTICLE_FIELDS = ("url", "outlet", "published", "title", "text", "author", "html", "links")
_NOWHERE = Span(start=0, end=0)
_WORDS = ARTICLE_FIELDS[:-1]


def row_articles(
    fields: Mapping[str, Any], *, name: str, where: str, reader: Reader
) -> Iterator[Parsed | Pending]:
    """The article of one row, before it the issues that do not prevent reading it.

    One that states no day of publication is of the day in its URL, else of the date line of its text.

    Args:
        fields: The JSON object.
        name: The file it is from, for the identity of an article without a URL.
        where: File and line, for messages.
        reader: What parses a page that a row carries.
    """
    problem = _problem(fields)
    if problem:
        yield _issue("bad_row", where, problem)
        return
    words = {key: _words(fields.get(key)) for key in _WORDS}
    published = parse_published(words["published"]) if words["published"] else None
    if words["published"] and not published:
        given = words["published"][:40]
        yield _issue(
            "bad_date",
            where,
            f"has published {given!r}, which is not a day such as 2024-10-02; read as undated",
        )
    text, url = clean_text(fields.get("text") or ""), words["url"]
    visible = None if words["published"] else (url_day(url) if url else None) or visible_day(text)
    if not text.strip() and words["html"]:
        html = (words["html"] or "").encode("utf-8", "replace")
        raw = Raw(
            body=html,
            url=url or f"file:{name}",
            shown=where,
            content_type="text/html; charset=utf-8",
            is_local=True,
        )
        finish = partial(_of_row, words=words, url=raw.url, where=where, published=published)
        yield Pending(ticket=reader.hand(raw), finish=finish)
        return
    if not text.strip():
        yield _issue(
            "no_text", where, 'has no text; give the article\'s words as "text" (or its page as "html")'
        )
        return
    identity = canonical_url(url) if url else f"file:{name}#{text_sha256(text)[:16]}"
    yield Article(
        article_id=article_id(identity),
        url=identity,
        outlet=words["outlet"],
        title=words["title"],
        author=words["author"],
        published=published or visible,
        text=text,
        text_sha256=text_sha256(text),
        links=_links(fields.get("links") or [], text, identity),
    )


def _problem(fields: Mapping[str, Any]) -> str | None:
    for key in _WORDS:
        value = fields.get(key)
        if value is not None and not isinstance(value, str):
            return f'has a "{key}" that is {_kind(value)}, not text; put it in quotation marks'
    links = fields.get("links")
    if links is not None and not isinstance(links, list):
        return f'has "links" that is {_kind(links)}, not a list of URLs'
    if "text" not in fields and "html" not in fields and ("sentence" in fields or "metric" in fields):
        return "is a ready-made claim, not an article; give the file a name that ends in .claims.jsonl"
    return None


def _kind(value: Any) -> str:
    names = {bool: "true or false", list: "a list", dict: "an object", str: "text"}
    return names.get(type(value), "a number")


def _words(value: str | None) -> str | None:
    return clean_text(value).strip() or None if value else None


def _of_row(
    found: Parsed, *, words: Mapping[str, str | None], url: str, where: str, published: str | None
) -> Parsed:
    """The article of a row's page, with what the row itself says of it."""
    if isinstance(found, Issue):
        return replace(found, where=where, message=f"{where}: {found.message}")
    identity = canonical_url(words["url"]) if words["url"] else found.url
    if identity == url and not words["url"]:
        identity = f"{url}#{found.text_sha256[:16]}"
    return replace(
        found,
        article_id=article_id(identity),
        url=identity,
        outlet=words["outlet"] or found.outlet,
        title=words["title"] or found.title,
        author=words["author"] or found.author,
        published=published or found.published,
    )


def _links(given: list[Any], text: str, base: str) -> tuple[Link, ...]:
    """Links given as URLs or as `{"url", "text"}`; one whose words are not in the text has an empty span."""
    links: list[Link] = []
    cursor = 0
    for item in given[: limit("links_max")]:
        href = item.get("url") or item.get("href") if isinstance(item, dict) else item
        words = item.get("text") if isinstance(item, dict) else href
        if not isinstance(href, str):
            continue
        try:
            url = checked_url(urljoin(base, href))
        except (UrlError, ValueError):
            continue
        span = _place(text, words, cursor) if isinstance(words, str) and words else _NOWHERE
        cursor = span.end or cursor
        links.append(Link(url=url, span=span))
    return tuple(sorted(dict.fromkeys(links), key=lambda link: (link.span, link.url)))


def _place(text: str, words: str, cursor: int) -> Span:
    start = text.find(words, cursor)
    start = start if start >= 0 else text.find(words)
    return Span(start=start, end=start + len(words)) if start >= 0 else _NOWHERE


def _issue(code: str, where: str, what: str) -> Issue:
    return Issue(stage=Stage.READ, code=code, where=where, message=f"{where} {what}.")
