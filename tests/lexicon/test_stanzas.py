"""Proposed names as lines of a lexicon folder: saved there, they are read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors.lexicon.entities import load_entities
from extractors.lexicon.stanzas import Stanza, render

STANZAS = (
    Stanza(name="Imelda Traske", kind="person", remarks=('2 articles: "She said\nso."',)),
    Stanza(name="Quorvane AI", kind="company", short=("Quorvane",), remarks=("3 articles",)),
    Stanza(name="Delmere Thing", kind="unknown"),
)
GOLDEN = """\
# entities/companies.toml
# 3 articles
"Quorvane AI" = { short = ["Quorvane"] }

# entities/persons.toml
# 2 articles: "She said so."
"Imelda Traske" = {}

# Of no kind that the texts show: put these into the file they belong to, without the #.
# "Delmere Thing" = {}
"""


def test_a_part_for_each_file_and_doubtful_ones_as_remarks() -> None:
    assert render(STANZAS) == GOLDEN


def test_nothing_is_nothing() -> None:
    assert render(()) == ""


@pytest.mark.parametrize("name", ['The "Q" Group', "A\\B Labs", "Ålesund’s [Best]", "x\x7fy\tz", "#1 Foods"])
def test_any_name_is_a_key_of_toml(name: str) -> None:
    written = render((Stanza(name=name, kind="company", short=(name,), remarks=(name,)),))
    assert tomllib.loads(written) == {name: {"short": [name]}}


def test_what_is_saved_is_known(tmp_path: Path) -> None:
    (tmp_path / "entities").mkdir()
    company = tmp_path / "entities" / "companies.toml"
    company.write_text(render(STANZAS[1:2]), encoding="utf-8")
    entity = load_entities(tmp_path).resolve("Quorvane AI")
    assert entity is not None
    assert (entity.kind, entity.short) == ("company", ("Quorvane",))
