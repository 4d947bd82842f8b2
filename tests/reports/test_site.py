"""The pages of the site: what articles say stays words on every page, and names of pages are safe."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from reports.digest_words import is_web
from reports.site_list import list_script
from reports.site_pages import finding_page, findings_page, gone_page, question_page
from reports.site_plot import Told, plot_of
from reports.site_tree import TreeNode, trees_of
from reports.site_words import file_name
from tests.reports.site_made import (
    FRAME,
    SORTS,
    finding,
    finding_page_of,
    gone_page_of,
    listing_pages,
    question_page_of,
)
from warehouse.site_rows import SiteClaim, SiteEdge

HERE = Path(__file__).parent
HOSTILE = tomllib.loads((HERE.parent / "cases" / "hostile_words.toml").read_text("utf-8"))["words"]
OURS = {"assets/findings-data.js", "assets/findings.js"}


def pages_with(words: str, link: str = "https://coast.example/one") -> list[BeautifulSoup]:
    """One page of each kind, in which every field that an article fills holds these words."""
    found = [finding(number, words) for number, _ in enumerate(SORTS)]
    pages = [
        findings_page(FRAME, found, 50, 3),
        *(finding_page(FRAME, finding_page_of(one, link)) for one in found),
        question_page(FRAME, question_page_of(found[0], link)),
        gone_page(FRAME, gone_page_of(found[0])),
        *(page for name, page in listing_pages(found[0]) if name != "method.html"),
    ]
    return [BeautifulSoup(page, "lxml") for page in pages]


def text_of(page: BeautifulSoup) -> str:
    return " ".join(page.get_text().split())


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_articles_stay_words(words: str) -> None:
    for page in pages_with(words):
        assert not page.find_all(["iframe", "object", "embed", "base", "style", "img", "math", "video"])
        assert {str(script["src"]) for script in page.find_all("script")} <= OURS
        assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert not page.find_all(True, style=True)
        links = {urlsplit(str(a["href"])).scheme for a in page.find_all("a")}
        assert links <= {"", "http", "https"}
        assert text_of(page).startswith("Run") or " ".join(words.split()) in text_of(page)


@pytest.mark.parametrize("words", HOSTILE)
def test_only_web_addresses_become_links(words: str) -> None:
    for page in pages_with("x", words)[1:]:
        away = [str(a["href"]) for a in page.find_all("a", rel=True)]
        assert all(is_web(href) for href in away)


@pytest.mark.parametrize("words", HOSTILE)
def test_the_list_for_the_script_is_data(words: str) -> None:
    text = list_script([finding(0, words)]).decode()
    assert not set("<>&") & set(text)
    (row,) = json.loads(text.removeprefix("window.twosource=").rstrip(";\n"))["rows"]
    assert row[5] == row[6] == words


@given(st.text(max_size=60))
def test_names_of_pages_are_safe_and_one_for_each_name(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*-)?[0-9a-f]{12}\.html", file_name(name))
    assert file_name(name) != file_name(f"{name} ")
    assert file_name(name) == file_name(name)


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "a/b\\c:d", '"><script>', "名前", "x" * 999, ""])
def test_names_of_pages_of_strange_subjects(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,53}\.html", file_name(name))


def test_names_that_differ_in_case_alone_have_pages_of_their_own() -> None:
    assert len({file_name(name).lower() for name in ("Tarn", "TARN", "tarn", "Tàrn")}) == 4


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.dates().map(str) | st.none() | st.text(max_size=12)), max_size=40
    )
)
def test_every_dated_claim_is_on_the_picture(told: list[tuple[int, str | None]]) -> None:
    given_claims = [Told(lane=lane, published=day, is_first=True, label="x") for lane, day in told]
    plot = plot_of(["a", "b", "c", "d"], given_claims)
    if plot is not None:
        assert len(plot.dots) + plot.undated == len(told)
        assert all(0 <= dot.x <= 100 and 0 < dot.y < plot.height for dot in plot.dots)


def test_every_page_has_one_heading_landmarks_and_a_policy() -> None:
    for page in pages_with("Tarn"):
        assert len(page.find_all("h1")) == len(page.find_all("main")) == len(page.select("head > title")) == 1
        policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None
        assert "default-src 'none'" in str(policy["content"])
        assert "unsafe" not in str(policy["content"])


def test_without_findings_there_is_nothing_to_search() -> None:
    page = BeautifulSoup(findings_page(FRAME, [], 50, 0), "lxml")
    assert "Nothing contradicts anything" in page.get_text()
    assert not page.find_all("script")


def told_by(article: str, value: str = "$5 million") -> SiteClaim:
    return SiteClaim(
        claim_id=f"clm_{article}",
        article_id=article,
        value=value,
        sentence=value,
        start_char=None,
        end_char=None,
        value_start=None,
        outlet=article,
        published=None,
        url="",
        title=None,
        question_id="qst_1",
        answer_id=None,
        status="reported",
        attributed_to=None,
        origin=article,
        origin_outlet=None,
    )


def edge_from(article: str, origin: str) -> SiteEdge:
    return SiteEdge(
        article_id=article,
        origin_article_id=origin,
        source=origin,
        published=None,
        url=None,
        kind="syndicated",
        direction="known",
    )


def nodes_in(trees: Sequence[TreeNode], depth: int = 0) -> Iterator[tuple[int, TreeNode]]:
    for node in trees:
        yield depth, node
        yield from nodes_in(node.children, depth + 1)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 15)), max_size=20, unique_by=lambda pair: pair[0])
)
def test_every_article_stands_once_in_the_trees(pairs: list[tuple[int, int]]) -> None:
    claims = [told_by(str(n)) for n in range(13)]
    trees = trees_of(claims, [edge_from(str(one), str(other)) for one, other in pairs])
    names = [node.name for _, node in nodes_in(trees) if node.claim_id]
    assert sorted(names) == (sorted(str(n) for n in range(13)) if trees else [])


def test_a_long_way_down_is_not_drawn_ever_deeper() -> None:
    claims = [told_by(str(n)) for n in range(300)]
    trees = trees_of(claims, [edge_from(str(n + 1), str(n)) for n in range(299)])
    assert [node.name for node in trees] == ["0"]
    assert max(depth for depth, _ in nodes_in(trees)) == 6
    assert sum(1 for _ in nodes_in(trees)) == 300


def test_the_page_of_methods_tells_the_running_precision_with_its_range() -> None:
    page = BeautifulSoup(dict(listing_pages(finding(0)))["method.html"], "lxml")
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("[aria-labelledby=ruled] tbody tr")]
    assert rows == [
        "all 9 of 12 75 %, 47 to 91",
        "contradictions and changed quotations 9 of 12 75 %, 47 to 91",
        "contradictions and changed quotations: revenue 9 of 12 75 %, 47 to 91",
    ]


def test_a_finding_that_was_ruled_away_says_so_and_how_to_undo_it() -> None:
    text = text_of(BeautifulSoup(gone_page(FRAME, gone_page_of(finding(3))), "lxml"))
    assert "Dismissed (right: $4 million) to $4 million by $4 million, 20 Nov 2026: $4 million" in text
    assert "twosource review undo 00000000" in text
