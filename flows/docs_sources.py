"""The page of docs/ on the sources file, made from the records that its loader reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from extractors.articles.limits import limit
from extractors.articles.sources import WrittenChoices, WrittenOutlet, WrittenPlace
from flows.starter import STARTER

_CHOICES = {item.name for item in fields(WrittenChoices)}

_INTRO = """\
# The sources file

Made by `make docs` from `extractors/articles/sources.py`.

A sources file says in TOML which outlets a run reads, and where. `twosource init` writes one to start from,
`twosource sources check sources.toml` tries every source of it, and `twosource run sources.toml` reads it:

```toml
# sources.toml"""

_MIDDLE = """\
```

An unknown key, a wrong type, an address that is never fetched (a password in it, another scheme than http
and https), an outlet named twice and a file without a source are refused with their place before anything is
read. The file is UTF-8, with or without a byte order mark.

## Keys of an outlet

Each `[[outlet]]` has a name and any of the lists of places; `feeds = [...]` and so on."""

_CHOICES_INTRO = """\

## Choices

They may stand in `[defaults]` for the whole file, in an `[[outlet]]`, and in a source that is written as a
table: `feeds = [{ at = "https://...", max_entries = 20 }]`. The innermost one holds."""


def sources_page() -> Iterator[str]:
    """The lines of the page."""
    yield _INTRO
    yield STARTER.rstrip("\n")
    yield _MIDDLE
    yield ""
    yield "| key | meaning |"
    yield "| --- | --- |"
    for item in fields(WrittenOutlet):
        if item.name not in _CHOICES:
            yield f"| `{item.name}` | {item.metadata['meaning']} |"
    yield _CHOICES_INTRO
    yield ""
    yield "| key | meaning |"
    yield "| --- | --- |"
    for item in fields(WrittenChoices):
        yield f"| `{item.name}` | {item.metadata['meaning']} |"
    yield from _rules()


def _rules() -> Iterator[str]:
    place = next(item.name for item in fields(WrittenPlace) if item.name not in _CHOICES)
    yield f"""
A source of its own table has `{place}` for its address or path beside these.

## What is read of a feed or sitemap

- **What came since the last run.** An entry is known by its canonical address (tracking keys, `www.` and the
  AMP copy aside) or its GUID. One that says the same as when its article was read is not fetched again,
  whatever day it is given now: a feed that dates old items anew brings nothing new. Another headline or
  summary is fetched; when the article's text is as it was, the article keeps its first day.
  `--recheck` fetches them all again, to find articles that were changed without a word in the feed.
- **Newest first**, at most {limit("feed_entries")} entries of a feed, {limit("sitemap_entries"):,} of a
  sitemap, {limit("sitemap_children")} sitemaps of an index and {limit("site_pages")} pages of one site a run.
  What is left waits for the next run, and is said.
- **The publisher is not the feed.** Whom an entry credits (`<source>` of RSS and Atom, `dc:publisher`) is its
  outlet. The outlet's name in this file holds for pages of the feed's own site; a page of another site is of
  the outlet that it names, else of its host. With `aggregator = true` no page is taken for this outlet's.
- **Days that cannot be** (`yesterday`, 1970, the year 9999, a day to come) are issues, not dates.
- A sitemap speaks for its own site: pages of others are left out and said. Sitemaps may be packed (`.gz`),
  and news sitemaps give day, title and language.
- What says in which language it is, and is in none of `languages`, is an issue and not read.
- One feed under several addresses is read once, even when only its content shows it.

What each source came to is in the summary, in `issues` ([issues.md](issues.md)) and in `runs.counts`."""
