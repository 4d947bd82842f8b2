"""Runs, numbered from 1. The instants come from the caller: nothing in here looks at a clock."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

import duckdb

from warehouse.connect import transaction
from warehouse.state import note_change
from warehouse.statements import number, run


class RunStatus(StrEnum):
    """How a run stands. A run found unfinished by the next one was `INTERRUPTED`."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


def begin_run(
    con: duckdb.DuckDBPyConnection, *, started_at: datetime, code_version: str, lexicon_sha: str
) -> int:
    """Open the next run and return its number. Runs left open were killed, and are marked so."""
    with transaction(con, "begin of run"):
        run(con, "runs/interrupt")
        run_number = number(
            con,
            "runs/begin",
            status=RunStatus.RUNNING.value,
            started_at=_utc(started_at),
            code_version=code_version,
            lexicon_sha=lexicon_sha,
        )
        note_change(con, "begin", (str(run_number), started_at.isoformat()))
    return run_number


def finish_run(
    con: duckdb.DuckDBPyConnection,
    run_number: int,
    *,
    finished_at: datetime,
    status: RunStatus,
    counts: Mapping[str, int],
) -> None:
    """Close a run with what it counted."""
    with transaction(con, "end of run"):
        run(
            con,
            "runs/finish",
            run_number=run_number,
            status=status.value,
            finished_at=_utc(finished_at),
            counts=json.dumps(dict(counts), sort_keys=True),
        )
        note_change(con, "finish", (str(run_number), finished_at.isoformat()))


def _utc(instant: datetime) -> datetime:
    """The instant without its zone, as DuckDB stores it: fetching a zoned one needs pytz."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone")
    return instant.astimezone(UTC).replace(tzinfo=None)
