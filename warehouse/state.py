"""Named states of the warehouse, and the digest that says whether anything changed since a publication.

The digest is a chain: each transaction that changes something folds what it changed into it. It needs no
clock and no scan of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import duckdb

from warehouse.statements import run


def read_state(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """The value of a named state, empty when it has never been set."""
    rows = run(con, "state/read", name=name)
    return str(rows[0][0]) if rows else ""


def write_state(con: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    """Set a named state, inside the caller's transaction."""
    run(con, "state/write", name=name, value=value)


def note_change(con: duckdb.DuckDBPyConnection, what: str, parts: Iterable[str]) -> None:
    """Fold a change into the digest, inside the transaction that makes it."""
    write_state(con, "digest", digest_of((read_state(con, "digest"), what, *parts)))


def digest_of(parts: Iterable[str]) -> str:
    """SHA-256 over text parts, hexadecimal."""
    joined = "\x1f".join(parts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
