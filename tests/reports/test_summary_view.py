"""What the summary looks like: complete, within its width, plain where it must be."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from reports.summary import (
    AgainstReference,
    Agreement,
    BlindSpot,
    Copy,
    Counts,
    Disagreement,
    Listing,
    SilentChange,
    Summary,
    Voice,
    WrongSum,
    to_json,
)
from reports.summary_view import (
    LONGEST_QUOTE,
    SummaryView,
    changed_words,
    highlighted,
    readable_day,
    reason_alone,
)

CLASH = Disagreement(
    question="Example AI's valuation, March 2031",
    kind="quantity",
    left=Voice(
        value="$40 billion",
        outlet="The Morning Ledger",
        published="2031-03-04",
        url="file:a.html",
        sentence="Example AI has closed a round that values it at $40 billion, two people said.",
        n_origins=3,
    ),
    right=Voice(
        value="$41 billion",
        outlet=None,
        published=None,
        url="file:b.html",
        sentence="The start-up is worth [bold]$41 billion[/bold] after the deal.",
    ),
    reason="values_differ",
    explanation="$40 billion and $41 billion are written to the same place and differ.",
)
QUOTE = Disagreement(
    question="Jo Doe's words",
    kind="quote",
    left=Voice(
        value="we will not sell it", outlet="A", published="2031-03-04T10:00:00Z", url="a", sentence="x"
    ),
    right=Voice(value="we will sell it", outlet="B", published="2031-03-05", url="b", sentence="y"),
    reason="words_lost",
    explanation='"not" is missing.',
    same_origin=True,
)
SUM = WrongSum(
    rule="growth",
    working="$5.0 billion × 1.4 = $7bn, told: $5.6 billion",
    outlet="The Morning Ledger",
    published="2031-03-04",
    url="file:a.html",
    sentence="Sales rose 40% to $5.6 billion from $5.0 billion.",
    explanation="$5.6 billion is told, but $5.0 billion × 1.4 gives $7bn: 21 % apart, beyond rounding.",
)
AGAINST = AgainstReference(
    question="Example 1’s parameter count",
    value="[i]70 billion parameters[/i]",
    source="Example AI, Example 1 model card",
    url="https://example.example/model-card",
    voice=Voice(
        value="90 billion",
        outlet="The Morning Ledger",
        published="2031-03-04",
        url="file:c.html",
        sentence="Example 1 has 90 billion parameters.",
    ),
    reason="value_differs",
    explanation="Example 1’s parameter count: Example AI, Example 1 model card: 70 billion parameters; "
    "The Morning Ledger: 90 billion; the figures differ.",
)
SILENT = SilentChange(
    edit_id="edt_1",
    subject="Example AI",
    metric="funding_round",
    outlet="The Morning Ledger",
    url="file:d.html",
    old_value="$40 million",
    new_value="[b]$48 million[/b]",
    old_sentence="Example AI raised $40 million.",
    new_sentence="Example AI raised $48 million.",
    explanation="$40 million before, $48 million now; 18 % apart, beyond rounding.",
    copies=("file:e.html", "file:f.html"),
)
FULL = Summary(
    published="data/claims.duckdb",
    counts=Counts(new=3, unchanged=1, repeated=1, skipped=(("bad_json", 1), ("empty_file", 2))),
    articles=4,
    outlets=3,
    claims_by_kind=(("fact", 1), ("quantity", 1200), ("quote", 2)),
    contradictions=(CLASH,),
    broken_sums=(SUM,),
    silent_edits=(SILENT,),
    against_references=(AGAINST,),
    changed_quotations=(QUOTE,),
    agreements=(
        Agreement(
            question="Q [round=series_b]?",
            value="a value " * 20,
            n_articles=12,
            n_origins=2,
            outlets=("A", "B"),
        ),
    ),
    copies=(Copy(url="u", outlet="B", kind="syndicated", origin="A", direction_known=False),),
    blind_spots=(BlindSpot(number=2, what="articles without a date"),),
    totals=Listing(
        contradictions=14, broken_sums=1, silent_edits=1, changed_quotations=1, agreements=1, copies=1
    ),
    try_sql='twosource sql "select 1" --data data',
)
EMPTY = Summary(
    published="data/claims.duckdb",
    counts=Counts(unchanged=4),
    articles=4,
    outlets=1,
    claims_by_kind=(),
    contradictions=(),
    broken_sums=(),
    changed_quotations=(),
    agreements=(),
    copies=(),
    blind_spots=(),
    totals=Listing(),
    try_sql="select 1",
)


def shown(summary: Summary, width: int = 80, *, terminal: bool = False) -> str:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, highlight=False, legacy_windows=False)
    console.print(SummaryView(summary))
    return out.getvalue()


def test_both_sides_of_a_contradiction_are_told_with_who_when_and_why() -> None:
    text = " ".join(shown(FULL).split())
    for words in (
        "Contradictions (14), the first 1",
        "Example AI's valuation, March 2031",
        "$40 billion The Morning Ledger, 4 Mar 2031, 3 origins",
        "closed a round that values it at $40 billion, two people said.",
        "$41 billion no outlet named, undated",
        "why: $40 billion and $41 billion are written to the same place and differ.",
    ):
        assert words in text


def test_a_broken_sum_is_told_with_its_working_and_where_it_stands() -> None:
    text = " ".join(shown(FULL).split())
    assert "Sums that do not come out (1)" in text
    assert "1 $5.0 billion × 1.4 = $7bn, told: $5.6 billion" in text
    assert "The Morning Ledger, 4 Mar 2031 “Sales rose 40% to $5.6 billion from $5.0 billion.”" in text
    assert "do not come out" not in shown(EMPTY)


def test_a_silent_change_is_told_with_both_values_and_the_copies() -> None:
    text = " ".join(shown(FULL, 120).split())
    assert "Changed without a note (1)" in text
    assert "1 Example AI: funding round $40 million is now [b]$48 million[/b]" in text
    assert "“Example AI raised $40 million.” “Example AI raised $48 million.”" in text
    assert "the old value is still in: file:e.html, file:f.html" in text
    assert "without a note" not in shown(EMPTY)


def test_text_of_articles_is_never_taken_for_markup() -> None:
    assert "[bold]$41 billion[/bold]" in shown(FULL)
    assert "[round=series_b]" in shown(FULL)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in shown(FULL, width).splitlines()) <= width


def test_what_was_read_and_skipped_is_counted() -> None:
    text = " ".join(shown(FULL).split())
    assert "Read 4 articles: 3 new, 1 known already; 1 came twice" in text
    assert "Skipped 1 bad json, 2 empty file (see `issues`)" in text
    assert "1,203 claims: 1 fact, 1,200 quantities, 2 quotes" in text


def test_a_run_that_adds_nothing_says_so() -> None:
    text = " ".join(shown(EMPTY).split())
    assert "4 articles, all known already: nothing was added" in text
    assert "none that is sure enough" in text
    assert "Changed quotations" not in text


def test_colour_only_on_a_terminal() -> None:
    assert "\x1b[" not in shown(FULL)
    assert "\x1b[" in shown(FULL, terminal=True)


def test_json_holds_everything() -> None:
    found = json.loads(to_json(FULL))
    assert found["contradictions"][0]["left"]["value"] == "$40 billion"
    assert found["counts"]["skipped"] == [["bad_json", 1], ["empty_file", 2]]
    assert found["totals"]["contradictions"] == 14


@pytest.mark.parametrize(
    ("sentence", "value", "expect"),
    [
        ("It raised $5 million.", "$5 million", "It raised $5 million."),
        ("It\n raised  $5\nmillion.", "$5\nmillion", "It raised $5 million."),
        ("It raised money.", "$5 million", "It raised money."),
    ],
)
def test_sentences_come_on_one_line(sentence: str, value: str, expect: str) -> None:
    voice = Voice(value=value, outlet=None, published=None, url="", sentence=sentence)
    assert highlighted(voice).plain == expect


@pytest.mark.parametrize("before", [0, 100, 2000])
@pytest.mark.parametrize("after", [0, 100, 2000])
def test_a_long_sentence_is_cut_around_its_value(before: int, after: int) -> None:
    sentence = "word " * (before // 5) + "$5 million" + " word" * (after // 5)
    voice = Voice(value="$5 million", outlet=None, published=None, url="", sentence=sentence)
    cut = highlighted(voice)
    assert "$5 million" in cut.plain
    assert len(cut.plain) <= LONGEST_QUOTE + 4
    assert [cut.plain[span.start : span.end] for span in cut.spans] == ["$5 million"]


def test_changed_words_are_set_off() -> None:
    left, right = changed_words("we will not sell it", "we will sell it")
    assert left.plain == "we will not sell it"
    assert right.plain == "we will sell it"
    assert [left.plain[span.start : span.end] for span in left.spans] == ["not"]
    assert not right.spans


@pytest.mark.parametrize(
    ("explanation", "expect"),
    [
        ("A: $1bn; B: $2bn, both Example AI’s valuation; one twice the other.", "One twice the other."),
        ("A: open; B: closed, both on the licence of X, 2031; two words: a, b.", "Two words: a, b."),
        ("$1bn; $2bn; a person ruled them apart.", "$1bn; $2bn; a person ruled them apart."),
        ("the figures differ.", "the figures differ."),
    ],
)
def test_the_reason_does_not_repeat_what_stands_above(explanation: str, expect: str) -> None:
    assert reason_alone(replace(CLASH, explanation=explanation)) == expect


@pytest.mark.parametrize(
    ("published", "expect"),
    [
        ("2024-10-02", "2 Oct 2024"),
        ("2024-10-02T14:05:00Z", "2 Oct 2024"),
        (None, "undated"),
        ("soon", "soon"),
    ],
)
def test_days_read_as_people_write_them(published: str | None, expect: str) -> None:
    assert readable_day(published) == expect


@pytest.mark.parametrize("width", [60, 100])
def test_a_reference_stands_with_its_source_beside_who_says_otherwise(width: int) -> None:
    text = " ".join(shown(FULL, width).split())
    assert "Against a reference" in text
    assert "[i]70 billion parameters[/i] Example AI, Example 1 model card" in text
    assert "https://example.example/model-card" in text
    assert "90 billion The Morning Ledger, 4 Mar 2031" in text
    assert "why: the figures differ." in text


def test_a_contradiction_says_which_side_a_reference_backs() -> None:
    backed = replace(CLASH, reference_side="b", reference="Register: $41 billion")
    text = " ".join(shown(replace(FULL, contradictions=(backed,)), 100).split())
    assert "reference: Register: $41 billion (as the second)" in text
