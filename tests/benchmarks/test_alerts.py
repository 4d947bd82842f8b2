"""The page on alerts says what is measured, and the threshold gives what is wanted on the topics tuned on."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from benchmarks.alerts import main, measured
from benchmarks.alerts_page import DOCS, WANTED_PRECISION, Alarm, Alarms, curve_png, page
from checkers.thresholds import load_thresholds

MADE = Alarms(
    found=tuple(
        Alarm(confidence=confidence, is_right=right)
        for confidence, right in (
            (0.3, False),
            (0.5, True),
            (0.6, False),
            (0.7, True),
            (0.8, None),
            (0.9, True),
        )
    ),
    wanted=(0.0, 0.5, 0.7, 0.9),
)


@pytest.fixture(scope="module")
def groups() -> Mapping[str, Alarms]:
    return measured()


def test_the_page_is_what_is_measured(groups: Mapping[str, Alarms]) -> None:
    assert (DOCS / "alerts.md").read_text() == page(groups), "run python -m benchmarks.alerts --docs"


def test_the_picture_is_of_the_same_figures(groups: Mapping[str, Alarms]) -> None:
    with Image.open(DOCS / "alerts.png") as picture:
        assert picture.info["Description"] == page(groups), "run python -m benchmarks.alerts --docs"


def test_the_threshold_gives_the_wanted_precision(groups: Mapping[str, Alarms]) -> None:
    precision = groups["topics tuned on"].precision(load_thresholds().alert_confidence.share)
    assert precision is not None
    assert precision >= WANTED_PRECISION


def test_counts_precision_and_recall() -> None:
    assert MADE.counts(0.0) == (3, 2, 1)
    assert MADE.counts(0.65) == (2, 0, 1)
    assert (MADE.precision(0.5), MADE.precision(0.95)) == (0.75, None)
    assert (MADE.recall(0.0), MADE.recall(0.6), MADE.recall(0.95)) == (0.75, 0.5, 0.0)
    assert MADE.lowest() == 0.7
    assert Alarms(found=(), wanted=()).recall(0.5) is None
    assert Alarms(found=(), wanted=()).lowest() is None


def test_a_picture_can_be_drawn_of_one_alarm() -> None:
    one = Alarms(found=(Alarm(confidence=0.7, is_right=True),), wanted=())
    with Image.open(BytesIO(curve_png({"one": one}))) as picture:
        assert picture.format == "PNG"


def test_a_folder_without_topics_is_an_error_not_a_trace(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--gold", str(tmp_path)]) == 2
    assert "no topics there" in capsys.readouterr().err
