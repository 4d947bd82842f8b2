"""The warehouse: everything read, claimed, found and ruled, in DuckDB, and the file that analysts open.

`Warehouse` is the one writer of a data folder, `Published` the locked-down reader of the published file.
Nothing outside this package imports duckdb.
"""

from warehouse.batches import Batch
from warehouse.errors import (
    DiskFull,
    NewerSchema,
    QueryRefused,
    WarehouseBroken,
    WarehouseError,
    WarehouseLocked,
)
from warehouse.query import Published
from warehouse.runs import RunStatus
from warehouse.warehouse import Warehouse

__all__ = [
    "Batch",
    "DiskFull",
    "NewerSchema",
    "Published",
    "QueryRefused",
    "RunStatus",
    "Warehouse",
    "WarehouseBroken",
    "WarehouseError",
    "WarehouseLocked",
]
