"""References in the warehouse: who is sent to be checked again, and what goes with a reference."""

from dataclasses import replace

from checkers.records import ReferenceFinding, Relation
from extractors.records import Reference
from tests.sql.story import FOUNDED
from tests.warehouse.made import article, batch, check_all, claim, findings
from warehouse import Published, Warehouse

WORTH, ABEL, STAFF = "valuation|Halden AI", "valuation|Abel", "employees|Halden AI"
ONE = replace(FOUNDED, reference_id="ref_one", metric="valuation", value_text="$4 billion")
TWO = replace(ONE, reference_id="ref_two", value_text="$5 billion")


def load(warehouse: Warehouse) -> None:
    one = article("one", "Halden AI is worth $4 billion and employs 350.")
    two = article("two", "Abel is worth $5 billion.")
    warehouse.load_batch(
        1,
        batch(
            (
                one,
                [claim(one, "$4 billion", "4"), claim(one, "350", "350", metric="employees", unit="people")],
            ),
            (two, [claim(two, "$5 billion", "5", subject="Abel")]),
        ),
    )
    check_all(warehouse)
    assert warehouse.dirty_blocks() == ()


def test_only_the_blocks_of_changed_references_become_dirty(warehouse: Warehouse) -> None:
    load(warehouse)
    given: list[tuple[str, Reference]] = [(WORTH, ONE), (ABEL, TWO)]
    assert warehouse.replace_references(given) == 2
    assert check_all(warehouse) == (ABEL, WORTH)
    assert warehouse.replace_references(list(reversed(given))) == 0
    assert warehouse.dirty_blocks() == ()
    assert warehouse.replace_references([(WORTH, ONE), (ABEL, replace(TWO, source="Another register"))]) == 1
    assert check_all(warehouse) == (ABEL,)
    assert warehouse.replace_references([(WORTH, ONE)]) == 1
    assert check_all(warehouse) == (ABEL,)
    assert warehouse.replace_references([(STAFF, ONE)]) == 1
    assert check_all(warehouse) == (STAFF, WORTH)


def test_a_reference_nobody_speaks_of_makes_nothing_dirty_and_is_published(warehouse: Warehouse) -> None:
    load(warehouse)
    first = warehouse.publish()
    assert warehouse.replace_references([("founded|Tarn AI", ONE)]) == 1
    assert warehouse.dirty_blocks() == ()
    second = warehouse.publish()
    assert second.is_new
    assert second.stamp != first.stamp
    with Published(second.path) as published:
        assert published.sql("select reference_id, n_agree from reference_facts").rows == (("ref_one", 0),)


def test_a_finding_goes_with_its_reference(warehouse: Warehouse) -> None:
    load(warehouse)
    warehouse.replace_references([(WORTH, ONE)])
    for key, told in list(warehouse.stream_blocks([WORTH])):
        found = findings(key, told)
        beside = ReferenceFinding(
            reference_id=ONE.reference_id,
            form_id=found.forms[0].form_id,
            relation=Relation.AGREE,
            reason="same_value",
            explanation="The same.",
            confidence=0.9,
        )
        warehouse.replace_blocks(1, [replace(found, references=(beside,))])
    assert warehouse.broken_checks() == ()
    with Published(warehouse.publish().path) as published:
        assert published.sql("select relation from reference_findings").rows == (("agree",),)
    warehouse.replace_references([])
    check_all(warehouse)
    assert warehouse.broken_checks() == ()
    with Published(warehouse.publish().path) as published:
        assert published.sql("select relation from reference_findings").rows == ()
        assert published.sql("select reference_id from reference_facts").rows == ()
