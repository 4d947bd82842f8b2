"""Which rulings hold: the latest on each thing, unless it was undone, however their files are ordered."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checkers.blocks import check_block
from checkers.judgements import Judgements, reading_of, settled
from checkers.records import BlockFindings, Relation
from checkers.rules import load_rules
from checkers.ruling_records import Judgement, Ruling
from tests.checkers.tellings import telling

ROUND = {"subject": "Halcyon", "metric": "funding_round", "period": "2024-10"}
FIRST = telling({**ROUND, "value": "$6.7 billion", "low": "6700000000"}, 1)
SECOND = telling({**ROUND, "value": "$6.6bn", "low": "6600000000"}, 2)


def on(ruling: Ruling, n: int, **more: str) -> Judgement:
    """The n-th ruling of a ledger."""
    return Judgement(**{"ruling": ruling, "at": f"2031-03-04T12:00:{n:02}Z", "ruling_id": f"rul_{n}", **more})  # type: ignore[arg-type]


def holding(*rulings: Judgement) -> list[str]:
    return [each.ruling_id for each in settled(rulings) if each.holds]


def test_a_later_ruling_overrules_until_it_is_undone() -> None:
    dismissed = on(Ruling.DISMISSED, 1, finding_id="fnd_1")
    resolved = on(Ruling.RESOLVED, 2, finding_id="fnd_1")
    other = on(Ruling.DISMISSED, 3, finding_id="fnd_2")
    undone = on(Ruling.UNDONE, 4, undoes="rul_2")
    assert holding(dismissed, resolved, other) == ["rul_2", "rul_3"]
    assert holding(dismissed, resolved, other, undone) == ["rul_1", "rul_3", "rul_4"]


def test_the_later_of_two_rulings_on_names_holds() -> None:
    same = on(Ruling.SAME_SUBJECT, 1, left="Harnby", right="Harnby Systems")
    apart = on(Ruling.NOT_SAME_SUBJECT, 2, left="Harnby Systems", right="harnby")
    rules = Judgements(settled((same, apart)))
    assert rules.subject_of("Harnby Systems") == "Harnby Systems"
    assert rules.are_apart("Harnby", "Harnby Systems")


rulings = st.builds(
    lambda kind, n, thing: on(
        kind,
        n,
        finding_id=f"fnd_{thing}",
        left=f"name {thing}",
        right="other",
        claim_a=f"clm_{thing}",
        undoes=f"rul_{thing}",
    ),
    st.sampled_from(Ruling),
    st.integers(0, 59),
    st.integers(0, 6),
)


@given(st.lists(rulings, max_size=12, unique_by=lambda each: each.ruling_id), st.randoms())
def test_the_order_of_files_and_lines_does_not_matter(given_: list[Judgement], random: object) -> None:
    mixed = list(given_)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert settled(mixed) == settled(given_)
    assert settled([*mixed, *given_]) == settled(given_)


@given(st.lists(rulings, max_size=12, unique_by=lambda each: each.ruling_id))
def test_settling_again_changes_nothing(given_: list[Judgement]) -> None:
    assert settled(settled(given_)) == settled(given_)


def check(*made: Judgement, tellings: tuple[object, ...] = (FIRST, SECOND)) -> BlockFindings:
    return check_block("b", tellings, load_rules(judgements=Judgements(settled(made))))  # type: ignore[arg-type]


DISMISSED = on(
    Ruling.DISMISSED,
    1,
    finding_id="fnd_1",
    left="$6.7 billion",
    right="$6.6bn",
    subject="Halcyon",
    metric="funding_round",
    claim_a=FIRST.claim.claim_id,
    claim_b=SECOND.claim.claim_id,
)


def test_a_dismissed_pair_stays_so_when_its_words_are_read_otherwise() -> None:
    reread = tuple(
        replace(each, claim=replace(each.claim, subject="Halcyon AI", period="2024-11"))
        for each in (FIRST, SECOND)
    )
    (relation,) = check(DISMISSED, tellings=reread).relations
    assert (relation.relation, relation.dismissed) == (Relation.CONTRADICT, True)


def test_a_ruling_holds_for_every_form_of_both_answers() -> None:
    finer = telling({**ROUND, "value": "$6.603 billion", "low": "6603000000"}, 3)
    told = (FIRST, SECOND, finer)
    alerted = [each for each in check(tellings=told).relations if each.alert]
    assert len(alerted) == 2
    found = check(DISMISSED, tellings=told)
    assert [each.dismissed for each in found.relations if each.relation is Relation.CONTRADICT] == [
        True,
        True,
    ]
    assert not [each for each in found.questions if each.verdict == "disputed"]
    by_hand = replace(DISMISSED, finding_id="", ruling_id="", claim_a="", claim_b="")
    assert not [each for each in check(by_hand, tellings=told).relations if each.alert]


def test_another_value_is_another_pair() -> None:
    other = telling({**ROUND, "value": "$6.1bn", "low": "6100000000"}, 3)
    (relation,) = check(DISMISSED, tellings=(FIRST, other)).relations
    assert not relation.dismissed


def test_a_misread_claim_takes_no_part_until_it_is_read_otherwise() -> None:
    wrong = on(
        Ruling.WRONG_READING,
        1,
        left="$6.6bn",
        claim_a=SECOND.claim.claim_id,
        reading=reading_of(SECOND.claim),
    )
    found = check(wrong)
    assert [claim for claim, _ in found.form_of_claim] == [FIRST.claim.claim_id]
    assert not found.relations
    assert check(wrong, tellings=(SECOND,)).forms == ()
    for name, value in (("metric", "valuation"), ("period", "2023"), ("subject", "Nimbus")):
        corrected = replace(SECOND, claim=replace(SECOND.claim, **{name: value}))
        assert len(check(wrong, tellings=(FIRST, corrected)).form_of_claim) == 2
    moved = replace(SECOND, claim=replace(SECOND.claim, claim_id="clm_of_another_occurrence", confidence=0.5))
    assert len(check(wrong, tellings=(FIRST, moved)).form_of_claim) == 1


def test_copies_with_the_same_words_are_misread_too() -> None:
    copy = replace(SECOND, claim=replace(SECOND.claim, claim_id="clm_copy", article_id="art_copy"))
    other = replace(copy, origin="art_of_another_origin")
    wrong = on(
        Ruling.WRONG_READING,
        1,
        left="$6.6bn",
        claim_a=SECOND.claim.claim_id,
        reading=reading_of(SECOND.claim),
    )
    assert len(check(wrong, tellings=(FIRST, SECOND, copy)).form_of_claim) == 1
    assert len(check(wrong, tellings=(FIRST, SECOND, other)).form_of_claim) == 2


def test_a_ruling_on_a_broken_sum_or_an_edit_is_on_no_pair_of_claims() -> None:
    for finding_id in ("sum_1", "edt_1"):
        assert check(replace(DISMISSED, finding_id=finding_id)) == check()
