"""Trees of tellings, world by world: `tests/cases/genealogies.toml`, and what holds for any world."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.genealogy.kinship import load_kinship
from checkers.genealogy.records import Entry, Genealogy, Node, Teller
from checkers.genealogy.tree import around, grow
from checkers.questions import form_of
from checkers.records import Direction, LineageEdge, LineageKind
from checkers.rules import Rules, load_rules
from extractors.lexicon.metrics import load_metrics
from tests.checkers.tellings import telling

FILE = Path(__file__).parents[1] / "cases" / "genealogies.toml"
CASES = {case["name"]: case for case in tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]}
EDGE = re.compile(r"(\w+) -> (?:(\w+)|'([^']+)') (\w+)( \?)?")
RULES = load_rules(metrics=load_metrics())


def tellers(case: dict[str, Any], rules: Rules = RULES) -> list[Teller]:
    found = []
    for number, mention in enumerate(case["tell"]):
        article = mention["in"]
        shared = {
            "subject": "Halvorsen Robotics",
            "metric": "funding_round",
            "origin": case.get("origin", article),
        }
        sentence = f"Mention {number} in {article}: {mention.get('value')}."
        told = telling({"sentence": sentence, "article": article, **shared, **mention}, number)
        form = form_of(f"{told.claim.metric}", told, rules)
        found.append(Teller(telling=told, form=form, question_id=None))
    return found


def edge(words: str, sure: float = 0.9) -> LineageEdge:
    match = EDGE.fullmatch(words)
    assert match, words
    later, earlier, source, kind, unknown = match.groups()
    return LineageEdge(
        article_id=later,
        origin_article_id=earlier,
        origin_name=source or earlier,
        kind=LineageKind(kind),
        direction=Direction.UNKNOWN if unknown else Direction.KNOWN,
        confidence=sure,
        evidence="shared words",
    )


def grown(case: dict[str, Any]) -> Genealogy:
    edges = [edge(words, case.get("sure", 0.9)) for words in case["edges"]]
    return grow(tellers(case), edges, lambda name: name.removeprefix("the "), RULES, load_kinship())


def node_words(node: Node, nodes: dict[str, Node]) -> str:
    article = node.tellers[0].article_id
    if node.descent is None:
        return f"{article}: -"
    parent = nodes[node.descent.parent]
    words = [f"'{parent.source}'" if parent.source else parent.tellers[0].article_id]
    words += [f"by {name}" for name in node.descent.through]
    words += [change.mutation.value for change in node.descent.changes]
    words += ["?"] if node.descent.direction is Direction.UNKNOWN else []
    return f"{article}: {' '.join(words)}"


def entry_words(entry: Entry, nodes: dict[str, Node]) -> str:
    def names(ids: tuple[str, ...]) -> str:
        return " ".join(nodes[each].tellers[0].article_id for each in ids)

    words = f"{names((entry.node_id,))} {entry.change.mutation}"
    words += f", inherited by {names(entry.inherited_by)}" if entry.inherited_by else ""
    return words + (f", right again at {names(entry.corrected_by)}" if entry.corrected_by else "")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: dict[str, Any]) -> None:
    found = grown(case)
    nodes = {node.node_id: node for node in found.nodes}
    assert sorted(node_words(node, nodes) for node in found.nodes if node.is_held) == sorted(case["tree"])
    assert [entry_words(entry, nodes) for entry in found.entries] == case.get("entries", [])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_order_does_not_matter(case: dict[str, Any]) -> None:
    told, edges = tellers(case), [edge(words, case.get("sure", 0.9)) for words in case["edges"]]
    random.Random(7).shuffle(told)
    turned = grow(told, edges[::-1], lambda name: name.removeprefix("the "), RULES, load_kinship())
    assert turned == grown(case)


def test_the_tree_around_a_claim_is_its_own_alone() -> None:
    found = grown(CASES["two who tell the same each on their own"])
    first = found.nodes[0]
    kept = around(found, {first.node_id})
    assert kept.nodes == (first,)
    assert around(found, ()).nodes == ()


KINDS = st.sampled_from(("syndicated", "rewrite", "cites", "quotes_from"))
VALUES = st.sampled_from(
    (("$420 million", "420000000"), ("$402 million", "402000000"), ("$420 billion", "420000000000"))
)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    size = draw(st.integers(2, 8))
    tell = []
    for number in range(size):
        value, low = draw(VALUES)
        told = draw(st.sampled_from(("2025-03-01", "2025-03-02", "2025-03-02T10:00:00Z", None)))
        table = {"in": f"a{number}", "outlet": f"Outlet {number}", "value": value, "low": low}
        table |= {"told": told} if told else {}
        if draw(st.booleans()):
            table |= {"by": f"Outlet {draw(st.integers(0, size))}", "credit": "outlet"}
        tell.append(table)
    pairs = draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), KINDS), max_size=10))
    edges = [f"a{one} -> a{other} {kind}" for one, other, kind in pairs if one != other]
    return {"tell": tell, "edges": edges, "origin": "a0"}


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_it_is_always_a_forest_of_all_tellings(world: dict[str, Any]) -> None:
    found = grown(world)
    seen: set[str] = set()
    for node in found.nodes:
        assert node.descent is None or node.descent.parent in seen, "every parent before its children"
        seen.add(node.node_id)
        if node.descent is not None:
            assert 0 <= node.descent.confidence <= 1
    held = [teller for node in found.nodes for teller in node.tellers]
    assert sorted(each.telling.claim.claim_id for each in held) == sorted(
        each.telling.claim.claim_id for each in tellers(world)
    )
    for entry in found.entries:
        assert entry.node_id in seen
        assert entry.node_id not in entry.inherited_by
        assert not set(entry.inherited_by) & set(entry.corrected_by)
