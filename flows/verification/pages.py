"""Whether a page still has the text that a finding rests on: by the revisions held, or by fetching it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checkers.revisions.records import TextChange
from checkers.revisions.texts import change_of_text
from checkers.thresholds import load_thresholds
from extractors.articles.files import read_sources
from extractors.articles.means import Means
from extractors.articles.urls import is_web_url
from extractors.records import Article, Issue
from flows.page_pool import PagePool
from flows.verification.held import Held
from reports.verification import Check, Outcome
from warehouse.stored_rows import StoredArticle, StoredRevision


def page_checks(held: Held, article_ids: Iterable[str]) -> Iterator[Check]:
    """A check for each article: which of its texts is held, and, with a fetcher, whether the page has it."""
    for article_id in dict.fromkeys(article_ids):
        article = held.article(article_id)
        if article.text:
            yield _stored_check(held, article)
            if held.fetcher is not None:
                yield _online_check(held, article)


def _stored_check(held: Held, article: StoredArticle) -> Check:
    about = f"page {article.url}"
    if not article.latest_revision:
        detail = "no other text of this article has been met"
        return Check(name="revision", about=about, outcome=Outcome.OK, detail=detail)
    revisions = held.published.rows(StoredRevision, article_id=article.article_id)
    number = next((row.number for row in revisions if row.text_sha256 == article.text_sha256), None)
    which = f"revision {number}" if number else f"the words of revision {article.latest_revision}, or a part"
    detail = f"the text is {which} of {article.latest_revision}, the one met last"
    return Check(name="revision", about=about, outcome=Outcome.OK, detail=detail)


def former_check(held: Held, article: StoredArticle, number: int) -> Check:
    """What became of a revision: a later one, or another, has taken its place."""
    about = f"page {article.url}"
    if number == article.latest_revision:
        detail = f"revision {number} is the latest met"
        return Check(name="revision", about=about, outcome=Outcome.OK, detail=detail)
    detail = f"the page has changed since revision {number}: {article.latest_revision} revisions are stored"
    return Check(name="revision", about=about, outcome=Outcome.CHANGED, detail=detail)


def _online_check(held: Held, article: StoredArticle) -> Check:
    about = f"page {article.url}"
    if not is_web_url(article.url):
        detail = "was read from a file, so there is no page to fetch"
        return Check(name="page", about=about, outcome=Outcome.OPEN, detail=detail)
    with PagePool(1) as pool:
        readings = tuple(read_sources((article.url,), Means(web=held.fetcher, reader=pool)))
    fetched = next((each for each in readings if isinstance(each, Article)), None)
    if fetched is None:
        issues = [each.message for each in readings if isinstance(each, Issue)]
        detail = f"could not be read again: {issues[0] if issues else 'nothing came'}"
        return Check(name="page", about=about, outcome=Outcome.OPEN, detail=detail)
    if fetched.text_sha256 == article.text_sha256:
        return Check(name="page", about=about, outcome=Outcome.OK, detail="the page has the same text now")
    change = change_of_text(article.text, fetched.text, load_thresholds())
    outcome = {TextChange.SAME_WORDS: Outcome.OK, TextChange.STUB: Outcome.OPEN}.get(change, Outcome.CHANGED)
    return Check(name="page", about=about, outcome=outcome, detail=_SAID[change])


_SAID = {
    TextChange.SAME_WORDS: "the page has the same words now, otherwise set",
    TextChange.STUB: "the page shows only a part of the text now: nothing can be said of the rest",
    TextChange.EDITED: "the page has changed since: run again to store the new text and what it changed",
}
