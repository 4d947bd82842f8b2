"""`twosource site`: what is published becomes pages, whole or not at all, and the same from the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from flows.cli import app
from flows.settings import Settings, SettingsError
from flows.site import write
from flows.site_folder import write_site
from tests.flows.conftest import run_here
from tests.sql.story import tell
from warehouse import Published, WarehouseError, WarehouseLocked
from warehouse.durable import POINT
from warehouse.site_rows import SiteFinding

ONE = [("index.html", b"one"), ("a/1.html", b"first"), ("a/2.html", b"second")]
TWO = [("index.html", b"two"), ("b/1.html", b"third")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story") / "data"
    tell(folder)
    written = write(Settings(data=folder))
    assert written.pages == len(held(folder / "site")), "no two pages at one address"
    assert written.left_out == 0
    return folder


def held(place: Path) -> list[tuple[str, bytes]]:
    return sorted(
        (path.relative_to(place).as_posix(), path.read_bytes()) for path in place.rglob("*") if path.is_file()
    )


def soups(place: Path) -> dict[str, BeautifulSoup]:
    return {name: BeautifulSoup(page, "lxml") for name, page in held(place) if name.endswith(".html")}


def test_every_finding_has_a_page_with_its_words(data: Path) -> None:
    with Published(data / "claims.duckdb") as published:
        findings = published.rows(SiteFinding, limit=1_000)
    assert {row.sort for row in findings} >= {"contradiction", "quotation", "silent_edit", "reference"}
    pages = soups(data / "site")
    for row in findings:
        page = pages[f"findings/{row.finding_id}.html"]
        text = " ".join(page.get_text().split())
        for words in (row.explanation, row.sentence_a, row.sentence_b, row.value_a, row.value_b):
            assert words is None or " ".join(words.split()) in text
        assert f"twosource review show {row.finding_id[:12]}" in text


def test_each_pair_of_answers_is_a_finding_with_a_page(tmp_path: Path) -> None:
    """A licence told of a family of models and of one of them: the same words clash in two questions."""
    licences = ("open-weight", "open source", "Open-source")
    told = [
        {
            "external_id": f"c{n}",
            "article_url": f"https://paper-{n}.example/1",
            "outlet": f"Paper {n}",
            "published": f"2026-10-0{n + 1}",
            "title": "A licence",
            "sentence": f"{subject} is {licence}.",
            "kind": "fact",
            "subject": subject,
            "metric": "license",
            "object": licence,
            "value_text": licence,
        }
        for n, (subject, licence) in enumerate(
            (subject, licence) for subject in ("Llama", "Llama 3.1") for licence in licences
        )
    ]
    source = tmp_path / "licences.claims.jsonl"
    source.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    run_here([str(source)], tmp_path / "data", workers=1)
    written = write(Settings(data=tmp_path / "data"))
    with Published(tmp_path / "data" / "claims.duckdb") as published:
        pairs, findings = published.sql(
            "select count(*), count(distinct finding_id) from contradictions"
        ).rows[0]
        listed = published.rows(SiteFinding, limit=100)
    assert pairs == findings == 4
    assert len({row.finding_id for row in listed}) == len(listed) == written.findings >= findings
    assert written.left_out == 0
    assert written.pages == len(held(tmp_path / "data" / "site"))


def test_every_link_of_ours_leads_to_a_page(data: Path) -> None:
    names = {name for name, _ in held(data / "site")}
    ids = {
        (name, str(tag["id"])) for name, page in soups(data / "site").items() for tag in page.select("[id]")
    }
    for name, page in soups(data / "site").items():
        for tag, key in (("a", "href"), ("link", "href"), ("script", "src")):
            for link in page.find_all(tag):
                parts = urlsplit(str(link[key]))
                if parts.scheme:
                    assert parts.scheme in ("http", "https")
                    assert link["rel"]
                    continue
                target = os.path.normpath(os.path.join(os.path.dirname(name), unquote(parts.path)))
                target = target if parts.path else name
                assert target in names, f"{name}: {link[key]}"
                assert not parts.fragment or "=" in parts.fragment or (target, parts.fragment) in ids


def test_the_same_file_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    write(Settings(data=data, threads=1), tmp_path / "elsewhere")
    assert held(tmp_path / "elsewhere") == held(data / "site")


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("mine")
    (tmp_path / "link").symlink_to("letters")
    for place in ("letters", "link", "letters/one.txt"):
        with pytest.raises(SettingsError, match="is no site"):
            write_site(tmp_path / place, ONE)
    with pytest.raises(SettingsError, match="cannot be written: Not a directory"):
        write_site(tmp_path / "letters" / "one.txt" / "site", ONE)
    assert (tmp_path / "letters" / "one.txt").read_text() == "mine"


def test_nothing_published_is_said(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="Do a run first"):
        write(Settings(data=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_writing_that_fails_leaves_the_old(tmp_path: Path) -> None:
    place = tmp_path / "site"
    write_site(place, ONE)

    def failing() -> object:
        yield TWO[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_site(place, failing())  # type: ignore[arg-type]
    assert held(place) == sorted(ONE)
    assert not (tmp_path / ".site.pages" / "unborn").exists()
    write_site(place, TWO)
    assert held(place) == sorted(TWO)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    place = tmp_path / "site"

    def meanwhile() -> object:
        yield ONE[0]
        with pytest.raises(WarehouseLocked):
            write_site(place, TWO)
        yield from ONE[1:]

    write_site(place, meanwhile())  # type: ignore[arg-type]
    assert held(place) == sorted(ONE)


def test_a_site_that_is_moved_still_leads_to_its_pages(tmp_path: Path) -> None:
    write_site(tmp_path / "data" / "site", ONE)
    (tmp_path / "data").rename(tmp_path / "moved")
    assert held(tmp_path / "moved" / "site") == sorted(ONE)
    shutil.copytree(tmp_path / "moved" / "site", tmp_path / "copy")  # as `cp -rL`, or a web server's upload
    assert held(tmp_path / "copy") == sorted(ONE)


def killed_at(place: Path, point: int) -> bool:
    """Write in a process of its own that is killed at its n-th step; whether it was."""
    child = os.fork()
    if child == 0:
        steps = iter(range(point))

        def count(event: str, _: object) -> None:
            if event in (POINT, "open", "os.rename", "os.symlink", "os.remove", "os.rmdir", "os.mkdir"):
                next(steps, None) is None and os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        write_site(place, TWO)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def test_killed_at_any_step_it_is_the_old_site_or_the_new(tmp_path: Path) -> None:
    seen, point = set(), 0
    while True:
        place = tmp_path / str(point) / "site"
        write_site(place, ONE)
        killed = killed_at(place, point)
        assert held(place) in (sorted(ONE), sorted(TWO))
        seen.add(held(place) == sorted(TWO))
        write_site(place, ONE)
        assert held(place) == sorted(ONE)
        store = place.parent / ".site.pages"
        assert len(list(store.iterdir())) == 2, "the lock and the pages that are shown"
        if not killed:
            break
        point += 1
    assert point > 15
    assert seen == {False, True}


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    script = (
        f"mount -t tmpfs -o size=1m none {tmp_path} && exec {sys.executable} -c '{_FILL}' {tmp_path}/site"
    )
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],  # a private file system of 1 MB
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this machine allows no private mounts")
    assert done.stdout.splitlines() == ["No space left on device", "old", "new"], done.stderr


_FILL = """
import pathlib, sys
from flows.site_folder import write_site
place = pathlib.Path(sys.argv[1])
write_site(place, [("index.html", b"old")])
try:
    write_site(place, [("index.html", b"new"), *((f"{n}.html", bytes(100_000)) for n in range(20))])
except OSError as error:
    print(error.strerror)
print((place / "index.html").read_text())
write_site(place, [("index.html", b"new")])
print((place / "index.html").read_text())
"""


def test_the_command(data: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["site", "--data", str(data), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "index.html" in done.output
    (tmp_path / "taken").mkdir()
    refused = CliRunner().invoke(app, ["site", "--data", str(data), "--out", str(tmp_path / "taken")])
    assert refused.exit_code == 2
    assert "choose another folder" in " ".join(refused.output.split())
