"""Mail servers that misbehave: each is answered in time, and nothing is lost."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pytest

from reports.letter import Letter
from reports.mail import MailServer, MailUnreachable, Postman, Security, Verdict

LETTER = Letter(
    message_id="<a@example.org>",
    sender="a@example.org",
    recipient="b@example.com",
    subject="x",
    content=b"Subject: x\r\n\r\nx\r\n",
)
HANG = b""
"""Nothing is said, until the test is over."""


@contextmanager
def scripted(*answers: bytes) -> Iterator[MailServer]:
    """A server that says each of these in turn, one for each line or message it is sent, and then closes."""
    over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                for place, answer in enumerate(answers):
                    said = answers[place - 1] if place else None
                    if said is not None and not _asked(lines, said.startswith(b"354")):
                        break
                    if answer == HANG:
                        over.wait(20)
                        break
                    connection.sendall(answer + b"\r\n")

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield MailServer(
            host="127.0.0.1", port=listening.getsockname()[1], security=Security.NONE, timeout=0.5
        )
    finally:
        over.set()
        listening.close()


def _asked(lines: BinaryIO, is_message: bool) -> bool:
    """Whether another line came, or another message whole."""
    line = lines.readline()
    while is_message and line and line != b".\r\n":
        line = lines.readline()
    return bool(line)


HELLO = (b"220 here", b"250 hello")
UP_TO_DATA = (*HELLO, b"250 ok", b"250 ok", b"354 go on")


@pytest.mark.parametrize(
    ("answers", "verdict", "why"),
    [
        ((*UP_TO_DATA, b"250 taken"), Verdict.SENT, ""),
        ((*UP_TO_DATA, b"451 later"), Verdict.LATER, "451 later"),
        ((*UP_TO_DATA, b"554 spam"), Verdict.NEVER, "554 spam"),
        ((*UP_TO_DATA, HANG), Verdict.LATER, "timed out"),
        (UP_TO_DATA, Verdict.LATER, ""),
        ((*HELLO, b"250 ok", b"550 no such user", b"250 reset"), Verdict.NEVER, "550 no such user"),
        ((*HELLO, b"250 ok", b"450 busy", b"250 reset"), Verdict.LATER, "450 busy"),
        ((*HELLO, b"421 closing"), Verdict.LATER, "421 closing"),
        ((*HELLO, b"nonsense"), Verdict.LATER, ""),
    ],
)
def test_what_a_server_says_of_a_letter(answers: tuple[bytes, ...], verdict: Verdict, why: str) -> None:
    begun = time.monotonic()
    with scripted(*answers) as server, Postman(server) as postman:
        outcome = postman.send(LETTER)
    assert outcome.verdict is verdict
    assert why in outcome.why
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("answers", "security"),
    [
        ((b"421 too busy",), Security.NONE),
        ((HANG,), Security.NONE),
        ((), Security.NONE),
        ((b"SSH-2.0-OpenSSH",), Security.NONE),
        ((b"220 here", b"250 STARTTLS", b"454 not now"), Security.STARTTLS),
        (HELLO, Security.STARTTLS),
        ((b"220 here",), Security.TLS),
    ],
    ids=["421", "no greeting", "closed", "no mail server", "refused", "not offered", "no TLS"],
)
def test_a_server_that_does_not_let_us_in(answers: tuple[bytes, ...], security: Security) -> None:
    begun = time.monotonic()
    with scripted(*answers) as plain:
        server = MailServer(host=plain.host, port=plain.port, security=security, timeout=plain.timeout)
        with pytest.raises(MailUnreachable, match=r"127\.0\.0\.1:"):
            Postman(server)
    assert time.monotonic() - begun < 5
