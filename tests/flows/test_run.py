"""The program as people and schedulers run it: processes, exit codes, what is on which stream."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from flows.exits import Exit
from flows.processes import identify
from tests.flows.conftest import ROOT, RunJob, Twosource, environment
from tests.flows.sample import write_articles


@pytest.mark.slow
def test_a_run_from_end_to_end_with_prefect_and_nothing_left_behind(
    tmp_path: Path, data: Path, twosource: Twosource
) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 4)
    first = twosource("run", str(source), "--data", str(data))
    assert first.returncode == Exit.DONE, first.stderr
    assert first.stderr == ""
    assert "4 articles: 4 new" in first.stdout
    assert "$157 billion" in first.stdout
    assert str(data / "claims.duckdb") in first.stdout
    assert not (data / "prefect" / "server.json").exists()
    assert not list((data / "logs").glob("bug-*"))

    again = twosource("run", str(source), "--data", str(data), "--json")
    assert again.returncode == Exit.DONE, again.stderr
    assert json.loads(again.stdout)["counts"]["unchanged"] == 4
    assert again.stderr == ""


@pytest.mark.slow
def test_ctrl_c_leaves_cleanly_and_the_next_run_finishes(tmp_path: Path, data: Path, run_job: RunJob) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 400)
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", str(source), "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(TWOSOURCE_BATCH_ARTICLES="1"),
    )
    log = data / "warehouse.duckdb.wal"
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        if log.exists() and log.stat().st_size > 100_000:
            break
        time.sleep(0.02)
    record = json.loads((data / "prefect" / "server.json").read_text(encoding="utf-8"))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED, err
    assert "the next run finishes the work" in err
    assert "Traceback" not in err
    assert out == ""
    assert identify(record["pid"]) is None, "the embedded server was left behind"

    tally = run_job([str(source)], data)
    assert 0 < tally.unchanged < 400
    assert tally.read == 400


def test_a_locked_folder_is_left_alone(tmp_path: Path, twosource: Twosource) -> None:
    from flows.session import Session  # noqa: PLC0415
    from flows.settings import Settings  # noqa: PLC0415

    source = write_articles(tmp_path / "stories.jsonl", 1)
    with Session(Settings(data=tmp_path / "data")):
        found = twosource("run", str(source), "--data", str(tmp_path / "data"))
    assert found.returncode == Exit.LOCKED
    assert "is in use by process" in found.stderr
    assert found.stdout == ""


def test_a_folder_of_a_newer_program_is_refused_untouched(
    tmp_path: Path, twosource: Twosource, run_job: RunJob
) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 1)
    data = tmp_path / "data"
    run_job([str(source)], data)
    with duckdb.connect(data / "warehouse.duckdb") as con:
        con.execute("insert into core.schema_migrations values (9999, 'from_the_future')")
    before = (data / "warehouse.duckdb").read_bytes()
    found = twosource("run", str(source), "--data", str(data))
    assert found.returncode == Exit.USAGE
    assert "newer" in found.stderr
    assert "Traceback" not in found.stderr
    assert (data / "warehouse.duckdb").read_bytes() == before


@pytest.mark.slow
def test_nothing_readable_is_said_in_one_sentence_and_kept_in_issues(
    tmp_path: Path, data: Path, twosource: Twosource
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "empty.txt").write_text("", encoding="utf-8")
    (source / "binary.html").write_bytes(bytes(range(256)) * 8)
    found = twosource("run", str(source), "--data", str(data))
    assert found.returncode == Exit.NOTHING_READABLE
    assert found.stderr.startswith("twosource: no article: ")
    assert found.stderr.count("\n") == 1
    assert found.stdout == ""
    codes = twosource(
        "sql", "select code from issues order by code", "--data", str(tmp_path / "data"), "--format=csv"
    )
    assert codes.stdout.split() == ["code", "binary_file", "empty_file"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["run", "no/such/folder"], Exit.NOTHING_READABLE, "no such file or folder: no/such/folder"),
        (["report"], Exit.NOTHING_READABLE, "nothing has been published yet"),
        (["sql", "select 1"], Exit.NOTHING_READABLE, "nothing has been published yet"),
        (["run"], Exit.USAGE, "Missing argument"),
        (["rnu"], Exit.USAGE, "rnu"),
        (["sql", "select 1", "--format", "xml"], Exit.USAGE, "xml"),
        (["report", "--settings", "no.toml"], Exit.USAGE, "no such settings file"),
    ],
)
def test_mistakes_are_told_without_a_stack_trace(
    tmp_path: Path, twosource: Twosource, arguments: list[str], code: Exit, words: str
) -> None:
    found = twosource(*arguments, TWOSOURCE_DATA=str(tmp_path / "data"))
    assert found.returncode == code, found.stderr
    assert words in found.stderr
    assert "Traceback" not in found.stderr
    assert found.stdout == ""


def test_sql_answers_and_refuses(tmp_path: Path, twosource: Twosource, run_job: RunJob) -> None:
    data = tmp_path / "data"
    run_job([str(write_articles(tmp_path / "stories.jsonl", 4))], data)
    count = twosource("sql", "select count(*) as n from articles", "--data", str(data), "--format", "json")
    assert json.loads(count.stdout) == [{"n": 4}]
    drop = twosource("sql", "drop view claims", "--data", str(data))
    assert drop.returncode == Exit.USAGE
    wrong = twosource("sql", "select nothing from claims", "--data", str(data))
    assert wrong.returncode == Exit.USAGE
    assert "nothing" in wrong.stderr


def test_help_and_version_are_quick_and_import_nothing_heavy(twosource: Twosource) -> None:
    assert twosource("--version").stdout == "twosource 0.1.0\n"
    heavy = "import sys, flows.cli; print({'duckdb', 'prefect', 'pyarrow', 'rich'} & set(sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", heavy], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert found.stdout == "set()\n"


@pytest.mark.parametrize("command", [["run"], ["report"], ["sql"], ["lexicon", "check"], ["backfill"]])
def test_every_command_helps_with_examples_and_takes_data(twosource: Twosource, command: list[str]) -> None:
    found = twosource(*command, "--help")
    assert found.returncode == Exit.DONE
    assert "Examples:" in found.stdout
    assert "--data" in found.stdout
