"""The sources file: the cases of `cases/sources.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.articles.sources import SourceKind, SourcesError, is_sources_file, load_sources

CASES = tomllib.loads((Path(__file__).parent / "cases" / "sources.toml").read_text("utf-8"))["file"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"][:60])
def test_cases(tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(bytes.fromhex(case["body_hex"]) if "body_hex" in case else case["body"].encode())
    if "error" in case:
        with pytest.raises(SourcesError) as refused:
            load_sources(path)
        assert case["error"] in str(refused.value)
        assert str(refused.value).startswith("sources.toml")
        assert "\n" not in str(refused.value)
        return
    found = load_sources(path)
    assert len(found.sources) == len(case["sources"])
    assert len(found.repeated) == case.get("repeated", 0)
    for source, expected in zip(found.sources, case["sources"], strict=True):
        told = {name: getattr(source, name) for name in expected}
        told = {name: list(value) if isinstance(value, tuple) else value or 0 for name, value in told.items()}
        wanted = {
            name: value.format(folder=tmp_path) if isinstance(value, str) else value
            for name, value in expected.items()
        }
        assert told == wanted


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="there is no such sources file; `twosource init`"):
        load_sources(tmp_path / "sources.toml")
    with pytest.raises(SourcesError, match="there is no such sources file"):
        load_sources(tmp_path)


def test_many_sources(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    addresses = ",\n".join(f'"https://o{n}.example/feed"' for n in range(5_000))
    path.write_text(f'[[outlet]]\nname = "All"\nfeeds = [\n{addresses}\n]\n')
    found = load_sources(path)
    assert len(found.sources) == 5_000
    assert {source.kind for source in found.sources} == {SourceKind.FEED}


def test_what_is_a_sources_file() -> None:
    assert is_sources_file("my/Sources.TOML")
    assert not is_sources_file("https://a.example/sources.toml")
    assert not is_sources_file("a.jsonl")
