"""PDF files to articles: reading order, paragraphs, tables, running heads, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.articles.files import read_source
from extractors.articles.parsing import Here, Raw
from extractors.articles.pdf import is_pdf, parse_pdf
from extractors.records import Article, Issue
from tests.articles.pdfs import Word, column, pdf

URL = "https://port.example/report.pdf"
REPORT = [
    "Selby port took 412,000 tonnes of grain in 2030, up from 388,000 tonnes in the",
    "year before, its yearly report says. Revenue rose by 7.2 % to 31.4 million euros, and the",
    "port now employs 214 people.",
]
TABLE: list[Word] = [
    (60, 600, 10, "Revenue"),
    (260, 600, 10, "2029"),
    (360, 600, 10, "2030"),
    (60, 585, 10, "Grain"),
    (260, 585, 10, "19.8"),
    (360, 585, 10, "21.6"),
    (60, 570, 10, "Timber"),
    (260, 570, 10, "9.5"),
    (360, 570, 10, "9.8"),
]


def read(body: bytes) -> Article:
    found = parse_pdf(body, url=URL)
    assert isinstance(found, Article), found
    return found


def test_paragraphs_and_tables() -> None:
    head: list[Word] = [(60, 800, 20, "Port of Selby: the year 2030"), (60, 780, 10, "3 March 2031")]
    article = read(pdf([[*head, *column(REPORT), *TABLE]]))
    assert article.title == "Port of Selby: the year 2030"
    assert article.published == "2031-03-03"
    assert article.outlet == "port.example"
    assert " ".join(REPORT) in article.text.split("\n")
    assert article.text.endswith("Revenue | 2029 | 2030\nGrain | 19.8 | 21.6\nTimber | 9.5 | 9.8")


def test_columns_are_read_one_after_the_other() -> None:
    left = ["The first column tells of grain,", "of which 412,000 tonnes came."]
    right = ["The second column tells of timber,", "of which 98,000 tonnes left."]
    text = read(pdf([[*column(left), *column(right, left=320)]])).text
    assert text.split("\n") == [" ".join(left), " ".join(right)]


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [
            (60.0, 820.0, 8.0, f"Port of Selby, report {2030}"),
            *column([f"On page {number + 1} the port tells of {number + 300} ships that came in."]),
            (300.0, 20.0, 8.0, str(number + 1)),
        ]
        for number in range(40)
    ]
    article = read(pdf(pages))
    assert len(article.text.split("\n")) == 40
    assert "report 2030" not in article.text


def test_words_broken_at_the_end_of_a_line_are_whole_again() -> None:
    lines = [
        "The harbour master said that the new cranes would lift the har-",
        "bour to the size of its neighbours by 2033.",
    ]
    assert "lift the harbour to the size" in read(pdf([column(lines)])).text


def test_facts_of_the_file() -> None:
    body = pdf([column(REPORT)], info="/Title (Yearly report 2030) /Author (Ada Stone)")
    assert (read(body).title, read(body).author) == ("Yearly report 2030", "Ada Stone")
    assert read(pdf([column(REPORT)], info="/Title (report.docx)")).title != "report.docx"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"%PDF-1.4\nnothing else", "bad_pdf"),
        (pdf([[]]), "no_text"),
        (pdf([column(REPORT)])[:400], "bad_pdf"),
    ],
)
def test_files_without_an_article(body: bytes, code: str) -> None:
    found = parse_pdf(body, url=URL)
    assert isinstance(found, Issue)
    assert found.code == code


def test_known_by_its_mark_whatever_it_is_called(tmp_path: Path) -> None:
    body = pdf([column(REPORT)])
    assert is_pdf(body)
    assert not is_pdf(b"<p>How to write %PDF- files</p>")
    served = Here().hand(Raw(body=body, url=URL, shown=URL, content_type="text/html")).take()
    assert isinstance(served, Article)
    for name in ("a.pdf", "b.html"):
        (tmp_path / name).write_bytes(body)
        article = next(iter(read_source(str(tmp_path / name))))
        assert isinstance(article, Article), article
        assert article.url == f"file:{name}"
        assert article.text == served.text
