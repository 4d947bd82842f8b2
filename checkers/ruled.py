"""A finding as a person's ruling on its two written values leaves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from checkers.reasons import MEANING, Reason
from checkers.records import Form, FormRelation, ReferenceFinding, Relation
from checkers.ruling_records import Ruling
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
