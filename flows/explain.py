"""Why two claims stand as they do, and what is told about a question. Plain functions, no Prefect.

Everything said comes from the published file. The comparators of `checkers` are asked again and must find
what is stored there; where they do not, because the file is of another version, a note says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checkers.amounts import meaning_words
from checkers.compare.written import clean_text
from checkers.judgements import scope_text
from checkers.phrases import named, shown, turned
from checkers.questions import form_of, sentence_key, told_together
from checkers.reasons import MEANING, Reason
from checkers.records import Form, FormRelation, Relation, Slot, Step
from checkers.relations import compare_forms, judge
from checkers.rules import Rules
from checkers.severity import Bench
from checkers.slots import block_steps, judging_steps, slot_steps
from extractors.claims.pipeline import Lexicon
from extractors.records import Kind
from flows.check import make_rules
from flows.lookup import find_thing, is_of_this_program, rulings_of, with_sides
from flows.report import open_published
from flows.settings import Settings
from reports.explanation import (
    AnswerExplanation,
    Between,
    FormLine,
    PairExplanation,
    QuestionExplanation,
    Side,
)
from warehouse import Published, QueryRefused
from warehouse.held_rows import (
    HeldAnswer,
    HeldBetween,
    HeldClaim,
    HeldForm,
    HeldQuestion,
    HeldRelation,
    HeldTelling,
)

_UNNAMED = "an unnamed outlet"


def explain(settings: Settings, ids: Sequence[str]) -> PairExplanation | QuestionExplanation:
    """A question explained by its id, or two claims by theirs or by that of their contradiction.

    The beginning of an id will do.

    Raises:
        WarehouseError: nothing has been published yet.
        QueryRefused: an id that is unknown, or begins several; the message names candidates.
        LexiconError: the user's lexicon folder cannot be understood.
    """
    with open_published(settings) as published:
        ids = with_sides(published, ids)
        if len(ids) == 1:
            return explain_question(published, _found(published, ids[0], "question"))
        left, right = (_found(published, given, "claim") for given in ids)
        if left == right:
            raise QueryRefused(f"{ids[0]} and {ids[1]} are one claim ({left}): give two.")
        lexicon = Lexicon.load(settings.lexicon)
        rules = make_rules(lexicon, rulings_of(published))
        same = is_of_this_program(published, lexicon)
        return explain_pair(published, (left, right), rules, same_version=same)


def _found(published: Published, given: str, wanted: str) -> str:
    return find_thing(
        published, given, (wanted,), "explain takes a question, a contradiction, or two claims"
    ).id


def explain_pair(
    published: Published, claim_ids: tuple[str, str], rules: Rules, *, same_version: bool = True
) -> PairExplanation:
    """Two claims of a published file slot by slot, by the rules given."""
    held = {row.claim_id: row for row in published.rows(HeldClaim, claim_ids=list(claim_ids))}
    left, right = (held[claim_id] for claim_id in claim_ids)
    for row in (left, right):
        if row.form_id is None:
            raise QueryRefused(
                f"claim {row.claim_id} is compared with nothing: a person ruled that it was misread "
                f"(`twosource review undo {row.claim_id}` takes that back)."
            )
    forms = _forms(published, (left, right), tuple(held.values()), rules)
    a, b = forms[left.claim_id].form, forms[right.claim_id].form
    bench = _bench(rules, tuple(forms.values()))
    steps, judged = _compared((left, right), (a, b), bench)
    settling = next(step for step in steps if step.settles)
    notes = _notes(published, (a, b), judged, same_version=same_version)
    return PairExplanation(
        left=_side(left, a, rules),
        right=_side(right, b, rules),
        steps=steps,
        relation=judged.relation if judged is not None else None,
        reason=judged.reason if judged is not None else settling.reason,
        sentence=_told(judged, left, right) if judged is not None else _not_compared(settling),
        confidence=judged.confidence if judged is not None else None,
        severity=judged.severity if judged is not None else 0.0,
        alert=judged is not None and judged.alert,
        notes=notes,
    )


def _told(judged: FormRelation, left: HeldClaim, right: HeldClaim) -> str:
    """The sentence of a relation with the outlets of both claims, what the left one says first."""
    sentence = judged.explanation
    if judged.form_a != left.form_id:
        sentence = turned(sentence)
    return named(sentence, *_names(left.outlet, right.outlet))


def _names(left: str | None, right: str | None) -> tuple[str, str]:
    one, other = left or _UNNAMED, right or _UNNAMED
    return (one, other) if one != other else (f"first, {one}", f"second, {other}")


def _not_compared(settling: Step) -> str:
    return f"The two say nothing of each other: {MEANING[Reason(settling.reason)]}."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A stored form with what judging needs beside it."""

    form: Form
    row: HeldForm


def _forms(
    published: Published, pair: tuple[HeldClaim, HeldClaim], beside: Sequence[HeldClaim], rules: Rules
) -> dict[str, _Known]:
    """The form of either claim, by claim id; what is not stored of it is read from its sentence again."""
    together = told_together([row.telling() for row in beside])
    found: dict[str, _Known] = {}
    for claim in pair:
        (row,) = published.rows(HeldForm, block_key=claim.block_key, form_ids=[claim.form_id])
        telling = claim.telling()
        read = form_of(claim.block_key, telling, rules, together.get(sentence_key(telling)))
        form = replace(row.form(), beside=read.beside, change=read.change)
        found[claim.claim_id] = _Known(form=form, row=row)
    return found


def _bench(rules: Rules, known: Sequence[_Known]) -> Bench:
    return Bench(
        rules=rules,
        spellings={
            each.form.form_id: frozenset(map(clean_text, each.row.spellings)) - {""} for each in known
        },
        sureness={each.form.form_id: each.row.sureness for each in known},
        articles={each.form.form_id: each.row.only_article for each in known if each.row.only_article},
        named={each.form.form_id: frozenset(each.row.named or ()) for each in known},
    )


def _compared(
    claims: tuple[HeldClaim, HeldClaim], forms: tuple[Form, Form], bench: Bench
) -> tuple[tuple[Step, ...], FormRelation | None]:
    a, b = forms
    told = (claims[0].telling().claim, claims[1].telling().claim)
    steps = block_steps(told, forms, bench.rules)
    if any(step.settles for step in steps):
        return steps, None
    if a.form_id == b.form_id:
        return (*steps, _equal_step(a, bench.rules)), _equal(a)
    settled = compare_forms(a, b, bench.rules)
    judged = judge(a, b, bench)
    compared = slot_steps(a, b, bench.rules)
    return (*steps, *compared, *judging_steps(a, b, bench, settled, judged)), judged


def _equal_step(form: Form, rules: Rules) -> Step:
    slot = {Kind.QUANTITY: Slot.VALUE, Kind.FACT: Slot.OBJECT, Kind.QUOTE: Slot.WORDS}[form.kind]
    meaning = meaning_words(form, rules)
    value = f"{shown(form)} ({meaning})" if meaning else shown(form)
    return Step(
        slot=slot,
        left=value,
        right=value,
        found=f"they agree: {MEANING[Reason.EQUAL]}",
        reason=Reason.EQUAL,
        settles=True,
    )


def _equal(form: Form) -> FormRelation:
    """Two claims of one form: they agree by saying the same, and no relation is stored of that."""
    return FormRelation(
        form_a=form.form_id,
        form_b=form.form_id,
        relation=Relation.AGREE,
        reason=Reason.EQUAL,
        explanation=f"Both say {shown(form)}.",
        confidence=1.0,
    )


def _notes(
    published: Published, forms: tuple[Form, Form], judged: FormRelation | None, *, same_version: bool
) -> tuple[str, ...]:
    a, b = forms
    if a.form_id == b.form_id or a.block_key != b.block_key:
        return ()
    rows = published.rows(HeldRelation, form_a=a.form_id, form_b=b.form_id)
    stored = rows[0].judged() if rows else None
    if stored == judged:
        return ()
    if stored is None and judged is not None and same_version:
        return (
            "This pair was not judged in the run: its block holds so many values that each was compared "
            "with its neighbours only (issue block_sampled).",
        )
    if stored is not None and judged is not None and _is_quieted(stored, judged):
        return (
            "A person has ruled on the finding that this pair belongs to, by other words of its answers.",
        )
    was = f"{stored.relation}, {stored.reason}" if stored is not None else "no relation"
    return (
        f"The published file has {was}: it was made by another version. Run again to bring it up to date.",
    )


def _is_quieted(stored: FormRelation, judged: FormRelation) -> bool:
    """Whether the two differ in no more than what a ruling on other forms of both answers takes away."""
    same = (stored.relation, stored.reason, stored.confidence) == (
        judged.relation,
        judged.reason,
        judged.confidence,
    )
    return same and not stored.alert and stored.explanation.startswith(judged.explanation)


def _side(row: HeldClaim, form: Form, rules: Rules) -> Side:
    start = row.value_place()
    return Side(
        claim_id=row.claim_id,
        external_id=row.external_id,
        question_id=row.question_id,
        question=row.question,
        kind=row.kind,
        subject=form.subject,
        mention=row.mention,
        metric=row.metric,
        value=shown(form),
        means=meaning_words(form, rules) or None,
        scope=scope_text(form.scope) or None,
        counterparty=row.counterparty,
        period=row.period,
        status=row.status,
        attributed_to=row.attributed_to,
        outlet=row.outlet,
        published=row.published,
        url=row.url,
        sentence=row.sentence,
        value_start=start,
        value_end=start + len(row.value_text) if start is not None and row.value_text else None,
        confidence=row.confidence,
    )


def explain_question(published: Published, question_id: str) -> QuestionExplanation:
    """A question of a published file: its answers, how each is told, and how they stand to each other."""
    (question,) = published.rows(HeldQuestion, question_id=question_id)
    tellings = published.rows(HeldTelling, question_ids=[question_id])
    answers = published.rows(HeldAnswer, question_ids=[question_id])
    place = {answer.answer_id: n for n, answer in enumerate(answers, start=1)}
    return QuestionExplanation(
        question_id=question.question_id,
        question=question.text,
        verdict=question.verdict,
        n_claims=question.n_claims,
        answers=tuple(
            AnswerExplanation(
                answer_id=answer.answer_id,
                value=answer.value or "",
                n_claims=answer.n_claims,
                n_articles=answer.n_articles,
                n_origins=answer.n_origins,
                first_seen_at=answer.first_seen_at,
                first_outlet=answer.first_outlet,
                first_url=answer.first_url,
                forms=tuple(_form_line(row) for row in tellings if row.answer_id == answer.answer_id),
            )
            for answer in answers
        ),
        denials=tuple(_form_line(row) for row in tellings if row.answer_id is None),
        between=tuple(_between(row, place) for row in published.rows(HeldBetween, question_id=question_id)),
    )


def _form_line(row: HeldTelling) -> FormLine:
    form = row.form()
    return FormLine(
        form_id=row.form_id,
        value=shown(form),
        role=row.role or "denies",
        status=row.status,
        period=row.period,
        scope=scope_text(form.scope) or None,
        n_claims=row.n_claims,
        n_articles=row.n_articles,
        n_origins=row.n_origins,
        outlets=tuple(row.outlets),
        first_told=row.first_told,
    )


def _between(row: HeldBetween, place: dict[str, int]) -> Between:
    left, right = sorted((place[row.answer_a], place[row.answer_b]))
    sentence = row.explanation if left == place[row.answer_a] else turned(row.explanation)
    outlets = (row.outlet_a, row.outlet_b) if left == place[row.answer_a] else (row.outlet_b, row.outlet_a)
    return Between(
        left=left,
        right=right,
        relation=row.relation,
        reason=row.reason,
        sentence=named(sentence, *_names(*outlets)),
        confidence=row.confidence,
        severity=row.severity,
        alert=row.alert,
        dismissed=row.dismissed,
    )
