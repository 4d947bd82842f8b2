"""A number with what it counts, in English."""

from __future__ import annotations


def count_words(number: int, one: str, many: str = "") -> str:
    """`1 origin`, `1,200 articles`; `many` is what several are called, where that is not `one` with an s."""
    return f"{number:,} {noun_words(number, one, many)}"


def noun_words(number: int, one: str, many: str = "") -> str:
    """The same without the number."""
    return one if number == 1 else many or f"{one}s"
