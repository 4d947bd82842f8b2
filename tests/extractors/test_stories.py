"""Short stories on many subjects, each by several outlets: whose their figures are (`cases/stories.toml`)."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.matching import same_name
from extractors.claims.pipeline import extract_claims
from extractors.records import Claim, Kind
from tests.extractors.reading import article, lexicon

STORIES = tomllib.loads(Path("tests/cases/stories.toml").read_text(encoding="utf-8"))["story"]


def parts_of(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def quantities_of(story: dict[str, Any]) -> dict[str, list[Claim]]:
    """The quantities of each article of a story."""
    return {
        told["id"]: [
            claim
            for claim in extract_claims(
                article(told["text"], told["published"], told["title"]), lexicon()
            ).claims
            if claim.kind is Kind.QUANTITY
        ]
        for told in story["article"]
    }


def missed(story: dict[str, Any]) -> Iterator[str]:
    """The labels that the program does not give: the value, its subject, its metric where one is named."""
    texts = {told["id"]: told["text"] for told in story["article"]}
    found, seen = quantities_of(story), Counter[tuple[str, str]]()
    for line in story["labels"]:
        name, value, subject, metric = parts_of(line)
        start = texts[name].index(value)
        for _ in range(seen[name, value]):
            start = texts[name].index(value, start + 1)
        seen[name, value] += 1
        end = start + len(value)
        claim = next((each for each in found[name] if each.start < end and start < each.end), None)
        right = claim is not None and same_name(claim.subject, subject) and metric in ("-", claim.metric)
        if not right:
            yield line


@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_whose_the_figures_of_a_story_are(story: dict[str, Any]) -> None:
    """What is listed as `open` is known to be missed; when one of them is right, it is to be taken off."""
    assert list(missed(story)) == story.get("open", [])


@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_a_pair_is_of_one_subject_and_metric_or_of_nobody(story: dict[str, Any]) -> None:
    """Labels name the values of the pairs, so that a story that contradicts itself in the file is noticed."""
    labels = {tuple(parts_of(line)[:2]): parts_of(line)[2:] for line in story["labels"]}
    for line in story.get("pairs", []):
        one, value, other, second, _ = parts_of(line)
        assert labels[one, value] == labels[other, second]
