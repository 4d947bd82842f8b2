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

from checkers.judgement_files import read_rulings
from checkers.ruling_records import Judgement, Ruling
from flows.backfill import Window, backfill
from flows.desk import Desk, Wanted
from flows.job import MainJob
from flows.progress import RunProgress
from flows.report import open_published
from flows.ruling import (
    Ruler,
    RulingError,
    Side,
    assign,
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
from tests.flows.conftest import Twosource, run_here
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
    run_here([write(folder / "stories.jsonl", *map(told, range(4)))], folder / "data")
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

    def take_back(self, given: str | None = None) -> Judgement:
        with open_published(self.settings) as published:
            desk = Desk(self.settings, published)
            return desk.add(undo(desk.find_undone(given, "ed"), ED))


ROUND = "contradiction Pellard Mills funding_round"
STAFF = "contradiction Orre Looms employees"
PROFIT = "sum Orre Looms net_income"


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
    write(world / "stories.jsonl", told(0), changed, told(2), told(3))
    office.run()
    line = office.lines()[ROUND]
    assert (line.state, line.finding_id == before) == (State.OPEN, False)


def test_a_wrong_reading_leaves_every_answer_and_comes_back_when_undone(world: Path) -> None:
    office = Office(world)
    office.misread("1,900 employees")
    assert STAFF not in office.lines()
    office.run()
    assert STAFF not in office.lines()
    assert office.sql("select question_id from claims where value_text = '1,900 employees'") == ((None,),)
    assert office.sql(
        "select low from answers join questions using (question_id) where metric = 'employees'"
    ) == ((1200.0,),)
    assert office.run()["checked_blocks"] == 0
    office.take_back()
    office.run()
    assert STAFF in office.lines()


def test_a_wrong_reading_leaves_the_sums(world: Path) -> None:
    office = Office(world)
    office.misread("€75.5 million")
    office.run()
    assert office.sql("select * from broken_sums") == ()
    office.take_back()
    office.run()
    assert len(office.sql("select * from broken_sums")) == 1


def test_a_broken_sum_is_dismissed_and_resolved(world: Path) -> None:
    office = Office(world)
    key = next(key for key in office.lines() if key.startswith("sum "))
    ruling = office.rule(key, Ruling.DISMISSED)
    assert office.run()["checked_blocks"] == 0  # it changes no block
    assert office.sql("select * from broken_sums") == ()
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        desk.add(resolve(topic_of(desk, ruling.finding_id), None, ED))
    office.run()
    assert office.sql("select alert, ruling from broken_sums") == ((False, "resolved"),)
    assert office.sql("select relation, n_ruled, n_right from precision where metric is null") == (
        (None, 1, 1),
        ("broken_sum", 1, 1),
    )


def test_resolved_is_no_alert_and_says_who_is_right(world: Path) -> None:
    office = Office(world)
    line = office.lines()[ROUND]
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        desk.add(resolve(topic_of(desk, line.finding_id), Side.A, ED))
    office.run()
    ((alert, ruling, words),) = office.sql(
        "select alert, ruling, explanation from contradictions where subject = 'Pellard Mills'"
    )
    assert (alert, ruling) == (False, "resolved")
    assert str(words).endswith("Resolved by ed: $40 million is right.")
    assert ROUND not in office.lines()


def test_wrong_match_is_no_contradiction_until_it_is_undone(world: Path) -> None:
    office = Office(world)
    ruling = office.rule(STAFF, Ruling.WRONG_MATCH)
    office.run()
    assert STAFF not in office.lines()
    reasons = office.sql("select distinct reason from claim_relations where relation = 'different'")
    assert ("judged_apart",) in reasons
    office.take_back(ruling.finding_id)
    office.run()
    assert STAFF in office.lines()
    history = office.sql("select ruling, holds from judgements order by ruled_at")
    assert history == (("wrong_match", False), ("undone", True))


def test_names_are_joined_and_parted(world: Path) -> None:
    office = Office(world)
    more = {
        **told(3),
        "url": "https://news.example/9",
        "text": "Pellard Works has raised $75 million in a funding round.",
    }
    write(world / "stories.jsonl", *map(told, range(4)), more)
    office.run()
    joined = "select count(*) from questions where metric = 'funding_round'"
    assert office.sql(joined) == ((2,),)
    names = ("Pellard Mills", "Pellard Works")
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        refuse_unknown(desk, names)
        with pytest.raises(RulingError, match="did you mean 'Pellard Mills'"):
            refuse_unknown(desk, ("Pellard Mils",))
        desk.add(rule_names(Ruling.SAME_SUBJECT, names, ED, desk.judgements))
    run_here((), office.settings.data)  # nothing is read again, so only the ruling moves the claims
    assert office.sql(joined) == ((1,),)
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        desk.add(rule_names(Ruling.NOT_SAME_SUBJECT, names, ED, desk.judgements))
    run_here((), office.settings.data)
    assert office.sql(joined) == ((2,),)
    assert office.run()["checked_blocks"] == 0


def test_assigned_and_commented(world: Path) -> None:
    office = Office(world)
    line = office.lines()[ROUND]
    with open_published(office.settings) as published:
        desk = Desk(office.settings, published)
        desk.add(assign(line.finding_id, "ida", ED))
        desk.add(comment(line.finding_id, ED))
    line = office.lines(State.ASSIGNED)[ROUND]
    assert (line.assignee, line.comments) == ("ida", 1)
    assert office.run()["checked_blocks"] == 0
    assert office.lines(State.ASSIGNED).keys() == {ROUND}


def test_people_rule_while_a_run_holds_the_folder(world: Path, twosource: Twosource) -> None:
    office = Office(world)
    finding_id = office.lines()[ROUND].finding_id
    with Warehouse.open(office.settings.data, threads=1):
        done = twosource(
            "review", "dismiss", finding_id[:12], "--why", "two rounds", "--json",
            "--data", str(office.settings.data), TWOSOURCE_USER="ida",
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (ruling,) = json.loads(done.stdout)
    assert (ruling["ruling"], ruling["by"], ruling["taken_in"]) == ("dismissed", "ida", False)
    listed = twosource("review", "list", "--data", str(office.settings.data))
    assert "1 ruling is taken in by the next run." in listed.stdout
    office.run()
    listed = twosource("review", "list", "--data", str(office.settings.data), "--json")
    assert json.loads(listed.stdout)["waiting"] == 0


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
    changed = told(1, "Pellard Mills has raised no money.")
    gone = office.rule(ROUND, Ruling.DISMISSED).finding_id
    office.take_back(gone)
    write(world / "stories.jsonl", told(0), changed, told(2), told(3))
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


def test_running_precision(world: Path) -> None:
    office = Office(world)
    office.rule(ROUND, Ruling.DISMISSED)
    office.rule(STAFF, Ruling.CONFIRMED)
    office.run()
    with open_published(office.settings) as published:
        overall, *rest = published.rows(RunningPrecision)
    assert (overall.n_ruled, overall.n_right, overall.n_dismissed) == (2, 1, 1)
    assert (round(overall.low, 4), round(overall.high, 4)) == (0.0945, 0.9055)
    assert {(each.relation, each.metric) for each in rest} == {
        (None, "employees"),
        (None, "funding_round"),
        ("contradict", None),
        ("contradict", "employees"),
        ("contradict", "funding_round"),
    }


def test_what_outlets_write_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    findings, errors = consoles(True)
    for console in (findings, errors):
        console.print(Text("Evil\x1b[31m \x1b]0;x\x07\u202eInc [red]\x9b1m\tout\n"))
    printed = capsys.readouterr()
    for text in (printed.out, printed.err):
        assert not set(text) & set("\x1b\x07\x9b\u202e"), repr(text)
        assert text.startswith("Evil[31m ]0;xInc [red]1m")
