"""The article text of a page, and where its hyperlinks stand in it."""

from __future__ import annotations

import html as entities
import logging
import re
from urllib.parse import urljoin

import trafilatura
from bs4 import BeautifulSoup, Tag
from lxml.etree import LxmlError

from extractors.articles.blocks import Line, block_lines
from extractors.articles.decode import clean_text
from extractors.articles.limits import limit
from extractors.articles.markup import load_markup
from extractors.articles.urls import UrlError, checked_url
from extractors.records import Link, Span

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what we report as issues

_PROLOGUE = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^[|\s:-]*---[|\s:-]*$")
_PROSE_TAGS = frozenset({"p", "li", "blockquote", "tr", "dd", "h2", "h3", "h4"})
_SENTENCE = 60
_LONE_ANCHOR = 12


def page_text(html: str, lines: list[Line], stated: str | None, *, marked: bool) -> str:
    """The article's text, one paragraph, heading, list item or table row a line.

    Extraction is trafilatura's. Where it finds far less than the page's own paragraphs, or than the text
    that the page states in its JSON-LD, those are taken instead.

    Args:
        html: The page.
        lines: The lines of the part that holds the article.
        stated: The `articleBody` of its JSON-LD, if any.
        marked: Whether that part is an `<article>` element, so that its paragraphs can be trusted.
    """
    text = _extracted(html)
    prose = [line.text for line in lines if line.tag in _PROSE_TAGS]
    own = (
        sum(len(line.text) for line in lines if line.tag == "p" and len(line.text) >= _SENTENCE)
        if marked
        else 0
    )
    share = limit("body_min_share")
    if own and len(text) * 100 < own * share:
        text = "\n".join(prose)
    plain = _stated_text(stated)
    if plain and (len(text) * 100 < len(plain) * share or text.split() == plain.split()):
        text = plain  # when both hold the same words, this one still has its paragraphs
    if own and len(text) < limit("body_short_chars"):
        text = _within(text, lines)
    if not text or _is_layout(text):
        text = "\n".join(line.text for line in lines if not _is_menu(line))
    return text


def _within(text: str, lines: list[Line]) -> str:
    """The lines of a short text that the page's article element holds: a short page keeps its furniture."""
    held = {" ".join(line.text.split()) for line in lines}
    kept = (
        line
        for line in text.split("\n")
        if line.startswith("|") or " ".join(line.lstrip("- ").split()) in held
    )
    return "\n".join(kept)


def _is_layout(text: str) -> bool:
    """Whether a table of the text holds the page itself: a cell is longer than any cell of data."""
    rows = (line for line in text.split("\n") if line.startswith("|"))
    return any(len(cell) > limit("table_cell_chars") for row in rows for cell in row.split("|"))


def _is_menu(line: Line) -> bool:
    """Whether a line is nothing but hyperlinks."""
    return (
        bool(line.anchors)
        and sum(anchor.end - anchor.start for anchor in line.anchors) * 10 >= len(line.text) * 9
    )


def _extracted(html: str) -> str:
    try:
        found = trafilatura.extract(
            _PROLOGUE.sub("", html),
            fast=True,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            prune_xpath=list(load_markup().prune),
        )
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError):
        return ""  # the page's own paragraphs stand in
    lines = (line.rstrip() for line in clean_text(found or "").split("\n"))
    return "\n".join(line for line in lines if line and not _TABLE_RULE.match(line)).strip("\n")


def _stated_text(stated: str | None) -> str:
    if not stated:
        return ""
    if "<" in stated and ">" in stated:
        return "\n".join(line.text for line in block_lines(BeautifulSoup(stated, "lxml")))
    lines = (" ".join(line.split()) for line in entities.unescape(stated).split("\n"))
    return "\n".join(line for line in lines if line)


def place_links(text: str, lines: list[Line], base: str) -> tuple[Link, ...]:
    """The hyperlinks of `lines` whose line is also in `text`, in order of place.

    A line is looked for after the line before it, then from the start; an anchor of a line that was
    changed is placed only when its words are long and occur once.
    """
    links: list[Link] = []
    cursor = 0
    for line in lines:
        if not line.anchors or len(links) >= limit("links_max"):
            continue
        at = text.find(line.text, cursor)
        if at < 0:
            at = text.find(line.text)
        for anchor in line.anchors:
            words = line.text[anchor.start : anchor.end]
            start = at + anchor.start if at >= 0 else _lone(text, words)
            url = _target(anchor.href, base)
            if start >= 0 and url:
                links.append(Link(url=url, span=Span(start=start, end=start + len(words))))
        if at >= 0:
            cursor = at + len(line.text)
    return tuple(sorted(dict.fromkeys(links), key=lambda link: (link.span, link.url)))


def _lone(text: str, words: str) -> int:
    return text.find(words) if len(words) >= _LONE_ANCHOR and text.count(words) == 1 else -1


def _target(href: str, base: str) -> str | None:
    if href.startswith("#"):
        return None
    try:
        return checked_url(urljoin(base, href.strip()))
    except (UrlError, ValueError):
        return None


def main_part(soup: BeautifulSoup) -> Tag | BeautifulSoup:
    """The element that holds the article: the only `<article>`, else `<main>`, else the whole page."""
    articles = soup.find_all("article", limit=2)
    if len(articles) == 1:
        return articles[0]
    main = soup.find("main")
    return main if isinstance(main, Tag) else soup
