from pathlib import Path

import pytest

from tests.warehouse.test_publish import CONTRACT
from warehouse.dictionary import dictionary, main, render
from warehouse.statements import names, statement
from warehouse.view_names import VIEWS


def test_every_column_of_every_view_is_explained() -> None:
    columns = dictionary()
    assert tuple(dict.fromkeys(c.view for c in columns)) == VIEWS
    assert [(c.view, c.column) for c in columns if not c.comment or not c.comment.endswith(".")] == []
    for view, expected in CONTRACT.items():
        assert [c.column for c in columns if c.view == view] == expected.split(", ")


def test_every_view_file_is_listed_and_says_its_grain_and_a_question() -> None:
    assert sorted(VIEWS) == list(names("views"))
    for view in VIEWS:
        grain, question, create = statement(f"views/{view}").splitlines()[:3]
        assert grain.startswith("-- Grain: one row per ")
        assert question.startswith("-- Answers: ")
        assert question.endswith("?")
        assert create == f"create or replace view {view} as"


def test_the_page_shows_every_column() -> None:
    page = render(dictionary())
    assert page.count("\n| `") == len(dictionary())
    assert "## contradictions" in page


def test_a_page_that_is_out_of_date_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "dictionary.md"
    assert main([str(path), "--check"]) == 1
    assert main([str(path)]) == 0
    assert main([str(path), "--check"]) == 0
    path.write_text(path.read_text() + "by hand")
    assert main([str(path), "--check"]) == 1
    assert "is out of date" in capsys.readouterr().out
