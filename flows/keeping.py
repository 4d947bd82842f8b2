"""The web as a run sees it: what is kept answers first, then the network; every answer is kept at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from extractors.articles.fetch import Fetched, Validators
from extractors.articles.lists import Expecting, Web
from extractors.articles.sources import Source
from extractors.lexicon.strict import build
from extractors.records import Issue, Stage
from warehouse import Warehouse
from warehouse.bodies import BodyLost, BodyStore, BodyWriter
from warehouse.fetches import FILE, WEB, Fetch

_AT_ONCE = 16
"""Fetches whose rows are stored together: a kill loses at most so many, and their pages are asked again."""


class Network(Web, Expecting, Protocol):
    """The open web, fetched ahead. An answer may have status 304 and no body: what is kept still holds."""


class Versions:
    """What is kept of some addresses, so that their hosts may answer that nothing has changed."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._kept: dict[str, Fetch] = {}

    def __call__(self, urls: Sequence[str]) -> Mapping[str, Validators]:
        """What those said of their version whose bodies are kept."""
        rows = self._warehouse.newest_fetches(urls)
        told = [row for row in rows if row.etag or row.last_modified]
        held = [row for row in told if self._warehouse.bodies.path_of(row.body_sha256).exists()]
        self._kept.update((row.url, row) for row in held)
        return {
            row.url: Validators(url=row.final_url, etag=row.etag, last_modified=row.last_modified)
            for row in held
        }

    def kept(self, url: str) -> Fetch | None:
        """The newest kept body of an address that was asked about."""
        return self._kept.get(url)


class Keeper:
    """Answers URLs and keeps what it answers; told of the files that are read. One for each run.

    A body is on disk before anything that was made of it is stored, as `flush` comes first. A page that this
    run, or one before it that did not come to its end, has fetched is read from disk. Close it at the end.

    Args:
        web: The network.
        bodies: Where bodies are kept.
        held: What unfinished runs fetched.
        store: Stores rows.
        versions: What is kept of earlier runs, for answers that say that nothing has changed.
    """

    def __init__(
        self,
        web: Network,
        bodies: BodyStore,
        held: Mapping[str, Fetch],
        store: Callable[[tuple[Fetch, ...]], None],
        versions: Versions,
    ) -> None:
        self._web = web
        self._bodies = bodies
        self._writer = BodyWriter(bodies)
        self._held = dict(held)
        self._store = store
        self._versions = versions
        self._waiting: list[Fetch] = []
        self._expected: set[str] = set()
        self._source = ""

    def begin(self, source: Source) -> None:
        """What is read next is read for this source."""
        self._source = source_words(source)

    def expect(self, urls: Sequence[str]) -> None:
        """Begin to fetch those of these that are not kept by this run or an unfinished one."""
        wanted = [url for url in dict.fromkeys(urls) if url not in self._held and url not in self._expected]
        self._expected.update(wanted)
        self._web.expect(wanted)

    def get(self, url: str) -> Fetched | Issue:
        """What is behind `url`, from disk if this run or an unfinished one has it, else from the network.

        Raises:
            DiskFull: there is no room to keep it.
        """
        held = self._held.get(url)
        if held is not None:
            self._writer.settle()  # it may be one of this run
        answer = kept_answer(held, self._bodies) if held is not None else None
        if held is not None and isinstance(answer, Fetched):
            self._note(replace(held, source=self._source))
            return answer
        fetched = self._web.get(url)
        if isinstance(fetched, Fetched):
            return self._kept(fetched)
        return fetched

    def _kept(self, fetched: Fetched) -> Fetched | Issue:
        """An answer, kept; of one that says that nothing has changed, what was kept before."""
        known = self._versions.kept(fetched.url) if fetched.is_unchanged else None
        if known is not None:
            answer = kept_answer(known, self._bodies)
            if isinstance(answer, Issue):
                return answer
            fetched = replace(
                answer,
                chain=fetched.chain,
                etag=fetched.etag or known.etag,
                last_modified=fetched.last_modified or known.last_modified,
            )
        row = fetch_row(fetched, self._source, self._writer.keep(fetched.body))
        self._held[fetched.url] = row
        self._note(row)
        return fetched

    def note_file(self, name: str, path: Path, sha: str, size: int) -> None:
        """A file is read: it is its own body, and its hash is kept."""
        self._note(
            Fetch(
                source=self._source,
                kind=FILE,
                url=f"file:{name}",
                final_url=str(path.absolute()),
                fetched_at=_now(),
                body_sha256=sha,
                n_bytes=size,
            )
        )

    def flush(self) -> None:
        """Store the rows that wait, once their bodies are on disk.

        Raises:
            DiskFull: there is no room for a body.
        """
        self._writer.settle()
        rows, self._waiting = tuple(self._waiting), []
        if rows:
            self._store(rows)

    def close(self) -> None:
        """Keep no more."""
        self._writer.close()

    def _note(self, row: Fetch) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= _AT_ONCE:
            self.flush()


def source_words(source: Source) -> str:
    """A source as the ledger writes it: where it is, or JSON with what else was chosen for it."""
    chosen = {
        item.name: value
        for item in fields(source)
        if (value := getattr(source, item.name)) != item.default and item.name != "at"
    }
    return json.dumps({"at": source.at, **chosen}, ensure_ascii=False) if chosen else source.at


def source_of(words: str) -> Source:
    """The source that `source_words` wrote."""
    return build(Source, json.loads(words), "private.fetches") if words.startswith("{") else Source(at=words)


def fetch_row(fetched: Fetched, source: str, sha: str) -> Fetch:
    """The row of an answer whose body is kept."""
    return Fetch(
        source=source,
        kind=WEB,
        url=fetched.url,
        final_url=fetched.final_url,
        chain=fetched.chain,
        status=fetched.status,
        content_type=fetched.content_type,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        fetched_at=_now(),
        body_sha256=sha,
        n_bytes=len(fetched.body),
    )


def kept_answer(row: Fetch, bodies: BodyStore) -> Fetched | Issue:
    """An answer as it was fetched, or an issue `lost_body`."""
    try:
        body = bodies.read(row.body_sha256)
    except BodyLost as error:
        return Issue(stage=Stage.READ, code="lost_body", where=row.url, message=f"{row.url[:300]}: {error}.")
    return Fetched(
        url=row.url,
        final_url=row.final_url,
        status=row.status or 0,
        content_type=row.content_type,
        body=body,
        chain=row.chain,
        etag=row.etag,
        last_modified=row.last_modified,
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
