"""Characters for characters, fast: what a table of `str.translate` does, in a fraction of its time."""

from __future__ import annotations

from collections.abc import Mapping


def replaced(text: str, table: Mapping[int, str]) -> str:
    """`text` with each character of `table` replaced by what it maps to, one for one.

    The same as `text.translate(table)` as long as nothing is mapped to a character that is itself mapped to
    another. Linear; a character that does not occur costs next to nothing.
    """
    for code, other in table.items():
        text = text.replace(chr(code), other)
    return text
