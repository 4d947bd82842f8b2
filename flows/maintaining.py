"""What is done once a night: every block read, findings held against their rules, old files removed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from flows.forgetting import finish_erasing
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings

DEAD_SPACE = 0.3
"""Share of the working file that holds nothing from which on it is written anew."""

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintained:
    """What was found and done. `problems` are sentences for a person; none when all is well."""

    tables: int
    rows: int
    problems: tuple[str, ...]
    removed: tuple[str, ...]
    rewritten: bool
    dead_space: float

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def maintain(settings: Settings, progress: RunProgress, now: datetime) -> Maintained:
    """Finish what a killed run left, read every block, compare the published file, free room.

    Cost: all of both files is read.

    Raises:
        WarehouseLocked, WarehouseBroken, DiskFull: as opening a session; a block that is damaged is told so.
    """
    with Session(settings) as session:
        session.load()
        finish_erasing(session, progress)
        MainJob(session, progress).run(())
        with progress.step("reading every block"):
            scan = session.warehouse.scan()
            broken = session.warehouse.broken_checks()
        share = session.warehouse.dead_space()
        if share > DEAD_SPACE:
            with progress.step("writing the warehouse anew"):
                session.warehouse.rewrite()
        removed = _remove_logs(settings.logs, settings.keep_logs_days, now)
    differing = [
        f"{name}: the published file holds other rows than the warehouse; remove {settings.published} and run"
        for name in scan.differing
    ]
    return Maintained(
        tables=scan.tables,
        rows=scan.rows,
        problems=(
            *(f"{each.name}: {each.meaning} {'; '.join(each.examples)}" for each in broken),
            *differing,
        ),
        removed=removed,
        rewritten=share > DEAD_SPACE,
        dead_space=share,
    )


def _remove_logs(folder: Path, days: int, now: datetime) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    oldest = now.timestamp() - days * SECONDS_A_DAY
    old = sorted(path for path in folder.glob("*.log") if path.stat().st_mtime < oldest)
    for path in old:
        path.unlink()
    return tuple(path.name for path in old)
