"""Which articles are copies of which: near verbatim, rewritten, or sharing quotations only.

A reader (`Shelf`) turns a stream of articles into prints and forgets the text. Pairs worth a look are
those that share winnowed fingerprints, so no pair with a long run in common is missed and unrelated
articles are never compared: the cost is that of sorting the fingerprints. Each candidate pair is then
compared in full, and called a copy only when

- enough of the smaller text's word triples stand in the other (containment: a copy is often embedded),
- whole runs of words are shared outside quotations, boilerplate and tables (two reports of one press
  release share its quotations and a phrase or two),
- the figures are the same (a machine's template filled in twice shares everything but those).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from checkers.candidates import candidates, postings
from checkers.held import Held
from checkers.records import LineageKind
from checkers.shingles import (
    BREAK,
    Codes,
    Print,
    distinct_shingles,
    shingles,
    whole_runs,
    winnow,
)
from checkers.tracing import TracingRules
from checkers.tracing_records import Hashes, SharedText

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much of two texts is common, of each its share, and the longest run of it."""

    kind: LineageKind
    of_left: float
    of_right: float
    run: Codes


def find_shared_texts(held: Sequence[Held], rules: TracingRules) -> list[SharedText]:
    """Every pair of held articles that shares text, in shelf order; near-linear in the words read."""
    kept = Kept(rules)
    found: list[SharedText] = []
    for earlier, later in _candidates([one.print.prose for one in held], rules):
        shared = shared_prose(held, earlier, later, kept)
        if shared is not None:
            found.append(shared)
    copies = {(one.earlier, one.later) for one in found}
    for earlier, later in _candidates([one.print.quotations for one in held], rules):
        shared = None if (earlier, later) in copies else shared_quotations(held, earlier, later, kept)
        if shared is not None:
            found.append(shared)
    return sorted(found, key=lambda shared: (shared.later, shared.earlier, shared.kind))


def _candidates(texts: Sequence[Codes], rules: TracingRules) -> Iterator[tuple[int, int]]:
    prints = [winnow(codes, rules) for codes in texts]
    counts = np.array([len(each) for each in prints], np.int64)
    found = postings(prints)
    del prints
    return candidates(found, counts, rules).pairs()


def shared_prose(held: Sequence[Held], earlier: int, later: int, kept: Kept) -> SharedText | None:
    """What the prose of two articles has in common, if one is a copy of the other."""
    left, right = held[earlier].print, held[later].print
    shared = compare(left, right, kept.rules, kept)
    if shared is None:
        return None
    small = _by_size(left, right)[0]
    return SharedText(
        earlier=earlier,
        later=later,
        kind=shared.kind,
        of_earlier=shared.of_left,
        of_later=shared.of_right,
        evidence=_evidence(small, shared.run, kept.rules),
    )


def _evidence(one: Print, run: Codes, rules: TracingRules) -> str:
    return shorten(one.spell(run[: rules.evidence_chars]), rules.evidence_chars)


def shared_quotations(held: Sequence[Held], earlier: int, later: int, kept: Kept) -> SharedText | None:
    """The quotations that two articles have in common, if any."""
    left, right = held[earlier].print.quotations, held[later].print.quotations
    runs = shared_runs(kept.runs(left, kept.rules.quotation_run), kept.runs(right, kept.rules.quotation_run))
    if not runs:
        return None
    start, _, length = max(runs, key=lambda run: run[2])
    words = sum(run[2] for run in runs)
    return SharedText(
        earlier=earlier,
        later=later,
        kind=LineageKind.QUOTES_FROM,
        of_earlier=min(1.0, words / max(1, len(left))),
        of_later=min(1.0, words / max(1, len(right))),
        evidence=_evidence(held[earlier].print, left[start : start + length], kept.rules),
    )


def compare(left: Print, right: Print, rules: TracingRules, kept: Kept | None = None) -> Overlap | None:
    """How two texts are copies of each other; `None` if they are not.

    Symmetric: the order of the two makes no difference but to which is left. Linear in their lengths.
    `kept` has what was worked out for other pairs.
    """
    kept = kept or Kept(rules)
    small, large = _by_size(left, right)
    if small.size < rules.min_words or _one_template(small, large, rules):
        return None
    mine, theirs = kept.triples(small), kept.triples(large)
    both = _common(mine, theirs)
    of_small, of_large = both / max(1, len(mine)), both / max(1, len(theirs))
    containment = max(of_small, of_large)
    linked = len(small.links & large.links) >= rules.shared_links
    if containment < (rules.linked_containment if linked else rules.rewrite_containment):
        return None
    if containment < rules.passage and min(of_small, of_large) < rules.passage_share:
        return None
    verbatim = containment >= rules.syndicated_containment
    runs = shared_runs(kept.runs(small.prose, rules.run_words), kept.runs(large.prose, rules.run_words))
    if len(runs) < (1 if verbatim else rules.rewrite_runs - int(linked)):
        return None  # a verbatim copy may be one unbroken run
    if small.size < rules.excerpt_ratio * large.size:
        first = min(run[1] for run in runs)
        if first > rules.excerpt_head * len(large.prose):
            return None
    start, _, length = max(runs, key=lambda run: run[2])
    return Overlap(
        kind=LineageKind.SYNDICATED if verbatim else LineageKind.REWRITE,
        of_left=of_small if small is left else of_large,
        of_right=of_large if small is left else of_small,
        run=small.prose[start : start + length],
    )


def _by_size(left: Print, right: Print) -> tuple[Print, Print]:
    """The smaller and the larger text."""
    if left.size != right.size:
        return (left, right) if left.size < right.size else (right, left)
    return (left, right) if left.prose.tobytes() <= right.prose.tobytes() else (right, left)


def _common(left: Hashes, right: Hashes) -> int:
    """How many hashes two sorted sets have in common."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(few):
        return 0
    return int(np.count_nonzero(many[np.minimum(np.searchsorted(many, few), len(many) - 1)] == few))


class Kept:
    """What comparing asks of a text, worked out once for the texts of the latest pairs.

    Pairs come by their later text, and the texts of a family recur in them.
    """

    def __init__(self, rules: TracingRules) -> None:
        self.rules = rules
        self._triples: dict[int, tuple[Print, Hashes]] = {}
        self._runs: dict[int, tuple[Codes, Runs]] = {}

    def triples(self, one: Print) -> Hashes:
        """The distinct shingles that containment is measured on."""
        found = self._triples.pop(id(one), None)
        if found is None:
            found = one, distinct_shingles(one.prose, self.rules.shingle_words)
        return self._keep(self._triples, id(one), found)

    def runs(self, codes: Codes, length: int) -> Runs:
        """The runs of `length` words of prose or quotations; one length for each."""
        found = self._runs.pop(id(codes), None)
        if found is None:
            found = codes, Runs.of(codes, length)
        return self._keep(self._runs, id(codes), found)

    def _keep(self, kept: dict[int, tuple[T, U]], key: int, found: tuple[T, U]) -> U:
        kept[key] = found  # the text itself is kept too, so no other can have its id
        if len(kept) > self.rules.kept_texts:
            del kept[next(iter(kept))]
        return found[1]


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The runs of `length` words of a text, none across a `BREAK`: where each stands, and its hash.

    `distinct` has the hashes sorted, and `first` says where each first stands.
    """

    codes: Codes
    length: int
    places: npt.NDArray[np.int64]
    hashes: Hashes
    distinct: Hashes
    first: npt.NDArray[np.int64]

    @staticmethod
    def of(codes: Codes, length: int) -> Runs:
        """The runs of a text; linear."""
        places = np.flatnonzero(whole_runs(codes, length))
        hashes = shingles(codes, length)[places]
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        is_first = np.ones(len(ordered), np.bool_)
        np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
        return Runs(codes, length, places, hashes, ordered[is_first], places[order[is_first]])


def shared_runs(left: Runs, right: Runs) -> list[tuple[int, int, int]]:
    """Maximal runs of at least so many words found in both: `(start in left, start in right, words)`."""
    if not len(left.hashes) or not len(right.distinct):
        return []
    at = np.minimum(np.searchsorted(right.distinct, left.hashes), len(right.distinct) - 1)
    met = np.flatnonzero(right.distinct[at] == left.hashes)
    runs: list[tuple[int, int, int]] = []
    end = 0
    for start, place in zip(left.places[met].tolist(), right.first[at[met]].tolist(), strict=True):
        if start >= end:
            length = left.length
            length += _alike(left.codes[start + length :], right.codes[place + length :])
            runs.append((start, place, length))
            end = start + length
    return runs


def _alike(left: Codes, right: Codes) -> int:
    """How many words two stretches begin with alike, up to a `BREAK`."""
    count = min(len(left), len(right))
    unlike = (left[:count] != right[:count]) | (left[:count] == BREAK)
    at = int(unlike.argmax()) if count else 0
    return at if count and unlike[at] else count


def shorten(words: str, limit: int) -> str:
    """The text cut to at most `limit` code points at a blank, with an ellipsis when something is lost."""
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0] + "…"


def _one_template(small: Print, large: Print, rules: TracingRules) -> bool:
    fewest = min(len(small.figures), len(large.figures))
    return fewest >= rules.few_figures and len(small.figures & large.figures) < rules.shared_figures * fewest
