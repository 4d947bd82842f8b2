from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from extractors.ids import text_sha256
from tests.warehouse.made import article, batch, check_all, claim, contents, findings, sum_all
from warehouse import Published, Warehouse, WarehouseError
from warehouse.statements import statement

ONE = article("one", "Halden AI is worth $4 billion, up from $3 billion.")
TWO = article("two", "Halden AI has $5 billion.", outlet="Evening Post")
THREE = article("three", "Halden AI is worth $4 billion. It was worth $3 billion.")
TWO_FIGURES = [claim(ONE, "$4 billion", "4000000000"), claim(ONE, "$3 billion", "3000000000", metric="cash")]
ONE_FIGURE = [claim(TWO, "$5 billion", "5000000000", metric="cash")]


def held(data: Path) -> list[tuple[object, ...]]:
    return contents(data / "warehouse.duckdb", "broken_sums")["broken_sums"]


def test_the_sums_of_new_and_changed_articles_are_worked_out_once(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, batch((ONE, TWO_FIGURES), (TWO, ONE_FIGURE)))
        assert warehouse.unsummed_articles() == tuple(sorted((ONE.article_id, TWO.article_id)))
        check_all(warehouse)
        assert warehouse.unsummed_articles() == ()
        warehouse.load_batch(2, batch((ONE, TWO_FIGURES), (TWO, ONE_FIGURE)))
        assert warehouse.unsummed_articles() == ()
        changed = replace(ONE, text="Nothing.", text_sha256=text_sha256("Nothing."))
        warehouse.load_batch(3, batch((changed, [])))
        assert warehouse.unsummed_articles() == (ONE.article_id,)
        check_all(warehouse)
        assert warehouse.broken_checks() == ()
    assert held(data) == []


def test_quantities_come_article_by_article_and_only_where_a_sum_could_be(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, batch((ONE, TWO_FIGURES), (TWO, ONE_FIGURE)))
        waiting = warehouse.unsummed_articles()
        told = dict(warehouse.stream_quantities(waiting, ("valuation",)))
        assert {article_id: len(claims) for article_id, claims in told.items()} == {ONE.article_id: 2}
        first = told[ONE.article_id][0]
        assert (first.value_text, first.low, first.start) == ("$4 billion", 4_000_000_000, 19)
        assert set(dict(warehouse.stream_quantities(waiting, ("cash",)))) == {ONE.article_id}
        apart = [replace(each, sentence=str(n), claim_id=f"clm_{n}") for n, each in enumerate(TWO_FIGURES)]
        warehouse.load_batch(
            2, batch((THREE, [replace(each, article_id=THREE.article_id) for each in apart]))
        )
        told = dict(warehouse.stream_quantities([THREE.article_id], ("cash", "valuation")))
        assert [len(claims) for claims in told.values()] == [2]
        assert dict(warehouse.stream_quantities([THREE.article_id], ("cash",))) == {}


def test_nothing_is_published_before_the_sums_are_worked_out(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, batch((ONE, TWO_FIGURES)))
        check_all(warehouse)
        assert warehouse.publish().is_new
        warehouse.use_rules("others")
        check_blocks_only(warehouse)
        with pytest.raises(WarehouseError, match="The sums of 1 articles are not worked out yet"):
            warehouse.publish()
        sum_all(warehouse)
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        (row,) = published.sql(
            "select article_url, rule, len(claim_ids), low, high, alert from broken_sums"
        ).rows
    assert row == (ONE.url, "made_up", 2, 5.0, None, True)


def check_blocks_only(warehouse: Warehouse) -> None:
    keys = warehouse.dirty_blocks()
    told = dict(warehouse.stream_blocks(keys))
    assert told
    warehouse.replace_blocks(1, [findings(key, tellings) for key, tellings in told.items()])


def test_a_file_of_the_first_schema_has_its_sums_worked_out(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.load_batch(1, batch((ONE, TWO_FIGURES)))
        check_all(warehouse)
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        first = statement("migrations/0001_first")
        tables = con.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        for (name,) in tables:
            if f"create table {name} " not in first:
                con.execute(f"drop table {name}")
        con.execute("delete from core.schema_migrations where version > 1")
    with Warehouse.open(data, threads=1) as warehouse:
        assert warehouse.unsummed_articles() == (ONE.article_id,)
        check_all(warehouse)
    assert len(held(data)) == 1
