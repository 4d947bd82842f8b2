"""The cells and rows of a table, with their places in the text and their words without markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.records import Span

_TAG = re.compile(r"<[^<>]{0,200}>|\*\*|__|[`\\]|\]\([^()\s]{0,200}\)|[\[\]](?!\d)")
_NOTE = re.compile(r"\[\d{1,3}\]|[†‡*¹²³⁴⁵⁶⁷⁸⁹]+$|<sup>[^<>]{0,8}</sup>|\^\d$")
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: where its content stands, without white space at its ends, and its words without markup."""

    span: Span
    words: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Cell:
        """The cell between two places of the text; linear in its length."""
        printed = text[start:end]
        kept = printed.strip()
        start += len(printed) - len(printed.lstrip()) if kept else 0
        words = _TAG.sub(" ", _NOTE.sub("", _ENTITY.sub(" ", kept)))
        return cls(span=Span(start=start, end=start + len(kept)), words=_SPACE.sub(" ", words).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its place, from the first cell to the last, and its cells in order."""

    span: Span
    cells: tuple[Cell, ...]
