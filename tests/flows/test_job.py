"""The main job in plain functions: what it counts, that it can be repeated, and that it survives any kill."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.report import open_published, published_summary
from flows.settings import Settings
from tests.flows.conftest import ROOT, RunJob, environment
from tests.flows.sample import article, write_articles

CONTENTS = (
    "select claim_id, article_url, subject, metric, low, value_text, question_id from claims order by all",
    "select claim_a, claim_b, relation, reason from claim_relations order by all",
    "select question_id, question, verdict from questions order by all",
    "select answer_id, n_claims, n_origins from answers order by all",
    "select article_url, origin_url, kind from lineage order by all",
    "select stage, code, location from issues order by all",
    "select sum_id, article_url, claim_ids, working, alert from broken_sums order by all",
)


def contents(data: Path) -> list[object]:
    with open_published(Settings(data=data)) as published:
        return [published.sql(query).rows for query in CONTENTS]


def test_a_folder_is_read_and_summed_up(tmp_path: Path, run_job: RunJob) -> None:
    source = tmp_path / "in"
    source.mkdir()
    write_articles(source / "stories.jsonl", 4)
    (source / "empty.txt").write_text("", encoding="utf-8")
    (source / "broken.jsonl").write_text('{"url": \n', encoding="utf-8")
    tally = run_job([str(source)], tmp_path / "data")
    assert (tally.new, tally.unchanged, tally.repeated) == (4, 0, 0)
    assert dict(tally.skipped)["empty_file"] == 1
    assert sum(dict(tally.skipped).values()) == 2

    summary = published_summary(Settings(data=tmp_path / "data"))
    assert summary.counts.read == 4
    assert summary.counts.skipped == tally.skipped
    assert summary.articles == 4
    assert summary.claims == tally.new_claims > 0
    clash = next(item for item in summary.contradictions if "valuation" in item.question)
    assert {clash.left.value, clash.right.value} == {"$157 billion", "$150 billion"}
    assert clash.left.outlet == "Alpha Post"
    assert any(item.n_origins >= 2 and "6.6" in item.value for item in summary.agreements)


def test_a_second_run_adds_nothing(tmp_path: Path, run_job: RunJob) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 12)
    run_job([str(source)], tmp_path / "data")
    before = contents(tmp_path / "data")
    again = run_job([str(source)], tmp_path / "data")
    assert (again.new, again.changed, again.reread, again.unchanged, again.new_claims) == (0, 0, 0, 12, 0)
    assert contents(tmp_path / "data") == before
    assert published_summary(Settings(data=tmp_path / "data")).counts.nothing_new


def test_what_comes_twice_counts_once(tmp_path: Path, run_job: RunJob) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 4)
    other = article(0) | {"text": "Meta has 70,000 employees, it said. Nothing else is in this version."}
    second = tmp_path / "second.jsonl"
    second.write_text("\n".join(json.dumps(row) for row in (article(1), other)), encoding="utf-8")
    tally = run_job([str(source), str(second)], tmp_path / "data")
    assert (tally.new, tally.repeated) == (4, 2)
    assert run_job([str(source), str(second)], tmp_path / "data").unchanged == 4


@pytest.mark.parametrize("batch_articles", [1, 5, 500])
def test_the_size_of_batches_changes_nothing(tmp_path: Path, run_job: RunJob, batch_articles: int) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 12)
    run_job([str(source)], tmp_path / "one", batch_articles=12)
    run_job([str(source)], tmp_path / "other", batch_articles=batch_articles)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_a_changed_text_replaces_what_it_said(tmp_path: Path, run_job: RunJob) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 4)
    run_job([str(source)], tmp_path / "data")
    rows = [article(n) for n in range(4)]
    rows[1]["text"] = rows[1]["text"].replace("$150 billion", "$157 billion")
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    tally = run_job([str(source)], tmp_path / "data")
    assert (tally.changed, tally.unchanged) == (1, 3)
    summary = published_summary(Settings(data=tmp_path / "data"))
    assert not [item for item in summary.contradictions if "valuation" in item.question]


def test_a_sum_that_does_not_come_out_is_told_until_the_text_is_mended(
    tmp_path: Path, run_job: RunJob
) -> None:
    row = article(0) | {"text": "Sales rose 40% to $5.6 billion from $5.0 billion a year earlier, it said."}
    source = tmp_path / "story.jsonl"
    source.write_text(json.dumps(row), encoding="utf-8")
    run_job([str(source)], tmp_path / "data")
    (found,) = published_summary(Settings(data=tmp_path / "data")).broken_sums
    assert found.working == "$5.0 billion × 1.4 = $7bn, told: $5.6 billion"
    assert (found.rule, found.url) == ("growth", row["url"])
    before = contents(tmp_path / "data")
    run_job([str(source)], tmp_path / "data")
    assert contents(tmp_path / "data") == before
    source.write_text(json.dumps(row | {"text": row["text"].replace("40%", "12%")}), encoding="utf-8")
    run_job([str(source)], tmp_path / "data")
    assert published_summary(Settings(data=tmp_path / "data")).broken_sums == ()


KILLED = """
import os, signal, sys
from dataclasses import fields
from io import StringIO
from pathlib import Path
from rich.console import Console
from extractors.claims.pipeline import Lexicon
from flows.job import PLAIN, MainJob, Steps
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings

source, folder = sys.argv[1:]
Lexicon.load()

def killing(left):
    def pass_by():
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    def passing(step):
        def wrapped(*arguments):
            pass_by()
            done = step(*arguments)
            pass_by()
            return done
        return wrapped
    return Steps(**{item.name: passing(getattr(PLAIN, item.name)) for item in fields(Steps)})

def forked_run(data, steps):
    # A fork before DuckDB has been opened shares the imports and the lexicon, which take most of the time.
    if (child := os.fork()) == 0:
        with Session(Settings(data=data, batch_articles=4)) as session:
            MainJob(session, RunProgress(Console(file=StringIO())), steps).run([source])
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

passage = 0
while (code := forked_run(Path(folder, str(passage)), killing(passage))) != 0:
    assert code == -signal.SIGKILL, code
    assert forked_run(Path(folder, str(passage)), PLAIN) == 0
    passage += 1
print(passage)
"""


@pytest.mark.slow
def test_killed_between_any_two_steps_the_next_run_finishes_the_work(tmp_path: Path, run_job: RunJob) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 8)
    run_job([str(source)], tmp_path / "whole", batch_articles=4)
    expected = contents(tmp_path / "whole")
    (tmp_path / "killed").mkdir()
    kills = subprocess.run(
        [sys.executable, "-c", KILLED, str(source), str(tmp_path / "killed")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        check=False,
    )
    assert kills.returncode == 0, kills.stderr
    passages = int(kills.stdout)
    assert passages >= 12, "too few: the steps are not what this test thinks they are"
    for passage in range(passages):
        assert contents(tmp_path / "killed" / str(passage)) == expected, f"killed at passage {passage}"
