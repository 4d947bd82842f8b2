"""A draft beside runs: checked while one goes on, and held against what one finds that has read it."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks import drafts
from extractors.claims.pipeline import extract_claims
from flows.draft import check_read
from flows.draft_blocks import compare_blocks
from flows.draft_source import DraftSource, read_draft
from reports.draft import Mark
from tests.flows.conftest import run_here
from tests.flows.drafts import TODAY, WHOLE, checked, lexicon, write_told
from warehouse import Published

RUNS = 1


def run_on(data: Path) -> None:
    """Some runs, each with one more outlet that tells the figure."""
    for number in range(RUNS):
        told = {
            "url": f"https://other-{number}.example/orre",
            "outlet": f"Other {number}",
            "published": "2031-05-20",
            "title": None,
            "text": f"Orre Energy has 120 employees. Our reporter saw {number + 4} gates there.",
        }
        source = data.parent / f"{number}.jsonl"
        source.write_text(json.dumps(told) + "\n", encoding="utf-8")
        run_here([str(source)], data)


def test_every_check_is_of_one_publication(draft_folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(draft_folder, data)
    path = tmp_path / "draft.txt"
    path.write_text("Orre Energy has 120 employees.", encoding="utf-8")
    draft = read_draft(DraftSource(at=str(path), date="2031-05-21"), TODAY)
    lexicon().frames  # noqa: B018 -- seconds, before anything is timed
    seen = []
    with ThreadPoolExecutor(1) as pool:
        runs = pool.submit(run_on, data)
        while True:
            is_last = runs.done()
            with Published(data / "claims.duckdb") as published:
                check = check_read(published, draft, lexicon())
            (claim,) = check.claims
            assert claim.agrees is not None
            seen.append((check.against.n_articles, claim.agrees.n_articles, claim.agrees.n_origins))
            if is_last:
                break
        runs.result()
    assert set(seen) <= {(6 + more, 2 + more, 1 + more) for more in range(RUNS + 1)}
    assert seen == sorted(seen)
    assert seen[-1] == (6 + RUNS, 2 + RUNS, 1 + RUNS)
    assert len(seen) > RUNS


def test_a_check_finds_what_a_run_finds_that_has_read_the_draft(draft_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(WHOLE, encoding="utf-8")
    draft = read_draft(DraftSource(at=str(path), date="2031-05-08"), TODAY)
    claims = extract_claims(draft.article, lexicon()).claims
    with Published(draft_folder / "claims.duckdb") as published:
        blocks = compare_blocks(published, claims, lexicon(), "2031-05-08", ())
    found = {
        (each.form_a, each.form_b): (str(each.relation), each.reason, each.confidence, each.alert)
        for block in blocks.by_key.values()
        for each in (*block.found.within, *(one for every in block.found.against.values() for one in every))
    }
    data = tmp_path / "data"
    shutil.copytree(draft_folder, data)
    row = {
        "url": "https://d.example/d",
        "outlet": None,
        "published": "2031-05-08",
        "text": draft.article.text,
    }
    source = tmp_path / "draft.jsonl"
    source.write_text(json.dumps(row | {"title": draft.article.title}) + "\n", encoding="utf-8")
    run_here([str(source)], data)
    with Published(data / "claims.duckdb") as published:
        rows = published.sql(
            "select r.form_a, r.form_b, r.relation, r.reason, r.confidence, r.alert "
            "from core.form_relations as r where exists ("
            "  from core.claim_forms as cf join core.claims as c on c.claim_id = cf.claim_id"
            "  where c.article_url = 'https://d.example/d' and cf.form_id in (r.form_a, r.form_b))"
        ).rows
    assert found == {(a, b): tuple(rest) for a, b, *rest in rows}
    assert len(found) > 5


RULING = """
[[judgement]]
ruling = "resolved"
left = "$40 million"
right = "$48 million"
subject = "Orre Energy"
metric = "funding_round"
answer = "$40 million"
user = "desk"
"""


def test_a_ruling_says_which_is_right(draft_folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(draft_folder, data)
    (data / "judgements.toml").write_text(RULING, encoding="utf-8")
    run_here([str(write_told(tmp_path / "told.jsonl"))], data, judgements=data / "judgements.toml")
    path = tmp_path / "draft.txt"
    marks = {}
    for value in ("$40 million", "$48 million"):
        path.write_text(f"Orre Energy raised {value} in a Series B round.", encoding="utf-8")
        check = checked(data / "claims.duckdb", path, day="2031-05-08")
        marks[value] = (check.claims[0].mark, [remark.code for remark in check.remarks])
    assert marks == {"$40 million": (Mark.AGREES, ["settled"]), "$48 million": (Mark.CONTRADICTS, [])}
    assert "Resolved by desk: $40 million is right." in check.claims[0].contradicts[0].sentence


def test_the_wait_is_measured(draft_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Published(draft_folder / "claims.duckdb") as published:
        draft = drafts.write_draft(published, tmp_path / "draft.md")
    assert drafts.main([str(draft_folder), str(draft)]) == 0
    out = capsys.readouterr().out
    assert "take its frames apart" in out
    assert "against 15 claims" in out
