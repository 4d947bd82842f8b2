"""A finding as a person's ruling on its two written values leaves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from checkers.reasons import MEANING, Reason
from checkers.records import Answer, Form, FormRelation, ReferenceFinding, Relation
from checkers.ruling_records import Judgement, Ruling
from checkers.severity import Bench

Finding = TypeVar("Finding", FormRelation, ReferenceFinding)


def ruled(found: Finding, a: Form, b: Form, bench: Bench, values: Callable[[Form, Form], str]) -> Finding:
    """The finding about two forms after the ruling on them, itself if nobody has ruled.

    A dismissed one is no alert any more, a confirmed contradiction is one for certain, a resolved one is too
    and needs no look any more, and a wrong match makes two things of them; `values` writes the two values as
    the sentence of that shall show them.
    """
    ruling = bench.rules.judgements.on_pair(a, b, bench.spellings, bench.named)
    if ruling is None:
        return found
    by = f" by {ruling.user}" if ruling.user else ""
    if ruling.ruling is Ruling.DISMISSED:
        text = f"{found.explanation} Dismissed{by}."
        return replace(found, alert=False, dismissed=True, explanation=text)
    if ruling.ruling is Ruling.RESOLVED:
        right = f": {ruling.answer} is right" if ruling.answer else ""
        text = f"{found.explanation} Resolved{by}{right}."
        return replace(found, confidence=1.0, alert=False, explanation=text)
    if ruling.ruling is Ruling.CONFIRMED:
        alert = found.relation is Relation.CONTRADICT
        text = f"{found.explanation} Confirmed{by}."
        return replace(found, confidence=1.0, alert=alert, explanation=text)
    return replace(
        found,
        relation=Relation.DIFFERENT,
        reason=str(Reason.JUDGED_APART),
        explanation=f"{values(a, b)}{MEANING[Reason.JUDGED_APART]}{by}.",
        confidence=1.0,
        severity=0.0,
        alert=False,
    )


def spread(
    relations: Sequence[FormRelation], answers: Sequence[Answer], forms: Sequence[Form], bench: Bench
) -> tuple[FormRelation, ...]:
    """The relations of a block, with rulings on pairs holding for all forms of the two answers.

    A finding is two answers, and each may be written in several forms: what was ruled on one pair of them
    quiets the others. How they stand to each other is left as it was found. Linear in the relations.
    """
    judgements = bench.rules.judgements
    if not judgements.on_pairs:
        return tuple(relations)
    by_id = {form.form_id: form for form in forms}
    spoken = _spoken_for(answers)
    on: dict[frozenset[str], Judgement] = {}
    alike: list[tuple[FormRelation, frozenset[str]]] = []
    for each in relations:
        ruling = judgements.on_pair(by_id[each.form_a], by_id[each.form_b], bench.spellings, bench.named)
        pair = frozenset(spoken.get(form, form) for form in (each.form_a, each.form_b))
        alike.append((each, pair if ruling is None else frozenset()))
        if ruling is not None and (pair not in on or on[pair].at < ruling.at):
            on[pair] = ruling
    return tuple(_quieted(each, on.get(pair)) for each, pair in alike)


def _spoken_for(answers: Sequence[Answer]) -> Mapping[str, str]:
    """The one answer each form speaks for: that which it states, else the widest told of those it allows."""
    found: dict[str, str] = {}
    for answer in sorted(answers, key=lambda each: (-each.n_claims, each.answer_id)):
        for form in answer.allows:
            found.setdefault(form, answer.answer_id)
    return found | {form: answer.answer_id for answer in answers for form in answer.states}


def _quieted(found: FormRelation, ruling: Judgement | None) -> FormRelation:
    if ruling is None or ruling.ruling is Ruling.CONFIRMED or found.relation is not Relation.CONTRADICT:
        return found
    by = f" by {ruling.user}" if ruling.user else ""
    resolved = ruling.ruling is Ruling.RESOLVED
    text = f"{found.explanation} {'Resolved' if resolved else 'Dismissed'}{by}."
    return replace(found, alert=False, dismissed=not resolved, explanation=text)
