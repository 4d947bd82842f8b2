"""What came of working a finding out again from the stored texts, as records for a view or a program."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from checkers.records import Step


class Outcome(StrEnum):
    """What one check came to."""

    OK = "ok"
    FAILED = "failed"
    CHANGED = "changed"
    OPEN = "open"

    @property
    def meaning(self) -> str:
        """For the documentation and the terminal."""
        return _MEANINGS[self]


_MEANINGS = {
    Outcome.OK: "what is stored was found again",
    Outcome.FAILED: "something else was found than what is stored",
    Outcome.CHANGED: "the page has another text now; the finding holds for the stored one",
    Outcome.OPEN: "could not be checked, and why",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: `name` says what, `about` of which article or claim, `detail` what was found."""

    name: str
    about: str
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A finding worked out again; `trace` are the rules that settled a relation, slot by slot."""

    sort: str
    id: str
    words: str
    checks: tuple[Check, ...]
    trace: tuple[Step, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing else was found than what is stored."""
        return all(check.outcome is not Outcome.FAILED for check in self.checks)

    def count(self, outcome: Outcome) -> int:
        """How many checks came to this."""
        return sum(check.outcome is outcome for check in self.checks)


def to_json(found: Verification) -> str:
    """The verification for programs: one JSON object, keys as the records name them, and `holds`."""
    return json.dumps({"holds": found.holds, **asdict(found)}, ensure_ascii=False, indent=2)
