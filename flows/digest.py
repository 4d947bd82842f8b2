"""A digest out of the published file: what is new to one reader, as records of `reports.digest`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TypeVar

from flows.digest_blocks import blocks_of
from flows.digest_lines import Topic, against_references, broken_sums, silent_edits, updates
from flows.report import program_name
from flows.subscriptions import Subscription
from reports.digest import Change, Digest, Slip, Unseen
from reports.summary_rows import summarise
from warehouse import Published
from warehouse.digest_rows import Alert, ToldUpdate
from warehouse.summary_rows import BrokenSum, ReferenceClash, SilentEdit

L = TypeVar("L", Change, Slip)

MOST_BLOCKS = 25
"""Questions a letter shows in full: more is not read, and pictures would take it over a megabyte."""

MOST_LINES = 10
_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Everything in a published file that an editor may be told, read once for all subscriptions."""

    alerts: tuple[Alert, ...]
    updates: tuple[ToldUpdate, ...]
    silent_edits: tuple[SilentEdit, ...]
    broken_sums: tuple[BrokenSum, ...]
    against_references: tuple[ReferenceClash, ...]
    blind_spots: tuple[Unseen, ...]
    told_until: str | None


def read_news(published: Published) -> News:
    """What the published file has to tell, the most pressing first."""
    latest = published.sql("select max(published) from articles").rows[0][0]
    return News(
        alerts=published.rows(Alert),
        updates=published.rows(ToldUpdate, limit=_LOOKED_AT),
        silent_edits=published.rows(SilentEdit, limit=_LOOKED_AT),
        broken_sums=published.rows(BrokenSum, limit=_LOOKED_AT),
        against_references=published.rows(ReferenceClash, limit=_LOOKED_AT),
        blind_spots=tuple(
            Unseen(number=spot.number, what=spot.what) for spot in summarise(published).blind_spots
        ),
        told_until=latest,
    )


def make_digest(
    published: Published,
    news: News,
    subscription: Subscription,
    known: Collection[str],
    *,
    since: str | None = None,
    most_blocks: int = MOST_BLOCKS,
) -> Digest:
    """What is new in a published file to a reader of this subscription.

    Args:
        published: The published file.
        news: What `read_news` read from it.
        subscription: What the reader wants.
        known: Ids of findings that the reader was told before.
        since: An ISO day: only findings whose later side was told on it or after.
        most_blocks: Questions told in full, most pressing first; the rest is counted.
    """
    wanted = _wanted(news, subscription, known, since)
    figures = _by_question([alert for alert in wanted if alert.kind != "quote"])
    quotes = _by_question([alert for alert in wanted if alert.kind == "quote"])
    shown_figures, shown_quotes = figures[:most_blocks], quotes[:MOST_LINES]
    blocks = blocks_of(published, [*shown_figures, *shown_quotes])
    left_out = [
        alert.finding_id for group in (*figures[most_blocks:], *quotes[MOST_LINES:]) for alert in group
    ]

    def new(lines: Iterable[tuple[L, Topic]]) -> tuple[L, ...]:
        fresh = (
            line
            for line, topic in lines
            if line.finding_id not in known and topic.is_wanted(subscription, since)
        )
        shown = tuple(islice(fresh, MOST_LINES))
        left_out.extend(line.finding_id for line in fresh)
        return shown

    digest = Digest(
        name=subscription.name,
        told_until=news.told_until,
        contradictions=tuple(blocks[: len(shown_figures)]),
        quotations=tuple(blocks[len(shown_figures) :]),
        updates=new(updates(news.updates)),
        silent_edits=new(silent_edits(news.silent_edits)),
        broken_sums=new(broken_sums(news.broken_sums)),
        against_references=new(against_references(news.against_references)),
        blind_spots=news.blind_spots,
        program=program_name(),
    )
    return replace(digest, left_out=tuple(left_out))  # the lists above have added to it


def wanted_ids(news: News, subscription: Subscription) -> tuple[str, ...]:
    """Every finding that is for a subscription, told or not, the most pressing of each sort first."""
    lines: Iterable[tuple[Change | Slip, Topic]] = chain(
        silent_edits(news.silent_edits),
        broken_sums(news.broken_sums),
        against_references(news.against_references),
        updates(news.updates),
    )
    return (
        *(alert.finding_id for alert in _wanted(news, subscription, (), None)),
        *(line.finding_id for line, topic in lines if topic.is_wanted(subscription, None)),
    )


def digest_of(
    published: Published, news: News, subscription: Subscription, findings: Collection[str]
) -> Digest:
    """These findings and no others, each in a block or a line of its own."""
    alerts = [alert for alert in _wanted(news, subscription, (), None) if alert.finding_id in findings]
    quotes = [alert for alert in alerts if alert.kind == "quote"]
    figures = [alert for alert in alerts if alert.kind != "quote"]
    blocks = blocks_of(published, [[alert] for alert in (*figures, *quotes)])

    def among(lines: Iterable[tuple[L, Topic]]) -> tuple[L, ...]:
        return tuple(line for line, _ in lines if line.finding_id in findings)

    return Digest(
        name=subscription.name,
        told_until=news.told_until,
        contradictions=tuple(blocks[: len(figures)]),
        quotations=tuple(blocks[len(figures) :]),
        updates=among(updates(news.updates)),
        silent_edits=among(silent_edits(news.silent_edits)),
        broken_sums=among(broken_sums(news.broken_sums)),
        against_references=among(against_references(news.against_references)),
        program=program_name(),
    )


def _wanted(news: News, subscription: Subscription, known: Collection[str], since: str | None) -> list[Alert]:
    """Each finding once, where it is most pressing: one clash may stand under several questions."""
    found: dict[str, Alert] = {}
    for alert in news.alerts:
        if _is_wanted(alert, subscription, known, since):
            found.setdefault(alert.finding_id, alert)
    return list(found.values())


def _is_wanted(alert: Alert, subscription: Subscription, known: Collection[str], since: str | None) -> bool:
    told = max(filter(None, (alert.published_a, alert.published_b)), default=None)
    outlets = (alert.outlet_a, alert.outlet_b)
    return (
        alert.finding_id not in known
        and (since is None or told is None or told[: len(since)] >= since)
        and subscription.wants(alert.subject, alert.metric, outlets, alert.severity)
    )


def _by_question(alerts: Sequence[Alert]) -> list[list[Alert]]:
    """The findings of each question together, in the order of the gravest of each."""
    found: dict[str, list[Alert]] = {}
    for alert in alerts:
        found.setdefault(alert.question_id, []).append(alert)
    return list(found.values())
