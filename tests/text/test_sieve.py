"""A sieve passes over a pattern only where it cannot match: every answer is that of trying all patterns."""

from __future__ import annotations

import re
from functools import cache

import pytest

from extractors.claims.credits.sources import mark
from extractors.claims.facts.frames import shipped_metrics, shipped_sieve
from extractors.claims.figures.metrics import compile_frame
from extractors.claims.masking import mask
from extractors.claims.pipeline import read_article
from extractors.claims.subjects.subjects import spoken_of
from extractors.lexicon.attribution import load_attribution_lexicon
from extractors.lexicon.facts import SIGNS
from extractors.text.literals import folded, required_literals, stays_in_line
from extractors.text.sieve import LineSieve, Sieve
from tests.extractors.reading import article, lexicon
from tests.samples import case_texts, gold_texts

LITERALS: dict[str, list[set[str]]] = {
    r"rais(?:es?|ed) V": [{"raise v", "raised v", "raises v"}],
    r"\bV in (?:debt|loans?)\b": [{"v in debt", "v in loan"}],
    r"(?:up )?to (?P<x>[0-9]+) users?": [{" user"}, {"to "}],
    r"(?:an|the) (?=more)": [{"more"}, {"an ", "the "}],
    r"(?<=per )\w+(?=\n|,)(?! (?:nothing))": [{"per "}],
    r"(?:a|the) \d": [],
    r"sou[rc]e?": [{"sour", "souc"}],
    r"(?:ab){2,3}c": [{"ab"}],
    r"x?y*": [],
    r"[^a]bc|\d": [],
    r"(?!nothing)\w+ised\b": [{"ised"}],
    r"Straße": [{"stra"}],
    "(?:\ue000+|\ue001)? said (?:by|to) (\ue002+)": [{" said by ", " said to "}, {"\ue002"}],
    r"t(?:old|ells?) \w+": [{"told ", "tell ", "tells "}],
    r"w(?:rote|arn(?:s|ed)\s+of)": [{"wrote", "warns", "warned"}],
    r"(?:debt|loans?) .{0,9} V": [{"debt ", "loan ", "loans "}],
}


@pytest.mark.parametrize("pattern", LITERALS)
def test_literals_are_read_off_the_pattern(pattern: str) -> None:
    assert list(map(set, required_literals(re.compile(pattern, re.IGNORECASE)))) == LITERALS[pattern]


@pytest.mark.parametrize("text", ["ſaid İt ıs SAID", "the Kelvin K", "É Ü ß", "plain TEXT"])
def test_folding_keeps_length_and_what_ignoring_case_equates(text: str) -> None:
    assert len(folded(text)) == len(text)
    for letter in "isk":
        for place, character in enumerate(text):
            if re.fullmatch(letter, character, re.IGNORECASE):
                assert folded(text)[place] == letter


@pytest.mark.parametrize(
    ("pattern", "stays"),
    [
        (r"[ \t]+a[^b\n]{0,3}", True),
        (r"a[^b]", False),
        (r"a\sb", False),
        (r"a.b\w(?=\n|$)", True),
        (r"(?:^|\n)a", False),
        (r"[\W]", False),
    ],
)
def test_whether_a_match_may_hold_a_line_break(pattern: str, stays: bool) -> None:
    assert stays_in_line(re.compile(pattern)) is stays


@cache
def masked_texts() -> tuple[str, ...]:
    """Every sentence of the samples as frames see it, with each of its quantities as the value."""
    found = []
    for text in (*gold_texts(), "\n\n".join(case_texts())):
        reading = read_article(article(text, "2025-03-31"), lexicon())
        spoken = spoken_of(reading, lexicon().entities)
        for sentence, own in zip(reading.sentences, spoken.by_sentence, strict=True):
            masked = mask(reading, sentence, own)
            found += [masked.for_value(number) for number in range(len(masked.quantities))]
    return tuple(found)


def check(sieve: Sieve, texts: tuple[str, ...]) -> None:
    for text in texts:
        matching = {number for number, pattern in enumerate(sieve.patterns) if pattern.search(text)}
        assert matching <= set(sieve.candidates(text)), text


def test_metric_frames_are_never_missed() -> None:
    frames = [
        compile_frame(form, metric)
        for metric in lexicon().metrics
        for form in (*metric.frames, *metric.not_cues, *metric.negative)
    ]
    check(Sieve(frames), masked_texts())


def test_fact_frames_are_never_missed() -> None:
    for metric in shipped_metrics():
        patterns = [frame.pattern for frame in metric.frames]
        for text in (*gold_texts(), *case_texts()):
            for paragraph in text.split("\n"):
                cued = any(cue in paragraph.lower() for cue in metric.of.cues)
                bits = {
                    each.of.name: own for each, own in shipped_sieve().candidates(paragraph, frozenset(SIGNS))
                }
                possible = bits.get(metric.of.name, 0)
                for number, pattern in enumerate(patterns):
                    if cued and pattern.search(paragraph):
                        assert possible >> number & 1


def test_credits_are_found_as_in_the_whole_text() -> None:
    patterns = load_attribution_lexicon()
    for text in (*gold_texts(), "\n".join(case_texts())):
        reading = read_article(article(text), lexicon())
        known = reading.mentions
        marked = mark(
            text, reading.sentences, lexicon().entities, (), patterns, mentions=known, kinds={}
        ).text
        check_lines([each.regex for each in patterns.credits], marked)
        check_lines([each.regex for each in patterns.documents], text)
        check_lines([pattern for pattern, _ in patterns.anonymous], marked)
        check_lines([*(pattern for pattern, _ in patterns.stand_ins), patterns.described], marked)


def check_lines(patterns: list[re.Pattern[str]], text: str) -> None:
    for pattern, found in zip(patterns, LineSieve(patterns).matches(text), strict=True):
        assert [match.span() for match in found] == [match.span() for match in pattern.finditer(text)]
