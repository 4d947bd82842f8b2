"""Which telling of one article answers to which of another: the same figure, or one in the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checkers.compare.names import edition_key, subject_key
from checkers.compare.periods import interval
from checkers.compare.scopes import stated_scope
from checkers.genealogy.kinship import Kinship
from checkers.genealogy.mutations import are_comparable, is_verbatim, value_change
from checkers.genealogy.records import Mutation
from checkers.genealogy.seeds import Seed, shared_words
from checkers.records import Form
from checkers.rules import Rules
from extractors.records import Kind

_KEPT = frozenset((Mutation.ROUNDED, Mutation.CONVERTED, Mutation.SHORTENED))
_FINER = 0.7
_KIN = 0.7
_MOVED = 0.65
_SAME = 0.9
_SAME_QUESTION = 0.95
_ONLY_ONE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two tellings that answer to each other. `score` is 0..1, `kept` says that the value is the same."""

    child: Seed
    parent: Seed
    score: float
    kept: bool


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
    kept = [_kept(child, parent, rules, kinship) for child in children for parent in parents]
    for match in sorted(filter(None, kept), key=_rank):
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


def _rank(match: Match) -> tuple[float, str, str]:
    return -match.score, match.child.seed_id, match.parent.seed_id


def _kept(child: Seed, parent: Seed, rules: Rules, kinship: Kinship) -> Match | None:
    a, b = parent.tellers[0].form, child.tellers[0].form
    if not _are_of_one(a, b, kinship):
        return None
    if is_verbatim(parent.tellers, child.tellers):
        return Match(child=child, parent=parent, score=1.0, kept=True)
    if not are_comparable(a, b, rules):
        return None
    change = value_change(a, b, rules, kinship)
    score = _SAME_QUESTION if _asked(child) & _asked(parent) else _SAME
    if change is not None and change.mutation is Mutation.MADE_FINER:
        score = _FINER
    elif change is not None and change.mutation not in _KEPT:
        return None
    if a.metric != b.metric or _are_elsewhere(a, b):
        words = shared_words(child, parent, kinship)
        if change is not None or words < kinship.numbers.kept_words.value:
            return None
        score = _KIN if a.metric != b.metric else _MOVED
    return Match(child=child, parent=parent, score=score, kept=True)


def _moved(  # noqa: PLR0917 -- the two tellings, and what ties them
    child: Seed, parent: Seed, credited: bool, alone: bool, rules: Rules, kinship: Kinship
) -> Match | None:
    """The match of a figure that changed on the way: by the words around it, or because there is one only."""
    a, b = parent.tellers[0].form, child.tellers[0].form
    if a.metric != b.metric or not _are_of_one(a, b, kinship) or _are_elsewhere(a, b):
        return None
    if not are_comparable(a, b, rules):
        return None
    if a.kind is Kind.QUOTE:
        return Match(child=child, parent=parent, score=_SAME, kept=False)
    numbers = kinship.numbers
    words = shared_words(child, parent, kinship)
    least = numbers.credited_words.value if credited else numbers.kept_words.value
    if words < least and not alone:
        return None
    score = max(0.4 + 0.5 * words, _ONLY_ONE if alone or credited else 0.0)
    return Match(child=child, parent=parent, score=score, kept=False)


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


def _are_elsewhere(a: Form, b: Form) -> bool:
    """Whether the texts give the two to other periods or scopes."""
    left, right = interval(a.period), interval(b.period)
    if left is not None and right is not None and (left.end <= right.start or right.end <= left.start):
        return True
    one, other = stated_scope(a), stated_scope(b)
    return any(one[slot] != other[slot] for slot in one.keys() & other.keys())


def _asked(seed: Seed) -> set[str]:
    return {each.question_id for each in seed.tellers if each.question_id is not None}
