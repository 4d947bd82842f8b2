"""The values given to a question (DESIGN 3.2): exact forms state them, coarse and hedged ones allow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from checkers.compare.quantities import value_of
from checkers.grouping import Asked, fits_value
from checkers.questions import Told
from checkers.records import Answer, Form, FormRelation, Relation, Telling
from checkers.rules import Rules
from checkers.witnesses import count_witnesses
from extractors.ids import content_id
from extractors.records import Kind, Modifier, Status

_HEDGE_RANK = {Modifier.EXACT: 0, Modifier.ABOUT: 1, Modifier.RANGE: 2}
_BOUND_RANK = 3


@dataclass(slots=True, kw_only=True)
class _Draft:
    form: Form
    states: list[str] = field(default_factory=list)
    allows: list[str] = field(default_factory=list)


def find_answers(
    asked: Asked,
    told: Mapping[str, Told],
    agreements: Mapping[str, frozenset[str]],
    rules: Rules,
) -> tuple[Answer, ...]:
    """The answers to one question, from most to least precise.

    A form is an answer of its own if it agrees with none before it; else it states the answer it equals, or
    allows every answer that it agrees with. Denials are no answers.

    Args:
        asked: The question with its forms.
        told: Every form of the block with its claims, by form id.
        agreements: For each form id the ids of forms that it agrees with.
        rules: The rules.
    """
    drafts: list[_Draft] = []
    for form in sorted(asked.forms, key=lambda each: _precision(each, rules)):
        if form.status is Status.DENIED:
            continue
        friends = agreements.get(form.form_id, frozenset())
        fitting = [draft for draft in drafts if _is_fit(form, draft.form, friends, rules)]
        if not fitting:
            drafts.append(_Draft(form=form, states=[form.form_id]))
        elif len(fitting) == 1 and _is_stating(form):
            fitting[0].states.append(form.form_id)
        else:
            for draft in fitting:
                draft.allows.append(form.form_id)
    return tuple(_answer(asked, draft, told) for draft in drafts)


def _is_fit(form: Form, answer: Form, friends: frozenset[str], rules: Rules) -> bool:
    if form.kind is not Kind.QUANTITY:
        return answer.form_id in friends
    return fits_value(form, answer, rules)


def agreements_of(relations: Sequence[FormRelation]) -> Mapping[str, frozenset[str]]:
    """For each form id the ids of the forms that it agrees with."""
    friends: dict[str, set[str]] = {}
    for relation in relations:
        if relation.relation is Relation.AGREE:
            friends.setdefault(relation.form_a, set()).add(relation.form_b)
            friends.setdefault(relation.form_b, set()).add(relation.form_a)
    return {form_id: frozenset(found) for form_id, found in friends.items()}


def _is_stating(form: Form) -> bool:
    return form.kind is not Kind.QUANTITY or form.modifier in (Modifier.EXACT, Modifier.ABOUT)


def _precision(form: Form, rules: Rules) -> tuple[int, Decimal, int, str]:
    """Order from most to least precise: exact before hedged, fine before coarse, then the longest text."""
    rank = _HEDGE_RANK.get(form.modifier, _BOUND_RANK)
    value = value_of(form, rules.thresholds) if form.kind is Kind.QUANTITY else None
    coarse = Decimal(0)
    if value is not None and value.low.value != 0:
        coarse = value.low.step / abs(value.low.value)
    return rank, coarse, -len(form.object or ""), form.form_id


def _answer(asked: Asked, draft: _Draft, told: Mapping[str, Told]) -> Answer:
    tellings: list[Telling] = []
    for form_id in (*draft.states, *draft.allows):
        tellings.extend(told[form_id].tellings)
    first = min(tellings, key=lambda each: (each.published or "9999", each.claim.article_id))
    form, witnesses = draft.form, count_witnesses(tellings)
    return Answer(
        answer_id=content_id("ans", asked.question_id, form.form_id),
        question_id=asked.question_id,
        low=form.low,
        high=form.high,
        unit=form.unit,
        object=form.object,
        value_text=form.value_text,
        states=tuple(sorted(draft.states)),
        allows=tuple(sorted(draft.allows)),
        n_claims=len(tellings),
        n_articles=len({each.claim.article_id for each in tellings}),
        n_outlets=witnesses.outlets,
        n_origins=witnesses.origins,
        n_effective=witnesses.effective,
        first_seen_at=first.published,
        first_article_id=first.claim.article_id,
    )
