"""A small published file that drafts are held against, made once, and a way to check a draft in memory."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extractors.claims.pipeline import Lexicon
from flows.draft import check_read
from flows.draft_source import DraftSource, read_draft
from reports.draft import DraftCheck
from warehouse import Published

TODAY = date(2031, 6, 1)
CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "drafts.toml").read_text(encoding="utf-8")
)
WHOLE = """# Orre Energy raises $40m

Orre Energy has raised $48 million in a Series B round led by Brisk Capital. It has 120 employees.
“We will raise prices before the winter,” said Mara Lind, its chief executive.
Quillo has 2 million weekly users. GPT-3 has 185 billion parameters.
The revenue of Tarvenko Pumps rose 50 percent to $300 million from $250 million a year earlier.
"""
"""A draft with something of everything."""


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once for all tests."""
    return Lexicon.load()


def write_told(path: Path) -> Path:
    """The articles of the cases as a source."""
    lines = (
        json.dumps(told | {"title": None, "text": told["text"].strip().replace("\n", " ")})
        for told in CASES["told"]
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def checked(published: Path, path: Path, outlet: str | None = None, day: str | None = None) -> DraftCheck:
    """The check of a draft file."""
    draft = read_draft(DraftSource(at=str(path), outlet=outlet, date=day), TODAY)
    with Published(published) as opened:
        return check_read(opened, draft, lexicon())
