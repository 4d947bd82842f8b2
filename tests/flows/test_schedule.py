"""The schedule without its server: what is run when, what a run shows, and that no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.artifacts import as_markdown, as_rows, run_artifacts
from flows.exits import Exit
from flows.processes import identify
from flows.schedule import deployments
from flows.settings import Settings, SettingsError
from tests.flows.conftest import ROOT, RunJob, Twosource, environment
from tests.flows.sample import write_articles
from warehouse.lock import WriterLock

CHILD = """
import subprocess, sys
code = "import time; from flows.parent import end_with_parent as e; e(); print(1, flush=True); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.readline()
"""


def test_prefect_yaml_is_what_is_served() -> None:
    text = (ROOT / "prefect.yaml").read_text(encoding="utf-8")
    parts = text.split("  - name: ")[1:]
    wanted = deployments(Settings())
    assert [part.partition("\n")[0] for part in parts] == [each.name for each in wanted]
    for part, each in zip(parts, wanted, strict=True):
        assert f"description: {each.meaning}\n" in part
        assert f"[{', '.join(each.schedules)}]" in part
        assert f'schedules: [{{cron: "{each.cron}", timezone: {each.timezone}}}]' in part
        assert ("maintenance: true" in part) is each.maintenance
        assert "entrypoint: flows/run_scheduled.py:scheduled_run\n" in part
    assert "def scheduled_run(" in (ROOT / "flows" / "run_scheduled.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("cron_hourly", "hourly", "write minute, hour, day, month and weekday"),
        ("cron_daily", "30 5 * *", "cron_daily"),
        ("cron_weekly", "0 3 * * 0; rm", "cron_weekly"),
        ("timezone", "Mars/Olympus", "Europe/Oslo"),
        ("timezone", "../../etc/passwd", "Europe/Oslo"),
    ],
)
def test_times_that_are_none(setting: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        Settings(**{setting: value})  # type: ignore[arg-type]


def test_times_of_all_shapes() -> None:
    Settings(cron_hourly="*/20 6-22 * * 1-5", cron_weekly="0 3 1,15 * MON", timezone="America/New_York")


def test_what_a_run_shows(tmp_path: Path, run_job: RunJob) -> None:
    source = tmp_path / "in"
    source.mkdir()
    write_articles(source / "stories.jsonl", 4)
    (source / "empty.txt").write_text("")
    run_job([str(source)], tmp_path / "data")
    read, contradictions, blind = run_artifacts(Settings(data=tmp_path / "data"))
    assert [(row["outlet"], row["articles"]) for row in as_rows(read.table)] == [
        ("Alpha Post", 1),
        ("Beta Times", 1),
        ("Delta Wire", 1),
        ("Gamma Daily", 1),
    ]
    assert contradictions.table.columns[:3] == ("rank", "question", "value_a")
    assert ("not_read", "empty_file", 1) in [row[:3] for row in blind.table.rows]
    page = as_markdown((read, contradictions, blind))
    assert "| Alpha Post | 1 |" in page
    assert "empty\\_file" in page


def test_no_process_is_left_behind_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert identify(child) is not None
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while identify(child) is not None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert identify(child) is None


def test_a_folder_is_served_once_and_only_with_sources(tmp_path: Path, twosource: Twosource) -> None:
    data = tmp_path / "data"
    data.mkdir()
    none = twosource("serve", "--data", str(data), TWOSOURCE_SOURCES=str(tmp_path / "none.toml"))
    assert none.returncode == Exit.USAGE
    assert "there is no such sources file; `twosource init`" in none.stderr
    twosource("init", str(tmp_path))
    lock = WriterLock(data, "serve.lock")
    found = twosource("serve", str(tmp_path / "sources.toml"), "--data", str(data))
    lock.release()
    assert found.returncode == Exit.USAGE
    assert f"is served already, by process {os.getpid()}" in found.stderr


SCHEDULED = """
import asyncio, sys
from pathlib import Path
from flows.prefect_env import set_prefect_environment
set_prefect_environment(Path(sys.argv[2]))
from flows.run_scheduled import scheduled_run
state = asyncio.run(scheduled_run.fn(sources=[sys.argv[1]], schedules=["hourly"], data=sys.argv[2]))
print(state.name)
"""


def test_a_scheduled_run_that_fails_says_so_in_one_line(tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text("[[outlet\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCHEDULED, str(sources), str(tmp_path / "data")],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    said, state = done.stdout.splitlines()
    assert state == "Failed"
    assert " UTC run: twosource: " in said
    assert "sources.toml" in said
    assert done.stderr == ""
