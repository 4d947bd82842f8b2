"""Where a question stands: settled, told by one origin only, or disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checkers.records import FormRelation, Relation, Verdict

_INDEPENDENT = 2


def disputed_questions(relations: Iterable[FormRelation], question_of: Mapping[str, str]) -> frozenset[str]:
    """The questions of which two forms contradict each other worth an alert.

    Args:
        relations: The relations of a block.
        question_of: The question of each form, by ids.
    """
    return frozenset(
        question_of[relation.form_a]
        for relation in relations
        if relation.relation is Relation.CONTRADICT
        and relation.alert
        and question_of[relation.form_a] == question_of[relation.form_b]
    )


def decide(disputed: bool, origins: Iterable[int]) -> Verdict:
    """Where a question stands: `disputed`, `settled` when an answer has two origins, else `single_origin`.

    Args:
        disputed: Whether it is among `disputed_questions`.
        origins: Independent origins of each of its answers.
    """
    if disputed:
        return Verdict.DISPUTED
    return Verdict.SETTLED if max(origins, default=0) >= _INDEPENDENT else Verdict.SINGLE_ORIGIN
