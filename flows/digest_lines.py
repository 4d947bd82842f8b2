"""The lines of a digest: updates, silent edits, broken sums, claims against references; and their topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.subscriptions import Subscription
from reports.digest import Change, Slip
from reports.digest_words import outlet_of
from reports.excerpts import excerpt
from warehouse.digest_rows import ToldUpdate
from warehouse.summary_rows import BrokenSum, ReferenceClash, SilentEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a line is about, as far as it is known: a sum is of an article, not of a subject."""

    subject: str | None
    metric: str | None
    outlets: tuple[str | None, ...]
    told: str | None

    def is_wanted(self, subscription: Subscription, since: str | None) -> bool:
        """Whether it is for this subscription, and told on the day `since` or after."""
        if since is not None and self.told is not None and self.told[: len(since)] < since:
            return False
        if (subscription.subjects and not self.subject) or (subscription.metrics and not self.metric):
            return False
        return subscription.wants(self.subject or "", self.metric or "", self.outlets, 1.0)


def updates(rows: Sequence[ToldUpdate]) -> Iterator[tuple[Change, Topic]]:
    """Values that took the place of earlier ones."""
    for row in rows:
        yield (
            Change(
                finding_id=row.update_id,
                about=row.question,
                before=row.old_value or "?",
                before_outlet=row.old_outlet,
                before_told=row.old_told,
                after=row.new_value or "?",
                after_outlet=outlet_of(row.new_outlet, row.url),
                after_told=row.new_told,
                sentence=excerpt(row.sentence)[0],
                url=row.url,
            ),
            Topic(
                subject=row.subject,
                metric=row.metric,
                outlets=(row.old_outlet, row.new_outlet),
                told=row.new_told,
            ),
        )


def silent_edits(rows: Sequence[SilentEdit]) -> Iterator[tuple[Change, Topic]]:
    """Figures changed without a note."""
    for row in rows:
        where = outlet_of(row.outlet, row.article_url) or row.article_url
        yield (
            Change(
                finding_id=row.edit_id,
                about=f"{where}: {row.subject}, {row.metric.replace('_', ' ')}",
                before=row.old_value,
                before_outlet=None,
                before_told=None,
                after=row.new_value,
                after_outlet=None,
                after_told=None,
                sentence=excerpt(row.new_sentence)[0],
                url=row.article_url,
                copies=tuple(row.copies),
            ),
            Topic(subject=row.subject, metric=row.metric, outlets=(row.outlet,), told=None),
        )


def broken_sums(rows: Sequence[BrokenSum]) -> Iterator[tuple[Slip, Topic]]:
    """Sums that do not come out."""
    for row in rows:
        yield (
            Slip(
                finding_id=row.sum_id,
                words=row.explanation,
                working=row.working,
                outlet=outlet_of(row.outlet, row.article_url),
                published=row.published,
                sentence=excerpt(row.sentence)[0],
                url=row.article_url,
            ),
            Topic(subject=None, metric=None, outlets=(row.outlet,), told=row.published),
        )


def against_references(rows: Sequence[ReferenceClash]) -> Iterator[tuple[Slip, Topic]]:
    """What is told against a reference."""
    for row in rows:
        yield (
            Slip(
                finding_id=row.finding_id,
                words=row.explanation,
                working="",
                outlet=outlet_of(row.outlet, row.article_url),
                published=row.published,
                sentence=excerpt(row.sentence)[0],
                url=row.article_url,
            ),
            Topic(subject=row.subject, metric=row.metric, outlets=(row.outlet,), told=row.published),
        )
