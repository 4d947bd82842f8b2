"""A digest out of the published file: what is new to one reader, as records of `reports.digest`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import attrgetter
from typing import TypeVar

from checkers.ruling_records import Ruling
from flows.desk import Desk
from flows.digest_blocks import blocks_of
from flows.digest_lines import Topic, against_references, broken_sums, silent_edits, updates
from flows.report import program_name
from flows.settings import Settings
from flows.subscriptions import Subscription
from reports.digest import Accuracy, Change, Digest, Slip, Unseen
from reports.short_ids import short_ids
from reports.summary_rows import summarise
from warehouse import Published
from warehouse.digest_rows import Alert, ToldUpdate
from warehouse.review_rows import RunningPrecision
from warehouse.summary_rows import BrokenSum, ReferenceClash, SilentEdit

L = TypeVar("L", Change, Slip)
R = TypeVar("R")

MOST_BLOCKS = 25
"""Most questions that a letter shows in full: more is not read."""

MOST_LINES = 10
_LOOKED_AT = 2_000
_MOST_ACCURACIES = 4
_SORT_WORDS = {
    "contradict": "contradictions and quotations",
    "reference": "claims against references",
    "broken_sum": "broken sums",
    "silent_edit": "silent edits",
}


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
    short_ids: Mapping[str, str]
    accuracy: tuple[Accuracy, ...]
    site: str | None


def read_news(published: Published, settings: Settings) -> News:
    """What the published file has to tell, the most pressing first.

    What somebody has dismissed or settled is no news, also while no run has taken the ruling in.

    Raises:
        LexiconError: a file of rulings cannot be understood.
    """
    latest = published.sql("select max(published) from articles").rows[0][0]
    desk = Desk(settings, published)
    rulings = ((finding, desk.ruling_on(finding)) for finding in desk.findings)
    done = {finding for finding, ruled in rulings if ruled and ruled.ruling is not Ruling.CONFIRMED}

    def open_ones(rows: Sequence[R], id_of: Callable[[R], str]) -> tuple[R, ...]:
        return tuple(row for row in rows if id_of(row) not in done)

    return News(
        alerts=open_ones(published.rows(Alert), attrgetter("finding_id")),
        updates=published.rows(ToldUpdate, limit=_LOOKED_AT),
        silent_edits=open_ones(published.rows(SilentEdit, limit=_LOOKED_AT), attrgetter("edit_id")),
        broken_sums=open_ones(published.rows(BrokenSum, limit=_LOOKED_AT), attrgetter("sum_id")),
        against_references=open_ones(
            published.rows(ReferenceClash, limit=_LOOKED_AT), attrgetter("finding_id")
        ),
        blind_spots=tuple(
            Unseen(number=spot.number, what=spot.what) for spot in summarise(published).blind_spots
        ),
        told_until=latest,
        short_ids=short_ids(desk.known_ids),
        accuracy=_accuracy(published.rows(RunningPrecision)),
        site=None if settings.site_url is None else f"{settings.site_url.rstrip('/')}/",
    )


def _accuracy(rows: Sequence[RunningPrecision]) -> tuple[Accuracy, ...]:
    """That of all findings, then of those sorts and metrics that most was ruled on."""
    whole = [row for row in rows if row.relation is None and row.metric is None]
    sorts = [row for row in rows if row.relation is not None and row.metric is None]
    metrics = [row for row in rows if row.relation is None and row.metric is not None]
    parts = [
        each
        for some in (sorts, metrics)
        if len(some) > 1
        for each in sorted(some, key=lambda row: -row.n_ruled)[:_MOST_ACCURACIES]
    ]
    return tuple(
        Accuracy(
            what=_SORT_WORDS.get(row.relation, row.relation) if row.relation else row.metric,
            n_ruled=row.n_ruled,
            n_right=row.n_right,
            low=row.low,
            high=row.high,
        )
        for row in (*whole, *parts)
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
        short_ids=news.short_ids,
        accuracy=news.accuracy,
        site=news.site,
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
        short_ids=news.short_ids,
        site=news.site,
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
