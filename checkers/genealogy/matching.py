"""Which telling of one article answers to which of another: the same figure, or one in the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checkers.compare.names import edition_key, subject_key
from checkers.compare.scopes import stated_scope
from checkers.genealogy.kinship import Kinship
from checkers.genealogy.mutations import are_comparable, is_unnamed, is_verbatim, value_change
from checkers.genealogy.records import Change, Mutation
from checkers.genealogy.seeds import Seed, shared_words
from checkers.genealogy.times import are_apart
from checkers.records import Form
from checkers.rules import Rules
from extractors.lexicon.metrics import Behaviour
from extractors.records import Kind

_KEPT = frozenset((Mutation.ROUNDED, Mutation.CONVERTED, Mutation.SHORTENED))
_SLIPS = (Mutation.MILLION_BILLION, Mutation.THOUSAND_FOLD, Mutation.WRONG_CURRENCY)
_FINER = 0.7
_KIN = 0.7
_MOVED = 0.65
_SAME = 0.9
_SAME_QUESTION = 0.95
_ONLY_ONE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two tellings that answer to each other. `score` is 0..1, `kept` says that the value is the same.

    `is_renamed` says that it is told of another metric.
    """

    child: Seed
    parent: Seed
    score: float
    kept: bool
    is_renamed: bool = False


def match_articles(
    children: Sequence[Seed],
    parents: Sequence[Seed],
    credits: Callable[[Seed], bool],
    *,
    copied: bool,
    rules: Rules,
    kinship: Kinship,
) -> dict[str, Match]:
    """For the tellings of a later article those of an earlier one that they come from, by seed id.

    A figure that was kept goes before one that changed; and a figure of the earlier article that the later
    one keeps has not changed into another one as well.

    Args:
        children: What the later article tells.
        parents: What the earlier article tells.
        credits: Whether a telling credits the earlier article's outlet for its figure.
        copied: Whether the later article is a copy or a rewrite of the earlier one.
        rules: The tables of comparison.
        kinship: Metrics that are told for each other, and the tuned numbers.
    """
    found: dict[str, Match] = {}
    taken: set[str] = set()
    kept = [
        _kept(child, parent, copied=copied, rules=rules, kinship=kinship)
        for child in children
        for parent in parents
    ]
    for match in sorted(filter(None, kept), key=_rank):
        if not match.is_renamed or match.parent.seed_id not in taken:
            found.setdefault(match.child.seed_id, match)
            if found[match.child.seed_id] is match:
                taken.add(match.parent.seed_id)
    left = [child for child in children if child.seed_id not in found]
    free = [parent for parent in parents if parent.seed_id not in taken]
    moved = [
        _moved(
            child, parent, credits(child), _are_alone(child, parent, left, free) and copied, rules, kinship
        )
        for child in left
        for parent in free
    ]
    for match in sorted(filter(None, moved), key=_rank):
        if match.child.seed_id not in found and match.parent.seed_id not in taken:
            found[match.child.seed_id] = match
            taken.add(match.parent.seed_id)
    return found


def _rank(match: Match) -> tuple[bool, float, str, str]:
    return match.is_renamed, -match.score, match.child.seed_id, match.parent.seed_id


def _kept(child: Seed, parent: Seed, *, copied: bool, rules: Rules, kinship: Kinship) -> Match | None:
    """The match of a figure that is the same, rounded or converted."""
    a, b = parent.tellers[0].form, child.tellers[0].form
    of_one = _are_of_one(a, b, kinship)
    if not of_one and not (copied and _may_be_misread(a, b, kinship)):
        return None
    if of_one and is_verbatim(parent.tellers, child.tellers):
        return Match(child=child, parent=parent, score=1.0, kept=True)
    if not are_comparable(a, b, rules):
        return None
    change = value_change(a, b, rules, kinship)
    if a.metric != b.metric or not of_one:
        return _renamed(child, parent, change, copied=copied, kinship=kinship)
    score = _SAME_QUESTION if _asked(child) & _asked(parent) else _SAME
    if change is not None and change.mutation is Mutation.MADE_FINER:
        score = _FINER
    elif change is not None and change.mutation not in _KEPT:
        return None
    flow = rules.behaviours.of(a.metric).behaviour is Behaviour.FLOW
    if _are_elsewhere(a, b, rules, times=flow):
        words = shared_words(child, parent, kinship)
        if change is not None or words < kinship.numbers.kept_words.value:
            return None
        score = _MOVED
    return Match(child=child, parent=parent, score=score, kept=True)


def _renamed(
    child: Seed, parent: Seed, change: Change | None, *, copied: bool, kinship: Kinship
) -> Match | None:
    """The match of a figure of another metric or subject: by its digits in a copy, or by the words around it.

    Two unrelated figures of one subject share three digits once in nine hundred times.
    """
    a, b = parent.tellers[0].form, child.tellers[0].form
    words = shared_words(child, parent, kinship)
    telling = change is None and _digits(a) >= kinship.numbers.telling_digits.value
    if kinship.are_kin(a.metric, b.metric) and _are_of_one(a, b, kinship):
        fits = change is None and (telling or words >= kinship.numbers.kept_words.value)
    else:
        named = change is None or change.mutation in (*_KEPT, *_SLIPS)
        fits = copied and (telling or (named and words >= kinship.numbers.same_words.value))
    if not fits:
        return None
    kept = change is None or change.mutation in _KEPT
    return Match(child=child, parent=parent, score=_KIN, kept=kept, is_renamed=True)


def _digits(form: Form) -> int:
    """How many digits a figure has without the noughts at its end."""
    return len(form.low.normalize().as_tuple().digits) if form.low is not None else 0


def _moved(  # noqa: PLR0917 -- the two tellings, and what ties them
    child: Seed, parent: Seed, credited: bool, alone: bool, rules: Rules, kinship: Kinship
) -> Match | None:
    """The match of a figure that changed on the way: by the words around it, or because there is one only."""
    a, b = parent.tellers[0].form, child.tellers[0].form
    if a.metric != b.metric or not _are_of_one(a, b, kinship) or _are_elsewhere(a, b, rules):
        return None
    if not are_comparable(a, b, rules):
        return None
    if a.kind is Kind.QUOTE:
        return Match(child=child, parent=parent, score=_SAME, kept=False)
    numbers = kinship.numbers
    words = shared_words(child, parent, kinship)
    least = numbers.credited_words.value if credited else numbers.kept_words.value
    change = value_change(a, b, rules, kinship)
    slipped = _is_telling_slip(a, change, kinship)
    if words < least and not slipped and not (alone and _is_likely(a, b, change, kinship)):
        return None
    score = max(0.4 + 0.5 * words, _ONLY_ONE if alone or credited or slipped else 0.0)
    return Match(child=child, parent=parent, score=score, kept=False)


def _is_telling_slip(a: Form, change: Change | None, kinship: Kinship) -> bool:
    """Whether a figure was set a thousand times too high or low or in another currency, with its digits left.

    So many that this is no chance; a nought too many is a slip that unlike figures share too often.
    """
    is_telling = _digits(a) >= kinship.numbers.telling_digits.value
    return is_telling and change is not None and change.mutation in _SLIPS


def _is_likely(a: Form, b: Form, change: Change | None, kinship: Kinship) -> bool:
    """Whether one figure may have become the other: they are of one size, or a slip apart."""
    if change is None or change.mutation is not Mutation.FIGURE_CHANGED:
        return True
    if a.low is None or b.low is None or a.low * b.low <= 0:
        return False
    small, large = sorted((abs(a.low), abs(b.low)))
    return a.unit == b.unit and large <= small * Decimal(str(kinship.numbers.likely_factor.value))


def _are_alone(child: Seed, parent: Seed, left: Sequence[Seed], free: Sequence[Seed]) -> bool:
    """Whether either article has but this one telling of the metric that is not paired yet."""
    return all(
        sum(each.tellers[0].form.metric == one.tellers[0].form.metric for each in side) == 1
        for one, side in ((child, left), (parent, free))
    )


def _are_of_one(a: Form, b: Form, kinship: Kinship) -> bool:
    """Whether two forms are of one kind, subject and second party, and of metrics told for each other."""
    if a.kind is not b.kind or not kinship.are_kin(a.metric, b.metric):
        return False
    if edition_key(a.subject, a.metric) != edition_key(b.subject, b.metric):
        return False
    return not (
        a.counterparty and b.counterparty and subject_key(a.counterparty) != subject_key(b.counterparty)
    )


def _may_be_misread(a: Form, b: Form, kinship: Kinship) -> bool:
    """Whether two figures may be one, though what or whom they are of was read as two.

    What no metric knows is called by a noun of its sentence, and another writer uses another noun; and of two
    parties to a deal one text names one first.
    """
    unnamed = is_unnamed(a.metric) or is_unnamed(b.metric)
    return a.kind is b.kind is Kind.QUANTITY and (unnamed or kinship.are_kin(a.metric, b.metric))


def _are_elsewhere(a: Form, b: Form, rules: Rules, *, times: bool = True) -> bool:
    """Whether the texts give the two to other scopes, or, where `times` tell figures apart, other periods."""
    if times and are_apart(a.period, b.period, rules):
        return True
    one, other = stated_scope(a), stated_scope(b)
    return any(one[slot] != other[slot] for slot in one.keys() & other.keys() - {"condition"})


def _asked(seed: Seed) -> set[str]:
    return {each.question_id for each in seed.tellers if each.question_id is not None}
