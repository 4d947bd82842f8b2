"""What holds for whatever claims of one block: symmetry, order, third claims, copies, the naive oracle."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkers.blocks import check_block
from checkers.questions import form_of
from checkers.records import BlockFindings, Form, Relation, Telling
from checkers.relations import compare_forms
from checkers.rules import load_rules
from extractors.ids import content_id
from extractors.records import Kind, Status
from tests.checkers.tellings import telling
from tests.checkers.worlds import blocks

RULES = load_rules()
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def pair_relations(found: BlockFindings) -> dict[frozenset[str], str]:
    """The relation of every pair of claims, by claim ids; claims of one form agree."""
    form_of_claim = dict(found.form_of_claim)
    by_forms = {frozenset((each.form_a, each.form_b)): each.relation.value for each in found.relations}
    pairs = {}
    for one, other in combinations(sorted(form_of_claim), 2):
        forms = frozenset((form_of_claim[one], form_of_claim[other]))
        relation = "agree" if len(forms) == 1 else by_forms.get(forms)
        if relation is not None:
            pairs[frozenset((one, other))] = relation
    return pairs


def oracle(told: Sequence[Telling]) -> dict[frozenset[str], str]:
    """The same the slow way: every pair of claims for itself, each as a form of its own."""
    forms = [form_of("b", each, RULES, _beside(each, told)) for each in told]
    found = {}
    for (one, a), (other, b) in combinations(zip(told, forms, strict=True), 2):
        judged = None if a.form_id == b.form_id else compare_forms(a, b, RULES)
        relation = Relation.AGREE if a.form_id == b.form_id else judged and judged.relation
        if relation is not None:
            found[frozenset((one.claim.claim_id, other.claim.claim_id))] = relation.value
    return found


def _beside(one: Telling, told: Sequence[Telling]) -> str | None:
    """The id of the several values that the sentence of a claim gives its subject."""
    mine = one.claim
    said = {
        (other.claim.low, other.claim.high, other.claim.unit, other.claim.object)
        for other in told
        if (other.claim.article_id, other.claim.sentence, other.claim.subject)
        == (mine.article_id, mine.sentence, mine.subject)
        and other.claim.kind is not Kind.QUOTE
        and other.claim.status is not Status.DENIED
    }
    if len(said) < 2:
        return None
    return content_id("tog", *sorted("|".join(map(str, each)) for each in said))


def two_forms(told: Sequence[Telling]) -> tuple[Form, Form]:
    """The forms of the first two claims, told apart by id."""
    a, b = (form_of("b", each, RULES) for each in told[:2])
    return replace(a, form_id="frm_a"), replace(b, form_id="frm_b")


@QUICK
@given(blocks())
def test_equals_the_naive_oracle(told: list[Telling]) -> None:
    assert pair_relations(check_block("b", told, RULES)) == oracle(told)


@QUICK
@given(blocks(at_most=2))
def test_is_symmetric_whichever_comes_first(told: list[Telling]) -> None:
    a, b = two_forms(told)
    one = compare_forms(a, b, RULES)
    assert compare_forms(b, a, RULES) == one
    other = compare_forms(replace(a, form_id="frm_b"), replace(b, form_id="frm_a"), RULES)
    assert (one and (one.relation, one.reason)) == (other and (other.relation, other.reason))


@QUICK
@given(blocks(at_least=1, at_most=1))
def test_a_claim_agrees_with_itself(told: list[Telling]) -> None:
    form = form_of("b", told[0], RULES)
    found = compare_forms(form, replace(form, form_id="frm_twin"), RULES)
    assert found is None or found.relation is Relation.AGREE


@QUICK
@given(blocks(), st.randoms(use_true_random=False))
def test_does_not_depend_on_order(told: list[Telling], rng: random.Random) -> None:
    shuffled = list(told)
    rng.shuffle(shuffled)
    assert check_block("b", told, RULES) == check_block("b", shuffled, RULES)


@QUICK
@given(blocks(at_least=3))
def test_a_third_claim_changes_no_relation(told: list[Telling]) -> None:
    *rest, third = told
    if _beside(third, told) is not None:  # it makes its sentence one of several values: another sentence
        return
    fewer = pair_relations(check_block("b", rest, RULES))
    more = pair_relations(check_block("b", told, RULES))
    assert fewer == {pair: relation for pair, relation in more.items() if third.claim.claim_id not in pair}


@QUICK
@given(blocks(at_least=1), st.data())
def test_a_copy_never_adds_a_witness(told: list[Telling], data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(told))
    copies = [
        replace(each, claim=replace(each.claim, claim_id=f"clm_copy_{number}", article_id="art_copy"))
        for number, each in enumerate(told)
        if each.claim.article_id == source.claim.article_id
    ]
    before = {answer.answer_id: answer.n_origins for answer in check_block("b", told, RULES).answers}
    after = {
        answer.answer_id: answer.n_origins for answer in check_block("b", [*told, *copies], RULES).answers
    }
    assert before.keys() == after.keys()
    assert all(after[answer] <= before[answer] for answer in before)


@QUICK
@given(blocks())
def test_every_claim_has_one_form_and_every_form_one_question(told: list[Telling]) -> None:
    found = check_block("b", told, RULES)
    assert [claim for claim, _ in found.form_of_claim] == sorted(each.claim.claim_id for each in told)
    assert [form for form, _ in found.question_of_form] == sorted(form.form_id for form in found.forms)
    questions = {question.question_id for question in found.questions}
    assert len(questions) == len(found.questions)
    assert {question for _, question in found.question_of_form} == questions
    assert {answer.question_id for answer in found.answers} <= questions
    for answer in found.answers:
        assert 1 <= answer.n_origins <= answer.n_articles <= answer.n_claims


def above_the_cap(slip: str, low: str) -> tuple[list[Telling], str]:
    """One question with more values than the cap, 4,700 told most often, and one slip; the slip's claim."""
    table = {"subject": "Halcyon", "metric": "other:deliveries", "unit": "count", "period": "2024-10"}
    told = [
        telling({**table, "value": f"{number:,}", "low": str(number)}, number)
        for number in range(3_001, 3_001 + 12 * int(RULES.thresholds.forms_cap.value), 7)
    ]
    for number in range(40):
        told.append(telling({**table, "value": "4,713", "low": "4713"}, 90_000 + number))
    told.append(telling({**table, "value": slip, "low": low, "id": "clm_slip"}, 99_999))
    return told, "clm_slip"


def test_above_the_cap_says_so_and_still_finds_a_slip() -> None:
    for slip, low, reason in (
        ("47,130", "47130", "ten_fold"),
        ("4.713 million", "4713000", "thousand_fold"),
        ("4,731", "4731", "digit_swap"),
    ):
        told, slipped = above_the_cap(slip, low)
        found = check_block("b", told, RULES)
        assert [issue.code for issue in found.issues] == ["block_sampled"], slip
        form_of_claim = dict(found.form_of_claim)
        pair = {form_of_claim[slipped], form_of_claim["clm_90000"]}
        between = [each for each in found.relations if {each.form_a, each.form_b} == pair]
        assert [(each.relation, each.reason) for each in between] == [(Relation.CONTRADICT, reason)], slip
