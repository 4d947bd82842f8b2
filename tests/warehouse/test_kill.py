import json
import subprocess
import sys
from pathlib import Path

import pytest


def kills(folder: Path, start: int, stride: int) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.warehouse.kill_points", str(folder), str(start), str(stride)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_run_killed_anywhere_is_finished_by_the_next(tmp_path: Path) -> None:
    *points, total = kills(tmp_path, start=3, stride=25)
    assert [report for report in points if not report.get("same")] == []
    assert len(points) >= 4
    assert int(str(total["points"])) > 80


def test_a_full_disk_is_said_so_and_loses_nothing(tmp_path: Path) -> None:
    script = (
        f"mount -t tmpfs -o size=8m none {tmp_path} && exec {sys.executable} -c '{_FILL}' {tmp_path}/data"
    )
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],  # a private file system of 8 MB
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this machine allows no private mounts")
    assert done.stdout.splitlines() == ["DiskFull", "whole batches: True"], done.stderr


_FILL = """
import os, pathlib, sys
from tests.warehouse.made import article, batch
from warehouse import Warehouse, WarehouseError
data = pathlib.Path(sys.argv[1])
try:
    with Warehouse.open(data, threads=1) as warehouse:
        for n in range(100):
            articles = [article(f"n{n}-{m}", os.urandom(2000).hex()) for m in range(50)]
            warehouse.load_batch(1, batch(*((a, []) for a in articles)))
except WarehouseError as error:
    print(type(error).__name__)
os.system(f"mount -o remount,size=64m {data.parent}")
with Warehouse.open(data, threads=1) as warehouse:
    held = sum(len(some) for some in warehouse.stream_articles())
    print("whole batches:", held > 0 and held % 50 == 0)
"""
