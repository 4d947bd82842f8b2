"""`twosource sql` and `twosource tables`: forms, files, examples, and what is a mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.exits import Exit
from tests.sql.story import tell
from warehouse.cookbook import recipes
from warehouse.view_names import VIEWS

RUNNER = CliRunner()
WORTH = (
    "select outlet, value_text, low from claims join articles using (article_id) where metric = 'valuation'"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tell(tmp_path_factory.mktemp("asked") / "data").parent


def ask(data: Path, *arguments: str, given: str | None = None) -> tuple[int, str, str]:
    result = RUNNER.invoke(app, ["sql", *arguments, "--data", str(data)], input=given)
    return result.exit_code, result.stdout, result.stderr


def test_a_file_is_written_in_the_form_of_its_ending(data: Path, tmp_path: Path) -> None:
    for name in ("out.csv", "out.json", "out.parquet", "out.txt"):
        code, out, said = ask(data, WORTH, "--output", str(tmp_path / name))
        assert (code, out) == (Exit.DONE, ""), said
        assert f"written: {tmp_path / name}" in said.replace("\n", "")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0] == "outlet,value_text,low"
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == rows
    assert "5 rows" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "out.csv",
        "out.json",
        "out.parquet",
        "out.txt",
    ]


def test_the_statement_may_come_from_a_file_or_by_standard_input(data: Path, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("select 7 as seven", encoding="utf-8")
    for arguments, given in ((("--file", str(tmp_path / "q.sql")), None), (("-",), "select 7 as seven")):
        code, out, _ = ask(data, *arguments, "--format", "json", given=given)
        assert (code, json.loads(out)) == (Exit.DONE, [{"seven": 7}])


def test_a_refused_answer_leaves_the_file_as_it_was(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept.csv"
    path.write_text("as it was", encoding="utf-8")
    code, _, said = ask(data, "select error('late') from claims", "--output", str(path))
    assert (code, path.read_text(encoding="utf-8")) == (Exit.USAGE, "as it was")
    assert "late" in said
    assert "Traceback" not in said
    assert [each.name for each in tmp_path.iterdir()] == ["kept.csv"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("select 1", "--format", "parquet"), "name a file with --output"),
        (("select 1", "--output", "out.xlsx"), "what form is that?"),
        (("select 1", "--output", "nowhere/out.csv"), "cannot be written"),
        (("select 1", "--example", "disputed"), "Give one SELECT"),
        (("--example", "disputd"), "Did you mean disputed"),
        (("--file", "nowhere.sql"), "cannot be read"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_mistake_is_one_sentence(data: Path, arguments: tuple[str, ...], says: str) -> None:
    code, out, said = ask(data, *arguments)
    assert (code, out) == (Exit.USAGE, "")
    assert says in " ".join(said.split())


def test_examples_are_listed_and_asked(data: Path) -> None:
    code, out, _ = ask(data, "--examples")
    assert code == Exit.DONE
    assert len(out.splitlines()) == len(recipes()) == 20
    code, out, said = ask(data, "--example", "disputed", "--format", "json")
    assert code == Exit.DONE
    assert "from contradictions" in said
    assert [row["reason"] for row in json.loads(out)] == ["lost_not", "value_differs", "value_differs"]


def test_tables_lists_the_views_and_their_columns(data: Path) -> None:
    listed = RUNNER.invoke(app, ["tables", "--data", str(data), "--json"])
    columns = json.loads(listed.stdout)
    assert {row["view"] for row in columns} == set(VIEWS)
    assert all(row["meaning"] for row in columns)
    shown = RUNNER.invoke(app, ["tables", "timelines", "--data", str(data)], env={"COLUMNS": "150"})
    assert "first_outlet" in shown.stdout
    wrong = RUNNER.invoke(app, ["tables", "timeline", "--data", str(data)])
    assert wrong.exit_code == Exit.USAGE
    assert "Did you mean timelines" in wrong.stderr


def test_a_reader_that_has_seen_enough_ends_it_well(data: Path) -> None:
    asked = subprocess.Popen(
        [
            *(sys.executable, "-m", "flows.cli", "sql", "select range as n from range(3000000)"),
            *("--format", "csv", "--data", str(data)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert asked.stdout is not None
    assert asked.stderr is not None
    assert asked.stdout.readline() == b"n\r\n"
    asked.stdout.close()
    assert asked.wait(60) == Exit.DONE
    assert asked.stderr.read() == b""
    asked.stderr.close()
