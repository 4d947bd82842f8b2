"""Pages that are no article are recognised, ordinary short articles are not: the examples of `walls.toml`."""

from __future__ import annotations

import pytest

from extractors.articles.page import parse_page
from extractors.articles.walls import Page, wall_of, walls
from extractors.records import Article, Issue

EXAMPLES = [(code, page) for code, wall in walls().items() for page in wall.example]
COUNTEREXAMPLES = [(code, page) for code, wall in walls().items() for page in wall.counterexample]
NAMES = {"ids": lambda each: each if isinstance(each, str) else each.title}


def html(page: Page) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in page.text.split("\n"))
    return f"<html><head><title>{page.title}</title></head><body><main>{lines}</main></body></html>".encode()


@pytest.mark.parametrize(("code", "page"), EXAMPLES, **NAMES)  # type: ignore[arg-type]
def test_a_wall_is_said(code: str, page: Page) -> None:
    assert wall_of(page.title, page.text) == code
    found = parse_page(html(page), url="https://echo.example/story")
    assert isinstance(found, Issue)
    assert found.code == code


@pytest.mark.parametrize(("code", "page"), COUNTEREXAMPLES, **NAMES)  # type: ignore[arg-type]
def test_a_short_article_is_none(code: str, page: Page) -> None:
    assert wall_of(page.title, page.text) is None
    assert isinstance(parse_page(html(page), url="https://echo.example/story"), Article)


def test_every_phrase_and_heading_stands_alone() -> None:
    for code, wall in walls().items():
        assert all(wall_of(heading, "Selby") == code for heading in wall.headings), code
        assert all(wall_of(None, phrase) for phrase in wall.phrases), code
        assert all(word == word.lower() and "’" not in word for word in (*wall.headings, *wall.phrases)), code
