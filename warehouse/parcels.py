"""Blocks in parcels: whole blocks as Arrow tables, cheap to hand to another process, and back to records."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from checkers.records import Telling
from warehouse.columns import key_table, staged
from warehouse.connect import translated_errors
from warehouse.rows import rows_of, telling_of
from warehouse.statements import statement

CLAIMS_A_PARCEL = 5_000
"""A parcel ends with the block that fills it: some megabytes, and a fraction of a second to check."""

_ROWS_AT_ONCE = 8_192  # four of DuckDB's vectors: large enough to be quick, a few megabytes of claims


@dataclass(frozen=True, slots=True)
class Parcel:
    """The claims of one block or several, each of them whole, as the rows of `blocks/stream.sql`."""

    rows: pa.Table


def stream_parcels(con: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> Generator[Parcel, None, None]:
    """The blocks of these keys in order, in parcels, tellings by publication and claim id.

    It reads one snapshot in one pass, so findings may be stored while it runs. It holds one parcel: the
    largest block, or `CLAIMS_A_PARCEL` and the block that they end in. Keys without claims do not come.
    """
    reader = con.cursor()
    try:
        with translated_errors(), staged(reader, staged_keys=key_table(keys, "block_key")):
            yield from _cut(reader.sql(statement("blocks/stream")).to_arrow_reader(_ROWS_AT_ONCE))
    finally:
        reader.close()


def _cut(batches: Iterable[pa.RecordBatch]) -> Iterator[Parcel]:
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        if batch.num_rows == 0:
            continue
        keys = batch.column(0)
        if rows + batch.num_rows >= CLAIMS_A_PARCEL:
            # Rows come by block: the last block of the batch, which may go on, begins where its key does.
            border = pc.index(keys, keys[-1]).as_py()
            if border or (held and held[-1].column(0)[-1] != keys[0]):
                yield Parcel(pa.Table.from_batches([*held, batch.slice(0, border)]))
                held, rows = [batch.slice(border)], batch.num_rows - border
                continue
        held.append(batch)
        rows += batch.num_rows
    if rows:
        yield Parcel(pa.Table.from_batches(held))


def blocks_of(parcel: Parcel) -> Iterator[tuple[str, tuple[Telling, ...]]]:
    """The blocks of a parcel as records, in its order."""
    for key, tellings in groupby(map(telling_of, rows_of(parcel.rows)), key=itemgetter(0)):
        yield key, tuple(telling for _, telling in tellings)
