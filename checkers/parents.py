"""Which of the articles that share its text an article was made from: one each, so that copies form trees.

A copy repeats what its source had changed before, so the source is, of all articles that may have come first,
the one that explains most of the copy and holds least that the copy has not. One source each also keeps
digests, which take from many, from joining the stories they take from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checkers.unions import components


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

    Of the places of a family that nobody is known to precede, the one that explains the others best is its
    first and has no source. Every other place takes its likeliest. Circles can arise where nobody knows who
    came first; each is opened where that loses least. Ties go to the lower place. Near-linear in the
    derivations: an opened circle costs its own length.
    """
    rows: dict[int, list[Derivation]] = defaultdict(list)
    for one in possible:
        rows[one.copy].append(one)
    for found in rows.values():
        found.sort(key=lambda one: (-one.score, one.source))
    for first in _firsts(rows):
        rows.pop(first, None)
    chosen = dict.fromkeys(rows, 0)
    for start in sorted(rows):
        while circle := _circle(start, rows, chosen):
            place = min(circle, key=lambda place: (_loss(rows[place], chosen[place]), -place))
            chosen[place] += 1
            if chosen[place] == len(rows[place]):
                del chosen[place]
    return {copy: rows[copy][rank].source for copy, rank in chosen.items()}


def _firsts(rows: _Rows) -> list[int]:
    """The first of each family: of those not known to follow anyone, what explains the others best."""
    pairs = [(one.copy, one.source) for row in rows.values() for one in row]
    explains: dict[int, float] = defaultdict(float)
    following = set()
    for row in rows.values():
        for one in row:
            explains[one.source] += one.score
            if one.is_known:
                following.add(one.copy)
    firsts = []
    for members in components(pairs):
        heads = [place for place in members if place not in following]
        if heads:  # else a circle of credits: opened like any other
            firsts.append(min(heads, key=lambda place: (-explains[place], place)))
    return firsts


def _loss(row: Sequence[Derivation], rank: int) -> float:
    """What the score of a place falls by when it takes its next best source, or none."""
    return row[rank].score - (row[rank + 1].score if rank + 1 < len(row) else 0.0)


def _circle(start: int, rows: _Rows, chosen: Mapping[int, int]) -> list[int]:
    """The places of the circle that the sources of a place end in; empty when they end."""
    path: dict[int, int] = {}
    place = start
    while place in chosen:
        if place in path:
            return list(path)[path[place] :]
        path[place] = len(path)
        place = rows[place][chosen[place]].source
    return []
