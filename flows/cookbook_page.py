"""docs/cookbook.md: what analysts ask, with the SQL and the answer on two small days of news.

The stories in docs/cookbook/ are read by the program as any articles are, so the answers on the page are what
the program says; `make docs` writes them, a test compares.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from rich.console import Console

from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from reports.tables import write_table
from warehouse import Published
from warehouse.cookbook import Recipe, recipes

STORIES = Path(__file__).parent.parent / "docs" / "cookbook"
DAYS = ("monday.jsonl", "tuesday.jsonl")
_WIDE = 150

_INTRODUCTION = """\
# Cookbook

Made by `make docs` from `warehouse/sql/cookbook/`, asked of two small days of invented news in
`docs/cookbook/`. To have the same file and ask along:

```sh
twosource run docs/cookbook/monday.jsonl --data out/cookbook
twosource run docs/cookbook/tuesday.jsonl --data out/cookbook
twosource sql --example disputed --data out/cookbook
```

`twosource sql --examples` lists the questions by name. Every view and column is explained by
`twosource tables` and in [data-dictionary.md](data-dictionary.md). How to ask from Python, pandas, Polars,
Jupyter or DuckDB itself: [analysts.md](analysts.md)."""


def cookbook() -> str:
    """The page. Cost: reads a dozen articles, some seconds with the lexicon."""
    with tempfile.TemporaryDirectory(prefix="twosource-cookbook-") as folder:
        return page_of(publish_stories(Path(folder)))


def publish_stories(folder: Path) -> Path:
    """Read both days into a new data folder; the published file."""
    settings = Settings(data=folder / "data", workers=1)
    with Session(settings) as session:
        for day in DAYS:
            MainJob(session, RunProgress(Console(file=StringIO()))).run([str(STORIES / day)])
    return settings.published


def page_of(published: Path) -> str:
    """The page with the answers of a published file."""
    with Published(published) as asked:
        parts = [_INTRODUCTION, *("\n".join(_question(recipe, asked)) for recipe in recipes())]
    return "\n\n".join(parts) + "\n"


def _question(recipe: Recipe, asked: Published) -> Iterator[str]:
    out = StringIO()
    write_table(asked.sql(recipe.sql), Console(file=out, width=_WIDE))
    yield f"## {recipe.question}"
    yield ""
    yield f"`{recipe.name}`: {recipe.reading}"
    yield ""
    yield f"```sql\n{recipe.sql}```"
    yield ""
    yield "```text"
    yield from (line.rstrip() for line in out.getvalue().splitlines())
    yield "```"
