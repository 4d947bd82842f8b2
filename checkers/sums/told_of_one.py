"""Sums of figures that an article tells of one subject, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from checkers.compare.names import edition_key, name_key
from checkers.compare.periods import interval
from checkers.sums.figures import Term
from checkers.sums.worked import Worked
from extractors.records import Status

_NOBODY = ("", "(not told)")
_FIRM = (Status.REPORTED, Status.ESTIMATED)
_MOST_READINGS = 64
"""Pairs or triples of figures tried for one subject: an article that tells more of one is no article."""


def parameters(terms: Sequence[Term]) -> Iterator[Worked]:
    """The active parameters of a model are no more than all its parameters."""
    for total_of, active_of in _of_one_subject(terms, ("parameter_count", "active_parameters")):
        yield from _none_holds(
            [_least(active, whole) for whole, active in product(total_of, active_of) if _fits(whole, active)]
        )


def _least(active: Term, whole: Term) -> Worked:
    return Worked(
        terms=(active, whole),
        told=whole.printed,
        role="in all",
        told_interval=whole.interval,
        given=active.interval,
        middle=active.value,
        expression=f"{active.printed} active",
        unit="",
        is_least=True,
    )


def post_money(terms: Sequence[Term]) -> Iterator[Worked]:
    """A valuation after the money is the one before it and the round."""
    for values, rounds in _of_one_subject(terms, ("valuation", "funding_round")):
        before = [term for term in values if _basis(term) == "pre_money"]
        after = [term for term in values if _basis(term) == "post_money"]
        whole = [term for term in rounds if not _is_part(term)]
        yield from _none_holds(
            [
                _with_money(pre, paid, post)
                for pre, paid, post in product(before, whole, after)
                if _fits(pre, paid) and _fits(paid, post) and _fits(pre, post)
            ]
        )


def _with_money(pre: Term, paid: Term, post: Term) -> Worked:
    return Worked(
        terms=(paid, pre, post),
        told=post.printed,
        role="post-money",
        told_interval=post.interval,
        given=pre.interval.plus(paid.interval),
        middle=pre.value + paid.value,
        expression=f"{paid.printed} round + {pre.printed} pre-money",
        unit=post.unit,
    )


def _none_holds(readings: Sequence[Worked]) -> Iterator[Worked]:
    """The reading that comes nearest, where the article tells several figures and none of them comes out."""
    if readings and len(readings) <= _MOST_READINGS and not any(each.holds for each in readings):
        yield min(readings, key=lambda each: (each.gap, [term.claim.claim_id for term in each.terms]))


def _of_one_subject(
    terms: Sequence[Term], metrics: tuple[str, str]
) -> Iterator[tuple[list[Term], list[Term]]]:
    """The figures of two metrics of each subject that has both, in order of subject."""
    by_subject: dict[str, tuple[list[Term], list[Term]]] = {}
    for term in terms:
        claim = term.claim
        if claim.metric in metrics and claim.subject not in _NOBODY and claim.status in _FIRM:
            pair = by_subject.setdefault(edition_key(claim.subject, claim.metric), ([], []))
            pair[metrics.index(claim.metric)].append(term)
    for _, (first, second) in sorted(by_subject.items()):
        if first and second:
            yield first, second


def _fits(a: Term, b: Term) -> bool:
    """Whether two figures may be put together: one unit, no scope and no period that tells them apart."""
    if a.unit != b.unit or a.value <= 0 or b.value <= 0:
        return False
    left, right = _narrowing(a), _narrowing(b)
    if any(left[slot] != right[slot] for slot in left.keys() & right.keys()):
        return False
    one, other = interval(a.claim.period), interval(b.claim.period)
    return one is None or other is None or one.gap(other) == 0


def _narrowing(term: Term) -> dict[str, str]:
    return {slot: name_key(value) for slot, value in term.claim.scope if slot != "basis"}


def _basis(term: Term) -> str | None:
    return dict(term.claim.scope).get("basis")


def _is_part(term: Term) -> bool:
    return any(slot in ("part", "tranche", "segment") for slot, _ in term.claim.scope)
