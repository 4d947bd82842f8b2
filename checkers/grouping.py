"""Forms to questions: (subject, metric, scope, period), with open periods joined where they fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checkers.compare.currencies import compare_units
from checkers.compare.names import edition_key, name_key, subject_key
from checkers.compare.periods import Interval, interval
from checkers.compare.quantities import compare_values
from checkers.judgements import scope_text
from checkers.phrases import question_text
from checkers.records import Form, FormRelation, Relation
from checkers.rules import Rules
from checkers.unions import components
from extractors.ids import content_id
from extractors.lexicon.metrics import Behaviour
from extractors.records import Kind, Scope

_SEASON_DAYS = 93
_COMPARED_AT_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question before its verdict: who and what it is about, and the forms that answer it."""

    question_id: str
    kind: Kind
    subject: str
    metric: str
    scope: Scope
    period: str | None
    text: str
    forms: tuple[Form, ...]


def group_questions(
    forms: Sequence[Form], relations: Sequence[FormRelation], rules: Rules
) -> tuple[Asked, ...]:
    """The questions of a block in order of id; every form belongs to exactly one.

    Events within the event window share one; flows and levels share one by equal period; a form with an open
    period joins the dated question whose value fits, the nearest to its article's date if several do.
    """
    if forms and forms[0].kind is Kind.QUOTE:
        groups = _connected(forms, relations)
        return _ordered(((None, group) for group in groups), rules)
    apart: dict[tuple[str, ...], list[Form]] = {}
    for form in forms:
        apart.setdefault(_place(form, rules), []).append(form)
    dated = [found for key in sorted(apart) for found in _by_time(apart[key], rules)]
    return _ordered(_labelled(dated, relations), rules)


def _labelled(
    groups: Sequence[tuple[str | None, list[Form]]], relations: Sequence[FormRelation]
) -> list[tuple[str | None, list[Form]]]:
    """The groups, those that leave a label open joined to the one that states it and speaks of the same.

    "Raised €240m" and "raised €240m in its Series B" ask one question. Two groups speak of the same when
    some of their forms agree or contradict; with two labels to choose from, the one tied by more forms.
    """
    if len(groups) == 1:
        return list(groups)
    group_of = {form.form_id: number for number, (_, group) in enumerate(groups) for form in group}
    ties: dict[int, Counter[int]] = defaultdict(Counter)
    for relation in relations:
        if relation.relation in (Relation.AGREE, Relation.CONTRADICT):
            left, right = group_of.get(relation.form_a), group_of.get(relation.form_b)
            if left is not None and right is not None and left != right:
                ties[left][right] += 1
                ties[right][left] += 1
    homes: dict[int, int] = {}
    for number, tied in ties.items():
        wider = [
            (count, -other)
            for other, count in tied.items()
            if _adds_label(groups[number][1], groups[other][1])
        ]
        if wider:
            homes[number] = -max(wider)[1]
    joined = {
        number: (period, list(group)) for number, (period, group) in enumerate(groups) if number not in homes
    }
    for number, home in sorted(homes.items()):
        target = home
        while target in homes:  # a label may be stated in two steps
            target = homes[target]
        period, forms = joined[target]
        joined[target] = (period or groups[number][0], [*forms, *groups[number][1]])
    return list(joined.values())


def _adds_label(group: Sequence[Form], labelled: Sequence[Form]) -> bool:
    """Whether the second group has all scope slots of the first and states a further one."""
    own, further = set(group[0].scope), set(labelled[0].scope)
    same_party = subject_key(group[0].counterparty or "") == subject_key(labelled[0].counterparty or "")
    return own < further and same_party


def _ordered(groups: Iterable[tuple[str | None, Sequence[Form]]], rules: Rules) -> tuple[Asked, ...]:
    """The questions that groups ask, by id; two groups that came to ask one question are one."""
    found: dict[str, Asked] = {}
    for period, group in groups:
        asked = _asked(group, period, rules)
        twin = found.get(asked.question_id)
        found[asked.question_id] = asked if twin is None else _asked((*twin.forms, *group), period, rules)
    return tuple(found[key] for key in sorted(found))


def _place(form: Form, rules: Rules) -> tuple[str, ...]:
    unit = "currency" if rules.rates.is_currency(form.unit) else form.unit or ""
    scope = ";".join(f"{slot}={name_key(value)}" for slot, value in form.scope)
    return (
        edition_key(form.subject, form.metric),
        form.metric,
        unit,
        scope,
        subject_key(form.counterparty or ""),
    )


def _by_time(forms: list[Form], rules: Rules) -> list[tuple[str | None, list[Form]]]:
    behaviour = rules.behaviours.of(forms[0].metric)
    if behaviour.behaviour is Behaviour.CONSTANT and not behaviour.guessed:
        return [(None, forms)]
    dated = [form for form in forms if form.period is not None]
    undated = [form for form in forms if form.period is None]
    groups = _events(dated, rules) if behaviour.behaviour is Behaviour.EVENT else _periods(dated)
    left: list[Form] = []
    for form in sorted(undated, key=lambda each: each.form_id):
        home = _home(form, groups, behaviour.behaviour is Behaviour.EVENT, rules)
        (groups[home][1] if home is not None else left).append(form)
    found: list[tuple[str | None, list[Form]]] = [(period, group) for period, group in groups]
    return [*found, (None, left)] if left else found


def _periods(forms: Sequence[Form]) -> list[tuple[str, list[Form]]]:
    groups: dict[tuple[object, object], list[Form]] = {}
    for form in forms:
        span = interval(form.period)
        if span is not None:
            groups.setdefault((span.start, span.end), []).append(form)
    return [(_name(group), group) for _, group in sorted(groups.items(), key=lambda item: str(item[0]))]


def _events(forms: Sequence[Form], rules: Rules) -> list[tuple[str, list[Form]]]:
    spans = [(span, form) for form in forms if (span := interval(form.period)) is not None]
    spans.sort(key=lambda pair: (pair[0].days > _SEASON_DAYS, pair[0].start, pair[0].end, pair[1].form_id))
    groups: list[tuple[Interval, list[Form]]] = []
    for span, form in spans:
        near = [group for group in groups if group[0].gap(span) <= rules.thresholds.event_days.value]
        if span.days > _SEASON_DAYS:
            near = [group for group in near if group[0] == span or _fits(form, group[1], rules)]
        if near:
            min(near, key=lambda group: (group[0].gap(span), group[0].start))[1].append(form)
        else:
            groups.append((span, [form]))
    return [(_name(group), group) for _, group in groups]


def _name(group: Sequence[Form]) -> str:
    """The period that a question is named after: the shortest that its forms state, the earliest of those."""
    return min((form.period for form in group if form.period is not None), key=_finest)


def _finest(period: str) -> tuple[int, str]:
    span = interval(period)
    return (span.days if span is not None else 0), period


def _home(form: Form, groups: Sequence[tuple[str, list[Form]]], event: bool, rules: Rules) -> int | None:
    told = interval(form.told)

    def distance(n: int) -> tuple[int, str]:
        span = interval(groups[n][0])
        return (told.gap(span) if told is not None and span is not None else 0), groups[n][0]

    fitting = [n for n, (_, group) in enumerate(groups) if _fits(form, group, rules)]
    if fitting:
        return min(fitting, key=distance)
    if event and told is not None:
        near = [n for n in range(len(groups)) if distance(n)[0] <= rules.thresholds.event_days.value]
        return min(near, key=distance) if near else None
    return None


def _fits(form: Form, group: Sequence[Form], rules: Rules) -> bool:
    for other in group[:_COMPARED_AT_MOST]:
        if form.kind is Kind.FACT:
            if form.object is not None and name_key(form.object) == name_key(other.object or ""):
                return True
            continue
        if fits_value(form, other, rules):
            return True
    return False


def fits_value(form: Form, other: Form, rules: Rules) -> bool:
    """Whether two quantities agree by arithmetic alone, converted where they are of two currencies."""
    found = compare_units(form, other, rules) or compare_values(form, other, rules.thresholds)
    return found is not None and found.relation is Relation.AGREE


def _connected(forms: Sequence[Form], relations: Sequence[FormRelation]) -> list[list[Form]]:
    by_id = {form.form_id: form for form in forms}
    alone = [(form_id, form_id) for form_id in by_id]
    tied = [
        (each.form_a, each.form_b)
        for each in relations
        if each.relation in (Relation.AGREE, Relation.CONTRADICT)
    ]
    return [[by_id[form_id] for form_id in group] for group in sorted(components([*alone, *tied]), key=min)]


def _asked(group: Sequence[Form], period: str | None, rules: Rules) -> Asked:
    lead = min(group, key=lambda form: (-len(form.scope), len(form.subject), form.subject, form.form_id))
    unit = "currency" if rules.rates.is_currency(lead.unit) else lead.unit or ""
    own = (
        min(form.form_id for form in group)
        if lead.kind is Kind.QUOTE
        else subject_key(lead.counterparty or "")
    )
    return Asked(
        question_id=content_id(
            "qst",
            lead.block_key,
            edition_key(lead.subject, lead.metric),
            lead.metric,
            unit,
            scope_text(lead.scope),
            period or "",
            own,
        ),
        kind=lead.kind,
        subject=lead.subject,
        metric=lead.metric,
        scope=lead.scope,
        period=period,
        text=question_text(lead, period),
        forms=tuple(sorted(group, key=lambda form: form.form_id)),
    )
