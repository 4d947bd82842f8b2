"""Sources of every kind: folders, files and what is wrong with them."""

from __future__ import annotations

import json
import os
import random
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.articles.entries import Listing
from extractors.articles.feeds import parse_feed
from extractors.articles.files import count_inputs, read_source
from extractors.articles.limits import limit
from extractors.articles.page import parse_page
from extractors.articles.parsing import Reading
from extractors.articles.ready_groups import ClaimRows, read_rows
from extractors.articles.seen import SeenArticles
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Issue
from tests.articles.server import SITE

TEXT = "Copper miner buys rival for $2.3 billion\n2 October 2024\n\nThe miner said so on Wednesday.\n"


def codes(readings: list[Reading]) -> list[str]:
    return [reading.code if isinstance(reading, Issue) else type(reading).__name__ for reading in readings]


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


BAD_FILES: list[tuple[str, bytes, list[str], str]] = [
    ("a.txt", b"", ["empty_file"], "is empty"),
    ("a.txt", b" \n\n", ["empty_file"], "is empty"),
    ("a.txt", b"Hello.", ["no_text"], "hardly any text"),
    ("a.txt", bytes(range(256)) * 40, ["binary_file"], "not text"),
    ("a.txt", b"%PDF-1.7\n" + b"words " * 50, ["binary_file"], "not text"),
    ("a.md", b"\x00\x01\x02" * 400, ["binary_file"], "not text"),
    ("a.txt", b"a" * 10_000_001, ["too_big"], "10,000,000"),
    ("a.html", b"", ["empty_file"], "is empty"),
    ("a.html", b"<html><body></body></html>", ["no_text"], "no text was found"),
    ("a.pdf", b"%PDF-1.7", ["bad_pdf"], "does not open"),
    ("a.docx", b"PK", ["unsupported_file"], ".claims.jsonl"),
    ("a.json", b"{}", ["unsupported_file"], ".jsonl"),
    ("noending", b"words", ["unsupported_file"], ".txt"),
    ("a.jsonl", b"", ["empty_file"], "is empty"),
    ("a.jsonl", '{"text": "x"}\n'.encode("utf-16"), ["binary_file"], "UTF-8"),
    ("a.jsonl", b"\x89PNG\x00\x01\x02", ["binary_file"], "JSON lines"),
    ("a.jsonl", b"not json\n", ["broken_line"], ":1 is not JSON"),
    ("a.jsonl", b'{"url": "https://a.example/"}\n', ["no_text"], '"text"'),
    ("a.jsonl", b'{"text": 7}\n', ["bad_row"], "a number, not text"),
    ("a.jsonl", b'{"text": NaN}\n', ["bad_row"], "a number, not text"),
    ("a.jsonl", b'{"text": ["x"]}\n', ["bad_row"], "a list, not text"),
    ("a.jsonl", b'{"text": "x", "title": true}\n', ["bad_row"], "true or false"),
    ("a.jsonl", b'{"text": "x", "links": {}}\n', ["bad_row"], "not a list"),
    (
        "a.jsonl",
        b'{"article_url": "https://a.example/", "metric": "revenue"}\n',
        ["bad_row", "unknown_field"],
        ".claims.jsonl",
    ),
    ("a.jsonl", b"[" * 100_000 + b"\n", ["broken_line"], "cannot be read"),
    ("a.jsonl", b'{"text": "\xff\xfe"}\n', ["broken_line"], "not UTF-8"),
    ("a.jsonl", b'"' + b"a" * 10_000_001 + b'"\n', ["line_too_long"], "longer than"),
    ("a.jsonl", b'{"text": ' + b"9" * 10_000 + b"}\n", ["bad_row"], "a number, not text"),
    ("a.xml", b"", ["empty_file"], "is empty"),
    ("a.xml", b"/etc/passwd", ["bad_feed"], "no feed entries"),
    ("a.xml", b"https://daily.example/feed", ["bad_feed"], "no feed entries"),
    ("a.xml", b"<urlset><url><loc>https://a.example/</loc></url></urlset>", ["bad_feed"], "sitemap"),
    (
        "a.rss",
        b'<!DOCTYPE r [<!ENTITY a "aaaa">]><rss><channel><title>&a;</title></channel></rss>',
        ["bad_feed"],
        "entities",
    ),
    ("a.claims.jsonl", b"", ["empty_file"], "is empty"),
    ("a.claims.jsonl", b"{}\n", ["bad_claim"], "object"),
]


def opened(readings: Iterable[Reading]) -> list[Reading]:
    """Lines of ready-made claims replaced by the issues met in reading them."""
    found: list[Reading] = []
    for reading in readings:
        found += read_rows(reading).issues if isinstance(reading, ClaimRows) else [reading]
    return found


@pytest.mark.parametrize(
    ("name", "content", "expected", "words"), BAD_FILES, ids=lambda value: repr(value)[:24]
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, expected: list[str], words: str) -> None:
    path = write(tmp_path / name, content)
    readings = opened(read_source(str(path)))
    assert codes(readings) == expected
    issue = readings[0]
    assert isinstance(issue, Issue)
    assert words in issue.message
    assert str(path) in issue.where
    assert issue.message.startswith(str(path))
    assert "\n" not in issue.message
    assert "Traceback" not in issue.message


def test_missing_path() -> None:
    (issue,) = read_source("/no/such/place.txt")
    assert isinstance(issue, Issue)
    assert (issue.code, issue.where) == ("not_found", "/no/such/place.txt")


@pytest.mark.parametrize("source", ["ftp://a.example/x.txt", "file:///etc/hosts"])
def test_an_address_of_another_kind_is_not_taken_for_a_path(source: str) -> None:
    (issue,) = read_source(source)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.where) == ("not_found", source)
    assert "no http or https address" in issue.message


def test_a_pipe_is_told_by_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (issue,) = read_source(str(tmp_path / "a.txt"))
    assert isinstance(issue, Issue)
    assert issue.code == "unsupported_file"
    assert "is a pipe" in issue.message


@pytest.mark.parametrize("source", ["", "\x00", "a" * 5000])
def test_paths_that_are_none(source: str) -> None:
    assert codes(list(read_source(source)))[0] in {
        "not_found",
        "unreadable_file",
        "empty_folder",
        "Article",
        "unsupported_file",
    }


def test_empty_folders(tmp_path: Path) -> None:
    assert codes(list(read_source(str(tmp_path)))) == ["empty_folder"]
    write(tmp_path / ".hidden.txt", TEXT)
    write(tmp_path / ".git" / "b.txt", TEXT)
    assert codes(list(read_source(str(tmp_path)))) == ["empty_folder"]
    write(tmp_path / "a.csv", "a,b")
    assert codes(list(read_source(str(tmp_path)))) == ["empty_folder", "unsupported_file"]


def test_unreadable(tmp_path: Path) -> None:
    os.symlink("loop.txt", tmp_path / "loop.txt")
    os.symlink("nowhere.txt", tmp_path / "torn.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "z.txt", TEXT)
    assert codes(list(read_source(str(tmp_path)))) == [
        "unreadable_file",
        "unsupported_file",
        "unreadable_file",
        "Article",
    ]
    assert codes(list(read_source(str(tmp_path / "loop.txt")))) == ["unreadable_file"]


def test_folder_is_read_in_order_of_its_paths(tmp_path: Path) -> None:
    names = ["b.txt", "a/c.md", "a.txt", "a/b.html", "é.txt", "B.TXT"]
    for number, name in enumerate(names):
        body = TEXT.replace("2.3", str(number))
        write(tmp_path / name, f"<html><body><p>{body}</p></body></html>" if name.endswith("html") else body)
    articles = [reading for reading in read_source(str(tmp_path)) if isinstance(reading, Article)]
    assert [article.url for article in articles] == [f"file:{name}" for name in sorted(names)]
    assert count_inputs(str(tmp_path)) == 6


def test_identity_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    for place in ("here", "there/deep"):
        write(tmp_path / place / "in" / "a.txt", TEXT)
    first, second = (list(read_source(str(tmp_path / place))) for place in ("here", "there/deep"))
    assert first == second
    (single,) = read_source(str(tmp_path / "here" / "in" / "a.txt"))
    assert isinstance(single, Article)
    assert (single.url, single.article_id) == ("file:a.txt", article_id("file:a.txt"))


def test_text_is_the_whole_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode() + b"\x00tail  ")
    (article,) = read_source(str(path))
    assert isinstance(article, Article)
    assert article.text == TEXT + "tail  "
    assert (article.title, article.published, article.outlet) == (
        "Copper miner buys rival for $2.3 billion",
        "2024-10-02",
        None,
    )
    assert article.text_sha256 == text_sha256(article.text)


def test_undated_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "The miner said on Wednesday that it buys its rival.\n")
    article, issue = read_source(str(path))
    assert isinstance(article, Article)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.article_id) == ("undated_article", article.article_id)


def test_the_first_reading_of_an_article_wins(tmp_path: Path) -> None:
    row = {"url": "https://a.example/x", "text": "One text, and long enough.", "published": "2024-10-02"}
    rows = [
        row,
        {**row, "url": "https://a.example/x?utm_source=y"},
        {**row, "text": "Another text under one URL."},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    readings = list(read_source(str(path)))
    assert codes(readings) == ["Article", "repeated_article", "duplicate_article"]
    assert isinstance(readings[0], Article)
    assert readings[0].text == row["text"]
    seen = SeenArticles()
    assert codes(list(read_source(str(path), seen=seen)))[0] == "Article"
    assert codes(list(read_source(str(path), seen=seen)))[0] == "repeated_article"


def test_rows_that_hold_html(tmp_path: Path) -> None:
    html = (SITE / "round.html").read_text("utf-8")
    path = write(
        tmp_path / "a.jsonl",
        json.dumps({"html": html, "outlet": "Mirror"}) + "\n" + json.dumps({"html": "<p>"}),
    )
    article, issue = read_source(str(path))
    assert isinstance(article, Article)
    assert isinstance(issue, Issue)
    assert (article.url, article.outlet) == ("https://daily.example/2024/10/02/northwind-round", "Mirror")
    assert article.published == "2024-10-02T14:05:00Z"
    assert (issue.code, issue.where) == ("no_text", f"{path}:2")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"url": "https://a.example/2031/05/27/fares"}, "2031-05-27"),
        ({"url": "https://a.example/2031/05/27/fares", "published": "2031-05-28"}, "2031-05-28"),
        ({"url": "https://a.example/2031/05/27/fares", "published": "soon"}, None),
        ({"url": "https://a.example/2031/05/fares"}, None),
        ({"text": "LEEDS, May 27, 2031 (Quill Wire) - Fares rise on Monday."}, "2031-05-27"),
        ({"text": "Fares rise\nPublished: 27 May 2031\nThe operator said so."}, "2031-05-27"),
        ({"text": "Fares rose on May 27, 2031."}, None),
    ],
)
def test_the_day_of_a_row_that_states_none(
    tmp_path: Path, fields: dict[str, str], expected: str | None
) -> None:
    row = {"text": "Fares rise on Monday, the operator said."} | fields
    readings = read_source(str(write(tmp_path / "a.jsonl", json.dumps(row))))
    assert [each.published for each in readings if isinstance(each, Article)] == [expected]


def test_rows_with_links(tmp_path: Path) -> None:
    text = "The report and the other report were published by https://b.example/x on Monday."
    links = [
        {"url": "/r1", "text": "report"},
        {"url": "/r2", "text": "report"},
        "https://b.example/x",
        "mailto:a@b",
        7,
        {},
    ]
    row = {
        "url": "https://a.example/x",
        "text": text,
        "published": "2024-10-02",
        "links": [*links, "https://c.example/y"],
    }
    (article,) = read_source(str(write(tmp_path / "a.jsonl", json.dumps(row))))
    assert isinstance(article, Article)
    assert [(link.url, link.span.of(text)) for link in article.links] == [
        ("https://c.example/y", ""),
        ("https://a.example/r1", "report"),
        ("https://a.example/r2", "report"),
        ("https://b.example/x", "https://b.example/x"),
    ]


def test_feed_files() -> None:
    readings = list(read_source(str(SITE / "feed.xml")))
    assert codes(readings) == ["link_only_entry", "link_only_entry", "Article"]
    article = readings[2]
    assert isinstance(article, Article)
    assert (article.url, article.published) == (
        "https://daily.example/2024/09/12/tugs",
        "2024-09-12T07:30:00Z",
    )
    assert [(link.url, link.span.of(article.text)) for link in article.links] == [
        ("https://towage.example/fleet", "a towage company")
    ]
    assert "\nThe ships, each 32 metres long" in article.text
    entries = parse_feed((SITE / "feed.xml").read_bytes(), url="https://daily.example/feed")
    assert isinstance(entries, Listing)
    by_title = {entry.title: entry for entry in entries.entries}
    assert by_title["Rail link to open in May"].outlet == "Coast Wire"
    (atom,) = read_source(str(SITE / "atom.xml"))
    assert isinstance(atom, Article)
    assert (atom.title, atom.author, atom.published) == (
        "Turbine orders double",
        "Lena Brandt",
        "2025-02-11T03:15:00Z",
    )


def test_feed_entries_are_capped() -> None:
    items = "".join(f"<item><title>T{n}</title><link>https://a.example/{n}</link></item>" for n in range(700))
    found = parse_feed(
        f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), url="https://a.example/feed"
    )
    assert isinstance(found, Listing)
    assert (len(found.entries), found.n_entries) == (500, 700)
    assert found.entries[0].url == "https://a.example/0"


def test_counting(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text": "a"}\n{"text": "b"}')
    assert count_inputs(str(path)) == 2
    assert count_inputs(str(write(tmp_path / "b.txt", TEXT))) == 1
    assert count_inputs(str(tmp_path)) == 3
    assert count_inputs(str(tmp_path / "no")) is None
    assert count_inputs("https://daily.example/feed") is None


def test_long_files_are_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 3_000_000
    sizes = {"claim_rows_bytes": size}
    monkeypatch.setattr("extractors.articles.ready_groups.limit", lambda name: sizes.get(name) or limit(name))
    path = tmp_path / "a.claims.jsonl"
    row = {"subject": "Northwind", "metric": "revenue", "kind": "quantity", "sentence": "x" * 5000}
    with path.open("w") as stream:
        for number in range(4_000):
            stream.write(
                json.dumps({**row, "article_url": f"https://a.example/{number // 7}", "low": number}) + "\n"
            )
    assert path.stat().st_size > 6 * size
    tracemalloc.start()
    lines = (each for each in read_source(str(path)) if isinstance(each, ClaimRows))
    total = sum(len(group.claims) for rows in lines for group in read_rows(rows).groups)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 4_000
    assert peak < 4 * size


@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.text(min_size=1).filter(lambda text: text.strip("\x00 \n\r\t"))},
            optional={"title": st.text(), "outlet": st.none() | st.text(), "published": st.dates().map(str)},
        ),
        max_size=6,
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_rows_round_trip(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    numbered = [{**row, "url": f"https://a.example/{number}"} for number, row in enumerate(rows)]
    path = write(tmp_path / "r.jsonl", "\n".join(map(json.dumps, numbered)) or "\n")
    found = {reading.url: reading for reading in read_source(str(path)) if isinstance(reading, Article)}
    for row in numbered:
        kept = (
            row["text"].replace("\x00", "").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        )
        if kept.strip():
            assert found[row["url"]].text == kept


PIECES = [
    *(
        "<p>",
        "</p>",
        "<a href='/x'>",
        "</a>",
        "<table><tr><td>",
        "<article>",
        "<script>",
        "<!--",
        "&#x0;",
        "\n",
        "é",
        "\x00",
    ),
    *(
        "<time datetime=1>",
        "<meta name=date content='",
        "<script type='application/ld+json'>{\"@type\":[",
        "$5 million ",
        "words ",
    ),
]
MARKUP = st.lists(
    st.sampled_from(PIECES) | st.text(max_size=8),
    max_size=60,
).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=400) | MARKUP)
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise_in_a_page(body: bytes) -> None:
    found = parse_page(body, url="https://a.example/x")
    assert isinstance(found, Article | Issue)
    if isinstance(found, Article):
        assert all(0 <= link.span.start < link.span.end <= len(found.text) for link in found.links)
        assert not any(char == "\x00" or 0xD800 <= ord(char) < 0xE000 for char in found.text)


ENDINGS = [".txt", ".md", ".html", ".jsonl", ".claims.jsonl", ".xml"]
JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "url",
    "text",
    "html",
    "links",
    "published",
    "article_url",
    "kind",
    "low",
    "high",
    "metric",
    "scope",
    "sentence",
    "status",
]
ROWS = st.lists(st.dictionaries(st.sampled_from(FIELDS), JSONISH), max_size=4).map(
    lambda rows: "\n".join(map(json.dumps, rows)).encode()
)


@given(st.sampled_from(ENDINGS), st.binary(max_size=300) | MARKUP | ROWS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_bytes_raise_in_a_file(tmp_path: Path, ending: str, body: bytes) -> None:
    path = write(tmp_path / ("any" + ending), body)
    once = list(read_source(str(path)))
    assert once == list(read_source(str(path)))
    if body.strip():
        assert once or ending in (".jsonl", ".claims.jsonl", ".xml")
    for reading in once:
        if isinstance(reading, Issue):
            assert reading.message.endswith(".")
            assert reading.where


def test_damaged_pages_never_raise() -> None:
    source = random.Random(7)
    whole = (SITE / "round.html").read_bytes()
    for _ in range(60):
        begin, end = sorted(source.sample(range(len(whole)), 2))
        damaged = (
            whole[:begin] + bytes(source.randrange(256) for _ in range(source.randrange(9))) + whole[end:]
        )
        assert isinstance(parse_page(damaged, url="https://daily.example/x"), Article | Issue)
