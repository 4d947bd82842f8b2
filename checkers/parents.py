"""Which of the articles that share its text an article was made from: one each, so that copies form trees.

A copy repeats what its source had changed before, so the source is, of all articles that may have come first,
the one that explains most of the copy and holds least that the copy has not. One source each also keeps
digests, which take from many, from joining the stories they take from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checkers.branching import Edge, cheapest_sources
from checkers.unions import components

_NOBODY = -1
_NO_SOURCE = 1e9
"""What a place without a source costs: more than all that sources can differ in."""
_FIRST = 1e5
"""What it costs less where the place is the first of its family: more than those differ in, again."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """`copy` may derive from `source` (places on the shelf); the higher the score, the likelier.

    `is_known` says whether it is known that the source came first.
    """

    copy: int
    source: int
    score: float
    is_known: bool


_Rows = Mapping[int, Sequence[Derivation]]


def choose_sources(possible: Iterable[Derivation]) -> dict[int, int]:
    """The source of each place that has one; following sources never leads in a circle.

    Every place takes its likeliest source. Where nobody knows who came first that may lead in a circle; of
    such a family as few places as can be are without a source, first of all the one that explains the others
    best, and the rest have the sources that are likeliest in sum. So one more copy never makes a family fall
    apart. Ties go to the lower place.
    """
    rows: dict[int, list[Derivation]] = defaultdict(list)
    for one in possible:
        rows[one.copy].append(one)
    for found in rows.values():
        found.sort(key=lambda one: (-one.score, one.source))
    chosen = {copy: row[0].source for copy, row in rows.items()}
    pairs = ((one.copy, one.source) for row in rows.values() for one in row)
    for members in map(sorted, components(pairs)):
        if any(_is_in_a_circle(place, chosen) for place in members):
            for place in members:
                chosen.pop(place, None)
            chosen |= _tree(members, rows)
    return chosen


def _tree(members: Sequence[int], rows: _Rows) -> dict[int, int]:
    """The sources within a family; the first of it, or each of its firsts, has none."""
    first = _first(members, rows)
    edges = [Edge(_NO_SOURCE - (_FIRST if place == first else 0.0), _NOBODY, place) for place in members]
    edges += [Edge(-one.score, one.source, place) for place in members for one in rows.get(place, ())]
    return {copy: source for copy, source in cheapest_sources(edges).items() if source != _NOBODY}


def _first(members: Sequence[int], rows: _Rows) -> int | None:
    """Of those not known to follow anyone, what explains the others best; `None` where all are known to."""
    explains: dict[int, float] = defaultdict(float)
    following = set()
    for one in (one for place in members for one in rows.get(place, ())):
        explains[one.source] += one.score
        if one.is_known:
            following.add(one.copy)
    heads = [place for place in members if place not in following]
    return min(heads, key=lambda place: (-explains[place], place), default=None)


def _is_in_a_circle(place: int, chosen: Mapping[int, int]) -> bool:
    """Whether following sources from a place leads on for ever."""
    seen = set()
    while place in chosen and place not in seen:
        seen.add(place)
        place = chosen[place]
    return place in seen
