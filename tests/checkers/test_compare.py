"""Named pairs of claims and the relation between them: `tests/cases/compare_*.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checkers.questions import form_of
from checkers.relations import compare_forms, judge
from checkers.rules import Rules, load_rules
from checkers.severity import Bench
from tests.checkers.tellings import telling

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted(CASES.glob("compare_*.toml"))
FAMILIES = {"Llama 3": "Llama", "Llama 3.1": "Llama", "Llama 3.1 405B": "Llama"}


def _cases() -> dict[str, dict[str, Any]]:
    found = {}
    for path in FILES:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        shared = {key: value for key, value in table.items() if key != "case"}
        for case in table["case"]:
            own = {key: case[key] for key in ("metric", "subject", "kind") if key in case}
            merged = {
                **case,
                "left": {**shared, **own, **case["left"]},
                "right": {**shared, **own, **case["right"]},
            }
            found[f"{path.stem.removeprefix('compare_')}: {case['name']}"] = merged
    return found


CASES_BY_NAME = _cases()


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(families=FAMILIES)


@pytest.mark.parametrize("case", CASES_BY_NAME.values(), ids=CASES_BY_NAME)
def test_case(case: dict[str, Any], rules: Rules) -> None:
    a = form_of("block", telling(case["left"], 1), rules)
    b = form_of("block", telling(case["right"], 2), rules)
    if a.form_id == b.form_id:
        assert case["relation"] == "agree", "one form is an agreement"
        return
    found = compare_forms(a, b, rules)
    got = (
        (found.relation.value, found.reason)
        if found is not None and found.relation is not None
        else ("none", "")
    )
    assert got[0] == case["relation"], got
    if "reason" in case:
        assert got[1] == case["reason"]
    assert compare_forms(b, a, rules) == found
    judged = judge(b, a, Bench(rules=rules))
    assert (judged is None) == (case["relation"] == "none")
    if judged is not None:
        assert judged.form_a < judged.form_b
        assert judged.explanation.endswith(".")
        assert 0 <= judged.confidence <= 1
        assert (judged.severity > 0) == (judged.relation == "contradict")


def test_each_family_has_its_cases() -> None:
    counts = {path.stem: len(tomllib.loads(path.read_text(encoding="utf-8"))["case"]) for path in FILES}
    assert len(counts) == 9
    assert min(counts.values()) >= 10
