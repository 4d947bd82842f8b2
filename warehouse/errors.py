"""What can go wrong in the warehouse, and whose turn it is then.

    WarehouseError
    |-- WarehouseLocked    another process holds the data folder: wait, or end that process
    |-- NewerSchema        the file was written by a newer twosource: upgrade the program
    |-- WarehouseBroken    DuckDB cannot go on in this process: start again, the data is safe
    |   `-- DiskFull       as above, because the disk has no room: free some first
    `-- QueryRefused       the analyst's statement is not a single SELECT, or fails: fix the statement

Every message says what happened, where, and what to do.
"""

from __future__ import annotations

from pathlib import Path


class WarehouseError(Exception):
    """Anything the warehouse refuses or cannot do."""


class WarehouseLocked(WarehouseError):  # noqa: N818 -- named for the state a person meets
    """Another process writes to this data folder. `pid` is its process id, when the lock file tells."""

    def __init__(self, data: Path, pid: int | None) -> None:
        holder = f"process {pid}" if pid is not None else "another process"
        super().__init__(
            f"{data} is in use by {holder}. Wait until it has finished, or end it, and start again."
        )
        self.data = data
        self.pid = pid


class NewerSchema(WarehouseError):  # noqa: N818
    """The warehouse file was written by a newer version of the program. It has not been touched."""


class WarehouseBroken(WarehouseError):  # noqa: N818
    """DuckDB declared itself dead. What was committed is safe; this process must end and start again."""


class DiskFull(WarehouseBroken):
    """The disk has no room left. What was committed is safe; free some room and start again."""


class QueryRefused(WarehouseError):  # noqa: N818
    """A statement that the read-only warehouse does not run, with the reason in one sentence."""
