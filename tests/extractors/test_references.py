"""Folders of references: what is understood, what is refused and in which words, and what is shipped."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from extractors.claims.pipeline import Lexicon
from extractors.lexicon.strict import LexiconError
from extractors.records import Kind, Modifier, Reference
from extractors.references.references import (
    SHOWN,
    Vocabulary,
    load_references,
    read_references,
    shipped_references,
)

CASES = Path(__file__).parents[1] / "cases" / "reference_files.toml"
TABLE = tomllib.loads(CASES.read_text(encoding="utf-8"))
HEAD = "subject,metric,value,period,scope,source,url,unlisted\n"


@cache
def vocabulary() -> Vocabulary:
    lexicon = Lexicon.load()
    return Vocabulary.of(lexicon.entities, lexicon.metrics)


def read(folder: Path) -> tuple[Reference, ...]:
    return read_references(folder, vocabulary())


def csv_of(folder: Path, *lines: str) -> Path:
    (folder / "rows.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in TABLE["case"]])
def test_refused(case: dict[str, Any], tmp_path: Path) -> None:
    if "csv" in case:
        (tmp_path / "rows.csv").write_text(case["csv"].lstrip(), encoding="utf-8")
    else:
        row = TABLE["right"] | case.get("row", {})
        lines = "\n".join(f'{key} = "{value}"' for key, value in row.items() if value)
        (tmp_path / "rows.toml").write_text(case.get("toml", f"[[reference]]\n{lines}\n"), encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        read(tmp_path)
    assert [words for words in case["says"] if words not in str(refused.value)] == [], str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_a_value_is_read_as_in_an_article(tmp_path: Path) -> None:
    url = "https://register.example/1"
    csv_of(
        tmp_path,
        f"GPT-3,parameter_count,175 billion parameters,,,Paper,{url},",
        f"GPT-3,training_tokens,over 300 billion tokens,,,Paper,{url},",
        f"OpenAI,valuation,$157 billion,2024-10,round=series_x; basis=post_money,Filing,{url},",
        f"OpenAI,employees,about 350 people,2019-06,,Filing,{url},",
        f"Open AI,founder,Altman,,,Page,{url},",
        f"GPT-3,license,open source,,,Page,{url},",
        f"GPT-3,release_date,11 June 2020,,,Page,{url},",
        f"Halcyon,other:stores,350 stores,2031,,Filing,{url},yes",
    )
    found = {(each.subject, each.metric): each for each in read(tmp_path)}
    size = found["GPT-3", "parameter_count"]
    assert (size.low, size.high, size.unit, size.kind) == (
        Decimal("175e9"),
        Decimal("175e9"),
        "parameters",
        Kind.QUANTITY,
    )
    assert found["GPT-3", "training_tokens"].modifier is Modifier.OVER
    assert found["OpenAI", "valuation"].scope == (("basis", "post_money"), ("round", "series_x"))
    assert found["OpenAI", "employees"].modifier is Modifier.ABOUT
    assert found["OpenAI", "founder"].kind is Kind.FACT
    assert found["GPT-3", "license"].object == "open_source"
    assert found["GPT-3", "release_date"].object == "2020-06-11"
    assert found["Halcyon", "other:stores"].low == 350
    assert size.place.endswith("rows.csv: line 2")


def test_all_mistakes_are_told_at_once_and_no_more_than_a_screen(tmp_path: Path) -> None:
    csv_of(tmp_path, *(f"Nobody {n},founded,2015,,,Page,https://a.example/{n}," for n in range(SHOWN + 3)))
    with pytest.raises(LexiconError) as refused:
        read(tmp_path)
    lines = str(refused.value).splitlines()
    assert len(lines) == SHOWN + 1
    assert lines[-1] == "and 3 more"


def test_the_order_of_rows_and_files_does_not_matter(tmp_path: Path) -> None:
    rows = [f"OpenAI,founded,201{n},,,Page,https://a.example/{n}," for n in range(6)]
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    csv_of(one, *rows)
    (other / "a.csv").write_text(HEAD + "\n".join(rows[3:]) + "\n", encoding="utf-8")
    (other / "z.csv").write_text(HEAD + "\n".join(reversed(rows[:3])) + "\n", encoding="utf-8")
    assert [each.reference_id for each in read(one)] == [each.reference_id for each in read(other)]


def test_other_files_are_refused_and_notes_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours.", encoding="utf-8")
    (tmp_path / ".hidden").write_text("", encoding="utf-8")
    assert read(tmp_path) == ()
    (tmp_path / "rows.xlsx").write_text("", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"rows\.xlsx: references are read from \.toml and \.csv"):
        read(tmp_path)
    with pytest.raises(LexiconError, match="there is no such folder of references"):
        read(tmp_path / "nowhere")


def test_a_row_of_ones_own_outranks_the_shipped_one_on_the_same_thing(tmp_path: Path) -> None:
    csv_of(
        tmp_path,
        "GPT-3,parameter_count,174.6 billion parameters,,,Our count,https://a.example/1,",
        "GPT-3,parameter_count,2.7 billion parameters,,option=small,Our count,https://a.example/1,",
    )
    found = load_references(tmp_path, vocabulary())
    sizes = [each for each in found if (each.subject, each.metric) == ("GPT-3", "parameter_count")]
    assert {(each.value_text, each.is_own) for each in sizes} == {
        ("174.6 billion parameters", True),
        ("2.7 billion parameters", True),
    }
    assert len(found) == len(load_references(None, vocabulary())) + 1


def test_what_is_shipped_is_in_order_and_names_public_sources() -> None:
    found = read(shipped_references())
    assert len(found) >= 60
    assert {each.metric for each in found} >= {
        "parameter_count",
        "active_parameters",
        "context_window",
        "training_tokens",
        "release_date",
        "license",
        "founded",
    }
    assert all(urlsplit(each.url).scheme == "https" for each in found)
    transformer = next(each for each in found if each.subject == "Attention Is All You Need")
    assert transformer.object == "2017-06-12"


def test_shipped_references_do_not_contradict_each_other_in_size() -> None:
    found = {(each.subject, each.metric): each.low for each in read(shipped_references()) if each.low}
    for (subject, metric), active in found.items():
        if metric == "active_parameters":
            assert active < found[subject, "parameter_count"], subject


def test_the_shipped_folder_goes_into_the_wheel() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    wheel = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "references" in wheel["packages"]
    assert shipped_references().is_dir()
