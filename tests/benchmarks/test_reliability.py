"""Confidences mean what the page of docs/ says, and the page says what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from benchmarks.reliability import Judged, bands, main, measured
from benchmarks.reliability_page import DOCS, Band, curve_png, page
from extractors.records import Kind

Groups = Mapping[str, tuple[Band, ...]]


@pytest.fixture(scope="module")
def groups() -> Groups:
    return measured()


def test_the_page_is_what_is_measured(groups: Groups) -> None:
    assert (DOCS / "reliability.md").read_text() == page(groups), (
        "run python -m benchmarks.reliability --docs"
    )


def test_the_picture_is_of_the_same_figures(groups: Groups) -> None:
    with Image.open(DOCS / "reliability.png") as picture:
        assert picture.info["Description"] == page(groups), "run python -m benchmarks.reliability --docs"
        assert min(picture.size) > 400


def test_surer_claims_are_right_at_least_as_often(groups: Groups) -> None:
    """Within the noise: no band's share lies under the interval of a band below it."""
    for found in groups.values():
        for low, high in pairwise(found):
            assert high.interval[1] >= low.interval[0]


def test_a_picture_can_be_drawn_of_one_band() -> None:
    drawn = curve_png({"one": (Band(low=0.5, high=0.65, mean=0.6, claims=3, right=2),)})
    with Image.open(BytesIO(drawn)) as picture:
        assert picture.format == "PNG"


def test_bands_count_claims_and_leave_empty_ones_out() -> None:
    judged = [
        Judged(kind=Kind.FACT, confidence=confidence, is_right=right)
        for confidence, right in ((0.9, True), (0.9, False), (1.0, True))
    ]
    assert bands(judged) == (
        Band(low=0.85, high=0.95, mean=0.9, claims=2, right=1),
        Band(low=0.95, high=1.0, mean=1.0, claims=1, right=1),
    )


def test_interval_of_a_share() -> None:
    low, high = Band(low=0, high=1, mean=0.5, claims=10, right=9).interval
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)  # Wilson 1927, 9 of 10


def test_a_folder_without_topics_is_an_error_not_a_trace(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--gold", str(tmp_path)]) == 2
    assert "no topics there" in capsys.readouterr().err
