"""What a change of rules adds and removes, worked out in a copy of the warehouse."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from checkers.thresholds import load_thresholds, own_thresholds
from extractors.lexicon.strict import LexiconError
from flows.progress import RunProgress
from flows.replaying import NOW, PUBLISHED, compare, parse_rules, replay
from flows.settings import Settings, SettingsError
from tests.flows.conftest import RunJob
from tests.flows.sample import write_articles
from warehouse.replaying import Finding, FindingText


def told(subject: str, alert: bool = True) -> tuple[Finding, FindingText]:
    finding = Finding(subject=subject, metric="revenue", period="2030", value_a="$1bn", value_b="$2bn")
    return finding, FindingText(finding=finding, explanation=subject, alert=alert, urls=("a", "b"))


def test_findings_are_compared_by_what_is_asked_and_said() -> None:
    old = dict([told("gone"), told("stays"), told("louder", False), told("quieter")])
    new = dict([told("stays"), told("louder"), told("quieter", False), told("new")])
    done = compare(old, new)
    assert [each.explanation for each in done.added] == ["new"]
    assert [each.explanation for each in done.removed] == ["gone"]
    assert [each.explanation for each in done.alerted] == ["louder"]
    assert [each.explanation for each in done.silenced] == ["quieter"]
    assert done.kept == 3


def test_rules_are_named_by_two_words_or_folders(tmp_path: Path) -> None:
    (tmp_path / "thresholds.toml").write_text("[alert_severity]\nvalue = '0.9'\n")
    (tmp_path / "empty").mkdir()
    old, new = parse_rules(f"..{tmp_path}")
    assert (old.name, new.thresholds, new.lexicon) == (PUBLISHED, tmp_path / "thresholds.toml", None)
    assert [each.name for each in parse_rules("now..")] == [NOW, NOW]
    with pytest.raises(SettingsError, match=r"write OLD\.\.NEW"):
        parse_rules("now")
    with pytest.raises(SettingsError, match="holds neither"):
        parse_rules(f"now..{tmp_path / 'empty'}")


def test_own_thresholds_take_the_place_of_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text("[alert_severity]\nvalue = '0.9'\n")
    own, shipped = own_thresholds(path), load_thresholds()
    assert own.alert_severity.share == 0.9
    assert own.alert_severity.meaning == shipped.alert_severity.meaning
    assert own.gap_half == shipped.gap_half
    path.write_text("[alert_severty]\nvalue = '0.9'\n")
    with pytest.raises(LexiconError, match="alert_severity"):
        own_thresholds(path)


def test_a_replay_says_what_changes_and_changes_nothing(tmp_path: Path, run_job: RunJob) -> None:
    data, rules = tmp_path / "data", tmp_path / "rules"
    run_job([str(write_articles(tmp_path / "stories.jsonl", 4))], data)
    before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    rules.mkdir()
    (rules / "thresholds.toml").write_text("[alert_severity]\nvalue = '1.1'\n")
    progress = RunProgress(Console(file=StringIO()))
    done = replay(Settings(data=data), parse_rules(f"published..{rules}"), progress)
    assert (done.added, done.removed, done.alerted) == ((), (), ())
    assert done.kept >= 1
    assert [each.finding.metric for each in done.silenced] == ["valuation"]
    assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == before
    same = replay(Settings(data=data), parse_rules("published..now"), progress)
    assert (same.added, same.removed, same.alerted, same.silenced) == ((), (), (), ())
