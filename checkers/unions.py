"""Joining things that belong together, pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def components(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The sets that pairs join, each in the order in which its members were first met; near-linear."""
    leader: dict[T, T] = {}

    def find(one: T) -> T:
        leader.setdefault(one, one)
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for left, right in pairs:
        leader[find(right)] = find(left)
    members: dict[T, list[T]] = defaultdict(list)
    for one in leader:
        members[find(one)].append(one)
    return list(members.values())
