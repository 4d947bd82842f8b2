"""Every way in: a path, a folder or a URL to articles, ready-made claims and issues.

Nothing raises for bad input and nothing is silent: what cannot be read comes out as an issue that says
what, where and what to do.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from extractors.articles.decode import decode_text, is_binary
from extractors.articles.feeds import parse_feed
from extractors.articles.fetch import Fetched
from extractors.articles.limits import limit
from extractors.articles.lines import BadLine, json_rows
from extractors.articles.listing import Wanted, named_outlet, read_listing
from extractors.articles.lists import Web, expect, read_list
from extractors.articles.page import parse_page
from extractors.articles.plain import plain_article
from extractors.articles.ready_groups import ClaimRows, cut_rows, unknown_fields
from extractors.articles.rows import ARTICLE_FIELDS, row_articles
from extractors.articles.seen import SeenArticles
from extractors.articles.sources import Source
from extractors.articles.urls import canonical_url, is_web_url
from extractors.records import Article, Issue, Stage

Reading = Article | ClaimRows | Issue
"""What reading yields: an article, lines of ready-made claims, or something that could not be read."""

_PLAIN = {".txt": False, ".md": True, ".markdown": True}
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_FEEDS = frozenset({".xml", ".rss", ".atom"})
_CLAIMS = ".claims.jsonl"
_ROWS = ".jsonl"
_KNOWN = ".txt, .md, .html, .jsonl, .claims.jsonl, .xml, .rss or .atom"
_COUNT_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file to read: where it lies, its name for people and its name for identity."""

    path: Path
    shown: str
    name: str


def read_source(
    source: str | Source, *, fetcher: Web | None = None, seen: SeenArticles | None = None
) -> Iterator[Reading]:
    """What one source holds; see `read_sources`."""
    return read_sources((source,), fetcher=fetcher, seen=seen)


def read_sources(
    sources: Iterable[str | Source], *, fetcher: Web | None = None, seen: SeenArticles | None = None
) -> Iterator[Reading]:
    """What sources hold, in a fixed order: that given, that of a file, the sorted paths of a folder.

    Pages of several feeds are fetched at the same time, where `fetcher` fetches ahead.

    Args:
        sources: Files, folders (read with their subfolders, hidden files left out), or http(s) URLs of
            pages, feeds or sitemaps; or these as a sources file has them.
        fetcher: What fetches URLs; without one, a URL is an issue `no_network`.
        seen: What was read before, in this run and in earlier ones.

    Yields:
        Articles, lines of ready-made claims for `ready_groups.read_rows`, issues. An undated article is
        followed by its issue. JSONL is read line by line; any other file is read whole, up to `page_bytes`.
    """
    known = seen or SeenArticles()
    plain = (Source(at=each) if isinstance(each, str) else each for each in sources)
    for items in _opened(plain, fetcher, known):
        for item, where in items:
            reading = item.finish(_read_page(item.url, fetcher)) if isinstance(item, Wanted) else item
            if isinstance(reading, Article):
                yield from _once(reading, reading.url if is_web_url(reading.url) else where, known)
            else:
                yield reading


def _opened(
    sources: Iterator[Source], fetcher: Web | None, seen: SeenArticles
) -> Iterator[Iterable[tuple[Reading | Wanted, str]]]:
    """What each source comes to. Meanwhile the next ones' feeds and the pages that they list are fetched."""
    asked: deque[Source] = deque()
    opened: deque[Iterable[tuple[Reading | Wanted, str]]] = deque()
    while True:
        more = list(islice(sources, limit("sources_ahead") - len(asked)))
        if fetcher is not None:
            expect(fetcher, [source.at for source in more if is_web_url(source.at)])
        asked.extend(more)
        while asked and len(opened) < limit("sources_open"):
            opened.append(_open(asked.popleft(), fetcher, seen))
        if not opened:
            return
        yield opened.popleft()


def _open(source: Source, fetcher: Web | None, seen: SeenArticles) -> Iterable[tuple[Reading | Wanted, str]]:
    """What a source comes to: of the web at once, so that its pages are fetched; of the disk bit by bit."""
    if not is_web_url(source.at):
        return _read_path(source, seen)
    if fetcher is None:
        return (
            (_issue("no_network", source.at, "is a URL, and this run may not use the network"), source.at),
        )
    items = tuple((item, source.at) for item in _read_url(source, fetcher, seen))
    expect(fetcher, [item.url for item, _ in items if isinstance(item, Wanted)])
    return items


def _once(article: Article, where: str, known: SeenArticles) -> Iterator[Reading]:
    again = known.check(article, where)
    if again:
        yield again
        return
    yield article
    if article.published is None:
        yield Issue(
            stage=Stage.READ,
            code="undated_article",
            where=where,
            message=f"{where} gives no day of publication; its figures are compared without one.",
            article_id=article.article_id,
        )


def _read_path(source: Source, seen: SeenArticles) -> Iterator[tuple[Reading, str]]:
    files, problems = _find_files(source.at)
    for problem in problems:
        yield problem, source.at
    for file in files:
        try:
            for reading in _read_file(file, seen):
                named = named_outlet(reading, source) if isinstance(reading, Article) else reading
                yield named, file.shown
        except OSError as error:
            yield _unreadable(file.shown, error), file.shown


def _find_files(source: str) -> tuple[list[_File], list[Issue]]:
    """The files of a source and what is wrong with it, if anything is."""
    if "://" in source:
        return [], [_issue("not_found", source, "is no http or https address, and no other kind is fetched")]
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return [], [_issue("not_found", source, "does not exist; check the path")]
    except (OSError, ValueError) as error:
        return [], [_unreadable(source, error)]
    if not stat.S_ISDIR(mode):
        return [_File(path=path, shown=_printable(source), name=_printable(path.name))], []
    issues: list[Issue] = []
    found: list[_File] = []
    for folder, folders, names in os.walk(path, onerror=lambda error: issues.append(_folder_issue(error))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                inside = Path(folder, name)
                relative = _printable(inside.relative_to(path).as_posix())
                found.append(_File(path=inside, shown=_printable(str(inside)), name=relative))
    found.sort(key=lambda file: file.name)
    if not any(_suffix(file.name) for file in found):
        issues.append(_issue("empty_folder", source, f"holds no article files; they end in {_KNOWN}"))
    return found, issues


def _folder_issue(error: OSError) -> Issue:
    return _unreadable(_printable(str(error.filename)), error)


def _printable(name: str) -> str:
    """A file name as text that can be stored: undecodable bytes are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace").replace("\x00", "")


def _suffix(name: str) -> str | None:
    """The known ending of a file name, or None."""
    lowered = name.lower()
    if lowered.endswith(_CLAIMS):
        return _CLAIMS
    ending = os.path.splitext(lowered)[1]
    return ending if ending == _ROWS or ending in _PLAIN or ending in _PAGES or ending in _FEEDS else None


def _read_file(file: _File, seen: SeenArticles) -> Iterator[Reading]:
    suffix = _suffix(file.name)
    if not stat.S_ISREG(file.path.stat().st_mode):
        yield _issue(
            "unsupported_file", file.shown, "is a pipe, socket or device, not a file; save it as one"
        )
    elif suffix is None:
        yield _issue(
            "unsupported_file", file.shown, f"is not a kind of file that is read; those end in {_KNOWN}"
        )
    elif suffix in (_CLAIMS, _ROWS):
        yield from _read_jsonl(file, suffix)
    else:
        with file.path.open("rb") as stream:
            body = stream.read(limit("page_bytes") + 1)
        yield from _read_body(body, file, suffix, seen)


def _read_jsonl(file: _File, suffix: str) -> Iterator[Reading]:
    with file.path.open("rb") as stream:
        head = stream.peek(4096)
        if not head:
            yield _issue("empty_file", file.shown, "is empty; there is nothing to read")
            return
        if is_binary(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield _issue("binary_file", file.shown, "is not JSON lines in UTF-8; save it as UTF-8 text")
            return
        if suffix == _CLAIMS:
            yield from cut_rows(stream, name=file.name, shown=file.shown)
            return
        unknown: set[str] = set()
        for row in json_rows(stream):
            where = f"{file.shown}:{row.number}"
            if isinstance(row, BadLine):
                yield _issue(row.code, where, f"{row.reason}; this line is left out, the others are read")
                continue
            unknown.update(row.fields.keys() - ARTICLE_FIELDS)
            yield from row_articles(row.fields, name=file.name, where=where)
    if unknown:
        yield unknown_fields(file.shown, unknown, ARTICLE_FIELDS)


def _read_body(body: bytes, file: _File, suffix: str, seen: SeenArticles) -> Iterator[Reading]:
    if not body.strip():
        yield _issue("empty_file", file.shown, "is empty; there is nothing to read")
    elif len(body) > limit("page_bytes"):
        yield _issue(
            "too_big", file.shown, f"is larger than {limit('page_bytes'):,} bytes; split it into articles"
        )
    elif suffix in _FEEDS:
        yield from _read_feed(body, file, seen)
    elif is_binary(body):
        yield _issue(
            "binary_file", file.shown, "is not text although its name says so; save the article as text"
        )
    elif suffix in _PAGES:
        yield _shown(parse_page(body, url=f"file:{file.name}"), file.shown)
    else:
        yield _plain(decode_text(body), f"file:{file.name}", file.shown, markdown=_PLAIN[suffix])


def _plain(text: str, url: str, shown: str, *, markdown: bool = False) -> Article | Issue:
    if len(text.strip()) < limit("text_min_chars"):
        return _issue("no_text", shown, "has hardly any text; there is no article in it")
    return plain_article(text, url=url, markdown=markdown)


def _shown(reading: Article | Issue, shown: str) -> Article | Issue:
    """The reading of a file, with issues that name the file as the user did."""
    if isinstance(reading, Article) or reading.where == shown:
        return reading
    return replace(reading, where=shown, message=reading.message.replace(reading.where[:300], shown, 1))


def _read_feed(body: bytes, file: _File, seen: SeenArticles) -> Iterator[Article | Issue]:
    """The articles that a feed in a file carries; its links are not followed."""
    at = f"file:{file.name}"
    found = parse_feed(body, url=at)
    if isinstance(found, Issue):
        yield _shown(found, file.shown)
        return
    for each in read_listing(found, source=Source(at=file.shown), at=at, seen=seen, is_online=False):
        if not isinstance(each, Wanted):
            yield each


def _read_url(source: Source, fetcher: Web, seen: SeenArticles) -> Iterator[Article | Issue | Wanted]:
    """A page, or what a feed or sitemap lists."""
    answer = fetcher.get(source.at)
    found = answer if isinstance(answer, Issue) else read_list(answer, source, fetcher, seen)
    if isinstance(answer, Issue):
        yield answer
    elif found is None:
        page = read_answer(answer)
        yield named_outlet(page, source) if isinstance(page, Article) else page
    elif isinstance(found, Issue):
        yield _shown(found, source.at)
    else:
        yield from read_listing(found, source=source, at=answer.final_url, seen=seen, is_online=True)


def _read_page(url: str, fetcher: Web | None) -> Article | Issue:
    assert fetcher is not None
    answer = fetcher.get(url)
    return answer if isinstance(answer, Issue) else read_answer(answer)


def read_answer(answer: Fetched) -> Article | Issue:
    """The article of a page that was fetched, or why it has none."""
    kind = (answer.content_type or "").partition(";")[0].strip().lower()
    if kind in ("text/plain", "text/markdown") and not is_binary(answer.body):
        text = decode_text(answer.body, answer.content_type)
        return _plain(text, canonical_url(answer.final_url), answer.url, markdown=kind == "text/markdown")
    return parse_page(answer.body, url=answer.final_url, content_type=answer.content_type)


def count_inputs(source: str | Source) -> int | None:
    """How many articles and claim rows a source is about to yield, for progress; None when unknown.

    A file counts one, a JSONL file its lines. Linear in the size of JSONL files; nothing is fetched.
    """
    at = source if isinstance(source, str) else source.at
    if is_web_url(at):
        return None
    files, problems = _find_files(at)
    if problems and not files:
        return None
    return sum(_count_lines(file.path) if file.name.lower().endswith(_ROWS) else 1 for file in files)


def _count_lines(path: Path) -> int:
    lines, last = 0, b""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return 1
        with path.open("rb") as stream:
            while chunk := stream.read(_COUNT_CHUNK):
                lines += chunk.count(b"\n")
                last = chunk[-1:]
    except OSError:
        return 1
    return lines + (last not in (b"", b"\n"))


def _unreadable(where: str, error: OSError | ValueError) -> Issue:
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    cure = "its permissions" if isinstance(error, PermissionError) else "what it is, or where it leads"
    return _issue("unreadable_file", where, f"cannot be read ({reason}); check {cure}")


def _issue(code: str, where: str, what: str) -> Issue:
    return Issue(stage=Stage.READ, code=code, where=where, message=f"{where} {what}.")
