"""The pictures of docs/pictures/: the letter and the pages of the sample articles, on a phone and on a desk.

    python -m tests.pictures        writes them anew: look at each before it is kept

The words are those of examples/. Which pixels they become depends on the fonts of the machine, so no test
compares them; that the pictures are there, and small, is tested.
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from rich.console import Console

from flows.deliver import deliver
from flows.draft import check_draft
from flows.draft_source import DraftSource
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from flows.site import write
from reports.draft_html import draft_html
from reports.site_words import file_name
from tests.browser import QUIET, chromium
from warehouse import Published

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
KINDS = ("letter", "findings", "finding", "question", "subject", "outlet", "run", "method", "draft")
WIDTHS = (360, 1280)
MOST_BYTES = 150_000
MOST_HEIGHT = 2_400
_COLOURS = (128, 64, 32)
_NOW = datetime(2026, 11, 22, 8, 0)
"""When the letter is written: UTC, as `deliver` takes it."""


def main() -> int:
    """Write all pictures. Returns the exit code: 0, or 1 without a browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- tests that read the names need none

    path = chromium()
    if path is None:
        print("there is no Chromium here: apt-get install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory(prefix="twosource-pictures-") as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(QUIET))
        for name, page in pages_of_examples(Path(folder)):
            for width in WIDTHS:
                picture = small(taken(browser, page, width))
                (PICTURES / f"{name}-{width}.png").write_bytes(picture)
                print(f"{name}-{width}.png  {len(picture):,} bytes")
        browser.close()
    return 0


def pages_of_examples(folder: Path) -> Iterator[tuple[str, Path]]:
    """The letter and one page of each kind, by the names of their pictures."""
    settings = Settings(data=folder / "data", mail_to=("desk@example.com",), mail_from="two@example.com")
    with Session(settings) as session:
        MainJob(session, RunProgress(Console(file=StringIO()))).run(
            ["examples"]
        )  # pages show the path as given
    deliver(settings, _NOW)
    (letter,) = sorted((settings.data / "outbox").glob("*.eml"))
    page = folder / "letter.html"
    page.write_text(letter_page(letter.read_bytes()), encoding="utf-8")
    yield "letter", page
    write(settings)
    with Published(settings.published) as published:
        ((finding, question, subject, outlet),) = published.sql(
            "select finding_id, question_id, subject, outlet_b from contradictions"
            " where metric = 'funding_round' order by rank limit 1"
        ).rows
    site = settings.data / "site"
    yield "findings", site / "index.html"
    yield "finding", site / "findings" / f"{finding}.html"
    yield "question", site / "questions" / f"{question}.html"
    yield "subject", site / "subjects" / file_name(subject)
    yield "outlet", site / "outlets" / file_name(outlet)
    yield "run", site / "runs" / "1.html"
    yield "method", site / "method.html"
    page = folder / "draft.html"
    draft = DraftSource(at="docs/draft/nordlicht.md")
    page.write_text(draft_html(check_draft(settings, draft, _NOW.date())), encoding="utf-8")
    yield "draft", page


def letter_page(content: bytes) -> str:
    """The HTML part of a letter with its pictures inside, as a mail program shows it."""
    message = message_from_bytes(content, policy=SMTP)
    parts = {part.get_content_type(): part for part in message.walk()}
    page: str = parts["text/html"].get_content()
    for part in message.walk():
        if part.get_content_maintype() == "image":
            coded = base64.b64encode(part.get_content()).decode()
            page = page.replace(f"cid:{part['Content-ID'].strip('<>')}", f"data:image/png;base64,{coded}")
    return page


def taken(browser: Browser, page: Path, width: int) -> bytes:
    """A picture of a page at a width, down to its end or to where nobody looks any more."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    opened = context.new_page()
    opened.goto(page.absolute().as_uri())
    height = min(MOST_HEIGHT, int(opened.evaluate("document.documentElement.scrollHeight")))
    picture = opened.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    context.close()
    return picture


def small(picture: bytes) -> bytes:
    """The same picture in so many colours as its size allows."""
    drawn = Image.open(BytesIO(picture)).convert("RGB")
    for colours in _COLOURS:
        out = BytesIO()
        drawn.quantize(colours).save(out, "PNG", optimize=True)
        if out.tell() < MOST_BYTES:
            break
    return out.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
