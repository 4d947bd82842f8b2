"""Documents that cannot lie unnoticed: what they name exists, what exists they name, their SQL runs."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from flows.cookbook_page import page_of
from flows.docs import DOCS, PAGES
from flows.exits import Exit
from flows.settings import Written, from_file
from flows.version import PROGRAM_VERSION
from reports.measured import load_measured
from tests.pictures import KINDS, MOST_BYTES, WIDTHS
from warehouse import Published

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
ALL = [ROOT / "README.md", ROOT / "CHANGES.md", *sorted(DOCS.glob("*.md"))]


def fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"cookbook.md"}))
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_the_cookbook_is_what_the_program_answers(cookbook_file: Path) -> None:
    assert (DOCS / "cookbook.md").read_text(encoding="utf-8") == page_of(cookbook_file), "run `make docs`"


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_the_makefile_is_short_and_every_target_says_what_it_does() -> None:
    assert len(MAKEFILE.splitlines()) <= 80
    declared = re.search(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)
    assert declared
    helped = re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, flags=re.MULTILINE)
    assert sorted(declared[1].split()) == sorted(helped)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_make_targets_that_are_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))
    named = set(
        re.findall(r"(?:`|^ {4})make ([a-z-]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    assert named <= targets


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (path.parent / target).exists(), target
    rooms = "extractors|checkers|warehouse|reports|flows|tests|benchmarks|docs|examples"
    for target in re.findall(rf"`((?:{rooms})/[\w./-]*)`", text):
        assert (ROOT / target).exists(), target


def test_tests_that_are_named_exist() -> None:
    """The threat tables name a test in each row."""
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for path in ALL:
        for name in re.findall(r"`(test_[a-z_0-9]+)`", path.read_text(encoding="utf-8")):
            assert f"def {name}(" in tests, f"{path.name}: there is no {name}"


def test_settings_and_exit_codes_are_documented() -> None:
    settings = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert all(f"`TWOSOURCE_{item.name.upper()}`" in settings for item in fields(Written))
    commands = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert all(f"| {int(code)} | " in commands for code in Exit)


def test_the_sample_settings_are_settings(tmp_path: Path) -> None:
    for number, sample in enumerate(fenced((DOCS / "settings.md").read_text(encoding="utf-8"), "toml")):
        path = tmp_path / f"{number}.toml"
        path.write_text(sample, encoding="utf-8")
        from_file(path)


def test_the_page_of_methods_tells_what_was_measured() -> None:
    told = re.findall(
        r"^At 0\.\d+: (\d+) right, (\d+) wrong, (\d+) unjudged; precision ([\d.]+), recall ([\d.]+)\.",
        (DOCS / "alerts.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    figures = [(str(m.right), str(m.wrong), str(m.unjudged), m.precision, m.recall) for m in load_measured()]
    assert figures == [(*told_of[:3], float(told_of[3]), float(told_of[4])) for told_of in told]


def test_pictures_are_there_and_small() -> None:
    page = (DOCS / "pictures.md").read_text(encoding="utf-8")
    pictures = sorted((DOCS / "pictures").iterdir())
    assert {path.name for path in pictures} == {f"{kind}-{width}.png" for kind in KINDS for width in WIDTHS}
    assert all(path.stat().st_size < MOST_BYTES and f"(pictures/{path.name})" in page for path in pictures)


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == PROGRAM_VERSION
    assert f"## {PROGRAM_VERSION}" in (ROOT / "CHANGES.md").read_text(encoding="utf-8")


def test_every_version_is_pinned_with_hashes_and_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    blocks = [block for block in re.split(r"\n(?=\S)", text) if block and not block.startswith("#")]
    for block in blocks:
        assert re.match(r"[a-z0-9-]+(\[[a-z]+\])?==\S+", block), block[:60]
        assert "--hash=sha256:" in block, block[:60]
    pinned = {re.match(r"[a-z0-9-]+", block)[0] for block in blocks}  # type: ignore[index]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    assert {re.match(r"[a-z0-9-]+", line)[0] for line in wanted} <= pinned  # type: ignore[index]


def test_sql_in_the_documents_runs(cookbook_file: Path) -> None:
    with Published(cookbook_file) as published:
        for path in ALL:
            text = path.read_text(encoding="utf-8")
            queries = [*fenced(text, "sql"), *re.findall(r'twosource sql "([^"]+)"', text)]
            for query in queries:
                published.sql(query)
