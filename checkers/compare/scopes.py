"""What narrows two claims (DESIGN 3.3): stated slots that differ, and parts beside wholes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from checkers.compare.names import name_key
from checkers.compare.periods import interval
from checkers.compare.quantities import compare_values, ends, value_of
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules
from extractors.lexicon.strict import build, read_toml
from extractors.records import Kind

_PARTIAL = ("part", "tranche", "segment", "region")
_MONEY_BASES = {"pre money", "post money"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeWords:
    """The words of `scopes.toml`."""

    whole: tuple[str, ...]
    increments: tuple[str, ...]
    totals: tuple[str, ...]
    printed_increments: tuple[str, ...]
    larger_bases: tuple[str, ...]
    smaller_bases: tuple[str, ...]


@lru_cache(maxsize=2)
def scope_words(path: Path | None = None) -> ScopeWords:
    """The words about scope that ship with the package, or those of `path`."""
    source = path or Path(str(files("checkers") / "scopes.toml"))
    return build(ScopeWords, read_toml(source), source.name)


def compare_scopes(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """The relation that scope settles, or a finding without one whose score lowers confidence, or `None`."""
    unlabelled = rules.behaviours.of(a.metric).unlabelled
    if a.scope == b.scope and not unlabelled:
        return None
    left, right = stated_scope(a), stated_scope(b)
    for slot in sorted(set(left) & set(right)):
        if left[slot] != right[slot]:
            return _both_stated(slot, left[slot], right[slot])
    one_sided = sorted(set(left) ^ set(right))
    if any(slot not in left or slot not in right for slot in unlabelled):
        return _unlabelled(a, b, rules)
    if not one_sided:
        return None
    if "basis" in one_sided:
        found = _one_basis(*((a, b) if "basis" in left else (b, a)))
        if found is not None:
            return found
    words = scope_words()
    for slot in one_sided:
        if slot in words.whole:
            part, whole = (a, b) if slot in left else (b, a)
            return _part_and_whole(slot, part, whole, rules)
    share = rules.thresholds.part_known_share.share
    return Comparison(
        slot="scope",
        relation=None,
        reason=Reason.OTHER_SCOPE,
        detail=f"only one states {', '.join(one_sided)}",
        score=share,
    )


def stated_scope(form: Form) -> dict[str, str]:
    """The scope slots that narrow a form, folded; what only says "in all" is left out."""
    words = scope_words()
    stated: dict[str, str] = {}
    for slot, value in form.scope:
        folded = value.casefold()
        if slot in (*_PARTIAL, "window") and folded in words.totals:
            continue
        stated[slot] = words.increments[0] if folded in words.increments else name_key(value)
    return stated


def _one_basis(stated: Form, bare: Form) -> Comparison | None:
    """`different` where one basis is stated and the other value lies on the side where the plain one would.

    A valuation without the money is lower, a price with the debt higher than the bare one: such a gap is
    what the basis makes. A gap the other way is none of its doing, and the two compare.
    """
    basis = stated_scope(stated)["basis"]
    if stated.low is None or stated.high is None or bare.low is None or bare.high is None:
        return None
    if stated.unit != bare.unit:
        return None
    smaller = basis in scope_words().smaller_bases and stated.high < bare.low
    larger = basis in scope_words().larger_bases and stated.low > bare.high
    if not smaller and not larger:
        return None
    if basis in _MONEY_BASES:
        return _found(Relation.DIFFERENT, Reason.PRE_POST_MONEY, MEANING[Reason.PRE_POST_MONEY])
    return _found(Relation.DIFFERENT, Reason.OTHER_SCOPE, f"only one is {basis}")


def _both_stated(slot: str, left: str, right: str) -> Comparison:
    if slot == "instant":
        return _found(Relation.UPDATE, Reason.OTHER_INSTANT, MEANING[Reason.OTHER_INSTANT])
    if {left, right} == _MONEY_BASES:
        return _found(Relation.DIFFERENT, Reason.PRE_POST_MONEY, MEANING[Reason.PRE_POST_MONEY])
    return _found(Relation.DIFFERENT, Reason.OTHER_SCOPE, f"another {slot.replace('_', ' ')}")


def _unlabelled(a: Form, b: Form, rules: Rules) -> Comparison | None:
    values = compare_values(a, b, rules.thresholds) if a.kind is Kind.QUANTITY else None
    if values is not None and values.relation is Relation.AGREE:
        return Comparison(
            slot="scope",
            relation=None,
            reason=Reason.UNLABELLED,
            detail=MEANING[Reason.UNLABELLED],
            score=0.6,
        )
    return _found(Relation.DIFFERENT, Reason.UNLABELLED, MEANING[Reason.UNLABELLED])


def _part_and_whole(slot: str, part: Form, whole: Form, rules: Rules) -> Comparison:
    words = dict(part.scope)[slot]
    is_increment = words.casefold() in scope_words().increments
    if part.kind is Kind.QUANTITY and part.unit == whole.unit:
        values = compare_values(part, whole, rules.thresholds)
        if is_increment and values is not None and values.relation is Relation.AGREE:
            share = rules.thresholds.part_known_share.share
            detail = "one says that it is new money"
            return Comparison(
                slot="scope", relation=None, reason=Reason.PART_AND_WHOLE, detail=detail, score=share
            )
        if not is_increment and slot in _PARTIAL and _exceeds(part, whole, rules):
            return _found(Relation.CONTRADICT, Reason.PART_EXCEEDS_WHOLE, MEANING[Reason.PART_EXCEEDS_WHOLE])
    return _found(
        Relation.DIFFERENT, Reason.PART_AND_WHOLE, f"one is the {slot} '{words}', the other the whole"
    )


def _exceeds(part: Form, whole: Form, rules: Rules) -> bool:
    """Whether a part is larger than the whole of the same time, both of one status."""
    if part.status != whole.status or interval(part.period) != interval(whole.period):
        return False
    small, large = value_of(part, rules.thresholds), value_of(whole, rules.thresholds)
    if small is None or large is None or large.is_lower or small.is_upper:
        return False
    return small.low.value > 0 and ends(small, rules.thresholds)[0] > ends(large, rules.thresholds)[1]


def _found(relation: Relation, reason: Reason, detail: str) -> Comparison:
    return Comparison(slot="scope", relation=relation, reason=reason, detail=detail, score=0.9)
