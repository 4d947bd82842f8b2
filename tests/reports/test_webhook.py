"""Posts to a real web server: what is signed, what is tried again, and how long one may take."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from reports.mail import Outcome, Verdict
from reports.webhook import Hook, post, signature
from tests.webhook_server import CUT, DRIP, HANG, Postbox, webhook_server

AT = datetime(2026, 11, 22, tzinfo=UTC)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def posted(box: Postbox, seconds: float = 20, **more: str) -> tuple[Outcome, float]:
    with webhook_server(box) as url:
        begun = time.monotonic()
        hook = Hook(url=url, user_agent="twosource/0", seconds=seconds, secret=more.get("secret"))
        return post(hook, key="abc", body=b'{"n": 1}', at=AT), time.monotonic() - begun


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the published specification."""
    body = b'{"test": 2432232314}'
    found = signature(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_post_is_taken_with_its_id_and_signature() -> None:
    box = Postbox()
    outcome, _ = posted(box, secret=SECRET)
    assert outcome == Outcome(verdict=Verdict.SENT)
    ((headers, body),) = box.posts
    assert body == b'{"n": 1}'
    assert headers["webhook-id"] == headers["idempotency-key"] == "abc"
    assert headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert headers["webhook-signature"] == signature(SECRET, "abc", int(AT.timestamp()), body)
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert "cookie" not in headers


def test_without_a_secret_it_is_unsigned() -> None:
    box = Postbox()
    posted(box)
    assert "webhook-signature" not in box.posts[0][0]


@pytest.mark.parametrize(
    ("status", "verdict", "why"),
    [
        (204, Verdict.SENT, ""),
        (HTTPStatus.INTERNAL_SERVER_ERROR, Verdict.LATER, "127.0.0.1 answers 500"),
        (429, Verdict.LATER, "127.0.0.1 answers 429"),
        (404, Verdict.LATER, "127.0.0.1 answers 404"),
        (301, Verdict.LATER, "127.0.0.1 answers 301 and names another address: redirects are not followed"),
        (307, Verdict.LATER, "127.0.0.1 answers 307 and names another address: redirects are not followed"),
        (410, Verdict.NEVER, "127.0.0.1 answers 410: it wants no more posts"),
    ],
)
def test_what_an_answer_means(status: int, verdict: Verdict, why: str) -> None:
    box = Postbox(answers=[int(status)])
    outcome, _ = posted(box)
    assert (outcome.verdict, outcome.why) == (verdict, why)
    assert box.asked == ["/hook"]


@pytest.mark.parametrize("answer", [CUT, HANG, DRIP], ids=["cut", "hang", "drip"])
def test_an_answer_that_does_not_come_is_not_waited_for(answer: int) -> None:
    outcome, seconds = posted(Postbox(answers=[answer]), seconds=0.5)
    assert outcome.verdict is Verdict.LATER
    assert outcome.why.startswith("127.0.0.1")
    assert seconds < 3


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://192.0.2.1/hook", "not posted to over plain http"),
        ("http://10.1.2.3/hook", "not posted to over plain http"),
        ("https://10.1.2.3/hook", "`allow_private` can allow it"),
        ("https://169.254.169.254/latest", "`allow_private` can allow it"),
        ("http://127.0.0.1:9/hook", "cannot be reached"),
        ("https://nowhere.invalid/hook", "cannot be found"),
    ],
)
def test_addresses_that_nothing_is_posted_to(url: str, why: str) -> None:
    outcome = post(Hook(url=url, user_agent="x", seconds=5), key="k", body=b"{}", at=AT)
    assert outcome.verdict is Verdict.LATER
    assert why in outcome.why


def test_an_address_and_a_secret_are_never_shown() -> None:
    hook = Hook(url="https://hooks.example/canary-1", user_agent="x", secret="canary-2")
    assert "canary" not in repr(hook)
    outcome = post(Hook(url="http://127.0.0.1:9/canary-1", user_agent="x"), key="k", body=b"", at=AT)
    assert "canary" not in outcome.why
