"""The sources file that `twosource init` writes to start from, and what it says to do next."""

from __future__ import annotations

import os
from pathlib import Path

from flows.settings import SettingsError

FILE = "sources.toml"

STARTER = """\
# Which outlets are read, and where. Every key: docs/sources.md. A line that begins with # is not read.
# Try it:   twosource sources check sources.toml
# Run it:   twosource run sources.toml

[defaults]
languages = ["en"]                # only English is understood
schedule = "hourly"               # how often `twosource serve` reads it: hourly, daily, weekly, manual

[[outlet]]
name = "My desk"                  # as findings are to name it
folders = ["articles"]            # .txt, .md, .html, .jsonl ... from the folder beside this file
schedule = "daily"

# Take the # away and put outlets of your own in:

# [[outlet]]
# name = "Example Daily"
# feeds = [
#     "https://daily.example/rss",
#     { at = "https://daily.example/rss/wire", max_entries = 50 },
# ]
# sitemaps = ["https://daily.example/news-sitemap.xml"]

# [[outlet]]
# name = "Example Aggregator"
# feeds = ["https://gather.example/rss?q=funding"]
# aggregator = true               # its articles are of many publishers
# max_pages = 50                  # most pages of one site in one run

# [[outlet]]
# name = "Example Company"
# urls = ["https://company.example/newsroom/results"]
# jsonl = ["export/articles.jsonl"]
# since = 2026-01-01              # entries that state an earlier day are left out
"""

_NOTE = """\
Tarn weir reopens
Published: 4 March 2030

This is a sample article, there to be deleted. The weir at Tarn was rebuilt for $4.2 million, the county said.
"""


def write_starter(folder: Path) -> Path:
    """A sources file in `folder`, with a folder for articles and a sample in it; the file's path.

    Raises:
        SettingsError: there is a sources file already, or the folder cannot be written.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as out:
            out.write(STARTER)
        articles = folder / "articles"
        if not articles.exists():
            articles.mkdir()
            (articles / "sample.txt").write_text(_NOTE, encoding="utf-8")
    except FileExistsError as error:
        raise SettingsError(
            f"{error.filename} is there already and was left as it is; name another folder"
        ) from error
    except (NotADirectoryError, PermissionError) as error:
        raise SettingsError(f"{error.filename}: {error.strerror}; name another folder") from error
    return path


def next_steps(path: Path, program: str) -> str:
    """What a person does next, as two commands to copy."""
    shown = os.path.relpath(path)
    return (
        f"{shown} is written: put your outlets in, or keep the sample. Then:\n"
        f"  {program} sources check {shown}\n"
        f"  {program} run {shown}"
    )
