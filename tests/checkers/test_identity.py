"""Two names become one subject by likeness and evidence together, never by one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.identity import join_names
from checkers.judgements import Judgements
from checkers.records import Joined, Meeting
from checkers.ruling_records import Judgement, Ruling
from checkers.thresholds import load_thresholds

LISTED = frozenset(("Harnby Systems", "Corvana", "Corvana Robotics"))


def met(
    one: str, other: str, shared: int = 1, together: int = 0, articles: tuple[int, int] = (1, 2)
) -> Meeting:
    """A meeting of two names over one saying."""
    return Meeting(one, other, shared, together, *articles, "valuation $4.4bn")


def join(*meetings: Meeting, rulings: tuple[Judgement, ...] = ()) -> tuple[Joined, ...]:
    """What becomes of some meetings."""
    return join_names(meetings, Judgements(rulings), LISTED.__contains__, load_thresholds())


@pytest.mark.parametrize(
    ("meeting", "name", "subject"),
    [
        (met("Harnby", "Harnby Systems"), "Harnby", "Harnby Systems"),
        (met("Tarvenko Steel", "Tarwenka Steel"), "Tarvenko Steel", "Tarwenka Steel"),
        (met("Brinholt", "Brinnholt", articles=(3, 1)), "Brinnholt", "Brinholt"),
        (met("Oakmere", "Oakmere Ventures"), "Oakmere", "Oakmere Ventures"),
        (met("Nordel", "Nordel Harbour", shared=3), "Nordel", "Nordel Harbour"),
        (met("Antwell Bio", "Antwell"), "Antwell Bio", "Antwell"),
        (met("HRNB", "Harnby Systems", shared=3), "HRNB", "Harnby Systems"),
        (met("Sundrift", "Sundrift LNG"), "Sundrift", "Sundrift LNG"),
    ],
)
def test_alike_and_of_one_saying_is_one(meeting: Meeting, name: str, subject: str) -> None:
    assert [(each.name, each.subject) for each in join(meeting)] == [(name, subject)]
    assert "valuation $4.4bn" in join(meeting)[0].evidence


@pytest.mark.parametrize(
    "meeting",
    [
        met("Harnby", "Harnby Systems", together=1),
        met("HRNB", "Harnby Systems", shared=2),
        met("HXNB", "Harnby Systems", shared=9),
        met("HRNB", "Harnby Systems", shared=9, together=1),
        met("Nordel", "Nordel Harbour", shared=2),
        met("Corvid", "Corvid Instruct", shared=9),
        met("Corvid", "Corvid Mini", shared=9),
        met("Nordel North", "Nordel South", shared=9),
        met("Corvana", "Corvana Robotics", shared=3),
        met("Corvid 3", "Corvid 3o", shared=9),
        met("Corvid 8B", "Corvid 80B", shared=9),
        met("Corvid", "Corvid 2", shared=9),
        met("Harlow Foods", "Marlow Woods", shared=9),
        met("Bank of Oslo", "Bank of Bergen", shared=9),
        met("Ada", "Ida", shared=9),
        met("The Harnby Group", "Harnby", shared=9),
    ],
)
def test_otherwise_two_names_stay_two(meeting: Meeting) -> None:
    assert join(meeting) == ()


def test_a_name_that_could_be_two_others_is_nobodys() -> None:
    assert join(met("Harnby", "Harnby Systems"), met("Harnby", "Harnby Labs")) == ()
    one_more_form = met("Harnby", "Harnby Systems Ltd")
    assert [each.name for each in join(met("Harnby", "Harnby Systems"), one_more_form)] == ["Harnby"]


def test_a_long_name_has_its_short_form_and_its_symbol() -> None:
    meetings = (
        met("HRNB", "Harnby Systems", shared=4),
        met("Harnby", "Harnby Systems"),
        met("HRNB", "Harnby", shared=3),
    )
    wanted = [("HRNB", "Harnby Systems"), ("Harnby", "Harnby Systems")]
    assert [(each.name, each.subject) for each in join(*meetings)] == wanted


def test_a_person_outranks_evidence() -> None:
    apart = Judgement(ruling=Ruling.NOT_SAME_SUBJECT, left="harnby", right="Harnby Systems Ltd")
    assert join(met("Harnby", "Harnby Systems"), rulings=(apart,)) == ()


@given(
    st.permutations(
        [met("Harnby", "Harnby Systems"), met("Brinholt", "Brinnholt"), met("Oakmere", "Oakmere AI")]
    )
)
def test_the_order_does_not_matter(meetings: list[Meeting]) -> None:
    assert [each.name for each in join(*meetings)] == ["Brinholt", "Harnby", "Oakmere"]
