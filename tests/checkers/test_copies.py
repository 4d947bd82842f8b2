"""Copies: what is one, what only looks like one, and that every copy is found in a crowd."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.copies import Runs, compare, find_shared_texts, shared_runs, shorten
from checkers.records import LineageKind
from checkers.shelf import Shelf
from checkers.shingles import BREAK, Vocabulary, read_print, winnow
from checkers.tracing import TracingRules, load_tracing_rules
from extractors.lexicon.strict import LexiconError
from extractors.records import Article
from tests.tracing_world import article

RULES = load_tracing_rules()
CASES = Path(__file__).parents[1] / "cases" / "copies" / "pairs.toml"
PAIRS = tomllib.loads(CASES.read_text(encoding="utf-8"))["pair"]
WORDS = [a + b + c for a in "bdfklmnrstv" for b in "aeiou" for c in "nrslktm"]


def kinds(*articles: Article, rules: TracingRules = RULES) -> list[str]:
    shelf = Shelf(rules)
    return [str(pair.kind) for pair in find_shared_texts(shelf.read(articles), rules)]


@pytest.mark.parametrize("case", PAIRS, ids=[case["id"] for case in PAIRS])
def test_pairs(case: dict[str, str]) -> None:
    left = article("https://one.example/a", case["left"], outlet="One")
    right = article("https://two.example/b", case["right"], outlet="Two")
    want = [] if case["expect"] == "none" else [case["expect"]]
    assert kinds(left, right) == want, case["why"]
    assert kinds(right, left) == want, "the order of reading makes no difference"


def story(seed: int, sentences: int = 14) -> str:
    """A text of made-up words, with figures, that shares no run with another seed's."""
    rand = random.Random(seed)
    lines = []
    for _ in range(sentences):
        words = [rand.choice(WORDS) + rand.choice(WORDS) for _ in range(rand.randint(10, 24))]
        words.insert(rand.randint(1, 8), str(rand.randint(100, 99999)))
        lines.append(" ".join(words).capitalize() + ".")
    return "\n".join(lines)


def without_figures(text: str) -> list[str]:
    return ["".join(char for char in line if not char.isdigit()) for line in text.split("\n")]


def edited(text: str, seed: int, dropped: float, changed: float) -> str:
    """A copy of a story: some sentences gone, some words changed, a first sentence of its own."""
    rand = random.Random(seed)
    lines = [line for line in text.split("\n") if rand.random() >= dropped]
    words = [
        " ".join(
            rand.choice(WORDS) if rand.random() < changed and not word.isdigit() else word
            for word in line.split()
        )
        for line in lines
    ]
    return story(seed + 100_000, 1) + "\n" + "\n".join(words)


@pytest.mark.parametrize(("dropped", "changed"), [(0.0, 0.0), (0.4, 0.0), (0.2, 0.05), (0.3, 0.1)])
def test_every_copy_is_found_among_many_and_nothing_else(dropped: float, changed: float) -> None:
    originals = [article(f"https://a.example/{n}", story(n), outlet=f"Outlet {n % 7}") for n in range(80)]
    copies = [
        article(f"https://b.example/{n}", edited(story(n), n, dropped, changed), outlet=f"Paper {n % 5}")
        for n in range(0, 80, 2)
    ]
    shelf = Shelf(RULES)
    held = shelf.read([*originals, *copies])
    found = {
        frozenset((held[pair.earlier].url, held[pair.later].url)) for pair in find_shared_texts(held, RULES)
    }
    want = {frozenset((f"https://a.example/{n}", f"https://b.example/{n}")) for n in range(0, 80, 2)}
    assert not found - want, "nothing unrelated is called a copy"
    assert len(found & want) >= 0.95 * len(want)


def test_forty_copies_of_one_story_are_all_joined_to_it() -> None:
    texts = [
        article(f"https://n{n}.example/x", edited(story(1), n, 0.1, 0.03), outlet=f"N{n}") for n in range(40)
    ]
    shelf = Shelf(RULES)
    held = shelf.read(texts)
    joined = {place for pair in find_shared_texts(held, RULES) for place in (pair.earlier, pair.later)}
    assert len(joined) == 40


def test_standing_text_of_an_outlet_joins_nothing() -> None:
    standing = without_figures(story(7, 4))
    texts = []
    for n in range(6):
        own = without_figures(story(20 + n, 6))
        mixed = [line for pair in zip(own, standing, strict=False) for line in pair]
        text = "\n".join([*mixed, *own[len(standing) :]])
        texts.append(article(f"https://a.example/{n}", text, outlet="Daily Beacon"))
    assert kinds(*texts) == []
    strangers = [replace(one, outlet=f"Paper {n}") for n, one in enumerate(texts)]
    assert kinds(*strangers), "without an outlet in common the same sentences are shared text"


def test_versions_of_one_story_are_not_standing_text() -> None:
    versions = [
        article(f"https://a.example/{n}", edited(story(3), n, 0.1, 0.0), outlet="Daily Beacon")
        for n in range(4)
    ]
    copy = article("https://b.example/x", story(3), outlet="Evening Post")
    shelf = Shelf(RULES)
    held = shelf.read([*versions, copy])
    place = next(n for n, one in enumerate(held) if one.outlet == "Evening Post")
    assert any(place in (p.earlier, p.later) for p in find_shared_texts(held, RULES))


def test_a_round_up_does_not_join_the_briefs_it_carries() -> None:
    briefs = [story(40 + n, 4) for n in range(8)]
    whole = article("https://a.example/roundup", "\n".join(briefs), outlet="Round")
    late = article("https://b.example/late", briefs[6], outlet="Late")
    teaser = article("https://b.example/teaser", briefs[0], outlet="Teaser")
    assert kinds(whole, late) == []
    assert kinds(whole, teaser) == ["syndicated"], "taken from its head it is a teaser"


def test_an_article_that_comes_twice_is_kept_once_and_reported() -> None:
    shelf = Shelf(RULES)
    short, full = article("https://a.example/1", story(1, 3)), article("https://a.example/1", story(1, 9))
    for order in ([short, full], [full, short]):
        shelf = Shelf(RULES)
        held = shelf.read(order)
        assert [one.text_sha256 for one in held] == [full.text_sha256]
        assert [issue.code for issue in shelf.issues] == ["article_twice"]


def test_an_article_without_text_is_held_and_matches_nothing() -> None:
    empty = [article(f"https://a.example/{n}", "") for n in range(3)]
    assert len(Shelf(RULES).read(empty)) == 3
    assert kinds(*empty) == []


codes = st.lists(st.integers(min_value=1, max_value=5), max_size=60)


@given(codes, codes)
def test_a_shared_run_always_shares_a_fingerprint(left: list[int], right: list[int]) -> None:
    vocabulary = Vocabulary()
    one, two = (
        read_print(" ".join(f"w{n}" for n in numbers) + ".", vocabulary, RULES).prose
        for numbers in (left, right)
    )
    if shared_runs(Runs.of(one, RULES.run_words), Runs.of(two, RULES.run_words)):
        assert set(winnow(one, RULES).tolist()) & set(winnow(two, RULES).tolist())


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0, 0.5), st.floats(0, 0.3))
@settings(max_examples=40, deadline=None)
def test_comparison_is_symmetric(seed: int, other: int, dropped: float, changed: float) -> None:
    vocabulary = Vocabulary()
    left = read_print(story(seed, 6), vocabulary, RULES)
    right = read_print(edited(story(other, 6), seed, dropped, changed), vocabulary, RULES)
    one_way, other_way = compare(left, right, RULES), compare(right, left, RULES)
    assert (one_way is None) == (other_way is None)
    if one_way is not None and other_way is not None:
        assert (one_way.kind, one_way.of_left, one_way.of_right) == (
            other_way.kind,
            other_way.of_right,
            other_way.of_left,
        )
        assert one_way.run.tolist() == other_way.run.tolist()


def test_quotations_tables_and_links_stay_out_of_the_prose() -> None:
    vocabulary = Vocabulary()
    text = (
        'She said "this is a quotation of more than six words" and left '
        "the [old house](https://a.example/b_c) alone.\n"
        "Revenue 12 14 16\nHeadline\n"
    )
    found = read_print(text, vocabulary, RULES)
    assert found.spell(found.prose) == "she said and left the old house alone"
    assert BREAK in found.prose
    assert found.spell(found.quotations) == "this is a quotation of more than six words"
    assert len(found.links) == 1


def test_evidence_is_cut_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one two", 9) == "one two"


def test_rules_are_strict(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "checkers" / "tracing.toml"
    text = shipped.read_text(encoding="utf-8")
    for broken, message in (
        (text.replace("[run_words]", "[run_word]"), "run_word"),
        (text.replace("value = 8", 'value = "8"', 1), "expected float"),
        (text.replace("value = 8", "value = 8.5", 1), "run_words"),
        (text.replace("value = 5", "value = 9", 1), "print_words"),
    ):
        path = tmp_path / "tracing.toml"
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(LexiconError, match=message):
            load_tracing_rules(path)


def test_kinds_of_copies_are_the_closed_words() -> None:
    assert {case["expect"] for case in PAIRS} - {"none"} <= {str(kind) for kind in LineageKind}
