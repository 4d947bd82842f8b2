"""Fast ways on arrays give what slow ways on words give: shingles, fingerprints, candidates, shared runs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.candidates import candidates, postings
from checkers.copies import Runs, shared_runs
from checkers.shingles import BREAK, distinct_shingles, shingles, winnow
from checkers.tracing import load_tracing_rules
from checkers.tracing_records import Hashes

RULES = load_tracing_rules()
FEW = replace(RULES, candidate_neighbours=2, candidate_pairs=3, candidate_share=0.2)
codes = st.lists(st.integers(min_value=BREAK, max_value=4), max_size=60)
prints = st.lists(st.frozensets(st.integers(0, 15), max_size=12), max_size=14)


def slow_pairs(texts: list[frozenset[int]]) -> list[tuple[int, int]]:
    """Earlier and later place of every candidate pair, one fingerprint after the other."""
    holders = defaultdict(list)
    for place, text in enumerate(texts):
        for code in text:
            holders[code].append(place)
    votes: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        for rank, later in enumerate(places):
            before = places[:rank]
            first, near = before[: FEW.candidate_neighbours], before[-FEW.candidate_neighbours :]
            votes.update((earlier, later) for earlier in {*first, *near})
    found = []
    for later in range(len(texts)):
        shared = {
            earlier: votes[earlier, later]
            for earlier in range(later)
            if votes[earlier, later]
            and votes[earlier, later] >= FEW.candidate_share * min(len(texts[earlier]), len(texts[later]))
        }
        best = sorted(shared, key=lambda earlier: (-shared[earlier], earlier))[: FEW.candidate_pairs]
        found += [(earlier, later) for earlier in best]
    return found


def arrays(texts: list[frozenset[int]]) -> list[Hashes]:
    return [np.array(sorted(text), np.uint64) for text in texts]


@given(prints)
def test_candidates_are_those_of_the_slow_way(texts: list[frozenset[int]]) -> None:
    made = arrays(texts)
    counts = np.array([len(each) for each in made], np.int64)
    assert list(candidates(postings(made), counts, FEW).pairs()) == slow_pairs(texts)


@given(prints, st.data())
def test_a_text_has_its_candidates_whoever_else_is_asked_for(
    texts: list[frozenset[int]], data: st.DataObject
) -> None:
    made = arrays(texts)
    counts = np.array([len(each) for each in made], np.int64)
    wanted = data.draw(st.sets(st.integers(0, max(0, len(texts) - 1)))) if texts else set()
    found = candidates(postings(made), counts, FEW, np.array(sorted(wanted), np.int64))
    assert list(found.pairs()) == [pair for pair in slow_pairs(texts) if pair[1] in wanted]


def slow_runs(left: list[int], right: list[int], shortest: int) -> list[tuple[int, int, int]]:
    runs, start = [], 0
    while start + shortest <= len(left):
        mine = left[start : start + shortest]
        places = [n for n in range(len(right) - shortest + 1) if right[n : n + shortest] == mine]
        if BREAK in mine or not places:
            start += 1
            continue
        place, length = places[0], shortest
        while (
            start + length < len(left)
            and place + length < len(right)
            and left[start + length] == right[place + length] != BREAK
        ):
            length += 1
        runs.append((start, place, length))
        start += length
    return runs


@given(codes, codes, st.integers(2, 5))
@settings(max_examples=200)
def test_shared_runs_are_those_of_the_slow_way(left: list[int], right: list[int], shortest: int) -> None:
    one, two = (Runs.of(np.array(text, np.uint32), shortest) for text in (left, right))
    assert shared_runs(one, two) == slow_runs(left, right, shortest)


@given(codes)
def test_shingles_are_those_of_the_slow_way(text: list[int]) -> None:
    found = np.array(text, np.uint32)
    runs = [tuple(text[n : n + 3]) for n in range(len(text) - 2)]
    by_hash = dict(zip(shingles(found, 3).tolist(), runs, strict=True))
    assert len(by_hash) == len(set(runs))
    assert {by_hash[code] for code in distinct_shingles(found, 3).tolist()} == {
        run for run in runs if BREAK not in run
    }


@given(codes)
def test_fingerprints_are_those_of_the_slow_way(text: list[int]) -> None:
    hashes = shingles(np.array(text, np.uint32), RULES.print_words).tolist()
    width = RULES.run_words - RULES.print_words + 1
    windows = range(len(text) - RULES.run_words + 1)
    want = {min(hashes[n : n + width]) >> 24 for n in windows if BREAK not in text[n : n + RULES.run_words]}
    assert winnow(np.array(text, np.uint32), RULES).tolist() == sorted(want)
