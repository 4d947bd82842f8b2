"""`forget` and `maintain` on a whole data folder: no byte of any file holds what was forgotten."""

from __future__ import annotations

import gzip
import json
import os
import time
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from flows.exports import export_published
from flows.forgetting import forget
from flows.maintaining import maintain
from flows.progress import RunProgress
from flows.report import open_published
from flows.settings import Settings
from flows.site import write as write_site
from tests.flows.conftest import RunJob
from tests.flows.sample import article
from warehouse.bodies import BodyStore

CANARY = "Zyxquork"


def holding(*folders: Path) -> list[str]:
    """The files whose bytes hold the canary."""
    return [
        str(path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]


def test_what_is_forgotten_is_in_no_file_and_stays_away(tmp_path: Path, run_job: RunJob) -> None:
    rows = [article(n) for n in range(4)]
    own = f"{CANARY} Holdings raised $40 million, {CANARY} said."
    rows[1] |= {"url": f"https://news.example/{CANARY}", "text": f"{rows[1]['text']} {own}"}
    rows[1]["outlet"] = f"{CANARY} Times"
    source, data, export = tmp_path / "stories.jsonl", tmp_path / "data", tmp_path / "export"
    settings = Settings(data=data)
    source.write_text("\n".join(map(json.dumps, rows[:2])), encoding="utf-8")
    run_job([str(source)], data)
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run_job([str(source)], data)
    export_published(settings, export)
    for place in (None, tmp_path / "elsewhere" / "pages"):
        write_site(settings, place)
    (data / "logs").mkdir(exist_ok=True)
    (data / "logs" / "bug.log").write_text(CANARY)
    store = BodyStore(data)
    telling = f"<a href='https://news.example/{CANARY}'>{own}</a>".encode()
    bodies = [store.path_of(store.keep(body)) for body in (telling, b"<p>Nothing of it.</p>", b"damaged")]
    bodies[2].write_bytes(gzip.compress(b"by the disk"))
    before = holding(data, export, tmp_path / "elsewhere")
    assert {Path(path).name for path in before} >= {"warehouse.duckdb", "claims.duckdb", "bug.log"}
    assert {"data", "elsewhere"} <= {
        Path(p).relative_to(tmp_path).parts[0] for p in before if p.endswith("html")
    }

    progress = RunProgress(Console(file=StringIO()))
    done = forget(settings, f"https://news.example/{CANARY}#top", progress)
    assert done.articles == 1
    assert done.claims > 1
    assert done.exports == (str(export),)
    assert holding(data, export, tmp_path / "elsewhere") == []
    assert (data / "site" / "index.html").is_file()
    assert [path.exists() for path in bodies] == [False, True, False]
    with open_published(settings) as published:
        assert published.sql("select count(*) from articles").rows == ((3,),)

    tally = run_job([str(source)], data)
    assert dict(tally.skipped) == {"forgotten_article": 1}
    assert (tally.unchanged, tally.met) == (3, 4)
    assert holding(data) == []
    assert forget(settings, f"{CANARY} times", progress).articles == 0

    old = data / "logs" / "old.log"
    old.parent.mkdir(exist_ok=True)
    old.write_text("long ago")
    os.utime(old, (time.time() - 40 * 86_400,) * 2)
    kept = maintain(settings, progress, datetime.now(UTC))
    assert kept.problems == ()
    assert kept.removed == ("old.log",)
    assert kept.rows > 10
