"""Pairs of texts worth a look: those that share fingerprints, found by sorting the fingerprints of all.

A posting is a fingerprint with the place of a text that has it in its low bits. Each holder of a fingerprint
is paired with the few earliest and the few nearest earlier holders, so that a phrase that everybody uses
costs no more than any other. What is paired with a text depends on it and on earlier texts alone: a text that
comes later changes nothing for those before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checkers.shingles import FINGERPRINT_BITS
from checkers.tracing import TracingRules
from checkers.tracing_records import Hashes

Places = npt.NDArray[np.int64]

PLACE_BITS = np.uint64(64 - FINGERPRINT_BITS)
"""Bits of a posting that hold a place, of up to 16 million texts."""

_PLACE = (np.uint64(1) << PLACE_BITS) - np.uint64(1)
_POSTINGS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of places by later place, most shared fingerprints first, and how many those are."""

    later: Places
    earlier: Places
    shared: Places

    def pairs(self) -> Iterator[tuple[int, int]]:
        """`(earlier, later)`, in order."""
        return zip(self.earlier.tolist(), self.later.tolist(), strict=True)


def postings(prints: Sequence[Hashes]) -> Hashes:
    """The sorted postings of texts at the places 0, 1, 2 …; 8 bytes a fingerprint."""
    counts = np.array([len(each) for each in prints], np.int64)
    found = np.concatenate([*prints, np.zeros(0, np.uint64)]) << PLACE_BITS
    found |= np.repeat(np.arange(len(prints), dtype=np.uint64), counts)
    found.sort()
    return found


class Votes:
    """Collects what makes texts candidates, for postings that come in shares, each with whole fingerprints.

    Args:
        counts: How many fingerprints the text at each place has.
        wanted: Places whose candidates are asked for, sorted.
        rules: How many neighbours, the least share in common, and how many pairs a text may have.
    """

    def __init__(self, counts: Places, wanted: Places, rules: TracingRules) -> None:
        self._counts = counts
        self._wanted = wanted
        self._rules = rules
        self._pairs: list[Hashes] = [np.zeros(0, np.uint64)]

    def add(self, found: Hashes) -> None:
        """Count the sorted postings of a share."""
        self._pairs.append(_Groups(found).pairs(self._wanted, self._rules.candidate_neighbours))

    def places(self) -> tuple[Places, Places]:
        """The later and the earlier places of the candidates, by all that was counted."""
        later, earlier, _ = _best(np.concatenate(self._pairs), self._counts, self._rules)
        return later, earlier


def sorted_postings(codes: Hashes, places: Places) -> Hashes:
    """The sorted postings of fingerprints and the places that hold them."""
    found = codes << PLACE_BITS
    found |= places.astype(np.uint64)
    found.sort()
    return found


def disturbed(found: Hashes, touched: npt.NDArray[np.bool_], rules: TracingRules) -> Places:
    """The places of untouched texts that have or had a touched neighbour: their candidates may change.

    Args:
        found: The sorted postings of every fingerprint that a touched text has or had.
        touched: Of each place whether its text came, changed or went.
        rules: How many neighbours a text has.
    """
    return _Groups(found).beside(touched, rules.candidate_neighbours)


def candidates(
    found: Hashes, counts: Places, rules: TracingRules, wanted: Places | None = None
) -> Candidates:
    """The candidates of the texts at the `wanted` places, by default of all.

    Args:
        found: The sorted postings of every fingerprint that a wanted text has.
        counts: How many fingerprints the text at each place has.
        rules: How many neighbours, the least share in common, and how many pairs a text may have.
        wanted: Places, sorted.
    """
    wanted = np.arange(len(counts)) if wanted is None else wanted
    group = _Groups(found)
    parts = [
        _best(group.pairs(chunk, rules.candidate_neighbours), counts, rules)
        for chunk in _chunks(wanted, counts)
    ]
    later, earlier, shared = (np.concatenate(column) for column in zip(_none(), *parts, strict=True))
    return Candidates(later, earlier, shared)


def _none() -> tuple[Places, Places, Places]:
    return (np.zeros(0, np.int64),) * 3


def _chunks(wanted: Places, counts: Places) -> Iterator[Places]:
    """The wanted places in stretches that have so many postings each."""
    ends = np.cumsum(counts[wanted]) // _POSTINGS_AT_ONCE
    starts = np.flatnonzero(np.diff(ends, prepend=-1)) if len(wanted) else ()
    for n, start in enumerate(starts):
        yield wanted[start : starts[n + 1] if n + 1 < len(starts) else len(wanted)]


class _Groups:
    """Sorted postings, and where among them each fingerprint begins."""

    def __init__(self, found: Hashes) -> None:
        self._holder = (found & _PLACE).astype(np.int64)
        codes = found >> PLACE_BITS
        index = np.arange(len(found))
        is_first = np.ones(len(found), np.bool_)
        is_first[1:] = codes[1:] != codes[:-1]
        self._start = np.maximum.accumulate(np.where(is_first, index, 0)) if len(found) else index

    def beside(self, touched: npt.NDArray[np.bool_], width: int) -> Places:
        """The untouched places that have a touched one among their neighbours."""
        holds = touched[self._holder]
        index = np.arange(len(holds))
        is_beside = np.zeros(len(holds), np.bool_)
        for n in range(width):
            first, near = self._start + n, index - (n + 1)
            is_beside |= (first < index) & holds[np.minimum(first, len(holds) - 1)]
            is_beside |= (near >= self._start) & holds[np.maximum(near, 0)]
        return np.unique(self._holder[is_beside & ~holds])

    def pairs(self, wanted: Places, width: int) -> Hashes:
        """One `later << PLACE_BITS | earlier` for each fingerprint that makes neighbours of two texts."""
        is_wanted = np.zeros(int(self._holder.max(initial=-1)) + 1, np.bool_)
        is_wanted[wanted[wanted < len(is_wanted)]] = True
        at = np.flatnonzero(is_wanted[self._holder])
        rank = at - self._start[at]
        at, rank = at[rank > 0], rank[rank > 0]
        found = []
        for n in range(width):
            found.append(self._pair(at[rank > n], self._start[at[rank > n]] + n))
            near = at[rank > width + n]  # the first ones are paired already
            found.append(self._pair(near, near - (n + 1)))
        return np.concatenate(found) if found else np.zeros(0, np.uint64)

    def _pair(self, later: Places, earlier: Places) -> Hashes:
        pairs = self._holder[later].astype(np.uint64) << PLACE_BITS
        pairs |= self._holder[earlier].astype(np.uint64)
        return pairs


def _best(pairs: Hashes, counts: Places, rules: TracingRules) -> tuple[Places, Places, Places]:
    """Of each later place the pairs that share most, if they share enough."""
    distinct, shared = np.unique(pairs, return_counts=True)
    later, earlier = (distinct >> PLACE_BITS).astype(np.int64), (distinct & _PLACE).astype(np.int64)
    enough = shared >= rules.candidate_share * np.minimum(counts[later], counts[earlier])
    later, earlier, shared = later[enough], earlier[enough], shared[enough]
    order = np.lexsort((earlier, -shared, later))
    later, earlier, shared = later[order], earlier[order], shared[order]
    index = np.arange(len(later))
    is_first = np.diff(later, prepend=-1) != 0
    rank = index - np.maximum.accumulate(np.where(is_first, index, 0)) if len(later) else index
    kept = rank < rules.candidate_pairs
    return later[kept], earlier[kept], shared[kept]
