from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.lexicon.facts import frame_pattern, load_fact_metrics
from extractors.lexicon.strict import LexiconError
from extractors.records import Status
from tests.extractors.reading import facts_of
from tests.spent import processor

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "facts.toml").read_text(encoding="utf-8"))[
    "case"
]
METRICS = load_fact_metrics()
EXAMPLES = [(metric.name, example) for metric in METRICS for example in metric.examples]
COUNTEREXAMPLES = [(metric.name, example) for metric in METRICS for example in metric.counterexamples]
NAMES = ["OpenAI", "Meta", "Llama 3.1", "GPT-4", "Sam Altman", "the company", "it", "its", "2015"]
CUES = ["CEO", "founder", "of", "open source", "license", "led by", "round", "founded", "not", "'s", "’s"]
MARKS = [",", ".", " ", "**", "[", "](http://a)", "\n", "(", ")", "\ue001"]
WORDS = st.sampled_from(NAMES + CUES + MARKS)


def rows(facts):
    return sorted(
        (fact.metric, fact.subject, fact.object, str(fact.status), fact.period or "") for fact in facts
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    found = facts_of(case["text"], title=case.get("title"), published=case.get("published"))
    assert rows(found) == sorted(map(tuple, case["expect"]))


def test_a_third_of_the_cases_expect_nothing():
    assert 3 * sum(not case["expect"] for case in CASES) >= len(CASES)


@pytest.mark.parametrize(
    ("name", "example"), EXAMPLES, ids=[f"{name}: {e.text[:40]}" for name, e in EXAMPLES]
)
def test_an_example_yields_exactly_its_facts(name, example):
    found = [
        f
        for f in facts_of(example.text, title=example.title, published=example.published)
        if f.metric == name
    ]
    assert rows(found) == sorted(
        (name, e.subject, e.object, str(e.status), e.period or "") for e in example.expect
    )


@pytest.mark.parametrize(
    ("name", "example"), COUNTEREXAMPLES, ids=[f"{name}: {e.text[:40]}" for name, e in COUNTEREXAMPLES]
)
def test_a_counterexample_yields_none(name, example):
    assert [f for f in facts_of(example.text, title=example.title) if f.metric == name] == []


def test_every_metric_of_the_contract_has_a_file():
    dates = {"founded", "release_date", "announcement_date"}
    people = {"ceo", "founder", "lead_investor", "developer", "acquirer"}
    assert {metric.name for metric in METRICS} == dates | people | {"license", "headquarters", "event_status"}


def test_spans_hold_the_words_of_the_object():
    text = "San Francisco-based **OpenAI**, which [Sam Altman](https://x.example) co-founded in 2015, moved."
    by_metric = {fact.metric: fact for fact in facts_of(text)}
    assert by_metric["headquarters"].value_span.of(text) == "San Francisco"
    assert by_metric["founder"].value_span.of(text) == "Sam Altman"
    assert by_metric["founded"].value_span.of(text) == "2015"
    assert all(fact.mention == "OpenAI" for fact in by_metric.values())


def test_a_guessed_subject_is_less_sure_than_a_named_one():
    (named,) = facts_of("OpenAI CEO Sam Altman cut the ribbon.")
    (guessed,) = facts_of("Rents are high. CEO Sam Altman cut the ribbon.", title="OpenAI opens an office")
    assert guessed.confidence < named.confidence
    assert guessed.mention is None


def test_a_denied_role_is_denied():
    (fact,) = facts_of("Elon Musk is not the CEO of OpenAI.") or (None,)
    assert fact is None or fact.status is Status.DENIED


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_their_sentence_and_facts_are_told_once(text):
    found = facts_of(text)
    for fact in found:
        assert fact.value_span.of(text)
        assert (
            fact.sentence_span.start <= fact.value_span.start < fact.value_span.end <= fact.sentence_span.end
        )
        assert 0 < fact.confidence <= 1
    keys = [(f.sentence_span, f.metric, f.subject, f.object) for f in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "unit", ["OpenAI, ", "led by ", "round led by Microsoft ", "CEO of Meta, ", "Ab ", "open ", "’s "]
)
def test_hostile_texts_take_no_time(unit):
    text = unit * (30_000 // len(unit))
    with processor() as spent:
        facts_of(text)
    assert spent() < 6.0


def test_the_same_text_yields_the_same_facts():
    text = "Meta CEO Mark Zuckerberg announced Llama 4, and Llama 3.1 is open-weight."
    assert facts_of(text) == facts_of(text)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{nothing}", "unknown placeholder"),
        ("{verb:org}", "unknown group"),
        ("(", "frame"),
    ],
)
def test_a_frame_that_cannot_be_read_is_refused(form, message):
    with pytest.raises(ValueError, match=message):
        frame_pattern(form, {})


def test_a_file_must_be_named_after_its_metric(tmp_path):
    body = 'definition = "x"\ncues = ["x"]\nframes = []\nexamples = []\ncounterexamples = []\n'
    (tmp_path / "ceo.toml").write_text('name = "boss"\n' + body, encoding="utf-8")
    with pytest.raises(LexiconError, match="boss"):
        load_fact_metrics(tmp_path)
