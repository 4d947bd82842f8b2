"""`twosource doctor`: each part as it stands when it is well, and when it is not."""

from __future__ import annotations

import json
from pathlib import Path

from flows.doctor import examine
from flows.exits import Exit
from flows.settings import Settings
from reports.checks import CheckedPart, Status
from tests.articles.server import closed_port
from tests.flows.conftest import RunJob, Twosource
from tests.flows.sample import write_articles
from warehouse.lock import WriterLock


def by_part(found: tuple[CheckedPart, ...]) -> dict[str, CheckedPart]:
    return {each.part: each for each in found}


def test_a_folder_that_was_run(tmp_path: Path, run_job: RunJob) -> None:
    data = tmp_path / "data"
    sources = tmp_path / "sources.toml"
    sources.write_text('[[outlet]]\nname = "A"\nfolders = ["in"]\n')
    settings = Settings(data=data, sources=sources, user_agent="Desk/1 (+https://desk.example)")
    new = by_part(examine(settings))
    assert (new["published file"].status, new["data folder"].status) == (Status.WARN, Status.OK)
    assert not data.exists()

    run_job([str(write_articles(tmp_path / "stories.jsonl", 4))], data)
    well = by_part(examine(settings))
    assert {name for name, part in well.items() if part.status is Status.FAIL} == set()
    assert "4 articles" in well["published file"].found
    assert "1 source of 1 outlet;" in well["sources"].found
    assert all(part.mend for part in well.values() if part.status is not Status.OK)


def test_what_is_wrong_is_told_with_its_cure(tmp_path: Path, twosource: Twosource) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "claims.duckdb").write_bytes(b"no database at all" * 1000)
    sources = tmp_path / "sources.toml"
    sources.write_text('[[outlet]]\nname = "A"\nfeed = []\n')
    lock = WriterLock(data)
    found = twosource("doctor", "--json", "--data", str(data), TWOSOURCE_SOURCES=str(sources))
    lock.release()
    assert found.returncode == Exit.TO_MEND, found.stderr
    parts = {row["part"]: row for row in json.loads(found.stdout)}
    assert parts["published file"]["status"] == "fail"
    assert parts["sources"]["status"] == "fail"
    assert "did you mean 'feeds'?" in parts["sources"]["found"]
    assert "is in use by process" in parts["data folder"]["found"]
    assert all(row["mend"] for row in parts.values() if row["status"] != "ok")


def test_a_mail_server_that_is_not_there(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path,
        smtp_host="127.0.0.1",
        smtp_port=closed_port(),
        smtp_security="none",
        mail_from="a@b.example",
    )
    part = by_part(examine(settings))["mail"]
    assert (part.status, "cannot be reached" in part.found) == (Status.FAIL, True)


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("")
    assert by_part(examine(Settings(data=path)))["data folder"].status is Status.FAIL


def test_posts_that_are_not_signed(tmp_path: Path) -> None:
    assert by_part(examine(Settings(data=tmp_path)))["webhook"].found == "none is set"
    part = by_part(examine(Settings(data=tmp_path, webhook="https://hooks.example/canary")))["webhook"]
    assert (part.status, part.found) == (Status.WARN, "1 set; posts are not signed")
