"""A sources file from its feeds to the warehouse, run after run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from extractors.articles.sources import PLACES, WrittenOutlet, load_sources
from flows.exits import Exit
from flows.ingest import Tally
from flows.job import MainJob
from flows.plan import Choice, chosen_of, plan_sources
from flows.progress import RunProgress
from flows.report import open_published
from flows.session import Session
from flows.settings import Settings
from flows.sources_check import try_sources
from flows.starter import STARTER
from tests.articles.changing_site import Site, feed, item, running_site
from tests.flows.conftest import ROOT, Twosource

WORDS = (
    "The weir at Tarn was rebuilt for €4.2 million and opens in May, the county said. It is 80 metres long."
)


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


class Runs:
    """Runs of one sources file into one data folder, in this process."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "sources.toml"
        self.settings = Settings(data=folder / "data", allow_private=("127.0.0.1/32",), pace=0)

    def __call__(self, schedule: str | None = None, *, recheck: bool = False) -> Tally:
        plan = plan_sources([str(self.file)], chosen_of(schedule, recheck=recheck))
        with Session(self.settings) as session:
            return MainJob(session, RunProgress(Console(file=StringIO()))).run(plan)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with open_published(self.settings) as published:
            return list(published.sql(query).rows)


@pytest.fixture
def runs(tmp_path: Path, site: Site) -> Runs:
    made = Runs(tmp_path)
    for n in (1, 2):
        site.story(f"/{n}", f"Story {n}", f"{WORDS} It cost £{n} million more than planned.", f"2030-03-0{n}")
    site.put("/feed.xml", feed(item("{site}/1", "Story 1", guid="a"), item("{site}/2", "Story 2", guid="b")))
    made.file.write_text(
        f'[[outlet]]\nname = "Tarn Post"\nfeeds = ["{site.url("/feed.xml")}"]\n'
        '[[outlet]]\nname = "Desk"\nfolders = ["in"]\nschedule = "daily"\n'
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.txt").write_text(f"Note of the desk\n3 March 2030\n\n{WORDS}\n")
    return made


def test_a_run_takes_everything_since_the_last_and_a_late_one_finds_nothing(runs: Runs, site: Site) -> None:
    tally = runs()
    assert (tally.new, tally.skipped) == (3, ())
    assert runs.ask("select outlet, count(*) from articles group by outlet order by outlet") == [
        ("Desk", 1),
        ("Tarn Post", 2),
    ]
    site.fetched()
    tally = runs()
    assert (tally.new, tally.unchanged) == (0, 3)
    assert site.fetched() == ["/feed.xml"]

    site.story("/3", "Story 3", f"{WORDS} The third of them.", "2030-03-03")
    site.story("/1", "Story 1", f"{WORDS} It cost £9 million more than planned.", "2030-03-01")
    site.put("/feed.xml", feed(item("{site}/3", "Story 3"), item("{site}/1", "Story 1", guid="a")))
    tally = runs()
    assert (tally.new, tally.changed, tally.unchanged) == (1, 0, 2)
    assert site.fetched() == ["/3", "/feed.xml"]
    tally = runs(recheck=True)
    assert (tally.new, tally.changed, tally.unchanged) == (0, 1, 2)
    assert site.fetched() == ["/1", "/3", "/feed.xml"]


def test_only_what_is_due_is_read(runs: Runs, site: Site) -> None:
    assert runs("weekly").read == 0
    assert runs("daily").new == 1
    assert site.fetched() == []
    assert runs("hourly").new == 2


def test_an_entry_is_known_only_once_its_article_is_stored(
    runs: Runs, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("warehouse.load._store", fail)
        with pytest.raises(KeyboardInterrupt):
            runs()
    site.fetched()
    assert runs().new == 3
    assert site.fetched() == [], "what the stopped run had fetched is read from the disk"


def test_a_source_in_two_files_is_read_once(runs: Runs, tmp_path: Path) -> None:
    other = tmp_path / "more.toml"
    other.write_text(runs.file.read_text())
    plan = plan_sources([str(runs.file), str(other)], Choice())
    assert len(plan.sources) == 2
    assert [issue.code for issue in plan.issues] == ["repeated_source"] * 2


def test_a_mistake_in_the_file_is_told_before_anything_starts(tmp_path: Path, twosource: Twosource) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[outlet]]\nname = "A"\nfeed = ["https://a.example/"]\n')
    found = twosource("run", str(path), "--data", str(tmp_path / "data"))
    assert found.returncode == Exit.USAGE
    assert "did you mean 'feeds'?" in found.stderr
    assert not (tmp_path / "data").exists()


def test_every_source_is_tried(runs: Runs, site: Site, tmp_path: Path) -> None:
    site.put(
        "/page", "<html><head><link rel=alternate type='application/rss+xml' href='/feed.xml'></head></html>"
    )
    site.put("/old.xml", feed(item("{site}/1", "Story 1", "Sun, 03 Mar 2002 09:00:00 GMT")))
    site.put("/wall.xml", feed(item("{site}/page", "Wall")))
    (tmp_path / "bad.jsonl").write_text("{}\n")
    feeds = [site.url(path) for path in ("/page", "/old.xml", "/wall.xml", "/feed.xml?utm_source=x")]
    runs.file.write_text(
        runs.file.read_text()
        + f"""[[outlet]]
name = "Mixed"
feeds = {json.dumps(feeds)}
urls = ["{site.url("/1")}", "{site.url("/none")}"]
folders = ["nowhere"]
jsonl = ["bad.jsonl"]
"""
    )
    tried = try_sources(load_sources(runs.file), runs.settings, RunProgress(Console(file=StringIO())))
    told = [(row.outlet, row.kind, row.status.value, row.found) for row in tried]
    assert told == [
        ("Tarn Post", "feed", "ok", 2),
        ("Desk", "folder", "ok", 1),
        ("Mixed", "feed", "fail", None),
        ("Mixed", "feed", "warn", 1),
        ("Mixed", "feed", "warn", 1),
        ("Mixed", "url", "ok", 1),
        ("Mixed", "url", "fail", None),
        ("Mixed", "folder", "fail", 0),
        ("Mixed", "jsonl", "fail", 0),
        ("Mixed", "feed", "warn", None),
    ]
    mends = [row.mend or "" for row in tried]
    assert site.url("/feed.xml") in mends[2]
    assert "2002-03-03; is it still written?" in mends[3]
    assert "has no article" in mends[4]
    assert "404" in mends[6]
    assert "does not exist" in mends[7]
    assert (tried[1].newest, tried[5].newest) == ("2030-03-03", "2030-03-01")


def test_the_starter_is_a_sources_file_and_is_never_written_over(
    tmp_path: Path, twosource: Twosource
) -> None:
    folder = tmp_path / "new"
    made = twosource("init", str(folder))
    assert made.returncode == Exit.DONE, made.stderr
    assert made.stdout.count("sources.toml") == 3
    checked = twosource("sources", "check", str(folder / "sources.toml"), "--json")
    assert checked.returncode == Exit.DONE, checked.stderr
    assert [(row["status"], row["newest"]) for row in json.loads(checked.stdout)] == [("ok", "2030-03-04")]
    again = twosource("init", str(folder))
    assert again.returncode == Exit.USAGE
    assert "is there already" in again.stderr
    # what is commented out in it is understood as well
    commented = STARTER.partition("Take the # away")[2].splitlines()[1:]
    whole = "\n".join(line.removeprefix("# ") for line in commented)
    (folder / "whole.toml").write_text(whole)
    assert len(load_sources(folder / "whole.toml").sources) == 6
    fail = tmp_path / "fail.toml"
    fail.write_text('[[outlet]]\nname = "A"\nfolders = ["nowhere"]\n')
    shown = twosource("sources", "check", str(fail))
    assert shown.returncode == Exit.TO_MEND
    assert "nowhere does not exist; check the path" in " ".join(shown.stdout.split())
    assert shown.stderr == ""


def test_every_key_is_on_its_page() -> None:
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert all(f"| `{item.name}` | " in page for item in fields(WrittenOutlet))
    assert set(PLACES) < {item.name for item in fields(WrittenOutlet)}
