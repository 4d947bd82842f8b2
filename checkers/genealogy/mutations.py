"""What changed between two articles' tellings of one claim, each change under its name.

An article is taken at its most careful: a hedge, a credit or a "plans to" that stands at one of its mentions
of the figure counts for all of them, since headlines drop these everywhere. And where a sentence was taken
over word for word, nothing has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from checkers.compare.facts import compare_facts
from checkers.compare.names import name_key
from checkers.compare.periods import interval, period_words
from checkers.compare.quotes import compare_quotes
from checkers.compare.scopes import scope_words, stated_scope
from checkers.compare.written import clean_text
from checkers.genealogy.figures import figure_change, has_figures
from checkers.genealogy.kinship import Kinship
from checkers.genealogy.records import TURNED_FACT, Change, Mutation, Teller
from checkers.genealogy.times import are_apart
from checkers.phrases import narrowed, shown
from checkers.reasons import Reason
from checkers.records import Form, Relation
from checkers.rules import Rules
from extractors.lexicon.metrics import Behaviour
from extractors.records import CreditKind, Kind, Modifier, Status

_HEDGES = {
    Modifier.ABOUT: "about",
    Modifier.OVER: "from below",
    Modifier.AT_LEAST: "from below",
    Modifier.UNDER: "from above",
    Modifier.UP_TO: "from above",
}
_STATUS_WORDS = {
    Status.REPORTED: "fact",
    Status.ESTIMATED: "estimate",
    Status.PROJECTED: "forecast",
    Status.TARGET: "target",
    Status.RUMOURED: "rumour",
    Status.DENIED: "denial",
}
_PLANNED = (Status.RUMOURED, Status.PROJECTED, Status.TARGET, Status.ESTIMATED)
_PARTS = ("part", "tranche", "segment", "region", "stage")
_SAID = (Status.RUMOURED, Status.ESTIMATED)
_NEAR_WORDS, _VERB_WORDS = 9, 2
_PARTICIPLE = re.compile(r"[a-z]{3,}ed|struck|won|sold|bought|made|paid", re.ASCII)
_LOOSE = ("instant", "condition")  # told in as many words as there are writers
_MONEY_BASES = {"pre money", "post money"}
_QUOTE_CHANGES = {
    Reason.SHORTENED: Mutation.SHORTENED,
    Reason.WORDING_DIFFERS: Mutation.WORDING_CHANGED,
    Reason.TENSE_DIFFERS: Mutation.WORDING_CHANGED,
    Reason.NUMBER_DIFFERS: Mutation.NUMBER_CHANGED,
    Reason.NEGATION_DIFFERS: Mutation.NEGATION_CHANGED,
}


def changes_between(
    before: Sequence[Teller], after: Sequence[Teller], rules: Rules, kinship: Kinship
) -> tuple[Change, ...]:
    """What changed from the tellings of one article to those of another, each change once.

    Args:
        before: The claims with which the earlier article tells it; all give one value.
        after: The same of the later article.
        rules: The tables of comparison.
        kinship: The metrics that are told for each other.
    """
    if is_verbatim(before, after):
        return ()
    a, b = before[0].form, after[0].form
    found: list[Change] = []
    for look in _LOOKS[a.kind]:
        found.extend(look(before, after, rules, kinship))
    value = value_change(a, b, rules, kinship)
    return (value, *found) if value is not None else tuple(found)


def is_verbatim(before: Sequence[Teller], after: Sequence[Teller]) -> bool:
    """Whether a sentence with the value was taken over word for word."""
    told = {_words(each) for each in before}
    return any(_words(each) in told for each in after)


def _words(teller: Teller) -> tuple[str, str, str]:
    claim = teller.telling.claim
    return clean_text(claim.sentence).casefold(), claim.value_text or claim.object or "", claim.metric


def are_comparable(a: Form, b: Form, rules: Rules) -> bool:
    """Whether one may be the other, changed: like figures, one utterance, a fact that only one can be."""
    if a.kind is Kind.QUANTITY:
        return has_figures(a, b, rules)
    if a.kind is Kind.QUOTE:
        return compare_quotes(a, b, rules).relation is not None
    found = compare_facts(a, b, rules)
    return found.relation is not None and found.reason != Reason.ONE_OF_SEVERAL


def value_change(a: Form, b: Form, rules: Rules, kinship: Kinship) -> Change | None:
    """How the value itself changed, `None` when it did not. The two must be comparable."""
    if a.kind is Kind.QUANTITY:
        mutation = figure_change(a, b, rules, kinship.numbers)
    elif a.kind is Kind.QUOTE:
        mutation = _QUOTE_CHANGES.get(Reason(compare_quotes(a, b, rules).reason))
        if mutation is Mutation.SHORTENED and len(b.object or "") >= len(a.object or ""):
            mutation = None
    else:
        mutation = _fact_change(a, b, rules)
    return Change(mutation=mutation, before=shown(a), after=shown(b)) if mutation is not None else None


def _fact_change(a: Form, b: Form, rules: Rules) -> Mutation | None:
    found = compare_facts(a, b, rules)
    if found.reason == Reason.DATE_PREFIX:
        shorter = len(b.object or "") < len(a.object or "")
        return Mutation.ROUNDED if shorter else Mutation.MADE_FINER
    polar = found.reason in (Reason.DENIED, Reason.DENIED_OTHER, Reason.BOTH_DENY, Reason.DENIAL_AGREES)
    if found.relation is Relation.AGREE or polar or a.object == b.object:
        return None
    return Mutation.STATEMENT_CHANGED


def is_unnamed(metric: str) -> bool:
    """Whether a metric is no known one, but a noun of the sentence."""
    return metric.startswith("other:")


def _metrics(
    before: Sequence[Teller], after: Sequence[Teller], rules: Rules, kinship: Kinship
) -> Iterator[Change]:
    a, b = before[0].form, after[0].form
    if kinship.are_alike(a.metric, b.metric) or is_unnamed(a.metric) or is_unnamed(b.metric):
        return
    if a.metric != b.metric:
        mutation = kinship.turned(a.metric, b.metric)
        yield Change(mutation=mutation, before=_spaced(a.metric), after=_spaced(b.metric))


def _scopes(
    before: Sequence[Teller], after: Sequence[Teller], rules: Rules, kinship: Kinship
) -> Iterator[Change]:
    a, b = before[0].form, after[0].form
    left, right = stated_scope(a), stated_scope(b)
    for slot in sorted(left):
        if slot in right and left[slot] != right[slot] and slot not in _LOOSE:
            bases = {left[slot], right[slot]} == _MONEY_BASES
            mutation = Mutation.PRE_POST_MONEY if bases else Mutation.SCOPE_CHANGED
            yield Change(mutation=mutation, before=_slot(a, slot), after=_slot(b, slot))
        new_money = left[slot] == scope_words().increments[0]
        if slot in _PARTS and not new_money and not any(slot in stated_scope(each.form) for each in after):
            yield Change(mutation=Mutation.PART_TURNED_WHOLE, before=_slot(a, slot), after="the whole")


def _slot(form: Form, slot: str) -> str:
    return narrowed(tuple(pair for pair in form.scope if pair[0] == slot))


def _periods(
    before: Sequence[Teller], after: Sequence[Teller], rules: Rules, kinship: Kinship
) -> Iterator[Change]:
    behaviour = rules.behaviours.of(after[0].form.metric)
    if behaviour.guessed or behaviour.behaviour is not Behaviour.FLOW:
        return  # when a level or an event is dated depends on the day of print
    told, retold = ([each.form.period for each in side if each.form.period] for side in (before, after))
    if told and retold and all(are_apart(one, other, rules) for one in told for other in retold):
        yield Change(
            mutation=Mutation.PERIOD_CHANGED, before=period_words(told[0]), after=period_words(retold[0])
        )


def _standings(
    before: Sequence[Teller], after: Sequence[Teller], rules: Rules, kinship: Kinship
) -> Iterator[Change]:
    told, retold = ({each.form.status for each in side} for side in (before, after))
    if Status.DENIED in told | retold:
        if told.isdisjoint(retold):
            mutation = Mutation.DENIAL_LOST if Status.DENIED in told else Mutation.DENIAL_GAINED
            yield _standing_change(mutation, before, after)
        return
    plan = next((status for status in _PLANNED if status in told), None)
    planned = all(_is_planned(each, kinship) for each in before)
    if _is_firm(after, kinship) and not _is_firm(before, kinship) and Status.REPORTED not in told:
        if plan is not None and (planned or plan in _SAID) and not _came_true(before, after):
            yield _standing_change(TURNED_FACT[plan], before, after)
    elif _is_firm(after, kinship) and planned and before[0].form.kind is Kind.QUANTITY:
        if not _came_true(before, after):  # a plan by its words, though it was read as a fact
            yield _standing_change(Mutation.FORECAST_TURNED_FACT, before, after)
    elif (
        told == {Status.REPORTED}
        and Status.REPORTED not in retold
        and _is_firm(before, kinship)
        and all(_is_planned(each, kinship) for each in after)
    ):
        yield _standing_change(Mutation.STATUS_CHANGED, before, after)


def _is_firm(tellers: Sequence[Teller], kinship: Kinship) -> bool:
    """Whether every mention tells it as come true: in the past tense, and with no word of what is to come.

    How a claim was read is not enough: "will spend" and "spends" tell one plan.
    """
    return all(
        kinship.is_past(_head(each))
        and not kinship.is_unfinished(each.telling.claim.sentence)
        and not kinship.is_under_way(_head(each))
        for each in tellers
    )


def _is_planned(teller: Teller, kinship: Kinship) -> bool:
    """Whether the words right before the value are of what is to come.

    "Turbines will come under a contract worth $5 million signed in April": what is signed is no plan.
    """
    claim = teller.telling.claim
    end = _end_of_value(claim.sentence, claim.value_text)
    behind = claim.sentence[end:].split()[:1] if end is not None else []
    if behind and _PARTICIPLE.fullmatch(behind[0]):
        return False
    return kinship.is_planned(" ".join(_head(teller).split()[-_NEAR_WORDS:]))


def _head(teller: Teller) -> str:
    """The sentence up to the value, and a little on where its verb stands there: "$5 million was spent"."""
    claim = teller.telling.claim
    end = _end_of_value(claim.sentence, claim.value_text)
    if end is None:
        return claim.sentence
    behind = claim.sentence[end:].split()[:_VERB_WORDS]
    if behind and _PARTICIPLE.fullmatch(behind[0]):
        behind = []
    return claim.sentence[:end] + " ".join(["", *behind])


def _end_of_value(sentence: str, value: str | None) -> int | None:
    place = sentence.find(value) if value else -1
    return place + len(value or "") if place >= 0 else None


def _standing_change(mutation: Mutation, before: Sequence[Teller], after: Sequence[Teller]) -> Change:
    told, retold = before[0].form.status, after[0].form.status
    if mutation in TURNED_FACT.values():
        told, retold = (Status.PROJECTED if told is Status.REPORTED else told), Status.REPORTED
    return Change(mutation=mutation, before=_STATUS_WORDS[told], after=_STATUS_WORDS[retold])


def _came_true(before: Sequence[Teller], after: Sequence[Teller]) -> bool:
    """Whether the period was still to end when it was forecast, and over when it was told as a fact."""
    period = after[0].form.period or before[0].form.period
    span = interval(period)
    days = [interval((side[0].telling.published or "")[:10]) for side in (before, after)]
    if span is None or days[0] is None or days[1] is None:
        return False
    return days[0].start < span.end <= days[1].start


def _hedges(
    before: Sequence[Teller], after: Sequence[Teller], rules: Rules, kinship: Kinship
) -> Iterator[Change]:
    forms = [each.form for each in (*before, *after)]
    if any(form.modifier is Modifier.RANGE for form in forms):
        return
    told, retold = ({_HEDGES.get(each.form.modifier, "") for each in side} for side in (before, after))
    if not told.isdisjoint(retold):
        return
    mutation = Mutation.HEDGE_CHANGED
    if told == {""}:
        mutation = Mutation.HEDGE_GAINED
    elif retold == {""}:
        mutation = Mutation.HEDGE_LOST
    yield Change(mutation=mutation, before=_hedge_words(before), after=_hedge_words(after))


def _hedge_words(tellers: Sequence[Teller]) -> str:
    modifiers = (each.form.modifier for each in tellers)
    return next((one.replace("_", " ") for one in modifiers if one in _HEDGES), "no hedge")


def _attributions(
    before: Sequence[Teller], after: Sequence[Teller], rules: Rules, kinship: Kinship
) -> Iterator[Change]:
    credited = [claim.attributed_to for each in before if (claim := each.telling.claim).attributed_to]
    if not credited or any(each.telling.claim.attributed_to for each in after):
        return
    wire = all(each.telling.claim.attribution_kind is CreditKind.WIRE for each in before)
    own = name_key(after[0].telling.outlet or "") == name_key(credited[0])
    if not wire and not own:
        yield Change(mutation=Mutation.ATTRIBUTION_LOST, before=credited[0], after="nobody")


def _spaced(metric: str) -> str:
    return metric.removeprefix("other:").replace("_", " ")


_Look = Callable[[Sequence[Teller], Sequence[Teller], Rules, Kinship], Iterator[Change]]

_LOOKS: dict[Kind, tuple[_Look, ...]] = {
    Kind.QUANTITY: (_metrics, _scopes, _periods, _standings, _hedges, _attributions),
    Kind.FACT: (_metrics, _scopes, _standings, _attributions),
    Kind.QUOTE: (),
}
"""What is looked at after the value itself, in order."""
