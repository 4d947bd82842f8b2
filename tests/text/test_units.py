"""The quantity lexicon: complete, unambiguous, strict about what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.lexicon.strict import LexiconError
from extractors.lexicon.units import FILES, FOLDER, load_quantity_words, plural, singular
from extractors.text.quantities import find_quantities

LEXICON = load_quantity_words()


@pytest.mark.parametrize(
    "symbol", sorted(set(LEXICON.symbols) - {"x", "X", "×", "''", "t", "l", "g", "h", "V", "L"})
)
def test_a_symbol_reads_as_its_unit(symbol: str) -> None:
    (quantity,) = find_quantities(f"It is 12 {symbol} in all.")
    assert quantity.unit in (LEXICON.symbols[symbol].name, "gpus")


@pytest.mark.parametrize("word", sorted({unit.words[0] for unit in LEXICON.units.values() if unit.words}))
def test_a_plural_reads_as_its_unit(word: str) -> None:
    (quantity,) = find_quantities(f"They counted 12 {plural(word)}.")
    assert quantity.unit == LEXICON.unit_words[word.replace("-", " ")][0].name


@pytest.mark.parametrize(
    ("many", "one"),
    [("users", "user"), ("people", "person"), ("batches", "batch"), ("cities", "city"), ("series", "series")],
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


def test_a_misspelt_key_is_refused(tmp_path: Path) -> None:
    for name in FILES:
        text = (FOLDER / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("dimension =", "dimention =", 1), "utf-8")
    with pytest.raises(LexiconError, match=r"units\.toml.*did you mean 'dimension'"):
        load_quantity_words(tmp_path)
