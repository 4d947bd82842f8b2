"""Feeds and sitemaps read over the loopback: what is fetched, whose it is, and what is not new."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence

import pytest

from extractors.articles.fetch import Fetcher
from extractors.articles.files import read_source
from extractors.articles.seen import HeldEntry, SeenArticles
from extractors.articles.sources import Source, SourceKind
from extractors.records import Article, Issue
from tests.articles.changing_site import Site, feed, item, running_site

WORDS = (
    "The weir at Tarn was rebuilt for €4.2 million and opens in May, the county said. It is 80 metres long."
)
MARCH_3, MARCH_4 = "Sun, 03 Mar 2030 09:00:00 GMT", "Mon, 04 Mar 2030 09:00:00 GMT"


class Memory:
    """What earlier runs read, kept in a dictionary."""

    def __init__(self) -> None:
        self.entries: dict[str, HeldEntry] = {}
        self.articles: dict[str, Article] = {}

    def recall(self, keys: Sequence[str]) -> Mapping[str, HeldEntry]:
        return {key: self.entries[key] for key in keys if key in self.entries}

    def note(self, keys: Sequence[str], words_sha256: str, outcome: str) -> None:
        for key in keys:
            self.entries[key] = HeldEntry(words_sha256=words_sha256, outcome=outcome)

    def close(self, articles: list[Article]) -> None:
        """The end of a run: entries know the articles that they led to."""
        self.articles.update({article.article_id: article for article in articles})
        for key, held in self.entries.items():
            if (article := self.articles.get(held.outcome)) is not None:
                self.entries[key] = HeldEntry(
                    words_sha256=held.words_sha256,
                    outcome=held.outcome,
                    text_sha256=article.text_sha256,
                    published=article.published,
                )


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


class Reader:
    """Runs one after the other with one memory."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self.memory = Memory()
        self.seen = SeenArticles()

    def __call__(self, *sources: Source, as_of: str | None = None) -> tuple[list[Article], list[str]]:
        self.seen = SeenArticles(held=self.memory, as_of=as_of)
        found = [
            each for source in sources for each in read_source(source, fetcher=self.fetcher, seen=self.seen)
        ]
        articles = [each for each in found if isinstance(each, Article)]
        self.memory.close(articles)
        return articles, [each.code for each in found if isinstance(each, Issue)]


@pytest.fixture
def run(fetcher: Fetcher) -> Reader:
    return Reader(fetcher)


def of(at: str, kind: SourceKind = SourceKind.FEED, **more: object) -> Source:
    return Source(at=at, kind=kind, outlet="Tarn Post", **more)  # type: ignore[arg-type]


def test_what_was_read_before_is_not_fetched_again_whatever_day_it_is_given(site: Site, run: Reader) -> None:
    one = site.story("/1", "Weir reopens", WORDS, "2030-03-03")
    at = site.put("/feed.xml", feed(item(one, "Weir reopens", MARCH_3, "g1")))
    articles, _ = run(of(at))
    assert [(a.outlet, a.published) for a in articles] == [("Tarn Post", "2030-03-03")]
    assert site.fetched() == ["/1", "/feed.xml"]

    for again in (
        item(one, "Weir reopens", MARCH_4, "g1"),
        item(one + "?utm_source=rss", "Weir reopens", MARCH_4),
        item("{site}/moved/1", "Weir reopens", MARCH_4, "g1"),
    ):
        site.put("/feed.xml", feed(again))
        assert run(of(at)) == ([], [])
        assert run.seen.unchanged == 1
        assert site.fetched() == ["/feed.xml"]


def test_another_headline_is_fetched_and_an_equal_text_keeps_its_first_day(site: Site, run: Reader) -> None:
    one = site.story("/1", "Weir reopens", WORDS, "2030-03-03")
    at = site.put("/feed.xml", feed(item(one, "Weir reopens", MARCH_3, "g1")))
    run(of(at))
    site.story("/1", "Weir reopens", WORDS, "2030-03-04")
    site.put("/feed.xml", feed(item(one, "Weir open", MARCH_4, "g1")))
    (article,), _ = run(of(at))
    assert article.published == "2030-03-03"

    site.story("/1", "Weir shut", WORDS.replace("4.2", "4.9"), "2030-03-05")
    site.put("/feed.xml", feed(item(one, "Weir shut", MARCH_4, "g1")))
    (article,), _ = run(of(at))
    assert article.published == "2030-03-05"


def test_what_failed_is_tried_again_and_a_page_without_an_article_is_not(site: Site, run: Reader) -> None:
    site.put("/empty.html", "<html><body></body></html>")
    at = site.put("/feed.xml", feed(item("{site}/late", "Late"), item("{site}/empty.html", "Empty")))
    assert run(of(at)) == ([], ["fetch_failed", "no_text"])
    site.fetched()
    site.story("/late", "Late", WORDS, "2030-03-03")
    articles, codes = run(of(at))
    assert (len(articles), codes) == (1, [])
    assert run.seen.passed_over == {"no_text": 1}
    assert site.fetched() == ["/feed.xml", "/late"]


def test_the_publisher_is_not_the_feed(site: Site, run: Reader) -> None:
    one = site.story("/1", "Weir reopens", WORDS)
    wire = "<source url='https://coastwire.example'>Coast Wire</source>"
    at = site.put("/feed.xml", feed(item(one, "Weir reopens - Coast Wire", MARCH_3, more=wire)))
    (article,), _ = run(of(at))
    assert (article.outlet, article.title) == ("Coast Wire", "Weir reopens")

    two = site.story("/2", "Mill sold", WORDS.replace("weir", "mill"))
    at = site.put("/gather.xml", feed(item(two, "Mill sold", MARCH_3), title="Gather"))
    (article,), _ = run(of(at, aggregator=True))
    assert article.outlet == "127.0.0.1"


def test_one_feed_under_several_addresses_is_read_once(site: Site, run: Reader) -> None:
    one = site.story("/1", "Weir reopens", WORDS, "2030-03-03")
    body = feed(item(one, "Weir reopens"))
    sources = [of(site.put(f"/feed{n}.xml", body)) for n in range(5)]
    articles, codes = run(*sources)
    assert (len(articles), codes) == (1, ["repeated_source"] * 4)
    other = of(site.put("/other.xml", feed(item(one, "Weir reopens"), item("{site}/2", "Gone"))))
    articles, codes = run(sources[0], other)
    assert codes == ["repeated_article", "fetch_failed"]
    assert run.seen.unchanged == 1


def test_a_site_is_not_asked_for_more_than_its_pages(site: Site, run: Reader) -> None:
    for n in range(6):
        site.story(f"/{n}", f"Story {n}", f"{WORDS} Number {n} of them.", "2030-03-03")
    items = [item(f"{{site}}/{n}", f"Story {n}", f"Sun, 0{n + 1} Mar 2030 09:00:00 GMT") for n in range(6)]
    source = of(site.put("/feed.xml", feed(*items)), max_pages=4)
    articles, codes = run(source)
    assert ([a.title for a in articles], codes) == ([f"Story {n}" for n in (5, 4, 3, 2)], ["site_capped"])
    articles, codes = run(source)
    assert ([a.title for a in articles], codes) == (["Story 1", "Story 0"], [])
    assert run(of(source.at, max_entries=3)) == ([], ["feed_capped"])


def test_what_a_source_leaves_out(site: Site, run: Reader) -> None:
    site.story("/1", "Weir reopens", WORDS, "2030-03-03")
    norsk = "<language>nb-NO</language>"
    items = (
        item("{site}/1", "Weir reopens", MARCH_3),
        item("{site}/2", "Before", "Sat, 02 Feb 2030 09:00:00 GMT"),
        item("{site}/3", "Norsk", MARCH_4, more=norsk),
    )
    at = site.put("/feed.xml", feed(*items))
    articles, codes = run(of(at, since="2030-03-01", languages=("en",)))
    assert (len(articles), codes) == (1, ["other_language"])
    assert run.seen.passed_over == {"before_since": 1}


def test_days_that_cannot_be_are_issues(site: Site, run: Reader) -> None:
    site.story("/1", "Weir reopens", WORDS)
    at = site.put("/feed.xml", feed(item("{site}/1", "Weir reopens", "Fri, 03 Mar 2090 09:00:00 GMT")))
    articles, codes = run(of(at), as_of="2030-03-04")
    assert ([a.published for a in articles], codes) == ([None], ["bad_date", "undated_article"])


def test_an_index_of_sitemaps_packed_and_plain(site: Site, run: Reader) -> None:
    for n in (1, 2):
        site.story(f"/{n}", f"Story {n}", f"{WORDS} Number {n} of them.", f"2030-03-0{n}")
    urls = "<urlset><url><loc>{site}/%d</loc><lastmod>2030-03-0%d</lastmod></url></urlset>"
    site.put("/b.xml", urls % (2, 2))
    site.pages["/a.xml.gz"] = gzip.compress((urls % (1, 1)).replace("{site}", site.url("")).encode())
    children = "".join(
        f"<sitemap><loc>{{site}}/{name}</loc></sitemap>" for name in ("a.xml.gz", "b.xml", "c.xml")
    )
    at = site.put("/index.xml", f"<sitemapindex>{children}</sitemapindex>")
    articles, codes = run(of(at, SourceKind.SITEMAP))
    assert ([a.title for a in articles], codes) == (["Story 2", "Story 1"], ["fetch_failed"])
    assert run(of(at, SourceKind.SITEMAP))[0] == []
    assert run.seen.unchanged == 2


def test_a_page_given_for_a_feed_names_the_feed(site: Site, run: Reader) -> None:
    at = site.put(
        "/", "<html><head><link rel=alternate type='application/rss+xml' href='/rss'></head></html>"
    )
    seen = SeenArticles()
    (issue,) = read_source(of(at), fetcher=run.fetcher, seen=seen)
    assert isinstance(issue, Issue)
    assert issue.code == "bad_feed"
    assert site.url("/rss") in issue.message
    (issue,) = read_source(of(at, SourceKind.SITEMAP), fetcher=run.fetcher, seen=seen)
    assert isinstance(issue, Issue)
    assert issue.code == "bad_sitemap"
