"""What `twosource trace` says and draws of a small story: fourteen articles, a slip, a source not held.

After a wanted change, `python -m tests.flows.test_trace` writes the text anew; read the difference.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from extractors.text.fragments import decode, find_fragment
from extractors.text.selectors import TextQuote, find_quote
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from flows.trace import trace
from reports.descent import Descent, Telling, to_json
from reports.descent_view import DescentView
from reports.descent_words import rows_of
from reports.tree_drawing import drawn
from reports.tree_layout import lay_out
from tests.flows.conftest import Twosource
from warehouse import Published, QueryRefused, WarehouseError

FOLDER = Path(__file__).parent / "traced"
WIDTHS = (80, 120)
QUESTION = "select question_id from questions where metric = 'funding_round' order by n_claims desc limit 1"


def told(source: Path, folder: Path) -> Settings:
    settings = Settings(data=folder / "data")
    with Session(settings) as session:
        MainJob(session, RunProgress(Console(file=StringIO()))).run([str(source)])
    return settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return told(FOLDER / "story.jsonl", tmp_path_factory.mktemp("story"))


@pytest.fixture(scope="module")
def question(settings: Settings) -> str:
    with Published(settings.published) as published:
        return str(published.sql(QUESTION).rows[0][0])


@pytest.fixture(scope="module")
def descent(settings: Settings, question: str) -> Descent:
    return trace(settings, question)


def of_outlet(descent: Descent, outlet: str) -> Telling:
    return next(each for each in descent.tellings if each.outlet == outlet)


def printed(descent: Descent, width: int, *, colour: bool = False) -> str:
    out = StringIO()
    console = Console(file=out, width=width, highlight=False, no_color=not colour, force_terminal=colour)
    if not colour:
        console = Console(file=out, width=width, highlight=False, color_system=None)
    console.print(DescentView(descent))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


@pytest.mark.parametrize("width", WIDTHS)
def test_it_reads_as_expected(descent: Descent, width: int) -> None:
    text = printed(descent, width)
    assert text == (FOLDER / f"story.{width}.txt").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= width


def test_colours_add_nothing_but_colours(descent: Descent) -> None:
    coloured = printed(descent, 80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == printed(descent, 80).split()


def test_an_editor_sees_where_the_error_came_in_and_who_inherited_it(descent: Descent) -> None:
    (error,) = [entrance for entrance in descent.entrances if entrance.change.weight == "error"]
    names = {telling.node_id: telling.name for telling in descent.tellings}
    assert error.change.mutation == "million_billion"
    assert names[error.node_id] == "Northern Mercury & Evening Chronicle"
    assert [names[node_id] for node_id in error.inherited_by] == [
        "Valley Echo",
        "Canal Gazette of Harrowgate and Lower Wick",
    ]


def test_a_source_that_is_not_held_is_a_node(descent: Descent) -> None:
    (unseen,) = [telling for telling in descent.tellings if telling.source is not None]
    below = {
        telling.outlet
        for telling in descent.tellings
        if telling.origin and telling.origin.parent == unseen.node_id
    }
    assert (unseen.source, descent.n_unseen) == ("Basalt Herald", 1)
    assert below == {"Capital Digest", "Fund Watch Monthly Review of Private Capital"}


def test_every_link_and_selector_finds_its_words(settings: Settings, descent: Descent) -> None:
    with Published(settings.published) as published:
        texts = dict(published.sql("select article_url, text from articles").rows)
    quoted = [telling for telling in descent.tellings if telling.quoted is not None]
    assert len(quoted) == descent.n_articles == 14
    for telling in quoted:
        assert telling.quoted is not None
        assert telling.quoted.link is not None
        text = texts[telling.url]
        quote = TextQuote(
            exact=telling.quoted.exact, prefix=telling.quoted.prefix, suffix=telling.quoted.suffix
        )
        (place,) = find_quote(text, quote)
        directive = decode(telling.quoted.link)
        assert directive is not None
        (opened,) = find_fragment(text, directive)
        assert telling.quoted.is_unique
        assert opened.contains(place)


def test_a_claim_is_traced_to_its_own_tree(settings: Settings, descent: Descent) -> None:
    heir = of_outlet(descent, "Valley Echo")
    found = trace(settings, heir.claim_ids[0])
    assert found.claim_id == heir.claim_ids[0]
    assert [telling.node_id for telling in found.tellings if telling.is_asked] == [heir.node_id]
    assert {telling.outlet for telling in found.tellings} == {
        telling.outlet for telling in descent.tellings[: len(found.tellings)]
    }
    assert "Harrowgate Independent" not in {telling.outlet for telling in found.tellings}
    assert found == trace(settings, heir.claim_ids[0][:12])


def test_a_contradiction_is_traced_to_the_trees_of_its_question(settings: Settings) -> None:
    with Published(settings.published) as published:
        finding, asked = published.sql("select finding_id, question_id from contradictions").rows[0]
    assert trace(settings, finding) == trace(settings, asked)


def test_json_holds_the_tree(descent: Descent) -> None:
    made = json.loads(to_json(descent))
    assert len(made["tellings"]) == 15
    assert made["entrances"][0]["change"]["meaning"]
    assert {"exact", "prefix", "suffix", "link", "is_unique"} == set(made["tellings"][0]["quoted"])


def test_the_drawing_is_text_with_links_and_always_the_same(descent: Descent) -> None:
    svg = drawn(descent, "svg")
    assert svg == drawn(descent, "svg")
    root = ElementTree.fromstring(svg)
    words = " ".join("".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text"))
    for telling in descent.tellings:
        assert telling.name in words
    links = {
        each.get("{http://www.w3.org/1999/xlink}href") for each in root.iter("{http://www.w3.org/2000/svg}a")
    }
    assert links == {telling.quoted.link for telling in descent.tellings if telling.quoted}
    png = drawn(descent, "png")
    assert png.startswith(b"\x89PNG")
    assert png == drawn(descent, "png")


def test_nothing_drawn_overlaps_or_leaves_the_page(descent: Descent) -> None:
    layout = lay_out(descent)
    rows = [each.y for each in layout.placed]
    assert rows == sorted(set(rows))
    assert layout.top < rows[0]
    assert rows[-1] < layout.height
    assert all(each.x < layout.value_x < layout.change_x < layout.width for each in layout.placed)


def test_a_large_tree_keeps_what_changed(descent: Descent) -> None:
    heir = of_outlet(descent, "Canal Gazette of Harrowgate and Lower Wick")
    more = tuple(replace(heir, node_id=f"clm_more_{n}", outlet=f"Copy {n}") for n in range(30))
    large = replace(descent, tellings=(*descent.tellings, *more))
    rows, left = rows_of(large, 20)
    shown = [row.telling.name for row in rows]
    assert "Northern Mercury & Evening Chronicle" in shown
    assert max(len(row.also) for row in rows) >= 29
    assert left == 0
    assert sum(1 + len(row.also) for row in rows) == len(large.tellings)
    cut, left = rows_of(large, 5)
    assert sum(1 + len(row.also) for row in cut) + left == len(large.tellings)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("qst_0000000000000000", "there is no question or claim"),
        ("clm_", "begins more than one question or claim"),
        ("ans_", "no question or claim but the answer"),
        ("", "there is no question or claim"),
    ],
)
def test_what_cannot_be_traced_is_said(settings: Settings, given: str, words: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        trace(settings, given)
    assert words in str(refused.value)


def test_nothing_published_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="nothing has been published"):
        trace(Settings(data=tmp_path), "qst_1")


def test_ready_made_claims_have_a_tree_without_links(tmp_path: Path) -> None:
    row = {
        "external_id": "desk-1",
        "article_url": "https://a.example/1",
        "outlet": "Alder Post",
        "published": "2025-03-01",
        "sentence": "Halvorsen raised $420 million.",
        "kind": "quantity",
        "subject": "Halvorsen",
        "metric": "funding_round",
        "low": 420000000,
        "high": 420000000,
        "unit": "USD",
        "value_text": "$420 million",
    }
    source = tmp_path / "desk.claims.jsonl"
    source.write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = trace(told(source, tmp_path), "desk-1")
    (telling,) = found.tellings
    assert (telling.quoted, telling.origin, telling.is_asked) == (None, None, True)
    assert telling.name in printed(found, 80)
    assert drawn(found, "svg")


def test_the_command(settings: Settings, question: str, twosource: Twosource, tmp_path: Path) -> None:
    data = str(settings.data)
    svg, png = tmp_path / "tree.svg", tmp_path / "tree.png"
    done = twosource("trace", question[:14], "--data", data, "--svg", str(svg), "--png", str(png), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["question_id"] == question
    assert svg.read_text(encoding="utf-8").startswith("<?xml")
    assert png.read_bytes().startswith(b"\x89PNG")
    nowhere = twosource("trace", question, "--data", data, "--png", str(tmp_path / "no" / "tree.png"))
    assert nowhere.returncode == 2
    assert "cannot be written: No such file or directory" in nowhere.stderr


def write_expected() -> None:
    """Write `traced/*.txt` anew."""
    with tempfile.TemporaryDirectory() as folder:
        settings = told(FOLDER / "story.jsonl", Path(folder))
        with Published(settings.published) as published:
            found = trace(settings, str(published.sql(QUESTION).rows[0][0]))
        for width in WIDTHS:
            (FOLDER / f"story.{width}.txt").write_text(printed(found, width), encoding="utf-8")


if __name__ == "__main__":
    write_expected()
