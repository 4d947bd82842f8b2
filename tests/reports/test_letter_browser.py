"""A letter as it is looked at: in a real Chromium, light and dark, on a phone, and read aloud."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from reports.digest import Accuracy, Digest
from reports.digest_html import digest_html
from tests.browser import PageAt, browser, page_at
from tests.reports.test_digest import FOOT, HOSTILE, digest_of

__all__ = ["browser", "page_at"]

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def letter(digest: Digest) -> str:
    charts = {block.pairs[0].finding_id: "chart@example.org" for block in digest.contradictions}
    return digest_html(digest, charts, FOOT).replace("cid:chart@example.org", PIXEL)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_letter_can_be_read_by_everybody(page_at: PageAt, dark: bool) -> None:
    """Contrast, alternative texts, order of headings and the rest of what axe-core finds serious."""
    accuracy = (Accuracy(what=None, n_ruled=10, n_right=8, low=0.49, high=0.94),)
    digest = replace(digest_of("$5 billion"), accuracy=accuracy, site="https://desk.example/")
    visit = page_at(letter(digest), dark=dark)
    assert visit.violations() == []
    headings = visit.page.eval_on_selector_all("h1,h2,h3", "all => all.map(each => each.tagName[1])")
    levels = list(map(int, headings))
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_letter_fits_its_window(page_at: PageAt, width: int) -> None:
    words = "$5 billion, as told by a long line of people " * 5 + "without_a_space_" * 20
    visit = page_at(letter(digest_of(words)), width=width)
    across = visit.page.evaluate("document.documentElement.scrollWidth")
    assert across <= width
    wide = visit.page.evaluate("document.querySelector('.page').getBoundingClientRect().width")
    assert wide == min(width, 640)


def test_no_words_do_anything(page_at: PageAt) -> None:
    """Every hostile word in every field of a letter: nothing runs, nothing is asked for from outside."""
    digests = [digest_of(words, link=words) for words in HOSTILE]
    every = replace(
        digests[0],
        contradictions=tuple(block for each in digests for block in each.contradictions),
        quotations=tuple(block for each in digests for block in each.quotations),
        silent_edits=tuple(change for each in digests for change in each.silent_edits),
        updates=tuple(change for each in digests for change in each.updates),
        broken_sums=tuple(slip for each in digests for slip in each.broken_sums),
    )
    visit = page_at("<p>before</p>")
    dialogs: list[str] = []
    visit.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    visit.page.set_content(letter(every))
    assert dialogs == []
    assert visit.outside == []
    assert visit.page.evaluate("document.scripts.length") == 0
    assert visit.page.evaluate("document.querySelectorAll('h3').length") == 2 * len(HOSTILE)
