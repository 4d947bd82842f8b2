"""What `twosource explain` says of the samples: as judged, pair by pair, and as a person reads it.

After a wanted change, `python -m tests.flows.test_explain` writes the texts anew; read the difference.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from io import StringIO
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from rich.console import Console

from checkers.judgements import Judgements
from extractors.claims.pipeline import Lexicon
from flows.check import make_rules
from flows.explain import explain, explain_pair, explain_question
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from reports.explanation import PairExplanation, QuestionExplanation, to_json
from reports.explanation_view import PairView, QuestionView
from tests.flows.conftest import Twosource
from warehouse import Published, QueryRefused, WarehouseError

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED = Path(__file__).parent / "explained"
WIDTHS = (80, 120)
CLASH = "select claim_a, claim_b from contradictions where metric = 'investment'"
SHOWN = {
    "contradiction": ("a2", "a3"),
    "changed_quotation": ("d1", "d2"),
    "licence": ("e1", "e2"),
    "update": ("b1", "b2"),
    "same_form": ("b1", "b3"),
    "denial": ("b1", "b4"),
    "other_length": ("c1", "c2"),
    "other_metric": ("b1", "c1"),
    "other_kind": ("b1", "e1"),
    "no_owner": ("b1", "f1"),
    "question": ("Maple Capital",),
}
"""The claims of `explained/story.claims.jsonl` that are set beside each other; of a question, the subject."""


def told(source: Path, folder: Path) -> Settings:
    settings = Settings(data=folder / "data")
    with Session(settings) as session:
        MainJob(session, RunProgress(Console(file=StringIO()))).run([str(source)])
    return settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return told(EXAMPLES, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return told(EXPECTED / "story.claims.jsonl", tmp_path_factory.mktemp("story"))


@pytest.fixture(scope="module")
def published(settings: Settings) -> Iterator[Published]:
    with Published(settings.published) as opened:
        yield opened


def drawn(found: PairExplanation | QuestionExplanation, width: int, *, colour: bool = False) -> str:
    out = StringIO()
    console = Console(
        file=out, width=width, highlight=False, no_color=not colour, force_terminal=colour, color_system=None
    )
    if colour:
        console = Console(file=out, width=width, highlight=False, force_terminal=True)
    console.print(PairView(found) if isinstance(found, PairExplanation) else QuestionView(found))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def shown(settings: Settings, name: str) -> PairExplanation | QuestionExplanation:
    ids = SHOWN[name]
    if len(ids) == 1:
        with Published(settings.published) as published:
            ids = published.sql(f"select question_id from questions where subject = '{ids[0]}'").rows[0]
    return explain(settings, ids)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SHOWN)
def test_it_reads_as_expected(story: Settings, name: str, width: int) -> None:
    text = drawn(shown(story, name), width)
    assert text == (EXPECTED / f"{name}.{width}.txt").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= width


def test_colours_add_nothing_but_colours(story: Settings) -> None:
    found = shown(story, "contradiction")
    coloured, plain = drawn(found, 80, colour=True), drawn(found, 80)
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.split() for line in bare.splitlines()] == [line.split() for line in plain.splitlines()]


def test_every_pair_of_a_block_is_explained_as_it_was_judged(published: Published) -> None:
    rules = make_rules(Lexicon.load(None), Judgements())
    stored = {
        row[:2]: row[2:]
        for row in published.sql(
            "select claim_a, claim_b, relation, reason, confidence from claim_relations"
        ).rows
    }
    blocks = published.sql(
        "select list(claim_id order by claim_id) from warehouse.core.claims group by block_key order by all"
    ).rows
    seen = 0
    for (claims,) in blocks:
        for pair in combinations(claims, 2):
            found = explain_pair(published, pair, rules)
            said = (found.relation, found.reason, found.confidence)
            assert (None if found.relation is None else said) == stored.pop(pair, None)
            assert not found.notes
            assert sum(step.settles for step in found.steps) == 1
            seen += 1
    assert not stored
    assert seen > 100


def test_the_view_says_the_same_sentence(published: Published) -> None:
    rules = make_rules(Lexicon.load(None), Judgements())
    rows = published.sql("select claim_a, claim_b, explanation from contradictions").rows
    assert len(rows) > 3
    for claim_a, claim_b, explanation in rows:
        assert explain_pair(published, (claim_a, claim_b), rules).sentence == explanation


def test_claims_of_two_blocks_are_not_compared(published: Published) -> None:
    rules = make_rules(Lexicon.load(None), Judgements())
    firsts = published.sql(
        "select min(claim_id) from warehouse.core.claims group by block_key order by all"
    ).rows
    for (one,), (other,) in pairwise(firsts):
        found = explain_pair(published, (one, other), rules)
        assert (found.relation, found.confidence) == (None, None)
        assert found.steps[-1].settles
        assert found.sentence.startswith("The two say nothing of each other: ")


def test_every_question_can_be_explained(published: Published) -> None:
    for question_id, answers in published.sql("select question_id, n_answers from questions").rows:
        found = explain_question(published, question_id)
        assert len(found.answers) == answers
        assert all(answer.forms for answer in found.answers)
        assert {place for each in found.between for place in (each.left, each.right)} <= set(
            range(1, answers + 1)
        )
        assert json.loads(to_json(found))["question_id"] == question_id


def test_ids_may_be_short_or_foreign(settings: Settings, published: Published) -> None:
    claim, external = published.sql(
        "select claim_id, external_id from claims where external_id is not null"
    ).rows[0]
    ((other,),) = published.sql(f"select max(claim_id) from claims where claim_id <> '{claim}'").rows
    ids = [row[0] for row in published.sql("select claim_id from claims").rows]
    short = next(claim[:n] for n in range(5, 21) if sum(each.startswith(claim[:n]) for each in ids) == 1)
    whole = explain(settings, (claim, other))
    for given in (short, short.removeprefix("clm_"), external):
        assert explain(settings, (given, other)) == whole
    assert whole.left.claim_id == claim


def test_a_contradiction_is_explained_by_its_own_id(settings: Settings, published: Published) -> None:
    rows = published.sql("select finding_id, claim_a, claim_b from contradictions").rows
    for finding, *sides in rows:
        assert explain(settings, (finding,)) == explain(settings, sides)
    assert rows


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("fnd_",), "'fnd_' begins more than one finding. Give more of the id:\n  fnd_"),
        (("fnd_none",), "there is no finding 'fnd_none'"),
        (("clm_", "clm_"), "'clm_' begins more than one claim. Give more of the id:\n  clm_"),
        (("qst_",), "'qst_' begins more than one question"),
        (("nothing", "clm_"), "there is no claim 'nothing'. To see what there is: twosource sql"),
        (("",), "there is no question ''"),
        (("qst_", "clm_"), "'qst_' is no claim but the question qst_"),
        (("ans_",), "'ans_' is no question but the answer ans_"),
    ],
)
def test_an_id_that_will_not_do_is_a_clear_error(
    settings: Settings, given: tuple[str, ...], words: str
) -> None:
    with pytest.raises(QueryRefused) as refused:
        explain(settings, given)
    assert words in str(refused.value)


def test_one_claim_given_twice_is_an_error(settings: Settings, published: Published) -> None:
    claim = published.sql("select min(claim_id) from claims").rows[0][0]
    with pytest.raises(QueryRefused, match="are one claim"):
        explain(settings, (claim, claim))


def test_nothing_published_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="Do a run first"):
        explain(Settings(data=tmp_path), ("qst_",))


def test_a_file_of_other_rules_is_told_of(settings: Settings, published: Published) -> None:
    claims = published.sql(CLASH).rows[0]
    rules = make_rules(Lexicon.load(None), Judgements())
    renamed = {**rules.behaviours.metric}
    del renamed["investment"]
    other = type(rules)(
        thresholds=rules.thresholds,
        behaviours=type(rules.behaviours)(
            metric=renamed, head=rules.behaviours.head, stage=rules.behaviours.stage
        ),
        licences=rules.licences,
        rates=rules.rates,
    )
    found = explain_pair(published, claims, other, same_version=False)
    assert found.notes[0].startswith("The published file has contradict, value_differs")


def test_the_command(settings: Settings, published: Published, twosource: Twosource) -> None:
    claims = published.sql(CLASH).rows[0]
    done = twosource("explain", *claims, "--data", str(settings.data), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["relation"] == "contradict"
    wrong = twosource("explain", "clm_", claims[0], "--data", str(settings.data))
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("twosource: 'clm_' begins more than one claim.")


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        chosen = told(EXPECTED / "story.claims.jsonl", Path(folder))
        for each in SHOWN:
            for columns in WIDTHS:
                path = EXPECTED / f"{each}.{columns}.txt"
                path.write_text(drawn(shown(chosen, each), columns), encoding="utf-8")
