"""Every way in: a path, a folder or a URL to articles, ready-made claims and issues.

Nothing raises for bad input and nothing is silent: what cannot be read comes out as an issue that says
what, where and what to do.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path

from extractors.articles.decode import decode_text, is_binary
from extractors.articles.feeds import parse_feed
from extractors.articles.fetch import Fetched
from extractors.articles.limits import limit
from extractors.articles.lines import BadLine, json_rows
from extractors.articles.listing import Wanted, named_outlet, read_listing
from extractors.articles.lists import Web, expect, read_list
from extractors.articles.means import Means
from extractors.articles.parsing import Parsed, Pending, Raw, Reading, in_order, read_plain, read_raw
from extractors.articles.pdf import is_pdf
from extractors.articles.ready_groups import cut_rows, unknown_fields
from extractors.articles.rows import ARTICLE_FIELDS, row_articles
from extractors.articles.seen import SeenArticles
from extractors.articles.sources import Source
from extractors.articles.urls import is_web_url
from extractors.records import Article, Issue, Stage

Item = Reading | Pending | Wanted

_PLAIN = {".txt": False, ".md": True, ".markdown": True}
_PAGES = frozenset({".html", ".htm", ".xhtml", ".pdf"})
_FEEDS = frozenset({".xml", ".rss", ".atom"})
_CLAIMS = ".claims.jsonl"
_ROWS = ".jsonl"
_KNOWN = ".txt, .md, .html, .pdf, .jsonl, .claims.jsonl, .xml, .rss or .atom"
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
    """What one source holds, parsed in this process; see `read_sources`."""
    return read_sources((source,), Means(web=fetcher), seen=seen)


def read_sources(
    sources: Iterable[str | Source], means: Means, *, seen: SeenArticles | None = None
) -> Iterator[Reading]:
    """What sources hold, in a fixed order: that given, that of a file, the sorted paths of a folder.

    Pages of several feeds are fetched at the same time, where the web fetches ahead, and as many are parsed
    ahead as the reader takes at once.

    Args:
        sources: Files, folders (read with their subfolders, hidden files left out), or http(s) URLs of
            pages, feeds or sitemaps; or these as a sources file has them.
        means: What answers URLs, what parses, and who is told.
        seen: What was read before, in this run and in earlier ones.

    Yields:
        Articles, lines of ready-made claims for `ready_groups.read_rows`, issues. An undated article is
        followed by its issue. JSONL is read line by line; any other file is read whole, up to `page_bytes`.
    """
    known = seen or SeenArticles()
    plain = (Source(at=each) if isinstance(each, str) else each for each in sources)
    items = (each for opened in _opened(plain, means, known) for each in opened)
    return _each_once(((_fetched(item, means), where) for item, where in items), means, known)


def read_file_again(path: Path, name: str, means: Means, seen: SeenArticles) -> Iterator[Reading]:
    """What one file holds that was read before under that name."""
    file = _File(path=path, shown=str(path), name=name)
    return _each_once(((reading, file.shown) for reading in _read_file(file, means, seen)), means, seen)


def _each_once(
    items: Iterator[tuple[Reading | Pending, str]], means: Means, known: SeenArticles
) -> Iterator[Reading]:
    for reading, where in in_order(items, means.reader):
        if isinstance(reading, Article):
            yield from _once(reading, reading.url if is_web_url(reading.url) else where, known)
        else:
            yield reading


def _fetched(item: Item, means: Means) -> Reading | Pending:
    """An item, with its page fetched and handed to the reader where it is one that is wanted."""
    if not isinstance(item, Wanted):
        return item
    assert means.web is not None
    if means.diary and item.source:
        means.diary.begin(item.source)
    answer = means.web.get(item.url)
    if isinstance(answer, Issue):
        return item.finish(answer)
    return Pending(ticket=means.reader.hand(_raw(answer)), finish=item.finish)


def _opened(
    sources: Iterator[Source], means: Means, seen: SeenArticles
) -> Iterator[Iterable[tuple[Item, str]]]:
    """What each source comes to. Meanwhile the next ones' feeds and the pages that they list are fetched."""
    asked: deque[Source] = deque()
    opened: deque[Iterable[tuple[Item, str]]] = deque()
    while True:
        more = list(islice(sources, limit("sources_ahead") - len(asked)))
        if means.web is not None:
            expect(means.web, [source.at for source in more if is_web_url(source.at)])
        asked.extend(more)
        while asked and len(opened) < limit("sources_open"):
            opened.append(_open(asked.popleft(), means, seen))
        if not opened:
            return
        yield opened.popleft()


def _open(source: Source, means: Means, seen: SeenArticles) -> Iterable[tuple[Item, str]]:
    """What a source comes to: of the web at once, so that its pages are fetched; of the disk bit by bit."""
    if not is_web_url(source.at):
        return _read_path(source, means, seen)
    if means.web is None:
        return (
            (_issue("no_network", source.at, "is a URL, and this run may not use the network"), source.at),
        )
    if means.diary:
        means.diary.begin(source)
    items = tuple((item, source.at) for item in _read_url(source, means.web, means, seen))
    expect(means.web, [item.url for item, _ in items if isinstance(item, Wanted)])
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


def _read_path(source: Source, means: Means, seen: SeenArticles) -> Iterator[tuple[Reading | Pending, str]]:
    if means.diary:
        means.diary.begin(source)
    files, problems = _find_files(source.at)
    for problem in problems:
        yield problem, source.at
    for file in files:
        for reading in _read_file(file, means, seen):
            yield _of_outlet(reading, source), file.shown


def _of_outlet(item: Reading | Pending, source: Source) -> Reading | Pending:
    """An article with the outlet that its source names, now or once it is parsed."""
    if isinstance(item, Pending):
        return replace(item, finish=partial(_named, finish=item.finish, source=source))
    return named_outlet(item, source) if isinstance(item, Article) else item


def _named(found: Parsed, finish: Callable[[Parsed], Parsed], source: Source) -> Parsed:
    finished = finish(found)
    return named_outlet(finished, source) if isinstance(finished, Article) else finished


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


def _read_file(file: _File, means: Means, seen: SeenArticles) -> Iterator[Reading | Pending]:
    try:
        yield from _read_kind(file, means, seen)
    except OSError as error:
        yield _unreadable(file.shown, error)


def _read_kind(file: _File, means: Means, seen: SeenArticles) -> Iterator[Reading | Pending]:
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
        yield from _read_jsonl(file, suffix, means)
    else:
        with file.path.open("rb") as stream:
            body = stream.read(limit("page_bytes") + 1)
        if means.diary:
            means.diary.note_file(file.name, file.path, sha256(body).hexdigest(), len(body))
        yield from _read_body(body, file, suffix, means, seen)


def _read_jsonl(file: _File, suffix: str, means: Means) -> Iterator[Reading | Pending]:
    with file.path.open("rb") as stream:
        if means.diary:
            sha = file_digest(stream, "sha256").hexdigest()
            means.diary.note_file(file.name, file.path, sha, stream.tell())
            stream.seek(0)
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
            yield from row_articles(row.fields, name=file.name, where=where, reader=means.reader)
    if unknown:
        yield unknown_fields(file.shown, unknown, ARTICLE_FIELDS)


def _read_body(
    body: bytes, file: _File, suffix: str, means: Means, seen: SeenArticles
) -> Iterator[Reading | Pending]:
    url = f"file:{file.name}"
    if not body.strip():
        yield _issue("empty_file", file.shown, "is empty; there is nothing to read")
    elif len(body) > limit("page_bytes"):
        yield _issue(
            "too_big", file.shown, f"is larger than {limit('page_bytes'):,} bytes; split it into articles"
        )
    elif suffix in _FEEDS:
        yield from _read_feed(body, file, seen)
    elif is_binary(body) and not (suffix in _PAGES and is_pdf(body)):
        yield _issue(
            "binary_file", file.shown, "is not text although its name says so; save the article as text"
        )
    elif suffix in _PAGES:
        raw = Raw(body=body, url=url, shown=file.shown, is_local=True)
        yield Pending(ticket=means.reader.hand(raw), finish=partial(_shown, shown=file.shown))
    else:
        yield read_plain(decode_text(body), url, file.shown, markdown=_PLAIN[suffix])


def _shown(reading: Parsed, shown: str) -> Parsed:
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


def _read_url(source: Source, web: Web, means: Means, seen: SeenArticles) -> Iterator[Item]:
    """A page, or what a feed or sitemap lists."""
    answer = web.get(source.at)
    found = answer if isinstance(answer, Issue) else read_list(answer, source, web, seen)
    if isinstance(answer, Issue):
        yield answer
    elif found is None:
        page = Pending(ticket=means.reader.hand(_raw(answer)), finish=_as_it_is)
        yield _of_outlet(page, source)
    elif isinstance(found, Issue):
        yield _shown(found, source.at)
    else:
        for each in read_listing(found, source=source, at=answer.final_url, seen=seen, is_online=True):
            yield replace(each, source=source) if isinstance(each, Wanted) else each


def _as_it_is(found: Parsed) -> Parsed:
    return found


def read_answer(answer: Fetched) -> Parsed:
    """The article of a page that was fetched, or why it has none; parsed in this process."""
    return read_raw(_raw(answer))


def _raw(answer: Fetched) -> Raw:
    return Raw(body=answer.body, url=answer.final_url, shown=answer.url, content_type=answer.content_type)


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
