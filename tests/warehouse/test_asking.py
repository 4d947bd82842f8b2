"""An analyst's statement in a process of its own: what it may not do, and what it may not take."""

import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.sql.story import tell
from warehouse import Published, QueryRefused, WarehouseError
from warehouse.asking import Answer, Bounds
from warehouse.cookbook import recipes
from warehouse.view_rows import ViewColumn

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "analyst_sql.toml").read_text(encoding="utf-8")
)["case"]
TAKING = [case for case in CASES if case["outcome"] in {"slow", "memory"}]
SETTLED = [case for case in CASES if case not in TAKING]
TIGHT = Bounds(threads=1, memory="200MB", seconds=8.0)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tell(tmp_path_factory.mktemp("asked") / "data")


def test_the_cases_are_forty_and_more() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", SETTLED, ids=lambda case: case["sql"][:40])
def test_a_statement_has_its_one_outcome(path: Path, case: dict[str, str]) -> None:
    before = path.read_bytes()
    statements = ("a variable of ours is no table",)
    with Published(path) as published:
        if case["outcome"] == "rows":
            assert published.sql(case["sql"]).rows, statements
        else:
            with pytest.raises(QueryRefused) as refused:
                published.sql(case["sql"])
            assert case["says"] in str(refused.value)
            assert len(str(refused.value)) > 20
            assert published.sql("select count(*) from claims").rows == ((11,),)
            assert "Error" not in str(refused.value).partition(" ")[0]
            assert "Traceback" not in str(refused.value)
    assert path.read_bytes() == before


def test_what_takes_too_long_or_too_much_is_ended(path: Path) -> None:
    def ask(case: dict[str, str]) -> str:
        bounds = Bounds(threads=1, memory="200MB", seconds=2.0) if case["outcome"] == "slow" else TIGHT
        with pytest.raises(QueryRefused) as refused, Answer(path, case["sql"], bounds) as answer:
            answer.table()
        return str(refused.value)

    with ThreadPoolExecutor(len(TAKING)) as pool:
        said = list(pool.map(ask, TAKING))
    for case, words in zip(TAKING, said, strict=True):
        wanted = ("more than 2 s",) if case["outcome"] == "slow" else ("memory", "more than 8 s")
        assert any(word in words for word in wanted), (case["sql"], words)


def test_an_answer_comes_whole_typed_and_in_any_form(path: Path, tmp_path: Path) -> None:
    text = (
        "select 1::decimal(9, 2) as d, date '2031-03-04' as day, ['a', 'b'] as list, 'x' as text, range as n"
        " from range(25000)"
    )
    with Answer(path, text, Bounds()) as answer:
        assert answer.columns == ("d", "day", "list", "text", "n")
        written = answer.write_parquet(tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert written == table.num_rows == 25000
    first = table.slice(0, 1).to_pylist()[0]
    assert (first["d"], str(first["day"]), first["list"]) == (Decimal("1.00"), "2031-03-04", ["a", "b"])


def test_a_limit_cuts_and_says_so_and_nothing_is_left_behind(path: Path) -> None:
    with Answer(path, "select range from range(10000000000)", Bounds(), most=3) as answer:
        spill = answer._spill
        table = answer.table()
    assert (len(table.rows), table.is_cut) == (3, True)
    assert not os.path.exists(spill)
    assert answer._child.returncode is not None


def test_an_error_in_the_middle_is_no_short_answer(path: Path) -> None:
    text = "select case when range = 900000 then error('late') else range end as n from range(1000000)"
    with pytest.raises(QueryRefused, match="late"), Answer(path, text, Bounds(threads=1)) as answer:
        answer.table()


def test_a_slip_is_shown_in_its_line(path: Path) -> None:
    with pytest.raises(QueryRefused) as refused:
        Answer(path, "select\n  subjct\nfrom claims", Bounds())
    assert "LINE 2:   subjct" in str(refused.value)
    assert '"subject"' in str(refused.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="nothing has been published yet"):
        Answer(tmp_path / "claims.duckdb", "select 1", Bounds())


def test_the_views_tell_what_they_hold(path: Path) -> None:
    with Published(path) as published:
        columns = published.rows(ViewColumn)
    assert all(column.comment and column.view_comment for column in columns)


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.name)
def test_every_question_of_the_cookbook_can_be_asked_of_any_file(path: Path, recipe: object) -> None:
    with Published(path) as published:
        published.sql(recipe.sql)  # type: ignore[attr-defined]
