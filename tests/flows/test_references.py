"""References from a folder to a finding: through the whole job, and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.exits import Exit
from flows.report import open_published, published_summary
from flows.settings import Settings, SettingsError, load_settings
from reports.summary import to_json
from tests.flows.conftest import RunJob, Twosource

ARTICLES = (
    (
        "Fjord Gazette",
        "2031-03-01",
        "The museum opens a room on language models. GPT-3 has 157 billion parameters, a panel there says. "
        "Visitors may touch a server rack.",
    ),
    (
        "Harbour Post",
        "2031-03-02",
        "School classes learned how models grew. GPT-3 has 175 billion parameters, their teacher said. "
        "The course goes on until May.",
    ),
    (
        "Tarn Weekly",
        "2031-03-03",
        "A quiz about firms ended in a draw. Anthropic was founded in 2012, one of the questions claimed. "
        "Nobody protested.",
    ),
    (
        "Tarn Weekly",
        "2031-03-04",
        "Mistral AI was founded in 2023. The firm makes language models, and it hires in Lyon.",
    ),
)
OWN = """
[[reference]]
subject = "GPT-3"
metric = "parameter_count"
value = "157 billion parameters"
source = "The museum's own count"
url = "https://museum.example/panel"
"""


@pytest.fixture
def source(tmp_path: Path) -> str:
    lines = [
        json.dumps({"url": f"https://news.example/{n}", "outlet": outlet, "published": day, "text": text})
        for n, (outlet, day, text) in enumerate(ARTICLES)
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "museum.toml").write_text(OWN, encoding="utf-8")
    return tmp_path / "own"


def rows(data: Path, query: str) -> tuple[tuple[object, ...], ...]:
    with open_published(Settings(data=data)) as published:
        return published.sql(query).rows


FOUND = "select subject, metric, relation, alert, outlet from reference_findings order by all"
VERDICTS = (
    "select question_id, verdict, n_answers, n_claims from questions order by all",
    "select answer_id, n_articles, n_origins from answers order by all",
)


def test_articles_against_shipped_references(tmp_path: Path, source: str, run_job: RunJob) -> None:
    data = tmp_path / "data"
    run_job([source], data)
    assert rows(data, FOUND) == (
        ("Anthropic", "founded", "contradict", True, "Tarn Weekly"),
        ("GPT-3", "parameter_count", "agree", False, "Harbour Post"),
        ("GPT-3", "parameter_count", "contradict", True, "Fjord Gazette"),
        ("Mistral AI", "founded", "agree", False, "Tarn Weekly"),
    )
    assert rows(data, "select reference_side, reference from contradictions") == (
        ("b", "Brown et al., Language Models are Few-Shot Learners: 175 billion parameters"),
    )
    assert rows(data, "select verdict from questions where subject = 'Mistral AI'") == (("single_origin",),)
    summary = published_summary(Settings(data=data))
    assert summary.totals.against_references == 2
    size = next(item for item in summary.against_references if "GPT-3" in item.question)
    assert (size.value, size.voice.outlet) == ("175 billion parameters", "Fjord Gazette")
    assert "arxiv.org" in size.url
    assert json.loads(to_json(summary))["against_references"]


def test_references_that_change_touch_their_questions_alone(
    tmp_path: Path, source: str, own: Path, run_job: RunJob
) -> None:
    data = tmp_path / "data"
    run_job([source], data)
    before = rows(data, FOUND)
    counted = [rows(data, query) for query in VERDICTS]

    run_job([source], data, references=own)
    assert checked_blocks(data) == 1
    assert [row for row in rows(data, FOUND) if row[0] == "GPT-3"] == [
        ("GPT-3", "parameter_count", "agree", False, "Fjord Gazette"),
        ("GPT-3", "parameter_count", "contradict", True, "Harbour Post"),
    ]
    assert rows(data, "select reference_side from contradictions") == (("a",),)
    assert [rows(data, query) for query in VERDICTS] == counted

    run_job([source], data, references=own)
    assert checked_blocks(data) == 0
    (own / "museum.toml").unlink()
    run_job([source], data, references=own)
    assert checked_blocks(data) == 1
    assert rows(data, FOUND) == before


def checked_blocks(data: Path) -> int:
    (row,) = rows(data, "select counts from runs order by run_number desc limit 1")
    return int(json.loads(str(row[0]))["checked_blocks"])


def test_a_mistake_in_a_reference_starts_nothing(
    tmp_path: Path, source: str, own: Path, twosource: Twosource
) -> None:
    (own / "museum.toml").write_text(OWN.replace("parameter_count", "parameter_cuont"), encoding="utf-8")
    found = twosource("run", source, "--data", str(tmp_path / "data"), "--references", str(own))
    assert found.returncode == Exit.USAGE
    assert "museum.toml: line 2: unknown metric 'parameter_cuont'; did you mean 'parameter_count'?" in (
        " ".join(found.stderr.split())
    )
    assert not (tmp_path / "data" / "claims.duckdb").exists()
    checked = twosource("references", "check", str(own))
    assert checked.returncode == Exit.USAGE
    assert "did you mean 'parameter_count'?" in " ".join(checked.stderr.split())


def test_a_folder_is_checked_and_listed(own: Path, twosource: Twosource) -> None:
    checked = twosource("references", "check", str(own))
    assert (checked.returncode, checked.stderr) == (Exit.DONE, "")
    assert "is in order: 1 of your own" in " ".join(checked.stdout.split())

    listed = twosource("references", "--subject", "gpt-3", TWOSOURCE_REFERENCES=str(own))
    assert listed.returncode == Exit.DONE, listed.stderr
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert ["GPT-3", "parameter_count", "157 billion parameters"] in [line[:3] for line in lines]
    assert not [line for line in lines if line[2] == "175 billion parameters"]

    as_json = twosource("references", "--subject", "GPT-3", "--json")
    shipped = {row["metric"]: row for row in json.loads(as_json.stdout)}
    assert shipped["parameter_count"]["low"] == "175000000000"
    nobody = twosource("references", "--subject", "Halcyon")
    assert (nobody.returncode, nobody.stdout) == (Exit.DONE, "")
    assert "There is no reference on Halcyon." in nobody.stderr


def test_the_folder_is_a_setting_like_others(tmp_path: Path, own: Path) -> None:
    assert load_settings({"TWOSOURCE_REFERENCES": str(own)}).references == own
    (tmp_path / "settings.toml").write_text('references = "own"\n', encoding="utf-8")
    assert load_settings({}, data=tmp_path).references == own
    given = load_settings({"TWOSOURCE_REFERENCES": "elsewhere"}, references=own)
    assert given.references == own
    with pytest.raises(SettingsError, match="references is nowhere: there is no such folder"):
        load_settings({"TWOSOURCE_REFERENCES": "nowhere"})
