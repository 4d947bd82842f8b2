"""The ratchet goes one way, unless a person says so."""

import json
from pathlib import Path

import pytest

from benchmarks.floors import EPSILON, FloorsError, load_floors, pin

FIGURES = {"tuned": {"facts": 0.8, "quotes": 0.9}, "held_out": {"facts": 0.7}}


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "baseline.json"
    pin(FIGURES, "abc", allow_regression=False, path=path)
    return path


def figures(facts: float) -> dict[str, dict[str, float]]:
    return {**FIGURES, "tuned": {"facts": facts, "quotes": 0.9}}


def pinned(path: Path) -> dict[str, float]:
    floors = load_floors(path)
    assert floors is not None
    return floors.floors["tuned"]


def test_no_file_no_floors(tmp_path: Path) -> None:
    assert load_floors(tmp_path / "baseline.json") is None


def test_what_is_pinned_holds(baseline: Path) -> None:
    floors = load_floors(baseline)
    assert floors is not None
    assert floors.gold_sha256 == "abc"
    assert floors.broken(FIGURES) == []


def test_a_figure_below_its_floor_is_named(baseline: Path) -> None:
    floors = load_floors(baseline)
    assert floors is not None
    assert floors.broken(figures(0.7)) == ["tuned: facts is 0.7000, below its floor 0.8000"]
    assert floors.broken(figures(0.8 - EPSILON / 2)) == []
    assert floors.broken({"held_out": {"facts": 0.1}}) == [
        "held_out: facts is 0.1000, below its floor 0.7000"
    ]


def test_a_figure_that_is_gone_is_named(baseline: Path) -> None:
    floors = load_floors(baseline)
    assert floors is not None
    assert floors.broken({"tuned": {"facts": 0.8}}) == [
        "tuned: quotes is not measured any more; its floor is 0.9000"
    ]


def test_a_floor_rises(baseline: Path) -> None:
    assert pin(figures(0.85), "abc", allow_regression=False, path=baseline) == [
        "tuned: facts 0.8000 -> 0.8500"
    ]
    assert pinned(baseline)["facts"] == 0.85


def test_a_floor_is_not_lowered(baseline: Path) -> None:
    before = baseline.read_bytes()
    with pytest.raises(FloorsError, match=r"facts is 0\.7000.*--allow-regression"):
        pin(figures(0.7), "abc", allow_regression=False, path=baseline)
    assert baseline.read_bytes() == before


def test_a_floor_is_lowered_on_request(baseline: Path) -> None:
    pin(figures(0.7), "abc", allow_regression=True, path=baseline)
    assert pinned(baseline)["facts"] == 0.7


def test_small_falls_do_not_add_up(baseline: Path) -> None:
    for step in range(1, 5):
        pin(figures(0.8 - step * EPSILON / 5), "abc", allow_regression=False, path=baseline)
    assert pinned(baseline)["facts"] == 0.8


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps({"floors": {}}))
    with pytest.raises(FloorsError, match="not a file of floors"):
        load_floors(path)
