"""The site in a real Chromium, opened from files: search, filters, links, what may run, who can use it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import perf_counter

import pytest

from flows.site_folder import write_site
from reports.site_pages import finding_page
from tests.browser import PageAt, Visit
from tests.reports.site_made import FRAME, finding, finding_page_of, site_of

HERE = Path(__file__).parent
HOSTILE = tomllib.loads((HERE.parent / "cases" / "hostile_words.toml").read_text("utf-8"))["words"]
MANY = 10_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seventy findings of all sorts, every tenth uncertain."""
    place = tmp_path_factory.mktemp("site") / "site"
    write_site(place, site_of([finding(n, is_told=n % 10 != 9) for n in range(70)]))
    return place


def told(visit: Visit) -> str:
    return visit.page.inner_text("#status")


def search(visit: Visit, words: str) -> None:
    before = told(visit)
    visit.page.fill("#q", words)
    visit.page.wait_for_function(
        "before => document.getElementById('status').innerText !== before", arg=before
    )


def test_search_finds_words_names_and_outlets_and_says_how_many(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html")
    assert told(visit) == "63 findings, 1 to 50 here."
    search(visit, "tarn 3 revenue 2010")
    assert visit.page.locator("#list > li").count() == 1
    assert told(visit) == "1 finding."
    search(visit, "evening")  # É is an e to a person who searches
    assert told(visit).startswith("35 findings")
    search(visit, "no such word")
    assert told(visit) == "Nothing found."
    visit.page.click("#clear")
    assert told(visit) == "63 findings, 1 to 50 here."


def test_filters_stand_in_the_address_and_the_way_back_works(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html")
    visit.page.select_option("#sort", "quotation")
    assert told(visit) == "14 findings."
    visit.page.click("summary")
    visit.page.select_option("#subject", "Tarn Motors 1")
    assert told(visit) == "2 findings."
    address = visit.page.url
    assert address.endswith("#sort=quotation&subject=Tarn+Motors+1")
    again = page_at(site / "index.html", fragment=address.partition("#")[2].join(["#", ""]))
    assert told(again) == "2 findings."
    assert again.page.input_value("#subject") == "Tarn Motors 1"
    visit.page.go_back()
    assert told(visit) == "14 findings."
    assert visit.page.input_value("#subject") == ""
    visit.page.go_back()
    assert told(visit) == "63 findings, 1 to 50 here."
    visit.page.go_forward()
    assert told(visit) == "14 findings."


def test_a_search_is_one_step_back_however_many_letters(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html")
    for words in ("t", "ta", "tarn 2"):
        visit.page.fill("#q", words)
        visit.page.wait_for_timeout(200)
    assert visit.page.url.endswith("#q=tarn+2")
    visit.page.go_back()
    assert visit.page.url.endswith("index.html")


def test_a_finding_and_the_way_back_to_the_search(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html", fragment="#sort=contradiction&order=latest")
    visit.page.click("#list a >> nth=0")
    assert "/findings/fnd_" in visit.page.url
    visit.page.click("text=All answers to this question")
    assert "/questions/qst_" in visit.page.url
    visit.page.go_back()
    visit.page.go_back()
    assert told(visit) == "14 findings."
    assert visit.page.input_value("#order") == "latest"
    assert visit.outside == []


@pytest.mark.parametrize(
    "fragment",
    ["#page=999999", "#page=-4", "#since=x&order=upwards", "#%E0%A4%A", "#all=2&page=x", "#__proto__=1"],
)
def test_a_broken_link_shows_the_list(site: Path, page_at: PageAt, fragment: str) -> None:
    visit = page_at(site / "index.html", fragment=fragment)
    assert told(visit).startswith("63 findings")
    assert visit.console == []


def test_a_link_to_what_is_gone_says_so_and_can_be_undone(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html", fragment="#subject=Gone+Works")
    assert told(visit) == "Nothing found."
    assert visit.page.input_value("#subject") == "Gone Works"
    visit.page.click("#clear")
    assert told(visit).startswith("63 findings")


def test_uncertain_findings_come_only_when_asked_for(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html", fragment="#all=1")
    assert told(visit) == "70 findings, 1 to 50 here."
    visit.page.click("#next")
    assert told(visit) == "70 findings, 51 to 70 here."
    assert visit.page.evaluate("document.activeElement.id") == "main"
    assert visit.page.inner_text("#list").count("uncertain") == 2


def test_by_keyboard_alone(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    assert visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.id") == "q"


def test_without_scripts_the_most_pressing_stand_there(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html", script=False)
    assert visit.page.locator("#list > li").count() == 50
    assert not visit.page.is_visible("#search")


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "findings/fnd_0000000000000000.html",
        "findings/fnd_0000000000000004.html",
        "questions/qst_0000000000000001.html",
        "subjects/index.html",
        "subjects/tarn-*.html",
        "outlets/index.html",
        "outlets/coast-*.html",
        "runs/index.html",
        "runs/7.html",
        "method.html",
    ],
)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_use_it(site: Path, page_at: PageAt, page: str, dark: bool) -> None:
    (path,) = site.glob(page)
    visit = page_at(path, dark=dark)
    for fold in visit.page.locator("summary").all():
        fold.click()
    assert visit.violations() == []
    visit.page.set_viewport_size({"width": 360, "height": 640})
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    assert visit.outside == []


def test_no_word_of_an_article_runs_or_asks_for_anything(tmp_path: Path, page_at: PageAt) -> None:
    together = [" ".join(HOSTILE[start : start + 7]) for start in range(0, len(HOSTILE), 7)]
    found = [finding(n, words) for n, words in enumerate([*HOSTILE, *together])]
    write_site(tmp_path / "site", site_of(found))
    visit = page_at(tmp_path / "site" / "index.html")
    visit.page.on("dialog", lambda dialog: pytest.fail(f"it spoke: {dialog.message}"))
    shown = " ".join(visit.page.inner_text("#list").split())
    assert all(" ".join(words.split()) in shown for words in HOSTILE[:50])
    for one in found[len(HOSTILE) :]:
        for page in (one.page, f"questions/{one.row.question_id}.html"):
            visit.page.goto((tmp_path / "site" / page).absolute().as_uri())
            assert " ".join(one.title.split()) in " ".join(visit.page.inner_text("h1").split())
    assert visit.outside == []
    assert [line for line in visit.console if "Security Policy" in line] == []


def test_a_script_in_a_page_does_not_run_even_if_escaping_failed(tmp_path: Path, page_at: PageAt) -> None:
    page = finding_page(FRAME, finding_page_of(finding(0))).replace(
        b"<h1",
        b'<script>document.title="ran"</script><img src="http://outside.invalid/x"'
        b' onerror="document.title=1"><style>h1{color:red}</style><h1',
    )
    (tmp_path / "findings").mkdir()
    (tmp_path / "findings" / "one.html").write_bytes(page)
    visit = page_at(tmp_path / "findings" / "one.html")
    assert "ran" not in visit.page.title()
    assert visit.page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(255, 0, 0)"
    assert sum("Content Security Policy" in line for line in visit.console) >= 3


def test_paper_has_the_words_and_no_controls(site: Path, page_at: PageAt) -> None:
    visit = page_at(site / "index.html", dark=True)
    visit.page.emulate_media(media="print")
    assert not visit.page.is_visible("#search")
    assert not visit.page.is_visible("header")
    assert visit.page.locator("#list > li").count() == 50
    assert (
        visit.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_ten_thousand_findings(tmp_path: Path, page_at: PageAt) -> None:
    write_site(tmp_path / "site", site_of([finding(n) for n in range(MANY)], each=False))
    began = perf_counter()
    visit = page_at(tmp_path / "site" / "index.html")
    assert told(visit) == "10,000 findings, 1 to 50 here."
    assert perf_counter() - began < 5
    began = perf_counter()
    search(visit, "tarn 1 revenue 11990")
    assert perf_counter() - began < 1
    assert told(visit) == "1 finding."
    assert visit.page.evaluate("document.querySelectorAll('*').length") < 3_000
