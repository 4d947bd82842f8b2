"""A real Chromium for tests of what people look at. Without one they are skipped, and say so.

One browser serves a module of tests, not the whole session: while Playwright's synchronous interface is
started, its event loop counts as running in this thread, and `asyncio.run` of any other test would fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-default-apps", "--no-first-run", "--no-default-browser-check", "--disable-dev-shm-usage"),
    *("--disable-domain-reliability", "--metrics-recording-only", "--font-render-hinting=none"),
)
_OURS = ("file", "data", "about", "blob")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page that was opened, and what it asked for and said since; `requests` and `console` grow."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """Addresses that were asked for, and are no file of this machine."""
        return [url for url in self.requests if urlsplit(url).scheme not in _OURS]

    def violations(self) -> list[str]:
        """What axe-core finds serious or critical on the page as it stands, each with its first place."""
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 -- half a megabyte of script

        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]


PageAt = Callable[..., Visit]


def chromium() -> str | None:
    """The Chromium of this machine: the one that TWOSOURCE_CHROMIUM names, else the first on the path."""
    named = os.environ.get("TWOSOURCE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: install it (apt-get install chromium) or set TWOSOURCE_CHROMIUM")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- starts a process

    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """A function that opens a file, an address, or a string of HTML in a context of its own.

    It takes `width`, `dark`, `script` (whether scripts may run) and `fragment`, and gives the visit.
    """
    contexts = []

    def opened(
        where: Path | str, *, width: int = 1280, dark: bool = False, script: bool = True, fragment: str = ""
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        visit = Visit(page=context.new_page())
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", lambda message: visit.console.append(message.text))
        if isinstance(where, Path):
            visit.page.goto(f"{where.absolute().as_uri()}{fragment}")
        elif where.lstrip().startswith("<"):
            visit.page.set_content(where)
        else:
            visit.page.goto(f"{where}{fragment}")
        return visit

    yield opened
    for context in contexts:
        context.close()
