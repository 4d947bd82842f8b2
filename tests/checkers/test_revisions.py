"""Texts of one article: cases from two texts to edits, each note's examples, and what must always hold."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.records import Relation
from checkers.revisions.follow import follow
from checkers.revisions.notes import is_held_back, is_passing, note_file, note_of
from checkers.revisions.records import (
    ArticleRevisions,
    ClaimEdit,
    EditKind,
    History,
    NoteKind,
    Notice,
    SeenText,
    TextChange,
)
from checkers.revisions.texts import change_of_text
from checkers.revisions.words import spelled, stands_in, words_of
from checkers.rules import load_rules
from checkers.thresholds import load_thresholds
from extractors.claims.pipeline import extract_claims
from extractors.ids import text_sha256
from extractors.records import Claim
from tests.extractors.reading import article, lexicon

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "revisions.toml").read_text(encoding="utf-8"))[
    "case"
]
RULES = load_rules()
THRESHOLDS = load_thresholds()


def seen(text: str, published: str | None = "2031-05-03", run: int = 1) -> SeenText:
    return SeenText(
        number=0,
        title=None,
        published=published,
        text=text,
        text_sha256=text_sha256(text),
        run_number=run,
    )


def read(each: SeenText) -> tuple[Claim, ...]:
    return extract_claims(article(each.text or "", each.published), lexicon()).claims


def followed(*texts: SeenText, version: str = "1") -> ArticleRevisions:
    rules = load_rules(metrics=lexicon().metrics)
    present = article(texts[-1].text or "")
    return follow(History(article=present, texts=texts), read, version, rules)


def line_of(edit: ClaimEdit) -> str:
    values = [(claim.value_text or claim.object or "") if claim else "" for claim in (edit.old, edit.new)]
    moved = " (update)" if edit.relation is Relation.UPDATE else ""
    return f"{edit.kind} {edit.notice}: {values[0]} -> {values[1]}{moved}"


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = followed(
        seen(case["old"], case.get("was", "2031-05-03")), seen(case["new"], case.get("is", "2031-05-03"), 2)
    )
    assert [line_of(edit) for edit in found.edits] == case.get("edits", [])
    assert len(found.texts) == case.get("texts", 2)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES])
def test_an_article_that_did_not_change_has_no_edits(case: dict[str, Any]) -> None:
    assert followed(seen(case["old"]), seen(case["old"], run=2), version="2").texts == ()


def test_only_a_silent_clash_is_an_alert() -> None:
    found = {case["name"]: followed(seen(case["old"]), seen(case["new"], run=2)).edits for case in CASES}
    alerts = [edit for edits in found.values() for edit in edits if edit.alert]
    assert len(alerts) >= 10
    for edit in alerts:
        assert (edit.kind, edit.notice) == (EditKind.VALUE_CHANGED, Notice.SILENT)
        assert edit.relation is Relation.CONTRADICT
    assert found["a figure changed without a word"][0].alert
    assert not any(edit.alert for edit in found["a toll rises"])


@pytest.mark.parametrize("note", note_file().note, ids=lambda note: f"{note.kind}: {note.examples[0][:40]}")
def test_every_note_is_known_by_its_examples(note: Any) -> None:
    for example in note.examples:
        found = note_of(example)
        assert found is not None, example
        assert found.kind is note.kind, example
    for example in note.counterexamples:
        assert note_of(example) is None, example


def test_notes_on_other_things_and_lines_that_pass() -> None:
    table = note_file()
    for example in table.elsewhere.examples:
        found = note_of(example)
        assert found is not None
        assert found.elsewhere, example
    assert not any(found.elsewhere for line in table.elsewhere.counterexamples if (found := note_of(line)))
    assert all(map(is_passing, table.passing.examples))
    assert not any(map(is_passing, table.passing.counterexamples))
    assert all(map(is_held_back, table.held_back.examples))
    assert not any(map(is_held_back, table.held_back.counterexamples))
    assert {note.kind for note in table.note} == set(NoteKind)


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("$1,500", "$1500", True),
        ("1.5 million", "15 million", False),
        ("fell -3 %", "fell 3 %", False),
        ("“So,” he said", '"So", he said', True),
        ("2–3 weeks", "2-3 weeks", True),
        ("20 % more", "20% more", True),
        ("Ｎｏｒｄｅｌ", "Nordel", True),
        ("10,5 metres", "105 metres", False),
    ],
)
def test_words(left: str, right: str, alike: bool) -> None:
    assert (words_of(left) == words_of(right)) is alike


A = "Orre Energy raised $40 million in a Series B round. The plant in Lund is small and stands on a river."
B = A.replace("$40", "$48")
C = A.replace("$40", "$52")
STUB = "Orre Energy raised $40 million. Subscribe to continue reading."


def test_a_text_met_again_is_no_new_revision() -> None:
    first = followed(seen(A), seen(B, run=2))
    back = follow(
        History(article=article(A), texts=(*first.texts, seen(B, run=2), seen(A, run=3))), read, "1", RULES
    )
    assert [text.number for text in back.texts] == [1, 2]
    assert (back.reworked, back.edits) == ((), ())
    assert [text.run_number for text in back.texts] == [1, 2]


def test_after_a_stub_the_next_whole_text_is_compared_with_the_last_one() -> None:
    found = followed(seen(A), seen(STUB, run=2), seen(B, run=3))
    assert [(text.number, text.run_number) for text in found.texts] == [(1, 1), (2, 3)]
    assert [line_of(edit) for edit in found.edits] == ["value_changed silent: $40 million -> $48 million"]
    (known,) = followed(seen(A), seen(B), seen(STUB)).edits
    assert known.new is not None
    assert known.new.value_text == "$48 million"


def test_only_what_is_new_is_compared_and_all_by_one_version() -> None:
    first = followed(seen(A), seen(B, run=2))
    assert first.reworked == (2,)
    second = followed(*first.texts, seen(B, run=2), seen(C, run=3))
    assert second.reworked == (3,)
    assert [line_of(edit) for edit in second.edits] == ["value_changed silent: $48 million -> $52 million"]
    again = followed(*second.texts, seen(C, run=3), version="2")
    assert again.reworked == (2, 3)
    assert again.edits == (*(replace(edit) for edit in first.edits), *second.edits)
    assert {text.compared_by for text in again.texts} == {"", "2"}


def test_texts_are_kept_up_to_a_bound_and_old_findings_stay() -> None:
    kept = int(THRESHOLDS.revisions_kept.value)
    texts: tuple[SeenText, ...] = ()
    for n in range(kept + 4):
        found = followed(*(texts or (seen(A),)), seen(A.replace("$40", f"${41 + n}"), run=n + 2))
        texts = found.texts
        assert found.reworked == (n + 2,)
    assert len(texts) == kept + 5
    assert [text.text is not None for text in texts] == [False] * 5 + [True] * kept
    assert all(text.text_sha256 for text in texts)
    assert followed(*texts, seen(A, run=99)).reworked == ()


def test_former_claims_are_those_whose_sentence_is_gone() -> None:
    (former,) = followed(seen(A), seen(B, run=2)).former
    assert (former.number, former.until, former.claim.value_text) == (1, 2, "$40 million")
    assert former.claim.start is not None
    assert A[former.claim.start : former.claim.end] == "$40 million"


SENTENCES = (
    "Orre Energy raised $40 million in a Series B round.",
    "Tarn Mills has 310 employees.",
    "Nordel reported revenue of $3.1 billion for 2030.",
    "The plant in Lund is small.",
    "Pellard Foods was founded in 1987.",
)


@given(st.permutations(SENTENCES), st.sampled_from(("\n\n", "\n", "  ", " ")))
def test_order_and_spacing_are_no_change(order: list[str], gap: str) -> None:
    assert change_of_text(" ".join(SENTENCES), gap.join(order), THRESHOLDS) is TextChange.SAME_WORDS


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_are_told_apart_without_an_error(old: str, new: str) -> None:
    assert change_of_text(old, old, THRESHOLDS) is TextChange.SAME_WORDS
    assert change_of_text(old, new, THRESHOLDS) in set(TextChange)
    assert stands_in(old, spelled(old)) is bool(words_of(old))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1), st.lists(st.sampled_from(SENTENCES), min_size=1))
@settings(deadline=None)  # the first call reads the lexicon
def test_no_value_is_called_changed_that_either_text_never_printed(old: list[str], new: list[str]) -> None:
    found = followed(seen(" ".join(old)), seen(" ".join(new), run=2))
    assert not [edit for edit in found.edits if edit.kind is EditKind.VALUE_CHANGED]
    for edit in found.edits:
        for claim, text in ((edit.old, " ".join(old)), (edit.new, " ".join(new))):
            assert claim is None or claim.sentence in text
