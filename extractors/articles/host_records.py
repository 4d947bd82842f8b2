"""What is remembered of hosts from run to run: who failed, and what their robots.txt says. Records only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRecord:
    """A host (with its port, where that is no usual one) that did not answer when it was last asked.

    `failed_runs` are in a row, the first of them at `failed_since`; none of them, where the host only asked
    to be left alone. It is not asked before `rests_until`.
    """

    host: str
    failed_runs: int
    failed_since: datetime
    rests_until: datetime | None
    reason: str

    def rests(self, now: datetime) -> bool:
        """Whether it is not to be asked now."""
        return self.rests_until is not None and now < self.rests_until


class Standing(StrEnum):
    """What became of asking for a robots.txt."""

    RULES = "rules"  # it was read
    ABSENT = "absent"  # there is none: everything is allowed
    UNREADABLE = "unreadable"  # the answer cannot be read, or is an error of the server: nothing is allowed
    SILENT = "silent"  # there was no answer: nothing is allowed
    REFUSED = "refused"  # asking for it is against our own rules, as asking for a page would be


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The robots.txt of one origin (`https://host`), cut down to what concerns one robot.

    `rules` holds the lines of its groups under `User-agent: *`; `reason` says why it could not be read.
    """

    origin: str
    agent: str
    standing: Standing
    read_at: datetime
    rules: str = ""
    reason: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether it says what is allowed."""
        return self.standing in (Standing.RULES, Standing.ABSENT)

    @property
    def is_unread(self) -> bool:
        """Whether the host is to blame that it could not be read."""
        return self.standing in (Standing.UNREADABLE, Standing.SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostsKept:
    """What to store of a run: records and robots.txt in place of the old ones, and hosts that are well."""

    records: tuple[HostRecord, ...] = ()
    robots: tuple[Robots, ...] = ()
    well: tuple[str, ...] = ()
