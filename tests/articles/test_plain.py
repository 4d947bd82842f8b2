"""Text files: what their top lines say, and dates and encodings in all their spellings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.articles.dates import parse_published
from extractors.articles.decode import clean_text, decode_text, is_binary
from extractors.articles.plain import plain_article

CASES = tomllib.loads((Path(__file__).parent / "cases" / "texts.toml").read_text("utf-8"))["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_tops_of_texts(case: dict[str, Any]) -> None:
    article = plain_article(case["text"], url="file:a.txt", markdown=case.get("markdown", False))
    assert article.text == case["text"]
    for field in ("title", "published", "author", "outlet"):
        assert getattr(article, field) == case.get(field), field
    assert [[link.span.of(article.text), link.url] for link in article.links] == case.get("links", [])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-10-02", "2024-10-02"),
        ("2024-10-02T14:05:00Z", "2024-10-02T14:05:00Z"),
        ("2024-10-02T14:05:00.123+0000", "2024-10-02T14:05:00Z"),
        ("2024-10-02 23:05:00-05:00", "2024-10-03T04:05:00Z"),
        ("2024-10-02T14:05+02", "2024-10-02T12:05:00Z"),
        ("2024-10-02T14:05:00", "2024-10-02"),
        ("2024-10-02 14:05", "2024-10-02"),
        ("Wed, 02 Oct 2024 14:05:00 GMT", "2024-10-02T14:05:00Z"),
        ("02 Oct 2024 14:05:00 -0400", "2024-10-02T18:05:00Z"),
        ("October 2, 2024", "2024-10-02"),
        ("Oct. 2nd, 2024", "2024-10-02"),
        ("Wednesday, 2 October 2024 at 9:15 a.m. GMT", "2024-10-02"),
        ("2 Sept 2024", "2024-09-02"),
        *(
            (text, None)
            for text in ("", "yesterday", "2024", "2024-10", "10/02/2024", "2024-02-30", "0000-01-01")
        ),
        *(
            (text, None)
            for text in ("9999-12-31", "1970-01-01", "1727870400", "2024-10-02T99:99:99Z", "null", "NaN")
        ),
        *((text, None) for text in ("2024-10-02x", "Mon, 99 Foo 2024 14:05:00 GMT", "1" * 10_000)),
    ],
)
def test_published_in_all_spellings(given: str, expected: str | None) -> None:
    assert parse_published(given) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("café – “ok”".encode(), "café – “ok”"),
        ("café – “ok”".encode("cp1252"), "café – “ok”"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("café".encode("utf-16"), "café"),
        (b"one\r\ntwo\rthree\x00\n", "one\ntwo\nthree\n"),
        (b"bad \xff\xfe\x81 tail", "bad ÿþ� tail"),
        (b"", ""),
    ],
)
def test_encodings_of_files(body: bytes, expected: str) -> None:
    assert decode_text(body) == expected


def test_only_what_cannot_be_stored_is_dropped() -> None:
    kept = "tab\t nbsp\u00a0 zwsp\u200b rlo\u202e  two  spaces \n\n\n𝟙 \u2011"
    assert clean_text(kept) == kept
    assert clean_text("\ufeffa\ud800b\x00c\udfff") == "abc"


@pytest.mark.parametrize(
    "body", [b"\x89PNG....", b"%PDF-1.4", b"PK\x03\x04..", bytes(range(256)) * 9, b"\x00" * 50]
)
def test_binary(body: bytes) -> None:
    assert is_binary(body)


@pytest.mark.parametrize(
    "body", [b"", b"plain", "émigré".encode("cp1252") * 50, b"col\tcol\r\n" * 20, "日本".encode() * 99]
)
def test_not_binary(body: bytes) -> None:
    assert not is_binary(body)
