"""What docs/review.md shows of the examples is what the program prints."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.flows.conftest import ROOT, run_here

PAGE = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")


def shown() -> Iterator[tuple[list[str], str]]:
    """The commands of the page, each with what stands under it."""
    for block in re.findall(r"```text\n\$ twosource (.*?)\n```", PAGE, re.DOTALL):
        command, _, output = block.partition("\n")
        yield shlex.split(command), output


def test_the_worked_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_here([str(ROOT / "examples")], tmp_path / "demo")
    monkeypatch.setenv("COLUMNS", "80")
    examples = list(shown())
    assert len(examples) == 3
    for command, output in examples:
        command[command.index("out/demo")] = str(tmp_path / "demo")
        result = CliRunner().invoke(app, [*command, "--no-color"])
        assert result.exit_code == 0, result.output
        printed = "\n".join(line.rstrip() for line in result.output.splitlines())
        assert output in printed, printed
    listed = CliRunner().invoke(app, ["review", "list", "--data", str(tmp_path / "demo")]).output
    assert "fnd_56346651" not in listed
    assert "1 ruling is taken in by the next run." in listed
