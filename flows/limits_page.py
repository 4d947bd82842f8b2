"""The page docs/fetching-limits.md: what fetching is held to, from `extractors/articles/limits.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.articles.limits import limits_of

_SETTING = {"fetch_pace": "pace", "fetch_connections": "connections"}


def limits_page() -> Iterator[str]:
    """The lines of the page."""
    yield "# Limits of fetching"
    yield ""
    yield "Made by `make docs` from `extractors/articles/limits.toml`. Where a setting is named, it takes the"
    yield "place of the limit ([settings.md](settings.md)); the others are part of the program, and are"
    yield "changed in that file. What they guard against: [fetching.md](fetching.md)."
    yield ""
    yield "| limit | value | setting | meaning | why so much |"
    yield "| --- | --- | --- | --- | --- |"
    for name, each in limits_of("fetch_").items():
        setting = f"`{_SETTING[name]}`" if name in _SETTING else ""
        yield f"| `{name}` | {each.value:,} {each.unit} | {setting} | {each.meaning} | {each.tuned_on} |"
