"""What people rule outranks what the machine finds, and survives re-runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checkers.blocks import check_block
from checkers.judgement_files import read_rulings
from checkers.judgements import Judgements
from checkers.records import BlockFindings, Relation
from checkers.rules import load_rules
from checkers.ruling_records import Judgement, Ruling
from extractors.lexicon.strict import LexiconError
from tests.checkers.tellings import telling


def clash(*rulings: Judgement, left: str = "Halcyon", right: str = "Halcyon") -> BlockFindings:
    """Two rounds that contradict each other, under rulings."""
    shared: dict[str, Any] = {"metric": "funding_round", "period": "2024-10"}
    told = [
        telling({**shared, "subject": left, "value": "$6.7 billion", "low": "6700000000"}, 1),
        telling({**shared, "subject": right, "value": "$6.6bn", "low": "6600000000"}, 2),
    ]
    return check_block("b", told, load_rules(judgements=Judgements(rulings)))


def ruling(kind: Ruling, **more: str) -> Judgement:
    """A ruling on the two amounts."""
    return Judgement(**{"ruling": kind, "left": "$6.6bn", "right": "$6.7 billion", "user": "ed", **more})  # type: ignore[arg-type]


def test_without_a_ruling_it_is_alerted() -> None:
    assert [(each.relation, each.alert, each.dismissed) for each in clash().relations] == [
        (Relation.CONTRADICT, True, False)
    ]


def test_dismissed_is_stored_and_not_alerted() -> None:
    found = clash(ruling(Ruling.DISMISSED, subject="Halcyon", metric="funding_round", period="2024-10"))
    relation = found.relations[0]
    assert (relation.relation, relation.alert, relation.dismissed) == (Relation.CONTRADICT, False, True)
    assert relation.explanation.endswith("Dismissed by ed.")
    assert found.questions[0].verdict != "disputed"


def test_confirmed_is_certain() -> None:
    relation = clash(ruling(Ruling.CONFIRMED)).relations[0]
    assert (relation.relation, relation.alert, relation.confidence) == (Relation.CONTRADICT, True, 1.0)


def test_wrong_match_is_different() -> None:
    relation = clash(ruling(Ruling.WRONG_MATCH)).relations[0]
    assert (relation.relation, relation.reason, relation.alert) == (Relation.DIFFERENT, "judged_apart", False)
    assert relation.severity == 0


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"subject": "Nimbus"},
        {"metric": "valuation"},
        {"period": "2023-01"},
        {"scope": "round=series_b"},
        {"left": "$9bn"},
    ],
)
def test_a_ruling_on_something_else_changes_nothing(elsewhere: dict[str, str]) -> None:
    assert clash(ruling(Ruling.DISMISSED, **elsewhere)) == clash()


def test_the_later_ruling_holds() -> None:
    first = ruling(Ruling.DISMISSED, at="2024-11-01")
    second = ruling(Ruling.CONFIRMED, at="2024-12-01")
    assert clash(second, first).relations[0].alert
    assert clash(first, second).relations[0].alert


def test_same_subject_joins_two_names() -> None:
    same = Judgement(ruling=Ruling.SAME_SUBJECT, left="Halcyon", right="Halcyon Labs")
    assert clash(left="Halcyon", right="Halcyon Labs").relations[0].relation is Relation.DIFFERENT
    assert clash(same, left="Halcyon", right="Halcyon Labs").relations[0].relation is Relation.CONTRADICT
    assert Judgements((same,)).subject_of("halcyon labs") == "Halcyon"


def test_not_same_subject_parts_two_spellings() -> None:
    apart = Judgement(ruling=Ruling.NOT_SAME_SUBJECT, left="Halcyon", right="Halcyon Instruct")
    assert clash(apart, left="Halcyon", right="Halcyon Instruct").relations[0].relation is Relation.DIFFERENT


def test_toml_and_csv_say_the_same(tmp_path: Path) -> None:
    toml, table = tmp_path / "rulings.toml", tmp_path / "rulings.csv"
    toml.write_text(
        '[[judgement]]\nruling = "dismissed"\nleft = "$6.6bn"\nright = "$6.7 billion"\nuser = "ed"\n'
    )
    table.write_text("ruling,left,right,user\ndismissed,$6.6bn,$6.7 billion,ed\n")
    assert read_rulings(toml) == read_rulings(table) == (ruling(Ruling.DISMISSED),)


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("r.toml", '[[judgement]]\nruling = "dismised"\nleft = "a"\nright = "b"\n', "dismised"),
        ("r.toml", '[[judgement]]\nruling = "dismissed"\nleft = "a"\n', "right"),
        ("r.toml", '[[judgement]]\nruling = "dismissed"\nleft = ""\nright = "b"\n', "left and right"),
        ("r.toml", '[[judgment]]\nruling = "dismissed"\n', "judgment"),
        ("r.toml", "judgement = 5\n", "two brackets"),
        ("r.toml", "judgement = [1, 2]\n", "two brackets"),
        ("r.toml", "[judgement]\nruling = 1\n", "two brackets"),
        ("r.toml", "ruling = [", "not valid TOML"),
        ("r.csv", "ruling,left,rigth\ndismissed,a,b\n", "rigth"),
        ("r.csv", "ruling,left,right\ndismissed,a\n", "line 2"),
        ("r.json", "{}", ".toml or .csv"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, name: str, text: str, part: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(LexiconError) as caught:
        read_rulings(path)
    assert part in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    for name in ("none.csv", "none.toml"):
        with pytest.raises(LexiconError, match=name):
            read_rulings(tmp_path / name)
