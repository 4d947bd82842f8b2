"""Rulings stay: through runs, other rules and re-extraction, and only as long as what they are on is told."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from typer.testing import CliRunner

from checkers.judgement_files import read_rulings
from checkers.ruling_records import Judgement, Ruling
from flows.backfill import Window, backfill
from flows.cli import app
from flows.desk import Desk, Wanted
from flows.job import MainJob
from flows.progress import RunProgress
from flows.report import open_published
from flows.ruling import (
    Ruler,
    RulingError,
    Side,
    comment,
    resolve,
    rule_misread,
    rule_names,
    rule_on,
    undo,
)
from flows.session import Session
from flows.settings import Settings
from flows.terminal import consoles
from flows.topics import claim_of, refuse_unknown, topic_of
from reports.review import DeskLine, State
from tests.flows.conftest import run_here
from warehouse import Warehouse
from warehouse.review_rows import RunningPrecision

ED = Ruler(user="ed", why="for a reason")
STORIES = (
    ("Alder Post", "2031-03-02", "Pellard Mills raised $40 million in a funding round on Monday."),
    ("Birch Times", "2031-03-03", "Pellard Mills has raised $52 million in a funding round."),
    (
        "Cedar Daily",
        "2031-03-04",
        "Net profit at Orre Looms fell 12% to €84.6 million from €75.5 million. "
        "Orre Looms has 1,200 employees.",
    ),
    ("Dogwood Wire", "2031-03-04", "Orre Looms has 1,900 employees."),
    ("Elder Weekly", "2031-03-05", "Quarrel Dairy raised $75 million in a funding round."),
)


def told(number: int, text: str | None = None) -> dict[str, str]:
    outlet, published, story = STORIES[number]
    return {
        "url": f"https://news.example/{number}",
        "outlet": outlet,
        "published": published,
        "title": f"Report {number}",
        "text": text or story,
    }


def write(path: Path, *rows: dict[str, str]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sources, and a data folder that they were read into."""
    folder = tmp_path_factory.mktemp("desk")
    run_here([write(folder / "stories.jsonl", *map(told, range(len(STORIES))))], folder / "data")
    return folder


@pytest.fixture
def world(first: Path, tmp_path: Path) -> Path:
    """A copy of it to rule in."""
    shutil.copytree(first, tmp_path / "desk")
    return tmp_path / "desk"


class Office:
    """A data folder with somebody who rules in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(data=folder / "data")

    def run(self, **settings: object) -> dict[str, int]:
        """Run again on the same sources; what was counted."""
        run_here([str(self.folder / "stories.jsonl")], self.settings.data, **settings)
        (row,) = self.sql("select counts from runs order by run_number desc limit 1")
        found: dict[str, int] = json.loads(str(row[0]))
        return found

    def sql(self, text: str) -> tuple[tuple[object, ...], ...]:
        with open_published(self.settings) as published:
            return published.sql(text).rows

    def lines(self, state: State | None = None) -> dict[str, DeskLine]:
        """The findings that wait for a ruling, or in a state, by sort and subject."""
        with open_published(self.settings) as published:
            listed = Desk(self.settings, published).listed(Wanted(state=state), 0, 100)
        return {f"{line.sort} {line.subject} {line.metric}": line for line in listed.lines}

    def rule(self, key: str, ruling: Ruling) -> Judgement:
        """Rule on a finding that waits."""
        finding_id = self.lines()[key].finding_id
        with open_published(self.settings) as published:
            desk = Desk(self.settings, published)
            return desk.add(rule_on(topic_of(desk, finding_id), ruling, ED))

    def misread(self, value: str) -> Judgement:
        ((claim,),) = self.sql(f"select claim_id from claims where value_text = '{value}'")
        with open_published(self.settings) as published:
            desk = Desk(self.settings, published)
            return desk.add(rule_misread(*claim_of(desk, str(claim)), ED))

    def resolve(self, finding_id: str, right: Side | None) -> None:
        with open_published(self.settings) as published:
            desk = Desk(self.settings, published)
            desk.add(resolve(topic_of(desk, finding_id), right, ED))

    def precision(self) -> dict[tuple[str | None, str | None], tuple[int, int]]:
        with open_published(self.settings) as published:
            rows = published.rows(RunningPrecision)
        return {(each.relation, each.metric): (each.n_ruled, each.n_right) for each in rows}

    def take_back(self, given: str | None = None) -> Judgement:
        with open_published(self.settings) as published:
            desk = Desk(self.settings, published)
            return desk.add(undo(desk.find_undone(given, "ed"), ED))


ROUND = "contradiction Pellard Mills funding_round"
STAFF = "contradiction Orre Looms employees"


def test_what_waits(world: Path) -> None:
    office = Office(world)
    assert {ROUND, STAFF} <= office.lines().keys()
    assert any(key.startswith("sum Orre Looms") for key in office.lines()), office.lines().keys()


def test_dismissed_stays_dismissed(world: Path, tmp_path: Path) -> None:
    office = Office(world)
    ruling = office.rule(ROUND, Ruling.DISMISSED)
    assert ROUND not in office.lines()
    assert not office.lines(State.RULED)[ROUND].ruling.taken_in  # type: ignore[union-attr]

    assert office.run()["checked_blocks"] > 0
    assert ROUND not in office.lines()
    line = office.lines(State.RULED)[ROUND]
    assert line.ruling is not None
    assert (line.ruling.taken_in, line.is_held) == (True, False)
    assert office.sql("select 1 from contradictions where subject = 'Pellard Mills'") == ()
    row = office.sql("select finding_id, holds, ruled_by, note from judgements")
    assert row == ((ruling.finding_id, True, "ed", "for a reason"),)
    assert office.run()["checked_blocks"] == 0

    other = tmp_path / "thresholds.toml"
    other.write_text('[alert_severity]\nvalue = "0.001"\n', encoding="utf-8")
    with Session(office.settings, other) as session:
        MainJob(session, RunProgress(Console(file=StringIO()))).run(())
    assert ROUND not in office.lines()

    ever = Window(since=datetime(2000, 1, 1), until=datetime(2100, 1, 1))
    with Session(office.settings) as session:
        backfill(session, ever, RunProgress(Console(file=StringIO())))
    assert ROUND not in office.lines()


def test_other_answers_are_another_finding(world: Path) -> None:
    office = Office(world)
    before = office.rule(ROUND, Ruling.DISMISSED).finding_id
    changed = told(1, "Pellard Mills has raised $61 million in a funding round.")
    write(world / "stories.jsonl", told(0), changed, told(2), told(3), told(4))
    office.run()
    line = office.lines()[ROUND]
    assert (line.state, line.finding_id == before) == (State.OPEN, False)


def test_ids_that_are_no_good(world: Path) -> None:
    office = Office(world)
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        with pytest.raises(RulingError, match="no finding 'fnd_zzz'"):
            desk.find("fnd_zzz")
        with pytest.raises(RulingError, match=r"(?s)begins more than one.*fnd_.*fnd_"):
            desk.find("fnd_")
        with pytest.raises(RulingError, match="could be undone"):
            desk.find_undone(None, "ed")
        desk.add(comment(next(iter(desk.findings)), ED))
        with pytest.raises(RulingError, match="say why"):
            rule_on(topic_of(desk, next(iter(desk.findings))), Ruling.DISMISSED, Ruler(user="ed"))
        with pytest.raises(RulingError, match="say which is right"):
            resolve(topic_of(desk, next(each for each in desk.findings if each.startswith("fnd_"))), None, ED)
    changed = told(1, "Pellard Mills has raised no money.")
    gone = office.rule(ROUND, Ruling.DISMISSED).finding_id
    office.take_back(gone)
    write(world / "stories.jsonl", told(0), changed, told(2), told(3), told(4))
    office.run()
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        assert desk.find(gone) == gone
        with pytest.raises(RulingError, match="is gone"):
            topic_of(desk, gone)


def test_rulings_by_hand_and_of_the_ledger_hold_together(world: Path) -> None:
    office = Office(world)
    by_hand = (
        "# ours\n[[judgement]]\n"
        'ruling = "dismissed"\nleft = "1,200 employees"\nright = "1,900 employees"\nsubject = "Orre Looms"\n'
    )
    path = office.settings.data / "judgements.toml"
    path.write_text(by_hand, encoding="utf-8")
    office.rule(ROUND, Ruling.DISMISSED)
    office.run(judgements=path)
    assert not {ROUND, STAFF} & office.lines().keys()
    assert path.read_text(encoding="utf-8") == by_hand
    assert len(read_rulings(office.settings.rulings)) == 1


def test_what_outlets_write_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    findings, errors = consoles(True)
    for console in (findings, errors):
        console.print(Text("Evil\x1b[31m \x1b]0;x\x07\u202eInc [red]\x9b1m\tout\n"))
    printed = capsys.readouterr()
    for text in (printed.out, printed.err):
        assert not set(text) & set("\x1b\x07\x9b\u202e"), repr(text)
        assert text.startswith("Evil[31m ]0;xInc [red]1m")


def test_a_wrong_reading_leaves_every_answer_and_sum_and_comes_back_when_undone(world: Path) -> None:
    office = Office(world)
    office.misread("1,900 employees")
    assert STAFF not in office.lines()
    office.misread("€75.5 million")
    office.run()
    assert STAFF not in office.lines()
    assert office.sql("select question_id from claims where value_text = '1,900 employees'") == ((None,),)
    answers = "select low from answers join questions using (question_id) where metric = 'employees'"
    assert office.sql(answers) == ((1200.0,),)
    assert office.sql("select * from broken_sums") == ()
    assert office.run()["checked_blocks"] == 0
    office.take_back()
    office.take_back()
    office.run()
    assert STAFF in office.lines()
    assert len(office.sql("select * from broken_sums")) == 1


def test_what_the_next_run_makes_of_each_ruling(world: Path) -> None:
    office = Office(world)
    summed = next(key for key in office.lines() if key.startswith("sum "))
    dismissed = office.rule(summed, Ruling.DISMISSED).finding_id
    apart = office.rule(STAFF, Ruling.WRONG_MATCH).finding_id
    office.resolve(office.lines()[ROUND].finding_id, Side.A)
    office.run()
    assert not {summed, STAFF, ROUND} & office.lines().keys()
    assert office.sql("select * from broken_sums") == ()
    reasons = office.sql("select distinct reason from claim_relations where relation = 'different'")
    assert ("judged_apart",) in reasons
    ((alert, ruling, words),) = office.sql(
        "select alert, ruling, explanation from contradictions where subject = 'Pellard Mills'"
    )
    assert (alert, ruling) == (False, "resolved")
    assert str(words).endswith("Resolved by ed: $40 million is right.")
    assert office.precision() == {
        (None, None): (3, 1),
        (None, "employees"): (1, 0),
        (None, "funding_round"): (1, 1),
        (None, "net_income"): (1, 0),
        ("broken_sum", None): (1, 0),
        ("broken_sum", "net_income"): (1, 0),
        ("contradict", None): (2, 1),
        ("contradict", "employees"): (1, 0),
        ("contradict", "funding_round"): (1, 1),
    }

    office.resolve(dismissed, None)
    office.take_back(apart)
    office.run()
    assert STAFF in office.lines()
    assert office.sql("select alert, ruling from broken_sums") == ((False, "resolved"),)
    assert office.precision()[None, None] == (2, 2)
    history = office.sql("select ruling, holds from judgements order by ruled_at")
    assert history == (
        ("dismissed", False),
        ("wrong_match", False),
        ("resolved", True),
        ("resolved", True),
        ("undone", True),
    )


def test_names_are_joined_and_parted(world: Path) -> None:
    office = Office(world)
    questions = "select count(*) from questions where metric = 'funding_round'"
    assert office.sql(questions) == ((2,),)
    names = ("Pellard Mills", "Quarrel Dairy")
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        refuse_unknown(desk, names)
        with pytest.raises(RulingError, match="did you mean 'Pellard Mills'"):
            refuse_unknown(desk, ("Pellard Mils",))
        desk.add(rule_names(Ruling.SAME_SUBJECT, names, ED, desk.judgements))
    run_here((), office.settings.data)  # nothing is read again, so only the ruling moves the claims
    assert office.sql(questions) == ((1,),)
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        desk.add(rule_names(Ruling.NOT_SAME_SUBJECT, names, ED, desk.judgements))
    run_here((), office.settings.data)
    assert office.sql(questions) == ((2,),)


def test_people_rule_while_a_run_holds_the_folder(world: Path) -> None:
    office = Office(world)
    data = str(office.settings.data)
    finding_id = office.lines()[ROUND].finding_id
    with Warehouse.open(office.settings.data, threads=1):
        given = ["dismiss", finding_id[:12], "--why", "two rounds", "--json"]
        done = CliRunner().invoke(app, ["review", *given, "--data", data], env={"TWOSOURCE_USER": "ida"})
        assert done.exit_code == 0, done.output
        (ruling,) = json.loads(done.stdout)
        assert (ruling["ruling"], ruling["by"], ruling["taken_in"]) == ("dismissed", "ida", False)
        staff = office.lines()[STAFF].finding_id
        for given in (["assign", staff, "ida"], ["comment", staff[4:12], "asked them"]):
            done = CliRunner().invoke(app, ["review", *given, "--data", data, "--by", "ed"])
            assert done.exit_code == 0, done.output
        listed = CliRunner().invoke(app, ["review", "list", "--data", data])
        assert "3 rulings are taken in by the next run." in listed.stdout
        assert "assigned to ida" in listed.stdout
    office.run()
    listed = CliRunner().invoke(app, ["review", "list", "--data", data, "--json"])
    assert json.loads(listed.stdout)["waiting"] == 0
    line = office.lines(State.ASSIGNED)[STAFF]
    assert (line.assignee, line.comments) == ("ida", 1)
