"""`twosource check`: every claim of a draft with what is known of it, and drafts that mean harm."""

from __future__ import annotations

import json
import os
import tomllib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rich.console import Console

from flows.boundary import NothingReadable
from flows.draft_marks import marks_of
from flows.draft_source import DraftSource, read_draft
from flows.exits import Exit
from flows.settings import SettingsError
from reports.draft import Against, Draft, DraftCheck, DraftClaim, Mark, to_json
from reports.draft_html import draft_html, lines_of
from reports.draft_view import DraftView
from tests.flows.conftest import ROOT, Twosource
from tests.flows.drafts import CASES, TODAY, WHOLE, checked

SCHEMA = json.loads((ROOT / "reports" / "draft.schema.json").read_text(encoding="utf-8"))
HOSTILE = tomllib.loads((ROOT / "tests" / "cases" / "hostile_words.toml").read_text("utf-8"))["words"]


@pytest.fixture(scope="session")
def published(draft_folder: Path) -> Path:
    """The published file of the articles of the cases."""
    return draft_folder / "claims.duckdb"


def shown(check: DraftCheck, width: int = 100) -> str:
    console = Console(width=width, record=True, file=StringIO())
    console.print(DraftView(check))
    return console.export_text()


def hold(check: DraftCheck) -> None:
    """What holds of every check: places are of the quotes, in order; the JSON is valid."""
    for claim in check.claims:
        assert check.draft.text[claim.start : claim.end] == claim.quote
    places = [(claim.start, claim.end) for claim in check.claims]
    assert places == sorted(places)
    assert [claim.number for claim in check.claims] == list(range(1, len(places) + 1))
    document = json.loads(to_json(check))
    Draft202012Validator(SCHEMA).validate(document)
    assert sum(document["counts"].values()) == len(check.claims)


@pytest.mark.parametrize("case", CASES["draft"], ids=lambda case: case["name"])
def test_drafts_are_marked(case: dict[str, Any], published: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(case["text"], encoding="utf-8")
    check = checked(published, path, case.get("outlet"), case["date"])
    hold(check)
    found = {claim.quote: claim for claim in check.claims}
    assert [[quote, str(found[quote].mark)] for quote, _ in case["marks"] if quote in found] == case["marks"]
    for quote, origins in case.get("origins", {}).items():
        agrees = found[quote].agrees
        assert agrees is not None
        assert agrees.n_origins == origins
    for quote, outlets in case.get("outlets", {}).items():
        agrees = found[quote].agrees
        assert agrees is not None
        assert list(agrees.outlets) == outlets
    for quote, values in case.get("against", {}).items():
        assert [known.value for known in found[quote].contradicts] == values
    for quote, values in case.get("newer", {}).items():
        assert [known.value for known in found[quote].newer] == values
    for quote, values in case.get("earlier", {}).items():
        assert [known.value for known in found[quote].earlier] == values
    quotes = [claim.quote for claim in check.claims]
    pairs = [[quotes[each.first - 1], quotes[each.later - 1]] for each in check.within]
    assert pairs == case.get("within", [])
    assert len(check.sums) == case.get("sums", 0)
    assert [each.url for each in check.already_published] == case.get("published", [])


def test_contradictions_are_told_with_both_quotations(whole: DraftCheck) -> None:
    hold(whole)
    text = " ".join(shown(whole).split())
    assert "“Orre Energy has raised $48 million in a Series B round led by Brisk Capital.”" in text
    assert "“Orre Energy raised $40 million in a Series B round led by Brisk Capital.”" in text
    assert "Alpha Post, 3 May 2031, 2 origins (also Beta Times, Echo News)" in text
    assert "why: 18 % apart, beyond rounding." in text
    assert "https://alpha.example/orre#:~:text=%2440%20million" in text
    assert "GPT-3’s parameter count" in text
    assert "$250 million × 1.5 = $375m, told: $300 million" in text
    assert "1 sum does not come out" in text


@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_terminal_keeps_to_its_width(whole: DraftCheck, width: int) -> None:
    assert max(map(len, shown(whole, width).splitlines())) <= width


def test_only_some_marks(whole: DraftCheck) -> None:
    document = json.loads(to_json(whole, marks_of("--only", "contradict,newer")))
    assert {claim["mark"] for claim in document["claims"]} == {"contradicts", "newer"}
    assert document["counts"]["unknown"] > 0
    Draft202012Validator(SCHEMA).validate(document)


def test_what_fails(whole: DraftCheck) -> None:
    assert whole.fails({Mark.CONTRADICTS})
    assert whole.fails({Mark.UNKNOWN})
    assert not whole.fails(())
    assert not whole.fails({Mark.OWN})


def test_marks_are_named_by_any_of_their_words() -> None:
    assert marks_of("--only", "contradict, one_origin") == {Mark.CONTRADICTS, Mark.ONE_ORIGIN}
    assert marks_of("--fail-on", "never") == frozenset()
    with pytest.raises(SettingsError, match="Did you mean newer"):
        marks_of("--only", "never, newr")
    with pytest.raises(SettingsError, match="names no mark"):
        marks_of("--only", " ")


def test_the_schema_is_one_and_knows_every_mark() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["Mark"]["enum"] == [str(mark) for mark in Mark]


FORMS = {
    "draft.html": "<!doctype html><html><head><title>Orre Energy raises $48m</title></head><body>"
    "<article><p>Orre Energy has raised $48 million in a Series B round, and a plant is planned.</p>"
    "</article></body></html>",
    "piece.html": "<p>Orre Energy has raised <b>$48 million</b> in a Series B round, and more is due.</p>",
    "draft.txt": "Orre Energy has raised $48 million in a Series B round, and a plant is planned.",
    "draft.md": "---\ntitle: Orre\ndate: 2031-05-09\n---\n"
    "Orre Energy has raised **$48 million** in a Series B round.",
    "draft": "Orre Energy has raised $48 million in a Series B round, and a plant is planned.",
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_read(name: str, published: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FORMS[name], encoding="utf-8")
    check = checked(published, path)
    hold(check)
    (claim,) = [claim for claim in check.claims if claim.quote == "$48 million"]
    assert claim.mark is Mark.CONTRADICTS
    assert check.draft.date == ("2031-05-09" if name == "draft.md" else TODAY.isoformat())
    if name == "draft.html":
        assert check.draft.text.startswith("Orre Energy raises $48m\n")
        assert check.claims[0].in_headline


UNREADABLE = {
    "empty": (b"", "is empty"),
    "spaces": (b" \n\t\n", "is empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary file"),
    "controls": (bytes(range(1, 9)) * 400, "binary file"),
    "short": (b"Hm.", "hardly any text"),
    "huge": (b"Orre. " * 1_700_000, "larger than 10,000,000 bytes"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_said(name: str, tmp_path: Path) -> None:
    body, words = UNREADABLE[name]
    path = tmp_path / "draft"
    path.write_bytes(body)
    with pytest.raises(NothingReadable, match=words):
        read_draft(DraftSource(at=str(path)), TODAY)


def test_mistakes_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file"):
        read_draft(DraftSource(at=str(tmp_path / "none.md")), TODAY)
    with pytest.raises(
        SettingsError, match=r"^[^ ]* is a folder: a draft is one file\. `twosource run` reads folders\.$"
    ):
        read_draft(DraftSource(at=str(tmp_path)), TODAY)
    with pytest.raises(SettingsError, match="--date soon is no day"):
        read_draft(DraftSource(at="-", date="soon"), TODAY)


ODD = {
    "only quotation marks": "“ ” “”“” ‘’ \"\" ''' “““ ””” “ said “ ” said ”",
    "right to left": "\u202eOrre Energy raised $48 million in a Series B round\u202c. "
    "\u05d0\u05d5\u05e8 $48 \u05de\u05d9\u05dc\u05d9\u05d5\u05df",
    "a NUL": "Orre Energy\x00 raised $48 million in a Series B round.",
    "an escape": "Orre Energy raised \x1b[31m$48 million\x1b[0m in a Series B round. \x1b]0;title\x07",
    "astral": "\U0001f600\U0001f600 Orre Energy raised $48 million in a Series B round. \U0001f680",
    "combining": "Orre Energy raise\u0301d $48\u00a0million in a Series B round. " + "e\u0301" * 300,
    "a long line": "Orre Energy raised $48 million in a Series B round. " + "and so on " * 5_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_drafts_come_to_an_end(name: str, published: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(ODD[name], encoding="utf-8")
    check = checked(published, path)
    hold(check)
    text = shown(check)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_names_that_are_no_text_are_written_all_the_same(published: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"dr\xffft.txt")
    path.write_text("Orre Energy raised $48 million in a Series B round.", encoding="utf-8")
    check = checked(published, path, outlet=os.fsdecode(b"Alpha\xff"))
    assert "dr?ft.txt" in to_json(check).encode("utf-8").decode()
    assert "dr?ft.txt" in draft_html(check)


def test_hostile_words_stay_words(published: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    told = [f"{word} raised $48 million in a Series B round, {word} said." for word in HOSTILE]
    path.write_text("\n\n".join(told), encoding="utf-8")
    check = checked(published, path, outlet=HOSTILE[0])
    hold(check)
    assert "\x1b" not in shown(check)
    harmless(draft_html(check))


TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "article", "section", "footer", "h1",
    "h2", "h3", "p", "b", "ol", "ul", "li", "a", "span", "sup", "div", "blockquote", "mark",
}  # fmt: skip
NAMES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "dir", "title", "rel",
    "aria-label",
}  # fmt: skip


def harmless(page: str) -> BeautifulSoup:
    """The page, which has no tag, attribute or link but those of the template."""
    soup = BeautifulSoup(page, "lxml")
    assert {tag.name for tag in soup.find_all()} <= TAGS
    names = {name for tag in soup.find_all() for name in tag.attrs}
    assert names <= NAMES
    assert all(a["href"].startswith(("#", "https://", "http://")) for a in soup.find_all("a"))
    return soup


KEPT = {"kind", "relation", "reason", "status", "date_from", "date", "published", "first_told", "told_until"}


def said_with(found: Any, word: str) -> Any:
    """A record with a word in the place of every text that comes from outside."""
    if isinstance(found, tuple):
        return tuple(said_with(each, word) for each in found)
    if not is_dataclass(found) or isinstance(found, type):
        return word if isinstance(found, str) and not isinstance(found, Mark) else found
    values = {item.name: getattr(found, item.name) for item in fields(found) if item.name not in KEPT}
    return replace(found, **{name: said_with(value, word) for name, value in values.items()})


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_of_articles_stay_words(word: str, whole: DraftCheck) -> None:
    check = said_with(whole, word)
    soup = harmless(draft_html(check))
    assert " ".join(word.split()) in " ".join(soup.text.split())
    assert "\x1b" not in shown(check)


def test_the_page_asks_for_nothing_and_marks_every_claim(whole: DraftCheck) -> None:
    page = draft_html(whole)
    soup = BeautifulSoup(page, "lxml")
    assert not soup.find_all(["script", "img", "iframe", "link", "object", "form"])
    assert not soup.select("[style], [onclick], [src]")
    style, policy = soup.style, soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert style is not None
    assert policy is not None
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    assert policy["content"].startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    for claim in whole.claims:
        assert len(soup.select(f"#t{claim.number}")) == len(soup.select(f"#n{claim.number}")) == 1
    marked = [each.text for each in soup.select("article a.m")]
    assert [claim.quote for claim in whole.claims if claim.quote in marked] == [c.quote for c in whole.claims]
    text = " ".join(soup.text.split())
    assert "Orre Energy has raised $48 million✗" in text.replace(" ✗", "✗")
    assert "Why: 18 % apart, beyond rounding." in text
    assert "No claim has such a mark." in draft_html(whole, {Mark.OWN})


def test_overlapping_claims_all_have_their_place() -> None:
    """A quotation that holds a figure: the figure keeps its own mark within it."""
    text = "a bcd e"
    claims = [made(1, 0, 7, Mark.UNKNOWN), made(2, 2, 5, Mark.AGREES), made(3, 2, 5, Mark.NEWER)]
    check = made_check(text, claims)
    (line,) = lines_of(check, claims)
    assert [(piece.text, piece.claim) for piece in line.pieces] == [("a ", 1), ("bcd", 3), (" e", 1)]
    assert [piece.starts for piece in line.pieces] == [(1,), (2, 3), ()]
    assert [[end.number for end in piece.ends] for piece in line.pieces] == [[], [2, 3], [1]]


def made(number: int, start: int, end: int, mark: Mark) -> DraftClaim:
    return DraftClaim(
        number=number,
        mark=mark,
        start=start,
        end=end,
        quote="",
        sentence="",
        in_headline=False,
        kind="quantity",
        subject="",
        metric="",
        value="",
        question="",
        period=None,
        status="reported",
        attributed_to=None,
        confidence=1.0,
        agrees=None,
        contradicts=(),
        more_against=0,
        newer=(),
        earlier=(),
        doubtful=(),
        references=(),
    )


def made_check(text: str, claims: Sequence[DraftClaim]) -> DraftCheck:
    return DraftCheck(
        draft=Draft(name="x", title=None, outlet=None, date="", date_from="today", words=3, text=text),
        against=Against(
            path="", run_number=None, finished_at=None, told_until=None, n_articles=0, n_claims=0
        ),
        already_published=(),
        claims=tuple(claims),
        within=(),
        sums=(),
        remarks=(),
    )


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_the_page_shows_all_of_any_text(text: str, spans: list[tuple[int, int]]) -> None:
    claims = [
        made(number, min(span, default=0), min(max(span), len(text)), Mark.UNKNOWN)
        for number, span in enumerate(spans, start=1)
        if min(span) < min(max(span), len(text))
    ]
    check = made_check(text, sorted(claims, key=lambda claim: claim.start))
    seen = "".join(piece.text for line in lines_of(check, check.claims) for piece in line.pieces)
    letters = [sign for sign in text if sign.isalnum()]
    assert [sign for sign in seen if sign.isalnum()] == letters


def test_the_program_says_so_by_its_exit_code(
    draft_folder: Path, tmp_path: Path, twosource: Twosource
) -> None:
    path = tmp_path / "draft.md"
    path.write_text(WHOLE, encoding="utf-8")
    found = twosource("check", str(path), "--data", str(draft_folder), "--json", "--date", "2031-05-08")
    assert found.returncode == Exit.AGAINST, found.stderr
    Draft202012Validator(SCHEMA).validate(json.loads(found.stdout))
    missing = twosource("check", str(path), "--data", str(tmp_path / "nothing"))
    assert missing.returncode == Exit.NOTHING_READABLE
    assert "nothing has been published yet" in missing.stderr


def test_the_documentation_shows_what_the_program_says(cookbook_file: Path) -> None:
    page = (ROOT / "docs" / "draft.md").read_text(encoding="utf-8")
    check = checked(cookbook_file, ROOT / "docs" / "draft" / "nimbus.md", day="2031-03-05")
    said = "\n".join(line.rstrip() for line in shown(check).splitlines())
    assert f"```text\n{said}\n```" in page, "run the commands of docs/draft.md and paste what they print"
    for mark in Mark:
        assert f"| `{mark}` |" in page
