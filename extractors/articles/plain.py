"""Plain text and Markdown files: the whole file is the text, and its top lines say what it is."""

from __future__ import annotations

import re

from extractors.articles.dates import parse_published, visible_day
from extractors.articles.limits import limit
from extractors.articles.markup import load_markup
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Link, Span

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]{0,500}\n){1,60}?)---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^([A-Za-z_]{1,30}):[ \t]*(.{1,300}?)[ \t]*$", re.MULTILINE)
_MARKDOWN_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,300})\]\((https?://[^\s()<>]{1,2000})(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
_LINE_START = re.compile(r"^(?:#{1,6}\s+|[*_]{1,3}(?=\S)|[^\w\s\"'“‘$€£#*]+\s+)")
_HEADING_END = re.compile(r"[*_#\s]+$")
_FINAL_STOPS = (".", ",", ";", ":")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.|\b(?:Inc|Corp|Co|Ltd|Jr|Sr)\.|\.\.\.)$")


def plain_article(text: str, *, url: str, markdown: bool = False) -> Article:
    """The article that a cleaned text is; `Article.text` is `text` itself, so spans point into the file."""
    fields = _front_matter(text) if markdown else {}
    stated = parse_published(fields.get("published") or fields.get("date") or "")
    return Article(
        article_id=article_id(url),
        url=url,
        outlet=fields.get("outlet"),
        title=fields.get("title") or find_title(text),
        author=fields.get("author"),
        published=stated or visible_day(text),
        text=text,
        text_sha256=text_sha256(text),
        links=_markdown_links(text) if markdown else (),
    )


def find_title(text: str) -> str | None:
    """The headline of a text: the first short line near its top that is no sentence and no label."""
    seen = 0
    for line in text[: limit("sniff_bytes")].split("\n"):
        words = _HEADING_END.sub("", _LINE_START.sub("", line.strip())).strip()
        if not words or line.strip() == "---":
            continue
        seen += 1
        if seen > limit("title_search_lines"):
            return None
        if len(words) > limit("title_max_chars"):
            return None
        if line.startswith("# ") and len(words) > 1:
            return words
        if _is_label(words):
            continue
        ends_sentence = words.endswith(_FINAL_STOPS) and not _ABBREVIATED.search(words)
        alone = text.strip() == line.strip()
        return None if ends_sentence or alone else words
    return None


def _is_label(words: str) -> bool:
    lowered = words.lower()
    if len(words.split()) < limit("title_min_words"):
        return True
    if any(lowered.startswith(label) for label in load_markup().title_labels):
        return True
    return visible_day(words) is not None or lowered.startswith(
        ("by ", "updated", "published", "http://", "https://")
    )


def _front_matter(text: str) -> dict[str, str]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}
    pairs = _FIELD.findall(found.group(1))
    return {key.lower(): value.strip("\"'") for key, value in pairs if value.strip("\"'")}


def _markdown_links(text: str) -> tuple[Link, ...]:
    found = _MARKDOWN_LINK.finditer(text)
    links = [Link(url=link.group(2), span=Span(start=link.start(1), end=link.end(1))) for link in found]
    return tuple(links[: limit("links_max")])
