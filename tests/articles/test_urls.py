"""URLs: one form for identity, and a reason for each that is not fetched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.articles.urls import UrlError, canonical_url, checked_url, host_of, same_site

SAME = [
    "https://daily.example/a/b?id=7&page=2",
    "HTTPS://Daily.Example:443/a/b?page=2&id=7#top",
    "https://daily.example/a/b?utm_source=x&id=7&fbclid=1&page=2&UTM_Medium=y",
    " https://daily.example./a/b?id=7&page=2&amp=1 ",
    "https://amp.daily.example/a/b/amp/?id=7&page=2",
]


def test_spellings_of_one_page() -> None:
    assert {canonical_url(url) for url in SAME} == {SAME[0]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/X", "https://a.example/x"),
        ("https://a.example/amplifier", "https://a.example/"),
        ("https://a.example:8443/x", "https://a.example/x"),
        ("https://b.a.example/x", "https://a.example/x"),
        ("https://a.example/x?ref=home", "https://a.example/x?ref=2024"),
    ],
)
def test_different_pages_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/a b?q=é", "https://a.example/a%20b?q=%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("urn:story:7", "urn:story:7"),
        ("file:notes/a.txt", "file:notes/a.txt"),
        ("  not a url\x00 ", "not a url%00"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "daily.example/a",
            "//daily.example/a",
            "ftp://a.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ),
        *(
            "http://",
            "http:///path",
            "http://user:pw@a.example/",
            "http://a@127.0.0.1/",
            "http://a.example:0/",
        ),
        *(
            "http://a.example:99999/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://0/",
        ),
        *("http://017700000001/", "http://0177.0.0.1/", "http://256.1.1.1/", "http://127.0.0.1\\@a.example/"),
        *(
            "http://a.example\\b/",
            "http://[::1",
            "http://[fe80::1%eth0]/",
            "http://-a.example/",
            "http://a..example/",
        ),
        *(
            "http://" + "a" * 64 + ".example/",
            "http://a.example/\x00",
            "http://a.example/\u202e",
            "http://a_ b.example/",
        ),
        "http://a.example/" + "a" * 5000,
    ],
)
def test_urls_that_are_not_fetched(url: str) -> None:
    with pytest.raises(UrlError):
        checked_url(url)


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda rest: "http://" + rest))
def test_any_text_is_refused_or_normal(url: str) -> None:
    try:
        checked = checked_url(url)
    except UrlError:
        pass
    else:
        assert checked_url(checked) == checked
        assert checked.isascii()
    once = canonical_url(url)
    assert canonical_url(once) == once


def test_sites() -> None:
    assert host_of("https://www.daily.example/a") == "daily.example"
    assert host_of("file:a.txt") is None
    assert same_site("https://www.daily.example/", "https://m.daily.example/x")
    assert not same_site("https://daily.example/", "https://notdaily.example/")
    assert not same_site("https://daily.example/", "file:a")
