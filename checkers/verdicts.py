"""How many independent origins stand behind an answer, and where its question stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checkers.compare.names import name_key
from checkers.records import FormRelation, Relation, Telling, Verdict
from extractors.records import CreditKind

_SHARED_CREDITS = (CreditKind.OUTLET, CreditKind.DOCUMENT, CreditKind.WIRE)
_INDEPENDENT = 2


def count_origins(tellings: Iterable[Telling]) -> int:
    """Independent witnesses: claims collapsed by copy component and by a shared credit to a named source.

    An outlet's own article is one witness with those that credit the outlet. A copy never adds a witness.
    """
    told = list(tellings)
    if len(told) == 1:
        return 1
    outlets = {name_key(telling.outlet) for telling in told if telling.outlet}
    leader: dict[str, str] = {}
    for telling in told:
        keys = _keys(telling, outlets)
        for key in keys:
            leader.setdefault(key, key)
        for key in keys[1:]:
            leader[_root(leader, key)] = _root(leader, keys[0])
    credited = {key for key in leader if key.startswith("credit:")}
    for telling in told:
        own = f"credit:{name_key(telling.outlet)}" if telling.outlet else ""
        if own in credited:
            leader[_root(leader, own)] = _root(leader, f"origin:{telling.origin}")
    return len({_root(leader, f"origin:{telling.origin}") for telling in told})


def _keys(telling: Telling, outlets: set[str]) -> list[str]:
    keys = [f"origin:{telling.origin}"]
    credited = telling.claim.attributed_to
    if credited is None:
        return keys
    known_outlet = telling.claim.attribution_kind is None and name_key(credited) in outlets
    if telling.claim.attribution_kind in _SHARED_CREDITS or known_outlet:
        keys.append(f"credit:{name_key(credited)}")
    return keys


def _root(leader: dict[str, str], key: str) -> str:
    while leader[key] != key:
        leader[key] = leader[leader[key]]
        key = leader[key]
    return key


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
