"""The network: each way a server or a URL misbehaves has one outcome, within the deadline."""

from __future__ import annotations

import gzip
import time

import pytest

from extractors.articles.addresses import why_blocked
from extractors.articles.encodings import BodyError, decode_content
from extractors.articles.fetch import Fetched, Fetcher, next_hop
from extractors.articles.fetch_network import RefusedError
from extractors.articles.files import read_source
from extractors.articles.urls import host_address
from extractors.records import Article, Issue
from tests.articles.server import Server, closed_port


@pytest.mark.parametrize("route", ["/page", "/gzip", "/deflate", "/raw_deflate"])
def test_good_answers(server: Server, fetcher: Fetcher, route: str) -> None:
    answer = fetcher.get(server.url(route))
    assert isinstance(answer, Fetched), answer
    assert "320 people" in answer.body.decode()
    assert answer.status == 200
    assert answer.chain == (server.url(route),)


def test_says_who_it_is_and_asks_for_what_it_can_unpack(server: Server, fetcher: Fetcher) -> None:
    fetcher.get(server.url("/page"))
    _, headers = server.asked[-1]
    assert headers["User-Agent"].startswith("twosource-tests/1")
    assert headers["Accept-Encoding"] == "gzip, deflate"
    assert "Cookie" not in headers
    assert headers["Host"] == server.url("").removeprefix("http://")


@pytest.mark.parametrize(
    ("route", "code", "reason"),
    [
        ("/missing", "fetch_failed", "404 Not Found"),
        ("/error", "fetch_failed", "500 Internal Server Error"),
        ("/odd_status", "fetch_failed", "999"),
        ("/status_204", "fetch_failed", "204"),
        ("/cut_gzip", "fetch_failed", "cut off"),
        ("/not_gzip", "fetch_failed", "not valid gzip"),
        ("/brotli", "fetch_failed", "'br'"),
        ("/bomb", "fetch_refused", "unpacks to more than"),
        ("/double_bomb", "fetch_refused", "unpacks to more than"),
        ("/stacked", "fetch_failed", "1001 times over"),
        ("/short_length", "fetch_failed", "does not keep to HTTP"),
        ("/two_lengths", "fetch_failed", "does not keep to HTTP"),
        ("/length_and_chunks", "fetch_failed", "in two ways"),
        ("/cut_chunks", "fetch_failed", "does not keep to HTTP"),
        ("/no_http", "fetch_failed", "does not keep to HTTP"),
        ("/huge_header", "fetch_failed", "does not keep to HTTP"),
        ("/slow_body", "fetch_failed", "longer than 1 seconds"),
        ("/slow_header", "fetch_failed", "longer than 1 seconds"),
        ("/endless_hints", "fetch_failed", "longer than 1 seconds"),
        ("/silent", "fetch_failed", "longer than 1 seconds"),
        ("/endless", "fetch_refused", "larger than 5,000,000 bytes"),
        ("/big", "fetch_refused", "larger than 5,000,000 bytes"),
        ("/loop", "fetch_failed", "in a circle"),
        ("/growing", "fetch_failed", "more than 5 times"),
        ("/to_file", "fetch_refused", "scheme is 'file'"),
        ("/to_data", "fetch_refused", "scheme is 'data'"),
        ("/to_private", "fetch_refused", "cloud metadata"),
        ("/to_nonsense", "fetch_refused", "not a URL"),
    ],
)
def test_bad_answers(server: Server, fetcher: Fetcher, route: str, code: str, reason: str) -> None:
    begun = time.monotonic()
    answer = fetcher.get(server.url(route))
    assert time.monotonic() - begun < 3
    assert isinstance(answer, Issue), answer
    assert (answer.code, answer.where) == (code, server.url(route))
    assert reason in answer.message
    assert "\n" not in answer.message


def test_redirect_is_recorded(server: Server, fetcher: Fetcher) -> None:
    answer = fetcher.get(server.url("/moved"))
    assert isinstance(answer, Fetched)
    assert answer.chain == (server.url("/moved"), server.url("/page?utm_source=x"))
    assert answer.final_url == answer.chain[-1]
    (article, issue) = read_source(server.url("/moved"), fetcher=fetcher)
    assert isinstance(article, Article)
    assert article.url == server.url("/page")
    assert isinstance(issue, Issue)
    assert issue.code == "undated_article"


def test_nobody_listens(fetcher: Fetcher) -> None:
    answer = fetcher.get(f"http://127.0.0.1:{closed_port()}/")
    assert isinstance(answer, Issue)
    assert (answer.code, "refused" in answer.message) == ("fetch_failed", True)


def test_private_addresses_need_the_opt_in(server: Server) -> None:
    careful = Fetcher("twosource-tests/1", deadline_seconds=2)
    before = len(server.asked)
    port = server.server_address[1]
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127。0。0。1", "127.0.0.1."):
        answer = careful.get(f"http://{host}:{port}/page")
        assert isinstance(answer, Issue), host
        assert answer.code == "fetch_refused", answer
    assert len(server.asked) == before, "a refused host was contacted"


def test_proxies_of_the_environment_are_not_used(
    server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    assert isinstance(fetcher.get(server.url("/page")), Fetched)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
        ),
        *(
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
        ),
        *(
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:10.0.0.1",
        ),
        *(
            "64:ff9b::7f00:1",
            "64:ff9b:1::808:808",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
        ),
        *("fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "5f00::1", "2002:808:808::1"),
    ],
)
def test_addresses_that_are_not_the_open_web(address: str) -> None:
    parsed = host_address(address)
    assert parsed is not None
    assert why_blocked(parsed)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.216.34",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_addresses_of_the_open_web(address: str) -> None:
    parsed = host_address(address)
    assert parsed is not None
    assert why_blocked(parsed) is None


def test_too_many_gzip_members() -> None:
    with pytest.raises(BodyError, match="too many members"):
        decode_content(gzip.compress(b"") * 1000, "gzip", max_bytes=1000)


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("/latin1_as_utf8", "café"),
        ("/utf8_as_latin1", "café"),
        ("/utf7", "+ADw-script+AD4-"),
        ("/no_codec", "café"),
        ("/utf16_lie", "café"),
        ("/utf16", "café"),
        ("/bom_wins", "café"),
    ],
)
def test_charsets(server: Server, fetcher: Fetcher, route: str, words: str) -> None:
    article = next(iter(read_source(server.url(route), fetcher=fetcher)))
    assert isinstance(article, Article), article
    assert words in article.text


@pytest.mark.parametrize(
    ("route", "code"),
    [
        ("/picture", "binary_file"),
        ("/empty", "empty_file"),
        ("/gone.html", "soft_404"),
        ("/error", "fetch_failed"),
    ],
)
def test_urls_without_an_article(server: Server, fetcher: Fetcher, route: str, code: str) -> None:
    (issue,) = read_source(server.url(route), fetcher=fetcher)
    assert isinstance(issue, Issue)
    assert issue.code == code


def test_text_of_a_url(server: Server, fetcher: Fetcher) -> None:
    (article,) = read_source(server.url("/notes"), fetcher=fetcher)
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("Bakery opens third shop in Leiden", "2024-03-12")


def test_feed_of_a_url_fetches_what_it_only_links_to(server: Server, fetcher: Fetcher) -> None:
    readings = list(read_source(server.url("/feed.xml"), fetcher=fetcher))
    articles = [reading for reading in readings if isinstance(reading, Article)]
    assert [article.title for article in articles] == ["Tug maker wins order for 14 ships"]
    codes = [reading.code for reading in readings if isinstance(reading, Issue)]
    assert codes == ["fetch_failed", "link_only_entry"]  # /rail is a 404; the last entry has no link


def test_no_network_without_a_fetcher() -> None:
    (issue,) = read_source("https://daily.example/")
    assert isinstance(issue, Issue)
    assert issue.code == "no_network"


def test_opt_in_must_be_a_network() -> None:
    with pytest.raises(ValueError, match="everywhere"):
        Fetcher("x", allow_private=("everywhere",))


def test_no_redirect_leads_from_https_down() -> None:
    assert next_hop(("https://a.example/x",), "//b.example/y") == "https://b.example/y"
    assert next_hop(("http://a.example/x",), "https://b.example/y") == "https://b.example/y"
    for down in ("http://a.example/x", "HTTP://b.example/"):
        with pytest.raises(RefusedError, match="from https down"):
            next_hop(("https://a.example/x",), down)
