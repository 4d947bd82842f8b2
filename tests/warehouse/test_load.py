import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.ids import claim_id, text_sha256
from extractors.records import Kind
from tests.warehouse.made import VERSION, article, batch, check_all, claim, contents, credit, issue
from warehouse import Batch, Warehouse
from warehouse.batches import EqualClaims, batch_tables

ONE = article("one", "Halden AI is worth $4 billion, it says.", links=True)
TWO = article("two", "Halden AI is worth $5 billion, others say.", outlet="Evening Post")
BOTH = batch(
    (ONE, [claim(ONE, "$4 billion", "4000000000")]),
    (TWO, [claim(TWO, "$5 billion", "5000000000")]),
    credits=[credit(TWO, "The Ledger")],
    issues=[issue("A table was skipped.", TWO)],
)


def tellings(warehouse: Warehouse, key: str = "valuation|Halden AI") -> list[tuple[str, Decimal | None]]:
    return [
        (t.claim.value_text or "", t.claim.low) for _, block in warehouse.stream_blocks([key]) for t in block
    ]


def test_a_batch_is_stored(warehouse: Warehouse) -> None:
    counts = warehouse.load_batch(1, BOTH)
    assert (counts.new_articles, counts.new_claims, counts.new_credits, counts.new_issues) == (2, 2, 1, 1)
    assert warehouse.dirty_blocks() == ("valuation|Halden AI",)
    assert dict(tellings(warehouse)) == {"$4 billion": Decimal(4000000000), "$5 billion": Decimal(5000000000)}


def test_loading_twice_is_loading_once(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, BOTH)
        check_all(warehouse)
    once = contents(data / "warehouse.duckdb")
    with Warehouse.open(data) as warehouse:
        counts = warehouse.load_batch(2, BOTH)
        assert counts.is_nothing
        assert counts.unchanged_articles == 2
        assert warehouse.dirty_blocks() == ()
    assert contents(data / "warehouse.duckdb") == once


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 7), max_size=5))
def test_batches_in_any_order_and_number_store_the_same(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    made = [article(f"n{n}", f"Halden AI is worth ${n} billion.") for n in range(8)]
    batches = [
        batch((a, [claim(a, f"${n} billion", f"{n}000000000")]), issues=[issue(f"Issue {n % 3}")])
        for n, a in enumerate(made)
    ]
    held = []
    for sequence in (order, sorted(set(order))):
        data = tmp_path_factory.mktemp("order")
        with Warehouse.open(data, threads=1) as warehouse:
            for n in sequence:
                warehouse.load_batch(1, batches[n])
        held.append(contents(data / "warehouse.duckdb"))
    assert held[0] == held[1]


def test_another_text_of_an_article_replaces_what_was_read_from_it(data: Path) -> None:
    text = "Halden AI is worth $6 billion, it says now."
    changed = replace(ONE, text=text, text_sha256=text_sha256(text), links=())
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, BOTH)
        check_all(warehouse)
        counts = warehouse.load_batch(2, batch((changed, [claim(changed, "$6 billion", "6000000000")])))
        assert (counts.changed_articles, counts.new_claims, counts.removed_claims) == (1, 1, 1)
        assert warehouse.dirty_blocks() == ("valuation|Halden AI",)
        assert sorted(tellings(warehouse)) == [
            ("$5 billion", Decimal(5000000000)),
            ("$6 billion", Decimal(6000000000)),
        ]
    held = contents(data / "warehouse.duckdb")
    assert len(held["articles"]) == 2
    assert held["links"] == []


def test_a_block_that_loses_its_last_claim_is_emptied(data: Path) -> None:
    silent = replace(ONE, text="Nothing to see.", text_sha256=text_sha256("Nothing to see."))
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch((ONE, [claim(ONE, "$4 billion", "4000000000")])))
        check_all(warehouse)
        warehouse.load_batch(2, batch((silent, [])))
        assert warehouse.dirty_blocks() == ()
        assert warehouse.broken_checks() == ()
    held = contents(data / "warehouse.duckdb")
    assert [held[t] for t in ("claims", "forms", "claim_forms", "questions", "answers", "answer_forms")] == [
        []
    ] * 6


def test_a_block_that_keeps_a_claim_is_not_emptied_but_dirty(warehouse: Warehouse) -> None:
    silent = replace(ONE, text="Nothing to see.", text_sha256=text_sha256("Nothing to see."))
    warehouse.load_batch(1, BOTH)
    check_all(warehouse)
    warehouse.load_batch(2, batch((silent, [])))
    assert warehouse.dirty_blocks() == ("valuation|Halden AI",)


def test_another_extractor_version_reads_the_same_text_again(warehouse: Warehouse) -> None:
    warehouse.load_batch(1, BOTH)
    assert warehouse.known([ONE.article_id, TWO.article_id, "art_unknown"], VERSION) == {
        ONE.article_id: ONE.text_sha256,
        TWO.article_id: TWO.text_sha256,
    }
    assert warehouse.known([ONE.article_id], "extractor 2") == {}
    assert warehouse.unread([ONE, TWO, ONE], VERSION) == ()
    assert warehouse.unread([ONE, TWO, ONE], "extractor 2") == (ONE, TWO)
    better = claim(ONE, "$4 billion", "4000000000", period="2024-10")
    counts = warehouse.load_batch(2, batch((ONE, [better]), version="extractor 2"))
    assert (counts.reread_articles, counts.new_claims, counts.removed_claims) == (1, 1, 1)
    assert warehouse.unread([ONE], "extractor 2") == ()


def test_an_article_is_unread_when_text_or_date_changed(warehouse: Warehouse) -> None:
    warehouse.load_batch(1, BOTH)
    assert warehouse.unread([replace(ONE, text="New.", text_sha256=text_sha256("New."))], VERSION) != ()
    assert warehouse.unread([replace(ONE, published="2024-10-05")], VERSION) != ()
    assert warehouse.unread([replace(ONE, published=None, outlet=None)], VERSION) == ()


def test_a_headline_that_changed_keeps_the_claims(warehouse: Warehouse) -> None:
    warehouse.load_batch(1, BOTH)
    check_all(warehouse)
    counts = warehouse.load_batch(2, batch((replace(ONE, title="Other words"), [])))
    assert (counts.reread_articles, counts.removed_claims) == (1, 0)
    assert len(tellings(warehouse)) == 2
    assert {a.title for some in warehouse.stream_articles() for a in some} == {"Other words", "Story of two"}


def test_ready_made_claims_live_without_a_text_and_outlive_one(warehouse: Warehouse) -> None:
    bare = article("three", "")
    given = claim(bare, "$7 billion", "7000000000", external_id="topic/c1")
    warehouse.load_batch(1, batch((bare, [given])))
    text = "Halden AI is worth $7 billion."
    full = replace(bare, text=text, text_sha256=text_sha256(text))
    counts = warehouse.load_batch(1, batch((full, [claim(full, "$7 billion", "7000000000")])))
    assert (counts.changed_articles, counts.removed_claims, counts.new_claims) == (1, 0, 1)
    assert warehouse.load_batch(1, batch((bare, [given]))).is_nothing
    assert len(tellings(warehouse)) == 2
    assert [a.text for some in warehouse.stream_articles() for a in some] == [text]


def test_a_corrected_ready_made_claim_replaces_the_old_one(warehouse: Warehouse) -> None:
    bare = article("three", "")
    given = claim(bare, "$7 billion", "7000000000", external_id="topic/c1")
    warehouse.load_batch(1, batch((bare, [given])))
    check_all(warehouse)
    counts = warehouse.load_batch(1, batch((bare, [replace(given, subject="Other Firm")])))
    assert (counts.removed_claims, counts.new_claims) == (1, 1)
    assert warehouse.dirty_blocks() == ("valuation|Other Firm",)
    check_all(warehouse)
    assert warehouse.broken_checks() == ()


def test_very_large_and_very_small_numbers(warehouse: Warehouse) -> None:
    flops = claim(ONE, "3.8e25", "3.8e25")
    tiny = claim(ONE, "tiny", "0.0000005", claim_id="clm_tiny")
    huge = claim(ONE, "huge", "1e33", claim_id="clm_huge")
    counts = warehouse.load_batch(1, batch((ONE, [flops, tiny, huge])))
    assert dict(tellings(warehouse)) == {"3.8e25": Decimal("3.8e25"), "tiny": Decimal(0), "huge": None}
    assert counts.new_issues == 1


@pytest.mark.parametrize(
    ("number", "digits"),
    [("6600000000", "6600000000"), ("0.5", "0.5"), ("-12", "-12"), ("1.250000", "1.25"), ("0", "0")],
)
def test_numbers_come_back_as_plain_as_they_went(warehouse: Warehouse, number: str, digits: str) -> None:
    warehouse.load_batch(1, batch((ONE, [claim(ONE, "value", number)])))
    assert [str(low) for _, low in tellings(warehouse)] == [digits]


def test_what_duckdb_cannot_hold_is_replaced_one_for_one(warehouse: Warehouse) -> None:
    odd = article("odd", "Nul \x00 and \ud800 are $9 billion.", outlet="Odd\x00")
    warehouse.load_batch(1, batch((odd, [claim(odd, "$9 billion", "9000000000", mention="a\udfffb")])))
    (((stored,)),) = list(warehouse.stream_articles())
    assert stored.text == "Nul \ufffd and \ufffd are $9 billion."
    assert len(stored.text) == len(odd.text)
    assert warehouse.unread([odd], VERSION) == ()
    check_all(warehouse)
    assert warehouse.broken_checks() == ()


def test_every_field_comes_back(warehouse: Warehouse) -> None:
    full = claim(
        ONE,
        "$4 billion",
        "4000000000",
        kind=Kind.QUANTITY,
        mention="the firm",
        scope=(("part", "first tranche"), ("round", "series_b")),
        period="2024-Q1",
        attributed_to="people familiar",
        counterparty="Nordic Fund",
        object="x",
        unit_noun="dollar",
        confidence=0.5,
    )
    warehouse.load_batch(1, batch((ONE, [full]), credits=[credit(ONE, "Wire")]))
    ((_, (telling,)),) = list(warehouse.stream_blocks(warehouse.dirty_blocks()))
    assert telling.claim == full
    assert (telling.published, telling.outlet, telling.origin) == (ONE.published, ONE.outlet, ONE.article_id)
    assert list(warehouse.stream_articles()) == [(ONE,)]
    assert list(warehouse.stream_credits()) == [(credit(ONE, "Wire"),)]


def test_a_batch_with_two_texts_of_one_article_is_refused() -> None:
    other = replace(ONE, text="Other.", text_sha256=text_sha256("Other."))
    with pytest.raises(ValueError, match="two texts"):
        batch((ONE, []), (other, []))


def test_a_claim_without_its_article_or_block_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the batch"):
        Batch(claims=(claim(ONE, "$4 billion", "4"),), block_keys=("k",))
    with pytest.raises(ValueError, match="1 claims and 0 block keys"):
        Batch(articles=(ONE,), claims=(claim(ONE, "$4 billion", "4"),))


def test_a_batch_that_fails_leaves_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Warehouse.open(data) as warehouse:
        before = contents_of(warehouse)
        monkeypatch.setattr("warehouse.load.note_change", _fail)
        with pytest.raises(duckdb.ConstraintException):
            warehouse.load_batch(1, BOTH)
        monkeypatch.undo()
        assert contents_of(warehouse) == before
        assert warehouse.load_batch(1, BOTH).new_articles == 2


def test_issues_of_a_text_go_with_it_and_others_stay(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, BOTH)
        assert (
            warehouse.add_issues(1, [issue("A feed did not answer."), issue("A feed did not answer.")]) == 1
        )
        assert warehouse.add_issues(2, [issue("A feed did not answer.")]) == 0
        changed = replace(TWO, text="All fine.", text_sha256=text_sha256("All fine."))
        warehouse.load_batch(2, batch((changed, [])))
    held = contents(data / "warehouse.duckdb", "issues")["issues"]
    assert [row[4] for row in held] == ["A feed did not answer."]


def test_loading_is_fast(warehouse: Warehouse) -> None:
    """50,000 claims a second on a quiet machine; row by row it would be 2,000, on any."""
    articles = [article(f"n{n}", f"Halden AI is worth ${n} billion.") for n in range(2500)]
    many = batch(
        *(
            (a, [claim(a, f"${n} billion", f"{n}000000000", claim_id=f"clm_{n}_{m}") for m in range(8)])
            for n, a in enumerate(articles)
        )
    )
    start = time.perf_counter()
    warehouse.load_batch(1, many)
    assert time.perf_counter() - start < 4


def contents_of(warehouse: Warehouse) -> tuple[object, ...]:
    return warehouse.dirty_blocks(), list(warehouse.stream_articles()), list(warehouse.stream_credits())


def _fail(*_: object) -> None:
    raise duckdb.ConstraintException("made to fail")


def test_equal_claims_of_one_file_are_told_apart_over_its_stretches() -> None:
    given = replace(claim(ONE, "$4 billion", "4000000000"), start=None, end=None)
    ids = [claim_id(given.article_id, given.sentence, given.value_text or "", n) for n in range(5)]
    first, second = replace(given, claim_id=ids[0]), replace(given, claim_id=ids[1])
    equal = EqualClaims()
    stretches = [(first,), (first, second), (first,)]
    found: list[str] = []
    for told in stretches:
        made = Batch(articles=(ONE,), claims=told, block_keys=tuple(f"alone:{c.claim_id}" for c in told))
        claims = equal.settle(batch_tables(made)).tables["staged_claims"]
        found += claims.column("claim_id").to_pylist()
        assert claims.column("block_key").to_pylist() == [f"alone:{each}" for each in found[-len(told) :]]
    assert found == ids[:4]
