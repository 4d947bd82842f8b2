"""The gate end to end, on one topic: what goes into a run comes out of its views."""

import json
from pathlib import Path

import pytest

from benchmarks.gold import load_topics
from benchmarks.quality import main, read_findings, run_pipeline, write_articles, write_labels

TOPIC = next(topic for topic in load_topics() if topic.name == "fennmarsh-cluster")


def test_articles_come_back_by_their_address(tmp_path: Path) -> None:
    findings, _ = read_findings(run_pipeline(write_articles([TOPIC], tmp_path), tmp_path))
    texts = {article.url: article.text for article in TOPIC.articles}
    assert findings.claims
    for claim in findings.claims:
        assert texts[claim.article_url][claim.start_char : claim.end_char] == (
            claim.value_text or claim.object
        )


def test_labels_come_back_by_their_id(tmp_path: Path) -> None:
    findings, external = read_findings(run_pipeline(write_labels([TOPIC], tmp_path), tmp_path))
    assert {name for name in external.values() if name} == {
        f"{TOPIC.name}/{label.id}" for label in TOPIC.labels
    }
    assert set(findings.relations.values()) >= {"agree", "contradict"}


def test_an_unknown_topic_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--topics", "no-such-topic"]) == 2
    assert "fennmarsh-cluster" in capsys.readouterr().err


def test_one_topic_is_measured_without_floors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "figures.json"
    assert main(["--topics", TOPIC.name, "--json", str(out), "--show", "1"]) == 0
    assert json.loads(out.read_text())["tuned"]["quantity_found"] > 0
    assert "quantity_found" in capsys.readouterr().out
