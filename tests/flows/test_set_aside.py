"""What meets a bug is set aside and comes again when the bug is gone; where it is much, nothing is published.

The bugs are planted in a copy of the program, which is run as it is, without Prefect.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from extractors.lexicon.strict import LexiconError
from flows.set_aside import Bug, TooManyBugs, attempt, refuse_broken
from tests.chaos.mutants import copy_program
from tests.flows.conftest import RunJob, environment
from warehouse import Published, Warehouse
from warehouse.set_aside import SetAside

EXTRACTION = "extractors/claims/pipeline.py"
CHECK = "checkers/blocks.py"
SUMS = "checkers/sums/find.py"
REVISIONS = "checkers/revisions/follow.py"
PLANTED = {
    EXTRACTION: (
        "    if language := other_language(article.text):",
        'if "Poisonville" in article.text:\n        raise ZeroDivisionError',
    ),
    CHECK: (
        "    against = ",
        'if block_key == "quantity:funding_round:toxil":\n        raise RecursionError',
    ),
    SUMS: (
        "    terms = _terms(claims, thresholds)\n",
        'if any("Toxil" in each.subject for each in claims):\n        raise RecursionError',
    ),
    REVISIONS: (
        "    texts = _revisions(history.texts, rules)\n",
        'if "Toxil" in history.article.text:\n        raise RecursionError',
    ),
}
TEXTS = {
    "poisoned": "Poisonville Bank raised $5 million from Granite Fund.",
    "toxic": "Toxil raised $40 million, of which $30 million is debt and $12 million is equity.",
    "well": "Nimbus AI raised $4 million.",
    "other": "Nimbus AI raised $6 million in May.",
}
RUN = """
import sys
from io import StringIO
from pathlib import Path
from rich.console import Console
from flows.boundary import boundary
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
settings = Settings(data=Path(sys.argv[1]), workers=1)
with boundary(Console(file=sys.stderr, width=300), settings.logs), Session(settings) as session:
    MainJob(session, RunProgress(Console(file=StringIO()))).run(sys.argv[2:])
"""


class Program:
    """A copy of the program, its data folder and the one source that it reads."""

    def __init__(self, folder: Path) -> None:
        self._root = copy_program(folder / "program")
        self._source = folder / "articles.jsonl"
        self.data = folder / "data"
        self._well: dict[str, str] = {}

    def plant(self, planted: Mapping[str, tuple[str, str]]) -> None:
        """Put a bug before a line of each of these modules."""
        for name, (line, bug) in planted.items():
            path = self._root / name
            self._well[name] = path.read_text(encoding="utf-8")
            assert self._well[name].count(line) == 1, name
            path.write_text(self._well[name].replace(line, f"    {bug}\n{line}"), encoding="utf-8")

    def mend(self) -> None:
        """Take all bugs out."""
        for name, text in self._well.items():
            (self._root / name).write_text(text, encoding="utf-8")

    def run(self, texts: Mapping[str, str]) -> tuple[str, int]:
        """Read these articles; what is printed, and the exit code."""
        told = {"published": "2024-05-02", "title": "News"}
        rows = [
            {"url": f"https://{name}.example/1", "outlet": name, "text": texts[name], **told}
            for name in texts
        ]
        self._source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(self.data), str(self._source)],
            cwd=self._root,
            env=environment(PYTHONPATH=str(self._root)),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stderr, done.returncode

    def asked(self, sql: str) -> Iterable[tuple[object, ...]]:
        """What the published file answers."""
        with Published(self.data / "claims.duckdb") as published:
            return published.sql(sql).rows

    def codes(self) -> list[object]:
        """The codes of what is set aside; and that all else is in order."""
        with Warehouse.open(self.data) as warehouse:
            assert warehouse.broken_checks() == ()
        return [
            code for (code,) in self.asked("select code from issues where code like 'poison%' order by code")
        ]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_a_bug_costs_what_it_meets_and_no_more(program: Program) -> None:
    program.plant(PLANTED)
    assert program.run(TEXTS) == ("", 0)
    assert program.run({**TEXTS, "toxic": TEXTS["toxic"].replace("40", "41")}) == ("", 0)
    assert program.codes() == ["poison_article", "poison_block", "poison_revisions", "poison_sums"]
    assert program.asked("select count(*) from contradictions") == ((1,),)
    assert program.asked("select count(*) from articles") == ((4,),)
    gaps = program.asked("select gap, outlet from blind_spots where code = 'poison_article'")
    assert gaps == (("no_claims", "poisoned"),)
    logs = (program.data / "logs").glob("bug-*-set-aside.log")
    details = "".join(path.read_text(encoding="utf-8") for path in logs)
    assert "https://poisoned.example/1\nTraceback" in details
    assert "ZeroDivisionError" in details
    program.mend()
    assert program.run({"new": "Zed AI raised $9 million."}) == ("", 0)  # what was set aside comes by itself
    assert program.codes() == []
    told = program.asked(
        "select subject, count(question_id) > 0 from claims group by subject order by subject"
    )
    assert told == (("Nimbus AI", True), ("Poisonville Bank", True), ("Toxil", True), ("Zed AI", True))
    edits = program.asked("select old_value, new_value from silent_edits")
    assert edits == (("$40 million", "$41 million"),)


def test_an_old_text_that_cannot_be_read_stands_in_no_newer_ones_way(program: Program) -> None:
    program.plant({EXTRACTION: PLANTED[EXTRACTION]})
    for text in (TEXTS["poisoned"], "Good Bank raised $5 million.", "Good Bank raised $6 million."):
        assert program.run({**TEXTS, "poisoned": text}) == ("", 0)
    assert program.codes() == ["poison_revisions"]
    assert program.asked("select old_value, new_value from silent_edits") == (("$5 million", "$6 million"),)


def test_where_much_is_set_aside_nothing_is_published_in_whatever_batches_it_came(program: Program) -> None:
    well = {f"well{n}": f"Firm {chr(65 + n)} raised ${n + 1} million." for n in range(20)}
    assert program.run(well) == ("", 0)
    before = (program.data / "claims.duckdb").read_bytes()
    program.plant({EXTRACTION: PLANTED[EXTRACTION]})
    few = {f"poisoned{n}": f"{TEXTS['poisoned']} It was paper {n}." for n in range(10)}
    assert program.run(few) == ("", 0)
    few_told = (program.data / "claims.duckdb").read_bytes()
    assert few_told != before
    for _ in range(2):
        said, code = program.run({**few, "poisoned10": TEXTS["poisoned"]})
        assert code == 70
        assert "TooManyBugs: 11 of 31 articles met one and are set aside; what is published stays" in said
    assert (program.data / "claims.duckdb").read_bytes() == few_told
    program.mend()
    assert program.run({"new": "Zed AI raised $9 million."}) == ("", 0)
    assert program.codes() == []


SOME = {"articles": 0, "of_articles": 0, "blocks": 0, "of_blocks": 0}
AMOUNTS = (
    ({"articles": 10, "of_articles": 10}, False),
    ({"articles": 11, "of_articles": 219}, True),
    ({"articles": 11, "of_articles": 220}, False),
    ({"blocks": 10, "of_blocks": 10}, False),
    ({"blocks": 600, "of_blocks": 11_999}, True),
    ({"blocks": 600, "of_blocks": 12_000}, False),
)


@pytest.mark.parametrize(("amounts", "ends"), AMOUNTS)
def test_how_much_is_much(amounts: dict[str, int], ends: bool) -> None:
    found = SetAside(**{**SOME, **amounts})
    if ends:
        with pytest.raises(TooManyBugs):
            refuse_broken(found)
    else:
        refuse_broken(found)


@pytest.mark.parametrize("error", [LexiconError("no frame"), MemoryError(), OSError(5, "EIO")])
def test_what_is_no_fault_of_the_text_is_none_of_its_bugs(error: Exception) -> None:
    def broken() -> None:
        raise error

    with pytest.raises(type(error)):
        attempt(broken, "https://a.example/1")


def test_what_a_bug_says() -> None:
    assert attempt(lambda: 7, "https://a.example/1") == 7
    bug = attempt(lambda: int("a"), "https://a.example/1")
    assert isinstance(bug, Bug)
    assert bug.what.startswith("ValueError in test_set_aside.py, line ")


def test_a_range_with_an_end_that_is_too_large_is_stored_without_either(
    tmp_path: Path, run_job: RunJob
) -> None:
    (tmp_path / "a.txt").write_text("Nimbus AI has between 400 million and 10^33 users.\n", encoding="utf-8")
    run_job([str(tmp_path / "a.txt")], tmp_path / "data")
    with Warehouse.open(tmp_path / "data") as warehouse:
        assert warehouse.broken_checks() == ()
