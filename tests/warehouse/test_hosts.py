"""What is remembered of hosts comes back as it went in, and goes when a host is well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from extractors.articles.host_records import HostRecord, HostsKept, Robots, Standing
from warehouse import Warehouse

NOON = datetime(2026, 3, 2, 12, 30, 15, 250_000, tzinfo=UTC)


def record(host: str, runs: int, rest: int | None) -> HostRecord:
    until = None if rest is None else NOON + timedelta(hours=rest)
    return HostRecord(host=host, failed_runs=runs, failed_since=NOON, rests_until=until, reason="no answer")


def robots(origin: str, rules: str) -> Robots:
    standing = Standing.RULES if rules else Standing.ABSENT
    return Robots(origin=origin, agent="twosource", standing=standing, read_at=NOON, rules=rules)


def test_hosts_are_remembered(tmp_path: Path) -> None:
    first = HostsKept(
        records=(record("a.example", 1, None), record("b.example:8080", 3, 2)),
        robots=(robots("https://a.example", "User-agent: *\nDisallow: /x"), robots("https://c.example", "")),
    )
    with Warehouse.open(tmp_path) as warehouse:
        assert warehouse.held_hosts() == HostsKept()
        warehouse.keep_hosts(first)
    with Warehouse.open(tmp_path) as warehouse:
        assert warehouse.held_hosts() == first
        again = HostsKept(records=(record("b.example:8080", 4, 4),), robots=(), well=("a.example",))
        warehouse.keep_hosts(again)
        warehouse.keep_hosts(again)
        assert warehouse.held_hosts() == HostsKept(records=again.records, robots=first.robots)
