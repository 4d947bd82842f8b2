"""A past window is built again from what was kept, without the network, and the result is what it was."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from flows.backfill import Window, backfill
from flows.forgetting import forget
from flows.ingest import Tally
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from tests.articles.server import PAGE, Server
from tests.flows.conftest import Twosource
from tests.flows.sample import write_articles
from tests.flows.test_job import contents

EVER = Window(since=datetime(2000, 1, 1), until=datetime(2100, 1, 1))
LAB = Settings(allow_private=("127.0.0.1/32",), pace=0.0)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Server]]:
    """A data folder into which a feed, pages and files were read, twice, and the server that gave them."""
    folder = tmp_path_factory.mktemp("world")
    server = Server()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    write_articles(folder / "stories.jsonl", 4)
    (folder / "notes").mkdir()
    (folder / "notes" / "mill.html").write_text(PAGE.replace("320 people", "318 people"), encoding="utf-8")
    sources = [
        server.url("/feed.xml"),
        server.url("/moved"),
        str(folder / "stories.jsonl"),
        str(folder / "notes"),
    ]
    for _ in range(2):
        job(replace(LAB, data=folder / "data"), sources)
    yield folder / "data", server
    server.shutdown()
    server.server_close()


def job(settings: Settings, sources: list[str]) -> Tally:
    with Session(settings) as session:
        return MainJob(session, progress()).run(sources)


def progress() -> RunProgress:
    return RunProgress(Console(file=StringIO()))


def build_again(data: Path, window: Window = EVER) -> tuple[Tally, dict[str, int]]:
    with Session(replace(LAB, data=data)) as session:
        tally, passed_over = backfill(session, window, progress())
        return tally, dict(passed_over)


def change(data: Path, *statements: str) -> None:
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        for each in statements:
            con.execute(each)


def test_with_the_same_version_nothing_changes(world: tuple[Path, Server]) -> None:
    data, server = world
    before, asked = contents(data), len(server.asked)
    tally, passed_over = build_again(data)
    assert (tally.new, tally.changed, tally.reread, tally.new_claims, tally.removed_claims) == (0, 0, 0, 0, 0)
    assert tally.unchanged == 7
    assert set(passed_over) <= {"not_kept"}
    assert contents(data) == before
    assert len(server.asked) == asked


def test_what_another_version_read_is_extracted_again(world: tuple[Path, Server]) -> None:
    data, server = world
    before, asked = contents(data), len(server.asked)
    change(
        data,
        "update core.articles set extractor_version = 'old'",
        "delete from core.claims where metric = 'valuation'",
    )
    (data.parent / "stories.jsonl").rename(data.parent / "away.jsonl")
    tally, passed_over = build_again(data)
    (data.parent / "away.jsonl").rename(data.parent / "stories.jsonl")
    assert tally.reread == 7
    assert tally.new == tally.changed == tally.unchanged == 0
    assert passed_over["changed_file"] >= 1
    assert contents(data) == before
    assert len(server.asked) == asked


def test_lost_articles_come_back_from_their_bodies(world: tuple[Path, Server]) -> None:
    data, server = world
    before, asked = contents(data), len(server.asked)
    change(
        data,
        "delete from core.claims",
        "delete from core.articles",
        "delete from core.links",
        "delete from core.credits",
    )
    tally, _ = build_again(data)
    assert tally.new == 7
    assert contents(data) == before
    assert len(server.asked) == asked


def test_an_old_text_never_takes_the_place_of_a_newer(world: tuple[Path, Server], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    settings = replace(LAB, data=tmp_path / "data")
    for people in (320, 318):
        page.write_text(PAGE.replace("320 people", f"{people} people"), encoding="utf-8")
        job(settings, [str(page)])
    before = contents(tmp_path / "data")
    tally, passed_over = build_again(tmp_path / "data")
    assert (tally.changed, tally.unchanged, passed_over) == (0, 1, {"superseded": 1})
    assert contents(tmp_path / "data") == before


def test_a_window_without_anything(world: tuple[Path, Server], twosource: Twosource) -> None:
    data, _ = world
    empty = twosource("backfill", "--since", "1999-01-01", "--until", "1999-01-02", "--data", str(data))
    assert empty.returncode == 66
    assert "nothing was read" in empty.stderr
    wrong = twosource("backfill", "--since", "May", "--data", str(data))
    assert wrong.returncode == 2
    done = twosource("backfill", "--since", "2000-01-01", "--data", str(data), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["unchanged"] == 7


def test_what_is_forgotten_has_no_body_any_more(world: tuple[Path, Server], tmp_path: Path) -> None:
    _, server = world
    settings = replace(LAB, data=tmp_path)
    job(settings, [server.url("/page"), server.url("/notes")])
    forget(settings, server.url("/page"), progress())
    held = [gzip.decompress(path.read_bytes()) for path in (tmp_path / "bodies").rglob("*.gz")]
    assert held
    assert not any(b"Oldham" in body for body in held)
