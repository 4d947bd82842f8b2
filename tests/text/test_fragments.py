"""Links to exact words: written by the specification, and found again by it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from extractors.records import Span
from extractors.text.fragments import (
    LONGEST_START,
    TextDirective,
    decode,
    encode,
    find_fragment,
    fragment_of,
)

URL = "https://alderpost.example/robots"
STORY = (
    "Halvorsen Robotics raised $420 million, or €389 million, in March.\n\n"
    "The round was led by Fenwick & Daughters - an old-time backer, one of two.\n"
    "Before it, Halvorsen Robotics raised $42.5 million, and in 2021 it raised $420 million as well.\n"
)
TEXTS = st.text(alphabet=st.sampled_from("ab A.,-&%'é6$\n\u2014\u00a0"), min_size=1, max_size=60)
ANY_TEXTS = st.one_of(TEXTS, st.text(min_size=1, max_size=60))


def span_of(words: str, text: str = STORY, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def link(words: str, nth: int = 0, **more: object) -> str:
    found = fragment_of(STORY, span_of(words, nth=nth), **more)  # type: ignore[arg-type]
    assert found.is_unique
    assert find_fragment(STORY, found.directive)[0].contains(span_of(words, nth=nth))
    return found.link(URL)


def test_words_that_stand_once_need_no_context() -> None:
    assert link("€389 million") == f"{URL}#:~:text=%E2%82%AC389%20million"


def test_signs_with_a_meaning_are_encoded() -> None:
    assert link("Fenwick & Daughters - an old-time backer,") == (
        f"{URL}#:~:text=Fenwick%20%26%20Daughters%20%2D%20an%20old%2Dtime%20backer%2C"
    )


def test_words_that_stand_twice_get_what_stands_before_or_after() -> None:
    assert link("$420 million") == f"{URL}#:~:text=raised-,%24420%20million,-%2C%20or"
    assert link("$420 million", nth=1).endswith("#:~:text=raised-,%24420%20million,-as")


def test_parts_of_words_are_widened() -> None:
    found = fragment_of(STORY, span_of("2.5"))
    assert found.directive.start == "42.5"


def test_a_headline_that_says_it_first_is_no_match() -> None:
    headline = "Halvorsen takes in €389 million"
    found = fragment_of(STORY, span_of("€389 million"), elsewhere=(headline,))
    assert found.is_unique
    assert find_fragment(headline, found.directive) == ()
    assert len(find_fragment(STORY, found.directive)) == 1


def test_several_paragraphs_are_told_by_their_ends() -> None:
    span = Span(start=0, end=STORY.index("one of two.") + len("one of two."))
    found = fragment_of(STORY, span)
    assert found.directive.start == "Halvorsen Robotics raised $420 million, or"
    assert found.directive.end == "an old-time backer, one of two."
    assert find_fragment(STORY, found.directive) == (span,)


def test_a_long_stretch_is_told_by_its_ends() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    found = fragment_of(words, Span(start=0, end=len(words)))
    assert len(words) > LONGEST_START
    assert found.directive == TextDirective(
        start="word0 word1 word2 word3 word4 word5", end="word94 word95 word96 word97 word98 word99"
    )


def test_what_cannot_be_told_apart_is_said() -> None:
    text = "It fell.\n\nIt fell.\n\nIt fell."
    assert not fragment_of("It fell. " * 60, Span(start=270, end=277)).is_unique
    found = fragment_of(text, Span(start=10, end=17))
    assert not found.is_unique or find_fragment(text, found.directive)[0].start == 10


def test_a_fragment_of_the_address_stays() -> None:
    found = fragment_of(STORY, span_of("€389 million"))
    assert found.link(f"{URL}#top") == f"{URL}#top:~:text=%E2%82%AC389%20million"
    assert found.link(found.link(URL)) == found.link(URL)


def test_case_accents_and_spaces_are_aside() -> None:
    assert find_fragment("Café  MÜLLER\u00a0und", TextDirective(start="cafe muller und")) != ()
    assert find_fragment("one two\nthree", TextDirective(start="two three")) == ()
    assert find_fragment("sixty-six", TextDirective(start="six")) == (Span(start=6, end=9),)


@pytest.mark.parametrize(
    "url", [URL, f"{URL}#:~:text=", f"{URL}#:~:text=-,-", f"{URL}#:~:text=a,b,c", f"{URL}#text=a"]
)
def test_what_is_no_directive(url: str) -> None:
    assert decode(url) is None


@given(st.lists(st.text(max_size=8), min_size=4, max_size=4))
def test_every_directive_is_decoded_as_it_was(parts: list[str]) -> None:
    start, end, prefix, suffix = parts
    assume(start and not any("\ud800" <= sign <= "\udfff" for part in parts for sign in part))
    directive = TextDirective(start=start, end=end, prefix=prefix, suffix=suffix)
    assert decode(f"{URL}#:~:text={encode(directive)}") == directive
    assert not set(encode(directive)) & set(' &"<>`#')


def test_an_accent_that_stands_alone_is_a_sign() -> None:
    found = fragment_of("\u00af0", Span(start=0, end=2))
    assert find_fragment("\u00af0", found.directive) == (Span(start=0, end=2),)


@given(ANY_TEXTS, st.data())
@example("a a", None)
def test_the_link_opens_the_words(text: str, data: st.DataObject | None) -> None:
    if data is None:
        span = Span(start=2, end=3)
    else:
        start = data.draw(st.integers(0, len(text) - 1))
        span = Span(start=start, end=data.draw(st.integers(start + 1, len(text))))
    words = span.of(text).strip()
    assume(words)
    found = fragment_of(text, span)
    directive = decode(found.link(URL))
    assume(not any("\ud800" <= sign <= "\udfff" for sign in text))
    assert directive == found.directive
    assert not {"\n", "\r"} & set(directive.prefix + directive.start + directive.end + directive.suffix)
    if found.is_unique:
        opened = find_fragment(text, directive)
        assert len(opened) == 1
        lead = next(
            n
            for n, sign in enumerate(span.of(text))
            if not sign.isspace() and not unicodedata.combining(sign)
        )
        assert opened[0].start <= span.start + lead
        assert opened[0].end >= span.end - (len(span.of(text)) - len(span.of(text).rstrip()))
