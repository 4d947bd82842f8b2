"""PDF files to articles: lines in reading order, rows of tables with their cells, whole paragraphs.

A PDF holds words at places, not text. Words are read in the order of the file, which follows the columns;
words on one height are a line, and a wide gap in a line parts the cells of a table. Lines that stand on most
pages (running heads, page numbers) are no part of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2

from extractors.articles.dates import visible_day
from extractors.articles.decode import clean_text
from extractors.articles.limits import limit
from extractors.articles.plain import find_title
from extractors.articles.urls import canonical_url, host_of, is_web_url
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Stage

_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
_CELL_GAP = 1.2
_FOOT, _HEAD = 0.08, 0.93
"""Shares of the height of a page below and above which running heads and page numbers stand."""
_SPACE = re.compile(r"[ \t\u00a0\u200b]+")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BULLET = re.compile(r"^(?:[•◦▪‣–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_FILE_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|pages|qxd|pptx?|xlsx?)$|^microsoft |^untitled|^slide \d|^layout \d", re.I
)
_BROKEN_WORD = "\ufffe\x02\xad"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Words on one height: where they stand, in points from the left and bottom, and how high they are.

    `is_edge` means the head or foot of the page.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    is_edge: bool = False

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table."""
        return " | " in self.text


def is_pdf(body: bytes) -> bool:
    """Whether the bytes are a PDF, whatever they are declared as: by the mark within their first kilobyte."""
    return _MAGIC in body[:_MAGIC_WITHIN] and not body.lstrip().startswith(b"<")


def parse_pdf(body: bytes, *, url: str) -> Article | Issue:
    """The article that a PDF is.

    Returns:
        The article, or an issue: `bad_pdf` (damaged, locked), `too_big` (more than `pdf_pages` pages) or
        `no_text` (pictures of pages). Never raises for bad input; hostile ones are for a process that can be
        ended.
    """
    try:
        document = pypdfium2.PdfDocument(body)
        try:
            if len(document) > limit("pdf_pages"):
                return _issue(
                    "too_big", url, f"has more than {limit('pdf_pages'):,} pages; give the part that matters"
                )
            pages = [_lines(document[number]) for number in range(len(document))]
            facts = document.get_metadata_dict(skip_empty=True)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        return _issue("bad_pdf", url, f"is a PDF that does not open ({error}); save its text as a file")
    text = clean_text("\n".join(_paragraphs(_without_edges(pages))))
    if len(text.strip()) < limit("text_min_chars"):
        return _issue(
            "no_text", url, "is a PDF without text, perhaps pictures of pages; save its text as a file"
        )
    own = canonical_url(url) if is_web_url(url) else url
    return Article(
        article_id=article_id(own),
        url=own,
        outlet=host_of(own),
        title=_title(facts.get("Title", ""), text),
        author=_words(facts.get("Author", "")) or None,
        published=visible_day(text),
        text=text,
        text_sha256=text_sha256(text),
    )


def _title(stated: str, text: str) -> str | None:
    words = _words(stated)
    if len(words) > 4 and not _FILE_TITLE.search(words):
        return words[: limit("title_max_chars")]
    return find_title(text)


def _words(text: str) -> str:
    return _SPACE.sub(" ", clean_text(text).replace("\n", " ")).strip()


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    """The lines of a page in the order of the file."""
    words, high = page.get_textpage(), page.get_height()
    lines: list[_Line] = []
    for number in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(number)
        text = _words(words.get_text_bounded(left, bottom, right, top))
        if not text:
            continue
        piece = _Line(
            text=text,
            left=left,
            right=right,
            bottom=bottom,
            height=max(top - bottom, 1.0),
            is_edge=not _FOOT * high <= bottom <= _HEAD * high,
        )
        if lines and _goes_on(lines[-1], piece):
            lines[-1] = _joined(lines[-1], piece)
        else:
            lines.append(piece)
    return lines


def _goes_on(line: _Line, piece: _Line) -> bool:
    """Whether a piece stands on the height of the line before, to its right."""
    middle = piece.bottom + piece.height / 2
    return (
        line.bottom - 1 <= middle <= line.bottom + line.height + 1 and piece.left >= line.right - line.height
    )


def _joined(line: _Line, piece: _Line) -> _Line:
    gap = piece.left - line.right
    height = max(line.height, piece.height)
    between = " | " if gap > _CELL_GAP * height else " " if gap > height * 0.15 else ""
    return _Line(
        text=f"{line.text}{between}{piece.text}",
        left=line.left,
        right=max(line.right, piece.right),
        bottom=min(line.bottom, piece.bottom),
        height=height,
        is_edge=line.is_edge,
    )


def _without_edges(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """The pages without the lines that stand at the edge of at least half of them, page numbers apart."""
    met = Counter(key for page in pages for key in {_edge_key(line) for line in page if line.is_edge})
    often = {key for key, number in met.items() if number >= 3 and number * 2 >= len(pages)}
    return [
        [line for line in page if not (line.is_edge and (_edge_key(line) in often or line.text.isdecimal()))]
        for page in pages
    ]


def _edge_key(line: _Line) -> str:
    return _DIGITS.sub("0", line.text)


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """The text, a paragraph, heading or row of a table a line."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    body = [line for line in lines if not line.is_row]
    full = median(line.right - line.left for line in body) if body else 0.0
    held = ""
    before: _Line | None = None
    for line in lines:
        if before is not None and _continues(before, line, full):
            held = _put_together(held, line.text)
        else:
            if held:
                yield held.rstrip(_BROKEN_WORD)
            held = line.text
        before = line
    yield held.rstrip(_BROKEN_WORD)


def _continues(before: _Line, line: _Line, full: float) -> bool:
    """Whether a line goes on with the paragraph of the line before: alike in size, that one full, unended."""
    if before.is_row or line.is_row or _BULLET.match(line.text):
        return False
    if not 0.7 <= before.height / line.height <= 1.43:  # letters below the line make a third of height
        return False
    if before.bottom - line.bottom > 2.2 * max(before.height, line.height):
        return False
    if before.text[-1:] in _BROKEN_WORD or line.text[:1].islower():
        return True
    is_full = before.right - before.left >= 0.85 * full
    is_indented = (
        line.left > before.left + line.height or line.bottom >= before.bottom
    )  # or in another column
    return is_full and not (_SENTENCE_END.search(before.text) and is_indented)


def _put_together(held: str, text: str) -> str:
    """Two lines of one paragraph; a word broken at the end of the first is whole again."""
    if held[-1:] in _BROKEN_WORD:
        return held.rstrip(_BROKEN_WORD) + text
    if held.endswith("-") and len(held) > 1 and held[-2].islower() and text[:1].islower():
        return held[:-1] + text
    return f"{held} {text}"


def _issue(code: str, url: str, what: str) -> Issue:
    return Issue(stage=Stage.PARSE, code=code, where=url, message=f"{url[:300]} {what}.")
