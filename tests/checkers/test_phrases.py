"""The sentences that editors read, by pairs of forms; and that they can be taken apart again."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checkers.phrases import named, plain, question_text
from checkers.questions import form_of
from checkers.records import Telling
from checkers.relations import judge
from checkers.rules import load_rules
from checkers.severity import Bench
from tests.checkers.tellings import telling
from tests.checkers.test_properties import QUICK
from tests.checkers.worlds import blocks

RULES = load_rules()
ROUND = {"subject": "Thrush Capital", "metric": "investment", "to": "Halcyon", "period": "2031-10"}
WORTH = {"subject": "Halcyon", "metric": "valuation"}
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "explanations.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["sentence"])
def test_sentence(case: dict[str, Any]) -> None:
    a, b = (form_of("b", telling(case[side], n), RULES) for n, side in enumerate(("left", "right")))
    sentence = case["sentence"]
    judged = judge(a, b, Bench(rules=RULES))
    assert judged is not None
    names = ("Reuters", "Wion") if judged.form_a == a.form_id else ("Wion", "Reuters")
    said = named(judged.explanation, *names)
    assert said in (sentence, turned(sentence))
    assert plain(judged.explanation) == said.replace("Reuters: ", "").replace("Wion: ", "")


def turned(sentence: str) -> str:
    """The sentence with its two sides the other way round."""
    sides, mark, rest = sentence.rpartition(", both ")
    first, _, second = sides.partition("; ")
    return f"{second}; {first}{mark}{rest}"


@QUICK
@given(blocks())
def test_every_sentence_keeps_its_shape(told: list[Telling]) -> None:
    forms = {form.form_id: form for form in (form_of("b", each, RULES) for each in told)}
    for a, b in combinations(forms.values(), 2):
        judged = judge(a, b, Bench(rules=RULES))
        if judged is not None:
            words = plain(judged.explanation)
            assert judged.explanation.count("{") == 4
            assert (words.count("; "), words.count(", both ")) == (2, 1)
            assert words.endswith(".")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ({**ROUND, "low": "1e9"}, "Thrush Capital’s investment in Halcyon, October 2031"),
        ({**WORTH, "low": "1e9", "scope": {"basis": "post_money"}}, "Halcyon’s valuation (post-money)"),
        ({**WORTH, "low": "1e9", "scope": {"benchmark": "MMLU"}}, "Halcyon’s valuation (benchmark MMLU)"),
        ({**WORTH, "low": "1e9", "scope": {"round": "seed"}}, "Halcyon’s valuation (seed round)"),
        ({**WORTH, "subject": "", "low": "1e9"}, "Somebody’s valuation"),
    ],
)
def test_question(table: dict[str, object], text: str) -> None:
    form = form_of("b", telling(table), RULES)
    assert question_text(form, form.period) == text
