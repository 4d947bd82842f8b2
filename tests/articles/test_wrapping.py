"""Lines that were broken to fit a screen are joined, and nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.articles.parsing import Here, Raw
from extractors.articles.wrapping import unwrapped
from extractors.records import Article

WRAPPED = {
    "Orre is worth €1.9\nbillion. A second\n\nline.": "Orre is worth €1.9 billion. A second\n\nline.",
    "# Head\ntext of\nmore": "# Head\ntext of more",
    "one\n- two\n- three\n\n| a | b |\n| 1 | 2 |": "one\n- two\n- three\n\n| a | b |\n| 1 | 2 |",
    "---\ntitle: x\ndate: y\n---\na\nb": "---\ntitle: x\ndate: y\n---\na b",
    "a hard break  \nstays": "a hard break  \nstays",
    "": "",
}


@pytest.mark.parametrize("text", WRAPPED)
def test_wrapped_lines_are_one_paragraph(text: str) -> None:
    assert unwrapped(text, markdown=True) == WRAPPED[text]


def test_lines_of_plain_text_are_joined_within_sentences_only() -> None:
    long = "Orre Energy, the maker of pumps and of valves, is worth €1.9"
    assert unwrapped(f"{long}\nbillion.", markdown=False) == f"{long} billion."
    assert unwrapped(f"{long} billion.\nIt is old.", markdown=False) == f"{long} billion.\nIt is old."
    assert unwrapped("Orre Energy\nraises", markdown=False) == "Orre Energy\nraises"


@given(st.text(alphabet="ab #-|\n.:", max_size=80), st.booleans())
def test_unwrapping_moves_nothing(text: str, markdown: bool) -> None:
    found = unwrapped(text, markdown=markdown)
    assert len(found) == len(text)
    assert found.split() == text.split()


HEADED = """Orre Energy raises 1.9 billion euros to build ten pump stations
By Lena Holt
13 February 2025

Orre Energy, which makes pumps and valves, has raised €1.9
billion to build ten stations, said Tarn Capital, which led
Series C. It is the largest round of the year in the north.
"""


def test_headline_and_byline_stay_lines_and_the_paragraph_is_one() -> None:
    raw = Raw(
        body=HEADED.encode(), url="file:orre.txt", shown="orre.txt", is_local=True, content_type="text/plain"
    )
    found = Here().hand(raw).take()
    assert isinstance(found, Article)
    assert found.title == "Orre Energy raises 1.9 billion euros to build ten pump stations"
    assert found.text.count("\n") == HEADED.count("\n") - 2
    assert "€1.9 billion" in found.text
    assert "which led Series C" in found.text
