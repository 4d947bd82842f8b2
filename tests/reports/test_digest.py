"""A digest in both parts: all that is told stands in each, and words of articles stay words."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from reports.answer_chart import answer_chart
from reports.digest import Accuracy, Bar, Block, Change, Digest, GivenAnswer, Pair, Quotation, Slip, Unseen
from reports.digest_html import digest_html
from reports.digest_text import digest_text
from reports.digest_words import first_words, is_web, marked, outlet_of

HERE = Path(__file__).parent
HOSTILE = tomllib.loads((HERE.parent / "cases" / "hostile_words.toml").read_text("utf-8"))["words"]
FOOT = "Why you get this."


def digest_of(words: str, link: str | None = "https://news.example/one") -> Digest:
    """A digest in which every field that an article fills holds these words."""
    quotation = Quotation(
        outlet=words,
        published="2026-11-20",
        sentence=f"It said {words} then.",
        start=8,
        end=8 + len(words),
        link=link,
    )
    answer = GivenAnswer(
        value=words,
        n_articles=2,
        n_origins=1,
        outlets=(words,),
        first_told="2026-11-20",
        first_outlet=words,
        quotations=(quotation,),
    )
    bar = Bar(label=words, value=Decimal(5), low=Decimal(4), high=Decimal(6), n_claims=2, n_origins=1)
    block = Block(
        pairs=(Pair(finding_id="fnd_1", claims=("clm_1", "clm_2"), values=(words, words)),),
        question=words,
        answers=(answer, replace(answer, quotations=())),
        reasons=(words,),
        bars=(bar, bar),
        unit="USD",
        severity=0.9,
        same_origin=True,
        reference=words,
    )
    change = Change(
        finding_id="edt_1",
        about=words,
        before=words,
        before_outlet=words,
        before_told="2026-11-19",
        after=words,
        after_outlet=None,
        after_told=None,
        sentence=words,
        url=link or "file:one.txt",
        copies=(words,),
    )
    slip = Slip(
        finding_id="sum_1",
        words=words,
        working=words,
        outlet=words,
        published=None,
        sentence=words,
        url=link or "file:one.txt",
    )
    return Digest(
        name="Desk",
        told_until="2026-11-21",
        contradictions=(block,),
        quotations=(
            replace(
                block,
                pairs=(Pair(finding_id="fnd_2", claims=("clm_1", "clm_2"), values=(words, words)),),
                bars=(),
            ),
        ),
        updates=(replace(change, finding_id="upd_1"),),
        silent_edits=(change,),
        broken_sums=(slip,),
        against_references=(replace(slip, finding_id="rfd_1"),),
        blind_spots=(Unseen(number=12_000, what="articles without a date"),),
        left_out=("fnd_3",),
    )


def text_of(page: str) -> str:
    soup = BeautifulSoup(page, "lxml")
    assert soup.body is not None
    return " ".join(soup.body.get_text().split())


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_articles_stay_words(words: str) -> None:
    page = digest_html(digest_of(words), {"fnd_1": "chart@example.org"}, FOOT)
    soup = BeautifulSoup(page, "lxml")
    assert soup.body is not None
    assert not soup.body.find_all(
        ["script", "iframe", "object", "embed", "form", "svg", "style", "link", "meta"]
    )
    for tag in soup.body.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
    assert {urlsplit(str(a["href"])).scheme for a in soup.body.find_all("a")} <= {"http", "https"}
    assert [str(image["src"]) for image in soup.body.find_all("img")] == ["cid:chart@example.org"]
    assert " ".join(f"It said {words} then.".split()) in text_of(page)


@pytest.mark.parametrize("words", HOSTILE)
def test_only_web_addresses_become_links(words: str) -> None:
    page = digest_html(digest_of("x", link=words), {}, FOOT)
    hrefs = [str(a["href"]) for a in BeautifulSoup(page, "lxml").find_all("a")]
    assert all(is_web(href) for href in hrefs)
    assert bool(hrefs) is is_web(words)


def test_both_parts_say_the_same() -> None:
    digest = digest_of("$5 billion")
    page, plain = text_of(digest_html(digest, {}, FOOT)), " ".join(digest_text(digest, FOOT).split())
    for part in (page, plain):
        for finding_id in digest.finding_ids:
            for ruling in ("show", "dismiss"):  # an update is news, and nothing to rule on
                assert (f"twosource review {ruling} {finding_id}" in part) is not finding_id.startswith("upd")
            is_clash = finding_id.startswith("fnd")
            assert (f'review resolve {finding_id} --right SIDE --why "..."' in part) is is_clash
        for piece in (
            "12,000 articles without a date",
            "1 more finding is new",
            "wrong-reading CLAIM_ID",
            FOOT,
        ):
            assert piece in part


def test_ids_are_as_short_as_a_person_types_them() -> None:
    digest = replace(digest_of("x"), short_ids={"fnd_1": "fnd_s"})
    for part in (text_of(digest_html(digest, {}, FOOT)), digest_text(digest, FOOT)):
        assert "review show fnd_s" in part
        assert "fnd_1" not in part


def test_the_foot_says_how_often_findings_were_right() -> None:
    none = digest_of("x")
    ruled = replace(
        none,
        accuracy=(
            Accuracy(what=None, n_ruled=10, n_right=8, low=0.4902, high=0.9433),
            Accuracy(what="funding_round", n_ruled=1, n_right=0, low=0.0, high=0.7935),
        ),
    )
    for digest in (none, ruled):
        for part in (text_of(digest_html(digest, {}, FOOT)), " ".join(digest_text(digest, FOOT).split())):
            assert ("Nobody has ruled on a finding yet" in part) is not bool(digest.accuracy)
            assert ("all: 8 of 10 right, 80 % (49 to 94 %)" in part) is bool(digest.accuracy)
            assert ("funding round: 0 of 1 right, 0 % (0 to 79 %)" in part) is bool(digest.accuracy)


def test_a_finding_leads_to_its_page_where_there_is_one() -> None:
    digest = replace(digest_of("x"), site="https://desk.example/found/")
    links = [str(a["href"]) for a in BeautifulSoup(digest_html(digest, {}, FOOT), "lxml").find_all("a")]
    plain = digest_text(digest, FOOT)
    for finding_id in digest.finding_ids:
        page = f"https://desk.example/found/findings/{finding_id}.html"
        assert (page in links) is (page in plain) is not finding_id.startswith("upd")


def test_what_is_not_known_is_not_dressed_up() -> None:
    answer = digest_of("x").contradictions[0].answers[0]
    assert first_words(answer) == "first told 20 Nov 2026 by x"
    assert first_words(replace(answer, first_told=None)) == "undated, told by x"
    assert first_words(replace(answer, first_outlet=None)) == "first told 20 Nov 2026"
    assert outlet_of(None, "https://www.news.example:8080/a") == "news.example"
    assert outlet_of(None, "file:one.txt") is None
    assert outlet_of("Post", "https://news.example/a") == "Post"


def test_numbers_in_the_language_of_the_reader() -> None:
    assert "12.000 articles" in digest_text(digest_of("x"), FOOT, "de")
    assert "12.000 articles" in text_of(digest_html(digest_of("x"), {}, FOOT, "de"))


def test_lines_of_the_plain_part_are_short_but_for_links() -> None:
    plain = digest_text(digest_of("a word and another " * 20), FOOT)
    long = [line for line in plain.splitlines() if len(line) > 72]
    assert not [line for line in long if "http" not in line and "twosource sql" not in line]


def test_a_figure_is_marked_in_its_sentence() -> None:
    quotation = Quotation(
        outlet=None, published=None, sentence="It paid  $5 bn\nfor it.", start=9, end=14, link=None
    )
    assert list(marked(quotation)) == [("It paid ", False), ("$5 bn", True), (" for it.", False)]


def test_a_chart_is_a_small_picture() -> None:
    bars = [
        Bar(label="a", value=Decimal(5), low=Decimal(4), high=Decimal(6), n_claims=40, n_origins=3),
        Bar(label="b", value=Decimal(9), low=Decimal(9), high=None, n_claims=1, n_origins=1),
    ]
    picture = answer_chart(bars, "USD")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 40_000
    assert picture == answer_chart(bars, "USD")
    with pytest.raises(ValueError, match="fewer than two"):
        answer_chart(bars[:1], "USD")


def test_the_plain_part_steers_no_terminal() -> None:
    plain = digest_text(digest_of("a\x1b[31mred\u202eback\x07\x9b"), FOOT)
    assert not set("\x1b\u202e\x07\x9b") & set(plain)
    assert "a[31mredback" in plain
