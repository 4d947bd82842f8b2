"""Two forms slot by slot, for a person: what either says there, what was found, and which slot settled it.

What is found comes from `relations.look` and `severity.weigh`, which judge; nothing is compared here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from checkers.amounts import apart_words, meaning_words
from checkers.compare.periods import period_words
from checkers.compare.subjects import compare_subjects
from checkers.judgements import scope_text
from checkers.phrases import shown
from checkers.questions import is_alone, is_unowned
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, FormRelation, Relation, Slot, Step
from checkers.relations import in_order, look
from checkers.rules import Rules
from checkers.ruling_records import Ruling
from checkers.severity import Bench, weigh
from extractors.records import Claim, Kind, Status

Looked = tuple[Slot, Comparison | None]
"""A slot with what its comparator found there."""

_VERDICTS = {
    None: "they say nothing of each other",
    Relation.AGREE: "they agree",
    Relation.CONTRADICT: "they contradict each other",
    Relation.UPDATE: "news of two times",
    Relation.DIFFERENT: "two things",
}
_FITS = {Relation.AGREE: "they fit", Relation.CONTRADICT: "they clash", Relation.DIFFERENT: "no telling"}
_NOTHING = {
    Slot.SUBJECT: "one subject",
    Slot.COUNTERPARTY: "nothing against it",
    Slot.SCOPE: "nothing against it",
    Slot.UNIT: "one unit",
    Slot.DENIAL: "neither is denied",
    Slot.CHANGE: "neither is told as changed",
}


def block_steps(claims: tuple[Claim, Claim], forms: tuple[Form, Form], rules: Rules) -> tuple[Step, ...]:
    """Why two claims are, or are not, in one block, where alone claims are compared; `forms` are theirs."""
    (a, b), (left, right) = claims, forms
    kinds = Step(slot=Slot.KIND, left=a.kind, right=b.kind, found="one kind")
    named = Step(slot=Slot.METRIC, left=left.metric, right=right.metric, found="one metric")
    if left.block_key == right.block_key:
        return kinds, named
    if a.kind is not b.kind:
        return (_stopped(kinds, Reason.OTHER_KIND),)
    owners = Step(slot=Slot.SUBJECT, left=a.subject or "not told", right=b.subject or "not told", found="")
    alone = [claim for claim, form in zip(claims, forms, strict=True) if is_alone(form.block_key)]
    if any(is_unowned(claim) for claim in alone):
        return kinds, _stopped(owners, Reason.NO_OWNER)
    if alone:
        return kinds, _stopped(named, Reason.NO_NOUN)
    if a.kind is not Kind.QUOTE and left.metric != right.metric:
        return kinds, _stopped(named, Reason.OTHER_METRIC)
    found = compare_subjects(left, right, rules)
    stopped = _stopped(owners, Reason.OTHER_SUBJECT)
    if found is not None:
        stopped = replace(stopped, found=f"{_VERDICTS[None]}: {found.detail}", reason=found.reason)
    return kinds, named, stopped


def _stopped(step: Step, reason: Reason) -> Step:
    return replace(step, found=f"{_VERDICTS[None]}: {MEANING[reason]}", reason=reason, settles=True)


def slot_steps(a: Form, b: Form, rules: Rules) -> tuple[Step, ...]:
    """What every comparator found, in the order in which they judge; exactly one step settles it."""
    looked = look(*in_order(a, b), rules)
    settling = _settling(looked)
    return tuple(
        _step(looked, n, settles=n == settling, pair=(a, b), rules=rules) for n in range(len(looked))
    )


def _settling(looked: Sequence[Looked]) -> int:
    """The place that settles it: the first that found what was found last."""
    final = next(found for _, found in reversed(looked) if found is not None)
    return next(n for n, (_, found) in enumerate(looked) if found is not None and _is_one(found, final))


def _is_one(found: Comparison, other: Comparison) -> bool:
    return (found.relation, found.reason) == (other.relation, other.reason)


def _step(looked: Sequence[Looked], n: int, *, settles: bool, pair: tuple[Form, Form], rules: Rules) -> Step:
    slot, found = looked[n]
    left, right = (_SAYING[slot](form, rules) for form in pair)
    if found is None:
        return Step(slot=slot, left=left, right=right, found=_NOTHING.get(slot, "nothing against it"))
    for _, earlier in looked[:n]:
        if earlier is not None and _is_one(found, earlier):  # it only passes on what was found before it
            kept = found.score / earlier.score
            return Step(slot=slot, left=left, right=right, found=f"nothing against it{_kept(kept)}")
    apart = apart_words(*pair, rules) if slot in (Slot.VALUE, Slot.UNIT) else ""
    detail = f"{found.detail}; {apart}" if apart else found.detail
    if settles:
        words = f"{_VERDICTS[found.relation]}: {detail}"
    elif found.relation is None:
        words = f"{detail}{_kept(found.score)}"
    else:
        words = f"by figures alone {_FITS[found.relation]}: {detail}"
    return Step(slot=slot, left=left, right=right, found=words, reason=found.reason, settles=settles)


def _kept(share: float) -> str:
    return f"; {share:.0%} of the confidence is kept" if share < 1 else ""


def judging_steps(
    a: Form, b: Form, bench: Bench, settled: Comparison | None, judged: FormRelation | None
) -> tuple[Step, ...]:
    """What came after comparing: people's rulings, the confidence, and whether it is worth an alert."""
    if settled is None or judged is None:
        return ()
    return tuple(_judging(a, b, bench, settled, judged))


def _judging(a: Form, b: Form, bench: Bench, settled: Comparison, judged: FormRelation) -> Iterator[Step]:
    ruling = bench.rules.judgements.on_pair(*in_order(a, b), bench.spellings, bench.named)
    if ruling is None:
        yield Step(slot=Slot.JUDGEMENT, left="", right="", found="nobody has ruled on it")
    else:
        by = " ".join(filter(None, (f"by {ruling.user}" if ruling.user else "", ruling.at, ruling.note)))
        apart = ruling.ruling is Ruling.WRONG_MATCH
        yield Step(
            slot=Slot.JUDGEMENT,
            left=ruling.left,
            right=ruling.right,
            found=f"{ruling.ruling.replace('_', ' ')} {by}".strip(),
            reason=Reason.JUDGED_APART if apart else "",
            settles=apart,
        )
    yield _sureness(a, b, bench, settled, judged)
    yield Step(slot=Slot.ALERT, left="", right="", found=_alert(a, b, bench, settled, judged))


def _sureness(a: Form, b: Form, bench: Bench, settled: Comparison, judged: FormRelation) -> Step:
    sure = [bench.sureness.get(form.form_id, 1.0) for form in (a, b)]
    made_of = f": comparing {settled.score:.2f} x the less sure reading {min(sure):.2f}"
    return Step(
        slot=Slot.CONFIDENCE,
        left=f"read with {sure[0]:.2f}",
        right=f"read with {sure[1]:.2f}",
        found=f"{judged.confidence:.2f}{made_of if judged.confidence < 1 else ''}",
    )


def _alert(a: Form, b: Form, bench: Bench, settled: Comparison, judged: FormRelation) -> str:
    if judged.relation is not Relation.CONTRADICT:
        return "no contradiction, so none"
    weight = weigh(*in_order(a, b), replace(settled, score=settled.score * bench.sure(a, b)), bench)
    within = " for two figures of one article" if bench.within_one_article(a, b) else ""
    return (
        f"{'yes' if judged.alert else 'no'}: severity {weight.severity:.2f} (gap {weight.gap:.2f} x "
        f"materiality {weight.materiality:.2f} x confidence {weight.confidence:.2f}), "
        f"needed {weight.needed_severity:.2f}; confidence {weight.confidence:.2f}, "
        f"needed {weight.needed_confidence:.2f}{within}"
    )


def _value(form: Form, rules: Rules) -> str:
    meaning = meaning_words(form, rules)
    return f"{shown(form)} ({meaning})" if meaning else shown(form)


def _time(form: Form, rules: Rules) -> str:
    when = period_words(form.period) or "no period"
    told = f", told in {period_words(form.told)}" if form.told else ""
    provider = f" by {form.provider}" if form.provider else ""
    return f"{when}{told}; {form.status}{provider}"


_SAYING: Mapping[Slot, Callable[[Form, Rules], str]] = {
    Slot.SUBJECT: lambda form, _: form.subject,
    Slot.COUNTERPARTY: lambda form, _: form.counterparty or "none named",
    Slot.SCOPE: lambda form, _: scope_text(form.scope).replace("=", ": ") or "not narrowed",
    Slot.UNIT: lambda form, _: (form.unit or "none").replace("_", " "),
    Slot.VALUE: _value,
    Slot.OBJECT: lambda form, _: (
        f"{form.object or 'nothing'}; {period_words(form.period) or 'no period'}; {form.status}"
    ),
    Slot.WORDS: lambda form, _: shown(form),
    Slot.DENIAL: lambda form, _: "denied" if form.status is Status.DENIED else "asserted",
    Slot.CHANGE: lambda form, _: f"told as {form.change}" if form.change else "told as it stands",
    Slot.TIME: _time,
    Slot.SENTENCE: lambda form, _: "one of several values" if form.beside else "alone",
}
