"""The list of issue codes in the docs is closed: it names every code that reading can yield, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.articles.walls import walls

ROOT = Path(__file__).parents[2]
CALL = re.compile(r'(?:_issue\(\s*|code=|return |else )"([a-z]+(?:_[a-z]+)+)"')
STAGES = ("read", "parse")


def documented() -> set[str]:
    sections = re.split(
        r"^## Stage `(\w+)`", (ROOT / "docs" / "issues.md").read_text("utf-8"), flags=re.MULTILINE
    )
    parts = dict(zip(sections[1::2], sections[2::2], strict=True))
    return {code for stage in STAGES for code in re.findall(r"^\| `(\w+)` \|", parts[stage], re.MULTILINE)}


def test_codes_of_the_later_stages_are_documented() -> None:
    text = (ROOT / "docs" / "issues.md").read_text("utf-8")
    used: set[str] = set()
    for folder in ("extractors/claims", "checkers", "warehouse"):
        for path in (ROOT / folder).glob("*.py"):
            used |= set(
                re.findall(r'(?:_issue\(article, |code=)"([a-z]+(?:_[a-z]+)+)"', path.read_text("utf-8"))
            )
    assert used
    assert not {code for code in used if f"| `{code}` |" not in text}


def test_every_code_is_documented_and_used() -> None:
    used: set[str] = set()
    for path in (*(ROOT / "extractors" / "articles").glob("*.py"), ROOT / "flows" / "keeping.py"):
        used |= set(CALL.findall(path.read_text("utf-8")))
    assert documented() == used | set(walls())
