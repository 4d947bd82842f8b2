"""Written forms beside references: the same comparators, and what a reference cannot say left unsaid.

A reference is no article, so it is no witness and settles nothing: it says what one public source has, and
an editor sees who says otherwise. It speaks for its own subject (and, in facts, for members of the family
it names), for the time it states, and against a figure only where the text is sure to speak of that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checkers.behaviours import Values
from checkers.compare.names import edition_key, name_words
from checkers.compare.periods import interval
from checkers.compare.statuses import finding
from checkers.compare.written import clean_text
from checkers.phrases import question_text, shown, why
from checkers.questions import Told, canonical_metric
from checkers.reasons import Reason
from checkers.records import Comparison, Form, ReferenceFinding, Relation, Slot
from checkers.relations import compare_forms
from checkers.ruled import ruled
from checkers.rules import Rules
from checkers.severity import Bench, weigh
from extractors.lexicon.metrics import Behaviour
from extractors.records import Kind, Reference, Status

_BARE = "count"
_AGAIN = ("release_date", "announcement_date")
_NO_SLIP = (Reason.VALUE_DIFFERS, Reason.OUT_OF_RANGE, Reason.RANGE_DIFFERS, Reason.BOUND_BROKEN)
_NAMED_SIZE = re.compile(r"(?:(?P<times>\d+)x)?(?P<size>\d+(?:\.\d+)?)(?P<unit>[mbt])")
_SIZES = {"m": 10**6, "b": 10**9, "t": 10**12}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """A form, the articles that tell it, and who does in a few words."""

    form: Form
    articles: frozenset[str]
    speaker: str


def _voice(told: Told) -> _Voice:
    first = min(told.tellings, key=lambda each: (each.published or "9999", each.claim.claim_id))
    articles = frozenset(telling.claim.article_id for telling in told.tellings)
    more = f" and {len(articles) - 1} more" if len(articles) > 1 else ""
    return _Voice(form=told.form, articles=articles, speaker=f"{first.outlet or 'an article'}{more}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """A reference as a form, its source, and the articles that tell what agrees with it."""

    stated: Form
    source: str
    agreeing: frozenset[str]


def compare_references(block: str, told: Sequence[Told], bench: Bench) -> tuple[ReferenceFinding, ...]:
    """How every form of a block stands to every reference of it, pairs that say nothing left out.

    Costs forms times references of the block; neither order matters.
    """
    references = bench.rules.references.get(block, ())
    voices = [_voice(each) for each in told] if references else []
    stated = {each.reference_id: form_of_reference(each, block, bench.rules) for each in references}
    found = [
        against
        for reference in references
        for against in _of_reference(reference, stated[reference.reference_id], voices, bench)
    ]
    forms = {voice.form.form_id: voice.form for voice in voices}
    final = [
        ruled(each, forms[each.form_id], stated[each.reference_id], bench, _values)
        for each in _shared(found, references)
    ]
    return tuple(sorted(final, key=lambda each: (each.reference_id, each.form_id)))


def _shared(found: Sequence[ReferenceFinding], references: Sequence[Reference]) -> list[ReferenceFinding]:
    """The findings, no alert among them for who says what another reference on the same thing says."""
    thing = {each.reference_id: (each.subject, each.scope, each.period) for each in references}
    said = {(each.form_id, thing[each.reference_id]) for each in found if each.relation is Relation.AGREE}
    return [
        replace(each, alert=False) if (each.form_id, thing[each.reference_id]) in said else each
        for each in found
    ]


def standing_of(found: Sequence[ReferenceFinding]) -> Mapping[str, Mapping[str, Relation]]:
    """For each form id how it stands to each reference, by reference id; dismissed findings left out."""
    standing: dict[str, dict[str, Relation]] = {}
    for each in found:
        if not each.dismissed:
            standing.setdefault(each.form_id, {})[each.reference_id] = each.relation
    return standing


def form_of_reference(reference: Reference, block: str, rules: Rules) -> Form:
    """What a reference says, as a form; its id is the reference's own."""
    return Form(
        form_id=reference.reference_id,
        block_key=block,
        kind=reference.kind,
        subject=rules.judgements.subject_of(reference.subject),
        metric=canonical_metric(reference.metric),
        low=reference.low,
        high=reference.high,
        unit=reference.unit,
        modifier=reference.modifier,
        value_text=clean_text(reference.value_text),
        object=clean_text(reference.object) if reference.object is not None else None,
        scope=reference.scope,
        period=reference.period if interval(reference.period) else None,
        status=Status.REPORTED,
        counterparty=None,
        provider=None,
        told=None,
    )


def compare_with_reference(form: Form, reference: Form, rules: Rules) -> Comparison | None:
    """The comparison of a form with a reference as a form; `None` when they say nothing of each other."""
    found = compare_forms(form, reference, rules)
    if found is None or found.relation is None or found.slot == Slot.SUBJECT:
        return None
    if (
        found.reason == Reason.OTHER_UNIT and form.unit == _BARE
    ):  # "12 trillion" of the metric, no noun printed
        bare = compare_forms(form, replace(reference, unit=_BARE), rules)
        return bare if bare is not None and bare.relation is Relation.AGREE else found
    if found.relation is not Relation.CONTRADICT:
        return found
    if form.beside is not None:  # one sentence, several values: at most one of them is the reference's
        return finding("sentence", Relation.DIFFERENT, Reason.TOLD_TOGETHER, found.score)
    if not _may_contradict(form, reference, rules):
        return None
    return _another_thing(form, reference, found, rules) or found


def _may_contradict(form: Form, reference: Form, rules: Rules) -> bool:
    behaviour = rules.behaviours.of(reference.metric)
    if form.unit == "parameters" and form.low in _sizes_named(form.subject):
        return False  # the size of the name, which is how a model is called and not what it counts
    if reference.period is None and behaviour.behaviour is not Behaviour.CONSTANT:
        return False  # of what changes it says nothing against any one time
    if edition_key(form.subject, form.metric) == edition_key(reference.subject, reference.metric):
        return True
    # a family speaks for its members, a member not for its family; each has a date of its own
    wider, narrower = name_words(reference.subject), name_words(form.subject)
    return behaviour.values is not Values.DATE and narrower[: len(wider)] == wider


def _another_thing(form: Form, reference: Form, found: Comparison, rules: Rules) -> Comparison | None:
    """What a clash with a reference is when the text most likely speaks of another thing than it does.

    A size far off is that of a smaller version or of something set against the subject, unless the slip has
    a name. What appeared once appears again, updated or elsewhere: a later month or day is of that, while a
    year alone is told of the first time, and a month of another year is a slip. Whoever denies that a licence
    makes something open speaks of what openness is.
    """
    behaviour = rules.behaviours.of(reference.metric)
    if behaviour.values is Values.LICENCE and found.reason == Reason.DENIED:
        return finding("object", Relation.DIFFERENT, Reason.LICENCE_COMPATIBLE, found.score)
    if behaviour.values is Values.DATE and form.metric in _AGAIN and _is_later(form, reference, rules):
        return finding("object", Relation.DIFFERENT, Reason.OTHER_EVENT, found.score)
    loose = form.kind is Kind.QUANTITY and found.reason in _NO_SLIP
    if loose and not _sizes_named(form.subject) and _is_far(form, reference, rules):
        return finding("value", Relation.DIFFERENT, Reason.FAR_APART, found.score)
    return None


def _is_later(form: Form, reference: Form, rules: Rules) -> bool:
    told, first = interval(form.object), interval(reference.object)
    if told is None or first is None or len(form.object or "") == len("2017"):
        return False
    late = told.start > first.end and first.gap(told) > rules.thresholds.event_days.value
    return late and told.start.month != first.start.month


def _is_far(form: Form, reference: Form, rules: Rules) -> bool:
    if not form.high or not form.low or not reference.high or not reference.low:
        return False
    factor = rules.thresholds.same_telling_factor.value
    sizes = sorted(((abs(form.low), abs(form.high)), (abs(reference.low), abs(reference.high))))
    return sizes[1][0] > factor * sizes[0][1]


def _sizes_named(name: str) -> frozenset[Decimal]:
    """The sizes that a model's name states: 405 billion of `Llama 3.1 405B`, 56 billion of `Mixtral 8x7B`."""
    found = (match for word in name_words(name) if (match := _NAMED_SIZE.fullmatch(word)))
    return frozenset(
        Decimal(match["times"] or 1) * Decimal(match["size"]) * _SIZES[match["unit"]] for match in found
    )


def _of_reference(
    reference: Reference, stated: Form, voices: Sequence[_Voice], bench: Bench
) -> list[ReferenceFinding]:
    compared = [(voice, compare_with_reference(voice.form, stated, bench.rules)) for voice in voices]
    agreeing: set[str] = set()
    for voice, found in compared:
        if found is not None and found.relation is Relation.AGREE:
            agreeing |= voice.articles
    beside = _Beside(stated=stated, source=reference.source, agreeing=frozenset(agreeing))
    return [_judged(voice, found, beside, bench) for voice, found in compared if found is not None]


def _judged(voice: _Voice, found: Comparison, beside: _Beside, bench: Bench) -> ReferenceFinding:
    form, stated = voice.form, beside.stated
    found = found.dimmed(bench.sureness.get(form.form_id, 1.0))
    limits = bench.rules.thresholds
    within = voice.articles <= beside.agreeing
    needed = limits.alert_confidence_one_article if within else limits.alert_confidence_reference
    weight = weigh(form, stated, found, bench)
    if found.relation is Relation.CONTRADICT:
        weight = replace(weight, needed_confidence=needed.share, backing=limits.reference_weight.share)
    assert found.relation is not None
    topic = question_text(replace(stated, scope=()), stated.period)
    said = f"{beside.source}: {shown(stated)}; {voice.speaker}: {shown(form)}"
    return ReferenceFinding(
        reference_id=stated.form_id,
        form_id=form.form_id,
        relation=found.relation,
        reason=str(found.reason),
        explanation=f"{topic}: {said}; {why(form, stated, found, bench.rules)}.",
        confidence=round(found.score, 4),
        severity=weight.severity,
        alert=weight.alert,
    )


def _values(form: Form, reference: Form) -> str:
    return f"{shown(form)} and {shown(reference)}: "
