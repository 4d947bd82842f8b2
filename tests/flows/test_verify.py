"""`twosource verify`: what a run stored holds, what was tampered with is found, changed pages are told of."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from flows.exits import Exit
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from flows.verification.held import Held
from flows.verification.verify import find_things, verify, verify_things
from reports.verification import Outcome, Verification, to_json
from reports.verification_view import VerificationView
from tests.flows.conftest import Twosource
from warehouse import Published, QueryRefused, WarehouseError

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OWN = (
    "The plant in the north opens in spring, after two winters of delay over a permit for cooling water "
    "that the river board had held back, its head of works said at a fair for pump makers in the harbour."
)
FIRST = {
    "url": "https://first.example/1",
    "outlet": "Alpha Post",
    "published": "2031-05-03",
    "title": "Orre raises",
    "text": f"Orre Energy raised $40 million in a Series B round led by Brisk Capital. {OWN} "
    "Sales rose 40% to $5.6 million from $5.0 million a year earlier.",
}
COPY = FIRST | {"url": "https://copy.example/1", "outlet": "Beta Times", "published": "2031-05-04"}
CHANGED = FIRST | {"text": FIRST["text"].replace("$40 million", "$48 million")}


def run(settings: Settings, *sources: str) -> None:
    with Session(settings) as session:
        MainJob(session, RunProgress(Console(file=StringIO()))).run(sources)


def told(folder: Path) -> Settings:
    """A data folder in which one article was changed and its copy was not."""
    settings = Settings(data=folder / "data")
    source = folder / "stories.jsonl"
    for first in (FIRST, CHANGED):
        source.write_text("\n".join(map(json.dumps, (first, COPY))), encoding="utf-8")
        run(settings, str(source))
    return settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return told(tmp_path_factory.mktemp("revised"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("demo") / "data")
    run(settings, str(EXAMPLES))
    return settings


def ids(settings: Settings, query: str) -> list[tuple[str, ...]]:
    with Published(settings.published) as published:
        return [tuple(map(str, row)) for row in published.sql(query).rows]


def failures(found: Verification) -> list[str]:
    return [f"{c.name}: {c.detail}" for c in found.checks if c.outcome is Outcome.FAILED]


def outcome(found: Verification, name: str) -> list[Outcome]:
    return [check.outcome for check in found.checks if check.name == name]


ALL = (
    "select claim_id from claims where kind <> 'fact' order by claim_id limit 12",
    "select question_id from questions order by question_id limit 12",
    "select answer_id from answers order by answer_id limit 3",
    "select claim_a, claim_b from contradictions order by rank",
    "select claim_a, claim_b from claim_relations order by claim_a, claim_b limit 8",
    "select sum_id from broken_sums",
    "select edit_id from claim_edits",
    "select claim_id from former_claims where value_text = '$40 million'",
)


@pytest.mark.parametrize("query", ALL)
def test_what_a_run_has_stored_holds(demo: Settings, settings: Settings, query: str) -> None:
    checked = 0
    for each in (demo, settings):
        rows = ids(each, query)
        with Published(each.published) as published:
            held = Held(published, each, online=False)
            for row in rows:
                found = verify_things(held, find_things(published, row))
                assert failures(found) == [], f"{found.sort} {found.id}"
                assert found.holds
                checked += found.count(Outcome.OK)
    assert checked > 0


def test_a_silent_edit_is_found_again(settings: Settings) -> None:
    ((edit,),) = ids(settings, "select edit_id from silent_edits")
    found = verify(settings, [edit[:10]])
    assert (found.sort, found.id) == ("edit", edit)
    assert [(check.name, check.outcome) for check in found.checks] == [
        ("text", Outcome.OK),
        ("sentence", Outcome.OK),
        ("text", Outcome.OK),
        ("sentence", Outcome.OK),
        ("edit", Outcome.OK),
        ("revision", Outcome.OK),
    ]


def test_a_claim_that_was_changed_says_so(settings: Settings) -> None:
    ((claim,),) = ids(settings, "select claim_id from former_claims where value_text = '$40 million'")
    found = verify(settings, [claim])
    assert found.sort == "former claim"
    assert outcome(found, "revision") == [Outcome.CHANGED]
    assert found.holds


def test_a_relation_comes_with_its_rules_and_origins(settings: Settings) -> None:
    (pair,) = ids(settings, "select claim_a, claim_b from contradictions where metric = 'funding_round'")
    found = verify(settings, pair)
    assert found.sort == "relation"
    assert [step.reason for step in found.trace if step.settles] == ["value_differs"]
    (origins,) = [check.detail for check in found.checks if check.name == "origins"]
    assert origins == "both go back to one origin"
    assert outcome(found, "lineage") == [Outcome.OK]
    ((finding,),) = ids(settings, "select finding_id from contradictions where metric = 'funding_round'")
    assert verify(settings, [finding]) == found


DAMAGE: dict[str, tuple[str, str, str]] = {
    "text": (
        "update core.articles set text = replace(text, 'north', 'south')",
        "select claim_id from claims where metric = 'funding_round' limit 1",
        "text",
    ),
    "span": (
        "update core.claims set start_char = start_char + 1",
        "select claim_id from claims where metric = 'funding_round' limit 1",
        "span",
    ),
    "sentence": (
        "update core.claims set sentence = sentence || ' Not so.'",
        "select claim_id from claims where metric = 'funding_round' limit 1",
        "sentence",
    ),
    "value": (
        "update core.claims set low = low * 10, high = high * 10",
        "select claim_id from claims where metric = 'funding_round' limit 1",
        "reading",
    ),
    "relation": (
        "update core.form_relations set relation = 'agree', reason = 'rounded'",
        "select claim_a, claim_b from claim_relations where reason = 'rounded' limit 1",
        "relation",
    ),
    "relations of a question": (
        "delete from core.form_relations",
        "select q.question_id from questions as q where metric = 'funding_round' and verdict <> 'gone'",
        "relations",
    ),
    "origins": (
        "update core.answers set n_origins = n_origins + 1",
        "select question_id from questions where metric = 'funding_round'",
        "origins",
    ),
    "verdict": (
        "update core.questions set verdict = 'settled'",
        "select question_id from questions where metric = 'lead_investor'",
        "verdict",
    ),
    "sum": (
        "update core.broken_sums set working = 'one and one is three'",
        "select sum_id from broken_sums limit 1",
        "sum",
    ),
    "old text": (
        "update core.article_revisions set text = replace(text, '$40 million', '$41 million')",
        "select edit_id from silent_edits",
        "edit",
    ),
    "edit": (
        "update core.claim_edits set notice = 'named'",
        "select edit_id from claim_edits",
        "edit",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_tampered_with_is_found(settings: Settings, tmp_path: Path, name: str) -> None:
    damage, query, check = DAMAGE[name]
    data = tmp_path / "data"
    data.mkdir()
    (data / "claims.duckdb").write_bytes(settings.published.read_bytes())
    harmed = Settings(data=data)
    with duckdb.connect(str(data / "claims.duckdb")) as con:
        con.execute(damage)
    row = ids(harmed, query)[0]
    found = verify(harmed, row)
    assert not found.holds
    assert Outcome.FAILED in outcome(found, check), failures(found)


def test_what_another_version_made_is_open_and_no_failure(settings: Settings, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "claims.duckdb").write_bytes(settings.published.read_bytes())
    with duckdb.connect(str(data / "claims.duckdb")) as con:
        con.execute("update core.articles set extractor_version = 'older'")
        con.execute("update core.claims set low = low * 10, high = high * 10")
    (row,) = ids(Settings(data=data), "select claim_id from claims where low = 480000000")
    found = verify(Settings(data=data), row)
    assert outcome(found, "reading") == [Outcome.OPEN]
    assert found.holds


def test_a_ready_made_claim_is_said_to_be_given(tmp_path: Path) -> None:
    line = {
        "external_id": "desk-1",
        "article_url": "https://desk.example/1",
        "sentence": "Orre Energy raised $40 million.",
        "kind": "quantity",
        "subject": "Orre Energy",
        "metric": "funding_round",
        "low": 40000000,
        "high": 40000000,
        "unit": "USD",
        "value_text": "$40 million",
    }
    source = tmp_path / "desk.claims.jsonl"
    source.write_text(json.dumps(line), encoding="utf-8")
    settings = Settings(data=tmp_path / "data")
    run(settings, str(source))
    found = verify(settings, ["desk-1"])
    assert [(check.name, check.outcome) for check in found.checks] == [("given", Outcome.OPEN)]
    assert "Nothing could be checked" in drawn(found)


def drawn(found: Verification, width: int = 100) -> str:
    out = StringIO()
    Console(file=out, width=width, highlight=False, no_color=True).print(VerificationView(found))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 100])
def test_it_is_shown_within_its_width(settings: Settings, width: int) -> None:
    (pair,) = ids(settings, "select claim_a, claim_b from contradictions where metric = 'funding_round'")
    lines = drawn(verify(settings, pair), width).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[-1].startswith("It holds: ")


def test_json_has_every_check(settings: Settings) -> None:
    ((edit,),) = ids(settings, "select edit_id from silent_edits")
    table = json.loads(to_json(verify(settings, [edit])))
    assert table["holds"] is True
    assert (table["sort"], table["id"], len(table["checks"])) == ("edit", edit, 6)
    assert set(table["checks"][0]) == {"name", "about", "outcome", "detail"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["nothing"], "there is no claim, .* or former claim 'nothing'"),
        ([""], "there is no claim, .* ''"),
        (["clm_"], "'clm_' begins more than one claim, "),
    ],
)
def test_an_id_that_means_nothing_or_too_much(settings: Settings, given: list[str], words: str) -> None:
    with pytest.raises(QueryRefused, match=words):
        verify(settings, given)


def test_a_relation_is_of_two_claims(settings: Settings) -> None:
    ((claim,), *_) = ids(settings, "select claim_id from claims")
    ((question,), *_) = ids(settings, "select question_id from questions")
    with pytest.raises(QueryRefused, match="are one claim"):
        verify(settings, [claim, claim])
    with pytest.raises(QueryRefused, match="is no claim but the question"):
        verify(settings, [claim, question])


def test_nothing_published(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="nothing has been published yet"):
        verify(Settings(data=tmp_path), ["clm_1"])


def test_exit_codes(settings: Settings, tmp_path: Path, twosource: Twosource) -> None:
    ((edit,),) = ids(settings, "select edit_id from silent_edits")
    good = twosource("verify", edit, "--data", str(settings.data), "--json")
    assert (good.returncode, json.loads(good.stdout)["holds"]) == (Exit.DONE, True)
    wrong = twosource("verify", "clm_zzz", "--data", str(settings.data))
    assert wrong.returncode == Exit.USAGE
    assert wrong.stderr.startswith("twosource: there is no claim, ")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.duckdb").write_bytes(settings.published.read_bytes())
    with duckdb.connect(str(tmp_path / "data" / "claims.duckdb")) as con:
        con.execute("update core.claim_edits set notice = 'named'")
    bad = twosource("verify", edit, "--data", str(tmp_path / "data"), "--no-color")
    assert bad.returncode == Exit.NOT_VERIFIED
    assert "It does not hold" in bad.stdout


class Page(BaseHTTPRequestHandler):
    """One page whose text can be changed, as newsrooms do."""

    text = ""

    def do_GET(self) -> None:
        paragraphs = "".join(f"<p>{line}</p>" for line in type(self).text.split("\n"))
        page = f"<html><head><title>Orre raises</title></head><body><article><h1>Orre raises</h1>{paragraphs}"
        body = f"{page}</article></body></html>".encode()
        self.send_response(200 if type(self).text and self.path == "/story" else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def page() -> Iterator[tuple[str, Callable[[str], None]]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def put(text: str) -> None:
        Page.text = text

    yield f"http://127.0.0.1:{server.server_port}/story", put
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_again(tmp_path: Path, page: tuple[str, Callable[[str], None]]) -> None:
    url, put = page
    settings = Settings(data=tmp_path / "data", allow_private=("127.0.0.1/32",), pace=0)
    put(FIRST["text"].replace(". ", ".\n"))
    run(settings, url)
    ((claim,),) = ids(settings, "select claim_id from claims where value_text = '$40 million'")
    assert outcome(verify(settings, [claim]), "page") == []
    assert outcome(verify(settings, [claim], online=True), "page") == [Outcome.OK]
    put(CHANGED["text"].replace(". ", ".\n"))
    changed = verify(settings, [claim], online=True)
    assert outcome(changed, "page") == [Outcome.CHANGED]
    assert changed.holds, "it holds for the stored text"
    put("Orre Energy raised $48 million. Subscribe to continue reading.")
    assert outcome(verify(settings, [claim], online=True), "page") == [Outcome.OPEN]
    put("")
    assert outcome(verify(settings, [claim], online=True), "page") == [Outcome.OPEN]
    put(CHANGED["text"].replace(". ", ".\n"))
    run(settings, url)
    found = verify(settings, [claim])
    assert (found.sort, outcome(found, "revision")) == ("former claim", [Outcome.CHANGED])
