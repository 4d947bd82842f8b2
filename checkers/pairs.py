"""Which forms of a block are judged against which: all while they are few, neighbours when they are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from checkers.compare.quotes import propose
from checkers.compare.statuses import placed
from checkers.compare.wording import wording_of
from checkers.records import Form
from checkers.thresholds import Thresholds
from extractors.records import Issue, Kind, Stage


def is_sampled(forms: Sequence[Form], thresholds: Thresholds) -> bool:
    """Whether a block holds too many forms for all pairs (quotations have an index and are never sampled)."""
    return len(forms) > thresholds.forms_cap.value and forms[0].kind is not Kind.QUOTE


def form_pairs(
    forms: Sequence[Form], tellings: Mapping[str, int], thresholds: Thresholds
) -> Iterator[tuple[Form, Form]]:
    """The pairs to judge, each once.

    All pairs up to the cap. Above it near-linear: quotations by shared rare words; other forms with their
    neighbours in order of value and in order of time and value, and with those that most claims tell, so
    that a slip is set against what it slipped from.

    Args:
        forms: The forms of one block.
        tellings: How many claims tell each, by form id.
        thresholds: The tuned numbers.
    """
    if len(forms) <= thresholds.forms_cap.value:
        for n, form in enumerate(forms):
            for other in forms[n + 1 :]:
                yield form, other
        return
    if forms[0].kind is Kind.QUOTE:
        for left, right in propose([wording_of(form.object or "") for form in forms], thresholds):
            yield forms[left], forms[right]
        return
    seen: set[tuple[str, str]] = set()
    for form, other in _near(forms, tellings, int(thresholds.neighbours.value)):
        pair = (min(form.form_id, other.form_id), max(form.form_id, other.form_id))
        if pair not in seen:
            seen.add(pair)
            yield form, other


def _near(forms: Sequence[Form], tellings: Mapping[str, int], reach: int) -> Iterator[tuple[Form, Form]]:
    by_value = sorted(forms, key=_value_order)
    by_time = sorted(forms, key=lambda form: (_start(form), _value_order(form)))
    for ordered in (by_value, by_time):
        for n, form in enumerate(ordered):
            for other in ordered[n + 1 : n + 1 + reach]:
                yield form, other
    told_most = sorted(forms, key=lambda form: (-tellings.get(form.form_id, 0), form.form_id))[:reach]
    for form in forms:
        yield from ((form, other) for other in told_most if other is not form)


def _value_order(form: Form) -> tuple[str, Decimal, str, str]:
    return form.unit or "", form.low if form.low is not None else Decimal(0), form.object or "", form.form_id


def _start(form: Form) -> date:
    place = placed(form)
    return place.start if place is not None else date.min


def sampled_issue(block: str, forms: int, thresholds: Thresholds) -> Issue:
    """The issue that says a block was judged by neighbours only."""
    return Issue(
        stage=Stage.CHECK,
        code="block_sampled",
        where=block,
        message=(
            f"{forms} distinct values are more than {thresholds.forms_cap.value}: each was compared with its "
            f"{thresholds.neighbours.value} nearest in value and in time and with those told most often only"
        ),
    )
