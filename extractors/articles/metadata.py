"""The facts that a page states about itself: title, author, outlet, dates, its own URL.

JSON-LD is believed first, then `<meta>`, then the visible page. A page may only name a canonical URL of
its own site: otherwise any page could take the place of any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from extractors.articles.dates import parse_published, url_day, visible_day
from extractors.articles.decode import clean_text
from extractors.articles.markup import load_markup
from extractors.articles.urls import canonical_url, host_of, is_web_url, same_site

_MAX_NODES = 20_000
_MAX_NAME = 300
_SPACE = re.compile(r"\s+")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_SITE_TAIL = re.compile(r"\s+(?:[|·—–»-]|::)\s+([^|·—–»]{2,60})$")

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says about itself. `url` is canonical; `body` is the article text of its JSON-LD."""

    url: str
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    body: str | None


def read_facts(soup: BeautifulSoup, url: str) -> PageFacts:
    """The facts of a parsed page that was read at `url` (a web URL or `file:` path)."""
    metas = _metas(soup)
    nodes = list(_json_ld(soup))
    own = _own_url(soup, metas, url)
    article = _article_node(nodes, own)
    outlet = _outlet(article, nodes, metas) or host_of(own)
    return PageFacts(
        url=own,
        title=_title(soup, article, metas, outlet),
        author=_author(soup, article, metas),
        outlet=outlet,
        published=_published(soup, article, nodes, metas, own),
        body=_text_of(article.get("articleBody")) if article else None,
    )


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        content = tag.get("content")
        if not isinstance(content, str) or not content.strip():
            continue
        for key in ("property", "name", "itemprop"):
            name = tag.get(key)
            if isinstance(name, str):
                found.setdefault(name.strip().lower(), content.strip())
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (metas[name] for name in names if name in metas)


def _json_ld(soup: BeautifulSoup) -> Iterator[Node]:
    """Every object of every JSON-LD block, outer before inner; blocks that are no JSON are passed over."""
    budget = _MAX_NODES
    for script in soup.find_all("script", type=re.compile(r"^\s*application/ld\+json", re.IGNORECASE)):
        raw = script.string or script.get_text()
        try:
            queue: list[Any] = [json.loads(raw.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and budget:
            budget -= 1
            item = queue.pop(0)
            if isinstance(item, dict):
                yield item
                queue.extend(value for value in item.values() if isinstance(value, dict | list))
            elif isinstance(item, list):
                queue.extend(value for value in item if isinstance(value, dict | list))


def _types(node: Node) -> tuple[str, ...]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return tuple(name.rpartition("/")[2] for name in kinds if isinstance(name, str))


def _article_node(nodes: list[Node], url: str) -> Node | None:
    """The node of this page's article: the one that names this URL, else the first that has a headline."""
    wanted = load_markup().article_types
    articles = [node for node in nodes if any(kind in wanted for kind in _types(node))]
    for node in articles:
        if any(canonical_url(named) == url for named in _node_urls(node)):
            return node
    headed = [node for node in articles if "headline" in node or "datePublished" in node]
    return next(iter(headed or articles), None)


def _node_urls(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        inner = value.get("@id") if isinstance(value, dict) else value
        if isinstance(inner, str) and is_web_url(inner):
            yield inner


def _own_url(soup: BeautifulSoup, metas: Mapping[str, str], url: str) -> str:
    link = soup.find("link", rel="canonical", href=True)
    named = [str(link["href"])] if isinstance(link, Tag) else []
    for candidate in (*named, *_first(metas, load_markup().url)):
        try:
            absolute = urljoin(url, candidate) if is_web_url(url) else candidate
            is_page = len(urlsplit(absolute).path) > 1 or bool(urlsplit(absolute).query)
        except ValueError:
            continue
        if is_web_url(absolute) and is_page and (not is_web_url(url) or same_site(absolute, url)):
            return canonical_url(absolute)
    return canonical_url(url) if is_web_url(url) else url


def _outlet(article: Node | None, nodes: list[Node], metas: Mapping[str, str]) -> str | None:
    if article:
        name = _name_of(article.get("publisher"), nodes)
        if name:
            return name
    for name in _first(metas, load_markup().site):
        if not name.startswith(("http", "@")):
            return _name(name)
    return None


def _name_of(value: Any, nodes: list[Node]) -> str | None:
    """The name of a person or organisation given as text, object, list, or reference to another node."""
    if isinstance(value, list):
        names = [name for item in value[:10] if (name := _name_of(item, nodes))]
        return _name(", ".join(dict.fromkeys(names)))
    if isinstance(value, str):
        return None if is_web_url(value) else _name(value)
    if not isinstance(value, dict):
        return None
    inner = value.get("name")
    if isinstance(inner, str | list):
        return _name_of(inner, nodes)
    reference = value.get("@id")
    if isinstance(reference, str):
        for node in nodes:
            if node.get("@id") == reference and isinstance(node.get("name"), str):
                return _name(node["name"])
    return None


def _name(text: str) -> str | None:
    words = _SPACE.sub(" ", clean_text(text)).strip()
    return words[:_MAX_NAME] or None


def _text_of(value: Any) -> str | None:
    return clean_text(value) if isinstance(value, str) and value.strip() else None


def _author(soup: BeautifulSoup, article: Node | None, metas: Mapping[str, str]) -> str | None:
    name = _name_of(article.get("author"), []) if article else None
    for candidate in (name, *_first(metas, load_markup().author)):
        if candidate and not is_web_url(candidate) and "@" not in candidate:
            return _name(_BY.sub("", candidate))
    tag = soup.find("a", rel="author") or soup.find(True, attrs={"itemprop": "author"})
    words = _name(_BY.sub("", tag.get_text(" ", strip=True))) if isinstance(tag, Tag) else None
    return words if words and len(words) <= 80 else None


def _title(
    soup: BeautifulSoup, article: Node | None, metas: Mapping[str, str], outlet: str | None
) -> str | None:
    headline = article.get("headline") if article else None
    if isinstance(headline, str) and (
        name := _name(BeautifulSoup(headline, "lxml").get_text() if "&" in headline else headline)
    ):
        return name
    headings = soup.find_all("h1", limit=2)
    heading = _name(headings[0].get_text(" ", strip=True)) if len(headings) == 1 else None
    element = _name(soup.title.get_text(" ", strip=True)) if soup.title else None
    for candidate in (*_first(metas, load_markup().title), heading, element):
        name = _name(candidate) if candidate else None
        if name:
            return _without_site(name, outlet, heading)
    return None


def _without_site(title: str, outlet: str | None, heading: str | None) -> str:
    """The title without a tail such as "| The Daily Example"."""
    tail = _SITE_TAIL.search(title)
    if not tail:
        return title
    head, site = title[: tail.start()], tail.group(1).strip().lower()
    names_site = outlet is not None and (
        site == outlet.lower() or outlet.lower() in (site, site.removeprefix("the "))
    )
    return head if names_site or (heading is not None and heading == head) else title


def _published(
    soup: BeautifulSoup, article: Node | None, nodes: list[Node], metas: Mapping[str, str], url: str
) -> str | None:
    """The day or instant of publication; that of the last change only when nothing else is known."""
    pages = [node for node in nodes if any(kind in load_markup().page_types for kind in _types(node))]
    dated = ([article] if article else []) + pages
    for value in (
        *(node.get(key) for key in ("datePublished", "dateCreated") for node in dated),
        *_first(metas, load_markup().published),
        *_time_tags(soup),
    ):
        if isinstance(value, str) and (moment := parse_published(value)):
            return moment
    visible = url_day(url) or visible_day(_top_of(soup))
    if visible:
        return visible
    for value in (*(node.get("dateModified") for node in dated), *_first(metas, load_markup().modified)):
        if isinstance(value, str) and (moment := parse_published(value)):
            return moment
    return None


def _time_tags(soup: BeautifulSoup) -> Iterator[str]:
    """Machine dates of `<time>`: those marked as publication, else a lone one above the article's end."""
    tags = soup.find_all("time", limit=20)
    marked = [tag for tag in tags if tag.get("itemprop") == "datePublished" or tag.has_attr("pubdate")]
    root = soup.find("article") or soup.find("main")
    inside = root.find_all("time", limit=1) if isinstance(root, Tag) else tags[:1]
    for tag in (*marked, *inside):
        value = tag.get("datetime")
        yield value if isinstance(value, str) else tag.get_text(" ", strip=True)


def _top_of(soup: BeautifulSoup) -> str:
    """The visible words around the headline, one string a line."""
    heading = soup.find("h1")
    if not isinstance(heading, Tag):
        return ""
    lines: list[str] = []
    for words in heading.find_all_next(string=True, limit=60):
        line = words.strip()
        if line and words.parent is not None and words.parent.name not in ("script", "style"):
            lines.append(line)
    return "\n".join(lines)
