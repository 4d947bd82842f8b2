"""The ways to ask of docs/analysts.md work, and print what they say they print.

After a wanted change, `python -m tests.test_analysts` writes the printed parts anew; read the difference.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from flows.cookbook_page import publish_stories
from flows.docs import DOCS
from warehouse import Published

PAGE = DOCS / "analysts.md"
NOTEBOOK = DOCS / "analysts.ipynb"
_SNIPPET = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<printed>.*?)```\n)?", re.DOTALL)


def snippets() -> list[re.Match[str]]:
    return list(_SNIPPET.finditer(PAGE.read_text(encoding="utf-8")))


def printed_by(code: str, folder: Path) -> str:
    """What a snippet prints in a folder that holds `data/claims.duckdb`."""
    out = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out):
        exec(compile(code, str(PAGE), "exec"), {"__name__": "snippet"})
    return out.getvalue()


def shown_by(folder: Path) -> nbformat.NotebookNode:
    """The notebook as it stands after all of its cells have run."""
    book = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(
        book, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return book


def texts(book: nbformat.NotebookNode) -> list[str]:
    return [
        output["data"]["text/plain"]
        for cell in book.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]


@pytest.mark.parametrize("number", range(3))
def test_a_snippet_prints_what_the_page_shows(cookbook_file: Path, number: int) -> None:
    found = snippets()
    assert len(found) == 3
    assert printed_by(found[number]["code"], cookbook_file.parent.parent) == found[number]["printed"]


def test_the_notebook_shows_what_it_holds(cookbook_file: Path) -> None:
    held = texts(nbformat.read(NOTEBOOK, as_version=4))
    assert held
    assert texts(shown_by(cookbook_file.parent.parent)) == held


def test_the_sql_of_the_shell_lines_runs(cookbook_file: Path) -> None:
    lines = re.findall(r'^duckdb -readonly (\S+) "(.*)"$', PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == 1
    with Published(cookbook_file) as published:
        assert published.sql(lines[0][1]).rows


@pytest.mark.skipif(shutil.which("duckdb") is None, reason="the DuckDB command line is not installed here")
def test_the_duckdb_command_line_opens_the_file(cookbook_file: Path) -> None:
    shown = subprocess.run(
        ["duckdb", "-readonly", "-csv", str(cookbook_file), "select count(*) > 0 from claims"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "true" in shown


def _write_anew() -> None:
    os.environ["COLUMNS"] = "100"
    with tempfile.TemporaryDirectory() as name:
        folder = publish_stories(Path(name)).parent.parent

        def shown(found: re.Match[str]) -> str:
            return f"```python\n{found['code']}```\n\n```text\n{printed_by(found['code'], folder)}```\n"

        PAGE.write_text(_SNIPPET.sub(shown, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        book = shown_by(folder)
    for cell in book.cells:
        cell.metadata.clear()
        for output in cell.get("outputs", ()):
            output["data"].pop("text/html", None)
    nbformat.write(book, NOTEBOOK)


if __name__ == "__main__":
    _write_anew()
