"""Entities and outlets: the cases of `tests/cases/mentions.toml`, the data files, a user's own folder."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon.entities import Entities, EntityKind, load_entities
from extractors.lexicon.entity_files import FILES, read_lists
from extractors.lexicon.outlets import OutletKind, load_outlets, outlet_of
from extractors.lexicon.strict import LexiconError
from tests.spent import processor

ROOT = Path(__file__).parents[2]
DATA = ROOT / "extractors" / "lexicon"
CASES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/cases/mentions.toml").read_text("utf-8"))["case"]
ENTITIES = load_entities()
SORTED_FILES = [*(DATA / "entities" / f"{stem}.toml" for stem in (*FILES, "families")), DATA / "outlets.toml"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    found = ENTITIES.mentions(case["text"])
    assert [[m.text, m.entity.name] for m in found] == case["expect"], case["text"]
    assert all(m.span.of(case["text"]) == m.text for m in found)


def test_a_third_of_the_cases_is_negative() -> None:
    assert sum(not case["expect"] or case.get("negative", False) for case in CASES) * 3 >= len(CASES)


@pytest.mark.parametrize("path", SORTED_FILES, ids=lambda path: path.stem)
def test_files_are_sorted_by_name_one_line_each(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    names = [next(iter(tomllib.loads(line))) for line in lines]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))


def test_there_are_enough_of_each_kind() -> None:
    counts = Counter(entity.kind for entity in ENTITIES.all)
    least = {
        EntityKind.COMPANY: 500,
        EntityKind.MODEL: 120,
        EntityKind.PERSON: 300,
        EntityKind.OUTLET: 150,
        EntityKind.INVESTOR: 100,
        EntityKind.INSTITUTION: 150,
        EntityKind.PRODUCT: 150,
        EntityKind.PLACE: 100,
    }
    assert {kind: counts[kind] for kind, number in least.items() if counts[kind] < number} == {}


def test_every_name_and_alias_resolves_to_its_entity() -> None:
    for entity in read_lists(None).entities:
        for name in (entity.name, *entity.aliases):
            found = ENTITIES.resolve(name)
            assert found is not None, name
            assert found.name == entity.name, name


def test_every_owner_developer_and_founder_of_note_is_spelled_as_listed() -> None:
    """A developer that is also an alias of somebody would be a second name for one thing."""
    for entity in ENTITIES.all:
        for name in filter(None, (entity.developer, entity.owner, *entity.founders)):
            known = ENTITIES.resolve(name)
            assert known is None or known.name == name, (entity.name, name)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Meta Platforms, Inc.", "Meta"),
        ("openai inc", "OpenAI"),
        ("X.AI", "xAI"),
        ("NVIDIA Corp.", "Nvidia"),
        ("Google AI", "Google"),
        ("the Washington Post", "The Washington Post"),
        ("Timothee Lacroix", "Timothée Lacroix"),
        ("Altman", "Sam Altman"),
        ("Llama-3.1-405b", "Llama 3.1 405B"),
        ("Llama 405B", "Llama 3.1 405B"),
        ("H100", "Nvidia H100"),
        ("claude 3 opus", "Claude 3 Opus"),
        ("OpenAI's", "OpenAI"),
        ("DBRX Instruct", "DBRX Instruct"),
        ("PaLM (540B)", "PaLM 540B"),
    ],
)
def test_resolve(name: str, canonical: str) -> None:
    found = ENTITIES.resolve(name)
    assert found is not None
    assert found.name == canonical


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "AI",
        "Foo Inc",
        "Nvidia and Salesforce",
        "OpenAI models",
        "Paris AI",
        "Chen",
        "GPT-4 on GB200",
        "Llama 3.1 8B and 70B",
    ],
)
def test_resolve_never_guesses(name: str) -> None:
    assert ENTITIES.resolve(name) is None


@pytest.mark.parametrize(
    ("name", "wider"),
    [
        ("Llama 3.1 405B Instruct", ["Llama 3.1 405B", "Llama 3.1", "Llama"]),
        ("GPT-4 Turbo", ["GPT-4"]),
        ("GPT-4o mini", ["GPT-4o"]),
        ("OpenAI", []),
    ],
)
def test_ancestors(name: str, wider: list[str]) -> None:
    entity = ENTITIES.resolve(name)
    assert entity is not None
    assert [each.name for each in ENTITIES.ancestors(entity)] == wider


def test_an_unlisted_version_has_its_maker() -> None:
    entity = ENTITIES.resolve("Claude 9 Sonnet")
    assert entity is not None
    assert (entity.kind, entity.family, entity.developer) == (EntityKind.MODEL, "Claude 9", "Anthropic")


@given(
    st.sampled_from(["GPT-", "Llama ", "Claude ", "Gemini ", "Grok-"]), st.integers(1, 19), st.integers(0, 9)
)
def test_versions_read_back_as_they_are_spelled(family: str, major: int, minor: int) -> None:
    name = f"{family}{major}.{minor}"
    found = ENTITIES.resolve(name)
    assert found is not None
    assert found.name == name
    assert ENTITIES.get(found.name) == found
    assert [mention.entity for mention in ENTITIES.mentions(f"They use {name} now.")] == [found]


@given(
    st.lists(
        st.sampled_from(
            [
                "OpenAI",
                "Meta's",
                "GPT",
                "-4",
                "Llama",
                "3.1",
                "8B",
                "Musk",
                "Sam",
                "Altman",
                "Apple",
                ".",
                "\n",
                ",",
                "the",
                "\u200b",
                "Time",
                "said",
                "Block",
            ]
        ),
        max_size=20,
    )
)
def test_mentions_are_in_order_and_slice_back(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in ENTITIES.mentions(text):
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.text
        end = mention.span.end


@given(st.text(max_size=60))
def test_any_text_at_all(text: str) -> None:
    assert all(mention.span.of(text) == mention.text for mention in ENTITIES.mentions(text))
    ENTITIES.resolve(text)
    load_outlets().of(text)


@pytest.mark.parametrize(
    "piece", ["OpenAI", "OpenAI/", "GPT-", "Llama 3 8B ", "Amodei ", "x.ai/", "(Llama ", "a", " ", "\u200b"]
)
def test_hostile_text_is_quick(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    with processor() as spent:
        ENTITIES.mentions(text)
    assert spent() < 3  # linear: 9,000 mentions cost 0.15 s alone, no mention almost nothing


# -- a user's own folder ---------------------------------------------------------------------------------


def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def with_files(tmp_path: Path, **files: str) -> Entities:
    return load_entities(folder(tmp_path, {f"entities/{stem}.toml": text for stem, text in files.items()}))


def test_a_user_adds_and_replaces(tmp_path: Path) -> None:
    mine = with_files(
        tmp_path,
        companies='"Zorblatt" = { aliases = ["Zorb"] }\n"OpenAI" = { aliases = ["The Lab"], country = "US" }',
        families='"Zorbo" = { developer = "Zorblatt", join = "-" }',
    )
    found = mine.mentions("Zorb, OpenAI and The Lab made Zorbo 2.")
    assert [mention.entity.name for mention in found] == ["Zorblatt", "OpenAI", "OpenAI", "Zorbo-2"]
    assert mine.resolve("Open AI") is None
    assert ENTITIES.resolve("Zorb") is None


def test_a_user_adds_an_outlet(tmp_path: Path) -> None:
    extra = folder(
        tmp_path, {"outlets.toml": '"Zorb Daily" = { kind = "paper", domains = ["zorb.example"] }'}
    )
    outlet = load_outlets(extra).of("https://news.zorb.example/a/1")
    assert outlet is not None
    assert outlet.name == "Zorb Daily"
    mention = load_entities(extra).mentions("Zorb Daily wrote it.")[0]
    assert mention.entity.kind is EntityKind.OUTLET


@pytest.mark.parametrize(
    ("stem", "text", "words"),
    [
        ("companies", '"Zorblatt" = { aliases = ["OpenAI"] }', ["'openai'", "'OpenAI'", "'Zorblatt'"]),
        ("companies", '"Zorblatt" = { alias = ["Zorb"] }', ["unknown key 'alias'", "did you mean 'aliases'"]),
        ("companies", '"Zorblatt" = "Zorb"', ["Zorblatt", "inline table"]),
        ("companys", '"Zorblatt" = {}', ["companys", "companies"]),
        ("companies", '"Zorblatt" = {', ["not valid TOML"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, stem: str, text: str, words: list[str]) -> None:
    with pytest.raises(LexiconError) as error:
        with_files(tmp_path, **{stem: text})
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="not a folder"):
        load_entities(tmp_path / "nowhere")


# -- outlets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://www.reuters.com/technology/x-1/", "Reuters"),
        ("http://edition.cnn.com/2024/1", "CNN"),
        ("finance.yahoo.com", "Yahoo Finance"),
        ("WSJ", "The Wall Street Journal"),
        ("the guardian", "The Guardian"),
        ("Verge", "The Verge"),
        ("https://asia.nikkei.com/Business", "Nikkei"),
        ("https://openai.com/index/gpt-4", "OpenAI"),
        ("https://arxiv.org/abs/1706.03762", "arXiv"),
    ],
)
def test_outlet_of(text: str, name: str) -> None:
    outlet = outlet_of(text)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize(
    "text", ["", "https://example.org/x", "notreuters.com", "com", "http://[", "Somebody", "file:a/b.txt"]
)
def test_outlet_of_nobody(text: str) -> None:
    assert outlet_of(text) is None


def test_there_are_enough_outlets_and_foreign_ones_have_a_currency() -> None:
    outlets = load_outlets().all
    assert len(outlets) >= 150
    abroad = {"GB", "DE", "FR", "CA", "AU", "JP", "IN", "CN"}
    press = [
        o for o in outlets if o.country in abroad and o.kind in (OutletKind.PAPER, OutletKind.BROADCASTER)
    ]
    assert [o.name for o in press if o.home_currency is None] == []
