"""How long letters take: `python -m benchmarks.letters` renders 1,000 contradictions and sends 100 letters.

The contradictions are made (no article is read); the letters go through a real mail server on loopback. Both
times are those of the whole way: out of the published file, into the outbox, to the server.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flows.deliver import deliver
from flows.digest import MOST_BLOCKS, read_news
from flows.letters import fitting_digest, letter_of
from flows.settings import Settings
from flows.subscriptions import Subscription
from tests.letters_world import publish_contradictions
from tests.mail_server import Mailbox, mail_server
from warehouse import Published

CONTRADICTIONS, RENDER_SECONDS = 1_000, 10.0
LETTERS, SEND_SECONDS = 100, 30.0
LARGEST, GMAIL_CLIPS = 1_000_000, 102 * 1024
NOW = datetime(2024, 10, 7, 6, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds on the clock and of processors, and the largest letter and HTML part, in bytes."""

    seconds: float
    busy: float
    letters: int
    largest: int
    largest_page: int


def _sizes(contents: list[bytes], seconds: float, busy: float) -> Measured:
    pages = []
    for content in contents:
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        page = message.get_body(("html",))
        assert page is not None
        pages.append(len(page.get_content().encode()))
    return Measured(
        seconds=seconds,
        busy=busy,
        letters=len(contents),
        largest=max(map(len, contents)),
        largest_page=max(pages),
    )


def render(data: Path) -> Measured:
    """All contradictions of a folder as letters to one reader, as many to a letter as it holds."""
    desk = Subscription(name="Desk", to=("desk@example.com",))
    known: set[str] = set()
    contents = []
    begun, busy = time.perf_counter(), time.process_time()
    with Published(data / "claims.duckdb") as published:
        news = read_news(published, Settings(data=data))
        while True:
            digest = fitting_digest(published, news, desk, known)
            if digest.is_empty:
                return _sizes(contents, time.perf_counter() - begun, time.process_time() - busy)
            letter = letter_of(
                digest, sender="a@example.org", recipient=desk.to[0], date=NOW, locale=desk.numbers
            )
            contents.append(letter.content)
            known.update(digest.finding_ids)


def send(data: Path, letters: int) -> Measured:
    """One letter to each of so many readers, in ten subscriptions, through a mail server."""
    readers = [f"reader{n}@example.com" for n in range(letters)]
    lists = [", ".join(f'"{one}"' for one in readers[n::10]) for n in range(10)]
    path = data / "subscriptions.toml"
    blocks = (f'[[subscription]]\nname = "Desk {n}"\nto = [{to}]\n' for n, to in enumerate(lists))
    path.write_text("\n".join(blocks), "utf-8")
    box = Mailbox()
    with mail_server(box) as port:
        settings = Settings(
            data=data,
            subscriptions=path,
            mail_from="a@example.org",
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security="none",
        )
        begun, busy = time.perf_counter(), time.process_time()
        done = deliver(settings, NOW)
        seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    assert done.sent == letters, done
    return _sizes(box.letters, seconds, busy)


def main() -> int:
    """Print both times and the sizes; 1 when a bound is not held."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.letters", description=__doc__)
    parser.add_argument("--contradictions", type=int, default=CONTRADICTIONS)
    parser.add_argument("--letters", type=int, default=LETTERS)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="letters-"))
    try:
        publish_contradictions(folder / "data", chosen.contradictions)
        rendered = render(folder / "data")
        sent = send(folder / "data", chosen.letters)
    finally:
        shutil.rmtree(folder)
    largest, page = max(rendered.largest, sent.largest), max(rendered.largest_page, sent.largest_page)
    print(
        f"{chosen.contradictions:,} contradictions rendered in {rendered.letters} letters of {MOST_BLOCKS}: "
        f"{rendered.seconds:.1f} s, {rendered.busy:.1f} of processors (bound {RENDER_SECONDS:g} s)"
    )
    print(
        f"{sent.letters} letters written and sent: {sent.seconds:.1f} s, {sent.busy:.1f} of processors "
        f"(bound {SEND_SECONDS:g} s)"
    )
    print(f"largest letter {largest:,} bytes (bound {LARGEST:,}), its HTML {page:,} (Gmail: {GMAIL_CLIPS:,})")
    held = (
        rendered.seconds <= RENDER_SECONDS
        and sent.seconds <= SEND_SECONDS
        and largest < LARGEST
        and page < GMAIL_CLIPS
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
