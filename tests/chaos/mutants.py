"""The mutation check: with a safeguard taken out of a copy of the program, the chaos test fails.

`python -m tests.chaos.mutants [NAME ...]`; part of `make chaos`. No switch in the program turns one off.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.processes import ROOT, Zygote, own_environment
from tests.chaos.trials import Chaos

_PACKAGES = ("extractors", "checkers", "warehouse", "reports", "flows", "references", "tests")
_TRIES = 4


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A safeguard and how to take it out: `old` becomes `new`, and so on with each pair of `more`.

    `harm` is a kind of trial, `point` being the `nth` point of the name `kill`; or `letters`, kills of mail.
    """

    safeguard: str
    file: str
    old: str
    new: str
    more: tuple[tuple[str, str], ...] = ()
    kill: str = ""
    nth: int = 1
    harm: str = "point"


def mutants() -> dict[str, Mutant]:
    """Those of `mutants.toml`, by name."""
    table = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8"))
    return {name: Mutant(**entry) for name, entry in table.items()}


def copy_program(folder: Path) -> Path:
    """A copy of the program."""
    left_out = shutil.ignore_patterns("__pycache__", "gold")
    for package in _PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=left_out)
    return folder


def copy_without(mutant: Mutant, folder: Path) -> Path:
    """A copy of the program without the safeguard."""
    path = copy_program(folder) / mutant.file
    text = path.read_text(encoding="utf-8")
    for old, new in ((mutant.old, mutant.new), *mutant.more):
        assert text.count(old) == 1, f"{mutant.file} does not hold {old!r} once"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return folder


def what_fails(mutant: Mutant) -> str:
    """What the chaos test says of the program without the safeguard; empty when it notices nothing."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        root = copy_without(mutant, Path(folder, "program"))
        if mutant.harm == "letters":
            return _lost_letters(root)
        Path(folder, "work").mkdir()
        with Zygote(root) as zygote:
            chaos = Chaos(Path(folder, "work"), zygote, readers=2)
            for number in range(_TRIES):
                chaos.one(number, mutant.harm, at=mutant.nth, name=mutant.kill)
                if chaos.report.failures:
                    break
            failures = chaos.stop().failures
    return failures[0] if failures else ""


def _lost_letters(root: Path) -> str:
    command = [sys.executable, "-m", "tests.chaos.letters", "--letters", "60", "--kills", "40"]
    env = {**own_environment(), "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    assert "letters arrived" in done.stdout, done.stderr
    return done.stdout.strip() if done.returncode else ""


def main(names: list[str]) -> int:
    """Try them, print what was noticed; 1 when the loss of a safeguard was not."""
    unnoticed = 0
    for name, mutant in mutants().items():
        if not names or name in names:
            said = what_fails(mutant)
            unnoticed += not said
            print(
                f"{'noticed' if said else 'NOT NOTICED'}: without {mutant.safeguard!r}: {said[:200]}",
                flush=True,
            )
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
