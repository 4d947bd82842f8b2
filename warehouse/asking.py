"""An analyst's statement, worked out in a process of its own that is ended from outside.

DuckDB bounds the memory that it counts, and neither time nor what a single function makes (`repeat`,
`levenshtein`). So the statement goes to a child, `warehouse.answering`, whose data segment is bounded by
the system, and which is killed when the asker has waited too long. Time that the reader of the answer
takes does not count.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import QueryRefused, WarehouseError
from warehouse.limits import load_limits
from warehouse.query import Table

_BATCH = 10_000
_HOME = Path(__file__).parent.parent
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from warehouse.answering import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What working out one answer may take; `seconds` is how long its asker waits in all."""

    threads: int | None = None
    memory: str = "4GB"
    seconds: float = float(load_limits().answer_seconds)


class Answer:
    """The answer to one SELECT on the published file at `path`, worked out while it is read, once.

    `most` is how many rows are wanted, all of them when `None`. To be closed, best as a context.

    Raises:
        QueryRefused: the statement is no single SELECT, fails, or takes more than its bounds.
        WarehouseError: there is no such file, or it does not open.
    """

    def __init__(self, path: Path, text: str, bounds: Bounds, *, most: int | None = None) -> None:
        self._bounds = bounds
        self._most = most
        self._left = bounds.seconds
        self._is_late = False
        self._spill = tempfile.mkdtemp(prefix="twosource-sql-")
        self._child = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-P", "-c", _CHILD, str(_HOME)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            self._ask(path, text)
            with self._waiting():
                self._reader = pa.ipc.open_stream(self._child.stdout)
        except (pa.ArrowException, OSError, EOFError) as error:
            try:
                raise self._why() from error
            finally:
                self.close()
        self.columns = tuple(self._reader.schema.names)

    def __enter__(self) -> Answer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it does, and remove what it spilled."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
            if pipe is not None:
                pipe.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The answer as Arrow, some thousand rows at a time.

        Raises:
            QueryRefused: as the class, in the middle.
        """
        while True:
            try:
                with self._waiting():
                    batch = self._reader.read_next_batch()
            except StopIteration:
                break
            except (pa.ArrowException, OSError) as error:
                raise self._why() from error
            yield batch
        with self._waiting():
            code = self._child.wait()
        if code != 0:  # an answer that broke off looks like one that ended
            raise self._why()

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as Python values; raises as `batches`."""
        for batch in self.batches():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def table(self) -> Table:
        """All of the wanted rows, and whether there were more."""
        rows = tuple(self.rows())
        kept = rows if self._most is None else rows[: self._most]
        return Table(columns=self.columns, rows=kept, is_cut=len(kept) < len(rows))

    def write_parquet(self, path: Path) -> int:
        """Write the answer as Parquet, zstd-compressed; how many rows. Raises as `batches`."""
        written = 0
        with pq.ParquetWriter(path, self._reader.schema, compression="zstd") as writer:
            for batch in self.batches():
                writer.write_batch(batch)
                written += batch.num_rows
        return written

    def _ask(self, path: Path, text: str) -> None:
        request = {
            "path": str(path.absolute()),
            "text": text,
            "threads": self._bounds.threads,
            "memory": self._bounds.memory,
            "spill": self._spill,
            "most": None if self._most is None else self._most + 1,
            "batch": _BATCH,
        }
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(request).encode() + b"\n")
        self._child.stdin.flush()

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """Kill the child when waiting for it, in all, takes longer than it may."""
        timer = Timer(max(self._left, 0.0), self._end)
        timer.daemon = True
        began = time.monotonic()
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._left -= time.monotonic() - began

    def _end(self) -> None:
        self._is_late = True
        self._child.kill()

    def _why(self) -> WarehouseError:
        """Why the child ended before its answer did."""
        if self._is_late:
            return QueryRefused(
                f"The answer took more than {self._bounds.seconds:g} s and was given up. Narrow it with a "
                "WHERE, join on ids, or give it more time with --seconds."
            )
        assert self._child.stderr is not None
        self._child.wait()
        try:
            told = json.loads(self._child.stderr.read().decode().splitlines()[-1])
        except (ValueError, IndexError):
            return QueryRefused(
                f"The process that worked out the answer ended with {self._child.returncode}: most likely it "
                f"took more memory than {self._bounds.memory} and what it may have beside. Ask for less."
            )
        return QueryRefused(told["refused"]) if "refused" in told else WarehouseError(told["failed"])
