from pathlib import Path

import duckdb
import pytest

from tests.warehouse.made import article, batch, check_all, claim
from warehouse import Warehouse
from warehouse.statements import names

DAMAGE = {
    "duplicate_articles": "insert into core.articles select * from core.articles limit 1",
    "duplicate_claims": "insert into core.claims select * from core.claims limit 1",
    "duplicate_findings": "insert into core.forms select * from core.forms limit 1",
    "duplicate_issues": "insert into core.issues select 'i', 'read', 'c', 'w', 'm', '', '', 1 from range(2)",
    "duplicate_revisions": "insert into core.article_revisions"
    " select article_id, 1, null, null, text, text_sha256, '', [], 1 from core.articles, range(2)",
    "orphan_revisions": "insert into private.replaced_texts select article_id, 0, null, null, '', '', 1"
    " from core.articles",
    "duplicate_sums": "insert into core.broken_sums select * from core.broken_sums limit 1",
    "orphan_sums": "update core.broken_sums set claim_ids = ['clm_nobody']",
    "orphan_claims": "delete from core.articles",
    "orphan_findings": "delete from core.questions",
    "disordered_pairs": "update core.form_relations set form_a = form_b, form_b = form_a",
    "disordered_ranges": "update core.claims set low = high + 1",
    "orphan_lineage": "insert into core.article_origins (article_id, origin) values ('art_none', 'art_no')",
    "spans_outside_text": "update core.claims set end_char = 10000",
    "spans_of_other_words": "update core.claims set start_char = start_char - 1",
}


def test_every_check_has_its_damage() -> None:
    assert sorted(DAMAGE) == list(names("checks"))


@pytest.mark.parametrize("name", sorted(DAMAGE))
def test_damage_is_found(data: Path, name: str) -> None:
    with Warehouse.open(data) as warehouse:
        for number in (4, 5):
            a = article(f"n{number}", f"Halden AI is worth ${number} billion, not $9 billion.")
            told = [claim(a, f"${n} billion", f"{n}000000000") for n in (number, 9)]
            warehouse.load_batch(1, batch((a, told)))
        check_all(warehouse)
        assert warehouse.broken_checks() == ()
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        con.execute(DAMAGE[name])
    with Warehouse.open(data) as warehouse:
        broken = {check.name: check for check in warehouse.broken_checks()}
    assert name in broken
    assert broken[name].n_rows >= 1
    assert broken[name].examples
    assert broken[name].meaning.endswith(".")
