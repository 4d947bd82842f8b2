"""Whole blocks: sizes, keys, questions, and what one sentence tells together."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from checkers.blocks import check_block
from checkers.questions import block_key
from checkers.reasons import Reason
from checkers.records import BlockFindings, Relation, Telling, Verdict
from checkers.rules import load_rules
from extractors.records import Kind
from tests.checkers.tellings import telling
from tests.spent import processor

RULES = load_rules()


def many(count: int, values: Sequence[int], periods: Sequence[str | None]) -> list[Telling]:
    """A block of `count` claims over given values and periods, each article its own origin."""
    rng = random.Random(7)
    made = []
    for number in range(count):
        value = rng.choice(values)
        table = {
            "subject": "Halcyon",
            "metric": "valuation",
            "value": f"${value} billion",
            "low": str(value * 10**9),
            "told": f"2024-{rng.randint(1, 12):02d}-03",
        }
        period = rng.choice(periods)
        made.append(telling({**table, "period": period} if period else table, number))
    return made


LARGE = ("0.000001", "461", "416", "3.8e25", "8.3e25", "1e29", "123456789012345678901234567890.123456")
LARGE += ("340282366920938463463374607431", "-5e29")
"""Compared to 28 digits: beyond them two numbers are one."""


@pytest.mark.parametrize("unit", ["USD", "percent", "flop"])
def test_numbers_as_large_as_the_warehouse_holds_are_compared(unit: str) -> None:
    told = [
        telling(
            {"subject": "Halcyon", "metric": "revenue", "period": "2024", "unit": unit, "value": v, "low": v},
            n,
        )
        for n, v in enumerate(LARGE)
    ]
    found = check_block("b", told, RULES)
    assert len(found.forms) == len(LARGE)
    values = {form.form_id: form.value_text for form in found.forms}
    clash = {frozenset((values[a.form_a], values[a.form_b])): a for a in found.relations}
    assert clash[frozenset(("461", "416"))].reason == Reason.DIGIT_SWAP
    assert clash[frozenset(("3.8e25", "8.3e25"))].relation is Relation.CONTRADICT


def test_twenty_thousand_claims_of_one_question_take_under_two_seconds() -> None:
    told = many(20_000, [150, 157, 160, 175], ["2024-10"])
    with processor() as spent:
        found = check_block("b", told, RULES)
    assert spent() < 2
    assert len(found.questions) == 1
    assert len(found.forms) == 4
    assert sum(answer.n_claims for answer in found.answers) == 20_000
    assert not found.issues


def test_many_forms_are_judged_by_neighbours_and_say_so() -> None:
    told = many(
        1500, range(100, 160), [f"2024-{month:02d}-{day:02d}" for month in (1, 2) for day in range(1, 21)]
    )
    found = check_block("b", told, RULES)
    cap = int(RULES.thresholds.forms_cap.value)
    reach = int(RULES.thresholds.neighbours.value)
    assert len(found.forms) > cap
    assert [issue.code for issue in found.issues] == ["block_sampled"]
    assert len(found.relations) <= 3 * reach * len(found.forms)
    assert check_block("b", list(reversed(told)), RULES) == found


def test_many_quotations_of_one_speaker_find_their_variants() -> None:
    rng = random.Random(3)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    lexicon = ["".join(rng.choices(syllables, k=3)) for _ in range(4000)]
    made = []
    for number in range(300):
        words = rng.choices(lexicon, k=12)
        changed = [*words[:6], "altered", *words[7:]]
        for variant, spoken in enumerate((words, changed)):
            table = {"kind": "quote", "subject": "Ada Brook", "metric": "said", "object": " ".join(spoken)}
            made.append(telling(table, 2 * number + variant))
    found = check_block("q", made, RULES)
    assert len(found.forms) == 600
    assert len(found.relations) == 300
    assert {relation.reason for relation in found.relations} == {"wording_differs"}
    assert len(found.questions) == 300


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (
            (Kind.QUANTITY, "GPT-4", "parameter_count", None),
            (Kind.QUANTITY, "GPT-4o", "parameter_count", None),
            False,
        ),
        (
            (Kind.QUANTITY, "DBRX", "training_tokens", None),
            (Kind.QUANTITY, "DBRX Instruct", "training_tokens", None),
            True,
        ),
        ((Kind.FACT, "Llama 3", "license", "Llama"), (Kind.FACT, "Llama", "license", "Llama"), True),
        (
            (Kind.QUANTITY, "Llama 3", "gpu_hours", "Llama"),
            (Kind.QUANTITY, "Llama", "gpu_hours", "Llama"),
            False,
        ),
        ((Kind.QUOTE, "Ada Brook", "said", None), (Kind.QUOTE, "Ada Brook", "told", None), True),
        (
            (Kind.QUANTITY, "ChatGPT", "other:weekly_users", None),
            (Kind.QUANTITY, "ChatGPT", "weekly_users", None),
            True,
        ),
        (
            (Kind.QUANTITY, "ChatGPT", "weekly_users", None),
            (Kind.QUANTITY, "ChatGPT", "monthly_users", None),
            False,
        ),
        ((Kind.QUANTITY, "OpenAI", "revenue", None), (Kind.FACT, "OpenAI", "revenue", None), False),
    ],
)
def test_block_key(
    left: tuple[Kind, str, str, str | None], right: tuple[Kind, str, str, str | None], same: bool
) -> None:
    assert (block_key(*left) == block_key(*right)) == same


def test_an_empty_block_finds_nothing() -> None:
    found = check_block("b", [], RULES)
    assert found == BlockFindings(
        block_key="b",
        forms=(),
        questions=(),
        answers=(),
        relations=(),
        form_of_claim=(),
        question_of_form=(),
    )


def test_the_question_reads_well() -> None:
    table = {"subject": "OpenAI", "metric": "valuation", "value": "$157 billion", "low": "157000000000"}
    found = check_block("b", [telling({**table, "period": "2024-10"})], RULES)
    assert found.questions[0].text == "OpenAI’s valuation, October 2024"
    assert found.questions[0].verdict is Verdict.SINGLE_ORIGIN


def side_by_side(article: int, *values: str) -> list[Telling]:
    """Parameter counts that one sentence of one article tells together."""
    table = {"subject": "Skerry", "metric": "parameter_count", "unit": "parameters"}
    first = [
        telling({**table, "value": f"{value} billion", "low": f"{value}000000000"}, 100 * article + number)
        for number, value in enumerate(values)
    ]
    where = {"article_id": f"art_{article}", "sentence": f"Sizes: {', '.join(values)}."}
    return [replace(each, claim=replace(each.claim, **where)) for each in first]


def test_values_of_one_sentence_are_two_things_and_those_of_two_sentences_are_not() -> None:
    together = check_block("b", side_by_side(1, "8", "70"), RULES)
    assert {each.relation for each in together.relations} == {Relation.DIFFERENT}
    apart = check_block("b", [*side_by_side(1, "8"), *side_by_side(2, "70")], RULES)
    assert {each.relation for each in apart.relations} == {Relation.CONTRADICT}


def test_one_of_several_values_still_contradicts_what_another_article_says() -> None:
    found = check_block("b", [*side_by_side(1, "8", "70"), *side_by_side(2, "9")], RULES)
    assert sorted(each.relation for each in found.relations) == ["contradict", "contradict", "different"]


def test_copies_of_a_sentence_with_several_values_add_no_forms() -> None:
    told = [each for number in range(300) for each in side_by_side(number, "8", "70")]
    assert len(check_block("b", told, RULES).forms) == 2


def test_an_unsure_reading_lowers_confidence_and_alerts_nobody() -> None:
    told = [*side_by_side(1, "8"), *side_by_side(2, "70")]
    sure = check_block("b", told, RULES).relations[0]
    unsure = [replace(each, claim=replace(each.claim, confidence=0.4)) for each in told]
    guessed = check_block("b", unsure, RULES).relations[0]
    assert (sure.alert, guessed.alert) == (True, False)
    assert guessed.relation is sure.relation
    assert guessed.confidence < sure.confidence


def test_two_groups_that_come_to_ask_one_question_are_one() -> None:
    table = {"subject": "Halcyon", "metric": "valuation", "status": "rumoured"}
    series = {"round": "series_b"}
    said: list[dict[str, object]] = [
        {"value": "$66 billion", "low": "66e9", "scope": series, "told": "2025-04-01"},
        {"value": "$6.7 billion", "low": "6.7e9", "scope": series, "period": "2024"},
        {"value": "$66 billion", "low": "66e9", "told": "2025-04-01"},
        {"value": "$66 billion", "low": "66e9", "period": "2024", "told": "2025-04-01"},
    ]
    told = [telling({**table, **each}, number) for number, each in enumerate(said)]
    (question,) = check_block("b", told, RULES).questions
    assert (question.scope, question.period) == ((("round", "series_b"),), "2024")
