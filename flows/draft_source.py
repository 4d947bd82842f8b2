"""A draft as it comes, a file or standard input, to an article whose text has the headline in it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from extractors.articles.dates import parse_published
from extractors.articles.decode import decode_text, is_binary
from extractors.articles.limits import limit
from extractors.articles.plain import plain_article
from extractors.articles.wrapping import unwrapped
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Link, Span, Stage
from flows.boundary import NothingReadable
from flows.settings import SettingsError

STDIN = "-"
_MARKDOWN, _PAGE = "text/markdown", "text/html"
_PDF = b"%PDF-"
_ENDINGS = {
    ".txt": "text/plain",
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
}
_TAG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|html|head|body|main|article|section|header|div|p|h[1-6])\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(rb"<(?:html|body|article|main)\b", re.IGNORECASE)
_TITLE_WITHIN = 2_000


class DateFrom(StrEnum):
    """Where the date of a draft is from."""

    GIVEN = "given"
    DRAFT = "draft"
    TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSource:
    """A draft as a person names it: a file or `-`, with the date and outlet that they give it."""

    at: str
    date: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDraft:
    """A draft as it was read. `headline` is the place of the title in the text, if it has one."""

    name: str
    article: Article
    headline: Span | None
    date_from: DateFrom

    def is_in_headline(self, start: int) -> bool:
        """Whether a place of the text lies in the headline."""
        return self.headline is not None and self.headline.start <= start < self.headline.end


def read_draft(source: DraftSource, today: date) -> ReadDraft:
    """The draft that `source` names.

    Its date is the one given, else the one that it states itself, else today's.

    Raises:
        SettingsError: there is no such file, it cannot be opened, or the date is none.
        NothingReadable: it is empty, too large, binary, or cannot be parsed.
    """
    name = "standard input" if source.at == STDIN else _printable(Path(source.at).name)
    given = _given_date(source.date)
    body = _bytes_of(source.at, name)
    found = _parsed(body, name, _kind_of(source.at, body))
    if isinstance(found, Issue):
        raise NothingReadable(f"{found.message} A draft is text, HTML or Markdown.")
    stated = found.published
    article, headline = _with_headline(found)
    article = replace(
        article,
        url=f"file:{name}",
        article_id=article_id(f"draft:{name}"),
        outlet=_printable(source.outlet) if source.outlet else found.outlet,
        published=given or stated or today.isoformat(),
    )
    origin = DateFrom.GIVEN if given else DateFrom.DRAFT if stated else DateFrom.TODAY
    return ReadDraft(name=name, article=article, headline=headline, date_from=origin)


def _printable(name: str) -> str:
    """A name of the command line that can be written: its bytes that are no UTF-8 are replaced."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _parsed(body: bytes, name: str, kind: str) -> Article | Issue:
    """The article of some bytes; of a page by the parsers of a run, under their deadline and cap."""
    if kind != _PAGE and not body.startswith(_PDF):
        text = unwrapped(decode_text(body), markdown=kind == _MARKDOWN)
        if len(text.strip()) >= limit("text_min_chars"):
            return plain_article(text, url=f"file:{name}", markdown=kind == _MARKDOWN)
        message = f"{name} has hardly any text; there is no article in it."
        return Issue(stage=Stage.READ, code="no_text", where=name, message=message)
    # What parses pages takes half a second to import, which the writer of a text need not wait for.
    from extractors.articles.parsing import Raw  # noqa: PLC0415
    from flows.page_pool import PagePool  # noqa: PLC0415

    if kind == _PAGE and not _WHOLE.search(body):
        body = b"<html><body><article>" + body + b"</article></body></html>"  # a piece, as from a CMS
    with PagePool(1) as pool:
        raw = Raw(body=body, url=f"file:{name}", shown=name, content_type=kind, is_local=True)
        return pool.hand(raw).take()


def _given_date(given: str | None) -> str | None:
    if given is None:
        return None
    parsed = parse_published(given)
    if parsed is None:
        raise SettingsError(f"--date {given} is no day: write one such as 2025-02-13.")
    return parsed


def _bytes_of(at: str, name: str) -> bytes:
    most = limit("page_bytes")
    if at != STDIN and Path(at).is_dir():
        raise SettingsError(f"{at} is a folder: a draft is one file. `twosource run` reads folders.")
    try:
        if at == STDIN:
            body = sys.stdin.buffer.read(most + 1)
        else:
            with Path(at).open("rb") as stream:
                body = stream.read(most + 1)
    except FileNotFoundError as error:
        raise SettingsError(f"{at}: there is no such file.") from error
    except (OSError, ValueError) as error:
        raise SettingsError(f"{at} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if len(body) > most:
        raise NothingReadable(f"{name} is larger than {most:,} bytes: no draft is.")
    if not body.strip():
        raise NothingReadable(f"{name} is empty: there is no draft in it.")
    if is_binary(body) and not body.startswith(_PDF):
        raise NothingReadable(f"{name} is a binary file: save the draft as text, HTML or Markdown.")
    return body


def _kind_of(at: str, body: bytes) -> str:
    known = _ENDINGS.get(Path(at).suffix.lower()) if at != STDIN else None
    return known or (_PAGE if _TAG.match(body) else _MARKDOWN)


def _with_headline(article: Article) -> tuple[Article, Span | None]:
    """The article with its title at the head of the text, where it does not stand near its top already."""
    title = " ".join((article.title or "").split())
    if not title:
        return article, None
    place = article.text.find(title, 0, _TITLE_WITHIN)
    if place >= 0:
        return article, Span(start=place, end=place + len(title))
    head = f"{title}\n\n"
    text = head + article.text
    links = tuple(
        Link(url=each.url, span=Span(start=each.span.start + len(head), end=each.span.end + len(head)))
        for each in article.links
    )
    whole = replace(article, text=text, text_sha256=text_sha256(text), links=links)
    return whole, Span(start=0, end=len(title))
