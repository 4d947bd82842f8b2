"""What meets a bug is set aside, and comes again when the bug is gone; many bugs end a run.

The bugs are planted in a copy of the program, which is run as it is, without Prefect.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.lexicon.strict import LexiconError
from flows.set_aside import Bug, BugWatch, TooManyBugs, attempt
from tests.chaos.mutants import copy_program
from tests.flows.conftest import environment
from warehouse import Published

PLANTED = {
    "extractors/claims/pipeline.py": (
        "    if language := other_language(article.text):",
        '    if "Poisonville" in article.text:\n        raise ZeroDivisionError\n',
    ),
    "checkers/blocks.py": (
        "    against = ",
        '    if block_key == "quantity:funding_round:toxilai":\n        raise RecursionError\n',
    ),
    "checkers/sums/find.py": (
        "    terms = _terms(claims, thresholds)\n",
        '    if any("Toxil" in each.subject for each in claims):\n        raise RecursionError\n',
    ),
    "checkers/revisions/follow.py": (
        "    texts = _revisions(history.texts, rules)\n",
        '    if "Toxil" in history.article.text:\n        raise RecursionError\n',
    ),
}
TEXTS = {
    "poisoned": "Poisonville Bank raised $5 million from Granite Fund.",
    "toxic": "Toxil AI raised $40 million, of which $30 million is debt and $12 million is equity.",
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


def run_in(program: Path, data: Path, source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, str(data), str(source)],
        cwd=program,
        env=environment(PYTHONPATH=str(program)),
        capture_output=True,
        text=True,
        check=False,
    )


def write_articles(path: Path, texts: dict[str, str]) -> Path:
    told = {"published": "2024-05-02", "title": "News"}
    rows = [
        {"url": f"https://{name}.example/1", "outlet": name, "text": text, **told}
        for name, text in texts.items()
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def codes(data: Path) -> list[tuple[object, ...]]:
    with Published(data / "claims.duckdb") as asked:
        return list(asked.sql("select code from issues where code like 'poison%' order by code").rows)


def test_a_bug_costs_what_it_meets_and_no_more(tmp_path: Path) -> None:
    program = copy_program(tmp_path / "program")
    well = {name: (program / name).read_text(encoding="utf-8") for name in PLANTED}
    for name, (before, bug) in PLANTED.items():
        assert before in well[name], name
        (program / name).write_text(well[name].replace(before, bug + before, 1), encoding="utf-8")
    data, source = tmp_path / "data", tmp_path / "articles.jsonl"
    write_articles(source, TEXTS)
    first = run_in(program, data, source)
    assert (first.stderr, first.returncode) == ("", 0)
    write_articles(source, {**TEXTS, "toxic": TEXTS["toxic"].replace("40", "41")})
    second = run_in(program, data, source)
    assert (second.stderr, second.returncode) == ("", 0)
    assert codes(data) == [("poison_article",), ("poison_block",), ("poison_revisions",), ("poison_sums",)]
    with Published(data / "claims.duckdb") as asked:
        assert asked.sql("select count(*) from contradictions").rows == ((1,),)
        assert asked.sql("select count(*) from articles").rows == ((4,),)
        gaps = asked.sql("select gap, outlet from blind_spots where code = 'poison_article'").rows
    assert gaps == (("no_claims", "poisoned"),)
    details = "".join(path.read_text(encoding="utf-8") for path in (data / "logs").glob("bug-*.log"))
    assert "https://poisoned.example/1\nTraceback" in details
    assert "ZeroDivisionError" in details
    for name, text in well.items():
        (program / name).write_text(text, encoding="utf-8")
    third = run_in(program, data, source)
    assert (third.stderr, third.returncode) == ("", 0)
    assert codes(data) == []
    with Published(data / "claims.duckdb") as asked:
        told = asked.sql(
            "select subject, count(question_id) > 0 from claims group by subject order by subject"
        )
        edits = asked.sql("select old_value, new_value from silent_edits")
    assert told.rows == (("Nimbus AI", True), ("Poisonville Bank", True), ("Toxil AI", True))
    assert edits.rows == (("$40 million", "$41 million"),)


def test_many_bugs_end_a_run_before_anything_of_theirs_is_stored(tmp_path: Path) -> None:
    program = copy_program(tmp_path / "program")
    path = program / "extractors/claims/pipeline.py"
    before = "    if language := other_language(article.text):"
    path.write_text(
        path.read_text(encoding="utf-8").replace(before, "    raise ZeroDivisionError\n" + before),
        encoding="utf-8",
    )
    data, source = tmp_path / "data", tmp_path / "articles.jsonl"
    write_articles(source, TEXTS)
    done = run_in(program, data, source)
    assert done.returncode == 70
    assert (
        "This is a bug (TooManyBugs: 4 of 4, the last of them ZeroDivisionError in pipeline.py" in done.stderr
    )
    assert not (data / "claims.duckdb").exists()


def bugs(count: int) -> list[Bug]:
    return [Bug(where=f"https://a.example/{n}", what="E in f.py, line 1", details="…") for n in range(count)]


ENDINGS = ((3, 3, False), (4, 80, False), (4, 79, True), (50, 10_000, False), (51, 10_000, True))


@pytest.mark.parametrize(("met", "tried", "ends"), ENDINGS)
def test_when_there_are_too_many(tmp_path: Path, met: int, tried: int, ends: bool) -> None:
    watch = BugWatch(tmp_path / "logs")
    watch.note([], tried - met)
    assert not (tmp_path / "logs").exists()
    watch.note(bugs(met - 1), met - 1)
    if ends:
        with pytest.raises(TooManyBugs):
            watch.note(bugs(1), 1)
    else:
        watch.note(bugs(1), 1)


def test_a_mistake_in_the_lexicon_is_no_bug() -> None:
    def broken() -> None:
        raise LexiconError("metrics/mine.toml: no frame")

    with pytest.raises(LexiconError):
        attempt(broken, "https://a.example/1")
    assert attempt(lambda: 7, "https://a.example/1") == 7
