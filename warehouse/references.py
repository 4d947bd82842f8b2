"""The references of analysts, as in their files; one that comes or goes sends its block to be checked."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from extractors.records import Reference
from warehouse.columns import staged
from warehouse.connect import transaction
from warehouse.reference_columns import reference_table
from warehouse.state import note_change
from warehouse.statements import number, run


def replace_references(con: duckdb.DuckDBPyConnection, references: Sequence[tuple[str, Reference]]) -> int:
    """Mirror the references, each with the key of its block, in one transaction.

    The blocks of every new, changed or withdrawn reference become dirty, no others; order does not matter.

    Returns:
        The number of references that came, went or changed.
    """
    with staged(con, staged_references=reference_table(references)), transaction(con, "references"):
        run(con, "references/changed")
        changed = number(con, "references/count_changed")
        if changed:
            run(con, "references/replace")
            ids = sorted(f"{reference.reference_id}@{block}" for block, reference in references)
            note_change(con, "references", (str(changed), *ids))
    return changed
