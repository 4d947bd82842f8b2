"""Headers are ours alone, whatever words an article brings, and a letter reads the same after its journey."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.letter import Letter, header_words, message_id, write_letter

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "subject_lines.toml").read_text("utf-8"))[
    "case"
]
HEADERS = {
    "subject",
    "from",
    "to",
    "date",
    "message-id",
    "list-unsubscribe",
    "auto-submitted",
    "x-auto-response-suppress",
    "mime-version",
    "content-type",
}


def letter(subject: str, plain: str = "plain", key: tuple[str, ...] = ("one",)) -> Letter:
    return write_letter(
        sender="twosource@example.org",
        recipient="desk@example.com",
        subject=subject,
        date=datetime(2026, 11, 22, tzinfo=UTC),
        plain=plain,
        page=f"<p>{plain}</p>",
        pictures={"chart@example.org": b"\x89PNG"},
        key=key,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"][:30])
def test_subject_lines(case: dict[str, str]) -> None:
    assert header_words(case["words"]) == case["line"]


def test_a_long_subject_is_cut() -> None:
    line = header_words("é" * 20_000)
    assert len(line) == 150
    assert line.endswith("…")


@given(st.text(max_size=300))
def test_no_words_make_a_header(words: str) -> None:
    read = message_from_bytes(letter(words).content, policy=default)
    assert {name.lower() for name, _ in read.items()} == HEADERS
    assert read["To"] == "desk@example.com"
    assert header_words(header_words(words)) == header_words(words)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=300))
def test_the_plain_part_comes_back(words: str) -> None:
    read = message_from_bytes(letter("x", plain=words).content, policy=default)
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == words.split()


def test_what_a_letter_is_makes_its_id() -> None:
    assert (
        letter("one").message_id
        == letter("another").message_id
        == message_id("twosource@example.org", ("desk@example.com", "one"))
    )
    assert letter("one", key=("two",)).message_id != letter("one").message_id
