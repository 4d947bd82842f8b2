"""Whether two claims speak of one subject, and to one counterparty."""

from __future__ import annotations

from checkers.compare.names import edition_key, is_member_word, is_version, name_words, subject_key
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules
from extractors.records import Kind


def compare_subjects(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """`different` for two subjects or versions, `None` for one (or, for facts, a family and its member).

    Fuzzy likeness is no evidence here: GPT-4 and GPT-4o are alike and are two.
    """
    if a.subject == b.subject:
        return None
    if rules.judgements.are_apart(a.subject, b.subject):
        return _differ(Reason.JUDGED_APART, a, b)
    left = rules.judgements.subject_of(a.subject)
    right = rules.judgements.subject_of(b.subject)
    if left == right or edition_key(left, a.metric) == edition_key(right, b.metric):
        return None
    if a.kind is Kind.FACT and _is_family_and_member(left, right, rules):
        return None
    versions = set(name_words(left)) ^ set(name_words(right))
    return _differ(
        Reason.OTHER_VERSION if any(is_version(word) for word in versions) else Reason.OTHER_SUBJECT, a, b
    )


def _is_family_and_member(left: str, right: str, rules: Rules) -> bool:
    short, long = sorted((name_words(left), name_words(right)), key=len)
    if len(short) < len(long) and long[: len(short)] == short:
        rest = long[len(short) :]
        has_version = any(is_version(word) for word in short)
        return all(is_member_word(word) or (not has_version and is_version(word)) for word in rest)
    family_left, family_right = rules.families.get(left), rules.families.get(right)
    return subject_key(left) == subject_key(family_right or "") or subject_key(right) == subject_key(
        family_left or ""
    )


def compare_counterparties(a: Form, b: Form, rules: Rules) -> Comparison | None:
    """`different` when both name a second party and the two differ."""
    if a.counterparty is None or b.counterparty is None:
        return None
    left, right = rules.judgements.subject_of(a.counterparty), rules.judgements.subject_of(b.counterparty)
    if subject_key(left) == subject_key(right):
        return None
    return Comparison(
        slot="counterparty",
        relation=Relation.DIFFERENT,
        reason=Reason.OTHER_COUNTERPARTY,
        detail=f"{MEANING[Reason.OTHER_COUNTERPARTY]}: {a.counterparty} and {b.counterparty}",
    )


def _differ(reason: Reason, a: Form, b: Form) -> Comparison:
    return Comparison(
        slot="subject",
        relation=Relation.DIFFERENT,
        reason=reason,
        detail=f"{MEANING[reason]}: {a.subject} and {b.subject}",
    )
