"""Digests to webhooks and feeds: through the outbox of letters, so that none is lost and none told twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import feedparser
import jsonschema
import pytest

from flows.deliver import Delivery, deliver
from flows.settings import Settings, SettingsError
from tests.flows.conftest import ROOT, Twosource
from tests.mail_server import Mailbox, mail_server
from tests.webhook_server import CUT, Postbox, webhook_server

NOW = datetime(2024, 10, 7, 6, 0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def settings(one_contradiction: Path, tmp_path: Path) -> Settings:
    """A data folder with one contradiction, and nobody to write to."""
    shutil.copytree(one_contradiction, tmp_path / "data")
    return Settings(data=tmp_path / "data", mail_from="twosource@example.org")


@contextmanager
def posting(settings: Settings, box: Postbox, **more: object) -> Iterator[Settings]:
    with webhook_server(box) as url:
        yield replace(settings, webhook=url, **more)  # type: ignore[arg-type]


def test_a_digest_is_posted_once(settings: Settings) -> None:
    box = Postbox()
    with posting(settings, box, webhook_secret=SECRET) as chosen:
        assert deliver(chosen, NOW) == Delivery(written=1, posted=1)
        assert deliver(chosen, NOW + HOUR) == Delivery(not_due=1)
        assert deliver(chosen, NOW + DAY) == Delivery(nothing_new=1)
    ((headers, body),) = box.posts
    told = json.loads(body)
    jsonschema.validate(told, json.loads((ROOT / "reports/digest.schema.json").read_text("utf-8")))
    assert told["subscription"] == "twosource digest"
    assert headers["webhook-signature"].startswith("v1,")


@pytest.mark.parametrize("answer", [500, 301, CUT])
def test_what_was_not_taken_is_posted_again_under_its_id(settings: Settings, answer: int) -> None:
    box = Postbox(answers=[answer])
    with posting(settings, box) as chosen:
        first = deliver(chosen, NOW)
        assert (first.posted, first.waiting) == (0, 1)
        assert first.why.startswith("127.0.0.1")
        assert deliver(chosen, NOW + timedelta(minutes=1)).posted == 0  # not yet: it waits longer each time
        assert deliver(chosen, NOW + HOUR).posted == 1
    assert len(box.posts) == 2
    assert len(box.ids) == 1
    assert box.posts[0][1] == box.posts[1][1]


def test_a_webhook_that_fails_holds_up_no_letter(settings: Settings) -> None:
    box, mail = Postbox(answers=[500] * 9), Mailbox()
    with posting(settings, box) as hooked, mail_server(mail) as port:
        chosen = replace(
            hooked, mail_to=("desk@example.com",), smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"
        )
        found = deliver(chosen, NOW)
    assert (found.written, found.sent, found.posted, found.waiting) == (2, 1, 0, 1)
    assert mail.recipients == ["desk@example.com"]


def test_a_webhook_that_fails_is_asked_once(settings: Settings) -> None:
    """Its other posts wait beside the first, and are not each waited for."""
    box = Postbox(answers=[500])
    with webhook_server(box) as url:
        (settings.data / "subscriptions.toml").write_text(
            "".join(f'[[subscription]]\nname = "Desk {n}"\nwebhook = "{url}"\n' for n in range(3)), "utf-8"
        )
        chosen = replace(settings, subscriptions=settings.data / "subscriptions.toml")
        assert deliver(chosen, NOW).waiting == 3
        assert len(box.posts) == 1
        assert deliver(chosen, NOW + HOUR).posted == 3
    assert len(box.ids) == 3


def test_a_post_that_is_too_old_is_not_news(settings: Settings) -> None:
    box = Postbox(answers=[500])
    with posting(settings, box) as chosen:
        deliver(chosen, NOW)
        assert deliver(chosen, NOW + 4 * DAY).dead == 1
    assert len(box.posts) == 1


def entries(settings: Settings) -> list[feedparser.FeedParserDict]:
    found = feedparser.parse(BytesIO((settings.data / "feeds" / "news.xml").read_bytes()))
    assert not found.bozo
    return list(found.entries)


def test_a_feed_is_written_when_something_is_new(settings: Settings) -> None:
    chosen = replace(settings, feed="news.xml")
    assert deliver(chosen, NOW) == Delivery(feeds=1)
    (first,) = entries(settings)
    assert first.id.startswith("fnd_")
    assert "$157 billion against $150 billion" in first.title
    assert datetime(*first.published_parsed[:6]) == NOW
    before = (settings.data / "feeds" / "news.xml").read_bytes()
    assert deliver(chosen, NOW + DAY) == Delivery()
    assert (settings.data / "feeds" / "news.xml").read_bytes() == before


def test_a_lost_feed_is_written_again_with_its_dates(settings: Settings) -> None:
    """As after a kill between the outbox and the file."""
    chosen = replace(settings, feed="news.xml")
    deliver(chosen, NOW)
    before = (settings.data / "feeds" / "news.xml").read_bytes()
    (settings.data / "feeds" / "news.xml").unlink()
    assert deliver(chosen, NOW + DAY).feeds == 1
    assert (settings.data / "feeds" / "news.xml").read_bytes() == before


def test_the_command_says_what_became_of_them(settings: Settings, twosource: Twosource) -> None:
    with webhook_server(Postbox()) as url:
        done = twosource(
            "report", "--send", "--data", str(settings.data), TWOSOURCE_WEBHOOK=url, TWOSOURCE_FEED="news.xml"
        )
    assert done.returncode == 0, done.stderr
    assert "1 letter posted to a webhook" in done.stdout
    assert "1 feed written anew" in done.stdout


@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("webhook", "ftp://hooks.example/canary", 'webhook: write "https://"'),
        ("webhook", "https://me:canary@hooks.example/", "webhook: leave out the name, the password"),
        ("webhook", "https://hooks.example/canary\r\nX: y", "webhook: write an address in plain ASCII"),
        ("webhook", "https://hooks.example:99999/canary", "webhook: this is no address"),
        ("webhook_secret", "canary", "webhook_secret cannot sign"),
        ("webhook_secret", "whsec_Y2FuYXJ5", "webhook_secret cannot sign"),
        ("feed", "../claims.duckdb", "feed is"),
        ("feed", "/etc/news.xml", "feed is"),
        ("site_url", "javascript:alert(1)", "site_url: write"),
    ],
)
def test_settings_that_cannot_be(setting: str, value: str, why: str) -> None:
    with pytest.raises(SettingsError, match="^" + why) as caught:
        Settings(**{setting: value})  # type: ignore[arg-type]
    assert "canary" not in str(caught.value)


def test_an_address_is_never_shown() -> None:
    chosen = Settings(webhook="https://hooks.example/canary", webhook_secret=SECRET)
    assert "canary" not in repr(chosen)
    assert SECRET not in repr(chosen)
