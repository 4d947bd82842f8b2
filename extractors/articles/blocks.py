"""Markup to lines: one line a paragraph, heading, list item or table row, with the hyperlinks in it.

The walk keeps its own stack, so a page nested a hundred thousand deep costs time, not the interpreter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from extractors.articles.limits import limit
from extractors.articles.markup import load_markup

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[\s\u200b]+")
_WORD_EDGE = re.compile(r"[\s_-]+")
_NO_BOX = -1
_NEVER_FURNITURE = frozenset({"html", "body", "article", "main"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A hyperlink within a line: where its words stand, and its target as written."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One block of a page with white space collapsed. `tag` is the innermost block element."""

    text: str
    tag: str
    anchors: tuple[Anchor, ...]


@dataclass(slots=True)
class _Box:
    """An element whose class or id sounds like furniture, and how much prose it turns out to hold."""

    parent: int
    prose: int = 0


class _Writer:
    """Collects words into lines and remembers where anchors begin and end."""

    def __init__(self) -> None:
        self._lines: list[tuple[Line, int]] = []
        self._boxes: list[_Box] = []
        self._box = _NO_BOX
        self._line = ""
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._href: str | None = None
        self._from = 0
        self.blocks: list[str] = []

    def add(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        if self._length == 0 or self._parts[-1].endswith(" "):
            words = words.lstrip(" ")
        if words:
            self._parts.append(words)
            self._length += len(words)

    def open_anchor(self, href: str) -> None:
        self._href, self._from = href, self._length

    def close_anchor(self) -> None:
        if self._href is not None and self._length > self._from:
            self._anchors.append(Anchor(start=self._from, end=self._length, href=self._href))
        self._href = None

    def end_line(self) -> None:
        href = self._href
        self.close_anchor()
        text = "".join(self._parts).rstrip(" |")
        if text:
            anchors = tuple(tight for anchor in self._anchors if (tight := _tighten(anchor, text)))
            line = Line(text=text, tag=self.blocks[-1] if self.blocks else "", anchors=anchors)
            self._lines.append((line, self._box))
            if self._box != _NO_BOX and len(text) >= limit("prose_line_chars"):
                self._boxes[self._box].prose += len(text)
        self._parts, self._length, self._anchors = [], 0, []
        if href is not None:
            self.open_anchor(href)

    def open_box(self) -> None:
        self._boxes.append(_Box(parent=self._box))
        self._box = len(self._boxes) - 1

    def close_box(self) -> None:
        self._box = self._boxes[self._box].parent

    def kept_lines(self) -> list[Line]:
        """The lines outside boxes that hold no prose; a box inside a dropped one is dropped with it."""
        for box in reversed(self._boxes):
            if box.parent != _NO_BOX:
                self._boxes[box.parent].prose += box.prose
        dropped: list[bool] = []
        for box in self._boxes:
            inside_dropped = box.parent != _NO_BOX and dropped[box.parent]
            dropped.append(inside_dropped or box.prose < limit("prose_box_chars"))
        return [line for line, box in self._lines if box == _NO_BOX or not dropped[box]]


def _tighten(anchor: Anchor, text: str) -> Anchor | None:
    words = text[anchor.start : anchor.end]
    start = anchor.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Anchor(start=start, end=end, href=anchor.href) if end > start else None


def block_lines(root: Tag | BeautifulSoup) -> list[Line]:
    """The lines below `root`, without scripts, forms, navigation and boxes such as newsletters.

    A class name alone is weak evidence ("content-with-sidebar" may hold the whole article), so a box that
    sounds like furniture is dropped only when it holds hardly any prose.

    Linear in the size of the tree.
    """
    writer = _Writer()
    for event, node in _walk(root):
        if event == "text":
            writer.add(str(node))
        elif isinstance(node, Tag):
            _mark(writer, event, node)
    writer.end_line()
    return writer.kept_lines()


def _mark(writer: _Writer, event: str, node: Tag) -> None:
    name = node.name
    boxed = sounds_like_furniture(node)
    if boxed and event == "open":
        writer.end_line()
        writer.open_box()
    if name in _BLOCKS:
        writer.end_line()
        if event == "open":
            writer.blocks.append(name)
        elif writer.blocks:
            writer.blocks.pop()
    elif name == "br" and event == "open":
        writer.end_line()
    elif name in _CELLS and event == "close":
        writer.add(" | ")
    elif name == "a":
        href = node.get("href")
        if event == "close":
            writer.close_anchor()
        elif isinstance(href, str) and href:
            writer.open_anchor(href)
    if boxed and event == "close":
        writer.end_line()
        writer.close_box()


def _walk(root: Tag) -> Iterator[tuple[str, Tag | NavigableString]]:
    """Open, text and close events in document order."""
    markup = load_markup()
    stack: list[tuple[str, Tag | NavigableString]] = [("open", root)]
    while stack:
        event, node = stack.pop()
        if event != "open" or not isinstance(node, Tag):
            yield event, node
            continue
        yield event, node
        stack.append(("close", node))
        for child in reversed(node.contents):
            if isinstance(child, Tag):
                if child.name not in markup.furniture_tags:
                    stack.append(("open", child))
            elif type(child) is NavigableString:
                stack.append(("text", child))


def sounds_like_furniture(node: Tag) -> bool:
    """Whether the class or id of an element names a box such as a newsletter form or related articles."""
    if not node.attrs or node.name in _NEVER_FURNITURE:
        return False
    names = " ".join(_attribute(node, key) for key in ("class", "id")).lower()
    return bool(names) and not _furniture_words().isdisjoint(_WORD_EDGE.split(names))


@lru_cache(maxsize=1)
def _furniture_words() -> frozenset[str]:
    return frozenset(load_markup().furniture_words)


def _attribute(node: Tag, key: str) -> str:
    value = node.get(key)
    return " ".join(value) if isinstance(value, list) else value or ""
