"""The HTML part of a letter: one self-contained page whose only pictures are those that come with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from importlib.resources import files

import css_inline
from jinja2 import Environment, FunctionLoader, StrictUndefined

from reports.digest import Digest
from reports.digest_words import (
    NOT_RULED,
    RULED,
    accuracy_words,
    chart_words,
    count_words,
    day_words,
    first_words,
    is_web,
    marked,
    name_words,
    number_words,
    sides_words,
    told_words,
)
from reports.ruling_commands import other_rulings, ruling_commands


def digest_html(digest: Digest, charts: Mapping[str, str], foot: str, locale: str = "en") -> str:
    """The page of a digest.

    Args:
        digest: What is told.
        charts: Content ids of pictures by the first finding id of the block they belong to.
        foot: The last line: why the reader gets this, and how to end it.
        locale: The language in which numbers are written.
    """
    page = (
        templates(locale)
        .get_template("digest.html")
        .render(digest=digest, charts=charts, foot=foot, style=_text("digest.css"))
    )
    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(page)


@lru_cache(maxsize=8)
def templates(locale: str) -> Environment:
    """The templates of letters and feeds, with numbers in one language; what is put in is escaped."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, loader=FunctionLoader(_text)
    )
    environment.filters |= {
        "day": day_words,
        "first_told": first_words,
        "sides": sides_words,
        "names": name_words,
        "marked": marked,
        "web": is_web,
        "chart_words": chart_words,
        "count": partial(count_words, locale=locale),
        "number": partial(number_words, locale=locale),
    }
    environment.globals |= {
        "told": told_words,
        "accuracy_words": accuracy_words,
        "NOT_RULED": NOT_RULED,
        "RULED": RULED,
        "ruling_commands": ruling_commands,
        "other_rulings": other_rulings,
    }
    return environment


def _text(name: str) -> str:
    return files("reports").joinpath("templates", name).read_text(encoding="utf-8")
