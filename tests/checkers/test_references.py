"""References beside claims: `tests/cases/references.toml`, and what they must leave alone."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checkers.blocks import check_block
from checkers.judgements import Judgements
from checkers.questions import form_of
from checkers.records import BlockFindings, Relation, Telling
from checkers.references import compare_with_reference, form_of_reference
from checkers.rules import Rules, load_rules
from checkers.ruling_records import Judgement, Ruling
from extractors.claims.pipeline import Lexicon
from extractors.records import Claim, Kind, Reference
from extractors.references.references import Vocabulary, read_references
from tests.checkers.tellings import telling
from tests.checkers.worlds import blocks

CASES = Path(__file__).parents[1] / "cases" / "references.toml"
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
URL = "https://register.example/halcyon"


def _cases() -> list[Any]:
    table = tomllib.loads(CASES.read_text(encoding="utf-8"))
    return [pytest.param({"subject": table["subject"]} | case, id=case["name"]) for case in table["case"]]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(metrics=Lexicon.load().metrics)


@cache
def vocabulary() -> Vocabulary:
    lexicon = Lexicon.load()
    return Vocabulary.of(lexicon.entities, lexicon.metrics)


def written(folder: Path, row: dict[str, str]) -> Reference:
    """The reference of one row, read from a file as analysts keep it."""
    lines = "\n".join(f'{key} = "{value}"' for key, value in row.items())
    head = f'[[reference]]\nsource = "Register"\nurl = "{URL}"\nunlisted = true\n'
    folder.mkdir(exist_ok=True)
    (folder / "row.toml").write_text(head + lines + "\n", encoding="utf-8")
    (found,) = read_references(folder, vocabulary())
    return found


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], rules: Rules, tmp_path: Path) -> None:
    reference = written(tmp_path, {"subject": case["subject"], **case["row"]})
    claim = {"subject": case["subject"], "metric": case["row"]["metric"], **case["claim"]}
    form = form_of("b", telling(claim, 1), rules, "together" if claim.get("beside") else None)
    found = compare_with_reference(form, form_of_reference(reference, "b", rules), rules)
    got = (found.relation.value, str(found.reason)) if found and found.relation else ("none", "")
    assert got[0] == case["relation"], got
    if "reason" in case:
        assert got[1] == case["reason"]
    if "alert" in case:
        against = check_block("b", [telling(claim, 1)], replace(rules, references={"b": (reference,)}))
        assert [each.alert for each in against.references] == [case["alert"]]


PAPER = Reference(
    reference_id="ref_1",
    kind=Kind.QUANTITY,
    subject="Halcyon",
    metric="parameter_count",
    value_text="6.6 billion parameters",
    source="Model card",
    url=URL,
    place="here",
    low=Decimal("6.6e9"),
    high=Decimal("6.6e9"),
    unit="parameters",
)


def said(value: str, low: str, number: int, **more: object) -> Telling:
    return telling(
        {
            "subject": "Halcyon",
            "metric": "parameter_count",
            "value": value,
            "low": low,
            "unit": "parameters",
            **more,
        },
        number,
    )


def as_reference(claim: Claim, reference_id: str) -> Reference:
    """A reference that says what a claim says."""
    return replace(
        PAPER,
        reference_id=reference_id,
        kind=claim.kind,
        subject=claim.subject,
        metric=claim.metric,
        value_text=claim.value_text or claim.object or "",
        low=claim.low,
        high=claim.high,
        unit=claim.unit,
        modifier=claim.modifier,
        object=claim.object,
        scope=claim.scope,
        period=claim.period,
    )


def with_paper(told: list[Telling], **more: Any) -> BlockFindings:
    return check_block("b", told, load_rules(references={"b": (PAPER,)}, **more))


@QUICK
@given(blocks(), st.randoms(use_true_random=False))
def test_a_reference_is_no_witness_and_order_does_not_matter(told: list[Telling], rng: random.Random) -> None:
    first, last = told[0].claim, told[-1].claim
    assume(first.kind is not Kind.QUOTE)
    rules = load_rules(references={"b": (as_reference(first, "ref_1"), as_reference(last, "ref_2"))})
    without, beside = check_block("b", told, load_rules()), check_block("b", told, rules)
    assert (beside.questions, beside.answers, beside.forms) == (
        without.questions,
        without.answers,
        without.forms,
    )
    assert [(r.form_a, r.form_b, r.relation, r.reason, r.confidence) for r in beside.relations] == [
        (r.form_a, r.form_b, r.relation, r.reason, r.confidence) for r in without.relations
    ]
    assert all(
        new.severity >= old.severity for new, old in zip(beside.relations, without.relations, strict=True)
    )
    shuffled = list(told)
    rng.shuffle(shuffled)
    assert check_block("b", shuffled, rules) == beside


def test_a_single_article_against_a_reference_is_worth_an_alert() -> None:
    (found,) = with_paper([said("66 billion", "66000000000", 1, outlet="Gazette")]).references
    assert (found.relation, found.alert, found.reason) == (Relation.CONTRADICT, True, "ten_fold")
    assert found.explanation == (
        "Halcyon’s parameter count: Model card: 6.6 billion parameters; Gazette: 66 billion; "
        "one 10 times the other, perhaps a nought too many or too few."
    )


def test_an_unsure_reading_is_stored_and_no_alert() -> None:
    unsure = said("66 billion", "66000000000", 1)
    unsure = replace(unsure, claim=replace(unsure.claim, confidence=0.3))
    (found,) = with_paper([unsure]).references
    assert (found.relation, found.alert) == (Relation.CONTRADICT, False)


def test_an_article_that_also_says_what_the_reference_says_must_be_surer() -> None:
    claims = [said("6.6 billion", "6600000000", 1), said("9 billion", "9000000000", 2)]
    told = [replace(each, claim=replace(each.claim, confidence=0.8, article_id="art_1")) for each in claims]
    assert not any(each.alert for each in with_paper(told).references)
    apart = [replace(each, claim=replace(each.claim, confidence=0.8)) for each in claims]
    assert any(each.alert for each in with_paper(apart).references)


def test_a_reference_behind_one_side_makes_a_contradiction_graver() -> None:
    told = [said("6.6 billion", "6600000000", 1), said("6.9 billion", "6900000000", 2)]
    (bare,) = check_block("b", told, load_rules()).relations
    (backed,) = with_paper(told).relations
    assert backed.severity > bare.severity > 0
    assert (backed.relation, backed.confidence) == (bare.relation, bare.confidence)


def test_a_reference_that_both_sides_contradict_backs_neither() -> None:
    told = [said("8 billion", "8000000000", 1), said("9 billion", "9000000000", 2)]
    (bare,) = check_block("b", told, load_rules()).relations
    (beside,) = with_paper(told).relations
    assert beside.severity == bare.severity


@pytest.mark.parametrize(
    ("ruling", "alert", "dismissed", "relation"),
    [
        (Ruling.DISMISSED, False, True, Relation.CONTRADICT),
        (Ruling.CONFIRMED, True, False, Relation.CONTRADICT),
        (Ruling.WRONG_MATCH, False, False, Relation.DIFFERENT),
    ],
)
def test_a_ruling_on_the_two_values_holds(
    ruling: Ruling, alert: bool, dismissed: bool, relation: Relation
) -> None:
    on = Judgement(ruling=ruling, left="9 billion", right="6.6 billion parameters", subject="Halcyon")
    (found,) = with_paper([said("9 billion", "9000000000", 1)], judgements=Judgements((on,))).references
    assert (found.alert, found.dismissed, found.relation) == (alert, dismissed, relation)
