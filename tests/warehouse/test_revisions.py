"""Texts of changed articles in the warehouse: kept, compared once, bounded, and never counted as claims."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from extractors.ids import text_sha256
from extractors.records import Article
from tests.warehouse.made import RULES, article, batch, check_all, claim, contents, findings, sum_all
from warehouse import Batch, Published, Warehouse, WarehouseError

ONE = article("one", "Halden AI is worth $4 billion, its owner says, and nobody in town disputes it.")


def told(number: int, of: Article = ONE) -> Article:
    text = ONE.text.replace("$4 billion", f"${number} billion")
    return replace(of, text=text, text_sha256=text_sha256(text))


def load(number: int, version: str = "extractor 1, lexicon 1") -> Batch:
    changed = told(number)
    return batch((changed, [claim(changed, f"${number} billion", f"{number}000000000")]), version=version)


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    with Published(data / "claims.duckdb") as published:
        return list(published.sql(query).rows)


def test_a_changed_text_is_kept_and_compared(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, load(4))
        check_all(warehouse)
        assert warehouse.unrevised_articles() == ()
        warehouse.load_batch(2, load(5))
        assert warehouse.unrevised_articles() == (ONE.article_id,)
        (history,) = warehouse.stream_histories([ONE.article_id])
        assert [(seen.text, seen.run_number) for seen in history.texts] == [
            (told(4).text, 1),
            (told(5).text, 2),
        ]
        check_all(warehouse, 2)
        assert warehouse.unrevised_articles() == ()
        assert warehouse.broken_checks() == ()
        warehouse.publish()
    found = "select old_value, new_value, alert, old_run, new_run, n_copies, still_told from silent_edits"
    assert rows(data, found) == [("$4 billion", "$5 billion", True, 1, 2, 0, True)]
    assert rows(data, "select value_text, number, until_number from former_claims") == [("$4 billion", 1, 2)]
    assert rows(data, "select value_text from claims") == [("$5 billion",)]
    assert rows(data, "select sum(n_claims) from answers") == [(1,)]


def test_a_text_read_by_another_version_makes_no_edit(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, load(4))
        check_all(warehouse)
        counts = warehouse.load_batch(2, load(4, version="extractor 2, lexicon 1"))
        assert counts.reread_articles == 1
        assert warehouse.unrevised_articles() == ()
        warehouse.load_batch(3, load(5, version="extractor 2, lexicon 1"))
        check_all(warehouse, 3)
    held = contents(data / "warehouse.duckdb", "article_revisions", "replaced_texts")
    assert len(held["article_revisions"]) == 2
    assert held["replaced_texts"] == []
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as con:
        numbers = con.execute("select run_number from core.article_revisions order by number").fetchall()
    assert numbers == [(1,), (3,)], "a text read anew was met when it was met"


def test_another_version_compares_the_texts_again(warehouse: Warehouse) -> None:
    warehouse.load_batch(1, load(4))
    warehouse.load_batch(2, load(5))
    check_all(warehouse, 2)
    warehouse.load_batch(3, load(5, version="extractor 2, lexicon 1"))
    assert warehouse.unrevised_articles() == (ONE.article_id,)
    check_all(warehouse, 3)
    assert warehouse.broken_checks() == ()


def test_loading_again_adds_nothing(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        for number in (4, 5):
            warehouse.load_batch(number, load(number))
            check_all(warehouse, number)
    before = contents(data / "warehouse.duckdb")
    with Warehouse.open(data, threads=1) as warehouse:
        for number in (4, 5, 4, 5, 5):
            warehouse.load_batch(9, load(number))
        check_all(warehouse, 9)
    after = contents(data / "warehouse.duckdb")
    for table in (
        "article_revisions",
        "claim_edits",
        "former_claims",
        "replaced_texts",
        "unrevised_articles",
    ):
        assert after[table] == before[table]


def test_growth_is_bounded(data: Path) -> None:
    kept = int(RULES.thresholds.revisions_kept.value)
    with Warehouse.open(data, threads=1) as warehouse:
        for number in range(1, kept + 6):
            warehouse.load_batch(number, load(number))
            check_all(warehouse, number)
        assert warehouse.broken_checks() == ()
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as con:
        assert con.execute(
            "select count(*), count(text), count(distinct text_sha256) from core.article_revisions"
        ).fetchall() == [(kept + 5, kept, kept + 5)]
        assert con.execute("select count(*) from core.claim_edits").fetchall() == [(kept + 4,)]


def test_nothing_is_published_before_the_texts_are_compared(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, load(4))
        warehouse.load_batch(2, load(5))
        told = [findings(key, block) for key, block in warehouse.stream_blocks(warehouse.dirty_blocks())]
        warehouse.replace_blocks(2, told)
        sum_all(warehouse, 2)
        with pytest.raises(WarehouseError, match=r"1 changed articles are not compared"):
            warehouse.publish()


def test_ready_made_claims_are_no_text_and_no_revision(warehouse: Warehouse) -> None:
    bare = article("bare", "")
    warehouse.load_batch(1, batch((bare, [claim(bare, "$4 billion", "4000000000", external_id="desk/1")])))
    warehouse.load_batch(2, batch((bare, [claim(bare, "$4 billion", "5000000000", external_id="desk/1")])))
    text = replace(bare, text=ONE.text, text_sha256=ONE.text_sha256)
    warehouse.load_batch(3, batch((text, [claim(text, "$4 billion", "4000000000")])))
    assert warehouse.unrevised_articles() == ()


def test_edits_of_revisions_that_are_not_held_are_found(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, load(4))
        warehouse.load_batch(2, load(5))
        check_all(warehouse, 2)
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        con.execute("delete from core.article_revisions where number = 1")
    with Warehouse.open(data, threads=1) as warehouse:
        assert [check.name for check in warehouse.broken_checks()] == ["orphan_revisions"]
