"""`python -m tests.chaos`: the long form of the chaos test, as `make chaos` runs it."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.processes import Zygote
from tests.chaos.trials import KINDS, PREFECT, Chaos
from tests.warehouse.test_publish import publish_under_readers

_BY_PREFECT = 3
"""Trials of the command itself, each with a Prefect server: the last ones."""


def main() -> int:
    """Do the trials, print what they showed; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every-point", action="store_true", help="kill at each point, not at random ones")
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="publish-") as folder:
        seen = publish_under_readers(Path(folder, "data"), readers=chosen.readers, publications=50)
    torn = [error for _, _, errors in seen for error in errors]
    reads = sum(opened for opened, _, _ in seen)
    print(f"50 publications, {chosen.readers} readers: read {reads:,} times, {len(torn)} errors", flush=True)
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, Zygote() as zygote:
        chaos = Chaos(Path(folder), zygote, readers=chosen.readers, seed=chosen.seed)
        print(
            f"an uninterrupted run takes {chaos.seconds:.1f} s and passes {chaos.points} points", flush=True
        )
        if chosen.every_point:
            for point in range(1, chaos.points + 1):
                chaos.one(10_000 + point, "point", at=point)
        for number in range(chosen.trials):
            told = len(chaos.report.failures)
            is_last = number >= chosen.trials - _BY_PREFECT
            chaos.one(number, PREFECT if is_last else KINDS[number % len(KINDS)])
            for failure in chaos.report.failures[told:]:
                print(f"FAILED {failure}", flush=True)
            if number % 10 == 9:
                print(f"{number + 1} trials, {time.monotonic() - began:.0f} s", flush=True)
        report = chaos.stop()
    print(f"{report.trials} trials in {time.monotonic() - began:.0f} s: {dict(report.kinds)}")
    print(f"first runs ended with {dict(report.codes)}; starts needed after: {dict(report.starts)}")
    print(f"readers: {report.readers}")
    for why, number in report.skipped.items():
        print(f"skipped {number}: {why}")
    print(f"{len(report.failures)} failures")
    return 1 if report.failures or torn else 0


if __name__ == "__main__":
    sys.exit(main())
