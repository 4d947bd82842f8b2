"""The page of a checked draft in Chromium: nothing runs, nothing is asked for, everybody can read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.draft import DraftCheck
from reports.draft_html import draft_html
from tests.browser import PageAt
from tests.flows.test_draft import HOSTILE, said_with


@pytest.fixture(scope="module")
def page(whole: DraftCheck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "check.html"
    path.write_text(draft_html(whole), encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_can_be_read_by_all(page: Path, page_at: PageAt, width: int, dark: bool) -> None:
    visit = page_at(page, width=width, dark=dark)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.violations() == []
    assert visit.outside == []
    assert visit.console == []
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_mark_leads_to_what_is_known_and_back(page: Path, page_at: PageAt) -> None:
    visit = page_at(page, script=False)
    visit.page.click("article a.m.contradicts >> nth=0")
    assert visit.page.url.endswith("#n1")
    visit.page.click("#n1 h3 a")
    assert visit.page.url.endswith("#t1")


def test_the_policy_lets_no_script_in(whole: DraftCheck, tmp_path: Path, page_at: PageAt) -> None:
    """Even if a word were to come out as markup, it would neither run nor ask for anything."""
    path = tmp_path / "broken.html"
    bad = "<script>document.title='ran'</script><img src='http://evil.example/x' onerror='document.title=1'>"
    path.write_text(draft_html(whole).replace("<h1>", f"{bad}<h1>"), encoding="utf-8")
    visit = page_at(path)
    assert "ran" not in visit.page.title()
    assert visit.page.title().endswith(": checked")
    assert any("Content Security Policy" in line for line in visit.console)


def test_hostile_words_do_nothing(whole: DraftCheck, page_at: PageAt, tmp_path: Path) -> None:
    claims = tuple(
        replace(said_with(whole.claims[n % len(whole.claims)], word), number=n + 1, start=0, end=0)
        for n, word in enumerate(HOSTILE)
    )
    text = "\n".join(HOSTILE)
    check = replace(whole, claims=claims, within=(), sums=(), draft=replace(whole.draft, text=text))
    path = tmp_path / "hostile.html"
    path.write_text(draft_html(check), encoding="utf-8")
    visit = page_at(path)
    assert visit.outside == []
    assert visit.console == []
    shown = visit.page.inner_text("article")
    assert all(" ".join(word.split()) in " ".join(shown.split()) for word in HOSTILE)
