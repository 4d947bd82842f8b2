"""Every source of a sources file tried once: what it holds, how new it is. Stores nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from extractors.articles.entries import Listing
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool
from extractors.articles.files import count_inputs, read_answer, read_source
from extractors.articles.limits import limit
from extractors.articles.lists import read_list
from extractors.articles.ready_groups import ClaimRows
from extractors.articles.seen import SeenArticles
from extractors.articles.sources import Source, SourcesFile
from extractors.articles.urls import is_web_url
from extractors.records import Article, Issue
from flows.fetching import fetch_pool
from flows.progress import RunProgress
from flows.settings import Settings
from reports.checks import Status, TriedSource

_SAMPLE = 20
"""Articles of a folder or file that are read."""

_STALE_DAYS = 30
"""A feed whose newest entry is older has perhaps been given up."""

_REMARKS = frozenset({"undated_article", "bad_date", "unknown_field", "repeated_article"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Half:
    """A feed or sitemap that can be read, and its newest page, which is still to be looked at."""

    tried: TriedSource
    page: str


def try_sources(file: SourcesFile, settings: Settings, progress: RunProgress) -> tuple[TriedSource, ...]:
    """How each source stands, in the order of the file; those written twice stand at the end."""
    now = datetime.now(UTC)
    found: list[TriedSource] = []
    with (
        progress.step("trying sources", total=len(file.sources)) as step,
        fetch_pool(settings, HostBook(now=now)) as pool,
    ):
        for start in range(0, len(file.sources), limit("sources_ahead")):
            some = file.sources[start : start + limit("sources_ahead")]
            pool.expect([source.at for source in some if is_web_url(source.at)])
            halves = [_tried(source, pool, now.date()) for source in some]
            pool.expect([half.page for half in halves if isinstance(half, _Half)])
            found += [_whole(half, pool) if isinstance(half, _Half) else half for half in halves]
            step.reach(len(found))
    twice = "is in the file more than once, or spelt in another way; take it out"
    return (*found, *(_row(source, Status.WARN, mend=twice) for source in file.repeated))


def _tried(source: Source, pool: FetchPool, today: date) -> TriedSource | _Half:
    if not is_web_url(source.at):
        return _tried_path(source)
    answer = pool.get(source.at)
    if isinstance(answer, Issue):
        return _row(source, Status.FAIL, mend=answer.message)
    listing = read_list(answer, source, pool, SeenArticles())
    if isinstance(listing, Listing):
        return _tried_listing(source, listing, today)
    page = listing if listing is not None else read_answer(answer)
    if isinstance(page, Issue):
        return _row(source, Status.FAIL, mend=page.message)
    return _row(source, Status.OK, found=1, newest=page.published)


def _tried_listing(source: Source, listing: Listing, today: date) -> TriedSource | _Half:
    mend = _trouble(listing, today)
    status = Status.WARN if mend else Status.OK
    tried = _row(source, status, found=listing.n_entries, newest=listing.newest, mend=mend)
    first = next(iter(listing.entries), None)
    if mend is None and first is not None and first.content is None and first.url is not None:
        return _Half(tried=tried, page=first.url)
    return tried


def _whole(half: _Half, pool: FetchPool) -> TriedSource:
    answer = pool.get(half.page)
    page = answer if isinstance(answer, Issue) else read_answer(answer)
    if not isinstance(page, Issue):
        return half.tried
    return replace(half.tried, status=Status.WARN, mend=f"its newest page: {page.message}")


def _trouble(listing: Listing, today: date) -> str | None:
    """What deserves a look about a feed or sitemap that can be read."""
    told = next((issue.message for issue in listing.issues), None)
    if not listing.entries:
        return told or "lists nothing at present"
    newest, first = listing.newest, listing.entries[0]
    if newest and newest[:10] < (today - timedelta(days=_STALE_DAYS)).isoformat():
        return f"its newest entry is of {newest[:10]}; is it still written?"
    if first.content is None and first.url is None:
        return "its newest entry has neither text nor a link to it"
    return told


def _tried_path(source: Source) -> TriedSource:
    readings = list(islice(read_source(source), _SAMPLE))
    issues = [each for each in readings if isinstance(each, Issue) and each.code not in _REMARKS]
    read = [each for each in readings if isinstance(each, Article | ClaimRows)]
    days = [each.published for each in read if isinstance(each, Article) and each.published]
    status = Status.FAIL if not read else Status.WARN if issues else Status.OK
    return _row(
        source,
        status,
        found=count_inputs(source) if read else 0,
        newest=max(days, default=None),
        mend=issues[0].message if issues else None,
    )


def _row(
    source: Source,
    status: Status,
    *,
    found: int | None = None,
    newest: str | None = None,
    mend: str | None = None,
) -> TriedSource:
    return TriedSource(
        outlet=source.outlet or "",
        kind=str(source.kind),
        at=source.at,
        status=status,
        found=found,
        newest=newest,
        mend=mend,
    )
