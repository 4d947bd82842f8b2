"""The ledger of rulings, `DATA/rulings.jsonl`: added to by any number of people, never rewritten.

One JSON object a line. A ruling is acknowledged when its line is on the disk. The file itself is locked while
a line is added, for some milliseconds; the lock of a run is another, so people rule while runs go on.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checkers.ruling_records import Judgement
from extractors.ids import content_id
from warehouse.durable import passing, sync
from warehouse.errors import WarehouseLocked

_TAIL_BYTES = 1 << 20
"""More than a line can have: what people write in one is bounded by who makes the ruling."""

_PATIENCE_SECONDS = 20.0
_PAUSE_SECONDS = 0.005


def append_ruling(ledger: Path, ruling: Judgement, now: datetime) -> Judgement:
    """Add a ruling to the ledger; as it stands there, with its id and its time.

    Times in a ledger rise from line to line, whatever the clocks of those who rule say, so that the later of
    two rulings is the one that was acknowledged later. The beginning of a line, which a writer that was
    killed may leave, is taken away first: nobody was told that it is there.

    Raises:
        WarehouseLocked: others have kept the ledger locked for 20 seconds.
        OSError: it cannot be written; it is as before then.
    """
    with _locked(ledger) as handle:
        size = os.fstat(handle).st_size
        tail = _tail(handle, size)
        whole, torn = _whole_rows(tail)
        if torn:
            size -= len(torn)
            os.ftruncate(handle, size)
        kept = replace(ruling, at=_moment(whole, now), ruling_id="")
        kept = replace(kept, ruling_id=content_id("rul", _line(kept)))
        before = b"\n" if whole and not whole.endswith(b"\n") else b""
        passing("rulings: before a line")
        _write(handle, before + f"{_line(kept)}\n".encode(), size)
        passing("rulings: line written")
        os.fsync(handle)
        if not size:
            sync(ledger.parent)
    passing("rulings: line kept")
    return kept


@contextmanager
def _locked(ledger: Path) -> Iterator[int]:
    handle = os.open(ledger, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise WarehouseLocked(ledger, None) from None
                time.sleep(_PAUSE_SECONDS)
        yield handle
    finally:
        os.close(handle)


def _tail(handle: int, size: int) -> bytes:
    start = max(0, size - _TAIL_BYTES)
    return os.pread(handle, size - start, start)


def _whole_rows(tail: bytes) -> tuple[bytes, bytes]:
    """The end of a ledger without the beginning of a line, and that beginning."""
    last = tail.rpartition(b"\n")[2]
    if not last or _row(last) is not None:
        return tail, b""
    return tail[: len(tail) - len(last)], last


def _row(line: bytes) -> dict[str, object] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _moment(whole: bytes, now: datetime) -> str:
    """This moment, or one just after that of the last line, as ISO text in UTC."""
    lines = whole.rstrip().rsplit(b"\n", 1)
    row = _row(lines[-1]) or {}
    try:
        last = datetime.fromisoformat(str(row.get("at", "")))
    except ValueError:
        last = now
    else:
        last = last if last.tzinfo else last.replace(tzinfo=UTC)
    moment = max(now, last + timedelta(microseconds=1)) if row else now
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _line(ruling: Judgement) -> str:
    """A ruling as its line: what it says, and nothing of what it leaves open."""
    said = {name: value for name, value in asdict(ruling).items() if value and name != "holds"}
    return json.dumps(said, ensure_ascii=False)


def _write(handle: int, line: bytes, size: int) -> None:
    try:
        written = 0
        while written < len(line):
            written += os.write(handle, line[written:])
    except OSError:
        os.ftruncate(handle, size)
        raise
