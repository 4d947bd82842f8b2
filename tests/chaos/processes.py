"""The processes beside the trials: what forks runs, and what reads all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]


def own_environment() -> dict[str, str]:
    """The environment without settings of ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TWOSOURCE_")}


def state_of(pid: int) -> str:
    """The letter of a process's state as Linux has it, `T` for stopped; empty when there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


class Zygote:
    """The process that forks runs, see `tests.chaos.zygote`."""

    def __init__(self, root: Path = ROOT) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env={**own_environment(), "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        self._answer()

    def ask(self, do: str, **more: object) -> dict[str, Any]:
        """Send a line, return the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the zygote died"
        return json.loads(line)  # type: ignore[no-any-return]

    def __enter__(self) -> Zygote:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


class Readers:
    """Processes that read the published file of the present trial all the time."""

    def __init__(self, folder: Path, count: int, path: Path, whole: list[list[object]]) -> None:
        self._folder = folder
        folder.mkdir()
        (folder / "whole.json").write_text(json.dumps(whole))
        self.point_at(path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.readers", str(folder), str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def point_at(self, path: Path) -> None:
        """Let them read another file from now on."""
        (self._folder / "next").write_text(str(path))
        os.replace(self._folder / "next", self._folder / "current")

    def stop(self) -> dict[str, Any]:
        """End them: how often they read, and what went wrong."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        return json.loads(self._process.stdout.read())  # type: ignore[no-any-return]
