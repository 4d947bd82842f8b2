"""Predictions for a set with its own scorer: what goes in by rows comes out by rows."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.predict import main


def _predicted(command: str, rows: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert main([command, str(source), str(target)]) == 0
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("It opened on 4 May 2023.", "2023-05-04", "2023-05-05", "4 May 2023"),
        ("It opened in March.", "2024-03-01", "2024-04-01", "March"),
        ("Rents rose from 2019 to 2021.", "2019-01-01", "2021-01-01", "from 2019 to 2021"),
        ("Built before 2012, it leaks.", None, "2012-01-01", "before 2012"),
        ("Anyone hired after June 2020 pays.", "2020-07-01", None, "after June 2020"),
        ("Anyone hired after 3 June 2020 pays.", "2020-06-03", None, "after 3 June 2020"),
        ("It pays starting 1 July 2025.", "2025-07-01", None, "starting 1 July 2025"),
        ("It has grown since 2021.", "2021-01-01", None, "since 2021"),
        ("No time is told.", None, None, None),
    ],
)
def test_days(text: str, start: str | None, end: str | None, words: str | None, tmp_path: Path) -> None:
    (row,) = _predicted("dates", [{"id": "a", "text": text, "reference": "2024-10-16T09:00:00"}], tmp_path)
    span = [text.index(words), text.index(words) + len(words)] if words else None
    assert row == {"id": "a", "dates": [{"start": start, "end": end, "span": span}] if words else []}


def test_without_a_reference_only_full_dates_are_told(tmp_path: Path) -> None:
    rows = [{"id": 7, "text": "Sold last week, bought in 2019.", "reference": None}]
    (row,) = _predicted("dates", rows, tmp_path)
    assert [day["start"] for day in row["dates"]] == ["2019-01-01"]


def test_a_set_without_the_reference_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "x"}\n', "utf-8")
    assert main(["dates", str(source), str(tmp_path / "out.jsonl")]) == 2
    assert "reference" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [
        (
            "The yard holds 40 cranes and 3 docks.",
            "The yard holds fewer than 50 cranes and 3 docks.",
            "entail",
        ),
        ("The yard holds fewer than 50 cranes.", "The yard holds 40 cranes.", "neutral"),
        ("The yard holds 40 cranes.", "The yard holds more than 40 cranes.", "contradict"),
        ("The yard holds 40 cranes.", "The yard holds 45 cranes.", "contradict"),
        (
            "The limit is set at a maximum of 40 tonnes.",
            "The limit is set at a maximum of 60 tonnes.",
            "contradict",
        ),
        ("Per had 40 nets and sold 12 nets.", "Per has 28 nets left.", "entail"),
        ("Per had 40 nets and sold 12 nets.", "Per has 27 nets left.", "contradict"),
        (
            "Wages rose 3.1 per cent, the most in a decade.",
            "A whale was seen off the north coast.",
            "neutral",
        ),
    ],
)
def test_pairs(left: str, right: str, label: str, tmp_path: Path) -> None:
    assert _predicted("pairs", [{"id": 3, "a": left, "b": right}], tmp_path) == [{"id": 3, "label": label}]


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("Harlow Robotics Ltd", "Harlow Robotics", 1.0, 1.0),
        ("Harlow Robotics", "Harlow Robottics", 0.9, 1.0),
        ("Joint Stock Company Vostok", "PAO Vostok", 1.0, 1.0),
        ("Wladimir Kern", "Vladimir Kern", 0.9, 1.0),
        ("Ada Holm", "Ida Holt", 0.0, 0.6),
        ("Bank of Oslo", "Bank of Bergen", 0.0, 0.6),
        ("Corvid 3 8B", "Corvid 3 80B", 0.0, 0.6),
        ("Tern Fund II", "Tern Fund III", 0.0, 0.6),
    ],
)
def test_names(left: str, right: str, least: float, most: float, tmp_path: Path) -> None:
    (row,) = _predicted("names", [{"id": 3, "a": left, "b": right}], tmp_path)
    assert least <= row["score"] <= most
