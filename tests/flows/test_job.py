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
    "select article_url, number, text_sha256, notes from article_revisions order by all",
    "select edit_id, kind, notice, explanation, alert from claim_edits order by all",
    "select edit_id, copies from silent_edits order by all",
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


def test_a_silent_change_is_found_with_the_copy_that_keeps_the_old_figure(
    tmp_path: Path, run_job: RunJob
) -> None:
    own = (
        "The plant in the north opens in spring, after two winters of delay over a permit for cooling water "
        "that the river board had held back, its head of works said at a fair for pump makers in the harbour."
    )
    first = {
        "url": "https://first.example/1",
        "outlet": "Alpha Post",
        "published": "2031-05-03",
        "title": "Orre raises",
        "text": f"Orre Energy raised $40 million in a Series B round led by Brisk Capital. {own}",
    }
    copy = first | {"url": "https://copy.example/1", "outlet": "Beta Times", "published": "2031-05-04"}
    source = tmp_path / "stories.jsonl"

    def run(*rows: dict[str, str]) -> None:
        source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        run_job([str(source)], tmp_path / "data")

    def asked(query: str) -> tuple[tuple[object, ...], ...]:
        with open_published(Settings(data=tmp_path / "data")) as published:
            return published.sql(query).rows

    changed = first | {"text": first["text"].replace("$40 million", "$48 million")}
    stub = first | {"text": "Orre Energy raised $48 million. Subscribe to continue reading."}
    run(first, copy)
    assert asked("from article_revisions") == ()
    run(changed, copy)
    silent = "select old_value, new_value, old_run, new_run, alert, copies, still_told from silent_edits"
    expected = (("$40 million", "$48 million", 1, 2, True, [copy["url"]], True),)
    assert asked(silent) == expected
    values = asked("select value_text from claims where metric = 'funding_round' order by all")
    assert values == (("$40 million",), ("$48 million",))
    before = contents(tmp_path / "data")
    run(changed, copy)
    assert contents(tmp_path / "data") == before
    run(stub, copy)
    assert asked("select number from article_revisions order by number") == ((1,), (2,))
    run(changed, copy)
    assert asked(silent) == expected
    assert contents(tmp_path / "data") == before
    mended = copy | {"text": changed["text"]}
    run(changed, mended)
    assert asked("select copies from silent_edits where article_url like '%first%'") == (([],),)


KILLED = """
import os, shutil, signal, sys
from dataclasses import fields
from io import StringIO
from pathlib import Path
from rich.console import Console
from extractors.articles.files import read_source
from extractors.claims.pipeline import Lexicon, extract_claims
from flows.job import PLAIN, MainJob, Steps
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings

before, source, folder = sys.argv[1:]
lexicon = Lexicon.load()
for article in read_source(source):  # a fork then has all that is compiled at its first use
    extract_claims(article, lexicon)

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

def forked_run(data, steps, source=source):
    # A fork before DuckDB has been opened: it must not have threads.
    if (child := os.fork()) == 0:
        with Session(Settings(data=data, batch_articles=4)) as session:
            MainJob(session, RunProgress(Console(file=StringIO())), steps).run([source])
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

template = Path(folder, "template")
if before:
    assert forked_run(template, PLAIN, before) == 0
passage = 0
while True:
    data = Path(folder, str(passage))
    if before:
        shutil.copytree(template, data)
    if (code := forked_run(data, killing(passage))) == 0:
        break
    assert code == -signal.SIGKILL, code
    assert forked_run(data, PLAIN) == 0
    passage += 1
print(passage)
"""


@pytest.mark.slow
@pytest.mark.parametrize("is_changed", [False, True], ids=["new articles", "changed articles"])
def test_killed_between_any_two_steps_the_next_run_finishes_the_work(
    tmp_path: Path, run_job: RunJob, is_changed: bool
) -> None:
    source = write_articles(tmp_path / "stories.jsonl", 8)
    before = tmp_path / "before.jsonl"
    if is_changed:
        text = source.read_text(encoding="utf-8").replace("$150 billion", "$140 billion")
        before.write_text(text, encoding="utf-8")
        run_job([str(before)], tmp_path / "whole", batch_articles=4)
    run_job([str(source)], tmp_path / "whole", batch_articles=4)
    expected = contents(tmp_path / "whole")
    assert any("silent" in str(rows) for rows in expected) is is_changed
    (tmp_path / "killed").mkdir()
    kills = subprocess.run(
        [
            sys.executable,
            "-c",
            KILLED,
            str(before) if is_changed else "",
            str(source),
            str(tmp_path / "killed"),
        ],
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
