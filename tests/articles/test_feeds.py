"""Feeds and sitemaps as they are parsed: the cases of `cases/feeds.toml`, and what no bytes may do."""

from __future__ import annotations

import gzip
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.articles.encodings import BodyError
from extractors.articles.entries import Entry, Listing, newest_first
from extractors.articles.feeds import looks_like_feed, named_feeds, parse_feed
from extractors.articles.sitemaps import looks_like_sitemap, parse_sitemap, unpacked
from extractors.records import Issue

CASES = tomllib.loads((Path(__file__).parent / "cases" / "feeds.toml").read_text("utf-8"))
PARSE = {"feed": parse_feed, "sitemap": parse_sitemap}


@pytest.mark.parametrize(
    ("kind", "case"),
    [(kind, case) for kind in PARSE for case in CASES[kind]],
    ids=lambda value: value if isinstance(value, str) else value["why"][:60],
)
def test_cases(kind: str, case: dict[str, Any]) -> None:
    found = PARSE[kind](case["body"].encode(), url=case["url"])
    if "issue" in case:
        assert isinstance(found, Issue)
        assert found.code == case["issue"]
        return
    assert isinstance(found, Listing)
    assert len(found.entries) == len(case["entries"])
    for entry, expected in zip(found.entries, case["entries"], strict=True):
        assert {name: getattr(entry, name) or "" for name in expected} == expected
    assert [child.url for child in found.children] == case.get("children", [])
    assert [issue.code for issue in found.issues] == case.get("issues", [])
    for name in ("title", "newest"):
        assert case.get(name) in (None, getattr(found, name))


def test_a_feed_is_told_from_a_sitemap_and_both_from_a_page() -> None:
    for case in CASES["feed"]:
        if "issue" not in case:
            assert looks_like_feed(case["body"].encode()), case["why"]
            assert not looks_like_sitemap(case["body"].encode())
    for case in CASES["sitemap"]:
        if "issue" not in case:
            assert looks_like_sitemap(case["body"].encode()), case["why"]
            assert not looks_like_feed(case["body"].encode())
    page = b"<!doctype html><html><body><p>&lt;urlset> and &lt;rss></p></body></html>"
    assert not looks_like_feed(page)
    assert not looks_like_sitemap(page)


def test_a_body_that_is_a_path_opens_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<rss version='2.0'><channel><item><title>secret</title></item></channel></rss>")
    opened: list[str] = []
    armed = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if armed and event in ("open", "socket.connect") and str(secret) in str(arguments):
            opened.append(event)

    sys.addaudithook(watch)
    for body in (str(secret), f"file://{secret}", f" {secret}\n"):
        assert isinstance(parse_feed(body.encode(), url="https://a.example/feed"), Issue)
    armed.clear()
    assert not opened


def test_a_packed_sitemap_is_unpacked_within_its_cap() -> None:
    body = b"<urlset><url><loc>https://a.example/</loc></url></urlset>"
    assert unpacked(gzip.compress(body)) == body
    assert unpacked(body) == body
    for bad in (gzip.compress(body)[:-12], gzip.compress(bytes(11_000_000)), b"\x1f\x8bnothing"):
        with pytest.raises(BodyError):
            unpacked(bad)


def test_a_page_names_its_feeds() -> None:
    page = b"""<html><head><link rel=alternate type="application/rss+xml" href="/rss"><link rel=alternate
    type="application/atom+xml" href="https://b.example/atom"><link rel=stylesheet href=x></head></html>"""
    assert named_feeds(page, url="https://a.example/x") == ("https://a.example/rss", "https://b.example/atom")


def test_keys_are_of_the_article_and_words_without_the_day() -> None:
    def entry(link: str, day: str, guid: str = "g") -> Entry:
        body = f"""<rss version="2.0"><channel><item><title>T</title><link>{link}</link>
        <guid isPermaLink="false">{guid}</guid><pubDate>{day}</pubDate></item></channel></rss>"""
        found = parse_feed(body.encode(), url="https://a.example/feed")
        assert isinstance(found, Listing)
        return found.entries[0]

    old = entry("https://a.example/1", "Sat, 02 Mar 2030 09:00:00 GMT")
    new = entry("https://www.a.example/1?utm_source=rss", "Sun, 03 Mar 2030 09:00:00 GMT")
    assert old.words_sha256 == new.words_sha256
    assert set(old.keys("https://a.example/feed")) & set(new.keys("https://a.example/other"))
    elsewhere = entry("https://b.example/2", "Sun, 03 Mar 2030 09:00:00 GMT")
    assert set(old.keys("https://a.example/feed")).isdisjoint(elsewhere.keys("https://b.example/feed"))


@given(
    st.lists(st.none() | st.sampled_from(["2030-01-01", "2030-01-02", "2030-01-02T10:00:00Z"]), max_size=9)
)
def test_newest_first_is_an_order_of_all(days: list[str | None]) -> None:
    order = newest_first(days)
    assert sorted(order) == list(range(len(days)))
    told = [days[place] for place in order if days[place]]
    assert told == sorted(told, reverse=True)  # type: ignore[type-var]


PIECES = st.sampled_from(
    [
        *(
            "<rss version='2.0'>",
            "<channel>",
            "<item>",
            "</item>",
            "<title>",
            "</title>",
            "<link>",
            "<guid>",
            "&",
        ),
        *("<urlset>", "<url>", "<loc>", "https://a.example/", "</loc>", "</url>", "<lastmod>", "2030-01-01"),
        *(
            "<![CDATA[",
            "]]>",
            "\x00",
            "<feed xmlns='http://www.w3.org/2005/Atom'>",
            "<entry>",
            "<source>",
            "é",
        ),
        *(
            "<?xml version='1.0' encoding='utf-16'?>",
            "<pubDate>",
            "9999-99-99",
            "<sitemapindex>",
            "<sitemap>",
        ),
    ]
)


@given(st.binary(max_size=200) | st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode()))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise(body: bytes) -> None:
    for parse in PARSE.values():
        found = parse(body, url="https://a.example/feed")
        assert isinstance(found, Listing | Issue)
        if isinstance(found, Listing):
            assert len(found.entries) <= found.n_entries
