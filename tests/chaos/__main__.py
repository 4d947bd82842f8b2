"""`python -m tests.chaos`: the long form of the chaos test, as `make chaos` runs it."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.trials import Chaos, Zygote


def main() -> int:
    """Do the trials, print what they showed; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every-point", action="store_true", help="kill at each point, not at random ones")
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, Zygote() as zygote:
        chaos = Chaos(Path(folder), zygote, readers=chosen.readers, seed=chosen.seed)
        print(
            f"an uninterrupted run takes {chaos.seconds:.1f} s and passes {chaos.points} points", flush=True
        )
        if chosen.every_point:
            for point in range(1, chaos.points + 1):
                chaos.one(point, "point", at=point)
        report = chaos.go(chosen.trials)
    print(f"{report.trials} trials in {time.monotonic() - began:.0f} s: {dict(report.kinds)}")
    print(f"first runs ended with {dict(report.codes)}; starts needed after: {dict(report.starts)}")
    print(f"readers: {report.readers}")
    for why, number in report.skipped.items():
        print(f"skipped {number}: {why}")
    for failure in report.failures:
        print(f"FAILED {failure}")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
