"""What fetching remembers of hosts from run to run. Private: nothing of it is published or exported."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from extractors.articles.host_records import HostRecord, HostsKept, Robots, Standing
from warehouse.columns import staged, text_table
from warehouse.connect import transaction, translated_errors
from warehouse.statements import run


def held_hosts(con: duckdb.DuckDBPyConnection) -> HostsKept:
    """The hosts that failed or asked to be left alone, and every robots.txt that is held."""
    with translated_errors():
        records = run(con, "hosts/read")
        robots = run(con, "hosts/read_robots")
    return HostsKept(
        records=tuple(
            HostRecord(
                host=host,
                failed_runs=failed_runs,
                failed_since=_zoned(since),
                rests_until=_zoned(until) if until else None,
                reason=reason,
            )
            for host, failed_runs, since, until, reason in records
        ),
        robots=tuple(
            Robots(origin=origin, agent=agent, standing=Standing(standing), read_at=_zoned(at), rules=rules)
            for origin, agent, standing, at, rules in robots
        ),
    )


def keep_hosts(con: duckdb.DuckDBPyConnection, kept: HostsKept) -> None:
    """Put these in place of what was held of the same hosts, in one transaction; the well ones are forgotten.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing is changed.
    """
    tables = {
        "staged_hosts": _host_table(kept.records),
        "staged_robots": _robots_table(kept.robots),
        "staged_well": text_table(("host",), [(host,) for host in kept.well]),
    }
    with staged(con, **tables), transaction(con, "hosts"):
        run(con, "hosts/replace")


def _host_table(records: tuple[HostRecord, ...]) -> pa.Table:
    table = text_table(("host", "reason"), [(record.host, record.reason) for record in records])
    table = table.append_column("failed_runs", pa.array([each.failed_runs for each in records], pa.int32()))
    table = table.append_column("failed_since", _moments([each.failed_since for each in records]))
    return table.append_column("rests_until", _moments([each.rests_until for each in records]))


def _robots_table(robots: tuple[Robots, ...]) -> pa.Table:
    rows = [(each.origin, each.agent, each.standing.value, each.rules) for each in robots]
    table = text_table(("origin", "agent", "standing", "rules"), rows)
    return table.append_column("read_at", _moments([each.read_at for each in robots]))


def _moments(moments: list[datetime] | list[datetime | None]) -> pa.Array:
    plain = [moment.astimezone(UTC).replace(tzinfo=None) if moment else None for moment in moments]
    return pa.array(plain, pa.timestamp("us"))


def _zoned(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
