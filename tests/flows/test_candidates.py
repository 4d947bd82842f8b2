"""`twosource lexicon candidates`: from published texts to lines that the lexicon reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.exits import Exit
from tests.flows.conftest import RunJob

ARTICLES = (
    "The startup Quorvane AI raised $12 million on Monday. Quorvane AI makes locks.",
    "The startup Quorvane AI raised $12 million. Its rival, the lab Antropic, raised $3 million.",
    "The lab Antropic raised $3 million on Monday. Nobody at the lab was surprised by that.",
)
GOLDEN_TOML = """\
# entities/companies.toml
# 2 articles, 2 claims: "The lab Antropic raised $3 million on Monday."
# looks like "Anthropic": perhaps an alias of it?
"Antropic" = {}
# 2 articles, 2 claims: "The startup Quorvane AI raised $12 million."
"Quorvane AI" = {}
"""


def ask(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["lexicon", "candidates", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def data(tmp_path: Path, run_job: RunJob) -> Path:
    rows = (
        {"url": f"https://news.example/{place}", "published": f"2026-03-0{place + 1}", "text": text}
        for place, text in enumerate(ARTICLES)
    )
    source = tmp_path / "stories.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run_job([str(source)], tmp_path / "data")
    return tmp_path / "data"


def test_names_kinds_and_look_alikes(data: Path) -> None:
    code, out, _ = ask("--data", str(data), "--json")
    assert code == Exit.DONE
    rows = {row["name"]: row for row in json.loads(out)}
    assert set(rows) == {"Quorvane AI", "Antropic"}
    assert rows["Quorvane AI"]["kind"] == "company"
    assert rows["Quorvane AI"]["articles"] == 2
    assert rows["Antropic"]["looks_like"] == "Anthropic"


def test_lines_for_a_person(data: Path) -> None:
    _, out, _ = ask("--data", str(data), "--no-color")
    assert "Quorvane AI  company, 2 articles, 2 claims" in out
    assert "looks like Anthropic?" in out
    assert "\x1b" not in out


def test_lines_for_a_lexicon_folder(data: Path) -> None:
    assert ask("--data", str(data), "--toml")[1] == GOLDEN_TOML


def test_what_is_accepted_is_proposed_no_more(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = data.parent / "own" / "entities"
    own.mkdir(parents=True)
    (own / "companies.toml").write_text(
        ask("--data", str(data), "--toml", "--kind", "company")[1], encoding="utf-8"
    )
    monkeypatch.setenv("TWOSOURCE_LEXICON", str(own.parent))
    assert json.loads(ask("--data", str(data), "--json")[1]) == []
    assert "no names" in ask("--data", str(data))[1]
    checked = CliRunner().invoke(app, ["lexicon", "check", str(own.parent)])
    assert checked.exit_code == Exit.DONE


def test_fewer_articles_are_told(data: Path) -> None:
    _, out, told = ask("--data", str(data), "--articles", "1", "--min-articles", "1", "--json")
    assert [row["name"] for row in json.loads(out)] == ["Antropic"]
    assert "the latest 1 of 3 articles" in told


def test_one_form_at_a_time(data: Path) -> None:
    code, _, told = ask("--data", str(data), "--json", "--toml")
    assert code == Exit.USAGE
    assert "one of --json and --toml" in told


def test_nothing_published_is_told(tmp_path: Path) -> None:
    code, _, told = ask("--data", str(tmp_path / "none"))
    assert code == Exit.NOTHING_READABLE
    assert "Do a run first" in told


def test_a_misspelt_part_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "entites").mkdir()
    result = CliRunner().invoke(app, ["lexicon", "check", str(tmp_path)])
    assert result.exit_code == Exit.USAGE
    assert "did you mean 'entities'" in result.stderr
