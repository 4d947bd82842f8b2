"""Which hosts fail, and when to ask them again.

The back-off of one host: its first failed run costs it nothing, the second in a row an hour of rest, each
further one twice that, up to a day. An answer of any kind, also a 404, ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from extractors.articles.fetch_robots import is_fresh
from extractors.articles.host_records import HostRecord, HostsKept, Robots
from extractors.articles.limits import limit


def is_dead(record: HostRecord, now: datetime) -> bool:
    """Whether a host has failed for so long that a person should look."""
    return record.failed_runs > 1 and now - record.failed_since >= timedelta(days=limit("fetch_dead_days"))


def after_failure(before: HostRecord | None, host: str, now: datetime, reason: str) -> HostRecord:
    """The record of a host that failed in this run too."""
    failed_runs = (before.failed_runs if before else 0) + 1
    rest = None
    if failed_runs > 1:
        hours = limit("fetch_rest_hours") * 2 ** min(failed_runs - 2, 20)
        rest = now + timedelta(hours=min(hours, limit("fetch_longest_rest_hours")))
    since = before.failed_since if before and before.failed_runs else now
    return HostRecord(host=host, failed_runs=failed_runs, failed_since=since, rests_until=rest, reason=reason)


@dataclass(slots=True)
class HostBook:
    """The hosts as they were when the run began, and what the run has met. One user at a time."""

    now: datetime
    records: dict[str, HostRecord] = field(default_factory=dict)
    robots: dict[str, Robots] = field(default_factory=dict)
    _failed: dict[str, str] = field(default_factory=dict)
    _answered: set[str] = field(default_factory=set)
    _busy: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    _read: dict[str, Robots] = field(default_factory=dict)

    @classmethod
    def of(cls, now: datetime, records: Iterable[HostRecord], robots: Iterable[Robots]) -> HostBook:
        """The book of a run that begins now."""
        return cls(
            now=now,
            records={record.host: record for record in records},
            robots={each.origin: each for each in robots},
        )

    def resting(self, host: str) -> HostRecord | None:
        """The record of a host that is not to be asked now."""
        record = self.records.get(host)
        return record if record is not None and record.rests(self.now) else None

    def fresh_robots(self, origin: str, agent: str) -> Robots | None:
        """The robots.txt of an origin, when it need not be asked for."""
        robots = self._read.get(origin) or self.robots.get(origin)
        return (
            robots
            if robots is not None and (origin in self._read or is_fresh(robots, self.now, agent))
            else None
        )

    def note_robots(self, robots: Robots) -> None:
        """A robots.txt was asked for; it counts for the rest of the run, whatever became of it."""
        self._read[robots.origin] = robots

    def note_answer(self, host: str) -> None:
        """The host answered something."""
        self._answered.add(host)

    def note_failure(self, host: str, reason: str) -> None:
        """The host did not answer, or broke down."""
        self._failed.setdefault(host, reason)

    def note_busy(self, host: str, seconds: float, reason: str) -> None:
        """The host wants to be left alone for longer than this run would wait."""
        most = timedelta(hours=limit("fetch_longest_rest_hours"))
        self._busy[host] = (self.now + min(timedelta(seconds=seconds), most), reason)

    def kept(self) -> HostsKept:
        """What to store now; asking again later gives a fuller account of the same run."""
        failed = {host: why for host, why in self._failed.items() if host not in self._answered}
        if not self._answered and len(failed) >= limit("fetch_offline_hosts"):
            failed = {}
        records = {
            host: after_failure(self.records.get(host), host, self.now, why) for host, why in failed.items()
        }
        for host, (until, why) in self._busy.items():
            records[host] = HostRecord(
                host=host, failed_runs=0, failed_since=self.now, rests_until=until, reason=why
            )
        return HostsKept(
            records=tuple(records[host] for host in sorted(records)),
            robots=tuple(self._read[origin] for origin in sorted(self._read) if self._read[origin].is_answer),
            well=tuple(sorted((self.records.keys() & self._answered) - records.keys())),
        )
