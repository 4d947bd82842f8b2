"""The slots that are shown are those that judged: one settles, and it is the one that named the relation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given

from checkers.amounts import amount_words, apart_words, meaning_words
from checkers.questions import form_of
from checkers.reasons import STOPPING, Reason
from checkers.records import Form, Relation, Slot, Telling
from checkers.relations import compare_forms, judge
from checkers.rules import load_rules
from checkers.ruling_records import Judgement, Ruling
from checkers.severity import Bench
from checkers.slots import block_steps, judging_steps, slot_steps
from tests.checkers.tellings import telling
from tests.checkers.test_compare import CASES_BY_NAME, FAMILIES
from tests.checkers.test_properties import QUICK
from tests.checkers.worlds import blocks

RULES = load_rules(families=FAMILIES)
ORDER = list(Slot)


def assert_told_as_judged(a: Form, b: Form) -> None:
    steps = slot_steps(a, b, RULES)
    (settling,) = [step for step in steps if step.settles]
    found = compare_forms(a, b, RULES)
    if found is None:
        assert Reason(settling.reason) in STOPPING or steps[-1].reason == settling.reason
        assert settling.found.startswith("they say nothing of each other")
    else:
        assert settling.reason == found.reason
        assert not settling.found.startswith("they say nothing")
    places = [ORDER.index(step.slot) for step in steps]
    assert places == sorted(set(places))
    turned = [replace(step, left=step.right, right=step.left) for step in slot_steps(b, a, RULES)]
    assert turned == list(steps)


@QUICK
@given(blocks())
def test_generated_forms_are_told_as_they_are_judged(told: list[Telling]) -> None:
    forms = {form.form_id: form for form in (form_of("b", each, RULES) for each in told)}
    for a, b in combinations(forms.values(), 2):
        assert_told_as_judged(a, b)


@pytest.mark.parametrize("case", CASES_BY_NAME.values(), ids=CASES_BY_NAME)
def test_named_pairs_are_told_as_they_are_judged(case: dict[str, dict[str, object]]) -> None:
    a, b = (form_of("b", telling(case[side], n), RULES) for n, side in enumerate(("left", "right")))
    assert_told_as_judged(a, b)


def form(**table: object) -> Form:
    table = {"subject": "Halcyon", "metric": "valuation", **table}
    return form_of("b", telling(table), RULES)


@pytest.mark.parametrize(
    ("left", "right", "slot", "reason"),
    [
        ({}, {"metric": "revenue"}, Slot.METRIC, Reason.OTHER_METRIC),
        ({}, {"kind": "fact", "object": "2019"}, Slot.KIND, Reason.OTHER_KIND),
        ({}, {"subject": ""}, Slot.SUBJECT, Reason.NO_OWNER),
        ({}, {"metric": "other:amount"}, Slot.METRIC, Reason.NO_NOUN),
        ({}, {"subject": "Kestrel"}, Slot.SUBJECT, Reason.OTHER_SUBJECT),
        (
            {"subject": "Skerry 2", "metric": "parameter_count"},
            {"subject": "Skerry 2.5", "metric": "parameter_count"},
            Slot.SUBJECT,
            Reason.OTHER_VERSION,
        ),
    ],
)
def test_claims_of_two_blocks_are_stopped_by_a_slot(
    left: dict[str, object], right: dict[str, object], slot: Slot, reason: Reason
) -> None:
    told = [
        telling({"subject": "Halcyon", "metric": "valuation", "low": "1e9", "value": "$1bn", **table}, number)
        for number, table in enumerate((left, right))
    ]
    alone = [each.claim.subject == "" or each.claim.metric == "other:amount" for each in told]
    keys = [f"alone:{n}" if is_alone else f"block {n}" for n, is_alone in enumerate(alone)]
    forms = [form_of(key, each, RULES) for key, each in zip(keys, told, strict=True)]
    steps = block_steps((told[0].claim, told[1].claim), (forms[0], forms[1]), RULES)
    assert (steps[-1].slot, steps[-1].reason, steps[-1].settles) == (slot, reason, True)
    assert not any(step.settles for step in steps[:-1])


def test_rulings_confidence_and_alert_are_told() -> None:
    a, b = form(value="$4.1 billion", low="4.1e9"), form(value="$4.4 billion", low="4.4e9")
    ruling = Judgement(
        ruling=Ruling.DISMISSED, left="$4.1 billion", right="$4.4 billion", user="ed", note="two deals"
    )
    judgements = replace(RULES.judgements, rulings=(ruling,))
    for rules, told in ((RULES, "nobody"), (replace(RULES, judgements=judgements), "dismissed by ed")):
        bench = Bench(rules=rules, sureness={a.form_id: 0.9, b.form_id: 0.8})
        judged = judge(a, b, bench)
        steps = judging_steps(a, b, bench, compare_forms(a, b, rules), judged)
        assert [step.slot for step in steps] == [Slot.JUDGEMENT, Slot.CONFIDENCE, Slot.ALERT]
        assert steps[0].found.startswith(told)
        assert "x the less sure reading 0.80" in steps[1].found
        assert judged is not None
        assert judged.relation is Relation.CONTRADICT
        assert steps[2].found.startswith("yes" if judged.alert else "no")


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ({"value": "$1bn", "low": "1e9"}, {"value": "$1.3bn", "low": "1.3e9"}, "26 % apart"),
        ({"value": "$1bn", "low": "1e9"}, {"value": "$1bn", "low": "1e9"}, ""),
        ({"value": "$1bn", "low": "1e9"}, {"value": "$3.2bn", "low": "3.2e9"}, "one 3.2 times the other"),
        ({"value": "$1m", "low": "1e6"}, {"value": "$1bn", "low": "1e9"}, "one 1,000 times the other"),
        (
            {"value": "12%", "low": "12", "unit": "percent"},
            {"value": "12.5%", "low": "12.5", "unit": "percent"},
            "0.5 points apart",
        ),
        (
            {"value": "$1bn to $2bn", "low": "1e9", "high": "2e9", "mod": "range"},
            {"value": "$2.5bn", "low": "2.5e9"},
            "22 % apart",
        ),
        ({"value": "a loss of $1bn", "low": "-1e9"}, {"value": "$1bn", "low": "1e9"}, ""),
        ({"value": "$593bn", "low": "593e9"}, {"value": "$592bn", "low": "592e9"}, "0.17 % apart"),
    ],
)
def test_how_far_apart(left: dict[str, object], right: dict[str, object], apart: str) -> None:
    a, b = form(**left), form(**right)
    assert apart_words(a, b, RULES) == apart_words(b, a, RULES) == apart


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("1300000000", "USD", "$1.3bn"),
        ("-90000000", "EUR", "-€90m"),
        ("72300000000", "parameters", "72.3bn parameters"),
        ("12.5", "percent", "12.5 %"),
        ("4500", "employees", "4,500 employees"),
        ("250000000", "NOK", "NOK 250m"),
        ("0", "count", "0"),
        ("1.23456789", None, "1.23457"),
        ("16384", "tokens", "16,384 tokens"),
    ],
)
def test_amounts(number: str, unit: str | None, words: str) -> None:
    assert amount_words(Decimal(number), unit) == words


@pytest.mark.parametrize(
    ("table", "meaning"),
    [
        ({"value": "$40bn", "low": "40e9"}, "$39.5bn to $40.5bn"),
        ({"value": "$40bn", "low": "40e9", "mod": "over"}, "from $40bn up"),
        ({"value": "$40bn", "low": "40e9", "mod": "up_to"}, "up to $40bn"),
        ({"value": "$40bn to $50bn", "low": "40e9", "high": "50e9", "mod": "range"}, "$39.5bn to $50.5bn"),
        ({}, ""),
    ],
)
def test_what_a_value_means(table: dict[str, object], meaning: str) -> None:
    assert meaning_words(form(**table), RULES) == meaning
