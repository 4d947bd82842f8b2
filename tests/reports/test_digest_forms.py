"""The digest for programs: an RSS feed that feed readers understand, and JSON that keeps to its schema."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import jsonschema
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from reports.digest import Digest
from reports.digest_json import digest_json
from reports.digest_rss import MOST_ITEMS, digest_rss
from tests.reports.test_digest import digest_of

ROOT = Path(__file__).parents[2]
HOSTILE = tomllib.loads((ROOT / "tests/cases/hostile_words.toml").read_text("utf-8"))["words"]
SCHEMA = json.loads((ROOT / "reports/digest.schema.json").read_text("utf-8"))
FOUND = datetime(2026, 11, 20, 6, 30)
LINK = "https://desk.example/findings"


def feed_of(digest: Digest) -> bytes:
    found_at = {finding: FOUND + timedelta(hours=n) for n, finding in enumerate(digest.finding_ids)}
    return digest_rss(digest, found_at, LINK)


@pytest.mark.parametrize("words", [*HOSTILE, "a\x00b\x0b\ufffe\ud800 c", "]]>"])
def test_a_feed_can_be_read_whatever_articles_say(words: str) -> None:
    feed = feed_of(digest_of(words))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    pages = [str(each.text) for each in etree.fromstring(feed, parser).iterfind(".//item/description")]
    read = feedparser.parse(BytesIO(feed))
    assert not read.bozo
    assert read.version == "rss20"
    assert len(read.entries) == 6
    assert {urlsplit(entry.get("link", "https:")).scheme for entry in read.entries} <= {"http", "https"}
    for text in pages:
        page = BeautifulSoup(text, "lxml")
        assert not page.find_all(["script", "iframe", "img", "style", "object"])
        assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


def test_an_item_is_known_by_its_finding_and_dated_by_when_it_was_found() -> None:
    digest = digest_of("$5 billion")
    read = feedparser.parse(BytesIO(feed_of(digest)))
    assert [entry.id for entry in read.entries] == list(reversed(digest.finding_ids))
    assert {entry.guidislink for entry in read.entries} == {False}
    newest = datetime(*read.entries[0].published_parsed[:6], tzinfo=UTC)
    assert newest == (FOUND + timedelta(hours=len(digest.finding_ids) - 1)).replace(tzinfo=UTC)
    assert read.feed.link == LINK
    assert "twosource review show fnd_1" in read.entries[-1].summary
    (update,) = (entry for entry in read.entries if entry.id == "upd_1")
    assert "review" not in update.summary  # news, and nothing to rule on


def test_the_same_findings_give_the_same_feed() -> None:
    assert feed_of(digest_of("x")) == feed_of(digest_of("x"))


def test_a_feed_is_bounded() -> None:
    one = digest_of("x").broken_sums[0]
    many = tuple(replace(one, finding_id=f"sum_{n}") for n in range(3 * MOST_ITEMS))
    digest = replace(digest_of("x"), broken_sums=many)
    assert len(feedparser.parse(BytesIO(feed_of(digest))).entries) == MOST_ITEMS


@pytest.mark.parametrize("words", [*HOSTILE, "a\x00b\ud800"])
def test_json_keeps_to_its_schema(words: str) -> None:
    told = json.loads(digest_json(digest_of(words), FOUND))
    jsonschema.validate(told, SCHEMA)
    assert told["contradictions"][0]["question"] == words
    assert told["written_at"] == "2026-11-20T06:30:00Z"
    assert told["contradictions"][0]["findings"][0]["commands"][0] == "twosource review show fnd_1"
    assert told["updates"][0]["commands"] == []


def test_the_schema_names_everything_that_is_told() -> None:
    told = json.loads(digest_json(digest_of("x"), FOUND))
    assert set(told) == set(SCHEMA["properties"])
    for name, one in (
        ("block", told["contradictions"][0]),
        ("answer", told["contradictions"][0]["answers"][0]),
        ("quotation", told["contradictions"][0]["answers"][0]["quotations"][0]),
        ("change", told["updates"][0]),
        ("slip", told["broken_sums"][0]),
    ):
        assert set(one) == set(SCHEMA["$defs"][name]["properties"])
