"""Promises R1, R2, R4 and R6 in short: seconds of what `make chaos` does for half an hour."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.corpus import write_corpus
from tests.chaos.processes import Zygote
from tests.chaos.trials import KINDS, PREFECT, Chaos

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux: /proc and prctl")


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as started:
        yield started


@pytest.fixture(scope="module")
def chaos(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> Chaos:
    return Chaos(tmp_path_factory.mktemp("chaos"), zygote, readers=3)


@pytest.mark.slow
def test_runs_that_are_killed_starved_or_stopped_end_like_one_that_was_not(chaos: Chaos) -> None:
    kinds = [*dict.fromkeys(KINDS), PREFECT]
    for number, kind in enumerate([*kinds, *("point",) * 4]):
        chaos.one(number, kind)
    report = chaos.stop()
    assert report.failures == []
    assert report.trials + sum(report.skipped.values()) == len(kinds) + 4
    assert report.readers["reads"] > 10
    assert any(code < 0 for code in report.codes), "nothing was killed"
    assert chaos.points > 100


@pytest.mark.slow
def test_workers_batches_folders_and_order_change_no_byte(
    chaos: Chaos, zygote: Zygote, tmp_path: Path
) -> None:
    source = write_corpus(tmp_path / "source")
    calm = chaos.calm(tmp_path / "calm", source)
    shutil.rmtree(source)
    write_corpus(source, shuffle=7)
    helped = chaos.calm(tmp_path / "elsewhere" / "data", source, workers=2, batch_articles=3)
    assert helped["files"] == calm["files"]
    assert helped["digest"] == calm["digest"]


@pytest.mark.slow
def test_a_warehouse_that_is_lost_is_made_again_from_its_inputs(chaos: Chaos, tmp_path: Path) -> None:
    source = write_corpus(tmp_path / "source")
    before = chaos.calm(tmp_path / "data", source)
    shutil.rmtree(tmp_path / "data")
    assert chaos.calm(tmp_path / "data", source)["digest"] == before["digest"]
