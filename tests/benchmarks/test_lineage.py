"""The generated world of news: the same for a seed, its truth whole, and measured as it says."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from benchmarks.lineage import Counted, Traced, measure
from benchmarks.lineage_grammar import line_of, parse_pattern
from benchmarks.lineage_second import make_second_world
from benchmarks.lineage_texts import load_texts, pattern
from benchmarks.lineage_truth import read_truth, write_truth
from benchmarks.lineage_world import World, main, make_world


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(300, seed=3)


def test_the_same_seed_makes_the_same_world(world: World) -> None:
    assert make_world(300, seed=3) == world
    assert make_world(300, seed=4).rows != world.rows


def test_the_truth_speaks_of_articles_that_are_there(world: World, tmp_path: Path) -> None:
    rows = {row.url: row for row in world.rows}
    told = {one.url: one for one in world.truth.articles}
    assert len(rows) == len(world.rows)
    assert rows.keys() == told.keys()
    for one in told.values():
        assert one.parent is None or told[one.parent].outlet == one.parent_name
        assert one.parent is None or told[one.parent].root == one.root
        assert one.parent_name or one.root == one.url
    for change in world.truth.mutations:
        assert told[change.child].parent == change.parent
        assert change.new_value_text in rows[change.child].text
        assert change.old_value_text in rows[change.parent].text
    assert {change.kind for change in world.truth.mutations} >= {"rounded", "converted", "hedge_lost"}
    write_truth(world.truth, tmp_path / "truth.json")
    assert read_truth(tmp_path / "truth.json") == world.truth


def test_the_truth_itself_scores_full_marks(world: World) -> None:
    truth = world.truth
    parents = {one.url: one.parent or one.parent_name for one in truth.articles if one.parent_name}
    pair = tuple(sorted(one.url for one in truth.articles if one.way != "round_up")[:2])
    answer = Counted(answer_id="a", n_origins=truth.origins(pair), urls=pair)
    full = measure(
        truth, Traced(parents={url: name or "" for url, name in parents.items()}, answers=(answer,))
    )
    assert (full.parents, full.strangers, full.roots, full.origin_error) == (1, 1, 1, 0)
    none = measure(truth, Traced(parents={}, answers=()))
    assert none.parents == 0
    assert none.strangers == 1
    assert none.roots < 1


def test_every_sentence_can_be_told() -> None:
    texts = load_texts()
    names = dict.fromkeys(
        (
            "company",
            "trade",
            "goods",
            "rival",
            "partner",
            "town",
            "region",
            "person",
            "storm",
            "day",
            "month",
        ),
        "X",
    ) | {"next": "2025"}

    for topic in texts.topic:
        for fact in topic.fact:
            assert bool(fact.outcome) == fact.forecast
            for voice in (*fact.voice, *fact.total, *fact.outcome):
                printed = line_of(pattern(voice), names, random.Random(1), words="$1 million").text()
                assert printed.count("$1 million") == 1, voice
        for detail in (*topic.own.details, *texts.common.details):
            assert line_of(pattern(detail), names, random.Random(1)).text().endswith("."), detail


@pytest.mark.parametrize("text", ["{a|b", "a}", "{a|{b}"])
def test_braces_must_match(text: str) -> None:
    with pytest.raises(ValueError, match="brace"):
        parse_pattern(text)


def test_the_world_is_written_as_a_run_reads_it(tmp_path: Path) -> None:
    assert main([str(tmp_path / "a.jsonl"), str(tmp_path / "t.json"), "--articles", "40"]) == 0
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 40
    assert {"url", "outlet", "title", "text"} <= rows[0].keys()


def test_a_second_world_has_other_sentences_and_the_same_kind_of_truth() -> None:
    world = make_second_world(150, seed=2)
    assert make_second_world(150, seed=2) == world
    rows = {row.url: row for row in world.rows}
    told = {one.url: one for one in world.truth.articles}
    assert len(rows) == len(world.rows)
    assert rows.keys() == told.keys()
    for one in told.values():
        assert one.parent is None or told[one.parent].outlet == one.parent_name
        assert one.parent is None or told[one.parent].root == one.root
        assert one.parent_name or one.root == one.url
        assert not {"<", "[[", "]]"} & set(rows[one.url].text.replace("](", "").split())
    for change in world.truth.mutations:
        assert told[change.child].parent == change.parent
        assert change.new_value_text in rows[change.child].text
        assert change.old_value_text in rows[change.parent].text
    assert {one.way for one in told.values()} >= {
        "own",
        "reprint",
        "trim",
        "rework",
        "brief",
        "weave",
        "credit",
    }
