"""`python -m tests.chaos.restore [SOURCE]` (`make restore`): a warehouse made again from its sources."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.chaos.processes import ROOT, Zygote


def main(source: Path) -> int:
    """Run, export, delete the folder, run again, export; 1 when a byte differs."""
    with tempfile.TemporaryDirectory(prefix="restore-") as folder, Zygote() as zygote:
        data, log = Path(folder, "data"), str(Path(folder, "log.txt"))
        exports = []
        for _ in range(2):
            pid = zygote.ask("run", data=str(data), sources=[str(source)], log=log)["pid"]
            if code := zygote.ask("wait", pid=pid)["code"]:
                print(f"the run ended with {code}: {Path(log).read_text()}")
                return 1
            exports.append(zygote.ask("check", data=str(data), out=f"{folder}/export"))
            shutil.rmtree(data)
    before, after = exports
    differing = [name for name, digest in before["files"].items() if after["files"].get(name) != digest]
    print(f"{len(before['files'])} files of {source}: SHA-256 {before['digest']}")
    print(f"made again from nothing but the sources: {after['digest']}")
    print("equal" if not differing else f"DIFFERENT: {', '.join(differing)}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples"))
