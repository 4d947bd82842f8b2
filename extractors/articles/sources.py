"""The sources file: outlets with their feeds, sitemaps, pages, folders and files, read strictly.

A misspelt key must not leave an outlet unread, so every unknown key, wrong type and address that is never
fetched is refused with its place and the nearest known name. docs/sources.md has every key.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from extractors.articles.urls import UrlError, canonical_url, checked_url, is_web_url
from extractors.lexicon.strict import LexiconError, build

SUFFIX = ".toml"
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")


class SourcesError(LexiconError):
    """A sources file that cannot be understood. The message names the file, the place and the cure."""


class SourceKind(StrEnum):
    """What a source is. `ANY` is one named on the command line: what it is shows when it is read."""

    ANY = "any"
    FEED = "feed"
    SITEMAP = "sitemap"
    URL = "url"
    FOLDER = "folder"
    JSONL = "jsonl"


class Schedule(StrEnum):
    """How often the schedule reads a source; `manual` ones are read only by hand."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place to read. `outlet` is whose it is, where that is known."""

    at: str
    kind: SourceKind = SourceKind.ANY
    outlet: str | None = None
    languages: tuple[str, ...] = ()
    schedule: Schedule = Schedule.HOURLY
    max_entries: int | None = None
    max_pages: int | None = None
    since: str | None = None
    aggregator: bool = False

    @property
    def identity(self) -> str:
        """What two spellings of one source have in common; of addresses, all but scheme, `www.` and end."""
        if not is_web_url(self.at):
            return self.at
        return canonical_url(self.at).partition("://")[2].removeprefix("www.").rstrip("/")


def _key(meaning: str) -> Any:
    return field(default=None, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenChoices:
    """What may be chosen for all sources, for one outlet or for one source."""

    languages: tuple[str, ...] | None = _key(
        'Languages that are read, as codes ("en"); entries that state another are left out. Default: any.'
    )
    schedule: Schedule | None = field(
        default=None,
        metadata={
            "meaning": "How often `twosource serve` reads it: hourly, daily, weekly, or manual (never). "
            "Default: hourly."
        },
    )
    max_entries: int | None = _key(
        "Most entries of one feed in one run, newest first, 1 to 500. Default: 500."
    )
    max_pages: int | None = _key(
        "Most pages fetched from one site in one run; the next run reads on. Default: 200."
    )
    since: date | None = field(
        default=None,
        metadata={
            "meaning": "Entries that state an earlier day are left out; a day such as 2026-01-31, "
            "without quotation marks."
        },
    )
    aggregator: bool | None = _key(
        "true: the feeds gather articles of many publishers, so none is this outlet's own. Default: false."
    )

    def __post_init__(self) -> None:
        for name, least, most in (("max_entries", 1, 500), ("max_pages", 1, 100_000)):
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise ValueError(f"{name} is {value}: it goes from {least} to {most:,}")
        for language in self.languages or ():
            if not _LANGUAGE.fullmatch(language):
                raise ValueError(f'languages: "{language}" is no code of a language such as "en" or "pt-BR"')


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPlace(WrittenChoices):
    """One source written as a table, because it has choices of its own."""

    at: str = field(metadata={"meaning": "The address, folder or file."})


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOutlet(WrittenChoices):
    """One outlet with all that is read of it."""

    name: str = field(metadata={"meaning": "Whose articles these are, as findings are to name them."})
    feeds: tuple[WrittenPlace, ...] | None = _key("Addresses of RSS and Atom feeds.")
    sitemaps: tuple[WrittenPlace, ...] | None = _key(
        "Addresses of sitemaps, also .gz, news sitemaps, and indexes of sitemaps."
    )
    urls: tuple[WrittenPlace, ...] | None = _key("Addresses of single pages.")
    folders: tuple[WrittenPlace, ...] | None = _key(
        "Folders of article files; a relative path starts at the folder of the sources file."
    )
    jsonl: tuple[WrittenPlace, ...] | None = _key(
        "Files of articles (.jsonl), ready-made claims (.claims.jsonl), or any other file that is read."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _WrittenFile:
    outlet: tuple[WrittenOutlet, ...] = ()
    defaults: WrittenChoices | None = None


PLACES = {
    "feeds": SourceKind.FEED,
    "sitemaps": SourceKind.SITEMAP,
    "urls": SourceKind.URL,
    "folders": SourceKind.FOLDER,
    "jsonl": SourceKind.JSONL,
}
"""The keys of an outlet that name sources, and what they name."""

_WEB = frozenset({SourceKind.FEED, SourceKind.SITEMAP, SourceKind.URL})
_CHOICES = tuple(item.name for item in fields(WrittenChoices))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesFile:
    """What a sources file says: its sources in the order written, and those written more than once."""

    path: Path
    sources: tuple[Source, ...]
    repeated: tuple[Source, ...]


def is_sources_file(source: str) -> bool:
    """Whether what the command line names is a sources file."""
    return source.lower().endswith(SUFFIX) and not is_web_url(source)


def load_sources(path: Path) -> SourcesFile:
    """The sources of a file. Linear in its size: 100,000 sources take some ten seconds.

    Raises:
        SourcesError: not readable, not TOML, an unknown key, a wrong type, an address that is never fetched,
            or no source at all.
    """
    table = _parsed(path)
    try:
        written = build(_WrittenFile, _with_tables(table, path.name), path.name)
    except LexiconError as error:
        raise SourcesError(_with_line(str(error), path)) from error
    names = Counter(outlet.name for outlet in written.outlet)
    for name, number in names.items():
        if number > 1:
            raise SourcesError(f'{path.name}: the outlet "{name}" is there {number} times; make one of them')
    found = [
        source
        for n, outlet in enumerate(written.outlet)
        for source in _sources(outlet, written.defaults or WrittenChoices(), f"outlet[{n}]", path)
    ]
    if not found:
        raise SourcesError(
            f'{path.name}: names no source; give an outlet a line such as feeds = ["https://..."]'
        )
    kept: dict[str, Source] = {}
    repeated = [source for source in found if kept.setdefault(source.identity, source) is not source]
    return SourcesFile(path=path, sources=tuple(kept.values()), repeated=tuple(repeated))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        body = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise SourcesError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error
    if body is None:
        raise SourcesError(
            f"{path}: there is no such sources file; `twosource init` writes one to start from"
        )
    if body.startswith(_UTF16):
        raise SourcesError(f"{path.name}: is in UTF-16; save it as UTF-8")
    try:
        return tomllib.loads(body.removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise SourcesError(f"{path.name}: line {line} is not in UTF-8; save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourcesError(
            f"{path.name}: is not valid TOML: {error}; text stands in quotation marks, lists in [ ]"
        ) from error


def _with_tables(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The table with every source that is written as plain text made a table of its own."""
    outlets = table.get("outlet")
    if not isinstance(outlets, list):
        return dict(table)
    made = [
        _places_made(each, f"{where}.outlet[{n}]") if isinstance(each, dict) else each
        for n, each in enumerate(outlets)
    ]
    return {**table, "outlet": made}


def _places_made(outlet: Mapping[str, Any], where: str) -> dict[str, Any]:
    made = dict(outlet)
    for name in PLACES:
        value = made.get(name)
        if isinstance(value, list):
            made[name] = [{"at": each} if isinstance(each, str) else each for each in value]
            for n, each in enumerate(made[name]):
                if not isinstance(each, dict):
                    raise LexiconError(f"{where}.{name}[{n}]: expected text in quotation marks, got {each!r}")
    return made


def _sources(outlet: WrittenOutlet, defaults: WrittenChoices, where: str, path: Path) -> Iterator[Source]:
    if not outlet.name.strip():
        raise SourcesError(
            _with_line(f"{path.name}.{where}: name is empty; say whose articles these are", path)
        )
    for key, kind in PLACES.items():
        for n, place in enumerate(getattr(outlet, key) or ()):
            try:
                at = _at(place.at, kind, path.parent)
            except UrlError as error:
                message = f'{path.name}.{where}.{key}[{n}]: "{place.at[:200]}" is never fetched: {error}'
                raise SourcesError(_with_line(message, path)) from error
            chosen = _chosen((place, outlet, defaults))
            yield Source(at=at, kind=kind, outlet=outlet.name.strip(), **chosen)


def _at(written: str, kind: SourceKind, folder: Path) -> str:
    if kind in _WEB:
        return checked_url(written)
    if is_web_url(written):
        raise UrlError("it is an address where a path is meant; name it under feeds, sitemaps or urls")
    if not written.strip() or "\x00" in written:
        raise UrlError("it is no path")
    return str(folder / Path(written).expanduser())


def _chosen(written: Iterable[WrittenChoices]) -> dict[str, Any]:
    """The innermost value of every choice that is made anywhere."""
    found: dict[str, Any] = {}
    for each in written:
        for name in _CHOICES:
            value = getattr(each, name)
            if value is not None:
                found.setdefault(name, value)
    if isinstance(found.get("since"), date):
        since = found["since"]
        found["since"] = (since.date() if isinstance(since, datetime) else since).isoformat()
    if "languages" in found:
        found["languages"] = tuple(language.lower() for language in found["languages"])
    return found


def _with_line(message: str, path: Path) -> str:
    """The message with the line at which the outlet that it names begins, counted from 1."""
    _, found, rest = message.partition("outlet[")
    number = rest.partition("]")[0]
    if not found or not number.isdecimal():
        return message
    seen = -1
    for line, text in enumerate(path.read_text("utf-8-sig", errors="replace").splitlines(), start=1):
        seen += text.replace(" ", "").replace("\t", "").startswith("[[outlet]]")
        if seen == int(number):
            return f"{message} (the outlet begins at line {line})"
    return message
