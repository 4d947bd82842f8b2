"""The blocks of a digest: each clashing question with its answers, their words, and the chart's bars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checkers.compare.quantities import ends, value_of
from checkers.phrases import shown
from checkers.thresholds import Thresholds, load_thresholds
from extractors.records import Kind
from flows.exact_words import differing, link_to
from reports.digest import Bar, Block, GivenAnswer, Pair, Quotation
from reports.digest_words import outlet_of
from reports.excerpts import excerpt
from warehouse import Published
from warehouse.digest_rows import Alert, AnswerPlace
from warehouse.held_rows import HeldAnswer, HeldClaim, HeldTelling
from warehouse.kin_rows import HeldPage

_MOST_ANSWERS = 6
_MOST_QUOTED = 3
_QUOTED_WORDS = 12
_LONGEST_VALUE = 160


def blocks_of(published: Published, groups: Sequence[Sequence[Alert]]) -> list[Block]:
    """A block for each group of findings of one question, the gravest of each group first.

    The other side of a finding may be the answer to another question, as one of a year is to one of its
    months: it is shown beside the answers to the first.
    """
    alerts = [alert for group in groups for alert in group]
    sides = sorted({answer for alert in alerts for answer in (alert.answer_a, alert.answer_b)})
    asked = {place.question_id for place in published.rows(AnswerPlace, answer_ids=sides)}
    questions = sorted(asked | {alert.question_id for alert in alerts})
    answers = {answer.answer_id: answer for answer in published.rows(HeldAnswer, question_ids=questions)}
    forms: dict[str, list[HeldTelling]] = defaultdict(list)
    for form in published.rows(HeldTelling, question_ids=questions):
        if form.answer_id is not None:
            forms[form.answer_id].append(form)
    quotations = _quotations(published, sorted({c for a in alerts for c in (a.claim_a, a.claim_b)}))
    thresholds = load_thresholds()
    return [_block(group, answers, forms, quotations, thresholds) for group in groups]


def _block(
    alerts: Sequence[Alert],
    answers: Mapping[str, HeldAnswer],
    forms: Mapping[str, Sequence[HeldTelling]],
    quotations: Mapping[str, Quotation],
    thresholds: Thresholds,
) -> Block:
    first = alerts[0]
    sides = _sides(alerts)
    if first.kind == "quote":
        sides_of = (first.claim_a, first.claim_b)
        marked = differing(*(quotations[each] for each in sides_of))
        quotations = {**quotations, **dict(zip(sides_of, marked, strict=True))}
    of_question = [answer for answer in answers.values() if answer.question_id == first.question_id]
    elsewhere = [answers[each] for each in sides if answers[each].question_id != first.question_id]
    clashing = [*(answer for answer in of_question if answer.answer_id in sides), *elsewhere]
    others = [answer for answer in of_question if answer.answer_id not in sides]
    told = [*clashing, *others[: max(0, _MOST_ANSWERS - len(clashing))]]
    bars = _bars(told, forms, thresholds)
    return Block(
        pairs=tuple(
            Pair(
                finding_id=each.finding_id,
                claims=(each.claim_a, each.claim_b),
                values=(
                    _value_words(each.value_a or "?", each.kind),
                    _value_words(each.value_b or "?", each.kind),
                ),
            )
            for each in alerts
        ),
        question=first.question,
        answers=tuple(_given(answer, sides.get(answer.answer_id, {}), quotations, first) for answer in told),
        reasons=tuple(dict.fromkeys(a.explanation for a in alerts)),
        bars=bars,
        unit=next(
            (form.unit for answer in told for form in forms.get(answer.answer_id, ()) if form.unit), None
        ),
        severity=first.severity,
        same_origin=first.same_origin,
        reference=first.reference if first.reference_side else None,
    )


def _sides(alerts: Sequence[Alert]) -> dict[str, dict[str, str]]:
    """The answers that clash, each with the values that do and the claim that stands for each of them."""
    found: dict[str, dict[str, str]] = {}
    for alert in alerts:
        for answer, value, claim in (
            (alert.answer_a, alert.value_a, alert.claim_a),
            (alert.answer_b, alert.value_b, alert.claim_b),
        ):
            found.setdefault(answer, {}).setdefault(" ".join((value or "?").split()), claim)
    return found


def _given(
    answer: HeldAnswer, clashing: Mapping[str, str], quotations: Mapping[str, Quotation], first: Alert
) -> GivenAnswer:
    """An answer; one that was written in several ways which clash is headed by all of them."""
    values = list(clashing)[:_MOST_QUOTED] or [answer.value or "?"]
    return GivenAnswer(
        value=" / ".join(_value_words(value, first.kind) for value in values),
        n_articles=answer.n_articles,
        n_origins=answer.n_origins,
        outlets=tuple(answer.outlets),
        first_told=answer.first_seen_at,
        first_outlet=outlet_of(answer.first_outlet, answer.first_url),
        quotations=tuple(quotations[clashing[value]] for value in values if value in clashing),
    )


def _value_words(value: str, kind: str) -> str:
    """An answer as it heads its block: of a quotation the first words, since all of it stands below."""
    words = value.split()
    told = " ".join(words)
    if kind == "quote" and len(words) > _QUOTED_WORDS:
        told = f"{' '.join(words[:_QUOTED_WORDS])} …"
    return told if len(told) <= _LONGEST_VALUE else f"{told[:_LONGEST_VALUE]}…"


def _bars(
    answers: Sequence[HeldAnswer], forms: Mapping[str, Sequence[HeldTelling]], thresholds: Thresholds
) -> tuple[Bar, ...]:
    """A bar for each answer, of its clearest form; none where these are not numbers of one unit."""
    found: list[Bar] = []
    units: set[str | None] = set()
    for answer in answers:
        stating = [form for form in forms.get(answer.answer_id, ()) if form.role == "states"]
        if not stating:
            continue
        form = stating[0].form()
        value = value_of(form, thresholds)
        if value is None or form.kind != Kind.QUANTITY:
            return ()
        units.add(form.unit)
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
    return tuple(found) if len(found) > 1 and len(units) == 1 else ()


def _quotations(published: Published, claim_ids: Sequence[str]) -> dict[str, Quotation]:
    """The words of these claims, each with a link that opens them."""
    rows = [
        row for row in published.rows(HeldClaim, claim_ids=list(claim_ids)) if row.claim_id in set(claim_ids)
    ]
    articles = sorted({row.article_id for row in rows})
    pages = {page.article_id: page for page in published.rows(HeldPage, article_ids=articles)}
    return {row.claim_id: _quotation(row, pages[row.article_id]) for row in rows}


def _quotation(row: HeldClaim, page: HeldPage) -> Quotation:
    place = row.value_place()
    after = place + len(row.value_text) if place is not None and row.value_text else None
    sentence, start, end = excerpt(row.sentence, place, after)
    return Quotation(
        outlet=outlet_of(row.outlet, row.url),
        published=row.published,
        sentence=sentence,
        start=start,
        end=end,
        link=link_to(page, row.start_char, row.end_char),
    )
