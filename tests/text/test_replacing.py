"""Replacing characters one by one gives what translating by the whole table gives."""

from __future__ import annotations

import pytest

from extractors.claims.credits.sources import _CURLY
from extractors.claims.facts.text import _TYPOGRAPHY
from extractors.text.replacing import replaced


@pytest.mark.parametrize("table", [_CURLY, _TYPOGRAPHY])
@pytest.mark.parametrize("text", ["", "plain 'words'", "“it’s” – a\u00a0*b* `c` ʼn\u202f‑", "’'’\"“"])
def test_as_translate(table: dict[int, str], text: str) -> None:
    assert replaced(text, table) == text.translate(table)


@pytest.mark.parametrize("table", [_CURLY, _TYPOGRAPHY])
def test_nothing_is_replaced_twice(table: dict[int, str]) -> None:
    assert not {other for other in table.values() if table.get(ord(other), other) != other}
