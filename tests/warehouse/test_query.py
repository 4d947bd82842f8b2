import re
from dataclasses import fields
from pathlib import Path

import pytest

from tests.warehouse.made import article, batch, check_all, claim
from warehouse import Published, Warehouse, WarehouseError
from warehouse.query import QUERIES
from warehouse.statements import names, statement
from warehouse.summary_rows import Contradiction, KindCount, Totals


@pytest.fixture
def path(data: Path) -> Path:
    with Warehouse.open(data) as warehouse:
        for number in (4, 5):
            a = article(f"n{number}", f"Halden AI is worth ${number} billion.")
            warehouse.load_batch(1, batch((a, [claim(a, f"${number} billion", f"{number}000000000")])))
        check_all(warehouse)
        return warehouse.publish().path


@pytest.mark.parametrize(
    "text",
    [
        "select count(*) from claims",
        "with c as (select * from claims) select count(*) from c",
        "from claims select count(*)",
        "values (2)",
        "select count(*) from claims; ",
        "describe claims",
        "summarize claims",
        "show tables",
        "explain select * from claims",
        "select count(*) from core.forms",
    ],
)
def test_readers_may_select(path: Path, text: str) -> None:
    with Published(path) as published:
        assert published.sql(text).rows


def test_a_limit_cuts_and_says_so(path: Path) -> None:
    with Published(path) as published:
        assert published.sql("select 1 from range(10)", limit=3).is_cut
        assert len(published.sql("select 1 from range(10)", limit=3).rows) == 3
        assert not published.sql("select 1 from range(3)", limit=3).is_cut
        assert published.sql("select 1 as one", limit=0).rows == ()
        assert published.sql("select 1 as one").columns == ("one",)
        assert len(published.sql("select * from range(1000000000)", limit=2).rows) == 2
        assert published.sql("select 1").rows == ((1,),)


def test_every_query_has_a_record_with_its_columns(path: Path) -> None:
    assert sorted(QUERIES.values()) == list(names("queries"))
    with Published(path) as published:
        for record, query in QUERIES.items():
            params: dict[str, object] = {
                "limit": 5,
                "most": 5,
                "runs": [1],
                "places": [1],
                "left_out": ["x"],
                "sentences": ["x"],
                "subjects": ["x"],
                "min_origins": 1,
                "given": "c",
                "figures": True,
                "alerts": True,
            }
            wanted = re.findall(r"\$([a-z_]+)", statement(f"queries/{query}"))
            taken = {
                name: params.get(name, ["x"] if name.endswith(("_ids", "_keys")) else "x") for name in wanted
            }
            for row in published.rows(record, **taken):
                assert isinstance(row, record)
            text = statement(f"queries/{query}")
            columns = [c[0] for c in published._con.execute(text, taken or None).description]
            wanted = [f.name for f in fields(record)]
            if re.search(r"^(select |    f\.)\*", text, re.MULTILINE):  # a whole view or form
                assert all(columns.count(name) == 1 for name in wanted)
            else:
                assert columns == wanted
            published._con.fetchall()


def test_the_summary_counts(path: Path) -> None:
    with Published(path) as published:
        assert published.rows(KindCount) == (KindCount(kind="quantity", n_claims=2),)
        (totals,) = published.rows(Totals)
        (top,) = published.rows(Contradiction, limit=10)
    assert (totals.n_claims, totals.n_contradictions, totals.n_alerts, totals.n_agreements) == (2, 1, 1, 0)
    assert {top.value_a, top.value_b} == {"$4 billion", "$5 billion"}


def test_a_parameter_is_bound_and_never_spliced(path: Path) -> None:
    with Published(path) as published, pytest.raises(Exception, match=r"(?i)convert|cast|limit"):
        published.rows(Contradiction, limit="1; drop view claims")


def test_a_missing_or_broken_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="nothing has been published yet"):
        Published(tmp_path / "claims.duckdb")
    (tmp_path / "claims.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseError, match="does not open"):
        Published(tmp_path / "claims.duckdb")
