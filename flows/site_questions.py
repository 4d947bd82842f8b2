"""The pages of questions: answers, when each was told, and the claims with their exact words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from flows.exact_words import pages_of, quotation_of
from reports.digest import GivenAnswer
from reports.digest_words import UNNAMED, day_words, outlet_of
from reports.site import ClaimLine, Finding, QuestionPage
from reports.site_plot import Plot, Told, plot_of
from reports.site_tree import trees_of
from reports.site_words import first_words
from warehouse import Published
from warehouse.held_rows import HeldAnswer
from warehouse.kin_rows import HeldPage
from warehouse.site_rows import SiteClaim, SiteEdge, SiteQuestion

_LANES = 8
"""Answers with a line on the picture."""


def question_pages(
    published: Published,
    questions: Sequence[SiteQuestion],
    findings: Mapping[str, Sequence[Finding]],
    most: int,
) -> Iterator[QuestionPage]:
    """The pages of these questions, each with at most so many claims. Reads the texts of their articles."""
    ids = [question.question_id for question in questions]
    answers: dict[str, list[HeldAnswer]] = defaultdict(list)
    claims: dict[str, list[SiteClaim]] = defaultdict(list)
    for answer in published.rows(HeldAnswer, question_ids=ids):
        answers[answer.question_id].append(answer)
    rows = published.rows(SiteClaim, question_ids=ids, most=most)
    for claim in rows:
        claims[claim.question_id].append(claim)
    texts = pages_of(published, rows)
    edges = {edge.article_id: edge for edge in published.rows(SiteEdge, article_ids=sorted(texts))}
    for question in questions:
        told, given = claims[question.question_id], answers[question.question_id]
        yield QuestionPage(
            row=question,
            answers=tuple(_given(answer) for answer in given),
            claims=tuple(_line(claim, texts) for claim in told),
            n_more=max(0, question.n_claims - len(told)),
            findings=tuple(findings.get(question.question_id, ())),
            plot=_plot(given, told),
            trees=trees_of(told, [edges[a] for a in sorted({c.article_id for c in told}) if a in edges]),
        )


def _given(answer: HeldAnswer) -> GivenAnswer:
    return GivenAnswer(
        value=" ".join((answer.value or "?").split()),
        n_articles=answer.n_articles,
        n_origins=answer.n_origins,
        outlets=tuple(answer.outlets),
        first_told=answer.first_seen_at,
        first_outlet=outlet_of(answer.first_outlet, answer.first_url),
        quotations=(),
    )


def _line(claim: SiteClaim, texts: Mapping[str, HeldPage]) -> ClaimLine:
    is_copy = claim.origin != claim.article_id
    return ClaimLine(
        claim_id=claim.claim_id,
        value=claim.value or "?",
        quotation=quotation_of(claim, texts),
        title=claim.title,
        status=claim.status if claim.status != "reported" else None,
        attributed_to=claim.attributed_to,
        copy_of=(claim.origin_outlet or UNNAMED) if is_copy else None,
    )


def _plot(answers: Sequence[HeldAnswer], claims: Sequence[SiteClaim]) -> Plot | None:
    lanes = {answer.answer_id: n for n, answer in enumerate(answers[:_LANES])}
    seen: set[tuple[str, str]] = set()
    told: list[Told] = []
    for claim in claims:
        if claim.answer_id is None or (lane := lanes.get(claim.answer_id)) is None:
            continue
        key = (claim.answer_id, claim.origin)
        day = day_words(claim.published) if claim.published else "undated"
        label = f"{outlet_of(claim.outlet, claim.url) or UNNAMED}, {day}"
        told.append(Told(lane=lane, published=claim.published, is_first=key not in seen, label=label))
        seen.add(key)
    return plot_of([first_words(answer.value or "?") for answer in answers[:_LANES]], told)
