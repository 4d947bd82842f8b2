"""Pages to articles: the cases of `pages.toml`, spans of links, and markup that is out to hurt."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from extractors.articles.page import _is_lossy, parse_page
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue, Stage
from tests.articles.server import SITE

HERE = "https://daily.example/here"
CASES = tomllib.loads((Path(__file__).parent / "cases" / "pages.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_pages(case: dict[str, Any]) -> None:
    found = parse_page((SITE / case["file"]).read_bytes(), url=HERE)
    if "issue" in case:
        assert isinstance(found, Issue), found
        assert (found.stage, found.code, found.where) == (Stage.PARSE, case["issue"], HERE)
        assert case["message"] in found.message
        return
    assert isinstance(found, Article), found
    for field in ("url", "title", "author", "outlet", "published"):
        assert getattr(found, field) == case[field], field
    for words in case["has"]:
        assert words in found.text
    for words in case.get("lacks", ()):
        assert words not in found.text
    assert [[link.span.of(found.text), link.url] for link in found.links] == case.get("links", [])
    assert found.article_id == article_id(found.url)
    assert found.text_sha256 == text_sha256(found.text)


def page(body: str, head: str = "") -> bytes:
    filler = "<p>The harbour handled 14 million containers last year, its operator said.</p>" * 3
    return f"<html><head>{head}</head><body><article>{body}{filler}</article></body></html>".encode()


def ld(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


def read(body: bytes, url: str = HERE) -> Article:
    found = parse_page(body, url=url)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("canonical", "url", "expected"),
    [
        ("https://www.daily.example/story", HERE, "https://www.daily.example/story"),
        ("/story?utm_campaign=a&id=7", HERE, "https://daily.example/story?id=7"),
        ("https://other.example/story", HERE, HERE),  # nobody takes another site's place
        ("https://daily.example/", HERE, HERE),  # a home page is no article
        ("http://[::1", HERE, HERE),
        ("javascript:alert(1)", HERE, HERE),
        ("https://daily.example/story/amp", HERE, "https://daily.example/story"),
        ("https://other.example/story", "file:saved.html", "https://other.example/story"),
        ("/story", "file:saved.html", "file:saved.html"),
    ],
)
def test_own_url(canonical: str, url: str, expected: str) -> None:
    assert read(page("", f'<link rel="canonical" href="{canonical}">'), url).url == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="date" content="2024-10-02">', "2024-10-02"),
        ('<meta itemprop="datePublished" content="Wed, 02 Oct 2024 16:05:00 +0200">', "2024-10-02T14:05:00Z"),
        (
            ld('{"@type":"WebPage","datePublished":"2024-10-02T23:30:00-05:00"}'),
            "2024-10-03T04:30:00Z",
        ),
        (
            ld('[[{"@type":"NewsArticle","datePublished":"9999-12-31"}]]'),
            None,
        ),
        (
            ld('{"@type":"NewsArticle","datePublished":20241002}'),
            None,
        ),
        (ld("[" * 100_000), None),
        ('<meta property="article:modified_time" content="2024-10-05">', "2024-10-05"),
        ('<meta name="date" content="10/02/2024">', None),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', None),
        ('<meta name="date" content="2024-10-02T10:00:00-2359">', "2024-10-03T09:59:00Z"),
        ('<meta name="date" content="{{date}}">', None),
    ],
)
def test_published(head: str, expected: str | None) -> None:
    assert read(page("", head)).published == expected


def test_day_in_the_url() -> None:
    assert read(page(""), "https://daily.example/2024/10/02/story").published == "2024-10-02"
    assert read(page(""), "https://daily.example/2024/10/story").published is None
    assert read(page(""), "https://daily.example/2024/13/45/story").published is None


def test_the_article_of_the_page_among_others_in_its_json() -> None:
    other = {
        "@type": "NewsArticle",
        "url": HERE + "/other",
        "headline": "Other",
        "datePublished": "2020-01-01",
    }
    this = {"@type": "NewsArticle", "url": HERE, "headline": "This one", "datePublished": "2024-10-02"}
    found = read(page("", ld(json.dumps([other, this]))))
    assert (found.title, found.published) == ("This one", "2024-10-02")


def test_same_words_linked_twice_get_their_own_places() -> None:
    found = read(
        page(
            '<p>See the <a href="/a">report</a> of May and the <a href="/b">report</a> of June, '
            "which count 12 and 14 ships.</p>"
        )
    )
    spans = [(link.url.rpartition("/")[2], link.span.start) for link in found.links]
    assert [name for name, _ in spans] == ["a", "b"]
    assert spans[0][1] < spans[1][1]
    assert all(link.span.of(found.text) == "report" for link in found.links)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n ",
        b"\x00" * 5000,
        b"%PDF-1.7 ...",
        b"<",
        b"<html></html>",
        b"<a " * 20_000,
        b"<!--" * 20_000,
        b"<![CDATA[" * 20_000,
        b"<div>" * 3_000,
        b"<p>" + b"<b><i>" * 2_000,
        b"<meta name=author content=" + b"(" * 50_000 + b">",
        "<p>\ud800\udfff lone</p>".encode("utf-8", "surrogatepass"),
        b"\xff\xfe" + "<p>in UTF-16</p>".encode("utf-16-le")[:-1],
        b"x" * 10_000_001,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_markup_without_an_article_is_an_issue(body: bytes) -> None:
    found = parse_page(body, url=HERE)
    assert isinstance(found, Issue), found
    assert found.code in {"empty_file", "binary_file", "no_text", "too_big", "bad_markup", "soft_404"}


def test_titles_lose_the_name_of_the_site_only() -> None:
    site = '<meta property="og:site_name" content="The Daily Example">'
    assert (
        read(page("", f"<title>Trade - what now | The Daily Example</title>{site}")).title
        == "Trade - what now"
    )
    assert (
        read(page("", "<title>Ships - and those who build them</title>")).title
        == "Ships - and those who build them"
    )


def test_words_that_the_parser_lost_are_no_article() -> None:
    html = f"<html><body><article><p>{'Selby took 412,000 tonnes. ' * 40_000}</p></article></body></html>"
    assert not _is_lossy(html, BeautifulSoup(html, "lxml"))
    assert _is_lossy(html, BeautifulSoup("<p>Selby</p>", "lxml"))  # as lxml drops a text node above 10 MB
