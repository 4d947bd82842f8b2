"""The tuned numbers of source tracing, read from `tracing.toml` and refused when anything is off."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from extractors.lexicon.strict import LexiconError, build, read_toml

_FILE = Path(__file__).with_name("tracing.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """One tuned number: its value and unit, what it means and what it was tuned on."""

    value: float
    unit: str
    meaning: str
    tuned_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingRules:
    """The numbers that tracing works with; each is explained in `tracing.toml` under its own name."""

    run_words: int
    print_words: int
    shingle_words: int
    min_words: int
    line_words: int
    line_digits: float
    syndicated_containment: float
    rewrite_containment: float
    linked_containment: float
    rewrite_runs: int
    shared_links: int
    shared_figures: float
    few_figures: int
    excerpt_ratio: float
    excerpt_head: float
    boilerplate_articles: int
    boilerplate_overlap: float
    boilerplate_looks: int
    candidate_neighbours: int
    candidate_share: float
    candidate_pairs: int
    quotation_words: int
    quotation_run: int
    story_days: int
    story_names: float
    undated_story_names: float
    story_least: int
    same_credit: float
    evidence_chars: int
    near_days: int
    left_out: float
    credited: float
    other_figures: float
    unsure: float
    secondhand: float
    passage: float
    passage_share: float
    shared_speaker: float
    shared_quotation: float
    kept_texts: int

    def __post_init__(self) -> None:
        if not 1 <= self.print_words < self.run_words:
            raise ValueError("print_words must be from 1 to run_words - 1")


def load_tracing_rules(path: Path | None = None) -> TracingRules:
    """The rules of a TOML file, the shipped one by default.

    Raises:
        LexiconError: a number is missing, unknown, of the wrong type or out of range.
    """
    return _shipped() if path is None else _read(path)


@cache
def _shipped() -> TracingRules:
    return _read(_FILE)


def _read(path: Path) -> TracingRules:
    values: dict[str, Any] = {}
    whole = {field.name for field in fields(TracingRules) if field.type == "int"}
    for name, table in read_toml(path).items():
        if not isinstance(table, dict):
            raise LexiconError(f"{path}: {name}: expected a table with value, unit, meaning, tuned_on")
        number = build(Tuned, table, f"{path}: [{name}]").value
        if number < 0:
            raise LexiconError(f"{path}: [{name}].value: expected 0 or more, got {number}")
        values[name] = int(number) if name in whole and number.is_integer() else number
    return build(TracingRules, values, str(path))
