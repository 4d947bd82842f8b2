"""What changed between two tellings, case by case: `tests/cases/mutations.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checkers.genealogy.kinship import Kinship, load_kinship
from checkers.genealogy.mutations import changes_between
from checkers.genealogy.records import MEANING, Mutation, Teller, Weight, weight_of
from checkers.questions import form_of
from checkers.rules import Rules, load_rules
from extractors.lexicon.metrics import load_metrics
from extractors.lexicon.strict import LexiconError
from tests.checkers.tellings import telling

FILE = Path(__file__).parents[1] / "cases" / "mutations.toml"
TABLE = tomllib.loads(FILE.read_text(encoding="utf-8"))
CASES = {case["name"]: case for case in TABLE["case"]}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(metrics=load_metrics())


@pytest.fixture(scope="module")
def kinship() -> Kinship:
    return load_kinship()


def tellers(case: dict[str, Any], side: str, rules: Rules) -> list[Teller]:
    shared = {key: value for key, value in TABLE.items() if key != "case"}
    shared |= {key: case[key] for key in ("metric", "kind", "subject") if key in case}
    found = []
    for number, mention in enumerate(case[side]):
        table = {"sentence": f"Mention {number} {side}", "article": f"art_{side}", **shared, **mention}
        told = telling(table, number)
        found.append(Teller(telling=told, form=form_of("block", told, rules), question_id=None))
    return found


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: dict[str, Any], rules: Rules, kinship: Kinship) -> None:
    before, after = (tellers(case, side, rules) for side in ("before", "after"))
    changes = changes_between(before, after, rules, kinship)
    assert [change.mutation.value for change in changes] == case["changes"]
    assert all(change.before and change.after for change in changes)
    assert changes_between(before, before, rules, kinship) == ()


def test_every_mutation_has_a_case_a_meaning_and_a_weight() -> None:
    seen = {name for case in CASES.values() for name in case["changes"]}
    assert seen == {mutation.value for mutation in Mutation}
    assert set(MEANING) == set(Mutation)
    assert {weight_of(mutation) for mutation in Mutation} == set(Weight)


def test_kin_are_metrics_that_there_are(kinship: Kinship) -> None:
    known = {metric.name for metric in load_metrics()}
    assert {name for kin in kinship.kin for name in kin.metrics} <= known
    for turn in kinship.turn:
        assert kinship.are_kin(turn.source, turn.target)


def test_a_number_that_cannot_be_is_refused(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "checkers" / "genealogy" / "genealogy.toml"
    broken = tmp_path / "genealogy.toml"
    broken.write_text(shipped.read_text(encoding="utf-8").replace("value = 0.5", "value = -0.5"))
    with pytest.raises(LexiconError, match=r"numbers\.kept_words"):
        load_kinship(broken)
