"""Ids as people type them: the first eight digits behind the prefix, more while another begins alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DIGITS = 8


def short_id(whole: str, others: Iterable[str] = ()) -> str:
    """The beginning of an id that none of the others shares: `fnd_1f3870be`. Linear in the others.

    `others` may hold the id itself. Any command that takes an id takes the beginning of one.
    """
    shared = (_shared(whole, other) for other in others if other != whole)
    return _cut(whole, max(shared, default=0))


def short_ids(ids: Iterable[str]) -> Mapping[str, str]:
    """The short form of each of these ids among them all, by id. As `short_id` of each, in one sort."""
    ordered = sorted(set(ids))
    found: dict[str, str] = {}
    for place, whole in enumerate(ordered):
        beside = ordered[max(0, place - 1) : place] + ordered[place + 1 : place + 2]
        found[whole] = _cut(whole, max((_shared(whole, other) for other in beside), default=0))
    return found


def _cut(whole: str, shared: int) -> str:
    prefix = len(whole.partition("_")[0]) + 1 if "_" in whole else 0
    return whole[: max(prefix + DIGITS, shared + 1)]


def _shared(one: str, other: str) -> int:
    """How many characters two ids begin with alike."""
    for n, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return n
    return min(len(one), len(other))
