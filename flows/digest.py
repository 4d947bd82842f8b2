"""A digest out of the published file: what is new to one reader, as records of `reports.digest`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice
from typing import TypeVar

from checkers.compare.quantities import ends, value_of
from checkers.phrases import shown
from checkers.thresholds import Thresholds, load_thresholds
from extractors.ids import content_id
from extractors.records import Kind, Span
from extractors.text.fragments import fragment_of
from flows.report import program_name
from flows.subscriptions import Subscription
from reports.digest import Bar, Block, Change, Digest, GivenAnswer, Pair, Quotation, Slip, Unseen
from reports.summary_rows import summarise
from warehouse import Published
from warehouse.digest_rows import Alert, ToldUpdate
from warehouse.held_rows import HeldAnswer, HeldClaim, HeldTelling
from warehouse.kin_rows import HeldPage
from warehouse.summary_rows import BrokenSum, ReferenceClash, SilentEdit

L = TypeVar("L", Change, Slip)

MOST_BLOCKS = 25
"""Questions a letter shows in full: more is not read, and pictures would take it over a megabyte."""

MOST_LINES = 10
_MOST_ANSWERS = 6
_QUOTED_WORDS = 12
_WORD = re.compile(r"\w[\w'’-]{0,60}")
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
    wanted = [alert for alert in news.alerts if _is_wanted(alert, subscription, known, since)]
    figures = _by_question([alert for alert in wanted if alert.kind != "quote"])
    quotes = _by_question([alert for alert in wanted if alert.kind == "quote"])
    shown_figures, shown_quotes = figures[:most_blocks], quotes[:MOST_LINES]
    blocks = _blocks(published, [*shown_figures, *shown_quotes])
    left_out = [
        alert.finding_id for group in (*figures[most_blocks:], *quotes[MOST_LINES:]) for alert in group
    ]

    def new(lines: Iterable[tuple[L, _Topic]]) -> tuple[L, ...]:
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
        updates=new(_updates(news)),
        silent_edits=new(_silent_edits(news)),
        broken_sums=new(_broken_sums(news)),
        against_references=new(_against_references(news)),
        blind_spots=news.blind_spots,
        program=program_name(),
    )
    return replace(digest, left_out=tuple(left_out))  # the lists above have added to it


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


def _blocks(published: Published, groups: Sequence[Sequence[Alert]]) -> list[Block]:
    questions = [group[0].question_id for group in groups]
    answers: dict[str, list[HeldAnswer]] = defaultdict(list)
    forms: dict[str, list[HeldTelling]] = defaultdict(list)
    for answer in published.rows(HeldAnswer, question_ids=questions):
        answers[answer.question_id].append(answer)
    for form in published.rows(HeldTelling, question_ids=questions):
        forms[form.question_id].append(form)
    alerts = [alert for group in groups for alert in group]
    quotations = _quotations(published, sorted({c for a in alerts for c in (a.claim_a, a.claim_b)}))
    thresholds = load_thresholds()
    return [
        _block(group, answers[group[0].question_id], forms[group[0].question_id], quotations, thresholds)
        for group in groups
    ]


def _block(
    alerts: Sequence[Alert],
    answers: Sequence[HeldAnswer],
    forms: Sequence[HeldTelling],
    quotations: Mapping[str, Quotation],
    thresholds: Thresholds,
) -> Block:
    first = alerts[0]
    claim_of = {a.answer_b: a.claim_b for a in reversed(alerts)} | {
        a.answer_a: a.claim_a for a in reversed(alerts)
    }
    value_of_side = {a.answer_b: a.value_b for a in alerts} | {a.answer_a: a.value_a for a in alerts}
    clashing = [answer for answer in answers if answer.answer_id in claim_of]
    others = [answer for answer in answers if answer.answer_id not in claim_of]
    told = [*clashing, *others[: max(0, _MOST_ANSWERS - len(clashing))]]
    if first.kind == "quote":
        quotations = {**quotations, **_differing(quotations[first.claim_a], quotations[first.claim_b], first)}
    return Block(
        pairs=tuple(Pair(finding_id=a.finding_id, claims=(a.claim_a, a.claim_b)) for a in alerts),
        question=first.question,
        answers=tuple(
            GivenAnswer(
                value=_value_words(value_of_side.get(answer.answer_id) or answer.value or "?", first.kind),
                n_articles=answer.n_articles,
                n_origins=answer.n_origins,
                outlets=tuple(answer.outlets),
                first_told=answer.first_seen_at,
                first_outlet=answer.first_outlet,
                quotation=quotations.get(claim_of.get(answer.answer_id, "")),
            )
            for answer in told
        ),
        reasons=tuple(dict.fromkeys(a.explanation for a in alerts)),
        bars=_bars(told, forms, thresholds),
        unit=next((form.unit for form in forms if form.unit), None),
        severity=first.severity,
        same_origin=first.same_origin,
        reference=first.reference if first.reference_side else None,
    )


def _value_words(value: str, kind: str) -> str:
    """An answer as it heads its block: of a quotation the first words, since all of it stands below."""
    words = value.split()
    if kind != "quote" or len(words) <= _QUOTED_WORDS:
        return " ".join(words)
    return f"{' '.join(words[:_QUOTED_WORDS])} …"


def _differing(left: Quotation, right: Quotation, alert: Alert) -> dict[str, Quotation]:
    """Two wordings with the words marked in which they differ, from the first to the last."""
    spans = [[match.span() for match in _WORD.finditer(each.sentence)] for each in (left, right)]
    words = [
        [each.sentence[start:end].casefold() for start, end in places]
        for each, places in zip((left, right), spans, strict=True)
    ]
    changed = [
        code
        for code in SequenceMatcher(a=words[0], b=words[1], autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    if not changed:
        return {}
    first, last = changed[0], changed[-1]
    found: dict[str, Quotation] = {}
    for claim, quotation, places, start, end in (
        (alert.claim_a, left, spans[0], first[1], last[2]),
        (alert.claim_b, right, spans[1], first[3], last[4]),
    ):
        # Where nothing stands that stands in the other, the words on both sides of the gap are marked.
        low, high = (start, end) if start < end else (max(0, start - 1), min(len(places), end + 1))
        found[claim] = replace(quotation, start=places[low][0], end=places[high - 1][1])
    return found


def _bars(
    answers: Sequence[HeldAnswer], forms: Sequence[HeldTelling], thresholds: Thresholds
) -> tuple[Bar, ...]:
    """A bar for each answer that is a number of the commonest unit: its clearest form and all who tell it."""
    found: list[Bar] = []
    units = {form.unit for form in forms if form.kind == Kind.QUANTITY}
    if len(units) != 1:
        return ()
    for answer in answers:
        stating = [form for form in forms if form.answer_id == answer.answer_id and form.role == "states"]
        if not stating:
            continue
        form = stating[0].form()
        value = value_of(form, thresholds)
        if value is None:
            return ()
        low, high = ends(value, thresholds)
        found.append(
            Bar(
                label=shown(form),
                value=(value.low.value + value.high.value) / 2,
                low=None if value.is_upper else low,
                high=None if value.is_lower else high,
                n_claims=sum(each.n_claims for each in stating),
                n_origins=answer.n_origins,
            )
        )
    return tuple(found) if len(found) > 1 else ()


def _quotations(published: Published, claim_ids: Sequence[str]) -> dict[str, Quotation]:
    """The words of these claims, each with a link that opens them."""
    rows = [
        row for row in published.rows(HeldClaim, claim_ids=list(claim_ids)) if row.claim_id in set(claim_ids)
    ]
    articles = sorted({row.article_id for row in rows})
    pages = {page.article_id: page for page in published.rows(HeldPage, article_ids=articles)}
    return {row.claim_id: _quotation(row, pages[row.article_id]) for row in rows}


def _quotation(row: HeldClaim, page: HeldPage) -> Quotation:
    start = row.value_place()
    return Quotation(
        outlet=row.outlet,
        published=row.published,
        sentence=row.sentence,
        start=start,
        end=start + len(row.value_text) if start is not None and row.value_text else None,
        link=_link(row, page),
    )


def _link(row: HeldClaim, page: HeldPage) -> str | None:
    """The page, opened at the words of the claim where its text is held."""
    if not page.url.startswith(("http://", "https://")):
        return None
    if row.start_char is None or row.end_char is None or not row.start_char < row.end_char <= len(page.text):
        return page.url
    span = Span(start=row.start_char, end=row.end_char)
    if not span.of(page.text).strip():
        return page.url
    return fragment_of(page.text, span, (page.title,) if page.title else ()).link(page.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
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


def _updates(news: News) -> Iterator[tuple[Change, _Topic]]:
    for row in news.updates:
        yield (
            Change(
                finding_id=row.update_id,
                about=row.question,
                before=row.old_value or "?",
                before_outlet=row.old_outlet,
                before_told=row.old_told,
                after=row.new_value or "?",
                after_outlet=row.new_outlet,
                after_told=row.new_told,
                sentence=row.sentence,
                url=row.url,
            ),
            _Topic(
                subject=row.subject,
                metric=row.metric,
                outlets=(row.old_outlet, row.new_outlet),
                told=row.new_told,
            ),
        )


def _silent_edits(news: News) -> Iterator[tuple[Change, _Topic]]:
    for row in news.silent_edits:
        yield (
            Change(
                finding_id=row.edit_id,
                about=f"{row.outlet or row.article_url}: {row.subject}, {row.metric.replace('_', ' ')}",
                before=row.old_value,
                before_outlet=None,
                before_told=None,
                after=row.new_value,
                after_outlet=None,
                after_told=None,
                sentence=row.new_sentence,
                url=row.article_url,
                copies=tuple(row.copies),
            ),
            _Topic(subject=row.subject, metric=row.metric, outlets=(row.outlet,), told=None),
        )


def _broken_sums(news: News) -> Iterator[tuple[Slip, _Topic]]:
    for row in news.broken_sums:
        yield (
            Slip(
                finding_id=row.sum_id,
                words=row.explanation,
                working=row.working,
                outlet=row.outlet,
                published=row.published,
                sentence=row.sentence,
                url=row.article_url,
            ),
            _Topic(subject=None, metric=None, outlets=(row.outlet,), told=row.published),
        )


def _against_references(news: News) -> Iterator[tuple[Slip, _Topic]]:
    for row in news.against_references:
        yield (
            Slip(
                finding_id=content_id("rfd", row.reference_id, row.told or row.sentence),
                words=row.explanation,
                working="",
                outlet=row.outlet,
                published=row.published,
                sentence=row.sentence,
                url=row.article_url,
            ),
            _Topic(subject=row.subject, metric=row.metric, outlets=(row.outlet,), told=row.published),
        )
