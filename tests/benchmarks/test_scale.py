"""The scale benchmark in its short form: it runs, it finds, and time does not grow faster than claims do."""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.scale import main, sizes
from benchmarks.scale_world import rows_of, stories_of


def test_the_short_form(tmp_path: Path) -> None:
    out = tmp_path / "scale.json"
    short = {"smallest": 1_000, "largest": 4_000, "question": 2_000, "cdist": 500, "pairs": 100, "workers": 1}
    options = [part for name, value in short.items() for part in (f"--{name}", str(value))]
    assert main([*options, "--folder", str(tmp_path), "--json", str(out)]) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert [run["claims"] for run in figures["runs"]] == [1_000, 4_000]
    assert all(0 < run["contradictions"] < run["relations"] for run in figures["runs"])
    assert figures["question"]["claims"] == 2_000
    assert {"ingest", "trace", "check", "publish"} <= figures["runs"][0]["wall"].keys()
    assert {each["name"].split()[0] for each in figures["brute"]} == {"rapidfuzz", "every"}


def test_sizes_grow_threefold() -> None:
    assert sizes(30_000, 300_000) == [30_000, 94_868, 300_000]


def test_a_world_is_the_same_for_the_same_seed_and_as_large_as_asked() -> None:
    one, same, other = (list(rows_of(500, seed=seed)) for seed in (1, 1, 2))
    assert one == same != other
    assert len(one) == 500


def test_a_world_has_one_large_question_and_many_small_ones() -> None:
    numbers = sorted(story.size for story in stories_of(20_000, random.Random(1)))
    assert sum(numbers) == 20_000
    assert numbers[-1] >= 4_000
    assert sum(number == 1 for number in numbers) > len(numbers) / 3
