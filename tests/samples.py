"""Every invented text that the tests hold, for properties that must hold of any text."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def gold_texts() -> tuple[str, ...]:
    """The labelled articles; only their texts, no label."""
    paths = sorted((HERE / "gold").glob("*.json"))
    return tuple(
        article["text"]
        for path in paths
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]
    )


@cache
def case_texts() -> tuple[str, ...]:
    """Every string of the data files that reads like a sentence."""
    paths = sorted((HERE / "cases").glob("*.toml"))
    found = {
        text
        for path in paths
        for text in _strings(tomllib.loads(path.read_text(encoding="utf-8")))
        if " " in text
    }
    return tuple(sorted(found))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
