"""What an editor has on the desk: findings with what was ruled on them, as records and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a finding stands on the desk."""

    OPEN = "open"
    ASSIGNED = "assigned"
    RULED = "ruled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """One ruling, as it is shown. `taken_in`: a run has published it. `holds`: it is in force."""

    ruling_id: str
    ruling: str
    finding_id: str
    by: str
    at: str
    why: str
    about: str
    taken_in: bool
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One side of a finding: a value, who tells it when, in which words, and the claim."""

    value: str
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    n_origins: int | None
    claim_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """A finding on the desk. `is_held` says whether the published file has it: a dismissed one leaves it."""

    finding_id: str
    short_id: str
    sort: str
    state: State
    alert: bool
    is_held: bool
    subject: str
    metric: str
    about: str
    sides: tuple[Told, ...]
    explanation: str
    ruling: Ruled | None
    assignee: str | None
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskList:
    """Some findings of the desk. `total` fit what was asked for, `quiet` more are below the alert threshold.

    `waiting` is how many rulings no run has taken in yet.
    """

    lines: tuple[DeskLine, ...]
    start: int
    total: int
    quiet: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCase:
    """A finding with everything that was ever ruled or said on it, the earliest first."""

    line: DeskLine
    history: tuple[Ruled, ...]


def list_to_json(found: DeskList) -> str:
    """A list as one JSON object: the counts, and `findings`, keys in the order of the records."""
    counts = {name: value for name, value in asdict(found).items() if name != "lines"}
    return _json(counts | {"findings": [asdict(line) for line in found.lines]})


def case_to_json(found: DeskCase) -> str:
    """A finding and its history as one JSON object."""
    return _json(asdict(found.line) | {"history": [asdict(each) for each in found.history]})


def rulings_to_json(rulings: Sequence[Ruled]) -> str:
    """Rulings as a JSON array."""
    return _json([asdict(each) for each in rulings])


def _json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)
