"""What was checked and how it stands: a source of a sources file, or a part of the installation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether something works; `WARN` works but deserves a look."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedSource:
    """One source as it answered: how many articles or entries it holds, the newest day, what to mend."""

    outlet: str
    kind: str
    at: str
    status: Status
    found: int | None = None
    newest: str | None = None
    mend: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPart:
    """One part of the installation: what was found there, and what to do when it does not work."""

    part: str
    status: Status
    found: str
    mend: str | None = None


def to_json(rows: Sequence[TriedSource | CheckedPart]) -> str:
    """A JSON array of objects, one a row."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2)
