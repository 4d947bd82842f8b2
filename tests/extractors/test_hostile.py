"""Texts made to be slow are not: whole claims of 100 kB of anything, and time that grows with the length."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from benchmarks.speed import slope
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.text.periods import find_periods
from extractors.text.quantities import find_quantities
from extractors.text.sentences import split_sentences
from tests.extractors.reading import article
from tests.samples import gold_texts
from tests.spent import processor

LENGTH = 100_000
BUSY = 10  # how much slower a loaded machine may be; what is not linear takes a hundred times as long
EMPTY = (
    "1",
    "1,",
    ",",
    " ",
    '"',
    "“",
    "(",
    "[",
    "]",
    "a",
    "a ",
    "A",
    "\n",
    "- ",
    "the ",
    "’s ",
    "'",
    ".",
    "*",
    "<",
)
SIGNS = ("\ue000", "\ue007 ", "\uf8ff", "\uf000 ")
FULL = (
    "$1 ",
    "Abc ",
    "Nimbus AI ",
    "it said ",
    "he ",
    "Reuters said ",
    "10 million ",
    "May ",
    "[a](http://b) ",
)


@cache
def lexicon() -> Lexicon:
    lexicon = Lexicon.load()
    extract_claims(article("Nimbus AI raised $4 million in May, Calder Wire said."), lexicon)
    return lexicon


def repeated(piece: str, length: int = LENGTH) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("piece", [*EMPTY, *SIGNS])
def test_text_without_words_costs_next_to_nothing(piece: str) -> None:
    text, known = repeated(piece), lexicon()
    with processor() as spent:
        extract_claims(article(text, "2025-03-31"), known)
    assert spent() < 0.3 * BUSY


@pytest.mark.parametrize("piece", [*EMPTY, *SIGNS])
def test_scanners_pass_over_it(piece: str) -> None:
    text = repeated(piece)
    lexicon()
    scans: tuple[tuple[Callable[[str], object], float], ...] = (
        (find_quantities, 0.05),
        (lambda words: find_periods(words, "2025-03-31"), 0.05),
        (split_sentences, 0.1),  # the splitter below it is slow with quotation marks that nothing closes
    )
    for scan, bound in scans:
        with processor() as spent:
            scan(text)
        assert spent() < bound * BUSY


@pytest.mark.slow
@pytest.mark.parametrize("piece", FULL)
def test_words_and_figures_without_end_are_read_in_time(piece: str) -> None:
    text, known = repeated(piece), lexicon()
    with processor() as spent:
        extract_claims(article(text, "2025-03-31"), known)
    assert spent() < 2.0 * BUSY


@pytest.mark.slow
def test_time_grows_with_the_length() -> None:
    news, known = "\n\n".join(gold_texts()), lexicon()
    points = []
    for length in (15_000, 45_000, 135_000):
        text = repeated(news, length)
        with processor() as spent:
            extract_claims(article(text), known)
        points.append((float(length), spent()))
    assert slope(points) < 1.35


LONG = (*("9" * digits for digits in (27, 28, 29, 30, 33, 40)), "10^30", "1.5x10^29", "10^100", "1e400")
SAID = (
    *("Nimbus AI raised ${}.", "{} out of 3 users", "3 out of {} users", "one in {} people", "{} FLOP"),
    *("{} to {} records", "up from {} to 5%", "{} km 3 m", "5 feet {} inches", "${} and 5 cents", "{}%"),
    *(
        "{} dollars 50",
        "£{}m",
        "-{}",
        "1/{} of users",
        "{}/3 of users",
        "{}°C",
        "{} trillion euros",
        "{}-3 win",
    ),
)


@pytest.mark.parametrize("number", LONG)
def test_numbers_with_more_digits_than_arithmetic_has_break_nothing(number: str) -> None:
    text = "\n\n".join(said.format(number, number) for said in SAID)
    read = extract_claims(article(f"Nimbus AI raised $4 million.\n\n{text}"), lexicon())
    assert "$4 million" in [claim.value_text for claim in read.claims]
