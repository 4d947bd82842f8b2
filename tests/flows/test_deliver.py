"""Letters to editors through a real mail server: what arrives, what is tried again, and never twice told."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from flows.deliver import Delivery, deliver
from flows.settings import Settings, SettingsError
from tests.flows.conftest import ROOT, environment
from tests.letters_world import publish_contradictions
from tests.mail_server import CUT, TAKEN, Mailbox, certificate_of, mail_server

NOW = datetime(2024, 10, 7, 6, 0)
DAY = timedelta(days=1)


@pytest.fixture
def settings(one_contradiction: Path, tmp_path: Path) -> Settings:
    """A copy of it, with one editor to write to and no server."""
    shutil.copytree(one_contradiction, tmp_path / "data")
    return Settings(data=tmp_path / "data", mail_to=("desk@example.com",), mail_from="twosource@example.org")


@contextmanager
def serving(settings: Settings, box: Mailbox) -> Iterator[Settings]:
    with mail_server(box) as port:
        yield replace(settings, smtp_host="127.0.0.1", smtp_port=port, smtp_security="none")


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_arrives_once_with_both_parts_and_the_chart(settings: Settings) -> None:
    box = Mailbox()
    with serving(settings, box) as chosen:
        assert deliver(chosen, NOW) == Delivery(written=1, sent=1)
        assert deliver(chosen, NOW + timedelta(hours=1)) == Delivery(not_due=1)
        assert deliver(chosen, NOW + DAY) == Delivery(nothing_new=1)
    assert box.recipients == ["desk@example.com"]
    message = read(box.letters[0])
    assert message["Subject"].startswith("1 contradiction")
    assert message["Auto-Submitted"] == "auto-generated"
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    assert plain is not None
    assert html is not None
    for part in (plain.get_content(), html.get_content()):
        assert "$157 billion" in part
        assert "$150 billion" in part
        assert "Alpha Post" in part
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert [str(part["Content-ID"]).strip("<>") for part in pictures]
    assert all(f"cid:{str(part['Content-ID']).strip('<>')}" in html.get_content() for part in pictures)
    assert len(box.letters[0]) < 1_000_000
    assert max(map(len, box.letters[0].split(b"\r\n"))) <= 998


def test_without_a_server_letters_are_files(settings: Settings) -> None:
    found = deliver(settings, NOW)
    assert found == Delivery(written=1, filed=1, folder=settings.data / "outbox")
    (file,) = (settings.data / "outbox").iterdir()
    assert file.name.startswith("2024-10-07-")
    assert read(file.read_bytes())["To"] == "desk@example.com"
    assert deliver(settings, NOW + DAY) == Delivery(nothing_new=1)


def test_a_server_that_is_down_loses_nothing(settings: Settings) -> None:
    down = replace(settings, smtp_host="127.0.0.1", smtp_port=9, smtp_security="none")
    found = deliver(down, NOW)
    assert (found.written, found.sent, found.waiting) == (1, 0, 1)
    assert "127.0.0.1:9 cannot be reached" in found.why
    box = Mailbox()
    with serving(settings, box) as chosen:
        assert deliver(chosen, NOW + timedelta(hours=1)).sent == 1
    assert len(box.letters) == 1


@pytest.mark.parametrize("answer", ["451 try later", "421 closing", CUT])
def test_a_letter_that_was_not_taken_is_tried_again_under_its_name(settings: Settings, answer: str) -> None:
    answers = iter((answer, TAKEN, TAKEN))
    box = Mailbox(on_data=lambda: next(answers))
    with serving(settings, box) as chosen:
        first = deliver(chosen, NOW)
        assert (first.sent, first.waiting) == (0, 1)
        assert deliver(chosen, NOW + timedelta(minutes=1)).sent == 0  # not yet: it waits longer each time
        assert deliver(chosen, NOW + timedelta(hours=1)).sent == 1
        assert deliver(chosen, NOW + timedelta(hours=9)).sent == 0
    assert len({read(letter)["Message-ID"] for letter in box.letters}) == 1
    assert len(box.letters) == (2 if answer == CUT else 1)


def test_a_refused_reader_does_not_stop_the_others(settings: Settings) -> None:
    box = Mailbox(on_recipient=lambda address: "550 no such user" if "gone" in address else "250 ok")
    two = replace(settings, mail_to=("gone@example.com", "desk@example.com"))
    with serving(two, box) as chosen:
        found = deliver(chosen, NOW)
    assert (found.written, found.sent, found.dead, found.waiting) == (2, 1, 1, 0)
    assert "550 no such user" in found.why
    assert box.recipients == ["desk@example.com"]


def test_an_old_letter_is_not_news(settings: Settings) -> None:
    down = replace(settings, smtp_host="127.0.0.1", smtp_port=9, smtp_security="none")
    deliver(down, NOW)
    box = Mailbox()
    with serving(settings, box) as chosen:
        found = deliver(chosen, NOW + 4 * DAY)
    assert (found.sent, found.dead) == (0, 1)
    assert not box.letters


def test_starttls_and_login(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_of(tmp_path)
    box = Mailbox()
    with mail_server(box, certificate=certificate, password="right") as port:
        chosen = replace(
            settings, smtp_host="localhost", smtp_port=port, smtp_user="me", smtp_password="right"
        )
        found = deliver(chosen, NOW)
        assert "no certificate that this machine trusts" in found.why
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        assert deliver(chosen, NOW + timedelta(hours=1)).sent == 1
    assert box.logins == ["me"]


def test_a_wrong_password_is_told_and_never_shown(settings: Settings, tmp_path: Path) -> None:
    box = Mailbox()
    with mail_server(box, password="right") as port:
        chosen = replace(
            settings,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security="none",
            smtp_user="me",
            smtp_password="canary-57",
        )
        found = deliver(chosen, NOW)
    assert "refuses the login of me" in found.why
    assert "canary-57" not in f"{found} {chosen!r}"
    assert found.waiting == 1


def test_killed_after_the_server_took_it(settings: Settings) -> None:
    children: list[subprocess.Popen[bytes]] = []

    def kill() -> str:
        if children:
            os.kill(children.pop().pid, signal.SIGKILL)
        return TAKEN

    box = Mailbox(on_data=kill)
    with mail_server(box) as port:
        variables = environment(
            TWOSOURCE_SMTP_HOST="127.0.0.1",
            TWOSOURCE_SMTP_PORT=str(port),
            TWOSOURCE_SMTP_SECURITY="none",
            TWOSOURCE_MAIL_TO="desk@example.com",
            TWOSOURCE_MAIL_FROM="twosource@example.org",
        )
        command = [sys.executable, "-m", "flows.cli", "report", "--send", "--data", str(settings.data)]
        child = subprocess.Popen(command, cwd=ROOT, env=variables)
        children.append(child)
        assert child.wait(timeout=120) == -signal.SIGKILL
        done = subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True, timeout=120)
    assert b"1 letter handed to the mail server" in done.stdout
    assert len(box.letters) == 2
    assert len({read(letter)["Message-ID"] for letter in box.letters}) == 1


def test_alerts_at_once_have_a_budget_and_the_rest_is_one_letter_the_next_day(tmp_path: Path) -> None:
    data = tmp_path / "data"
    publish_contradictions(data, 1)
    (data / "subscriptions.toml").write_text(
        '[[subscription]]\nname = "Desk"\nto = ["desk@example.com"]\nwhen = "at_once"\n', encoding="utf-8"
    )
    chosen = Settings(
        data=data, subscriptions=data / "subscriptions.toml", alerts_a_day=1, timezone="Europe/Oslo"
    )
    assert deliver(chosen, NOW).written == 1
    publish_contradictions(data, 3)
    for hour in (7, 21):  # the second is eleven in the evening there
        assert deliver(chosen, NOW.replace(hour=hour)).not_due == 1
    assert deliver(chosen, NOW.replace(hour=22, minute=30)).written == 1  # half past midnight
    files = sorted((data / "outbox").iterdir())
    subjects = sorted(str(read(file.read_bytes())["Subject"]).partition(":")[0] for file in files)
    assert subjects == ["1 contradiction", "2 contradictions"]


def test_what_is_found_today_in_old_articles_is_news(settings: Settings) -> None:
    """The age limit counts from the finding: the articles of this one are two years old."""
    box = Mailbox()
    with serving(settings, box) as chosen:
        assert deliver(chosen, NOW + 730 * DAY).sent == 1


def test_a_letter_is_not_cut_off_by_gmail(tmp_path: Path) -> None:
    """It cuts HTML above 102 kB. What does not fit is counted, and no news the next day."""
    data = publish_contradictions(tmp_path / "data", 60)
    box = Mailbox()
    base = Settings(data=data, mail_to=("desk@example.com",), mail_from="twosource@example.org")
    with serving(base, box) as chosen:
        assert deliver(chosen, NOW).sent == 1
        assert deliver(chosen, NOW + DAY) == Delivery(nothing_new=1)
    page = read(box.letters[0]).get_body(("html",))
    assert page is not None
    assert len(page.get_content().encode()) < 102 * 1024
    assert "more findings are new and did not fit here" in page.get_content()
    assert len(box.letters[0]) < 1_000_000


def test_nobody_to_write_to_is_said(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="nobody is to be written to"):
        deliver(replace(settings, mail_to=()), NOW)
    with pytest.raises(SettingsError, match="TWOSOURCE_MAIL_FROM is not set"):
        deliver(replace(settings, mail_from=None, smtp_host="127.0.0.1"), NOW)
