"""What `markup.toml` knows: where pages keep their facts, and what on a page is not the article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.lexicon.strict import build, read_toml

_FILE = Path(__file__).with_name("markup.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """Names, words and phrases, in order of preference where there is one."""

    article_types: tuple[str, ...]
    page_types: tuple[str, ...]
    title: tuple[str, ...]
    author: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    site: tuple[str, ...]
    url: tuple[str, ...]
    furniture_tags: tuple[str, ...]
    furniture_words: tuple[str, ...]
    title_labels: tuple[str, ...]
    prune: tuple[str, ...]


@lru_cache(maxsize=1)
def load_markup() -> Markup:
    """The shipped knowledge, read once.

    Raises:
        LexiconError: when the file cannot be understood.
    """
    return build(Markup, read_toml(_FILE), _FILE.name)
